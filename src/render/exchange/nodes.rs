//! The columns of an actor.

use super::network::{Field, Of, Sort, Value, citations, evidence};
use crate::answer::ActorCard;
use crate::model::Actor;
use crate::model::ActorDetails;
use crate::model::Until;

/// What an actor states, its name first.
pub(super) const FIELDS: &[Field<ActorCard>] = &[
    Field { name: "label", sort: Sort::Text, value: |_, card| Value::text(Some(&card.actor.name)) },
    Field { name: "kind", sort: Sort::Text, value: |_, card| Value::text(Some(&card.kind.id)) },
    Field { name: "kind_label", sort: Sort::Text, value: |_, card| Value::text(Some(&card.kind.label)) },
    Field { name: "aliases", sort: Sort::Texts, value: |_, card| texts(card.actor.aliases()) },
    Field { name: "tags", sort: Sort::Texts, value: |_, card| texts(card.actor.tags()) },
    Field {
        name: "description",
        sort: Sort::Text,
        value: |_, card| Value::text(details(&card.actor)?.description.as_ref()),
    },
    Field { name: "since", sort: Sort::Date, value: |_, card| Value::text(card.actor.since) },
    Field { name: "until", sort: Sort::Date, value: |_, card| Value::text(card.actor.until.map(until)) },
    Field { name: "first_day", sort: Sort::Day, value: |_, card| Value::text(first_day(&card.actor)) },
    Field { name: "last_day", sort: Sort::Day, value: |_, card| Value::text(last_day(&card.actor)) },
    Field { name: "placeholder", sort: Sort::Flag, value: |_, card| card.actor.placeholder.then_some(Value::True) },
    Field { name: "other_ids", sort: Sort::Texts, value: |_, card| other_ids(&card.actor) },
    Field {
        name: "was",
        sort: Sort::Ids(Of::Nothing),
        value: |_, card| Value::ids(card.actor.was().iter().map(|id| &**id)),
    },
    Field {
        name: "evidence",
        sort: Sort::Ids(Of::Sources),
        value: |reading, card| evidence(reading, &details(&card.actor)?.citations),
    },
    Field {
        name: "citations",
        sort: Sort::Texts,
        value: |reading, card| citations(reading, &details(&card.actor)?.citations),
    },
    Field { name: "note", sort: Sort::Text, value: |_, card| Value::text(details(&card.actor)?.note.as_ref()) },
    Field { name: "file", sort: Sort::Text, value: |_, card| Value::text(Some(&card.file)) },
    Field { name: "line", sort: Sort::Number, value: |_, card| Some(Value::Number(card.actor.place.line.to_string())) },
];

/// The first day on which an actor may have lived, where one is stated.
pub(super) fn first_day(actor: &Actor) -> Option<String> {
    actor.since.map(|since| since.bounds().0.to_string())
}

/// The last day on which an actor may have lived, where one is stated.
pub(super) fn last_day(actor: &Actor) -> Option<String> {
    match actor.until? {
        Until::Open => None,
        Until::Date(date) => Some(date.bounds().1.to_string()),
    }
}

/// An end as the file writes it.
pub(super) fn until(until: Until) -> String {
    match until {
        Until::Open => "..".to_owned(),
        Until::Date(date) => date.to_string(),
    }
}

fn details(actor: &Actor) -> Option<&ActorDetails> {
    actor.details.as_deref()
}

fn texts(all: &[Box<str>]) -> Option<Value> {
    Value::texts(all.iter().map(ToString::to_string))
}

fn other_ids(actor: &Actor) -> Option<Value> {
    Value::texts(details(actor)?.ids.iter().map(|(scheme, id)| format!("{scheme}:{id}")))
}
