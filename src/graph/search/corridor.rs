//! The part of a graph that routes of a length can use, small enough to be searched through.

use super::ball::Ball;
use super::ball::Keep;
use super::ball::Scratch;
use super::ball::Side;
use super::purse::Purse;
use crate::graph::dyad::Dyad;
use crate::graph::sight::Sight;
use crate::model::ActorId;
use crate::model::RelationId;
use std::cell::Cell;

/// Two balls that grow towards each other.
pub(super) struct Approach<'s, 'g> {
    pub(super) sight: &'s Sight<'g>,
    pub(super) purse: &'s Purse<'s>,
    pub(super) ends: (ActorId, ActorId),
    scratch: &'s mut Scratch,
}

/// Every actor with whom a route of at most so many hops is possible, going by distances, and
/// every hop that it can take. Actors stand in the order of their ids.
pub(super) struct Corridor<'g> {
    pub(super) actors: Vec<ActorId>,
    /// Hops to the end.
    pub(super) left: Vec<u32>,
    /// Hops from the beginning.
    pub(super) gone: Vec<u32>,
    starts: Vec<u32>,
    pub(super) hops: Vec<Hop<'g>>,
    /// The positions of the beginning and the end.
    pub(super) ends: (u32, u32),
    pub(super) length: u32,
    /// Whether some hop has no relation that ties its two actors alone.
    pub(super) shares: bool,
}

/// A hop of a corridor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hop<'g> {
    pub(super) to: u32,
    pub(super) dyad: &'g Dyad,
    /// Whether a permitted relation ties the two actors and no others, so that no other hop of a
    /// route can need it.
    pub(super) own: bool,
}

impl<'s, 'g> Approach<'s, 'g> {
    pub(super) fn new(
        (sight, purse): (&'s Sight<'g>, &'s Purse<'s>),
        ends: (ActorId, ActorId),
        (scratch, keep): (&'s mut Scratch, Keep),
    ) -> Self {
        scratch.near.begin(sight, ends.0, (Side::Along, keep));
        scratch.far.begin(sight, ends.1, (Side::Against, keep));
        Self { sight, purse, ends, scratch }
    }

    /// Grows the cheaper ball by turns until they meet; the route on which they do. None where
    /// they do not within so many hops. The balls have to keep parents.
    pub(super) fn meet(&mut self, most: usize) -> Option<Vec<ActorId>> {
        if self.ends.0 == self.ends.1 {
            return Some(vec![self.ends.0]);
        }
        while (self.radius() as usize) < most && !self.is_over() {
            let (sight, purse) = (self.sight, self.purse);
            let (ball, other, forward) = self.cheaper();
            if let Some((at, actor)) = ball.touch((sight, purse), other) {
                let mut here = ball.way_back(at);
                here.reverse();
                here.extend(other.way_back(other.position(actor)?));
                if !forward {
                    here.reverse();
                }
                return Some(here.into_iter().map(ActorId).collect());
            }
            ball.grow((sight, purse), |_| true, |actor| sight.passes_actor(ActorId(actor)));
        }
        None
    }

    /// How many hops the shortest route has; none where there is none within so many. Grows both
    /// balls by whole levels, so that a corridor can be cut out afterwards; they have to keep
    /// distances.
    pub(super) fn distance(&mut self, most: u32) -> Option<u32> {
        let met = Cell::new(false);
        while self.radius() < most && !self.is_over() && !met.get() {
            let (sight, purse) = (self.sight, self.purse);
            let (ball, other, _) = self.cheaper();
            let admits = |actor: u32| {
                let meets = other.contains(actor);
                met.set(met.get() || meets);
                meets || sight.passes_actor(ActorId(actor))
            };
            ball.grow((sight, purse), |_| true, admits);
        }
        met.get().then(|| self.radius())
    }

    fn radius(&self) -> u32 {
        self.scratch.near.radius() + self.scratch.far.radius()
    }

    fn is_over(&self) -> bool {
        self.scratch.near.is_exhausted() || self.scratch.far.is_exhausted() || self.purse.is_cut()
    }

    /// The ball that costs less to grow, the other, and whether the former is the one around the
    /// beginning.
    fn cheaper(&mut self) -> (&mut Ball, &mut Ball, bool) {
        let Scratch { near, far, .. } = &mut *self.scratch;
        if near.cost(self.sight) <= far.cost(self.sight) { (near, far, true) } else { (far, near, false) }
    }

    /// Grows both balls, whole level by whole level, until every actor of a route of so many hops
    /// is in one of them.
    fn cover(&mut self, length: u32) {
        while self.radius() + 1 < length && !self.is_over() {
            let (sight, purse, (from, to)) = (self.sight, self.purse, self.ends);
            let (ball, _, forward) = self.cheaper();
            let end = if forward { to.0 } else { from.0 };
            let admits = |actor: u32| actor == end || sight.passes_actor(ActorId(actor));
            ball.grow((sight, purse), |actor| actor != end, admits);
        }
    }

    /// Cuts the corridor of so many hops out of the graph; none where no route is that short.
    ///
    /// Each actor of it is in one ball, at its true distance. First the ball that is cheaper grows
    /// on through the other alone, then the other through what both hold: so both distances of
    /// each actor become known without a look at what no route can use.
    pub(super) fn corridor(&mut self, length: u32) -> Option<Corridor<'g>> {
        self.cover(length);
        let (sight, purse) = (self.sight, self.purse);
        let whole = self.radius() < length;
        let (ball, other, _) = self.cheaper();
        let fits = |rest: Option<u32>, gone: u32| rest.is_some_and(|rest| rest + gone <= length);
        let shared = |actor: &u32| whole || fits(other.distance(*actor), ball.radius());
        let level = ball.last_level().iter().copied().filter(shared).collect();
        ball.extend((sight, purse), level, |actor, gone| fits(other.distance(actor), gone));
        let shared = |actor: &u32| fits(ball.distance(*actor), other.radius());
        let level = other.last_level().iter().copied().filter(shared).collect();
        other.extend((sight, purse), level, |actor, gone| fits(ball.distance(actor), gone));
        let corridor = self.cut(length);
        self.scratch.near.retract();
        self.scratch.far.retract();
        corridor
    }

