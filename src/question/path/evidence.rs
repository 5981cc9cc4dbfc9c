//! What a route rests on: its weakest link and its independent sources.

use crate::answer::Note;
use crate::answer::Route;
use crate::graph::Sight;
use crate::model::ActorId;
use crate::model::Expected;
use crate::model::Model;
use crate::model::RelationId;
use crate::model::Role;
use crate::model::SourceId;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Lays the evidence beside a sequence of actors.
///
/// A hop is as strong as its strongest permitted relation, a route as its weakest hop; among
/// equally weak hops the first is named.
pub(crate) fn route(sight: &Sight<'_>, actors: &[ActorId]) -> Route {
    let hops: Vec<Vec<RelationId>> = actors.windows(2).map(|pair| sight.hop(pair[0], pair[1])).collect();
    let strongest = |hop: &Vec<RelationId>| hop.first().map(|relation| sight.strength(*relation));
    let weakest = (0..hops.len()).min_by_key(|at| strongest(&hops[*at])).unwrap_or(0);
    let why = hops.get(weakest).and_then(strongest).map(|strength| strength.words()).unwrap_or_default();
    let (roots, shared) = (sight.route_roots(actors), shared(sight, &hops));
    Route { actors: actors.to_vec(), hops, weakest, why, roots, shared }
}

/// Warns where things are handed on from hop to hop and none is named in all of them: then a route
/// does not show that what came in went out.
///
/// Things are handed on by a relation whose type expects an item.
pub(super) fn passed_on(model: &Model, routes: &[Route]) -> Option<Note> {
    let hands_on = |relation: &RelationId| model.type_of(*relation).expects.contains(&Expected::Item);
    let items = |hop: &Vec<RelationId>| -> BTreeSet<ActorId> {
        hop.iter().flat_map(|relation| model[*relation].role(Role::Item)).collect()
    };
    let is_open = |route: &Route| {
        let hops = &route.hops;
        let common = hops.iter().map(items).reduce(|all, items| &all & &items);
        hops.len() > 1 && hops.iter().flatten().all(hands_on) && common.is_some_and(|items| items.is_empty())
    };
    let which = if routes.len() == 1 { "the route" } else { "a route" };
    routes.iter().any(is_open).then(|| {
        Note::Warning(format!("no item is named in every hop of {which}: it does not show that anything was passed on"))
    })
}

/// Finds the source without which the most hops fall, if these are two or more, so that they
/// cannot bear each other out: the one root or the one document of all that makes a hop.
fn shared(sight: &Sight<'_>, hops: &[Vec<RelationId>]) -> Option<(SourceId, Vec<usize>)> {
    let mut alone: BTreeMap<SourceId, Vec<usize>> = BTreeMap::new();
    for (at, hop) in hops.iter().enumerate() {
        let roots: BTreeSet<SourceId> = hop.iter().flat_map(|relation| sight.roots(*relation)).collect();
        let documents: BTreeSet<SourceId> = hop.iter().flat_map(|relation| sight.documents(*relation)).collect();
        let single: BTreeSet<SourceId> =
            [roots, documents].into_iter().filter(|all| all.len() == 1).flatten().collect();
        single.into_iter().for_each(|source| alone.entry(source).or_default().push(at));
    }
    let (source, hops) = alone.into_iter().rev().max_by_key(|(_, hops)| hops.len())?;
    (hops.len() > 1).then_some((source, hops))
}
