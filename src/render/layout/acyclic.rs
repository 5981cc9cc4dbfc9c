//! Which way each tie is drawn, so that none leads round in a circle.
//!
//! After Eades, Lin and Smyth, *A fast and effective heuristic for the feedback arc set problem*
//! (1993): sinks go to the right end of a line, sources to the left, and where there is neither,
//! the node with the most ties out over ties in. Few ties run backward on that line.

use super::Order;
use super::Outline;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Tells for every tie whether it is drawn from its end to its beginning. A tree of ties, or any
/// other graph without circles, is drawn forward throughout. Costs the square of the boxes.
pub(super) fn reversed(outline: &Outline) -> Vec<bool> {
    let links = outline.links();
    let place = if outline.groups.is_empty() { line(outline.boxes.len(), &links) } else { grouped(outline, &links) };
    links.iter().map(|&[from, to]| place[from] > place[to]).collect()
}

/// A line on which every group is of a piece: first the groups and the boxes outside of them, then
/// the boxes of each group. Where the groups have an order it is theirs on the line.
fn grouped(outline: &Outline, links: &[[usize; 2]]) -> Vec<usize> {
    let homes = outline.homes();
    let boxes = outline.boxes.len();
    let unit = |node: usize| homes.get(node).copied().flatten().map_or(node, |group| boxes + group);
    let outer: Vec<[usize; 2]> = links.iter().map(|link| link.map(unit)).collect();
    let mut outer = line(outline.nodes(), &outer);
    if outline.order == Order::Given {
        let mut taken: Vec<usize> = outer[boxes..].to_vec();
        taken.sort_unstable();
        outer[boxes..].copy_from_slice(&taken);
    }
    let is_inner = |link: &&[usize; 2]| unit(link[0]) == unit(link[1]);
    let inner: Vec<[usize; 2]> = links.iter().filter(is_inner).copied().collect();
    let inner = line(outline.nodes(), &inner);
    (0..outline.nodes()).map(|node| outer[unit(node)] * (outline.nodes() + 1) + inner[node]).collect()
}

/// The same by a walk along the ties in their order: what leads back to a box on the way is turned.
///
/// It turns more ties than [`reversed`] and keeps the rest of a circle in its order. Linear.
pub(super) fn walked(outline: &Outline) -> Vec<bool> {
    let links = outline.links();
    let mut out = vec![Vec::new(); outline.nodes()];
    for (at, [from, _]) in links.iter().enumerate().filter(|(_, [from, to])| from != to) {
        out[*from].push(at);
    }
    let mut reversed = vec![false; links.len()];
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
            let to = links[tie][1];
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
    let links = outline.links();
    let homes = outline.homes();
    let mut neighbours: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); outline.nodes()];
    for &[from, to] in links.iter().filter(|[from, to]| from != to) {
        neighbours[from].insert(to);
        neighbours[to].insert(from);
    }
    // What is in a group, or is one, stays where the line of groups has it.
    let is_leaf: Vec<bool> =
        neighbours.iter().enumerate().map(|(node, near)| near.len() == 1 && homes.get(node) == Some(&None)).collect();
    for (hub, _) in neighbours.iter().enumerate().filter(|(_, near)| near.len() > 2) {
        balance_hub(&links, reversed, (hub, &is_leaf));
    }
}

fn balance_hub(links: &[[usize; 2]], reversed: &mut [bool], (hub, is_leaf): (usize, &[bool])) {
    let mut sides: BTreeMap<usize, bool> = BTreeMap::new();
    for (&[from, to], is_reversed) in links.iter().zip(reversed.iter()) {
        if from == hub || to == hub {
            let is_right = (from == hub) != *is_reversed;
            sides.insert(if from == hub { to } else { from }, is_right);
        }
    }
    sides.remove(&hub);
    let right = sides.values().filter(|is_right| **is_right).count();
    let left = sides.len() - right;
    let (too_many, surplus) = (right > left, right.abs_diff(left) / 2);
    let leaves = sides.iter().filter(|(leaf, is_right)| is_leaf[**leaf] && **is_right == too_many);
    let turned: BTreeSet<usize> = leaves.rev().take(surplus).map(|(&leaf, _)| leaf).collect();
    for (&[from, to], is_reversed) in links.iter().zip(reversed.iter_mut()) {
        let is_of_hub = from == hub || to == hub;
        if is_of_hub && (turned.contains(&from) || turned.contains(&to)) {
            *is_reversed = !*is_reversed;
        }
    }
}

/// The place of every node on a line from left to right.
fn line(count: usize, links: &[[usize; 2]]) -> Vec<usize> {
    let (mut out, mut into) = (vec![0_i64; count], vec![0_i64; count]);
    for &[from, to] in links.iter().filter(|[from, to]| from != to) {
        out[from] += 1;
        into[to] += 1;
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
        for &[from, to] in links.iter().filter(|[from, to]| from != to) {
            if from == node && left.contains(&to) {
                into[to] -= 1;
            }
            if to == node && left.contains(&from) {
                out[from] -= 1;
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
