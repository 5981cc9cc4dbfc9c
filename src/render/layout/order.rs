//! In which order the lanes of a column lie, so that few lines cross.
//!
//! Sweeps of weighted medians with swaps of neighbours (Gansner, Koutsofios, North and Vo 1993,
//! section 3), from several beginnings; the order with the fewest crossings stays.
//!
//! The lanes of a group lie together in every column, between the two edges of its frame, and
//! groups lie in the same order in all columns: so every frame is a rectangle, and none overlap.

use super::lanes::{Holds, Lanes};

/// Sweeps that bring nothing before a beginning is given up.
const PATIENCE: usize = 8;
/// Sweeps at most from each beginning.
const SWEEPS: usize = 40;

/// Orders the lanes of all columns, and tells how many pairs of lines cross.
pub(super) fn order(lanes: &mut Lanes) -> usize {
    let mut best = (usize::MAX, lanes.columns.clone());
    for start in [Start::AsGiven, Start::Forward, Start::Backward] {
        let mut columns = start.columns(lanes);
        let groups = heights(lanes, &columns);
        columns.iter_mut().for_each(|column| *column = gathered(lanes, (column, &groups)));
        let crossings = improve(lanes, &mut columns, &groups);
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

/// The place of every group from the top, by where its lanes lie on average.
fn heights(lanes: &Lanes, columns: &[Vec<usize>]) -> Vec<usize> {
    let mut sums = vec![(0.0, 0.0); lanes.spans.len()];
    for column in columns {
        #[expect(clippy::cast_precision_loss, reason = "a column has few lanes")]
        for (at, lane) in column.iter().enumerate() {
            if let Some(group) = lanes.homes[*lane] {
                sums[group].0 += (at as f64 + 0.5) / column.len() as f64;
                sums[group].1 += 1.0;
            }
        }
    }
    let mut order: Vec<usize> = (0..sums.len()).collect();
    let mean = |group: &usize| sums[*group].0 / f64::max(sums[*group].1, 1.0);
    order.sort_by(|a, b| mean(a).total_cmp(&mean(b)).then(a.cmp(b)));
    let mut places = vec![0; order.len()];
    order.iter().enumerate().for_each(|(at, &group)| places[group] = at);
    places
}

/// A column with the lanes of every group together where the first of them was, between its edges,
/// and the groups in their order.
fn gathered(lanes: &Lanes, (column, groups): (&[usize], &[usize])) -> Vec<usize> {
    let mut units: Vec<Vec<usize>> = Vec::new();
    let mut known: Vec<Option<usize>> = vec![None; groups.len()];
    for &lane in column {
        match lanes.homes[lane].map(|group| (group, known[group])) {
            Some((_, Some(unit))) => units[unit].push(lane),
            Some((group, None)) => {
                known[group] = Some(units.len());
                units.push(vec![lane]);
            }
            None => units.push(vec![lane]),
        }
    }
    // The near edge first, the far edge last, the rest as it was.
    units.iter_mut().for_each(|unit| unit.sort_by_key(|&lane| edge(lanes, lane)));
    in_order(lanes, &mut units, groups);
    units.concat()
}

/// Which lane of a group comes first: an edge of its frame or what is in it.
fn edge(lanes: &Lanes, lane: usize) -> u8 {
    match lanes.all[lane].holds {
        Holds::Near(_) => 0,
        Holds::Far(_) => 2,
        _ => 1,
    }
}

/// Puts the groups among these units into their order, each in the place of another.
fn in_order(lanes: &Lanes, units: &mut [Vec<usize>], groups: &[usize]) {
    let group = |unit: &[usize]| lanes.homes[unit[0]];
    let at: Vec<usize> = (0..units.len()).filter(|&unit| group(&units[unit]).is_some()).collect();
    let mut framed: Vec<Vec<usize>> = at.iter().map(|&unit| std::mem::take(&mut units[unit])).collect();
    framed.sort_by_key(|unit| group(unit).map(|group| groups[group]));
    at.into_iter().zip(framed).for_each(|(unit, lanes)| units[unit] = lanes);
}

/// The stretches of a column that move as one: a lane outside of groups, or all of a group.
fn units<'c>(lanes: &'c Lanes, column: &'c [usize]) -> impl Iterator<Item = &'c [usize]> {
    column.chunk_by(|&a, &b| lanes.homes[a].is_some() && lanes.homes[a] == lanes.homes[b])
}

/// Sweeps until nothing gets better; leaves the best order and gives its crossings.
fn improve(lanes: &Lanes, columns: &mut Vec<Vec<usize>>, groups: &[usize]) -> usize {
    let mut place = places(lanes, columns);
    transpose(lanes, columns, &mut place);
    let mut best = (crossings(lanes, columns, &place), columns.clone());
    let mut waited = 0;
    for sweep in 0..SWEEPS {
        if best.0 == 0 || waited == PATIENCE {
            break;
        }
        medians(lanes, (columns, groups), &mut place, sweep);
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
fn medians(lanes: &Lanes, (columns, groups): (&mut [Vec<usize>], &[usize]), place: &mut [usize], sweep: usize) {
    let is_forward = sweep.is_multiple_of(2);
    let fixed = if is_forward { &lanes.before } else { &lanes.after };
    let count = columns.len();
    for step in 1..count {
        let column = if is_forward { step } else { count - 1 - step };
        let turns_equal = !(sweep / 2).is_multiple_of(2);
        let keyed: Vec<(Option<f64>, Vec<usize>)> =
            units(lanes, &columns[column]).map(|unit| settled_unit((fixed, unit), place, turns_equal)).collect();
        let mut units = settled(keyed, turns_equal);
        in_order(lanes, &mut units, groups);
        columns[column] = units.concat();
        for (at, &lane) in columns[column].iter().enumerate() {
            place[lane] = at;
        }
    }
}

/// A unit in the order of its lanes' medians, and the mean of these; the edges of a frame stay.
fn settled_unit(
    (fixed, unit): (&[Vec<usize>], &[usize]),
    place: &[usize],
    turns_equal: bool,
) -> (Option<f64>, Vec<usize>) {
    let [near, inner @ .., far] = unit else {
        let median = unit.first().and_then(|&lane| median(&fixed[lane], place));
        return (median, unit.to_vec());
    };
    let keyed: Vec<(Option<f64>, usize)> = inner.iter().map(|&lane| (median(&fixed[lane], place), lane)).collect();
    let known: Vec<f64> = keyed.iter().filter_map(|(median, _)| *median).collect();
    #[expect(clippy::cast_precision_loss, reason = "a group has few lanes")]
    let mean = (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64);
    let inner = settled(keyed, turns_equal);
    (mean, [*near].into_iter().chain(inner).chain([*far]).collect())
}

/// Sorts what has a median among the places of what has one; the others stay where they are.
fn settled<T: Clone>(keyed: Vec<(Option<f64>, T)>, turns_equal: bool) -> Vec<T> {
    let mut movable: Vec<(f64, T)> =
        keyed.iter().filter_map(|(median, item)| median.map(|median| (median, item.clone()))).collect();
    if turns_equal {
        movable.reverse();
    }
    movable.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut sorted = movable.into_iter().map(|(_, item)| item);
    keyed
        .into_iter()
        .map(|(median, item)| if median.is_some() { sorted.next().expect("as many as were taken") } else { item })
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

/// Swaps the neighbours of one column that cross less the other way round, and counts them: lanes
/// outside of groups, lanes of one group, and such a lane with a whole group.
fn swap(lanes: &Lanes, column: &mut [usize], place: &mut [usize]) -> usize {
    let mut swaps = 0;
    for at in 1..column.len() {
        let (a, b) = (column[at - 1], column[at]);
        let may_swap = lanes.homes[a] == lanes.homes[b] && edge(lanes, a) == 1 && edge(lanes, b) == 1;
        if may_swap && gain(lanes, place, [a, b]) > 0 {
            column.swap(at - 1, at);
            place.swap(a, b);
            swaps += 1;
        }
    }
    if lanes.spans.is_empty() { swaps } else { swaps + swap_units(lanes, column, place) }
}

fn swap_units(lanes: &Lanes, column: &mut [usize], place: &mut [usize]) -> usize {
    let lengths: Vec<usize> = units(lanes, column).map(<[usize]>::len).collect();
    let (mut swaps, mut start) = (0, 0);
    for pair in lengths.windows(2) {
        let (middle, end) = (start + pair[0], start + pair[0] + pair[1]);
        let (above, below) = (&column[start..middle], &column[middle..end]);
        let is_framed = [above[0], below[0]].map(|lane| lanes.homes[lane].is_some());
        let gains = above.iter().flat_map(|&a| below.iter().map(move |&b| [a, b]));
        if is_framed[0] != is_framed[1] && gains.map(|both| gain(lanes, place, both)).sum::<i64>() > 0 {
            column[start..end].rotate_left(pair[0]);
            column.iter().enumerate().for_each(|(at, &lane)| place[lane] = at);
            // What moved up is not looked at again before the next sweep.
            swaps += 1;
            return swaps;
        }
        start = middle;
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
