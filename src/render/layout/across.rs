//! Where in its column each lane lies: lines straight, neighbours apart.
//!
//! The network simplex on an auxiliary graph (Gansner, Koutsofios, North and Vo 1993, section
//! 4.2): for every stretch of a tie a node that pulls its two lanes together, the harder the less
//! a bend may be there, and between neighbours of a column the room that they need.

use super::lanes::{Holds, Lane, Lanes};
use super::simplex;
use super::simplex::Span;

/// The middles of all lanes, in their order of ids; the least edge of all lies at zero.
pub(super) fn middles(lanes: &Lanes) -> Vec<f64> {
    let mut spans = Vec::new();
    for column in &lanes.columns {
        for pair in column.windows(2) {
            let (above, below) = (lanes.all[pair[0]], lanes.all[pair[1]]);
            let room = (above.across + below.across) / 2.0 + gap(above, below);
            spans.push(Span { tail: pair[0], head: pair[1], least: whole(room), weight: 0 });
        }
    }
    let mut nodes = lanes.all.len();
    for (from, ends) in lanes.after.iter().enumerate() {
        for &to in ends {
            let weight = pull(lanes.all[from], lanes.all[to]);
            spans.push(Span { tail: nodes, head: from, least: 0, weight });
            spans.push(Span { tail: nodes, head: to, least: 0, weight });
            nodes += 1;
        }
    }
    let values = simplex::values(nodes, &spans);
    #[expect(clippy::cast_precision_loss, reason = "a picture is less than 2^52 pixels tall")]
    let middles: Vec<f64> = values[..lanes.all.len()].iter().map(|&value| value as f64).collect();
    let top = lanes.all.iter().zip(&middles).map(|(lane, middle)| middle - lane.across / 2.0).fold(f64::MAX, f64::min);
    middles.into_iter().map(|middle| middle - top).collect()
}

/// The empty room between two neighbours.
fn gap(above: Lane, below: Lane) -> f64 {
    match (above.holds, below.holds) {
        (Holds::Box(_), Holds::Box(_)) => 24.0,
        (Holds::Box(_), _) | (_, Holds::Box(_)) => 14.0,
        (Holds::Label(_), _) | (_, Holds::Label(_)) => 8.0,
        (Holds::Line(_), Holds::Line(_)) => 10.0,
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
