//! Strokes bundled into lines: one for all that goes the same way, says as much and looks the same.
//!
//! Nothing is bundled across polarity, status or the mark of a comparison. What one actor has with
//! every member of a group goes to the group's frame; what two do to each other is one line with
//! two heads.

use super::group::Bloc;
use super::stroke::{Look, Part, Stroke};
use crate::answer::Fact;
use crate::answer::Mark;
use crate::model::ActorId;
use crate::model::RelationId;
use crate::model::Role;
use crate::model::Status;
use crate::render::layout::End;
use crate::render::reading::Reading;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Which ends of an edge have heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Heads {
    /// Neither.
    None,
    /// The end it goes to.
    To,
    /// Both.
    Both,
}

/// Relations that are one line.
#[derive(Clone, Debug)]
pub(super) struct Bundle {
    /// Where it begins.
    pub from: End,
    /// Where it ends.
    pub to: End,
    /// Colour and line.
    pub look: Look,
    /// What it draws of them.
    pub part: Part,
    /// Its heads.
    pub heads: Heads,
    /// How many members it ties to a frame, where it ties them all.
    pub all: Option<usize>,
    /// The relations, in order.
    pub facts: Vec<RelationId>,
}

/// What is bundled: never across polarity, status or mark.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Lane {
    from: End,
    to: End,
    look: Look,
    standing: (Option<Status>, Option<Mark>),
    part: Part,
    all: Option<usize>,
}

/// Where every actor's lines end.
type Spots = BTreeMap<ActorId, End>;

/// Bundles strokes into lines, in the order of their first relations.
pub(super) fn bundles(
    reading: Reading<'_>,
    strokes: &[Stroke],
    (actors, blocs): (&BTreeSet<ActorId>, &[Bloc]),
) -> Vec<Bundle> {
    let spots = spots(actors, blocs);
    let told: BTreeSet<RelationId> = blocs.iter().flat_map(|bloc| &bloc.told).copied().collect();
    let lifted = lifted(reading, strokes, blocs);
    let lanes = strokes.iter().enumerate().filter(|(_, stroke)| !told.contains(&stroke.fact));
    let lanes = lanes.filter_map(|(at, stroke)| {
        let (from, to) = (*spots.get(&stroke.from)?, *spots.get(&stroke.to)?);
        let (from, to, all) = match lifted.get(&at) {
            Some(&(Side::To, group, all)) => (from, End::Group(group), Some(all)),
            Some(&(Side::From, group, all)) => (End::Group(group), to, Some(all)),
            None => (from, to, None),
        };
        let standing = standing(reading.answer.facts.get(&stroke.fact)?);
        Some((Lane { from, to, look: stroke.look, standing, part: stroke.part, all }, stroke.fact))
    });
    mutual(reading, joined(lanes))
}

/// The lines between groups that hold every actor: all of one polarity and status is one.
pub(super) fn between(reading: Reading<'_>, strokes: &[Stroke], blocs: &[Bloc]) -> Vec<Bundle> {
    let homes = homes(blocs);
    let lanes = strokes.iter().filter_map(|stroke| {
        let (from, to) = (*homes.get(&stroke.from)?, *homes.get(&stroke.to)?);
        let standing = standing(reading.answer.facts.get(&stroke.fact)?);
        let part = if stroke.part == Part::Level { Part::Level } else { Part::Whole };
        let lane = Lane { from: End::Box(from), to: End::Box(to), look: stroke.look, standing, part, all: None };
        (from != to).then_some((lane, stroke.fact))
    });
    joined(lanes)
}

/// The relations that lie within one group.
pub(super) fn inside(strokes: &[Stroke], blocs: &[Bloc]) -> BTreeSet<RelationId> {
    let homes = homes(blocs);
    strokes.iter().filter(|stroke| homes.get(&stroke.from) == homes.get(&stroke.to)).map(|stroke| stroke.fact).collect()
}

fn homes(blocs: &[Bloc]) -> BTreeMap<ActorId, usize> {
    blocs.iter().enumerate().flat_map(|(at, bloc)| bloc.members.iter().map(move |&actor| (actor, at))).collect()
}

/// The boxes of actors in the order of their ids, without those that are frames.
pub(super) fn spots(actors: &BTreeSet<ActorId>, blocs: &[Bloc]) -> Spots {
    let frames: Spots = blocs.iter().enumerate().filter_map(|(at, bloc)| Some((bloc.whole?, End::Group(at)))).collect();
    let boxes = actors.iter().filter(|actor| !frames.contains_key(actor));
    let boxes: Spots = boxes.enumerate().map(|(at, actor)| (*actor, End::Box(at))).collect();
    frames.into_iter().chain(boxes).collect()
}

fn standing(fact: &Fact) -> (Option<Status>, Option<Mark>) {
    (fact.relation.status, fact.mark)
}

