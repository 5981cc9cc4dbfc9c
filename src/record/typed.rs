//! Records with typed fields, parsed by serde in one go: the fast road for text that is right.
//!
//! Every record here takes exactly what [`super::keys`] lists: an unknown or repeated key, a
//! `null` and a value of another sort are refused. A required key that is missing leaves its
//! field empty, for the caller to see.

use super::text::Number;
use super::text::OneOrList;
use super::text::Text;
use super::text::Texts;
use super::text::WordOr;
use serde::Deserialize;
use serde::Deserializer;
use serde::de;
use std::fmt;

/// A value that is parsed in one go.
pub trait Parse<'a>: Sized {
    /// Parses a whole text; none where it is not of this form. Linear.
    fn parse(json: &'a str) -> Option<Self>;
}

impl<'a, T: Deserialize<'a>> Parse<'a> for T {
    fn parse(json: &'a str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }
}

/// Reads a value that stands there, so that `null` is refused.
fn stated<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Makes a record: strings that have to be there, values that borrow from the file, and others.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident: $($need:ident)*; $($may:ident: $may_type:ty),*; $($plain:ident: $plain_type:ty),*) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct $name<'a> {
            $(
                #[doc = concat!("The key `", stringify!($need), "`; empty where it is missing.")]
                #[serde(borrow, default)]
                pub $need: Text<'a>,
            )*
            $(
                #[doc = concat!("The key `", stringify!($may), "`.")]
                #[serde(borrow, default, deserialize_with = "stated")]
                pub $may: Option<$may_type>,
            )*
            $(
                #[doc = concat!("The key `", stringify!($plain), "`.")]
                #[serde(default, deserialize_with = "stated")]
                pub $plain: Option<$plain_type>,
            )*
        }
    };
}

record! {
    /// A document or other thing that says something.
    SourceRecord: id title;
    kind: Text<'a>, publisher: Text<'a>, author: Text<'a>, date: Text<'a>, url: Text<'a>, archive_url: Text<'a>,
    lang: Text<'a>, reliability: Text<'a>, derives_from: OneOrList<Text<'a>>, handling: Text<'a>, note: Text<'a>,
    accept: Texts<'a>;
}

record! {
    /// Whoever or whatever acts.
    ActorRecord: id kind name;
    aliases: Vec<Text<'a>>, tags: Vec<Text<'a>>, description: Text<'a>, since: Text<'a>, until: Text<'a>,
    ids: Texts<'a>, was: Vec<Text<'a>>, sources: Vec<CitationRecord<'a>>, note: Text<'a>, accept: Texts<'a>;
    placeholder: bool
}

record! {
    /// A typed, dated, sourced tie.
    RelationRecord: from r#type to;
    id: Text<'a>, item: OneOrList<Text<'a>>, via: OneOrList<Text<'a>>, under: OneOrList<Text<'a>>,
    at: OneOrList<Text<'a>>, against: OneOrList<Text<'a>>, on_behalf_of: OneOrList<Text<'a>>,
    quantity: QuantityRecord<'a>, value: ValueRecord<'a>, since: Text<'a>, until: Text<'a>, date: Text<'a>,
    status: Text<'a>, phase: Text<'a>, condition: Text<'a>, confidence: Text<'a>, likelihood: Text<'a>,
    sources: Vec<CitationRecord<'a>>, stances: Vec<StanceRecord<'a>>, handling: Text<'a>, note: Text<'a>,
    accept: Texts<'a>;
    negated: bool
}

record! {
    /// Where a source bears on a record, in full.
    FullCitation: source;
    at: Text<'a>, stance: Text<'a>, said: Text<'a>, derives_from: OneOrList<Text<'a>>, quote: Text<'a>, note: Text<'a>;
    credibility: u8
}

record! {
    /// What an actor itself says about a claim.
    StanceRecord: by says;
    date: Text<'a>, source: Text<'a>, at: Text<'a>, note: Text<'a>;
}

record! {
    /// A number of things.
    QuantityRecord: ;
    amount: Number<'a>, unit: Text<'a>, precision: Text<'a>;
}

record! {
    /// A sum of money.
    ValueRecord: currency;
    amount: Number<'a>, precision: Text<'a>;
}

record! {
    /// A kind of actor.
    KindRecord: id;
    label: Text<'a>, stix: Text<'a>, ftm: Text<'a>, look: LookRecord<'a>;
}

record! {
    /// A type of relation.
    TypeRecord: id phrase;
    label: Text<'a>, inverse: Text<'a>, from: Vec<Text<'a>>, to: Vec<Text<'a>>, roles: Vec<Text<'a>>,
    polarity: Text<'a>, expects: Vec<Text<'a>>, means: Text<'a>, plover: Text<'a>, stix: Text<'a>,
    ftm: Text<'a>, look: LookRecord<'a>;
    symmetric: bool
}

record! {
    /// How a kind or type is drawn.
    LookRecord: ;
    shape: Text<'a>;
}

record! {
    /// A saved picture.
    ViewRecord: id question;
    title: Text<'a>, subtitle: Text<'a>, banner: Text<'a>, page: Text<'a>, theme: Text<'a>,
    compare: OneOrList<Text<'a>>, groups: WordOr<'a, GroupRecord<'a>>, highlight: WordOr<'a, Text<'a>>, note: Text<'a>, accept: Texts<'a>;
    full: bool
}

record! {
    /// Actors in one box of a picture.
    GroupRecord: title;
    members: Vec<Text<'a>>;
}

/// A citation: the id of a source alone, or in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CitationRecord<'a> {
    /// The id of a source.
    Bare(Text<'a>),
    /// With more said.
    Full(Box<FullCitation<'a>>),
}

impl<'de: 'a, 'a> Deserialize<'de> for CitationRecord<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = CitationRecord<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the id of a source or a citation")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(CitationRecord::Bare(text.into()))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(CitationRecord::Bare(text.to_owned().into()))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                let full = FullCitation::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(CitationRecord::Full(Box::new(full)))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}