    fn cut(&mut self, length: u32) -> Option<Corridor<'g>> {
        let Scratch { near, far, places } = &mut *self.scratch;
        let fewer = if near.actors().len() <= far.actors().len() { &*near } else { &*far };
        let within = |actor: &u32| {
            let both = near.distance(*actor).zip(far.distance(*actor));
            both.is_some_and(|(gone, left)| gone + left <= length)
        };
        let all = fewer.actors().iter().chain(fewer.extras()).copied();
        let mut actors: Vec<u32> = all.filter(within).collect();
        actors.sort_unstable();
        places.resize(self.sight.graph().model().actors().len(), 0);
        actors.iter().zip(0..).for_each(|(actor, place)| places[*actor as usize] = place);
        let distances = |ball: &Ball| actors.iter().filter_map(|actor| ball.distance(*actor)).collect();
        let place = |actor: ActorId| actors.binary_search(&actor.0).ok().and_then(|at| u32::try_from(at).ok());
        let mut corridor = Corridor {
            gone: distances(near),
            left: distances(far),
            starts: Vec::with_capacity(actors.len() + 1),
            hops: Vec::new(),
            ends: place(self.ends.0).zip(place(self.ends.1))?,
            length,
            shares: false,
            actors: Vec::new(),
        };
        for (actor, gone) in actors.iter().zip(0..) {
            corridor.starts.push(narrow(corridor.hops.len()));
            if *actor != self.ends.1.0 && self.purse.spend(self.sight.row(*actor).len()) {
                corridor.enter(self.sight, (*actor, gone), (far, places));
            }
        }
        corridor.starts.push(narrow(corridor.hops.len()));
        corridor.actors = actors.into_iter().map(ActorId).collect();
        Some(corridor)
    }
}