/// Which end of a stroke is at a frame.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    From,
    To,
}

/// What has to be the same for every member of a group; who supplies one thing is not like who
/// supplies another.
type Same<'a> = (ActorId, Side, usize, (&'a str, Vec<ActorId>), (Look, Part, (Option<Status>, Option<Mark>)));

/// The strokes, by position, that one actor has alike with every member of a group.
fn lifted(reading: Reading<'_>, strokes: &[Stroke], blocs: &[Bloc]) -> BTreeMap<usize, (Side, usize, usize)> {
    let homes = homes(blocs);
    let mut alike: BTreeMap<Same<'_>, BTreeMap<ActorId, Vec<usize>>> = BTreeMap::new();
    for (at, stroke) in strokes.iter().enumerate() {
        let Some(fact) = reading.answer.facts.get(&stroke.fact) else { continue };
        for (side, actor, member) in sides(stroke) {
            let Some(&group) = homes.get(&member) else { continue };
            let is_outside = homes.get(&actor) != Some(&group) && blocs[group].whole != Some(actor);
            if !is_outside || blocs[group].members.len() == 1 {
                continue;
            }
            let done = (&*fact.type_.id, fact.relation.role(Role::Item).collect());
            let same = (actor, side, group, done, (stroke.look, stroke.part, standing(fact)));
            alike.entry(same).or_default().entry(member).or_default().push(at);
        }
    }
    let mut lifted = BTreeMap::new();
    for ((actor, _, group, ..), by_member) in alike {
        let all = blocs[group].members.len();
        let ats: Vec<usize> = by_member.values().flatten().copied().collect();
        // Both ends of a stroke may be in groups; the first that has it keeps it.
        if by_member.len() == all && !ats.iter().any(|at| lifted.contains_key(at)) {
            let side = |at: usize| if strokes[at].from == actor { Side::To } else { Side::From };
            lifted.extend(ats.into_iter().map(|at| (at, (side(at), group, all))));
        }
    }
    lifted
}

/// Both ends of a stroke that draws all of a relation, each with the other; without a direction it
/// does not matter at which end the actor is written.
fn sides(stroke: &Stroke) -> Vec<(Side, ActorId, ActorId)> {
    let back = match stroke.part {
        Part::Whole => Side::From,
        Part::Level => Side::To,
        _ => return Vec::new(),
    };
    vec![(Side::To, stroke.from, stroke.to), (back, stroke.to, stroke.from)]
}

fn joined(lanes: impl Iterator<Item = (Lane, RelationId)>) -> Vec<Bundle> {
    let mut order: BTreeMap<Lane, usize> = BTreeMap::new();
    let mut bundles: Vec<Bundle> = Vec::new();
    for (lane, fact) in lanes {
        let turned = lane.part == Part::Level && lane.from > lane.to;
        let lane = if turned { Lane { from: lane.to, to: lane.from, ..lane } } else { lane };
        let at = *order.entry(lane).or_insert(bundles.len());
        if at == bundles.len() {
            let has_head = matches!(lane.part, Part::Whole | Part::Closing | Part::Role(_));
            let heads = if has_head { Heads::To } else { Heads::None };
            let Lane { from, to, look, part, all, .. } = lane;
            bundles.push(Bundle { from, to, look, part, heads, all, facts: Vec::new() });
        }
        if bundles[at].facts.last() != Some(&fact) {
            bundles[at].facts.push(fact);
        }
    }
    bundles
}

/// Draws what both do to each other once, with two heads; not where each does it with things of
/// its own.
fn mutual(reading: Reading<'_>, bundles: Vec<Bundle>) -> Vec<Bundle> {
    let fact = |id: &RelationId| reading.answer.facts.get(id);
    let said = |bundle: &Bundle| -> BTreeSet<(&str, Vec<ActorId>)> {
        let facts = bundle.facts.iter().filter_map(fact);
        facts.map(|fact| (&*fact.type_.id, fact.relation.role(Role::Item).collect())).collect()
    };
    let stands = |bundle: &Bundle| bundle.facts.first().and_then(fact).map(standing);
    let mut kept: Vec<Bundle> = Vec::new();
    for bundle in bundles {
        let other = kept.iter_mut().find(|other| {
            (other.from, other.to, other.look) == (bundle.to, bundle.from, bundle.look)
                && (other.part, other.all, other.heads) == (Part::Whole, bundle.all, Heads::To)
                && bundle.part == Part::Whole
                && bundle.from != bundle.to
                && stands(other) == stands(&bundle)
                && said(other) == said(&bundle)
        });
        match other {
            Some(other) => {
                other.heads = Heads::Both;
                other.facts.extend(bundle.facts);
            }
            None => kept.push(bundle),
        }
    }
    kept
}
