//! `list`: the relations that a lens lets through.

use super::Asked;
use super::Card;
use super::Flag;
use super::Takes;
use super::Trouble;
use crate::answer::Column;
use crate::answer::Findings;
use crate::answer::Note;
use crate::answer::Row;
use crate::model::RelationId;
use crate::text::count;

pub(super) const CARD: Card = Card {
    verb: "list",
    alias: None,
    summary: "List every relation that the lens lets through",
    about: "One relation a line, by type, then by the names of its ends.",
    arguments: &[],
    options: &[Flag {
        name: "limit",
        takes: Takes::Number,
        help: "How many to show (1000 unless told otherwise, 0 for all)",
    }],
    examples: &[
        ("list --only supplies", "who supplies whom with what"),
        ("list --include planned,proposed,possible --only limits", "what would be limited, too"),
        ("list --only designates --as-of 2016", "the listings in force in 2016"),
    ],
    hypothesis: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Findings, Trouble> {
    let model = asked.model();
    let mut found: Vec<RelationId> = model.relation_ids().filter(|relation| is_listed(asked, *relation)).collect();
    found.sort_by_cached_key(|relation| {
        let record = &model[*relation];
        (
            record.type_,
            model[record.from].name.clone(),
            model[record.to].name.clone(),
            model.extent(*relation).since,
            *relation,
        )
    });
    let total = found.len();
    let limit = match asked.number("limit")? {
        Some(0) => total,
        limit => limit.unwrap_or(1000),
    };
    found.truncate(limit);
    let rest = total - found.len();
    let note = (rest > 0).then(|| Note::Hint(format!("{rest} more are not shown; --limit 0 shows all")));
    let row = |relation: RelationId| {
        Row::default().under(model.type_of(relation).phrase.to_string()).resting_on([relation], None)
    };
    Ok(Findings {
        title: title(asked, &found),
        summary: count(total, "relation"),
        columns: Vec::<Column>::new(),
        rows: found.into_iter().map(row).collect(),
        notes: note.into_iter().collect(),
        ..Findings::default()
    })
}

/// Names the types that are asked for, as far as there are relations of them.
fn title(asked: &Asked<'_>, found: &[RelationId]) -> String {
    let mut phrases: Vec<&str> = found.iter().map(|relation| &*asked.model().type_of(*relation).phrase).collect();
    phrases.dedup();
    if asked.has("only") && !phrases.is_empty() {
        format!("Relations: {}", phrases.join(", "))
    } else {
        "Relations".to_owned()
    }
}

/// Lets a relation through with one end of a kind that is asked for.
fn is_listed(asked: &Asked<'_>, relation: RelationId) -> bool {
    let record = &asked.model()[relation];
    let is_asked_for = asked.sight.admits_actor(record.from) || asked.sight.admits_actor(record.to);
    is_asked_for && asked.sight.verdict(relation).is_ok()
}
