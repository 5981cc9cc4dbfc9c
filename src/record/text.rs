//! Strings, flags and numbers of a record, borrowed from the file wherever the file allows it.

use serde::Deserialize;
use serde::Deserializer;
use serde::de;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// A string of a record: borrowed from the file unless an escape stands in it.
///
/// Twenty-four bytes, no allocation in the ordinary case. The default is the empty string.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<'a>(Cow<'a, str>);

impl<'a> Text<'a> {
    /// The string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Text<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<Text<'_>> for Box<str> {
    fn from(text: Text<'_>) -> Self {
        match text.0 {
            Cow::Borrowed(text) => text.into(),
            Cow::Owned(text) => text.into_boxed_str(),
        }
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(text.into())
            }
            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(text.to_owned().into())
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

/// A number of a record, as it is spelled in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number<'a>(pub &'a str);

impl<'de: 'a, 'a> Deserialize<'de> for Number<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spelled = <&'de RawValue>::deserialize(deserializer)?.get();
        if spelled.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
            return Ok(Number(spelled));
        }
        Err(de::Error::custom("expected a number"))
    }
}

/// One thing, or a list of things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OneOrList<T> {
    /// Written without a list around it.
    One(T),
    /// A list.
    List(Vec<T>),
}

impl<T> OneOrList<T> {
    /// The things in it.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::List(list) => list,
        }
    }
}

impl<T> Default for OneOrList<T> {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

/// A word, or a list of things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordOr<'a, T> {
    /// A word.
    Word(Text<'a>),
    /// A list.
    List(Vec<T>),
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for WordOr<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
            type Value = WordOr<'de, T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word or a list")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(WordOr::Word(Text(Cow::Borrowed(text))))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(WordOr::Word(Text(Cow::Owned(text.to_owned()))))
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(de::value::SeqAccessDeserializer::new(list)).map(WordOr::List)
            }
        }
        deserializer.deserialize_any(Visitor(PhantomData))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for OneOrList<Text<'a>> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = OneOrList<Text<'de>>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a list of strings")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(OneOrList::One(text.into()))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(OneOrList::One(text.to_owned().into()))
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(text) = list.next_element()? {
                    all.push(text);
                }
                Ok(OneOrList::List(all))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// The entries of an object of strings, in the order in which they are written; a key that stands twice is an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts<'a>(pub Vec<(Text<'a>, Text<'a>)>);

impl<'de: 'a, 'a> Deserialize<'de> for Texts<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Texts<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of strings")
            }
            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Texts<'de>, A::Error> {
                let mut all: Vec<(Text<'de>, Text<'de>)> = Vec::new();
                while let Some((key, text)) = map.next_entry()? {
                    all.push((key, text));
                }
                let mut keys: Vec<&str> = all.iter().map(|(key, _)| key.as_str()).collect();
                keys.sort_unstable();
                if keys.windows(2).any(|pair| pair[0] == pair[1]) {
                    return Err(de::Error::custom("duplicate key"));
                }
                Ok(Texts(all))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}
