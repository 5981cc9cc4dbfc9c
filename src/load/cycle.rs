//! Sources that retell each other in a circle: nobody in it is the origin.

use super::read::Site;
use super::read::Step::Item;
use super::read::Step::Key;
use super::world::World;
use crate::diagnostic::Diagnostic;
use crate::model::Citation;
use crate::model::Source;
use crate::model::SourceId;
use std::collections::BTreeSet;

/// Reports every circle among sources, and lets its sources derive from nothing, so that whoever
/// follows `derives-from` comes to an end.
///
/// Linear in sources and derivations: what only derives is peeled off from the roots on (Kahn 1962).
pub(super) fn break_up(world: &mut World<'_>, faults: &mut Vec<Diagnostic>) {
    let mut rest = unrooted(&world.sources);
    while let Some(&start) = rest.first() {
        let circle = follow(&world.sources, SourceId(start), &rest);
        faults.push(in_circle(world, &circle));
        for source in &circle {
            world.sources[source.at()].derives_from = Box::default();
        }
        rest = unrooted(&world.sources);
    }
}

/// The sources from which no walk along `derives-from` is sure to end.
fn unrooted(sources: &[Source]) -> BTreeSet<u32> {
    if sources.iter().all(|source| source.derives_from.is_empty()) {
        return BTreeSet::new();
    }
    let mut retellers: Vec<Vec<u32>> = vec![Vec::new(); sources.len()];
    let mut open: Vec<usize> = sources.iter().map(|source| source.derives_from.len()).collect();
    for (at, source) in (0_u32..).zip(sources) {
        source.derives_from.iter().for_each(|root| retellers[root.at()].push(at));
    }
    let mut ready: Vec<u32> = (0_u32..).zip(&open).filter(|(_, open)| **open == 0).map(|(at, _)| at).collect();
    while let Some(root) = ready.pop() {
        for &at in &retellers[root as usize] {
            open[at as usize] -= 1;
            if open[at as usize] == 0 {
                ready.push(at);
            }
        }
    }
    (0_u32..).zip(open).filter(|(_, open)| *open > 0).map(|(at, _)| at).collect()
}

/// Walks among sources without a root until one comes again; each of them retells another of them.
fn follow(sources: &[Source], start: SourceId, rest: &BTreeSet<u32>) -> Vec<SourceId> {
    let mut walk = vec![start];
    loop {
        let last = walk[walk.len() - 1];
        let next = sources[last.at()].derives_from.iter().find(|root| rest.contains(&root.0));
        let next = *next.expect("what has no root retells what has none");
        if let Some(begin) = walk.iter().position(|source| *source == next) {
            return walk.split_off(begin);
        }
        walk.push(next);
    }
}

fn in_circle(world: &World<'_>, circle: &[SourceId]) -> Diagnostic {
    let sources = &world.sources;
    let ids: Vec<&str> = circle.iter().chain(circle.first()).map(|source| &*sources[source.at()].id).collect();
    let headline = format!("sources retell each other in a circle: {}", ids.join(" from "));
    let span = |source: &SourceId| {
        let raw = world.written(sources[source.at()].place.span);
        raw.entry("derives-from").map_or(raw.span(), |entry| entry.span())
    };
    let fault = Diagnostic::error("source-cycle", headline, span(&circle[0]), format!("`{}` retells the next", ids[0]));
    let others = circle.iter().skip(1).take(4);
    let fault = others.fold(fault, |fault, source| {
        fault.also(span(source), format!("`{}` retells the next", sources[source.at()].id))
    });
    fault.help("find out who had it first, and delete `derives-from` there")
}

/// Notes citations of one record by which a source leans on itself.
pub(super) fn within(world: &World, citations: &[Citation], site: &mut Site<'_>) {
    let stated = |citation: &Citation| citation.details().map_or_else(Vec::new, |details| details.derives_from.clone());
    for (at, citation) in citations.iter().enumerate() {
        let mut open = stated(citation);
        let mut seen = BTreeSet::new();
        while let Some(source) = open.pop() {
            if source == citation.source {
                site.fault(leans_on_itself(world, citation, at, site));
                break;
            }
            if seen.insert(source) {
                open.extend(&world.sources[source.at()].derives_from);
                citations.iter().filter(|other| other.source == source).for_each(|other| open.extend(stated(other)));
            }
        }
    }
}

fn leans_on_itself(world: &World, citation: &Citation, at: usize, site: &Site<'_>) -> Diagnostic {
    let id = &world.sources[citation.source.at()].id;
    let headline = format!("`{id}` leans on itself by way of what it derives from here");
    let span = site.span(&[Key("sources"), Item(at), Key("derives-from")]);
    Diagnostic::error("source-cycle", headline, span, format!("comes back to `{id}`"))
        .help("find out who had it first, and delete `derives-from` there")
}
