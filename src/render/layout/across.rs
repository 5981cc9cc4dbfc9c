//! Where in its column each lane lies: lines straight, neighbours apart.
//!
//! The network simplex on an auxiliary graph (Gansner, Koutsofios, North and Vo 1993, section
//! 4.2): for every stretch of a tie a node that pulls its two lanes together, the harder the less
//! a bend may be there, and between neighbours of a column the room that they need.

use super::lanes::{Holds, Lane, Lanes, PADDING};
use super::simplex;
use super::simplex::Span;

/// The middles of all lanes, in their order of ids; the least edge of all lies at zero.
///
/// An edge of a frame is one node in all its columns: so it is straight.
pub(super) fn middles(lanes: &Lanes) -> Vec<f64> {
    let mut edges = vec![[None; 2]; lanes.spans.len()];
    let mut count = 0;
    let mut own = || {
        count += 1;
        count - 1
    };
    let nodes: Vec<usize> = (lanes.all.iter())
        .map(|lane| match lane.holds {
            Holds::Near(group) => *edges[group][0].get_or_insert_with(&mut own),
            Holds::Far(group) => *edges[group][1].get_or_insert_with(&mut own),
            _ => own(),
        })
        .collect();
    let mut spans = Vec::new();
    for column in &lanes.columns {
        for pair in column.windows(2) {
            let (above, below) = (lanes.all[pair[0]], lanes.all[pair[1]]);
            let room = (above.across + below.across) / 2.0 + gap(above, below);
            spans.push(Span { tail: nodes[pair[0]], head: nodes[pair[1]], least: whole(room), weight: 0 });
        }
    }
    for (edges, least) in edges.iter().zip(&lanes.least) {
        if let [Some(near), Some(far)] = *edges {
            spans.push(Span { tail: near, head: far, least: whole(*least), weight: FRAME });
        }
    }
    for (from, ends) in lanes.after.iter().enumerate() {
        for &to in ends.iter().filter(|to| nodes[**to] != nodes[from]) {
            let weight = pull(lanes.all[from], lanes.all[to]);
            spans.push(Span { tail: count, head: nodes[from], least: 0, weight });
            spans.push(Span { tail: count, head: nodes[to], least: 0, weight });
            count += 1;
        }
    }
    let values = simplex::values(count, &spans);
    #[expect(clippy::cast_precision_loss, reason = "a picture is less than 2^52 pixels tall")]
    let middles: Vec<f64> = nodes.iter().map(|&node| values[node] as f64).collect();
    let top = lanes.all.iter().zip(&middles).map(|(lane, middle)| middle - lane.across / 2.0).fold(f64::MAX, f64::min);
    middles.into_iter().map(|middle| middle - top).collect()
}

/// What a pixel costs that a frame is taller than it must be.
const FRAME: i64 = 2;

/// The empty room between two neighbours.
fn gap(above: Lane, below: Lane) -> f64 {
    match (above.holds, below.holds) {
        (Holds::Far(_), Holds::Near(_)) => 18.0,
        (Holds::Near(_), _) | (_, Holds::Far(_)) => PADDING,
        (Holds::Far(_), Holds::Box(_)) | (Holds::Box(_), Holds::Near(_)) => 18.0,
        (Holds::Far(_), _) | (_, Holds::Near(_)) => 8.0,
        (Holds::Box(_), Holds::Box(_)) => 24.0,
        (Holds::Box(_), _) | (_, Holds::Box(_)) => 14.0,
        (Holds::Label(_), _) | (_, Holds::Label(_)) => 8.0,
        (Holds::Line(_) | Holds::Port(_), Holds::Line(_) | Holds::Port(_)) => 10.0,
    }
}

/// How hard a stretch of a tie pulls: a line between two of its own lanes must not bend.
fn pull(from: Lane, to: Lane) -> i64 {
    let ends = [from, to].iter().filter(|lane| matches!(lane.holds, Holds::Box(_))).count();
    match ends {
        0 => 8,
        1 => 2,
        _ => 1,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a lane is less than 2^52 pixels thick")]
fn whole(pixels: f64) -> i64 {
    pixels.ceil() as i64
}
