//! In which column each box stands.

use super::Order;
use super::Outline;
use super::simplex;
use super::simplex::Span;

/// The room that a line takes which passes through a column.
const PASSING: f64 = 14.0;
/// From one box of a column to the next.
const GAP: f64 = 24.0;

/// What a column costs that a group is wider than it must be, in columns of a tie.
const COMPACT: i64 = 3;

/// Columns with the least sum of lengths, every tie leading at least one column on, and groups as
/// narrow as ties let them be. One for every box.
///
/// A group has two nodes of its own, where its frame begins and ends. Ties to the frame lead to
/// the one or from the other, and groups in an order lead from each to the next.
pub(super) fn columns(outline: &Outline, reversed: &[bool]) -> Vec<usize> {
    let boxes = outline.boxes.len();
    let (begin, end) = (|group: usize| boxes + 2 * group, |group: usize| boxes + 2 * group + 1);
    let mut spans = Vec::new();
    for [tail, head] in ends(outline, reversed) {
        let tail = tail.checked_sub(boxes).map_or(tail, end);
        let head = head.checked_sub(boxes).map_or(head, begin);
        spans.push(Span { tail, head, least: 1, weight: 1 });
    }
    for (at, group) in outline.groups.iter().enumerate() {
        for &member in &group.members {
            spans.push(Span { tail: begin(at), head: member, least: 0, weight: COMPACT });
            spans.push(Span { tail: member, head: end(at), least: 0, weight: COMPACT });
        }
        if outline.order == Order::Given && at > 0 {
            spans.push(Span { tail: end(at - 1), head: begin(at), least: 1, weight: 1 });
        }
    }
    let values = simplex::values(boxes + 2 * outline.groups.len(), &spans);
    let column = |value: i64| usize::try_from(value).expect("the least value is zero");
    let columns: Vec<usize> = values[..boxes].iter().copied().map(column).collect();
    let least = columns.iter().copied().min().unwrap_or(0);
    columns.into_iter().map(|column| column - least).collect()
}

/// Both ends of every tie that is no loop, the left one first.
fn ends(outline: &Outline, reversed: &[bool]) -> impl Iterator<Item = [usize; 2]> {
    let ties = outline.links().into_iter().zip(reversed.to_vec()).filter(|([from, to], _)| from != to);
    ties.map(|([from, to], turned)| if turned { [to, from] } else { [from, to] })
}

/// Thins out columns that are taller than `most`: boxes with ties to one side only move on, away
/// from that side, into columns that are added at need. `across` is a box's size along a column.
pub(super) fn thin(columns: &mut [usize], (outline, reversed): (&Outline, &[bool]), (across, most): (&[f64], f64)) {
    let count = columns.len();
    let (mut has_left, mut has_right) = (vec![false; outline.nodes()], vec![false; outline.nodes()]);
    for [left, right] in ends(outline, reversed) {
        has_right[left] = true;
        has_left[right] = true;
    }
    // A group keeps together.
    let is_free: Vec<bool> = outline.homes().iter().map(Option::is_none).collect();
    let is_end: Vec<bool> = (0..count).map(|at| is_free[at] && has_left[at] && !has_right[at]).collect();
    let is_start: Vec<bool> = (0..count).map(|at| is_free[at] && has_right[at] && !has_left[at]).collect();
    push_on(columns, &is_end, (across, most));
    // The same from the other side, on columns counted from the right.
    let last = columns.iter().copied().max().unwrap_or(0);
    columns.iter_mut().for_each(|column| *column = last - *column);
    push_on(columns, &is_start, (across, most));
    let last = columns.iter().copied().max().unwrap_or(0);
    columns.iter_mut().for_each(|column| *column = last - *column);
}

fn push_on(columns: &mut [usize], may_move: &[bool], (across, most): (&[f64], f64)) {
    let mut column = 0;
    while column <= columns.iter().copied().max().unwrap_or(0) {
        let mut height = 0.0;
        let mut is_first = true;
        for at in 0..columns.len() {
            if columns[at] != column {
                continue;
            }
            let is_over = height + across[at] > most;
            if is_over && may_move[at] && !is_first {
                columns[at] += 1;
                height += PASSING;
            } else {
                height += across[at] + GAP;
                is_first = false;
            }
        }
        column += 1;
    }
}
