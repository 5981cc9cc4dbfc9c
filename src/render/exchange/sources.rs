//! The columns of a source.

use super::network::{Field, Of, Sort, Value, level, source};
use crate::answer::SourceCard;

/// What a source states, its title first.
pub(super) const FIELDS: &[Field<SourceCard>] = &[
    Field { name: "number", sort: Sort::Number, value: |_, card| Some(Value::Number(card.number.to_string())) },
    Field { name: "title", sort: Sort::Text, value: |_, card| Value::text(Some(&card.source.title)) },
    Field { name: "kind", sort: Sort::Text, value: |_, card| Value::text(card.source.kind.as_ref()) },
    Field { name: "publisher", sort: Sort::Text, value: |_, card| Value::text(card.source.publisher.as_ref()) },
    Field { name: "author", sort: Sort::Text, value: |_, card| Value::text(card.source.author.as_ref()) },
    Field { name: "date", sort: Sort::Date, value: |_, card| Value::text(card.source.date) },
    Field { name: "url", sort: Sort::Text, value: |_, card| Value::text(card.source.url.as_ref()) },
    Field { name: "archive_url", sort: Sort::Text, value: |_, card| Value::text(card.source.archive_url.as_ref()) },
    Field { name: "lang", sort: Sort::Text, value: |_, card| Value::text(card.source.lang.as_ref()) },
    Field { name: "reliability", sort: Sort::Text, value: |_, card| Value::text(card.source.reliability) },
    Field {
        name: "derives_from",
        sort: Sort::Ids(Of::Sources),
        value: |reading, card| Value::ids(card.source.derives_from.iter().map(|&id| source(reading, id))),
    },
    Field { name: "handling", sort: Sort::Text, value: |r, card| Value::text(level(r, card.source.handling)) },
    Field { name: "note", sort: Sort::Text, value: |_, card| Value::text(card.source.note.as_ref()) },
    Field { name: "file", sort: Sort::Text, value: |_, card| Value::text(Some(&card.file)) },
    Field {
        name: "line",
        sort: Sort::Number,
        value: |_, card| Some(Value::Number(card.source.place.line.to_string())),
    },
];
