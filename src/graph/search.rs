//! Searches on a sight: who is near, and which routes lead from one actor to another.
//!
//! Every search counts the ties that it looks at against a budget, asks `stop` now and then, and
//! says when it was cut. None is recursive.
//!
//! A route is a sequence of actors, each once, whose hops can each be given a different
//! permitted relation. It passes neither placeholders nor actors of other kinds than asked for;
//! both may stand at its ends.

mod distinct;

use super::sight::Sight;
use super::strength::Strength;
use crate::model::ActorId;
use distinct::Distinct;
use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How far a search may go.
#[derive(Clone, Copy)]
pub struct Limits<'a> {
    /// No route has more hops.
    pub hops: usize,
    /// Every route passes all of these, in any order.
    pub via: &'a [ActorId],
    /// How many routes to return at most; all are counted.
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

/// The account of a search: what it may spend and has spent.
struct Purse<'a> {
    limits: &'a Limits<'a>,
    spent: Cell<u64>,
    cut: Cell<Option<Cut>>,
}

#[derive(Clone, Copy)]
enum Cut {
    Budget,
    Stopped,
}

/// How many ties are looked at between two questions to `stop`.
const PATIENCE: u64 = 1 << 15;

impl<'a> Purse<'a> {
    fn new(limits: &'a Limits<'a>) -> Self {
        Self { limits, spent: Cell::new(0), cut: Cell::new(None) }
    }

    /// Spends; tells whether the search may go on.
    fn spend(&self, ties: u64) -> bool {
        let before = self.spent.get();
        let after = before + ties;
        self.spent.set(after);
        if after > self.limits.budget {
            self.cut.set(Some(Cut::Budget));
        } else if before / PATIENCE != after / PATIENCE && (self.limits.stop)() {
            self.cut.set(Some(Cut::Stopped));
        }
        self.cut.get().is_none()
    }

    fn is_cut(&self) -> bool {
        self.cut.get().is_some()
    }

    fn words(&self) -> Option<String> {
        let budget = self.limits.budget;
        self.cut.get().map(|cut| match cut {
            Cut::Budget => {
                format!("the search ended after {budget} steps; --budget {} lets it go on", budget.saturating_mul(10))
            }
            Cut::Stopped => "the search was stopped".into(),
        })
    }
}

