//! Sources: documents and other things that say something.

use super::Place;
use super::date::Date;
use super::id::SourceId;
use super::vocabulary::words;

words! {
    /// How far a source can be relied on (Admiralty code, NATO AJP-2.1).
    Reliability {
        /// Completely reliable.
        A = "A",
        /// Usually reliable.
        B = "B",
        /// Fairly reliable.
        C = "C",
        /// Not usually reliable.
        D = "D",
        /// Unreliable.
        E = "E",
        /// Reliability cannot be judged.
        F = "F",
    }
}

/// A document or other thing that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its slug.
    pub id: Box<str>,
    /// Its title.
    pub title: Box<str>,
    /// A word such as `report` or `treaty`.
    pub kind: Option<Box<str>>,
    /// Who published it.
    pub publisher: Option<Box<str>>,
    /// Who wrote it.
    pub author: Option<Box<str>>,
    /// When it was published.
    pub date: Option<Date>,
    /// Where it is.
    pub url: Option<Box<str>>,
    /// Where a copy is kept.
    pub archive_url: Option<Box<str>>,
    /// Its language, a BCP 47 tag.
    pub lang: Option<Box<str>>,
    /// How far it can be relied on; unrated where none.
    pub reliability: Option<Reliability>,
    /// The sources that it retells.
    pub derives_from: Box<[SourceId]>,
    /// Its level of handling, a position in the vocabulary's list.
    pub handling: Option<u8>,
    /// The coder's own words.
    pub note: Option<Box<str>>,
    /// Where it is written.
    pub place: Place,
}
