//! The best of many routes of one length.
//!
//! Of two routes the one with the stronger weakest hop comes first, then the one with more
//! independent sources, then the one whose actors come first.

use super::corridor::Corridor;
use super::purse::Purse;
use super::walk::Visitor;
use crate::graph::sight::Sight;
use crate::graph::strength::Strength;
use crate::model::ActorId;
use crate::model::SourceId;

/// How strong every hop of a corridor is, and on which independent sources it rests.
pub(super) struct Evidence {
    /// Of the strongest permitted relation of each hop.
    strengths: Vec<Strength>,
    /// The roots of all permitted relations of each hop, numbered and without doubles.
    roots: Vec<u32>,
    /// Where those of each hop end.
    ends: Vec<usize>,
    /// How many different roots there are.
    distinct: usize,
}

impl Evidence {
    pub(super) fn new(sight: &Sight<'_>, corridor: &Corridor<'_>) -> Self {
        let mut strengths = Vec::with_capacity(corridor.hops.len());
        let (mut sources, mut ends) = (Vec::new(), Vec::with_capacity(corridor.hops.len()));
        let mut of_hop = Vec::new();
        for (from, hop) in corridor.all_hops() {
            let relations = || corridor.relations(sight, from, hop);
            let strongest = relations().map(|relation| sight.strength(relation)).max();
            strengths.push(strongest.expect("a hop of a corridor has a permitted relation"));
            relations().for_each(|relation| sight.add_roots(relation, &mut of_hop));
            of_hop.sort_unstable();
            of_hop.dedup();
            sources.append(&mut of_hop);
            ends.push(sources.len());
        }
        let mut known: Vec<SourceId> = sources.clone();
        known.sort_unstable();
        known.dedup();
        let number = |source: SourceId| known.partition_point(|other| *other < source);
        let roots = sources.into_iter().filter_map(|source| u32::try_from(number(source)).ok()).collect();
        Self { strengths, roots, ends, distinct: known.len() }
    }

    fn strength(&self, hop: u32) -> Strength {
        self.strengths[hop as usize]
    }

    fn roots(&self, hop: u32) -> &[u32] {
        let start = hop.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.roots[start..self.ends[hop as usize]]
    }
}

/// The best routes so far, the best first.
pub(super) struct Best {
    most: usize,
    found: Vec<((Strength, usize), Vec<u32>)>,
}

impl Best {
    pub(super) fn new(most: usize) -> Self {
        Self { most, found: Vec::new() }
    }

    /// Tells whether a route with this rank that comes later could still get in.
    fn admits(&self, rank: (Strength, usize)) -> bool {
        self.found.len() < self.most || self.found.last().is_some_and(|(worst, _)| rank > *worst)
    }

    fn insert(&mut self, rank: (Strength, usize), route: &[u32]) {
        let at = self.found.partition_point(|(known, _)| *known >= rank);
        self.found.insert(at, (rank, route.to_vec()));
        self.found.truncate(self.most);
    }

    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= self.most
    }

    /// How many there are.
    pub(super) fn found(&self) -> usize {
        self.found.len()
    }

    pub(super) fn into_routes(self, corridor: &Corridor<'_>) -> impl Iterator<Item = Vec<ActorId>> {
        let actors = |route: Vec<u32>| route.into_iter().map(|at| corridor.actors[at as usize]).collect();
        self.found.into_iter().map(move |(_, route)| actors(route))
    }
}

/// What the route that is being walked rests on.
struct Trail<'e> {
    evidence: &'e Evidence,
    /// The weakest hop up to each.
    weakest: Vec<Strength>,
    /// How many hops rest on each root.
    uses: Vec<u32>,
    roots: usize,
}

impl<'e> Trail<'e> {
    fn new(evidence: &'e Evidence) -> Self {
        Self { evidence, weakest: Vec::new(), uses: vec![0; evidence.distinct], roots: 0 }
    }

    fn push(&mut self, hop: u32) {
        let strength = self.evidence.strength(hop);
        self.weakest.push(self.weakest.last().map_or(strength, |weakest| strength.min(*weakest)));
        for root in self.evidence.roots(hop) {
            self.uses[*root as usize] += 1;
            self.roots += usize::from(self.uses[*root as usize] == 1);
        }
    }

    fn pop(&mut self, hop: u32) {
        self.weakest.pop();
        for root in self.evidence.roots(hop) {
            self.uses[*root as usize] -= 1;
            self.roots -= usize::from(self.uses[*root as usize] == 0);
        }
    }

    fn rank(&self) -> (Strength, usize) {
        (*self.weakest.last().expect("a route that arrives has a hop"), self.roots)
    }
}

/// Counts all routes and keeps the best.
pub(super) struct Tally<'e> {
    trail: Trail<'e>,
    pub(super) count: usize,
    pub(super) best: Best,
}

impl<'e> Tally<'e> {
    pub(super) fn new(evidence: &'e Evidence, most: usize) -> Self {
        Self { trail: Trail::new(evidence), count: 0, best: Best::new(most) }
    }
}

impl Visitor for Tally<'_> {
    fn enter(&mut self, hop: u32, _left: u32) -> bool {
        self.trail.push(hop);
        true
    }

    fn leave(&mut self, hop: u32) {
        self.trail.pop(hop);
    }

    fn arrive(&mut self, route: &[u32]) {
        self.count += 1;
        if self.best.admits(self.trail.rank()) {
            self.best.insert(self.trail.rank(), route);
        }
    }
}

