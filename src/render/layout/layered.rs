//! The layered layout: columns of boxes, ties running through the columns between.
//!
//! After Sugiyama, Tagawa and Toda (1981) in the form of Gansner, Koutsofios, North and Vo (1993):
//! ties made free of circles, columns, orders with few crossings, straight lines. Every label has
//! a lane of its own, so that it lies on its line and on nothing else; lines keep to their lanes
//! beside boxes, so that none runs through a box. Several columnings are tried, and the one stays
//! that fills the room with the largest text. The same outline gives the same places.

mod draw;

use super::Area;
use super::End;
use super::Group;
use super::Order;
use super::Outline;
use super::Places;
use super::Point;
use super::Tie;
use super::across;
use super::acyclic;
use super::lanes;
use super::lanes::Lanes;
use super::order;
use super::pack;
use super::rank;

/// Boxes beyond which fewer columnings are tried.
const MANY: usize = 60;
/// The gap between parts that nothing ties.
const GAP: f64 = 40.0;
/// As much as small pictures are magnified.
pub(in crate::render) const LARGEST: f64 = 1.5;

/// Which way the columns follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axes {
    /// From left to right.
    Right,
    /// From top to bottom: columns lie flat.
    Down,
}

impl Axes {
    /// A size along the flow and across it.
    pub fn split(self, (width, height): (f64, f64)) -> (f64, f64) {
        match self {
            Self::Right => (width, height),
            Self::Down => (height, width),
        }
    }

    /// The point so far along the flow and across it.
    pub fn point(self, along: f64, across: f64) -> Point {
        match self {
            Self::Right => Point { x: along, y: across },
            Self::Down => Point { x: across, y: along },
        }
    }
}

/// A part of a picture, ready to be drawn.
struct Candidate {
    axes: Axes,
    reversed: Vec<bool>,
    lanes: Lanes,
    /// The middles of the lanes across the flow.
    middles: Vec<f64>,
    /// The room before the first column of every group, with its title where that lies along.
    heads: Vec<f64>,
    score: f64,
}

/// Places everything. Parts that nothing ties stand side by side.
#[must_use]
pub fn places(outline: &Outline) -> Places {
    let mut parts = parts(outline);
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    let drawn: Vec<Part> = parts.into_iter().map(|boxes| Part::new(outline, boxes)).collect();
    let sizes: Vec<(f64, f64)> = drawn.iter().map(|part| part.places.size).collect();
    let (corners, size) = pack::shelves(&sizes, outline.room, GAP);
    let mut places = Places {
        size,
        boxes: vec![Point::default(); outline.boxes.len()],
        curves: vec![super::Curve::default(); outline.ties.len()],
        labels: vec![None; outline.ties.len()],
        groups: vec![Area::default(); outline.groups.len()],
    };
    for (part, (left, top)) in drawn.into_iter().zip(corners) {
        part.put(&mut places, |point| Point { x: point.x + left, y: point.y + top });
    }
    places
}

/// The boxes of each part that nothing ties to another: groups hold together, and groups in an
/// order all do.
fn parts(outline: &Outline) -> Vec<Vec<usize>> {
    let count = outline.boxes.len();
    let mut links = outline.links();
    for (at, group) in outline.groups.iter().enumerate() {
        links.extend(group.members.iter().map(|&member| [member, count + at]));
        if outline.order == Order::Given && at > 0 {
            links.push([count + at - 1, count + at]);
        }
    }
    let parts = pack::parts(outline.nodes(), &links).into_iter();
    let boxes = parts.map(|part| part.into_iter().filter(|&node| node < count).collect());
    boxes.filter(|part: &Vec<usize>| !part.is_empty()).collect()
}

/// What is tied together, with its own places.
struct Part {
    boxes: Vec<usize>,
    ties: Vec<usize>,
    groups: Vec<usize>,
    places: Places,
}

