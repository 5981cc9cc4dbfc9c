//! In which order the lanes of a column lie, so that few lines cross.
//!
//! Sweeps of weighted medians with swaps of neighbours (Gansner, Koutsofios, North and Vo 1993,
//! section 3), from several beginnings; the order with the fewest crossings stays.

use super::lanes::Lanes;

/// Sweeps that bring nothing before a beginning is given up.
const PATIENCE: usize = 8;
/// Sweeps at most from each beginning.
const SWEEPS: usize = 40;

/// Orders the lanes of all columns, and tells how many pairs of lines cross.
pub(super) fn order(lanes: &mut Lanes) -> usize {
    let mut best = (usize::MAX, lanes.columns.clone());
    for start in [Start::AsGiven, Start::Forward, Start::Backward] {
        let mut columns = start.columns(lanes);
        let crossings = improve(lanes, &mut columns);
        if crossings < best.0 {
            best = (crossings, columns);
        }
        if best.0 == 0 {
            break;
        }
    }
    lanes.columns = best.1;
    best.0
}

/// Where the sweeps begin.
#[derive(Clone, Copy)]
enum Start {
    AsGiven,
    /// Lanes as a walk along the ties meets them.
    Forward,
    /// The same walk against them.
    Backward,
}

impl Start {
    fn columns(self, lanes: &Lanes) -> Vec<Vec<usize>> {
        let (next, first): (&[Vec<usize>], Vec<usize>) = match self {
            Self::AsGiven => return lanes.columns.clone(),
            Self::Forward => (&lanes.after, lanes.columns.iter().flatten().copied().collect()),
            Self::Backward => (&lanes.before, lanes.columns.iter().rev().flatten().copied().collect()),
        };
        let mut columns = vec![Vec::new(); lanes.columns.len()];
        let mut seen = vec![false; lanes.all.len()];
        for start in first {
            let mut stack = vec![start];
            while let Some(lane) = stack.pop() {
                if !std::mem::replace(&mut seen[lane], true) {
                    columns[lanes.all[lane].column].push(lane);
                    stack.extend(next[lane].iter().rev());
                }
            }
        }
        columns
    }
}

/// Sweeps until nothing gets better; leaves the best order and gives its crossings.
fn improve(lanes: &Lanes, columns: &mut Vec<Vec<usize>>) -> usize {
    let mut place = places(lanes, columns);
    transpose(lanes, columns, &mut place);
    let mut best = (crossings(lanes, columns, &place), columns.clone());
    let mut waited = 0;
    for sweep in 0..SWEEPS {
        if best.0 == 0 || waited == PATIENCE {
            break;
        }
        medians(lanes, columns, &mut place, sweep);
        transpose(lanes, columns, &mut place);
        let now = crossings(lanes, columns, &place);
        waited = if now < best.0 { 0 } else { waited + 1 };
        if now < best.0 {
            best = (now, columns.clone());
        }
    }
    *columns = best.1;
    best.0
}

fn places(lanes: &Lanes, columns: &[Vec<usize>]) -> Vec<usize> {
    let mut place = vec![0; lanes.all.len()];
    for column in columns {
        for (at, &lane) in column.iter().enumerate() {
            place[lane] = at;
        }
    }
    place
}

/// One sweep: forward and backward in turn, equal medians keeping and turning their order in turn.
fn medians(lanes: &Lanes, columns: &mut [Vec<usize>], place: &mut [usize], sweep: usize) {
    let is_forward = sweep.is_multiple_of(2);
    let fixed = if is_forward { &lanes.before } else { &lanes.after };
    let count = columns.len();
    for step in 1..count {
        let column = if is_forward { step } else { count - 1 - step };
        let keyed: Vec<(Option<f64>, usize)> =
            columns[column].iter().map(|&lane| (median(&fixed[lane], place), lane)).collect();
        columns[column] = settled(keyed, !(sweep / 2).is_multiple_of(2));
        for (at, &lane) in columns[column].iter().enumerate() {
            place[lane] = at;
        }
    }
}