/// Keeps the best of the routes whose weakest hop is exactly as strong as `floor`, and turns back
/// wherever the rest cannot be good enough (branch and bound).
pub(super) struct Sieve<'e> {
    trail: Trail<'e>,
    bounds: &'e Bounds<'e>,
    floor: Strength,
    /// The most roots that the rest of a walk can add, by place and hops to spare.
    most: Vec<Option<usize>>,
    /// The strongest that was turned back for being weaker than `floor`.
    pub(super) below: Option<Strength>,
    pub(super) best: &'e mut Best,
}

/// What the rest of a walk can be at best: walks may meet themselves, so that routes are no better.
pub(super) struct Bounds<'c> {
    corridor: &'c Corridor<'c>,
    purse: &'c Purse<'c>,
    evidence: &'c Evidence,
    length: u32,
    /// How many hops a walk can spare at any place.
    slack: usize,
    /// Places, the nearest to the end first.
    order: Vec<u32>,
    /// The strongest weakest hop from every place to the end, by hops to spare.
    widest: Vec<Option<Strength>>,
}

impl<'c> Bounds<'c> {
    pub(super) fn new(
        (corridor, purse): (&'c Corridor<'c>, &'c Purse<'c>),
        evidence: &'c Evidence,
        length: u32,
    ) -> Self {
        let slack = (length - corridor.left[corridor.ends.0 as usize]) as usize + 1;
        let mut order: Vec<u32> = (0..u32::try_from(corridor.len()).expect("places are 32 bits")).collect();
        order.sort_by_key(|place| corridor.left[*place as usize]);
        let mut bounds = Self { corridor, purse, evidence, length, slack, order, widest: Vec::new() };
        let strongest = evidence.strengths.iter().copied().max();
        bounds.widest = bounds.fold(strongest, |hop, rest| Some(rest.min(evidence.strength(hop))));
        bounds
    }

    /// The weakest hop of the best walk of the whole length.
    pub(super) fn ceiling(&self) -> Option<Strength> {
        self.widest[self.slot(self.corridor.ends.0, self.length)?]
    }

    /// Where a table holds what is known of a place with so many hops left.
    fn slot(&self, place: u32, left: u32) -> Option<usize> {
        let spare = left.checked_sub(self.corridor.left[place as usize])? as usize;
        (spare < self.slack).then_some(place as usize * self.slack + spare)
    }

    /// Works out a table from the end backwards: `step` makes of a hop and what is known of the
    /// place where it leads what it comes to; the greatest counts.
    fn fold<T: Copy + Ord>(&self, end: Option<T>, step: impl Fn(u32, T) -> Option<T>) -> Vec<Option<T>> {
        let mut table = vec![None; self.corridor.len() * self.slack];
        for spare in 0..u32::try_from(self.slack).expect("slack is a number of hops") {
            if !self.purse.spend(self.corridor.hops.len()) {
                break;
            }
            for place in &self.order {
                let left = self.corridor.left[*place as usize] + spare;
                let value = match left {
                    0 => end,
                    _ if *place == self.corridor.ends.1 || left > self.length => None,
                    _ => {
                        let rest = |hop| table[self.slot(self.corridor.hop(hop).to, left - 1)?];
                        self.corridor.hops_of(*place).filter_map(|hop| step(hop, rest(hop)?)).max()
                    }
                };
                table[*place as usize * self.slack + spare as usize] = value;
            }
        }
        table
    }
}

impl<'e> Sieve<'e> {
    pub(super) fn new(bounds: &'e Bounds<'e>, floor: Strength, best: &'e mut Best) -> Self {
        let evidence = bounds.evidence;
        let add = |hop: u32, rest: usize| {
            let strong = evidence.strength(hop) >= floor;
            strong.then(|| rest + evidence.roots(hop).len())
        };
        let most = bounds.fold(Some(0), add);
        Self { trail: Trail::new(evidence), bounds, floor, most, below: None, best }
    }

    /// The rank that the route can reach at best.
    fn bound(&self, hop: u32, left: u32) -> Option<(Strength, usize)> {
        let slot = self.bounds.slot(self.bounds.corridor.hop(hop).to, left)?;
        let widest = self.bounds.widest[slot]?;
        let weakest = self.trail.weakest.last().map_or(widest, |weakest| widest.min(*weakest));
        let roots = self.most[slot].map_or(0, |most| self.trail.roots + most);
        Some((weakest, roots.min(self.bounds.evidence.distinct)))
    }
}

impl Visitor for Sieve<'_> {
    fn enter(&mut self, hop: u32, left: u32) -> bool {
        self.trail.push(hop);
        let Some((strength, roots)) = self.bound(hop, left) else {
            self.trail.pop(hop);
            return false;
        };
        let strong = strength >= self.floor;
        if !strong {
            self.below = self.below.max(Some(strength));
        }
        let enters = strong && self.best.admits((self.floor, roots));
        if !enters {
            self.trail.pop(hop);
        }
        enters
    }

    fn leave(&mut self, hop: u32) {
        self.trail.pop(hop);
    }

    fn arrive(&mut self, route: &[u32]) {
        let rank = self.trail.rank();
        // Whatever is stronger was found above this floor.
        if rank.0 == self.floor && self.best.admits(rank) {
            self.best.insert(rank, route);
        }
    }
}
