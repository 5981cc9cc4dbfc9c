//! The form for programs: everything that an answer holds, by textual ids.
//!
//! The shape is `actant.answer/1`, described in `docs/answer-json.md`. Keys are those of the graph
//! format where it has them, in a fixed order; what is not stated is left out. Characters that act
//! on a terminal unseen are written as `\u` escapes, which changes no value.

mod record;

use super::Carries;
use super::Content;
use super::Format;
use super::Trouble;
use super::surroundings::Surroundings;
use crate::answer::Answer;
use crate::answer::Backdrop;
use crate::answer::Cell;
use crate::answer::Note;
use crate::answer::Route;
use crate::answer::Row;
use crate::model::ActorId;
use crate::model::RelationId;
use crate::model::SourceId;
use crate::text::is_hidden;
use record::{ActorForm, RelationForm, SourceForm};
use serde::Serialize;
use serde_json::Value;
use std::fmt::Write as _;

/// JSON.
pub(super) const FORMAT: Format = Format {
    name: "json",
    ending: "json",
    media_type: "application/json",
    content: Content::Text,
    summary: "everything, for programs (schema actant.answer/1)",
    carries: Carries::AllBut(&[]),
    write,
};

fn write(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let text = serde_json::to_string_pretty(&AnswerForm::new(answer)).expect(LAW);
    Ok(careful(&text).into_bytes())
}

/// The same without line ends and spaces, for a form that holds it.
pub(super) fn on_one_line(answer: &Answer) -> String {
    careful(&serde_json::to_string(&AnswerForm::new(answer)).expect(LAW))
}

const LAW: &str = "the form has keys that are strings";

/// What an answer says, for a fingerprint: its JSON without what may change while the answer stays:
/// its title, hints, counts of the whole graph, where in which file the records stand, and the days that
/// follow from their dates.
pub(super) fn essence(answer: &Answer) -> String {
    let mut form = serde_json::to_value(AnswerForm::new(answer)).expect(LAW);
    without(&mut form, &["title", "notes"]);
    without(&mut form["scope"], &["relations", "through", "left-out"]);
    let backdrop = form.get_mut("backdrop").map(Value::take).unwrap_or_default();
    let mut parts = [form, backdrop];
    for part in &mut parts {
        for list in ["actors", "relations", "sources"] {
            let records = part.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten();
            records.for_each(|record| without(record, &["days", "file", "line", "bytes"]));
        }
    }
    parts.map(|part| part.to_string()).concat()
}

fn without(object: &mut Value, keys: &[&str]) {
    if let Some(object) = object.as_object_mut() {
        keys.iter().for_each(|key| drop(object.remove(*key)));
    }
}

/// Escapes hidden characters, and ends the text with a line end.
pub(super) fn careful(text: &str) -> String {
    escaped(text) + "\n"
}

/// Escapes hidden characters. They stand in strings alone, where serde_json has escaped the line ends.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        if c == '\n' || !is_hidden(c) {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

/// Ids as text, for whatever an answer holds.
#[derive(Clone, Copy)]
struct Ids<'a>(&'a Answer);

impl<'a> Ids<'a> {
    fn actor(self, id: ActorId) -> &'a str {
        self.0.actors.get(&id).map_or("", |card| &card.actor.id)
    }

    fn source(self, id: SourceId) -> &'a str {
        let card = self.0.sources.get(&id).or_else(|| self.0.backdrop.sources.get(&id));
        card.map_or("", |card| &card.source.id)
    }

    fn relation(self, id: RelationId) -> &'a str {
        self.0.facts.get(&id).map_or("", |fact| &fact.key)
    }

    fn level(self, at: Option<u8>) -> Option<&'a str> {
        self.0.vocabulary.handling.get(usize::from(at?)).map(|level| &**level)
    }

    fn actors(self, ids: &[ActorId]) -> Vec<&'a str> {
        known(ids.iter().map(|&id| self.actor(id)))
    }

    fn sources(self, ids: &[SourceId]) -> Vec<&'a str> {
        known(ids.iter().map(|&id| self.source(id)))
    }

    fn relations(self, ids: &[RelationId]) -> Vec<&'a str> {
        known(ids.iter().map(|&id| self.relation(id)))
    }
}

/// What lies outside the answer has no id in it.
fn known<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    ids.filter(|id| !id.is_empty()).collect()
}

#[derive(Serialize)]
struct AnswerForm<'a> {
    schema: &'static str,
    question: &'a str,
    title: &'a str,
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    handling: Option<&'a str>,
    scope: ScopeForm<'a>,
    columns: Vec<ColumnForm>,
    rows: Vec<RowForm<'a>>,
    routes: Vec<RouteForm<'a>>,
    notes: Vec<NoteForm<'a>>,
    actors: Vec<ActorForm<'a>>,
    relations: Vec<RelationForm<'a>>,
    sources: Vec<SourceForm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    backdrop: Option<BackdropForm<'a>>,
}

/// What ties the actors besides.
#[derive(Serialize)]
struct BackdropForm<'a> {
    relations: Vec<RelationForm<'a>>,
    sources: Vec<SourceForm<'a>>,
}

