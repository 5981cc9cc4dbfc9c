//! Betweenness: who lies on the shortest routes of others.

use super::Network;
use crate::model::ActorId;

/// What was found, and on how much of the network.
#[derive(Clone, Debug, Default)]
pub struct Betweenness {
    /// Every actor with its score, the highest first, then by id. A score is the sum, over pairs
    /// of other actors, of the share of their shortest routes that pass through the actor.
    pub scores: Vec<(ActorId, f64)>,
    /// From how many actors the network was searched.
    pub searched: usize,
    /// How many actors there are.
    pub actors: usize,
}

impl Betweenness {
    /// Tells whether every actor was searched from, so that scores are exact.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.searched == self.actors
    }
}

/// Computes betweenness centrality (Brandes 2001), unweighted, endpoints not counted.
///
/// Placeholders begin and end routes and are never passed through. `O(n·m)`; where that exceeds
/// `budget` adjacencies, an even spread of actors is searched from and scores are scaled up
/// (Brandes and Pich 2007), which the result says. Each unordered pair counts once unless
/// `directed`.
#[must_use]
pub fn betweenness(network: &Network, direction: Direction, budget: u64, stop: &dyn Fn() -> bool) -> Betweenness {
    let count = network.len();
    let affordable = budget / (network.adjacencies() as u64 + count as u64 + 1);
    let sources = usize::try_from(affordable).unwrap_or(usize::MAX).clamp(1, count.max(1)).min(count);
    let mut score = vec![0.0; count];
    let mut scratch = Scratch::new(count);
    let mut searched = 0;
    for at in (0..sources).map(|nth| nth * count / sources.max(1)) {
        if stop() {
            break;
        }
        scratch.accumulate(network, at, &mut score);
        searched += 1;
    }
    let both_ways = if direction == Direction::Either { 2.0 } else { 1.0 };
    let scale = count as f64 / (searched.max(1) as f64 * both_ways);
    let mut scores: Vec<(ActorId, f64)> =
        network.actors.iter().zip(&score).map(|(actor, score)| (*actor, score * scale)).collect();
    scores.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    Betweenness { scores, searched, actors: count }
}

/// Whether routes follow the direction of relations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Either way.
    Either,
    /// Only along it.
    Along,
}

struct Scratch {
    distance: Vec<u32>,
    routes: Vec<f64>,
    dependency: Vec<f64>,
    order: Vec<usize>,
}

const FAR: u32 = u32::MAX;

impl Scratch {
    fn new(count: usize) -> Self {
        Self { distance: vec![FAR; count], routes: vec![0.0; count], dependency: vec![0.0; count], order: Vec::new() }
    }

    /// One source's share: a breadth-first search counts shortest routes, and the way back sums
    /// dependencies.
    fn accumulate(&mut self, network: &Network, source: usize, score: &mut [f64]) {
        self.search(network, source);
        for &at in self.order.iter().rev() {
            // Whoever comes after was visited before, so its dependency is final.
            let passed = at == source || network.is_passable(at);
            let after =
                network.row(at).iter().map(|to| *to as usize).filter(|to| self.distance[*to] == self.distance[at] + 1);
            let owed = |to: usize| self.routes[at] / self.routes[to] * (1.0 + self.dependency[to]);
            self.dependency[at] = if passed { after.map(owed).sum() } else { 0.0 };
            if at != source {
                score[at] += self.dependency[at];
            }
        }
        for &at in &self.order {
            (self.distance[at], self.routes[at], self.dependency[at]) = (FAR, 0.0, 0.0);
        }
    }

    fn search(&mut self, network: &Network, source: usize) {
        self.order.clear();
        self.order.push(source);
        (self.distance[source], self.routes[source]) = (0, 1.0);
        let mut head = 0;
        while let Some(&at) = self.order.get(head) {
            head += 1;
            if at != source && !network.is_passable(at) {
                continue;
            }
            for &to in network.row(at) {
                let to = to as usize;
                if self.distance[to] == FAR {
                    self.distance[to] = self.distance[at] + 1;
                    self.order.push(to);
                }
                if self.distance[to] == self.distance[at] + 1 {
                    self.routes[to] += self.routes[at];
                }
            }
        }
    }
}