impl Sight<'_> {
    /// Finds all actors within so many hops, the nearest first and by id within a distance.
    ///
    /// Placeholders are found and not passed; actors of other kinds than asked for are neither.
    #[must_use]
    pub fn neighbourhood(&self, from: ActorId, hops: usize, limits: &Limits<'_>) -> Neighbourhood {
        let purse = Purse::new(limits);
        let mut seen: BTreeMap<ActorId, usize> = BTreeMap::from([(from, 0)]);
        let mut actors = Vec::new();
        let mut level = vec![from];
        for distance in 1..=hops {
            let mut next = Vec::new();
            for actor in level.drain(..).filter(|actor| *actor == from || self.is_passed(*actor)) {
                for other in self.neighbours(actor) {
                    if purse.spend(1) && seen.insert(other, distance).is_none() {
                        next.push(other);
                    }
                }
            }
            next.sort_unstable();
            next.dedup();
            actors.extend(next.iter().map(|actor| (*actor, distance)));
            level = next;
        }
        Neighbourhood { actors, cut: purse.words(), expanded: purse.spent.get() }
    }

    /// Finds one of the routes with the fewest hops.
    #[must_use]
    pub fn shortest(&self, from: ActorId, to: ActorId, limits: &Limits<'_>) -> Option<Vec<ActorId>> {
        self.routes((from, to), Wanted::Shortest, &Limits { shown: 1, ..*limits }).routes.pop()
    }

    /// Finds routes from one actor to another, ranked.
    #[must_use]
    pub fn routes(&self, ends: (ActorId, ActorId), wanted: Wanted, limits: &Limits<'_>) -> Routes {
        let purse = Purse::new(limits);
        let mut found = Routes::default();
        let most = limits.hops.min(self.graph().model().actors().len());
        let reached = self.distances(ends, &purse);
        let first = reached.get(&ends.0).copied().unwrap_or(usize::MAX);
        let mut length = first;
        while length <= most && !purse.is_cut() {
            let mut level = self.level(ends, length, (&reached, &purse));
            found.total += level.len();
            level.truncate(limits.shown - found.routes.len());
            found.routes.extend(level);
            let enough = match wanted {
                Wanted::Shortest => found.total > 0,
                Wanted::Best(k) => found.total >= k,
                Wanted::All => false,
            };
            if enough || length >= reached.len() {
                break;
            }
            length += 1;
        }
        if let Wanted::Best(k) = wanted {
            found.routes.truncate(k);
            found.total = found.routes.len();
        }
        Routes { cut: purse.words(), expanded: purse.spent.get(), ..found }
    }

    /// Tells whether a route may pass an actor.
    fn is_passed(&self, actor: ActorId) -> bool {
        self.admits_actor(actor) && !self.graph().model()[actor].placeholder
    }

    /// How far every actor is from the end.
    fn distances(&self, ends: (ActorId, ActorId), purse: &Purse<'_>) -> BTreeMap<ActorId, usize> {
        let mut distances = BTreeMap::from([(ends.1, 0)]);
        let mut level = vec![ends.1];
        let mut distance = 0;
        while !level.is_empty() {
            distance += 1;
            let mut next = Vec::new();
            for actor in level {
                for other in self.graph().wires.neighbours(actor).iter().map(|other| ActorId(*other)) {
                    let passed = other == ends.0 || self.is_passed(other);
                    let ties = passed && purse.spend(1) && self.permitted(other, actor).next().is_some();
                    if ties && !distances.contains_key(&other) {
                        distances.insert(other, distance);
                        next.extend((other != ends.0).then_some(other));
                    }
                }
            }
            level = next;
        }
        distances
    }

    /// All routes of one length, ranked.
    fn level(
        &self,
        ends: (ActorId, ActorId),
        length: usize,
        (reached, purse): (&BTreeMap<ActorId, usize>, &Purse<'_>),
    ) -> Vec<Vec<ActorId>> {
        let mut found: Vec<Vec<ActorId>> = Vec::new();
        let mut route = vec![ends.0];
        let mut open: Vec<Vec<ActorId>> = vec![self.onward(&route, (ends.1, length), reached)];
        if length == 0 {
            return vec![route];
        }
        while let Some(next) = open.last_mut() {
            let Some(actor) = next.pop() else {
                open.pop();
                route.pop();
                continue;
            };
            if !purse.spend(1) {
                break;
            }
            route.push(actor);
            if actor == ends.1 {
                if self.is_distinct(&route) && purse.limits.via.iter().all(|via| route.contains(via)) {
                    found.push(route.clone());
                }
                route.pop();
            } else {
                open.push(self.onward(&route, (ends.1, length), reached));
            }
        }
        found.sort_by_cached_key(|route| {
            (Reverse(self.weakest(route)), Reverse(self.route_roots(route).len()), route.clone())
        });
        found
    }

    fn onward(
        &self,
        route: &[ActorId],
        (to, length): (ActorId, usize),
        reached: &BTreeMap<ActorId, usize>,
    ) -> Vec<ActorId> {
        let here = route[route.len() - 1];
        let all = self.graph().wires.neighbours(here).iter().map(|other| ActorId(*other));
        let fits = |other: &ActorId| {
            let left = reached.get(other).map(|distance| distance + route.len());
            let passed = if *other == to { route.len() == length } else { self.is_passed(*other) };
            let ties = || self.permitted(here, *other).next().is_some();
            passed && !route.contains(other) && left.is_some_and(|hops| hops <= length) && ties()
        };
        let mut onward: Vec<ActorId> = all.filter(fits).collect();
        onward.reverse();
        onward
    }

    fn is_distinct(&self, route: &[ActorId]) -> bool {
        let mut distinct = Distinct::default();
        route.windows(2).all(|hop| distinct.push(self.permitted(hop[0], hop[1]).collect()))
    }

    /// A hop is as strong as its strongest permitted relation, a route as its weakest hop.
    fn weakest(&self, route: &[ActorId]) -> Option<Strength> {
        let hop = |hop: &[ActorId]| self.permitted(hop[0], hop[1]).map(|relation| self.strength(relation)).max();
        route.windows(2).filter_map(hop).min()
    }
}
