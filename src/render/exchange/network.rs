//! An answer as nodes and edges, for every writer.
//!
//! Nodes, edges and sources stand in the order of their ids' positions, and each holds one value,
//! or none, for every column of its table.

use super::edges;
use super::nodes;
use super::sources;
use crate::answer::Answer;
use crate::answer::Fact;
use crate::model::ActorId;
use crate::model::Citation;
use crate::model::RelationId;
use crate::model::SourceId;
use crate::render::reading::Reading;
use crate::text::visible;
use serde_json::Map;
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// A column: its name, what stands in it, and how that is read off a record.
pub(super) struct Field<T: 'static> {
    /// Lower case with underscores, so that it is a name in every language.
    pub name: &'static str,
    /// What its values are.
    pub sort: Sort,
    /// The value of a record; none where it states none.
    pub value: fn(Reading<'_>, &T) -> Option<Value>,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Words.
    Text,
    /// A number.
    Number,
    /// True, or nothing.
    Flag,
    /// A date in EDTF, or `..` for an end that is open.
    Date,
    /// A day as `2026-02-26`.
    Day,
    /// Ids, in which no semicolon can stand.
    Ids(Of),
    /// Words, several times.
    Texts,
}

/// What ids are the ids of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Actors.
    Actors,
    /// Relations.
    Relations,
    /// Sources.
    Sources,
    /// Nothing in the answer.
    Nothing,
}

/// A value of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Words.
    Text(String),
    /// A number as it is spelled in the file.
    Number(String),
    /// It is so; a column of flags is empty where it is not.
    True,
    /// Ids.
    Ids(Vec<String>),
    /// Words, several times.
    Texts(Vec<String>),
}

impl Value {
    /// Words, if there are any.
    pub fn text(words: Option<impl ToString>) -> Option<Self> {
        words.map(|words| Self::Text(words.to_string()))
    }

    /// Ids, if there are any; what lies outside the answer has none.
    pub fn ids<'a>(ids: impl Iterator<Item = &'a str>) -> Option<Self> {
        let ids: Vec<String> = ids.filter(|id| !id.is_empty()).map(str::to_owned).collect();
        (!ids.is_empty()).then_some(Self::Ids(ids))
    }

    /// Words several times, if there are any.
    pub fn texts(texts: impl Iterator<Item = String>) -> Option<Self> {
        let texts: Vec<String> = texts.collect();
        (!texts.is_empty()).then_some(Self::Texts(texts))
    }

    /// The value in one string without hidden characters: ids with semicolons between them, several
    /// words as a list of JSON, for any sign may stand in them.
    pub fn flat(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) => visible(text).into_owned(),
            Self::True => "true".to_owned(),
            Self::Ids(ids) => visible(&ids.join(";")).into_owned(),
            Self::Texts(texts) => Json::from_iter(texts.iter().map(|text| visible(text))).to_string(),
        }
    }

    /// The words one by one, without hidden characters.
    pub fn each(&self) -> Vec<String> {
        match self {
            Self::Ids(all) | Self::Texts(all) => all.iter().map(|text| visible(text).into_owned()).collect(),
            one => vec![one.flat()],
        }
    }

    /// The value of its own sort: a number, a flag, a word or a list.
    pub fn json(&self) -> Json {
        match self {
            Self::Text(text) => Json::from(text.as_str()),
            Self::Number(text) => serde_json::from_str(text).unwrap_or_else(|_| Json::from(text.as_str())),
            Self::True => Json::Bool(true),
            Self::Ids(all) | Self::Texts(all) => Json::from(all.as_slice()),
        }
    }
}

/// A node, an edge or a source.
pub(super) struct Record<'a> {
    /// Its id, unlike all others of its sort.
    pub id: &'a str,
    /// One for every column of its table.
    pub values: Vec<Option<Value>>,
}

impl Record<'_> {
    /// The columns in which it states something, its id first.
    pub fn stated<T>(&self, fields: &[Field<T>]) -> Vec<(&'static str, Value)> {
        let values = fields.iter().zip(&self.values);
        let stated = values.filter_map(|(field, value)| Some((field.name, value.clone()?)));
        std::iter::once(("id", Value::Text(self.id.to_owned()))).chain(stated).collect()
    }
}

/// An edge with the nodes that it joins.
pub(super) struct Edge<'a> {
    /// The position of the node that it leaves.
    pub from: usize,
    /// The position of the node that it enters.
    pub to: usize,
    /// What it is.
    pub fact: &'a Fact,
    /// What it states.
    pub record: Record<'a>,
}

/// An answer as nodes and edges.
pub(super) struct Network<'a> {
    /// What the answer says of itself, by the names of columns.
    pub heading: Vec<(&'static str, Value)>,
    /// The actors.
    pub nodes: Vec<Record<'a>>,
    /// The relations.
    pub edges: Vec<Edge<'a>>,
    /// The sources, by their numbers.
    pub sources: Vec<Record<'a>>,
}

