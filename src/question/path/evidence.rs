//! What a route rests on: its weakest link and its independent sources.

use crate::answer::Note;
use crate::answer::Route;
use crate::graph::Sight;
use crate::model::ActorId;
use crate::model::Model;
use crate::model::RelationId;
use crate::model::SourceId;
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
    Route { actors: actors.to_vec(), hops, weakest, why, roots: sight.route_roots(actors) }
}

/// Warns where a route's hops all lean on one source, so that they cannot bear each other out.
pub(crate) fn notes(model: &Model, routes: &[Route]) -> Vec<Note> {
    let single = |route: &&Route| route.hops.len() > 1 && route.roots.len() == 1;
    let alone: BTreeSet<SourceId> = routes.iter().filter(single).flat_map(|route| &route.roots).copied().collect();
    let word = |source: SourceId| {
        let count = routes.iter().filter(single).filter(|route| route.roots == [source]).count();
        let which =
            if routes.len() == 1 { "the route".to_owned() } else { format!("{count} of {} routes", routes.len()) };
        let rest = if count == 1 { "rests" } else { "rest" };
        Note::Warning(format!("every hop of {which} {rest} on one source, {}", model[source].title))
    };
    alone.into_iter().map(word).collect()
}
