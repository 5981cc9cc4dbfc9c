//! The one shape of every result: rows, and the part of the graph that they stand on.
//!
//! An [`Answer`] owns what it shows. Rows speak in ids; the actors, relations and sources behind
//! these ids stand beside them with their facts, sources and file positions, so the table and the
//! picture of an answer cannot disagree.

mod difference;
mod gather;
mod missing;

pub use crate::graph::How;
pub use crate::graph::Reason;
use crate::model::Actor;
use crate::model::ActorId;
use crate::model::Extent;
use crate::model::Kind;
use crate::model::Manifest;
use crate::model::Relation;
use crate::model::RelationId;
use crate::model::Source;
use crate::model::SourceId;
use crate::model::Type;
use crate::model::Vocabulary;
use std::collections::BTreeMap;

/// What was found, and everything that it stands on.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The line that asks it again.
    pub question: String,
    /// A title for a picture: the question in words.
    pub title: String,
    /// The answer in one sentence.
    pub summary: String,
    /// What was looked at.
    pub scope: Scope,
    /// The headings of the rows' cells.
    pub columns: Vec<Column>,
    /// What was found, in order; rows of one group stand together.
    pub rows: Vec<Row>,
    /// Routes among what was found.
    pub routes: Vec<Route>,
    /// The actors that the question names and the answer holds, where rows and routes do not tell
    /// them by the side from which they are read.
    pub asked: Vec<ActorId>,
    /// Warnings and hints, in order.
    pub notes: Vec<Note>,
    /// Every actor in the rows and the facts.
    pub actors: BTreeMap<ActorId, ActorCard>,
    /// Every relation in the rows and the routes.
    pub facts: BTreeMap<RelationId, Fact>,
    /// Every source that these cite, numbered in the order in which rows show them.
    pub sources: BTreeMap<SourceId, SourceCard>,
    /// What else ties the actors, by which a picture groups them.
    pub backdrop: Backdrop,
    /// What the graph says of itself.
    pub manifest: Manifest,
    /// The kinds, types and levels of the graph, into which its records point.
    pub vocabulary: Vocabulary,
    /// Which budget ended the search before it was complete, and the option that raises it.
    pub cut: Option<String>,
    /// How much is told of each fact.
    pub detail: Detail,
    /// The level of handling: the highest of all that the answer contains, where the graph has levels.
    pub handling: Option<String>,
}

/// Memberships and sponsorships among an answer's actors that no row or route shows.
///
/// They hold through the answer's lens and are handled as openly as the answer itself. An answer
/// of more than a thousand actors has none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Backdrop {
    /// The relations.
    pub facts: BTreeMap<RelationId, Fact>,
    /// The sources that they alone cite, numbered after those of the answer.
    pub sources: BTreeMap<SourceId, SourceCard>,
}

/// What an answer looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The graph's name.
    pub graph: String,
    /// The date looked at, as written; none where no time filter was in force.
    pub as_of: Option<String>,
    /// The window looked at, as written: `A..B` or one date; none where none was asked for.
    pub during: Option<String>,
    /// Which state of the graph was asked, where that is not the one that lies there: a date or
    /// revision, and the commit.
    pub known_by: Option<String>,
    /// How many relations the graph has.
    pub relations: usize,
    /// How many of them the lens lets through.
    pub through: usize,
    /// How many it leaves out, by reason.
    pub left_out: Vec<(Reason, usize)>,
}

/// What a question found, in ids, before the evidence is gathered.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// A title for a picture: the question in words.
    pub title: String,
    /// The answer in one sentence.
    pub summary: String,
    /// The headings of the rows' cells.
    pub columns: Vec<Column>,
    /// What was found, in order.
    pub rows: Vec<Row>,
    /// Routes among what was found.
    pub routes: Vec<Route>,
    /// The actors that the question names, where rows and routes do not tell them by the side from
    /// which they are read.
    pub asked: Vec<ActorId>,
    /// Warnings and hints.
    pub notes: Vec<Note>,
    /// Which budget ended the search before it was complete, and the option that raises it.
    pub cut: Option<String>,
    /// How much is to be told of each fact.
    pub detail: Detail,
}

/// How much is told of each fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// What it says and who says so.
    #[default]
    Brief,
    /// Also what it does not state, the coder's notes and where it is written.
    Full,
}