/// Sorts what has a median among the places of what has one; the others stay where they are.
fn settled(keyed: Vec<(Option<f64>, usize)>, turns_equal: bool) -> Vec<usize> {
    let mut movable: Vec<(f64, usize)> =
        keyed.iter().filter_map(|&(median, lane)| median.map(|median| (median, lane))).collect();
    if turns_equal {
        movable.reverse();
    }
    movable.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut sorted = movable.into_iter().map(|(_, lane)| lane);
    keyed
        .iter()
        .map(|&(median, lane)| if median.is_some() { sorted.next().expect("as many as were taken") } else { lane })
        .collect()
}

/// The weighted median of the places of some lanes.
#[expect(clippy::cast_precision_loss, reason = "a place in a column is small")]
fn median(lanes: &[usize], place: &[usize]) -> Option<f64> {
    let mut at: Vec<f64> = lanes.iter().map(|&lane| place[lane] as f64).collect();
    at.sort_by(f64::total_cmp);
    let middle = at.len() / 2;
    match at.len() {
        0 => None,
        1 => Some(at[0]),
        2 => Some(f64::midpoint(at[0], at[1])),
        odd if odd % 2 == 1 => Some(at[middle]),
        count => {
            let (left, right) = (at[middle - 1] - at[0], at[count - 1] - at[middle]);
            let whole = left + right;
            if whole == 0.0 {
                return Some(f64::midpoint(at[middle - 1], at[middle]));
            }
            Some((at[middle - 1] * right + at[middle] * left) / whole)
        }
    }
}

/// Swaps neighbours while that takes crossings away.
fn transpose(lanes: &Lanes, columns: &mut [Vec<usize>], place: &mut [usize]) {
    for _ in 0..12 {
        let swaps: usize = columns.iter_mut().map(|column| swap(lanes, column, place)).sum();
        if swaps == 0 {
            return;
        }
    }
}

/// Swaps the neighbours of one column that cross less the other way round, and counts them.
fn swap(lanes: &Lanes, column: &mut [usize], place: &mut [usize]) -> usize {
    let mut swaps = 0;
    for at in 1..column.len() {
        let (a, b) = (column[at - 1], column[at]);
        if gain(lanes, place, [a, b]) > 0 {
            column.swap(at - 1, at);
            place.swap(a, b);
            swaps += 1;
        }
    }
    swaps
}

/// How many crossings go away where `a`, just before `b`, changes places with it.
fn gain(lanes: &Lanes, place: &[usize], [a, b]: [usize; 2]) -> i64 {
    [&lanes.before, &lanes.after].iter().map(|side| balance(&side[a], &side[b], place)).sum()
}

fn balance(a: &[usize], b: &[usize], place: &[usize]) -> i64 {
    let sign = |p: usize, q: usize| match place[p].cmp(&place[q]) {
        std::cmp::Ordering::Less => -1,
        std::cmp::Ordering::Equal => 0,
        std::cmp::Ordering::Greater => 1,
    };
    a.iter().flat_map(|&p| b.iter().map(move |&q| sign(p, q))).sum()
}

/// How many pairs of lines cross between neighbouring columns, by counting inversions.
fn crossings(lanes: &Lanes, columns: &[Vec<usize>], place: &[usize]) -> usize {
    columns.iter().map(|column| between(lanes, column, place)).sum()
}

fn between(lanes: &Lanes, column: &[usize], place: &[usize]) -> usize {
    let mut ends = Vec::new();
    for &lane in column {
        let from = ends.len();
        ends.extend(lanes.after[lane].iter().map(|&next| place[next]));
        ends[from..].sort_unstable();
    }
    // A binary indexed tree over places counts, for every end, those before it that lie beyond.
    let size = ends.iter().copied().max().map_or(0, |most| most + 2);
    let mut tree = vec![0_usize; size];
    let mut count = 0;
    for (seen, &end) in ends.iter().enumerate() {
        count += seen - up_to(&tree, end + 1);
        let mut at = end + 1;
        while at < size {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    count
}

fn up_to(tree: &[usize], mut at: usize) -> usize {
    let mut sum = 0;
    while at > 0 {
        sum += tree[at];
        at &= at - 1;
    }
    sum
}
