//! A typed reading of a graph's text by serde_json alone: no check, no spans, no ids resolved.

use serde::Deserialize;

/// A file.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its date.
    pub as_of: String,
    /// Its sources.
    pub sources: Vec<Source>,
    /// Its actors.
    pub actors: Vec<Actor>,
    /// Its relations.
    pub relations: Vec<Relation>,
}

/// A source.
#[derive(Debug, Deserialize)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its date.
    pub date: String,
    /// Its grade.
    pub reliability: String,
}

/// An actor.
#[derive(Debug, Deserialize)]
pub struct Actor {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its name.
    pub name: String,
}

/// A relation.
#[derive(Debug, Deserialize)]
pub struct Relation {
    /// One end.
    pub from: String,
    /// Its type.
    #[serde(rename = "type")]
    pub type_: String,
    /// The other end.
    pub to: String,
    /// Its beginning.
    pub since: String,
    /// Its end.
    pub until: Option<String>,
    /// Its status.
    pub status: Option<String>,
    /// Its citations.
    pub sources: Vec<Citation>,
}

/// A citation.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Citation {
    /// The id of the source.
    Bare(String),
    /// The source and its grade.
    Graded {
        /// Its source.
        source: String,
        /// Its grade.
        credibility: u8,
    },
}

/// Reads a text that [`crate::generate::text`] wrote.
#[must_use]
pub fn read(text: &str) -> File {
    serde_json::from_str(text).expect("a generated text is well-formed")
}