impl<'a> Network<'a> {
    /// Takes an answer apart. Linear in what it holds.
    pub fn new(answer: &'a Answer) -> Self {
        let reading = Reading::apart(answer);
        let ids: Vec<ActorId> = answer.actors.keys().copied().collect();
        let at = |actor: ActorId| ids.binary_search(&actor).ok();
        let edge = |fact: &'a Fact| {
            let (from, to) = (at(fact.relation.from)?, at(fact.relation.to)?);
            Some(Edge { from, to, fact, record: record(&fact.key, edges::FIELDS, reading, fact) })
        };
        let numbered = reading.sources().into_iter().filter_map(|(_, id)| answer.sources.get(&id));
        Self {
            heading: heading(reading),
            nodes: answer.actors.values().map(|card| record(&card.actor.id, nodes::FIELDS, reading, card)).collect(),
            edges: answer.facts.values().filter_map(edge).collect(),
            sources: numbered.map(|card| record(&card.source.id, sources::FIELDS, reading, card)).collect(),
        }
    }
}

/// What a record states, by the names of columns, its id first.
pub(super) fn columns<T>(fields: &[Field<T>], record: &Record<'_>) -> Map<String, Json> {
    record.stated(fields).into_iter().map(|(name, value)| (name.to_owned(), value.json())).collect()
}

impl Network<'_> {
    /// What an edge states, by the names of columns, with the ids of the nodes that it joins.
    pub fn columns(&self, edge: &Edge<'_>) -> Map<String, Json> {
        let mut columns = columns(edges::FIELDS, &edge.record);
        let ends = [("source", edge.from), ("target", edge.to)];
        columns.extend(ends.map(|(name, at)| (name.to_owned(), Json::from(self.nodes[at].id))));
        columns
    }
}

/// The columns in which any of the records states something, by position.
pub(super) fn used<'r>(columns: usize, records: impl Iterator<Item = &'r Record<'r>> + Clone) -> Vec<usize> {
    (0..columns).filter(|&at| records.clone().any(|record| record.values[at].is_some())).collect()
}

fn record<'a, T>(id: &'a str, fields: &[Field<T>], reading: Reading<'_>, of: &T) -> Record<'a> {
    Record { id, values: fields.iter().map(|field| (field.value)(reading, of)).collect() }
}

/// What the answer says of itself, and what its lens left out; the notes tell where a search was cut.
fn heading(reading: Reading<'_>) -> Vec<(&'static str, Value)> {
    let answer = reading.answer;
    let (scope, looked_at) = (&answer.scope, reading.scope());
    let notes = answer.notes.iter().map(crate::render::reading::note).map(|(word, text)| format!("{word}: {text}"));
    let texts = [
        ("title", Some(&answer.title)),
        ("summary", Some(&answer.summary)),
        ("question", Some(&answer.question)),
        ("graph", Some(&scope.graph)),
        ("as_of", scope.as_of.as_ref()),
        ("during", scope.during.as_ref()),
        ("known_by", scope.known_by.as_ref()),
        ("scope", Some(&looked_at)),
        ("handling", answer.handling.as_ref()),
    ];
    let texts = texts.into_iter().filter_map(|(name, text)| Some((name, Value::Text(text?.clone()))));
    texts.chain(Value::texts(notes).map(|notes| ("notes", notes))).collect()
}

/// The textual id of an actor.
pub(in crate::render) fn actor(reading: Reading<'_>, id: ActorId) -> &str {
    reading.answer.actors.get(&id).map_or("", |card| &card.actor.id)
}

/// The textual id of a source.
pub(in crate::render) fn source(reading: Reading<'_>, id: SourceId) -> &str {
    reading.answer.sources.get(&id).map_or("", |card| &card.source.id)
}

/// The identity of a relation.
pub(in crate::render) fn relation(reading: Reading<'_>, id: RelationId) -> &str {
    reading.answer.facts.get(&id).map_or("", |fact| &fact.key)
}

/// The level of handling at a position.
pub(super) fn level(reading: Reading<'_>, at: Option<u8>) -> Option<&str> {
    reading.answer.vocabulary.handling.get(usize::from(at?)).map(|level| &**level)
}

/// A citation in words: its source, then in brackets the place in it, what it does with the claim
/// and the grade.
pub(in crate::render) fn citation(reading: Reading<'_>, citation: &Citation) -> String {
    let words = reading.citation(citation);
    let id = source(reading, citation.source);
    match words.strip_prefix(id).map(|rest| rest.trim_start_matches([',', ' '])) {
        Some(rest) if !rest.is_empty() => format!("{id} ({rest})"),
        _ => id.to_owned(),
    }
}

/// The sources of citations, each once.
pub(super) fn evidence(reading: Reading<'_>, all: &[Citation]) -> Option<Value> {
    let ids: BTreeSet<&str> = all.iter().map(|citation| source(reading, citation.source)).collect();
    Value::ids(ids.into_iter())
}

/// Citations with the records of their sources, then what is quoted from them and said on them.
pub(super) fn citations(reading: Reading<'_>, all: &[Citation]) -> Option<Value> {
    let words = |one: &Citation| {
        let mut text = format!("{}: {}", citation(reading, one), reading.source(one.source));
        let Some(details) = one.details() else { return text };
        text.extend(details.quote.iter().map(|quote| format!(" · “{quote}”")));
        text.extend(details.note.iter().map(|note| format!(" · note: {note}")));
        text
    };
    Value::texts(all.iter().map(words))
}