impl<'a> BackdropForm<'a> {
    fn new(ids: Ids<'a>, backdrop: &'a Backdrop) -> Option<Self> {
        let relations: Vec<_> = backdrop.facts.values().map(|fact| RelationForm::new(ids, fact)).collect();
        let sources = backdrop.sources.values().map(|card| SourceForm::new(ids, card)).collect();
        (!relations.is_empty()).then_some(Self { relations, sources })
    }
}

impl<'a> AnswerForm<'a> {
    fn new(answer: &'a Answer) -> Self {
        let ids = Ids(answer);
        let mut sources: Vec<_> = answer.sources.values().collect();
        sources.sort_by_key(|card| card.number);
        Self {
            schema: "actant.answer/1",
            question: &answer.question,
            title: &answer.title,
            summary: &answer.summary,
            handling: answer.handling.as_deref(),
            scope: ScopeForm::new(answer),
            columns: answer.columns.iter().map(|c| ColumnForm { name: c.name, numeric: c.numeric }).collect(),
            rows: answer.rows.iter().map(|row| RowForm::new(ids, row)).collect(),
            routes: answer.routes.iter().map(|route| RouteForm::new(ids, route)).collect(),
            notes: answer.notes.iter().map(NoteForm::new).collect(),
            actors: answer.actors.values().map(|card| ActorForm::new(ids, card)).collect(),
            relations: answer.facts.values().map(|fact| RelationForm::new(ids, fact)).collect(),
            sources: sources.into_iter().map(|card| SourceForm::new(ids, card)).collect(),
            backdrop: BackdropForm::new(ids, &answer.backdrop),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ScopeForm<'a> {
    graph: &'a str,
    as_of: Option<&'a str>,
    during: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    known_by: Option<&'a str>,
    relations: usize,
    through: usize,
    left_out: Vec<LeftOut>,
}

#[derive(Serialize)]
struct LeftOut {
    reason: &'static str,
    count: usize,
    remedy: String,
}

impl<'a> ScopeForm<'a> {
    fn new(answer: &'a Answer) -> Self {
        let scope = &answer.scope;
        let left_out = scope.left_out.iter();
        Self {
            graph: &scope.graph,
            as_of: scope.as_of.as_deref(),
            during: scope.during.as_deref(),
            known_by: scope.known_by.as_deref(),
            relations: scope.relations,
            through: scope.through,
            left_out: left_out
                .map(|&(reason, count)| LeftOut { reason: reason.word(), count, remedy: reason.remedy() })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct ColumnForm {
    name: &'static str,
    numeric: bool,
}

#[derive(Serialize)]
struct RowForm<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    cells: Vec<CellForm<'a>>,
    facts: Vec<SeenForm<'a>>,
}

#[derive(Serialize)]
struct SeenForm<'a> {
    relation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
}

impl<'a> RowForm<'a> {
    fn new(ids: Ids<'a>, row: &'a Row) -> Self {
        let seen = row.facts.iter();
        Self {
            group: row.group.as_deref(),
            cells: row.cells.iter().map(|cell| CellForm::new(ids, cell)).collect(),
            facts: seen
                .map(|seen| SeenForm {
                    relation: ids.relation(seen.relation),
                    from: seen.from.map(|actor| ids.actor(actor)),
                })
                .collect(),
        }
    }
}

/// Plain values as themselves, ids under the name of what they are.
#[derive(Serialize)]
#[serde(untagged)]
enum CellForm<'a> {
    Empty(()),
    Text(&'a str),
    Count(usize),
    Real(f64),
    Actor { actor: &'a str },
    Actors { actors: Vec<&'a str> },
    Source { source: &'a str },
}

impl<'a> CellForm<'a> {
    fn new(ids: Ids<'a>, cell: &'a Cell) -> Self {
        match cell {
            Cell::Empty => Self::Empty(()),
            Cell::Text(text) => Self::Text(text),
            Cell::Count(count) => Self::Count(*count),
            Cell::Real(real) => Self::Real(*real),
            Cell::Actor(id) => Self::Actor { actor: ids.actor(*id) },
            Cell::Actors(all) => Self::Actors { actors: ids.actors(all) },
            Cell::Source(id) => Self::Source { source: ids.source(*id) },
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct RouteForm<'a> {
    actors: Vec<&'a str>,
    hops: Vec<Vec<&'a str>>,
    weakest: usize,
    why: &'a str,
    independent_sources: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shared_source: Option<SharedForm<'a>>,
}

/// The source without which some hops fall together.
#[derive(Serialize)]
struct SharedForm<'a> {
    source: &'a str,
    hops: &'a [usize],
}

impl<'a> RouteForm<'a> {
    fn new(ids: Ids<'a>, route: &'a Route) -> Self {
        Self {
            actors: ids.actors(&route.actors),
            hops: route.hops.iter().map(|hop| ids.relations(hop)).collect(),
            weakest: route.weakest,
            why: &route.why,
            independent_sources: ids.sources(&route.roots),
            shared_source: route.shared.as_ref().map(|(source, hops)| SharedForm { source: ids.source(*source), hops }),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum NoteForm<'a> {
    Warning(&'a str),
    Hint(&'a str),
}

impl<'a> NoteForm<'a> {
    fn new(note: &'a Note) -> Self {
        match note {
            Note::Warning(text) => Self::Warning(text),
            Note::Hint(text) => Self::Hint(text),
        }
    }
}