impl<'g> Corridor<'g> {
    /// Enters the hops of an actor.
    fn enter(&mut self, sight: &Sight<'g>, (actor, at): (u32, usize), (far, places): (&Ball, &[u32])) {
        let spare = self.length - self.gone[at] - 1;
        let any_roles = sight.graph().facts.any_roles;
        let ties = sight.promising(actor);
        for (other, strand) in ties.filter(|(other, _)| far.distance(*other).is_some_and(|left| left <= spare)) {
            if sight.leads(strand, ActorId(actor), ActorId(other)) {
                let dyad = sight.dyad(strand);
                let own = !any_roles || sight.has_own(dyad, ActorId(actor), ActorId(other));
                self.shares |= !own;
                self.hops.push(Hop { to: places[other as usize], dyad, own });
            }
        }
    }

    /// How many hops the shortest route has.
    pub(super) fn shortest(&self) -> u32 {
        self.left[self.ends.0 as usize]
    }

    /// More hops than this no route has: each of its actors but the ends has two neighbours on it.
    pub(super) fn longest(&self) -> u32 {
        let mut pairs: Vec<(u32, u32)> = self.all_hops().map(|(from, hop)| (from, self.hop(hop).to)).collect();
        pairs.extend_from_within(..);
        let half = pairs.len() / 2;
        pairs[half..].iter_mut().for_each(|(from, to)| std::mem::swap(from, to));
        pairs.sort_unstable();
        pairs.dedup();
        let row = |at: u32| {
            let start = pairs.partition_point(|(from, _)| *from < at);
            pairs[start..].iter().take_while(move |(from, _)| *from == at).map(|(_, to)| *to)
        };
        let mut near: Vec<usize> = (0..narrow(self.len())).map(|at| row(at).count()).collect();
        let inner = |at: &u32| *at != self.ends.0 && *at != self.ends.1;
        let mut leaves: Vec<u32> = (0..narrow(self.len())).filter(|at| inner(at) && near[*at as usize] < 2).collect();
        let mut peeled = 0;
        while let Some(leaf) = leaves.pop() {
            peeled += 1;
            for other in row(leaf).filter(inner) {
                near[other as usize] = near[other as usize].saturating_sub(1);
                leaves.extend((near[other as usize] == 1).then_some(other));
            }
        }
        narrow(self.len().saturating_sub(peeled + 1))
    }

    /// Tells whether no route is shorter, so that every walk along it is a route.
    pub(super) fn is_tight(&self) -> bool {
        self.shortest() == self.length
    }

    /// How many walks of its length lead from end to end.
    pub(super) fn count(&self) -> usize {
        let mut order: Vec<u32> = (0..narrow(self.len())).collect();
        order.sort_unstable_by_key(|at| self.left[*at as usize]);
        let mut counts = vec![0usize; self.len()];
        counts[self.ends.1 as usize] = 1;
        for at in order.into_iter().filter(|at| *at != self.ends.1) {
            let onward = self.hops_of(at).map(|hop| counts[self.hop(hop).to as usize]);
            counts[at as usize] = onward.fold(0, usize::saturating_add);
        }
        counts[self.ends.0 as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.left.len()
    }

    /// The positions of an actor's hops.
    pub(super) fn hops_of(&self, at: u32) -> std::ops::Range<u32> {
        self.starts[at as usize]..self.starts[at as usize + 1]
    }

    /// Every actor with each of its hops.
    pub(super) fn all_hops(&self) -> impl Iterator<Item = (u32, u32)> {
        (0..narrow(self.len())).flat_map(|from| self.hops_of(from).map(move |hop| (from, hop)))
    }

    pub(super) fn hop(&self, at: u32) -> &Hop<'g> {
        &self.hops[at as usize]
    }

    /// The permitted relations of a hop from an actor, ascending.
    pub(super) fn relations<'c>(
        &'c self,
        sight: &'c Sight<'g>,
        from: u32,
        hop: u32,
    ) -> impl Iterator<Item = RelationId> + 'c {
        let Hop { to, dyad, .. } = *self.hop(hop);
        let way = sight.way(self.actors[from as usize], self.actors[to as usize]);
        sight.bonds(dyad, way).map(|bond| bond.relation)
    }
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).expect("a graph has fewer ties than ids")
}
