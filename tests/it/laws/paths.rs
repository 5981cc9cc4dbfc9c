//! Neighbourhoods and routes against searches that try everything.

use super::lens;
use super::lens::between;
use super::world;
use actant::graph::Graph;
use actant::graph::Lens;
use actant::graph::Limits;
use actant::graph::Routes;
use actant::graph::Strength;
use actant::graph::Wanted;
use actant::model::ActorId;
use actant::model::RelationId;
use actant::model::SourceId;
use proptest::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

fn passes(graph: &Graph, lens: &Lens, actor: ActorId) -> bool {
    listed(graph, lens, actor) && !graph.model()[actor].placeholder
}

fn listed(graph: &Graph, lens: &Lens, actor: ActorId) -> bool {
    (lens.kinds.is_empty() || lens.kinds.contains(&graph.model()[actor].kind)) && !lens.without.contains(&actor)
}

/// Whether every hop can be given a different relation: tries every choice.
fn distinct(hops: &[Vec<RelationId>]) -> bool {
    let mut choices: Vec<Vec<RelationId>> = vec![Vec::new()];
    for hop in hops {
        choices = choices
            .iter()
            .flat_map(|chosen| hop.iter().filter(|id| !chosen.contains(id)).map(|id| [&chosen[..], &[*id]].concat()))
            .collect();
    }
    !choices.is_empty()
}

type Rank = (usize, Reverse<Option<Strength>>, Reverse<usize>, Vec<ActorId>);

/// All simple routes within so many hops, ranked; tries every sequence of actors.
fn all(graph: &Graph, lens: &Lens, (from, to): (ActorId, ActorId), hops: usize) -> Vec<Vec<ActorId>> {
    let sight = graph.through(lens);
    let mut found: Vec<Rank> = Vec::new();
    let mut open = vec![vec![from]];
    while let Some(route) = open.pop() {
        let last = route[route.len() - 1];
        if last == to {
            let ties: Vec<Vec<RelationId>> = route.windows(2).map(|hop| between(graph, lens, hop[0], hop[1])).collect();
            if distinct(&ties) {
                let weakest = ties.iter().map(|hop| hop.iter().map(|id| sight.strength(*id)).max().unwrap()).min();
                let roots: BTreeSet<SourceId> = ties.iter().flatten().flat_map(|id| sight.roots(*id)).collect();
                found.push((route.len() - 1, Reverse(weakest), Reverse(roots.len()), route));
            }
            continue;
        }
        if route.len() > hops || (last != from && !passes(graph, lens, last)) {
            continue;
        }
        for next in graph.model().actor_ids() {
            if !route.contains(&next) && !between(graph, lens, last, next).is_empty() {
                open.push([&route[..], &[next]].concat());
            }
        }
    }
    found.sort();
    found.into_iter().map(|(_, _, _, route)| route).collect()
}

fn never() -> bool {
    false
}

fn limits(hops: usize) -> Limits<'static> {
    Limits { hops, shown: 1000, ..Limits::new(&never) }
}

fn check_routes(graph: &Graph, lens: &Lens, ends: (ActorId, ActorId)) -> Result<(), TestCaseError> {
    let sight = graph.through(lens);
    let naive = all(graph, lens, ends, 5);
    let ask = |wanted, limits: &Limits<'_>| -> Routes { sight.routes(ends, wanted, limits) };
    let every = ask(Wanted::All, &limits(5));
    prop_assert_eq!(&every.routes, &naive);
    prop_assert_eq!(every.total, naive.len());
    prop_assert_eq!(every.cut, None);
    let few = ask(Wanted::All, &Limits { shown: 2, ..limits(4) });
    let near: Vec<Vec<ActorId>> = naive.iter().filter(|route| route.len() <= 5).cloned().collect();
    prop_assert_eq!((few.total, &few.routes[..]), (near.len(), &near[..near.len().min(2)]));
    for k in [1, 3, 7] {
        let best = ask(Wanted::Best(k), &limits(5));
        prop_assert_eq!((best.total, &best.routes[..]), (naive.len().min(k), &naive[..naive.len().min(k)]));
    }
    let fewest = naive.first().map_or(0, Vec::len);
    let shortest: Vec<Vec<ActorId>> = naive.iter().filter(|route| route.len() == fewest).cloned().collect();
    let found = ask(Wanted::Shortest, &limits(5));
    prop_assert_eq!((found.total, &found.routes), (shortest.len(), &shortest));
    let found = ask(Wanted::Shortest, &Limits { shown: 1, ..limits(5) });
    prop_assert_eq!((found.total, &found.routes[..]), (shortest.len(), &shortest[..shortest.len().min(1)]));
    match sight.shortest(ends.0, ends.1, &limits(5)) {
        Some(route) => prop_assert!(shortest.contains(&route)),
        None => prop_assert!(shortest.is_empty()),
    }
    Ok(())
}

