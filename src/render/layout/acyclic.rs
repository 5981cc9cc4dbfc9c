//! Which way each tie is drawn, so that none leads round in a circle.
//!
//! After Eades, Lin and Smyth, *A fast and effective heuristic for the feedback arc set problem*
//! (1993): sinks go to the right end of a line, sources to the left, and where there is neither,
//! the node with the most ties out over ties in. Few ties run backward on that line.

use super::Outline;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Tells for every tie whether it is drawn from its end to its beginning. A tree of ties, or any
/// other graph without circles, is drawn forward throughout. Costs the square of the boxes.
pub(super) fn reversed(outline: &Outline) -> Vec<bool> {
    let place = line(outline);
    outline.ties.iter().map(|tie| place[tie.from] > place[tie.to]).collect()
}

/// The same by a walk along the ties in their order: what leads back to a box on the way is turned.
///
/// It turns more ties than [`reversed`] and keeps the rest of a circle in its order. Linear.
pub(super) fn walked(outline: &Outline) -> Vec<bool> {
    let mut out = vec![Vec::new(); outline.boxes.len()];
    for (at, tie) in outline.ties.iter().enumerate().filter(|(_, tie)| tie.from != tie.to) {
        out[tie.from].push(at);
    }
    let mut reversed = vec![false; outline.ties.len()];
    let (mut is_seen, mut is_on_way) = (vec![false; out.len()], vec![false; out.len()]);
    for start in 0..out.len() {
        let mut way = if is_seen[start] { Vec::new() } else { vec![(start, 0)] };
        while let Some((node, next)) = way.pop() {
            (is_seen[node], is_on_way[node]) = (true, true);
            let Some(&tie) = out[node].get(next) else {
                is_on_way[node] = false;
                continue;
            };
            way.push((node, next + 1));
            let to = outline.ties[tie].to;
            reversed[tie] = is_on_way[to];
            if !is_seen[to] {
                way.push((to, 0));
            }
        }
    }
    reversed
}

/// Turns ties of boxes that have one neighbour only, so that a box has about as many of them on
/// its left as on its right: a star gets its middle back.
pub(super) fn balance(outline: &Outline, reversed: &mut [bool]) {
    let mut neighbours: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); outline.boxes.len()];
    for tie in outline.ties.iter().filter(|tie| tie.from != tie.to) {
        neighbours[tie.from].insert(tie.to);
        neighbours[tie.to].insert(tie.from);
    }
    for hub in 0..outline.boxes.len() {
        if neighbours[hub].len() > 2 {
            balance_hub(outline, reversed, (hub, &neighbours));
        }
    }
}

fn balance_hub(outline: &Outline, reversed: &mut [bool], (hub, neighbours): (usize, &[BTreeSet<usize>])) {
    let mut sides: BTreeMap<usize, bool> = BTreeMap::new();
    for (tie, is_reversed) in outline.ties.iter().zip(reversed.iter()) {
        if tie.from == hub || tie.to == hub {
            let is_right = (tie.from == hub) != *is_reversed;
            sides.insert(if tie.from == hub { tie.to } else { tie.from }, is_right);
        }
    }
    sides.remove(&hub);
    let right = sides.values().filter(|is_right| **is_right).count();
    let left = sides.len() - right;
    let (too_many, surplus) = (right > left, right.abs_diff(left) / 2);
    let leaves = sides.iter().filter(|(leaf, is_right)| neighbours[**leaf].len() == 1 && **is_right == too_many);
    let turned: BTreeSet<usize> = leaves.rev().take(surplus).map(|(&leaf, _)| leaf).collect();
    for (tie, is_reversed) in outline.ties.iter().zip(reversed.iter_mut()) {
        let is_of_hub = tie.from == hub || tie.to == hub;
        if is_of_hub && (turned.contains(&tie.from) || turned.contains(&tie.to)) {
            *is_reversed = !*is_reversed;
        }
    }
}

/// The place of every box on a line from left to right.
fn line(outline: &Outline) -> Vec<usize> {
    let count = outline.boxes.len();
    let (mut out, mut into) = (vec![0_i64; count], vec![0_i64; count]);
    for tie in outline.ties.iter().filter(|tie| tie.from != tie.to) {
        out[tie.from] += 1;
        into[tie.to] += 1;
    }
    let mut left: BTreeSet<usize> = (0..count).collect();
    let mut place = vec![0; count];
    let (mut first, mut last) = (0, count);
    while !left.is_empty() {
        let sink = left.iter().copied().find(|&node| out[node] == 0 && into[node] > 0);
        let node = sink.unwrap_or_else(|| best(&left, &out, &into));
        left.remove(&node);
        if sink.is_some() {
            last -= 1;
            place[node] = last;
        } else {
            place[node] = first;
            first += 1;
        }
        for tie in outline.ties.iter().filter(|tie| tie.from != tie.to) {
            if tie.from == node && left.contains(&tie.to) {
                into[tie.to] -= 1;
            }
            if tie.to == node && left.contains(&tie.from) {
                out[tie.from] -= 1;
            }
        }
    }
    place
}

/// A source, or else the node with the most ties out over ties in.
fn best(left: &BTreeSet<usize>, out: &[i64], into: &[i64]) -> usize {
    let source = left.iter().copied().find(|&node| into[node] == 0);
    source
        .or_else(|| left.iter().copied().max_by_key(|&node| (out[node] - into[node], std::cmp::Reverse(node))))
        .unwrap_or(0)
}
