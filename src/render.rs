//! The windows: every answer, in every form.
//!
//! A [`Format`] is a value that knows its name, its file ending and its media type, and writes any
//! [`Answer`]. [`FORMATS`] is the only list. Nothing here reads the world: what a form depends on
//! besides the answer stands in [`Surroundings`], so the same two give the same bytes.
//!
//! ```
//! use actant::answer::Answer;
//! use actant::render::{Surroundings, by_name};
//!
//! let answer = Answer { summary: "Nothing was found.".into(), ..Answer::default() };
//! let table = by_name("table").expect("there is a table");
//! let bytes = (table.write)(&answer, &Surroundings::default()).expect("a table can always be written");
//! assert!(bytes.starts_with(b"Nothing was found.\n"));
//! ```

mod csv;
mod dot;
mod exchange;
mod html;
mod json;
pub mod layout;
mod loss;
mod markdown;
mod measure;
#[cfg(feature = "picture")]
mod picture;
mod plan;
mod reading;
mod surroundings;
mod svg;
mod table;
mod tags;
mod theme;

pub use loss::{Carries, Losses, Part};
pub use surroundings::{Bloc, Extent, Grouping, Highlight, Page, Picture, Theme};
pub use surroundings::{Layout, Letters, Notice, Surroundings, Text};
pub use svg::places;
pub use theme::{Palette, Pen, ToldBy};

use crate::answer::Answer;
use std::fmt;

/// A form in which an answer can be written.
#[derive(Clone, Copy)]
pub struct Format {
    /// What `--format` takes.
    pub name: &'static str,
    /// The file ending that stands for it, without the first dot; `nodes.csv` has two parts.
    pub ending: &'static str,
    /// The media type, after IANA's list.
    pub media_type: &'static str,
    /// Whether people can read it as it is.
    pub content: Content,
    /// What it is for, in half a line.
    pub summary: &'static str,
    /// What it has a place for.
    pub carries: Carries,
    /// Writes an answer in this form.
    pub write: fn(&Answer, &Surroundings<'_>) -> Result<Vec<u8>, Trouble>,
}

impl Format {
    /// Tells what this form loses of an answer.
    #[must_use]
    pub fn losses(&self, answer: &Answer) -> Losses {
        Losses::new(self.name, self.carries, answer)
    }
}

/// What the bytes of a form are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text in UTF-8.
    Text,
    /// Anything else: nothing for a terminal.
    Binary,
}

/// All forms, in the order in which help lists them.
pub const FORMATS: &[Format] = &[
    table::FORMAT,
    json::FORMAT,
    csv::FORMAT,
    markdown::FORMAT,
    dot::FORMAT,
    svg::FORMAT,
    html::FORMAT,
    #[cfg(feature = "picture")]
    picture::PNG,
    #[cfg(feature = "picture")]
    picture::PDF,
    exchange::LINES,
    exchange::GRAPHML,
    exchange::GEXF,
    exchange::CYTOSCAPE,
    exchange::STIX,
    exchange::FTM,
    exchange::MERMAID,
    exchange::CSV_NODES,
    exchange::CSV_EDGES,
    exchange::CSV_SOURCES,
    exchange::NEO4J_NODES,
    exchange::NEO4J_EDGES,
    exchange::CYPHER,
    exchange::TURTLE,
];

/// Finds a form by its name, or by the ending of its files.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name || format.ending == name)
}

/// Finds a form by a file's name: the one with the longest ending that fits; case does not matter.
///
/// ```
/// use actant::render::by_file_name;
///
/// assert_eq!(by_file_name("Arms.CSV").map(|format| format.name), Some("csv"));
/// assert_eq!(by_file_name("arms.nodes.csv").map(|format| format.name), Some("csv-nodes"));
/// ```
#[must_use]
pub fn by_file_name(name: &str) -> Option<&'static Format> {
    let name = name.to_ascii_lowercase();
    let fits = |format: &&Format| name.strip_suffix(format.ending).is_some_and(|stem| stem.ends_with('.'));
    FORMATS.iter().filter(fits).max_by_key(|format| format.ending.len())
}

/// Why an answer could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The layout engine failed, in its own words.
    Engine(String),
    /// The picture could not be turned into another form.
    Picture(String),
    /// The picture would have been wrong: what is missing or out of place.
    Wrong(String),
    /// The form cannot hold so much: what it holds, and what to ask instead.
    TooLarge(String, &'static str),
}

impl Trouble {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Engine(_) | Self::Wrong(_) => "--layout builtin does without Graphviz",
            Self::Picture(_) => "write an SVG instead, which other programs can turn into this form",
            Self::TooLarge(_, help) => help,
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Engine(why) => write!(f, "the layout failed: {why}"),
            Self::Picture(why) => write!(f, "the picture cannot be written in this form: {why}"),
            Self::Wrong(what) => write!(f, "the picture would be wrong: {what}"),
            Self::TooLarge(what, _) => f.write_str(what),
        }
    }
}

impl std::error::Error for Trouble {}
