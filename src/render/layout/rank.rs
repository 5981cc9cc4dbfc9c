//! In which column each box stands.

use super::Outline;
use super::simplex;
use super::simplex::Span;

/// The room that a line takes which passes through a column.
const PASSING: f64 = 14.0;
/// From one box of a column to the next.
const GAP: f64 = 24.0;

/// Columns with the least sum of lengths, every tie leading at least one column on.
pub(super) fn columns(outline: &Outline, reversed: &[bool]) -> Vec<usize> {
    let spans: Vec<Span> =
        ends(outline, reversed).map(|[tail, head]| Span { tail, head, least: 1, weight: 1 }).collect();
    let values = simplex::values(outline.boxes.len(), &spans);
    values.into_iter().map(|value| usize::try_from(value).expect("the least value is zero")).collect()
}

/// Both ends of every tie that is no loop, the left one first.
fn ends(outline: &Outline, reversed: &[bool]) -> impl Iterator<Item = [usize; 2]> {
    let ties = outline.ties.iter().zip(reversed).filter(|(tie, _)| tie.from != tie.to);
    ties.map(|(tie, &turned)| if turned { [tie.to, tie.from] } else { [tie.from, tie.to] })
}

/// Thins out columns that are taller than `most`: boxes with ties to one side only move on, away
/// from that side, into columns that are added at need. `across` is a box's size along a column.
pub(super) fn thin(columns: &mut [usize], (outline, reversed): (&Outline, &[bool]), (across, most): (&[f64], f64)) {
    let count = columns.len();
    let (mut has_left, mut has_right) = (vec![false; count], vec![false; count]);
    for [left, right] in ends(outline, reversed) {
        has_right[left] = true;
        has_left[right] = true;
    }
    let is_end: Vec<bool> = (0..count).map(|at| has_left[at] && !has_right[at]).collect();
    let is_start: Vec<bool> = (0..count).map(|at| has_right[at] && !has_left[at]).collect();
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
