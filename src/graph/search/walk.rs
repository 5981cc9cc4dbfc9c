//! Every simple route of one length through a corridor, in the order of the actors' ids.

use super::corridor::Corridor;
use super::distinct::Distinct;
use super::purse::Purse;
use crate::graph::sight::Sight;
use crate::model::ActorId;
use std::collections::VecDeque;

/// Whoever watches a walk.
pub(super) trait Visitor {
    /// Enters a hop, of which so many are left after it; tells whether to go on with it. Where it
    /// does not, the hop counts as not entered.
    fn enter(&mut self, hop: u32, left: u32) -> bool;
    /// Leaves the hop that was entered last.
    fn leave(&mut self, hop: u32);
    /// Takes note of a whole route, as positions in the corridor.
    fn arrive(&mut self, route: &[u32]);
}

/// A depth-first walk with the hops to go as its compass: it turns back where the rest cannot be
/// enough.
pub(super) struct Walk<'w, 'g> {
    sight: &'w Sight<'g>,
    purse: &'w Purse<'w>,
    corridor: &'w Corridor<'g>,
    /// For each actor to be passed: its place, and how many hops lead from every place to the end
    /// by way of it.
    via: Vec<(u32, Vec<u32>)>,
    length: u32,
    on_route: Vec<bool>,
    route: Vec<u32>,
    /// For each actor of the route where to go on, and the hop that led on from it.
    open: Vec<(std::ops::Range<u32>, Option<u32>)>,
    distinct: Distinct,
}

const NEVER: u32 = u32::MAX;

impl<'w, 'g> Walk<'w, 'g> {
    /// None where an actor to be passed is not in the corridor.
    pub(super) fn new(
        (sight, purse): (&'w Sight<'g>, &'w Purse<'w>),
        corridor: &'w Corridor<'g>,
        via: &[ActorId],
    ) -> Option<Self> {
        let place = |actor: &ActorId| corridor.actors.binary_search(actor).ok().and_then(|at| u32::try_from(at).ok());
        let inner = via.iter().map(place).collect::<Option<Vec<u32>>>()?;
        let inner = inner.into_iter().filter(|at| *at != corridor.ends.0 && *at != corridor.ends.1);
        Some(Self {
            sight,
            purse,
            corridor,
            via: inner.map(|at| (at, by_way_of(corridor, at))).collect(),
            length: corridor.length,
            on_route: vec![false; corridor.len()],
            route: Vec::new(),
            open: Vec::new(),
            distinct: Distinct::default(),
        })
    }

    /// Walks all routes of exactly so many hops.
    pub(super) fn of_length(&mut self, length: u32, visitor: &mut impl Visitor) {
        self.length = length;
        self.step_to(self.corridor.ends.0);
        while let Some((hops, _)) = self.open.last_mut() {
            match hops.next() {
                None => self.step_back(visitor),
                Some(_) if !self.purse.spend(1) => break,
                Some(hop) => self.try_hop(hop, visitor),
            }
        }
        while !self.open.is_empty() {
            self.step_back(visitor);
        }
    }

    fn try_hop(&mut self, hop: u32, visitor: &mut impl Visitor) {
        let to = self.corridor.hop(hop).to;
        let gone = u32::try_from(self.route.len()).expect("a route is no longer than ids count");
        let left = self.length - gone;
        let is_end = to == self.corridor.ends.1;
        let fits = !self.on_route[to as usize] && self.corridor.left[to as usize] <= left && is_end == (left == 0);
        if !fits || !self.meets_via(to, left) || !self.claim(hop) {
            return;
        }
        if !visitor.enter(hop, left) {
            self.unclaim(hop);
            return;
        }
        if let Some((_, taken)) = self.open.last_mut() {
            *taken = Some(hop);
        }
        self.step_to(to);
        if is_end {
            visitor.arrive(&self.route);
        }
    }

    fn step_to(&mut self, at: u32) {
        let is_end = at == self.corridor.ends.1;
        self.on_route[at as usize] = true;
        self.route.push(at);
        self.open.push((if is_end { 0..0 } else { self.corridor.hops_of(at) }, None));
    }

    fn step_back(&mut self, visitor: &mut impl Visitor) {
        self.open.pop();
        if let Some(at) = self.route.pop() {
            self.on_route[at as usize] = false;
        }
        if let Some(hop) = self.open.last_mut().and_then(|(_, taken)| taken.take()) {
            visitor.leave(hop);
            self.unclaim(hop);
        }
    }

    /// Tells whether enough hops are left to pass everybody who is to be passed.
    fn meets_via(&self, to: u32, left: u32) -> bool {
        let passed = |at: u32| at == to || self.on_route[at as usize];
        self.via.iter().all(|(at, ways)| passed(*at) || ways[to as usize] <= left)
    }

    /// Gives the hop a relation of its own, where relations tie more than two actors.
    fn claim(&mut self, hop: u32) -> bool {
        if self.corridor.hop(hop).own {
            return true;
        }
        let from = self.route[self.route.len() - 1];
        self.distinct.push(self.corridor.relations(self.sight, from, hop).collect())
    }

    fn unclaim(&mut self, hop: u32) {
        if !self.corridor.hop(hop).own {
            self.distinct.pop();
        }
    }
}

/// How many hops lead from every place to the end by way of one.
fn by_way_of(corridor: &Corridor<'_>, via: u32) -> Vec<u32> {
    let mut into: Vec<Vec<u32>> = vec![Vec::new(); corridor.len()];
    corridor.all_hops().for_each(|(from, hop)| into[corridor.hop(hop).to as usize].push(from));
    let mut ways = vec![NEVER; corridor.len()];
    ways[via as usize] = corridor.left[via as usize];
    let mut open = VecDeque::from([via]);
    while let Some(at) = open.pop_front() {
        for from in &into[at as usize] {
            if ways[*from as usize] == NEVER {
                ways[*from as usize] = ways[at as usize] + 1;
                open.push_back(*from);
            }
        }
    }
    ways
}
