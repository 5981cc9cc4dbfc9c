//! The columns of a relation.

use super::network::{Field, Of, Sort, Value, actor, citations, evidence, level, relation, source};
use super::nodes::until;
use crate::answer::Fact;
use crate::answer::Mark;
use crate::model::Details;
use crate::model::Role;
use crate::model::Time;
use crate::model::Until;
use crate::render::reading::Reading;
use crate::render::reading::holds;
use crate::render::reading::spoken;

/// What a relation states besides its ends, its phrase first.
pub(super) const FIELDS: &[Field<Fact>] = &[
    text("label", |_, fact| Value::text(Some(&fact.type_.phrase))),
    text("relation", |_, fact| Value::text(Some(&fact.key))),
    text("relation_type", |_, fact| Value::text(Some(&fact.type_.id))),
    flag("symmetric", |_, fact| fact.type_.symmetric.then_some(Value::True)),
    text("polarity", |_, fact| Value::text(Some(fact.type_.polarity))),
    actors("item", |reading, fact| role(reading, fact, Role::Item)),
    actors("via", |reading, fact| role(reading, fact, Role::Via)),
    actors("under", |reading, fact| role(reading, fact, Role::Under)),
    actors("at", |reading, fact| role(reading, fact, Role::At)),
    actors("against", |reading, fact| role(reading, fact, Role::Against)),
    actors("on_behalf_of", |reading, fact| role(reading, fact, Role::OnBehalfOf)),
    number("quantity", |_, fact| number_of(&details(fact)?.quantity.as_ref()?.amount)),
    text("unit", |_, fact| Value::text(details(fact)?.quantity.as_ref()?.unit.as_ref())),
    text("quantity_precision", |_, fact| Value::text(details(fact)?.quantity.as_ref()?.precision)),
    number("value", |_, fact| number_of(&details(fact)?.value.as_ref()?.amount)),
    text("currency", |_, fact| Value::text(details(fact)?.value.as_ref().map(|sum| &sum.currency))),
    text("value_precision", |_, fact| Value::text(details(fact)?.value.as_ref()?.precision)),
    flag("negated", |_, fact| fact.relation.negated.then_some(Value::True)),
    date("since", |_, fact| Value::text(dates(fact.relation.time).since)),
    date("until", |_, fact| Value::text(dates(fact.relation.time).until)),
    date("date", |_, fact| Value::text(dates(fact.relation.time).date)),
    day("first_day", |_, fact| Value::text(first_day(fact.relation.time))),
    day("last_day", |_, fact| Value::text(last_day(fact.relation.time))),
    text("holds", |_, fact| Value::text(Some(holds(fact)))),
    text("status", |_, fact| Value::text(fact.relation.status)),
    text("phase", |_, fact| Value::text(fact.relation.phase)),
    text("condition", |_, fact| Value::text(details(fact)?.condition.as_ref())),
    text("confidence", |_, fact| Value::text(details(fact)?.confidence)),
    text("likelihood", |_, fact| Value::text(details(fact)?.likelihood)),
    sources("evidence", |reading, fact| evidence(reading, &fact.relation.citations)),
    texts("citations", |reading, fact| citations(reading, &fact.relation.citations)),
    sources("independent_sources", |reading, fact| Value::ids(fact.roots.iter().map(|&root| source(reading, root)))),
    texts("stances", |reading, fact| Value::texts(fact.relation.stances().iter().map(|one| spoken(reading, one)))),
    relations("competing", |reading, fact| Value::ids(fact.competing.iter().map(|&other| relation(reading, other)))),
    relations("contradicting", |reading, fact| {
        Value::ids(fact.contradicting.iter().map(|&other| relation(reading, other)))
    }),
    texts("not_stated", |_, fact| Value::texts(fact.missing.iter().cloned())),
    texts("derived", |_, fact| Value::texts(fact.derived.iter().cloned())),
    text("handling", |reading, fact| {
        let own = fact.relation.handling.or(reading.answer.manifest.handling);
        Value::text(level(reading, own))
    }),
    text("note", |_, fact| Value::text(details(fact)?.note.as_ref())),
    text("mark", |_, fact| Value::text(fact.mark.map(Mark::word))),
    text("file", |_, fact| Value::text(Some(&fact.file))),
    number("line", |_, fact| Some(Value::Number(fact.relation.place.line.to_string()))),
];

type Read = fn(Reading<'_>, &Fact) -> Option<Value>;

const fn text(name: &'static str, value: Read) -> Field<Fact> {
    Field { name, sort: Sort::Text, value }
}

const fn number(name: &'static str, value: Read) -> Field<Fact> {
    Field { name, sort: Sort::Number, value }
}

const fn flag(name: &'static str, value: Read) -> Field<Fact> {
    Field { name, sort: Sort::Flag, value }
}

const fn date(name: &'static str, value: Read) -> Field<Fact> {
    Field { name, sort: Sort::Date, value }
}

const fn day(name: &'static str, value: Read) -> Field<Fact> {
    Field { name, sort: Sort::Day, value }
}

const fn actors(name: &'static str, value: Read) -> Field<Fact> {
    Field { name, sort: Sort::Ids(Of::Actors), value }
}

const fn relations(name: &'static str, value: Read) -> Field<Fact> {
    Field { name, sort: Sort::Ids(Of::Relations), value }
}

const fn sources(name: &'static str, value: Read) -> Field<Fact> {
    Field { name, sort: Sort::Ids(Of::Sources), value }
}

const fn texts(name: &'static str, value: Read) -> Field<Fact> {
    Field { name, sort: Sort::Texts, value }
}

/// Dates as the file writes them.
#[derive(Default)]
pub(in crate::render) struct Dates {
    /// The beginning of a state.
    pub since: Option<String>,
    /// The end of a state.
    pub until: Option<String>,
    /// The date of an event.
    pub date: Option<String>,
}

/// Takes the dates of a relation apart.
pub(in crate::render) fn dates(time: Time) -> Dates {
    match time {
        Time::Unstated => Dates::default(),
        Time::Event(date) => Dates { date: Some(date.to_string()), ..Dates::default() },
        Time::State(since, end) => {
            Dates { since: since.map(|since| since.to_string()), until: end.map(until), date: None }
        }
    }
}

/// The first day on which a relation may have held or happened, where one is stated.
pub(super) fn first_day(time: Time) -> Option<String> {
    let (Time::Event(date) | Time::State(Some(date), _)) = time else { return None };
    Some(date.bounds().0.to_string())
}

/// The last day on which a relation may have held or happened, where one is stated.
pub(super) fn last_day(time: Time) -> Option<String> {
    let (Time::Event(date) | Time::State(_, Some(Until::Date(date)))) = time else { return None };
    Some(date.bounds().1.to_string())
}

fn details(fact: &Fact) -> Option<&Details> {
    fact.relation.details()
}

fn role(reading: Reading<'_>, fact: &Fact, role: Role) -> Option<Value> {
    Value::ids(fact.relation.role(role).map(|id| actor(reading, id)))
}

#[expect(clippy::unnecessary_wraps, reason = "a column may be empty")]
fn number_of(spelled: &str) -> Option<Value> {
    Some(Value::Number(spelled.to_owned()))
}
