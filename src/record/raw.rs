//! JSON values that are read only as far as they are asked, with the bytes that they stand in.

use super::text::Text;
use crate::text::Span;
use serde::Deserialize;
use serde::Deserializer;
use serde::de;
use serde_json::value::RawValue;
use std::fmt;
use std::marker::PhantomData;

/// What sort of JSON value a [`Raw`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// `{…}`
    Object,
    /// `[…]`
    List,
    /// `"…"`
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// `null`
    Null,
}

impl Sort {
    /// The sort in words, with its article: "an object".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::List => "a list",
            Self::String => "a string",
            Self::Number => "a number",
            Self::Flag => "`true` or `false`",
            Self::Null => "`null`",
        }
    }
}

/// One JSON value: its text as written, and where that stands.
///
/// Nothing is parsed before it is asked for. [`Raw::entries`] and [`Raw::items`] parse one level,
/// linear in the value's length, and give every value inside with its own bytes. Nothing here
/// recurses, whatever the depth of the value.
///
/// ```
/// use actant::record::Raw;
///
/// let raw = Raw::new(r#"{"from": "norland", "to": ["sudmark"]}"#, 0);
/// let to = raw.get("to").expect("it is there");
/// assert_eq!(to.json(), r#"["sudmark"]"#);
/// assert_eq!(to.span().start, 26);
/// assert_eq!(to.items()[0].text().as_deref(), Some("sudmark"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raw<'a> {
    json: &'a str,
    start: u32,
    file: u32,
}

/// A key of an object and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The key, with its quotes.
    pub key: Raw<'a>,
    /// The value.
    pub value: Raw<'a>,
}

impl Entry<'_> {
    /// Where key and value stand together.
    #[must_use]
    pub fn span(&self) -> Span {
        Span { end: self.value.span().end, ..self.key.span() }
    }
}

impl<'a> Raw<'a> {
    /// Takes a whole text, spaces around it aside, for the file at this position in a list.
    #[must_use]
    pub fn new(text: &'a str, file: u32) -> Self {
        let body = text.trim_start_matches('\u{FEFF}').trim_matches([' ', '\t', '\r', '\n']);
        Self::within(text, file, 0, body)
    }

    /// Takes up a value again by its place in the text of its file.
    ///
    /// A span that does not fit the text gives an empty value.
    #[must_use]
    pub fn at(text: &'a str, span: Span) -> Self {
        let json = text.get(span.start as usize..span.end as usize).unwrap_or_default();
        Self { json, start: span.start, file: span.file }
    }

    /// The same place with another text, of the same length.
    #[must_use]
    pub fn with_json<'b>(&self, json: &'b str) -> Raw<'b> {
        Raw { json, start: self.start, file: self.file }
    }

    /// A part of a text whose first byte stands at `base` in its file.
    pub(super) fn within(text: &str, file: u32, base: u32, part: &'a str) -> Self {
        let offset = (part.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
        let start = base.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
        Self { json: part, start, file }
    }

    /// The value as it is written.
    #[must_use]
    pub fn json(&self) -> &'a str {
        self.json
    }

    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        let start = self.start as usize;
        Span::new(self.file, start..start + self.json.len())
    }

    /// What sort of value it is, told by its first byte.
    #[must_use]
    pub fn sort(&self) -> Sort {
        match self.json.as_bytes().first() {
            Some(b'{') => Sort::Object,
            Some(b'[') => Sort::List,
            Some(b'"') => Sort::String,
            Some(b't' | b'f') => Sort::Flag,
            Some(b'n') | None => Sort::Null,
            _ => Sort::Number,
        }
    }

    /// The string that it is; none where it is no string, or holds half of a surrogate pair.
    #[must_use]
    pub fn text(&self) -> Option<Text<'a>> {
        let plain = self.json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        match plain {
            Some(plain) if !plain.contains(['\\', '"']) => Some(plain.into()),
            Some(_) => serde_json::from_str(self.json).ok(),
            None => None,
        }
    }

    /// The entries of the object that it is, equal keys and all, in order; none of any other value.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry<'a>> {
        let entry = |(key, value): &(&'a RawValue, &'a RawValue)| {
            let [key, value] = [key, value].map(|part| Self::within(self.json, self.file, self.start, part.get()));
            Entry { key, value }
        };
        match self.sort() {
            Sort::Object => self.parse::<Pairs<'a>>().0.iter().map(entry).collect(),
            _ => Vec::new(),
        }
    }

    /// The items of the list that it is, in order; none of any other value.
    #[must_use]
    pub fn items(&self) -> Vec<Self> {
        let item = |part: &&'a RawValue| Self::within(self.json, self.file, self.start, part.get());
        match self.sort() {
            Sort::List => self.parse::<Vec<&'a RawValue>>().iter().map(item).collect(),
            _ => Vec::new(),
        }
    }

    /// The value of a key of the object that it is, the first where the key stands twice.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Self> {
        self.entry(key).map(|entry| entry.value)
    }

    /// A key of the object that it is, with its value.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<Entry<'a>> {
        self.entries().into_iter().find(|entry| entry.key.text().as_deref() == Some(key))
    }

    /// A text that is no JSON gives nothing: what is asked here has been read before.
    fn parse<T: Deserialize<'a> + Default>(&self) -> T {
        serde_json::from_str(self.json).unwrap_or_default()
    }
}

/// Keys and values of an object, unread.
#[derive(Default)]
struct Pairs<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<'a>(PhantomData<&'a ()>);
        impl<'de: 'a, 'a> de::Visitor<'de> for Visitor<'a> {
            type Value = Pairs<'a>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Pairs<'a>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Visitor(PhantomData))
    }
}