/// The heading of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// One or two words, lower case.
    pub name: &'static str,
    /// Whether its cells are numbers, which stand on the right.
    pub numeric: bool,
}

impl Column {
    /// Makes a column of words.
    #[must_use]
    pub const fn words(name: &'static str) -> Self {
        Self { name, numeric: false }
    }

    /// Makes a column of numbers.
    #[must_use]
    pub const fn numbers(name: &'static str) -> Self {
        Self { name, numeric: true }
    }
}

/// A line of an answer: cells, and the relations that bear them out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The heading under which it stands; none for all rows, or a heading for each.
    pub group: Option<String>,
    /// One for every column.
    pub cells: Vec<Cell>,
    /// The relations that the row rests on or shows, in order.
    pub facts: Vec<Seen>,
}

impl Row {
    /// Makes a row of cells alone.
    #[must_use]
    pub fn of(cells: impl Into<Vec<Cell>>) -> Self {
        Self { group: None, cells: cells.into(), facts: Vec::new() }
    }

    /// Puts the row under a heading.
    #[must_use]
    pub fn under(mut self, group: impl Into<String>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// Rests the row on relations, read from the side of an actor, or as written.
    #[must_use]
    pub fn resting_on(mut self, relations: impl IntoIterator<Item = RelationId>, from: Option<ActorId>) -> Self {
        self.facts.extend(relations.into_iter().map(|relation| Seen { relation, from }));
        self
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Count(usize),
    /// A number.
    Real(f64),
    /// An actor.
    Actor(ActorId),
    /// Several actors.
    Actors(Vec<ActorId>),
    /// A source.
    Source(SourceId),
}

impl Cell {
    /// Makes a cell of words.
    #[must_use]
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }
}

/// A relation as a row shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The relation.
    pub relation: RelationId,
    /// The actor from whose side it is read: "Iran is supplied by Russia". As written where none.
    pub from: Option<ActorId>,
}

/// A relation with all that a reader needs to judge it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The record.
    pub relation: Relation,
    /// Its identity.
    pub key: String,
    /// Its type.
    pub type_: Type,
    /// How it holds, or why the lens leaves it out.
    pub verdict: Result<How, Reason>,
    /// The days in which it holds, or from which it has happened.
    pub extent: Extent,
    /// The independent sources that it rests on.
    pub roots: Vec<SourceId>,
    /// Other accounts of the same thing that differ.
    pub competing: Vec<RelationId>,
    /// Records that say the opposite.
    pub contradicting: Vec<RelationId>,
    /// What a full record would state and this one does not, in words.
    pub missing: Vec<String>,
    /// What follows from the numbers stated, in words, such as a price per piece.
    pub derived: Vec<String>,
    /// The path of the file in which it is written.
    pub file: String,
    /// What a comparison says of it.
    pub mark: Option<Mark>,
}

/// What a comparison of two states says of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// It is new.
    Added,
    /// It is no more.
    Gone,
    /// It is another.
    Changed,
    /// It held before, and only now belongs to the answer.
    Entered,
    /// It still holds, and no longer belongs to the answer.
    Left,
}

impl Mark {
    /// What it says, in a word or three.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Gone => "gone",
            Self::Changed => "changed",
            Self::Entered => "newly shown",
            Self::Left => "no longer shown",
        }
    }
}

/// An actor with what a reader needs to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorCard {
    /// The record.
    pub actor: Actor,
    /// Its kind.
    pub kind: Kind,
    /// The path of the file in which it is written.
    pub file: String,
}

/// A source and its number in this answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceCard {
    /// Its number, counted from 1.
    pub number: usize,
    /// The record.
    pub source: Source,
    /// The path of the file in which it is written.
    pub file: String,
}

/// A way from one actor to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The actors in order, both ends included.
    pub actors: Vec<ActorId>,
    /// For every hop the relations that make it, the strongest first.
    pub hops: Vec<Vec<RelationId>>,
    /// The position of the weakest hop.
    pub weakest: usize,
    /// What makes it the weakest, in words.
    pub why: String,
    /// The independent sources that the whole route rests on.
    pub roots: Vec<SourceId>,
    /// The source without which two or more of its hops fall, and the positions of these hops.
    pub shared: Option<(SourceId, Vec<usize>)>,
}

/// Something to be said beside an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The answer could mislead without it.
    Warning(String),
    /// What to try next.
    Hint(String),
}
