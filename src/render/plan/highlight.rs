//! What keeps its colours while the rest fades: what the picture is to highlight, or what changed.

use crate::answer::Answer;
use crate::answer::Mark;
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

/// What is highlighted; everything where none.
pub(super) struct Lit(Option<Light>);

struct Light {
    /// The actors that are highlighted by name.
    named: BTreeSet<ActorId>,
    /// The relations that are highlighted.
    facts: BTreeSet<RelationId>,
    /// The named actors and whatever lies on the way between them.
    actors: BTreeSet<ActorId>,
}

impl Light {
    fn new(answer: &Answer, named: BTreeSet<ActorId>, facts: BTreeSet<RelationId>) -> Self {
        let on_the_way = facts.iter().filter_map(|fact| answer.facts.get(fact));
        let on_the_way = on_the_way.flat_map(|fact| fact.relation.roles.iter().map(|(_, actor)| *actor));
        let actors = named.iter().copied().chain(on_the_way).collect();
        Self { named, facts, actors }
    }
}

impl Lit {
    /// Finds what a picture is to highlight; everything where the answer has nothing of it.
    pub fn new(answer: &Answer, highlight: Highlight<'_>) -> Self {
        Self(match highlight {
            Highlight::All => changed(answer),
            Highlight::Best => answer.routes.first().map(|route| {
                let hops = route.hops.iter().flatten().copied().collect();
                Light::new(answer, route.actors.iter().copied().collect(), hops)
            }),
            Highlight::Actors(ids) => {
                let named = answer.actors.iter().filter(|(_, card)| ids.iter().any(|id| **id == *card.actor.id));
                let named: BTreeSet<ActorId> = named.map(|(actor, _)| *actor).collect();
                let between = answer
                    .facts
                    .iter()
                    .filter(|(_, fact)| [fact.relation.from, fact.relation.to].iter().all(|end| named.contains(end)));
                let facts = between.map(|(id, _)| *id).collect();
                (!named.is_empty()).then(|| Light::new(answer, named, facts))
            }
        })
    }

    /// The actors that are highlighted by name.
    pub fn actors(&self) -> impl Iterator<Item = ActorId> {
        self.0.iter().flat_map(|light| light.named.iter().copied())
    }

    /// How a box of these actors is drawn.
    pub fn node(&self, members: &BTreeSet<ActorId>) -> Presence {
        self.0.as_ref().map_or(Presence::Full, |light| presence(!light.actors.is_disjoint(members)))
    }

    /// How a line for these relations is drawn.
    pub fn edge(&self, facts: &[RelationId]) -> Presence {
        self.0.as_ref().map_or(Presence::Full, |light| presence(facts.iter().any(|fact| light.facts.contains(fact))))
    }
}

/// What changed, in a comparison: what did not stands back, so that no colour is needed to tell; so
/// does what still holds and merely left the answer.
fn changed(answer: &Answer) -> Option<Light> {
    let marked = answer.facts.iter().filter(|(_, fact)| fact.mark.is_some_and(|mark| mark != Mark::Left));
    let facts: BTreeSet<RelationId> = marked.map(|(id, _)| *id).collect();
    let ends = facts.iter().flat_map(|id| [answer.facts[id].relation.from, answer.facts[id].relation.to]);
    let named = ends.collect();
    (!facts.is_empty()).then(|| Light { named: BTreeSet::new(), ..Light::new(answer, named, facts) })
}

const fn presence(is_lit: bool) -> Presence {
    if is_lit { Presence::Full } else { Presence::Faded }
}
