//! `find`: which actors and sources a text names.

use super::Argument;
use super::Asked;
use super::Card;
use super::Flag;
use super::Takes;
use super::Trouble;
use super::side::permitted;
use crate::answer::Cell;
use crate::answer::Column;
use crate::answer::Findings;
use crate::answer::Note;
use crate::answer::Row;
use crate::graph::Reason;
use crate::model::ActorId;
use crate::model::Model;
use crate::model::Named;
use crate::model::RelationId;
use crate::model::Resolution;
use crate::text::count;
use crate::text::fold;
use std::collections::BTreeSet;

pub(super) const CARD: Card = Card {
    verb: "find",
    alias: Some("search"),
    summary: "Find actors and sources by name, alias, tag or kind",
    about: "The text may stand anywhere in an id, a name or an alias, or be a tag or the name of a kind; \
            case, accents and punctuation do not matter. Without a text everything is listed. Actors without any \
            relation in the part of the graph that is asked for, such as that of one source, are left out.",
    arguments: &[Argument { name: "TEXT", count: (0, 1), takes: Takes::Words, help: "Part of a name" }],
    options: &[Flag { name: "tag", takes: Takes::Words, help: "Only actors with this tag" }],
    examples: &[
        ("find nuclear", "whatever has it in its name"),
        ("find --kind weapon-system", "all weapon systems"),
        ("find 'ansar allah'", "an actor by another name"),
    ],
    hypothesis: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Findings, Trouble> {
    let model = asked.model();
    let text = asked.question.arguments.first().map(String::as_str).unwrap_or_default();
    let tag = asked.question.values("tag").last().map(|tag| fold(tag));
    let mut found: BTreeSet<Named> = model.containing(text).into_iter().collect();
    found.extend(by_tag_or_kind(model, text).map(Named::Actor));
    let narrowed = tag.is_some() || !asked.sight.lens().kinds.is_empty();
    found.retain(|named| match named {
        Named::Actor(id) => {
            let tagged = tag.as_ref().is_none_or(|tag| model[*id].tags().iter().any(|own| fold(own) == *tag));
            tagged && asked.sight.admits_actor(*id) && is_in_view(asked, *id)
        }
        Named::Source(_) => !narrowed,
    });
    let near = if found.is_empty() { model.resolve(text) } else { Resolution::None(Vec::new()) };
    let hint = match near {
        Resolution::None(near) if !near.is_empty() => Some(Note::Hint(format!("did you mean {}?", near.join(", ")))),
        _ => None,
    };
    Ok(Findings {
        title: format!("Find {text}").trim_end().to_owned(),
        summary: summary(&found),
        columns: vec![
            Column::words("name"),
            Column::words("id"),
            Column::words("kind"),
            Column::numbers("relations"),
            Column::words("also"),
        ],
        rows: rows(asked, &found),
        notes: hint.into_iter().collect(),
        ..Findings::default()
    })
}

/// Tells whether an actor has a relation in the part of the graph that is asked for, were it one
/// that is left out by default. An actor without any relation is always in view.
fn is_in_view(asked: &Asked<'_>, actor: ActorId) -> bool {
    let touching = asked.sight.graph().touching(actor);
    let seen = |relation: &RelationId| match asked.sight.verdict(*relation) {
        Ok(_) => true,
        // What may be the same as somebody in view is not in view itself.
        Err(reason) => reason.can_be_included() && reason != Reason::Identity,
    };
    touching.is_empty() || touching.iter().any(seen)
}

fn by_tag_or_kind(model: &Model, text: &str) -> impl Iterator<Item = ActorId> {
    let text = fold(text);
    model.actor_ids().filter(move |id| {
        let kind = model.vocabulary().actor_kind(model[*id].kind);
        let words = [&kind.id, &kind.label].into_iter().chain(model[*id].tags());
        !text.is_empty() && words.into_iter().any(|word| fold(word) == text)
    })
}

fn summary(found: &BTreeSet<Named>) -> String {
    let actors = found.iter().filter(|named| matches!(named, Named::Actor(_))).count();
    let sources = found.len() - actors;
    match (actors, sources) {
        (0, 0) => "nothing is called so".into(),
        (actors, 0) => count(actors, "actor"),
        (0, sources) => count(sources, "source"),
        (actors, sources) => format!("{}, {}", count(actors, "actor"), count(sources, "source")),
    }
}

fn rows(asked: &Asked<'_>, found: &BTreeSet<Named>) -> Vec<Row> {
    let model = asked.model();
    let row = |named: &Named| match named {
        Named::Actor(id) => {
            let actor = &model[*id];
            let kind = model.vocabulary().actor_kind(actor.kind).label.to_string();
            let ties = permitted(asked.sight, *id).count();
            let also = actor.aliases().join(", ");
            Row::of([Cell::Actor(*id), Cell::text(&*actor.id), Cell::Text(kind), Cell::Count(ties), Cell::Text(also)])
        }
        Named::Source(id) => {
            let source = &model[*id];
            let by = source.publisher.as_deref().unwrap_or_default();
            let date = source.date.map(|date| date.to_string());
            let cited = model.relations().iter().filter(|r| r.citations.iter().any(|c| c.source == *id)).count();
            let also = [Some(by.to_owned()), date].into_iter().flatten().filter(|word| !word.is_empty());
            let also: Vec<String> = also.collect();
            Row::of([
                Cell::Source(*id),
                Cell::text(&*source.id),
                Cell::text("source"),
                Cell::Count(cited),
                Cell::Text(also.join(", ")),
            ])
        }
    };
    found.iter().map(row).collect()
}
