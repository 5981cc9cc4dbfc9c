//! Independent sources against their definition, tried out by hand.

use super::lens;
use super::world;
use actant::graph::Lens;
use actant::model::Citation;
use actant::model::Model;
use actant::model::SourceId;
use actant::model::Testimony;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A source and everything that it leans on, however far.
pub fn reachable(model: &Model, source: SourceId) -> BTreeSet<SourceId> {
    let mut all = BTreeSet::from([source]);
    loop {
        let more: BTreeSet<SourceId> = all.iter().flat_map(|source| parents(model, *source)).collect();
        let before = all.len();
        all.extend(more);
        if all.len() == before {
            return all;
        }
    }
}

fn parents(model: &Model, source: SourceId) -> BTreeSet<SourceId> {
    model[source].derives_from.iter().copied().filter(|parent| *parent != source).collect()
}

/// The ring that a source is in, where nothing lies beyond it: all it leans on lean on it, too.
fn ring(model: &Model, source: SourceId) -> Option<BTreeSet<SourceId>> {
    let all = reachable(model, source);
    (all.len() > 1 && all.iter().all(|other| reachable(model, *other).contains(&source))).then_some(all)
}

/// The roots of a source that are left without some sources; none where it falls.
fn roots(model: &Model, source: SourceId, away: &[SourceId]) -> BTreeSet<SourceId> {
    // Every way down from the source that meets nobody twice and nobody who is away.
    let mut found = BTreeSet::new();
    let mut ways = vec![vec![source]];
    while let Some(way) = ways.pop() {
        let last = way[way.len() - 1];
        if away.contains(&last) {
            continue;
        }
        if let Some(ring) = ring(model, last) {
            found.extend(ring.first().filter(|_| ring.iter().all(|member| !away.contains(member))));
        } else if parents(model, last).is_empty() {
            found.insert(last);
        } else {
            let further = parents(model, last).into_iter().filter(|parent| !way.contains(parent));
            ways.extend(further.map(|parent| [&way[..], &[parent]].concat()));
        }
    }
    found
}

fn citation_roots(model: &Model, citation: &Citation, away: &[SourceId]) -> BTreeSet<SourceId> {
    let here = citation.details().map_or(&[][..], |details| &details.derives_from);
    let mut legs = parents(model, citation.source);
    legs.extend(here.iter().filter(|leg| **leg != citation.source));
    if away.contains(&citation.source) {
        BTreeSet::new()
    } else if legs.is_empty() {
        BTreeSet::from([citation.source])
    } else {
        legs.into_iter().flat_map(|leg| roots(model, leg, away)).collect()
    }
}

pub fn citation_stands(model: &Model, citation: &Citation, away: &[SourceId]) -> bool {
    !citation_roots(model, citation, away).is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn roots_are_where_every_way_down_ends(graph in world::graph(3, 6), lens in lens::lens(3)) {
        let (model, sight) = (graph.model(), graph.through(&lens));
        for id in model.relation_ids() {
            let asked = |citation: &&Citation| citation.testimony == Testimony::Asserts && (lens.sources.is_empty() || lens.sources.contains(&citation.source));
            let all: BTreeSet<SourceId> = model[id].citations.iter().filter(asked).flat_map(|citation| citation_roots(model, citation, &lens.without_sources)).collect();
            prop_assert_eq!(sight.roots(id), all.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(sight.strength(id).has_several_roots(), all.len() > 1);
        }
    }
}

#[test]
fn ten_rewrites_of_one_story_count_once() {
    let mut relation = world::plain(actant::model::ActorId(0), actant::model::ActorId(1));
    let cite =
        |source| Citation { source: SourceId(source), testimony: Testimony::Asserts, credibility: None, details: None };
    relation.citations = [cite(1), cite(2), cite(3)].into();
    let graph = world::retold(vec![relation], &[(1, 0), (2, 0), (3, 2)]);
    let roots = |lens: &Lens| graph.through(lens).roots(actant::model::RelationId(0));
    assert_eq!(roots(&Lens::default()), [SourceId(0)]);
    let without = |source| Lens { without_sources: vec![SourceId(source)], ..Lens::default() };
    assert_eq!(roots(&without(2)), [SourceId(0)]);
    assert_eq!(roots(&without(0)), []);
}
