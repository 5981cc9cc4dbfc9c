//! `stats`: the graph in numbers.

use super::Asked;
use super::Card;
use super::Trouble;
use crate::answer::Cell;
use crate::answer::Column;
use crate::answer::Findings;
use crate::answer::Row;
use crate::model::ActorId;
use crate::model::RelationId;
use std::collections::BTreeMap;

pub(super) const CARD: Card = Card {
    verb: "stats",
    alias: None,
    summary: "Count what the graph holds",
    about: "Relations as the lens lets them through, by type, status, phase, polarity, source and number of \
            independent sources; actors by kind and by the number of their relations.",
    arguments: &[],
    options: &[],
    examples: &[("stats", "the whole graph"), ("stats --source conflict-watch-2026-02-26", "what one source says")],
    hypothesis: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Findings, Trouble> {
    let model = asked.model();
    let through: Vec<RelationId> = model.relation_ids().filter(|r| asked.sight.verdict(*r).is_ok()).collect();
    let mut degree: BTreeMap<ActorId, usize> = BTreeMap::new();
    for relation in &through {
        let mut participants: Vec<ActorId> = model[*relation].participants().collect();
        participants.sort_unstable();
        participants.dedup();
        participants.into_iter().for_each(|actor| *degree.entry(actor).or_default() += 1);
    }
    let actors = model.actor_ids().filter(|actor| asked.sight.admits_actor(*actor));
    let kinds = tally(actors.map(|actor| model.vocabulary().actor_kind(model[actor].kind).label.to_string()));
    let of = |name: fn(&Asked<'_>, RelationId) -> String| tally(through.iter().map(|relation| name(asked, *relation)));
    let tables = [
        ("actors by kind", kinds),
        ("relations by type", of(|asked, r| asked.model().type_of(r).phrase.to_string())),
        ("relations by polarity", of(|asked, r| asked.model().type_of(r).polarity.to_string())),
        (
            "relations by status",
            of(|asked, r| asked.model()[r].status.map_or("unrated", |status| status.word()).into()),
        ),
        ("relations by phase", of(|asked, r| asked.model()[r].phase.map_or("not stated", |phase| phase.word()).into())),
        ("relations by independent sources", of(|asked, r| asked.sight.roots(r).len().to_string())),
    ];
    let mut rows: Vec<Row> = tables.into_iter().flat_map(|(heading, counts)| counts_rows(heading, counts)).collect();
    rows.extend(source_rows(asked, &through));
    rows.extend(degree_rows(asked, &degree));
    let words = format!(
        "{} actors, {} relations let through of {}, {} sources",
        model.actors().len(),
        through.len(),
        model.relations().len(),
        model.sources().len()
    );
    Ok(Findings {
        title: "The graph in numbers".into(),
        summary: words,
        columns: vec![Column::words("what"), Column::numbers("count")],
        rows,
        ..Findings::default()
    })
}

/// Counts words, the most frequent first, then in the order of the alphabet.
fn tally(words: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    words.for_each(|word| *counts.entry(word).or_default() += 1);
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn counts_rows(heading: &str, counts: Vec<(String, usize)>) -> Vec<Row> {
    counts.into_iter().map(|(word, count)| Row::of([Cell::Text(word), Cell::Count(count)]).under(heading)).collect()
}

fn source_rows(asked: &Asked<'_>, through: &[RelationId]) -> Vec<Row> {
    let model = asked.model();
    let mut counts = BTreeMap::new();
    for relation in through {
        let mut cited: Vec<_> = model[*relation].citations.iter().map(|citation| citation.source).collect();
        cited.sort_unstable();
        cited.dedup();
        cited.into_iter().for_each(|source| *counts.entry(source).or_insert(0usize) += 1);
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(source, count)| (std::cmp::Reverse(*count), *source));
    let row = |(source, count)| {
        Row::of([Cell::Source(source), Cell::Count(count)]).under("relations by source, the ten most cited")
    };
    counts.into_iter().take(10).map(row).collect()
}

fn degree_rows(asked: &Asked<'_>, degree: &BTreeMap<ActorId, usize>) -> Vec<Row> {
    let admitted = degree.iter().filter(|(actor, _)| asked.sight.admits_actor(**actor));
    let mut order: Vec<_> = admitted.collect();
    order.sort_by_key(|(actor, count)| (std::cmp::Reverse(**count), **actor));
    let row = |(actor, count): (&ActorId, &usize)| {
        Row::of([Cell::Actor(*actor), Cell::Count(*count)]).under("actors with the most relations")
    };
    order.into_iter().take(10).map(row).collect()
}