fn check_via(graph: &Graph, lens: &Lens, ends: (ActorId, ActorId), via: &[ActorId]) -> Result<(), TestCaseError> {
    let sight = graph.through(lens);
    let naive: Vec<Vec<ActorId>> =
        all(graph, lens, ends, 5).into_iter().filter(|route| via.iter().all(|actor| route.contains(actor))).collect();
    let every = sight.routes(ends, Wanted::All, &Limits { via, ..limits(5) });
    prop_assert_eq!((every.total, &every.routes), (naive.len(), &naive));
    let fewest = naive.first().map_or(0, Vec::len);
    let shortest: Vec<Vec<ActorId>> = naive.into_iter().filter(|route| route.len() == fewest).collect();
    let found = sight.routes(ends, Wanted::Shortest, &Limits { via, ..limits(5) });
    prop_assert_eq!((found.total, found.routes), (shortest.len(), shortest));
    Ok(())
}

fn check_neighbourhood(graph: &Graph, lens: &Lens, from: ActorId, hops: usize) -> Result<(), TestCaseError> {
    let sight = graph.through(lens);
    let mut distances = BTreeMap::from([(from, 0)]);
    for distance in 1..=hops {
        let expands =
            |(actor, at): &(ActorId, usize)| at + 1 == distance && (*actor == from || passes(graph, lens, *actor));
        let level: Vec<(ActorId, usize)> = distances.clone().into_iter().filter(expands).collect();
        let near = |actor: ActorId| {
            let tied =
                move |next: &ActorId| listed(graph, lens, *next) && !between(graph, lens, actor, *next).is_empty();
            graph.model().actor_ids().filter(tied)
        };
        level.into_iter().flat_map(|(actor, _)| near(actor)).for_each(|next| {
            distances.entry(next).or_insert(distance);
        });
    }
    distances.remove(&from);
    let found = sight.neighbourhood(from, hops, &limits(9)).actors;
    prop_assert!(found.windows(2).all(|pair| pair[0].1 <= pair[1].1), "the nearest first");
    let found: BTreeSet<(ActorId, usize)> = found.into_iter().collect();
    prop_assert_eq!(found, distances.into_iter().collect::<BTreeSet<_>>());
    Ok(())
}

