//! Files of other programs into records: what stands in them, what of it cannot be carried, and
//! how the rest comes to lie in a graph.
//!
//! An importer reads one form and resolves nothing. Wherever a record names an actor or a source
//! whose id in the graph the importer cannot know, it *describes* it instead: an object with what
//! the foreign file tells of it stands in the place of the id.
//!
//! ```json
//! {"from": {"ids": {"stix": "identity--1"}}, "type": "backs", "to": {"name": "Norland", "kind": "state"}}
//! ```
//!
//! [`land`] finds or makes what is described, the same way for all importers, and says of every
//! item of the foreign file what became of it. One file and one line of [`IMPORTERS`] add a form.

mod clean;
mod columns;
mod decisions;
mod decode;
mod ftm;
mod graphml;
mod haul;
mod json;
mod landing;
mod mapping;
mod misp;
mod near;
mod own;
mod report;
pub(super) mod spelling;
mod stix;
mod table;
mod words;

pub use decisions::Answer;
pub use decisions::Decisions;
pub use decisions::Review;
pub use decode::Decoded;
pub use decode::decode;
pub use landing::Difference;
pub use landing::Landed;
pub use landing::Landing;
pub(super) use landing::join;
pub use landing::land;
pub use mapping::MAPPING;
pub use mapping::Mapping;
pub use mapping::TABLE;
pub use mapping::TEMPLATE;
pub use report::Account;
pub use report::Outcome;
pub use report::Remark;
pub use report::Report;
pub use report::Tally;

use super::draft::Draft;
use super::layout::Node;
use crate::model::Vocabulary;
use std::fmt;

/// A form that can be read.
#[derive(Debug)]
pub struct Importer {
    /// The word that chooses it.
    pub name: &'static str,
    /// Endings of its files, without the dot.
    pub endings: &'static [&'static str],
    /// One line of help.
    pub summary: &'static str,
    /// Tells by path and text whether a file is of this form.
    pub recognises: fn(&str, &str) -> bool,
    /// Proposes a mapping for a file; none where the form needs none.
    pub propose: Option<Propose>,
    /// Reads a file.
    pub read: fn(&Foreign<'_>) -> Result<Catch, Trouble>,
}

/// Makes a first mapping of a file.
pub type Propose = fn(&Foreign<'_>) -> Result<Node, Trouble>;

/// All forms, those that look at the text more closely first.
pub const IMPORTERS: &[Importer] =
    &[stix::IMPORTER, misp::IMPORTER, ftm::IMPORTER, graphml::IMPORTER, own::IMPORTER, table::IMPORTER];

/// A file of another program, and what helps to read it.
#[derive(Clone, Copy, Debug)]
pub struct Foreign<'a> {
    /// Its path.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What a person said about its words and columns.
    pub mapping: Option<&'a Mapping>,
    /// The kinds and types of the graph, whose counterparts in other standards tell what is what.
    pub vocabulary: &'a Vocabulary,
}

/// What a foreign file holds.
#[derive(Clone, Debug, Default)]
pub struct Catch {
    /// Records to be, in the order of the file.
    pub found: Vec<Found>,
    /// What could not be carried, in the order of the file.
    pub lost: Vec<Lost>,
    /// The items of the file, such as rows or objects, each under the place that its records and
    /// losses have. One without either is an item that holds nothing.
    pub seen: Vec<At>,
    /// What one item is called: `row`.
    pub unit: &'static str,
}

/// A record to be.
///
/// The keys are those of [`crate::record::keys`]. An actor's `id` is left out where the file does
/// not know ours; `ids` hold what it knows. In place of the id of an actor may stand an object of
/// an actor's keys: `ids` and `name` find it, the others are said of it where it is new. In place
/// of the id of a source may stand one of a source's keys, found by `id` or else by `title`,
/// `publisher` and `date`. A relation without `sources` cites the source of the whole import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The record.
    pub draft: Draft,
    /// The item that it stands in.
    pub at: At,
}

/// Something that a graph has no place for, or that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The item that it stood in.
    pub at: At,
    /// What it was, and why it is lost, in one line.
    pub what: String,
}

/// Where an item stands in a foreign file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum At {
    /// A line, counted from 1.
    Line(u32),
    /// A part of the document, by its path or its own id: `objects[3]`.
    Part(Box<str>),
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Part(part) => f.write_str(part),
        }
    }
}

/// Why a foreign file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong, in one line.
    pub headline: String,
    /// Where.
    pub at: Option<At>,
    /// What to do about it.
    pub help: Vec<String>,
}

/// Finds a form by its name.
#[must_use]
pub fn importer(name: &str) -> Option<&'static Importer> {
    IMPORTERS.iter().find(|importer| importer.name == name)
}

/// Finds the form of a file by its text and its path.
#[must_use]
pub fn recognise(path: &str, text: &str) -> Option<&'static Importer> {
    IMPORTERS.iter().find(|importer| (importer.recognises)(path, text))
}
