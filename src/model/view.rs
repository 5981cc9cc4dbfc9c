//! Views: a question, and how its answer is drawn.

use super::Place;
use super::date::Date;
use super::date::NoDate;
use super::id::ActorId;
use crate::text::Span;
use std::str::FromStr;

/// A saved picture.
///
/// Its words are those that the format lists; what they mean is known where pictures are drawn, and
/// the question is understood where questions are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Its slug.
    pub id: Box<str>,
    /// The question whose answer is drawn, one line of words.
    pub question: Box<str>,
    /// Where the question is written, with its quotation marks.
    pub asked: Span,
    /// The states whose answers are laid over each other: an earlier one and the graph as it is, or
    /// an earlier and a later one; none where the picture is of one state.
    pub compare: Box<[State]>,
    /// What stands above the picture; the question where none.
    pub title: Option<Box<str>>,
    /// A line under the title.
    pub subtitle: Option<Box<str>>,
    /// What the banner says; the answer's level of handling where none.
    pub banner: Option<Box<str>>,
    /// The size of the picture, a word.
    pub page: Option<Box<str>>,
    /// Its colours, a word.
    pub theme: Option<Box<str>>,
    /// Who stands in one box.
    pub groups: Choice<Group>,
    /// What keeps its colours while the rest fades.
    pub highlight: Choice<ActorId>,
    /// Whether all of the answer is drawn, and not only what a slide can carry.
    pub full: bool,
    /// The coder's own words.
    pub note: Option<Box<str>>,
    /// Where it is written.
    pub place: Place,
}

/// A state of a graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The graph looked at as of a date.
    AsOf(Date),
    /// Another file or folder.
    Path(Box<str>),
    /// What git keeps of the graph under a name.
    Revision(Box<str>),
}

impl FromStr for State {
    type Err = NoDate;

    /// Reads a date, or what `date:`, `path:` or `rev:` stands before.
    fn from_str(word: &str) -> Result<Self, NoDate> {
        let after = |prefix: &str| word.strip_prefix(prefix).filter(|rest| !rest.is_empty());
        if let Some(path) = after("path:") {
            return Ok(Self::Path(path.into()));
        }
        if let Some(name) = after("rev:") {
            return Ok(Self::Revision(name.into()));
        }
        word.strip_prefix("date:").unwrap_or(word).parse().map(Self::AsOf)
    }
}

/// What a word or a list chooses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice<T> {
    /// Nothing is said.
    #[default]
    Unsaid,
    /// As a word says.
    Word(Box<str>),
    /// As listed, in this order.
    Listed(Box<[T]>),
}

/// Actors in one box of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What is written on the box.
    pub title: Box<str>,
    /// Who stands in it, in the order in which they are written; nobody stands in two boxes.
    pub members: Box<[ActorId]>,
}
