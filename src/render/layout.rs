//! Where everything stands: boxes and ties without words go in, places come out.
//!
//! Two engines give the same kind of [`Places`]: the layered layout of our own, which is the same
//! on every machine, and Graphviz through a closure. After either, [`check`] holds the places
//! against what was asked for: a wrong picture is worse than none.

mod across;
mod acyclic;
mod curve;
mod graphviz;
mod lanes;
mod layered;
mod order;
mod pack;
mod rank;
mod simplex;

pub use curve::{Curve, Point};
pub use graphviz::read;
pub(super) use layered::LARGEST;
pub use layered::places;

/// What is to be laid out, in pixels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// The sizes of the boxes: width and height.
    pub boxes: Vec<(f64, f64)>,
    /// What ties them.
    pub ties: Vec<Tie>,
    /// The room that the picture should fill: width and height.
    pub room: (f64, f64),
}

/// A tie between two boxes, or of one box to itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// The position of the box where it begins.
    pub from: usize,
    /// The position of the box where it ends.
    pub to: usize,
    /// The width and height of its label.
    pub label: Option<(f64, f64)>,
}

/// Where everything stands, from the left and the top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// The width and height of all of it.
    pub size: (f64, f64),
    /// The middles of the boxes.
    pub boxes: Vec<Point>,
    /// The lines of the ties, each from the box where it begins to the box where it ends.
    pub curves: Vec<Curve>,
    /// The middles of the labels.
    pub labels: Vec<Option<Point>>,
}

/// Holds places against what was asked for: every box and every tie is there, no box lies on
/// another, every line begins and ends at its boxes, every label has its place, and all lie inside.
///
/// Costs a comparison of every two boxes.
///
/// # Errors
///
/// What is missing or out of place, in words.
pub fn check(outline: &Outline, places: &Places) -> Result<(), String> {
    let counts = [places.boxes.len(), places.curves.len(), places.labels.len()];
    if counts != [outline.boxes.len(), outline.ties.len(), outline.ties.len()] {
        return Err(format!("{} boxes and {} lines have places", counts[0], counts[1]));
    }
    for (at, middle) in places.boxes.iter().enumerate() {
        if !is_inside(*middle, outline.boxes[at], places.size) {
            return Err(format!("box {at} lies outside"));
        }
        if let Some(other) = (0..at).find(|&other| overlap(outline, places, [at, other])) {
            return Err(format!("boxes {other} and {at} overlap"));
        }
    }
    outline.ties.iter().enumerate().try_for_each(|(at, tie)| check_tie(outline, places, (at, tie)))
}

fn check_tie(outline: &Outline, places: &Places, (at, tie): (usize, &Tie)) -> Result<(), String> {
    let curve = &places.curves[at];
    let ends = [(tie.from, curve.start), (tie.to, curve.end())];
    for (item, end) in ends {
        let (middle, (width, height)) = (places.boxes[item], outline.boxes[item]);
        let off = ((end.x - middle.x).abs() - width / 2.0).max((end.y - middle.y).abs() - height / 2.0);
        // A spline of Graphviz ends a little before its box.
        if !(off.abs() <= 4.0 || off < 0.0) {
            return Err(format!("line {at} does not touch box {item}"));
        }
    }
    match (tie.label, places.labels[at]) {
        (None, _) => Ok(()),
        (Some(size), Some(middle)) if is_inside(middle, size, places.size) => Ok(()),
        (Some(_), _) => Err(format!("the label of line {at} has no place")),
    }
}

/// Tells whether a box lies within the page, give or take a pixel.
fn is_inside(middle: Point, (width, height): (f64, f64), page: (f64, f64)) -> bool {
    let along = |middle: f64, size: f64, page: f64| middle - size / 2.0 >= -1.0 && middle + size / 2.0 <= page + 1.0;
    along(middle.x, width, page.0) && along(middle.y, height, page.1)
}

fn overlap(outline: &Outline, places: &Places, [a, b]: [usize; 2]) -> bool {
    let (p, q) = (places.boxes[a], places.boxes[b]);
    let (s, t) = (outline.boxes[a], outline.boxes[b]);
    (p.x - q.x).abs() < (s.0 + t.0) / 2.0 - 0.5 && (p.y - q.y).abs() < (s.1 + t.1) / 2.0 - 0.5
}
