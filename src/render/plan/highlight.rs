//! What keeps its colours while the rest fades.

use crate::answer::Answer;
use crate::model::ActorId;
use crate::model::RelationId;
use crate::render::surroundings::Highlight;
use std::collections::BTreeSet;

/// Whether something stands back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Presence {
    /// It has its colours.
    Full,
    /// It fades behind what is highlighted.
    Faded,
}

/// What is highlighted.
pub(super) enum Lit {
    /// Everything.
    All,
    /// A route.
    Route(BTreeSet<ActorId>, BTreeSet<RelationId>),
    /// Actors, and what ties them.
    Actors(BTreeSet<ActorId>),
}

impl Lit {
    /// Finds what a picture is to highlight; everything where the answer has nothing of it.
    pub fn new(answer: &Answer, highlight: Highlight<'_>) -> Self {
        match highlight {
            Highlight::All => Self::All,
            Highlight::Best => answer.routes.first().map_or(Self::All, |route| {
                let hops = route.hops.iter().flatten().copied().collect();
                Self::Route(route.actors.iter().copied().collect(), hops)
            }),
            Highlight::Actors(ids) => {
                let named = answer.actors.iter().filter(|(_, card)| ids.iter().any(|id| **id == *card.actor.id));
                let named: BTreeSet<ActorId> = named.map(|(actor, _)| *actor).collect();
                if named.is_empty() { Self::All } else { Self::Actors(named) }
            }
        }
    }

    /// The actors that are highlighted by name.
    pub fn actors(&self) -> BTreeSet<ActorId> {
        match self {
            Self::All => BTreeSet::new(),
            Self::Route(actors, _) | Self::Actors(actors) => actors.clone(),
        }
    }

    /// How a box of these actors is drawn.
    pub fn node(&self, members: &BTreeSet<ActorId>) -> Presence {
        match self {
            Self::All => Presence::Full,
            Self::Route(actors, _) | Self::Actors(actors) => presence(!actors.is_disjoint(members)),
        }
    }

    /// How a line for these relations is drawn between these actors.
    pub fn edge(&self, facts: &[RelationId], ends: [&BTreeSet<ActorId>; 2]) -> Presence {
        match self {
            Self::All => Presence::Full,
            Self::Route(_, hops) => presence(facts.iter().any(|fact| hops.contains(fact))),
            Self::Actors(actors) => presence(ends.iter().all(|end| !actors.is_disjoint(end))),
        }
    }
}

const fn presence(is_lit: bool) -> Presence {
    if is_lit { Presence::Full } else { Presence::Faded }
}