/// A lens that lets most through, so that routes are plenty.
fn wide(actors: u32) -> impl Strategy<Value = Lens> {
    let seldom = proptest::bool::weighted(0.25);
    (lens::lens(actors), seldom, seldom, seldom).prop_map(|(lens, kinds, without, sources)| {
        let mut wide = Lens { directed: lens.directed, include: lens.include, ..Lens::default() };
        wide.kinds = if kinds { lens.kinds } else { Vec::new() };
        wide.without = if without { lens.without } else { Vec::new() };
        wide.without_sources = if sources { lens.without_sources } else { Vec::new() };
        wide
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn routes_are_those_that_trying_everything_finds(graph in world::open_graph(6, 14), lens in wide(6), to in 1..6u32) {
        check_routes(&graph, &lens, (ActorId(0), ActorId(to)))?;
    }

    #[test]
    fn routes_are_found_through_any_lens(graph in world::graph(6, 14), lens in lens::lens(6), to in 1..6u32) {
        check_routes(&graph, &lens, (ActorId(0), ActorId(to)))?;
    }

    #[test]
    fn routes_pass_all_that_they_are_to_pass(graph in world::open_graph(6, 14), lens in wide(6), one in 0..6u32, other in 0..6u32) {
        check_via(&graph, &lens, (ActorId(0), ActorId(5)), &[ActorId(one), ActorId(other)])?;
    }

    #[test]
    fn neighbourhoods_hold_all_within_reach(graph in world::graph(8, 14), lens in lens::lens(8), hops in 0..4usize) {
        check_neighbourhood(&graph, &lens, ActorId(0), hops)?;
    }

    #[test]
    fn open_neighbourhoods_hold_all_within_reach(graph in world::open_graph(8, 14), lens in wide(8), hops in 0..4usize) {
        check_neighbourhood(&graph, &lens, ActorId(0), hops)?;
    }

    #[test]
    fn a_cut_search_says_so_and_finds_no_wrong_route(graph in world::open_graph(6, 14), budget in 0..60u64) {
        let lens = Lens::default();
        let sight = graph.through(&lens);
        let ends = (ActorId(0), ActorId(5));
        let right = all(&graph, &lens, ends, 5);
        let found = sight.routes(ends, Wanted::All, &Limits { budget, ..limits(5) });
        prop_assert!(found.routes.iter().all(|route| right.contains(route)));
        prop_assert!(found.total <= right.len());
        prop_assert!(found.cut.is_some() || found.total == right.len());
    }
}

#[test]
fn a_placeholder_ends_a_route_and_is_never_passed() {
    let graph = world::with_placeholder(
        3,
        vec![world::plain(ActorId(0), ActorId(1)), world::plain(ActorId(1), ActorId(2))],
        ActorId(1),
    );
    let lens = Lens::default();
    let sight = graph.through(&lens);
    assert_eq!(sight.shortest(ActorId(0), ActorId(2), &limits(9)), None);
    assert_eq!(sight.shortest(ActorId(0), ActorId(1), &limits(9)), Some(vec![ActorId(0), ActorId(1)]));
}

#[test]
fn the_complete_graph_of_twelve_is_counted_or_cut() {
    let graph = world::complete(12);
    let lens = Lens::default();
    let sight = graph.through(&lens);
    let ends = (ActorId(0), ActorId(11));
    let shortest = sight.routes(ends, Wanted::Shortest, &limits(20));
    assert_eq!((shortest.total, shortest.routes), (1, vec![vec![ActorId(0), ActorId(11)]]));
    let best = sight.routes(ends, Wanted::Best(12), &limits(20));
    assert_eq!((best.routes.len(), best.cut), (12, None));
    let three = sight.routes(ends, Wanted::All, &limits(3));
    assert_eq!((three.total, three.cut), (1 + 10 + 90, None));
    let all = sight.routes(ends, Wanted::All, &Limits { budget: 100_000, ..limits(20) });
    assert!(all.cut.is_some() && all.expanded <= 110_000 && all.total > 100);
}

#[test]
fn a_search_stops_when_it_is_told_to() {
    let graph = world::complete(12);
    let lens = Lens::default();
    let stop = || true;
    let found =
        graph.through(&lens).routes((ActorId(0), ActorId(11)), Wanted::All, &Limits { hops: 20, ..Limits::new(&stop) });
    assert!(found.cut.is_some() && found.expanded < 1_000_000);
}

#[test]
fn a_long_chain_is_walked_to_its_end() {
    let count = 100_000;
    let relations = (1..count).map(|at| world::plain(ActorId(at - 1), ActorId(at))).collect();
    let graph = world::of(count, relations);
    let lens = Lens::default();
    let sight = graph.through(&lens);
    let ends = (ActorId(0), ActorId(count - 1));
    assert_eq!(sight.shortest(ends.0, ends.1, &limits(usize::MAX)).map(|route| route.len()), Some(count as usize));
    assert_eq!(sight.routes(ends, Wanted::Shortest, &limits(usize::MAX)).total, 1);
}