impl Part {
    fn new(outline: &Outline, boxes: Vec<usize>) -> Self {
        let mut at = vec![usize::MAX; outline.boxes.len()];
        for (new, &old) in boxes.iter().enumerate() {
            at[old] = new;
        }
        let is_ours = |item: usize| at[item] != usize::MAX;
        let groups: Vec<usize> = (0..outline.groups.len())
            .filter(|&group| outline.groups[group].members.iter().any(|&m| is_ours(m)))
            .collect();
        let end = |end: End| match end {
            End::Box(item) => is_ours(item).then(|| End::Box(at[item])),
            End::Group(group) => groups.binary_search(&group).ok().map(End::Group),
        };
        let moved = |tie: &Tie| Some(Tie { from: end(tie.from)?, to: end(tie.to)?, ..*tie });
        let (ties, own): (Vec<usize>, Vec<Tie>) =
            outline.ties.iter().enumerate().filter_map(|(at, tie)| Some((at, moved(tie)?))).unzip();
        let framed = |group: &usize| Group {
            members: outline.groups[*group].members.iter().map(|&member| at[member]).collect(),
            ..outline.groups[*group]
        };
        let own = Outline {
            boxes: boxes.iter().map(|&item| outline.boxes[item]).collect(),
            ties: own,
            groups: groups.iter().map(framed).collect(),
            order: outline.order,
            room: outline.room,
        };
        let places = best(&own).map_or_else(Places::default, |candidate| draw::places(&own, &candidate));
        Self { boxes, ties, groups, places }
    }

    fn put(self, all: &mut Places, to: impl Fn(Point) -> Point) {
        for (item, place) in self.boxes.into_iter().zip(self.places.boxes) {
            all.boxes[item] = to(place);
        }
        for ((tie, curve), label) in self.ties.into_iter().zip(self.places.curves).zip(self.places.labels) {
            all.curves[tie] = curve.map(&to);
            all.labels[tie] = label.map(&to);
        }
        for (group, area) in self.groups.into_iter().zip(self.places.groups) {
            all.groups[group] = Area { corner: to(area.corner), ..area };
        }
    }
}

/// A columning that is tried.
#[derive(PartialEq)]
struct Try {
    axes: Axes,
    reversed: Vec<bool>,
    columns: Vec<usize>,
}

/// The columning that reads best.
fn best(outline: &Outline) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    for one in tries(outline) {
        let candidate = Candidate::new(outline, one);
        if best.as_ref().is_none_or(|best| candidate.score > best.score + 1e-9) {
            best = Some(candidate);
        }
    }
    best
}

/// What is tried: both directions, two ways to open circles, stars with and without their middle,
/// columns of several heights; of many boxes less.
fn tries(outline: &Outline) -> Vec<Try> {
    let is_small = outline.boxes.len() <= MANY;
    let axes: &[Axes] = if is_small { &[Axes::Right, Axes::Down] } else { &[Axes::Right] };
    let parts: &[f64] = if is_small { &[f64::INFINITY, 1.2, 0.8, 0.5] } else { &[f64::INFINITY, 1.5] };
    let opened = [acyclic::reversed(outline), acyclic::walked(outline)];
    // A walk knows nothing of groups.
    let opened = if outline.groups.is_empty() { opened } else { [opened[0].clone(), opened[0].clone()] };
    let balanced = opened.clone().map(|mut reversed| {
        acyclic::balance(outline, &mut reversed);
        reversed
    });
    let turns: Vec<&Vec<bool>> = opened.iter().chain(&balanced).skip(if is_small { 0 } else { 2 }).collect();
    let combined = axes.iter().flat_map(|&axes| turns.iter().map(move |&turn| (axes, turn)));
    let mut all: Vec<Try> = Vec::new();
    for ((axes, reversed), part) in combined.flat_map(|way| parts.iter().map(move |part| (way, part))) {
        let across: Vec<f64> = outline.boxes.iter().map(|&size| axes.split(size).1).collect();
        let mut columns = rank::columns(outline, reversed);
        rank::thin(&mut columns, (outline, reversed), (&across, axes.split(outline.room).1 * part));
        let one = Try { axes, reversed: reversed.clone(), columns };
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

impl Candidate {
    fn new(outline: &Outline, one: Try) -> Self {
        let Try { axes, reversed, columns } = one;
        let mut lanes = Lanes::new(outline, axes, (&columns, &reversed));
        let crossings = order::order(&mut lanes);
        let middles = across::middles(&lanes);
        let title = |group: &Group| if axes == Axes::Right { 0.0 } else { axes.split(group.title).0 };
        let heads = outline.groups.iter().map(|group| lanes::PADDING + title(group)).collect();
        let mut candidate = Self { axes, reversed, lanes, middles, heads, score: 0.0 };
        let scale = draw::scale(outline, draw::size(&candidate));
        // Text that is larger than asked for is worth a quarter; a crossing as much as a
        // twenty-fifth of the text's size; reading goes to the right.
        let size = scale.min(1.0) + (scale - 1.0).max(0.0) / 4.0;
        #[expect(clippy::cast_precision_loss, reason = "crossings are few")]
        let tangle = 1.0 + crossings as f64 / 25.0;
        let direction = if axes == Axes::Right { 1.0 } else { 0.9 };
        candidate.score = size * direction / tangle;
        candidate
    }
}
