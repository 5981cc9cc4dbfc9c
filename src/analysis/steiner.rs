//! The smallest network that ties several actors together.

use super::Network;
use crate::model::ActorId;
use std::collections::BTreeSet;
use std::collections::VecDeque;

/// A network that ties actors together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// Its ties, each with the lower actor first, ascending.
    pub ties: Vec<(ActorId, ActorId)>,
    /// Those of the actors asked for that no tie reaches from the first.
    pub unreached: Vec<ActorId>,
    /// Whether no smaller one exists. Beyond the budget the result is at most twice the smallest.
    pub is_smallest: bool,
}

/// Finds a tree with the fewest ties that spans all of `terminals`.
///
/// Exact by dynamic programming over subsets (Dreyfus and Wagner 1971), `O(3^k·n + 2^k·m)` for
/// `k` terminals, as long as that stays within `budget`; else by joining each terminal to the
/// nearest part of the tree (Takahashi and Matsuyama 1980). A placeholder is reached and never
/// passed through unless it is itself asked for. Ties are undirected.
#[must_use]
pub fn tree(network: &Network, terminals: &[ActorId], budget: u64) -> Tree {
    let known: Vec<usize> = terminals.iter().filter_map(|actor| network.position(*actor)).collect();
    let Some(&first) = known.first() else {
        return Tree { unreached: terminals.to_vec(), is_smallest: true, ..Tree::default() };
    };
    let passable = |at: usize| network.is_passable(at) || known.contains(&at);
    let reached = distances(network, &[first], &passable);
    let inside: Vec<usize> = known.iter().copied().filter(|at| reached[*at].is_some()).collect();
    let unreached =
        terminals.iter().copied().filter(|actor| network.position(*actor).is_none_or(|at| reached[at].is_none()));
    let unreached: Vec<ActorId> = unreached.collect();
    let count = u32::try_from(inside.len()).unwrap_or(u32::MAX);
    let work = 3u64.saturating_pow(count).saturating_mul(network.len() as u64);
    let exact = work.saturating_add(2u64.saturating_pow(count).saturating_mul(network.adjacencies() as u64)) <= budget;
    let ties = if exact { smallest(network, &inside, &passable) } else { nearest_first(network, &inside, &passable) };
    let name = |(a, b): (usize, usize)| {
        let (a, b) = (network.actors[a], network.actors[b]);
        (a.min(b), a.max(b))
    };
    let ties: BTreeSet<(ActorId, ActorId)> = ties.into_iter().map(name).collect();
    Tree { ties: ties.into_iter().collect(), unreached, is_smallest: exact }
}

/// For every actor the hops to the nearest seed and the actor before it.
fn distances(network: &Network, seeds: &[usize], passable: &dyn Fn(usize) -> bool) -> Vec<Option<(u32, usize)>> {
    let mut found = vec![None; network.len()];
    let mut queue: VecDeque<usize> = seeds.iter().copied().collect();
    seeds.iter().for_each(|seed| found[*seed] = Some((0, *seed)));
    while let Some(at) = queue.pop_front() {
        let Some((hops, _)) = found[at] else { continue };
        if !passable(at) {
            continue;
        }
        for &to in network.row(at) {
            if found[to as usize].is_none() {
                found[to as usize] = Some((hops + 1, at));
                queue.push_back(to as usize);
            }
        }
    }
    found
}

/// Takahashi and Matsuyama: each step joins the terminal nearest to the tree.
fn nearest_first(network: &Network, terminals: &[usize], passable: &dyn Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut inside: Vec<usize> = terminals[..1].to_vec();
    let mut left: BTreeSet<usize> = terminals[1..].iter().copied().collect();
    let mut ties = Vec::new();
    while !left.is_empty() {
        let found = distances(network, &inside, passable);
        let nearest = left.iter().copied().filter_map(|at| Some((found[at]?.0, at))).min();
        let Some((_, mut at)) = nearest else { break };
        while let Some((1.., before)) = found[at] {
            ties.push((before, at));
            inside.push(at);
            left.remove(&at);
            at = before;
        }
        left.retain(|at| !inside.contains(at));
        inside.sort_unstable();
        inside.dedup();
    }
    ties
}

/// How the best tree for a subset that ends at an actor came about.
#[derive(Clone, Copy)]
enum Step {
    /// It is a terminal by itself.
    Leaf,
    /// It grew by one tie from this actor.
    Grown(usize),
    /// Two trees for parts of the subset meet here.
    Joined(usize),
}

/// Dreyfus and Wagner: the best tree for each subset of terminals that touches each actor.
fn smallest(network: &Network, terminals: &[usize], passable: &dyn Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let count = network.len();
    let Some(sets) = 1usize.checked_shl(u32::try_from(terminals.len()).unwrap_or(u32::MAX)) else { return Vec::new() };
    let mut best: Vec<Vec<(u32, Step)>> = vec![Vec::new(); sets];
    for set in 1..sets {
        let mut row = vec![(u32::MAX, Step::Leaf); count];
        if set.is_power_of_two() {
            row[terminals[set.trailing_zeros() as usize]].0 = 0;
        }
        join(&best, set, &mut row, passable);
        grow(network, &mut row, passable);
        best[set] = row;
    }
    let mut ties = Vec::new();
    let mut open = vec![(sets - 1, terminals[0])];
    while let Some((set, at)) = open.pop() {
        match best[set].get(at).map(|(_, step)| *step) {
            Some(Step::Grown(before)) => {
                ties.push((before, at));
                open.push((set, before));
            }
            Some(Step::Joined(part)) => open.extend([(part, at), (set & !part, at)]),
            Some(Step::Leaf) | None => {}
        }
    }
    ties
}

/// Joins two trees that meet in an actor which may be passed.
fn join(best: &[Vec<(u32, Step)>], set: usize, row: &mut [(u32, Step)], passable: &dyn Fn(usize) -> bool) {
    let mut part = (set - 1) & set;
    while part > set & !part {
        for (at, cell) in row.iter_mut().enumerate().filter(|(at, _)| passable(*at)) {
            let sum = best[part][at].0.saturating_add(best[set & !part][at].0);
            if sum < cell.0 {
                *cell = (sum, Step::Joined(part));
            }
        }
        part = (part - 1) & set;
    }
}

/// Lets trees grow tie by tie, the smallest first.
fn grow(network: &Network, row: &mut [(u32, Step)], passable: &dyn Fn(usize) -> bool) {
    let mut order: BTreeSet<(u32, usize)> =
        row.iter().enumerate().filter(|(_, cell)| cell.0 != u32::MAX).map(|(at, cell)| (cell.0, at)).collect();
    while let Some((size, at)) = order.pop_first() {
        let is_start = size == 0;
        if size > row[at].0 || !(passable(at) || is_start) {
            continue;
        }
        for &to in network.row(at) {
            let to = to as usize;
            if size + 1 < row[to].0 {
                row[to] = (size + 1, Step::Grown(at));
                order.insert((size + 1, to));
            }
        }
    }
}
