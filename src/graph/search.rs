//! Searches on a sight: who is near, and which routes lead from one actor to another.
//!
//! Every search counts the ties that it looks at against a budget, asks `stop` now and then, and
//! says when it was cut. None is recursive.
//!
//! A route is a sequence of actors, each once, whose hops can each be given a different
//! permitted relation. It passes neither placeholders nor actors of other kinds than asked for;
//! both may stand at its ends.

mod ball;
mod corridor;
mod distinct;
mod hunt;
mod purse;
mod rank;
mod walk;

pub(super) use ball::Scratches;

use super::dyad::Dyad;
use super::sight::Sight;
use crate::model::ActorId;
use ball::Keep;
use ball::Side;
use corridor::Approach;
use distinct::Distinct;
use hunt::Hunt;
use purse::Purse;

/// How far a search may go.
#[derive(Clone, Copy)]
pub struct Limits<'a> {
    /// No route has more hops.
    pub hops: usize,
    /// Every route passes all of these, in any order.
    pub via: &'a [ActorId],
    /// How many routes to return at most, where not so many are wanted anyway; all are counted.
    pub shown: usize,
    /// How many ties the search may look at.
    pub budget: u64,
    /// Asked now and then whether to end early.
    pub stop: &'a dyn Fn() -> bool,
}

impl<'a> Limits<'a> {
    /// Makes limits that no ordinary question meets.
    #[must_use]
    pub fn new(stop: &'a dyn Fn() -> bool) -> Self {
        Self { hops: usize::MAX, via: &[], shown: 20, budget: 50_000_000, stop }
    }
}

/// Which routes are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Those with the fewest hops.
    Shortest,
    /// The best so many, longer ones too.
    Best(usize),
    /// All within the limit of hops.
    All,
}

/// What a search for routes found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Routes {
    /// The best first: by hops, then the weakest link, the strongest of these first, then the
    /// number of independent sources, more first, then the actors in order.
    pub routes: Vec<Vec<ActorId>>,
    /// How many there are of what was wanted; at least so many where the search was cut.
    pub total: usize,
    /// Why the search ended before it was complete, and what lets it go on.
    pub cut: Option<String>,
    /// How many ties it looked at.
    pub expanded: u64,
}

/// What a search around an actor found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbourhood {
    /// The actors and their distances, the nearest first; not the one in the middle.
    pub actors: Vec<(ActorId, usize)>,
    /// Why the search ended before it was complete, and what lets it go on.
    pub cut: Option<String>,
    /// How many ties it looked at.
    pub expanded: u64,
}

impl<'g> Sight<'g> {
    /// Finds all actors within so many hops, the nearest first and each distance in the order in
    /// which they are found, which is always the same.
    ///
    /// Placeholders are found and not passed; actors of other kinds than asked for are neither.
    /// Breadth-first search: linear in the ties of the actors passed.
    #[must_use]
    pub fn neighbourhood(&self, from: ActorId, hops: usize, limits: &Limits<'_>) -> Neighbourhood {
        let purse = Purse::new(limits);
        let actors = self.graph().scratches.with(|scratch| {
            let ball = &mut scratch.near;
            ball.begin(self, from, (Side::Along, Keep::Nothing));
            let passes = |actor: u32| actor == from.0 || self.passes_actor(ActorId(actor));
            let mut ends = Vec::new();
            while ends.len() < hops && !ball.is_exhausted() && !purse.is_cut() {
                ball.grow((self, &purse), passes, |actor| self.admits_actor(ActorId(actor)));
                ends.push(ball.actors().len());
            }
            let mut actors = Vec::with_capacity(ball.actors().len() - 1);
            let mut start = 1;
            for (end, distance) in ends.into_iter().zip(1..) {
                actors.extend(ball.actors()[start..end].iter().map(|actor| (ActorId(*actor), distance)));
                start = end;
            }
            actors
        });
        Neighbourhood { actors, cut: purse.words(), expanded: purse.spent() }
    }

    /// Finds one of the routes with the fewest hops.
    ///
    /// Bidirectional breadth-first search. Where every such meeting needs one relation for two
    /// hops, the best of the shortest routes that do not.
    #[must_use]
    pub fn shortest(&self, from: ActorId, to: ActorId, limits: &Limits<'_>) -> Option<Vec<ActorId>> {
        let purse = Purse::new(limits);
        let met = limits.via.is_empty().then(|| {
            let scratches = &self.graph().scratches;
            scratches
                .with(|scratch| Approach::new((self, &purse), (from, to), (scratch, Keep::Parents)).meet(limits.hops))
        });
        match met {
            Some(Some(route)) if self.is_distinct(&route) => Some(route),
            Some(None) => None,
            _ => self.routes((from, to), Wanted::Shortest, &Limits { shown: 1, ..*limits }).routes.pop(),
        }
    }

    /// Finds routes from one actor to another, ranked.
    ///
    /// Both ends are approached at once, so that only the corridor between them is searched. The
    /// shortest routes are counted without being enumerated wherever no relation ties more than
    /// two actors of the corridor; all routes are enumerated, for they cannot be counted otherwise;
    /// the best are found by branch and bound, length by length.
    #[must_use]
    pub fn routes(&self, ends: (ActorId, ActorId), wanted: Wanted, limits: &Limits<'_>) -> Routes {
        let purse = Purse::new(limits);
        let found = self.graph().scratches.with(|scratch| {
            let approach = Approach::new((self, &purse), ends, (scratch, Keep::Distances));
            Hunt::new(approach, wanted, limits).run()
        });
        Routes { cut: purse.words(), expanded: purse.spent(), ..found }
    }

    /// Tells whether every hop can be given a relation of its own.
    fn is_distinct(&self, route: &[ActorId]) -> bool {
        let mut distinct = Distinct::default();
        let mut hops = route.windows(2);
        !self.graph().facts.any_roles || hops.all(|hop| distinct.push(self.permitted(hop[0], hop[1]).collect()))
    }

    /// Tells whether a permitted relation ties two actors and no others.
    fn has_own(&self, dyad: &'g Dyad, from: ActorId, to: ActorId) -> bool {
        let facts = &self.graph().facts;
        self.bonds(dyad, self.way(from, to)).any(|bond| !facts[bond.relation].has_roles)
    }
}
