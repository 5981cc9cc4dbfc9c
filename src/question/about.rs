//! `about`: what this graph holds, and what to try.

use super::Asked;
use super::Card;
use super::Trouble;
use super::quote;
use crate::answer::Cell;
use crate::answer::Column;
use crate::answer::Findings;
use crate::answer::Row;
use crate::model::ActorId;
use std::cmp::Reverse;

pub(super) const CARD: Card = Card {
    verb: "about",
    alias: None,
    summary: "Tell what this graph holds and what to try",
    about: "What `actant` alone prints: the graph's name and reach, and five questions to try on it.",
    arguments: &[],
    options: &[],
    examples: &[("about", "what this graph holds")],
    hypothesis: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Findings, Trouble> {
    let model = asked.model();
    let manifest = model.manifest();
    let name = if manifest.name.is_empty() { "A graph without a name" } else { &*manifest.name };
    let counts = format!(
        "{} actors, {} relations, {} sources",
        model.actors().len(),
        model.relations().len(),
        model.sources().len()
    );
    let mut rows = Vec::new();
    let mut tell =
        |what: &str, text: String| rows.push(Row::of([Cell::text(what), Cell::Text(text)]).under("this graph"));
    manifest.description.iter().for_each(|text| tell("about", text.to_string()));
    tell("holds", counts.clone());
    tell(
        "as of",
        manifest.as_of.map_or_else(|| "not stated: questions look at all times".into(), |date| date.to_string()),
    );
    let span = |first: bool| {
        let dates = model.relation_ids().filter_map(|relation| match model[relation].time {
            crate::model::Time::Event(date) | crate::model::Time::State(Some(date), _) => Some(date),
            _ => None,
        });
        if first { dates.min_by_key(|date| date.interval()) } else { dates.max_by_key(|date| date.interval()) }
    };
    if let (Some(first), Some(last)) = (span(true), span(false)) {
        tell("dated", format!("from {first} to {last}"));
    }
    rows.extend(
        suggestions(asked)
            .into_iter()
            .map(|line| Row::of([Cell::Empty, Cell::Text(format!("actant {line}"))]).under("try")),
    );
    Ok(Findings {
        title: name.to_owned(),
        summary: format!("{name}: {counts}"),
        columns: vec![Column::words("what"), Column::words("detail")],
        rows,
        ..Findings::default()
    })
}

/// Five questions on the actors with the most relations.
fn suggestions(asked: &Asked<'_>) -> Vec<String> {
    let model = asked.model();
    let mut order: Vec<ActorId> =
        model.actor_ids().filter(|id| !asked.sight.graph().touching(*id).is_empty()).collect();
    order.sort_by_key(|id| (Reverse(asked.sight.graph().touching(*id).len()), *id));
    let Some(&busiest) = order.first() else { return vec!["add: write a relation into a file of the graph".into()] };
    let neighbours = asked.sight.neighbours(busiest);
    let far = order.iter().copied().filter(|id| *id != busiest && !neighbours.contains(id));
    let two: Vec<ActorId> = far.chain(order.iter().copied().skip(1)).take(2).collect();
    let id = |actor: ActorId| quote(&model[actor].id);
    let mut lines = vec![format!("show {}", id(busiest))];
    if let [a, b] = two[..] {
        lines.push(format!("path {} {}", id(a), id(b)));
    }
    lines.push(format!("around {} --hostile", id(busiest)));
    lines.push("tensions".into());
    lines.push("brokers".into());
    lines
}
