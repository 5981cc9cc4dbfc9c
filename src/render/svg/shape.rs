//! Boxes in the shapes of their kinds.

use super::ink::{Ink, Type, number};
use super::line;
use crate::model::Shape;
use crate::render::layout::Area;
use crate::render::layout::Point;
use crate::render::measure::Weight;
use crate::render::plan::Emphasis;
use crate::render::plan::GROUP_TEXT;
use crate::render::plan::Group;
use crate::render::plan::LEADING;
use crate::render::plan::NODE_TEXT;
use crate::render::plan::Node;
use crate::render::plan::Presence;

/// Draws a node.
pub(super) fn node(node: &Node, middle: Point, ink: &mut Ink) {
    let kind = format!("actor {}", node.shape.word());
    let of = if node.keys.len() == 1 { "data-actor" } else { "data-actors" };
    let class = format!("{kind}{}", faded(node.presence));
    ink.open("g", &[("id", node.id.clone()), ("class", class), (of, node.keys.join(" "))]);
    ink.words("title", &[], &format!("{}, {}", node.name, node.kind));
    let is_asked = node.emphasis == Emphasis::Asked;
    let pen = match (node.shape, is_asked) {
        (_, true) => 2.8,
        (Shape::HeavyBox, false) => 2.2,
        _ => 1.2,
    };
    let palette = ink.palette;
    let (line, text) = match node.presence {
        Presence::Full => (palette.outline, palette.ink),
        Presence::Faded => (palette.faded.line, palette.faded.text),
    };
    let is_lit = is_asked && node.presence == Presence::Full;
    let fill = if is_lit { palette.asked } else { palette.box_ };
    outline(node.shape, (middle, node.size), Look { fill, line, pen }, ink);
    lines(&node.label.lines, middle, (NODE_TEXT, node.weight, text), ink);
    ink.close("g");
}

/// Draws the frame of a group, its title in the upper left corner; a group without one has none.
pub(super) fn frame(group: &Group, area: &Area, ink: &mut Ink) {
    if group.title.lines.is_empty() {
        return;
    }
    let palette = ink.palette;
    let pen = if group.presence == Presence::Faded { palette.faded } else { palette.frame };
    let class = format!("group{}", faded(group.presence));
    let marks = [("id", group.id.clone()), ("class", class), ("data-actors", group.keys.join(" "))];
    let whole = group.whole.iter().map(|key| ("data-actor", key.clone()));
    ink.open("g", &marks.into_iter().chain(whole).collect::<Vec<_>>());
    let told = std::iter::once(group.name.clone()).chain(group.sentences.iter().cloned());
    ink.words("title", &[], &told.collect::<Vec<_>>().join("\n"));
    let mut ground = vec![
        ("x", number(area.corner.x)),
        ("y", number(area.corner.y)),
        ("width", number(area.size.0)),
        ("height", number(area.size.1)),
        ("rx", "8".into()),
        ("fill", palette.yard.into()),
        ("stroke", pen.line.into()),
        ("stroke-width", "1".into()),
    ];
    if let Some(dashes) = line::dashes(group.line) {
        ground.push(("stroke-dasharray", dashes.to_owned()));
    }
    ink.leaf("rect", &ground);
    let mut y = area.corner.y + 3.0 + GROUP_TEXT;
    for line in &group.title.lines {
        let set = Type { size: GROUP_TEXT, weight: Weight::Bold, fill: pen.text, anchor: "start" };
        ink.text(line, (area.corner.x + 10.0, y), set);
        y += GROUP_TEXT * LEADING;
    }
    ink.close("g");
}

/// The class of what stands back.
pub(super) const fn faded(presence: Presence) -> &'static str {
    match presence {
        Presence::Full => "",
        Presence::Faded => " faded",
    }
}

/// Writes lines of text around a middle.
pub(super) fn lines(all: &[String], middle: Point, (size, weight, fill): (f64, Weight, &'static str), ink: &mut Ink) {
    #[expect(clippy::cast_precision_loss, reason = "a label has a few lines")]
    let count = all.len() as f64;
    // The base line lies about 0.35 of the size below the middle of small letters and capitals.
    let mut y = middle.y - (count - 1.0) * size * LEADING / 2.0 + size * 0.35;
    for line in all {
        ink.text(line, (middle.x, y), Type { size, weight, fill, anchor: "middle" });
        y += size * LEADING;
    }
}

/// How an outline is drawn.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// The colour inside.
    pub fill: &'static str,
    /// The colour of the line.
    pub line: &'static str,
    /// The width of the line.
    pub pen: f64,
}

/// Draws an outline.
pub(super) fn outline(shape: Shape, (middle, (width, height)): (Point, (f64, f64)), look: Look, ink: &mut Ink) {
    let stroke = if shape == Shape::Plain { "none" } else { look.line };
    let pen = [("fill", look.fill.to_owned()), ("stroke", stroke.to_owned()), ("stroke-width", number(look.pen))];
    let with = |own: Vec<(&'static str, String)>| -> Vec<(&'static str, String)> {
        own.into_iter().chain(pen.clone()).collect()
    };
    let (left, top) = (middle.x - width / 2.0, middle.y - height / 2.0);
    match shape {
        Shape::Ellipse => {
            let own = [("cx", middle.x), ("cy", middle.y), ("rx", width / 2.0), ("ry", height / 2.0)];
            ink.leaf("ellipse", &with(own.map(|(name, value)| (name, number(value))).to_vec()));
        }
        Shape::Hexagon | Shape::Octagon | Shape::Note => {
            let path = polygon(&corners(shape, (width, height)), middle);
            ink.leaf("path", &with(vec![("d", path), ("stroke-linejoin", "round".into())]));
        }
        _ => {
            let radius = if shape == Shape::Rounded { round(height) } else { 0.0 };
            let own = [("x", left), ("y", top), ("width", width), ("height", height), ("rx", radius)];
            let own = own.into_iter().filter(|(name, value)| *name != "rx" || *value > 0.0);
            ink.leaf("rect", &with(own.map(|(name, value)| (name, number(value))).collect()));
        }
    }
    if let Some(path) = marks(shape, (width, height), middle) {
        let own = [("d", path), ("fill", "none".into()), ("stroke", look.line.into()), ("stroke-width", "1".into())];
        ink.leaf("path", &own);
    }
}

/// Tells whether a point, counted from the middle, lies inside an outline.
pub(super) fn is_inside(shape: Shape, (width, height): (f64, f64), (x, y): (f64, f64)) -> bool {
    let (a, b, x, y) = (width / 2.0, height / 2.0, x.abs(), y.abs());
    if x > a || y > b {
        return false;
    }
    match shape {
        Shape::Ellipse => (x / a).powi(2) + (y / b).powi(2) <= 1.0,
        Shape::Hexagon => x <= a - point(width, height) * y / b,
        Shape::Octagon => x + y <= a + b - cut(height),
        Shape::Rounded => {
            let radius = round(height);
            let (over, under) = (x - (a - radius), y - (b - radius));
            over <= 0.0 || under <= 0.0 || over.hypot(under) <= radius
        }
        _ => true,
    }
}

/// How far the points of a hexagon reach out.
fn point(width: f64, height: f64) -> f64 {
    (height * 0.3).min(width / 4.0)
}

/// How much of each side an octagon loses.
fn cut(height: f64) -> f64 {
    (height * 0.3).min(14.0)
}

/// The radius of round corners.
fn round(height: f64) -> f64 {
    (height / 2.0).min(13.0)
}

fn corners(shape: Shape, (width, height): (f64, f64)) -> Vec<(f64, f64)> {
    let (a, b) = (width / 2.0, height / 2.0);
    match shape {
        Shape::Hexagon => {
            let c = a - point(width, height);
            vec![(-a, 0.0), (-c, -b), (c, -b), (a, 0.0), (c, b), (-c, b)]
        }
        Shape::Octagon => {
            let c = cut(height);
            let (p, q) = (a - c, b - c);
            vec![(-p, -b), (p, -b), (a, -q), (a, q), (p, b), (-p, b), (-a, q), (-a, -q)]
        }
        _ => vec![(-a, -b), (a - fold(height), -b), (a, -b + fold(height)), (a, b), (-a, b)],
    }
}

/// The size of a folded or cut corner.
fn fold(height: f64) -> f64 {
    (height / 3.0).min(8.0)
}

/// The lines inside an outline: a fold, cut corners, double sides.
fn marks(shape: Shape, (width, height): (f64, f64), middle: Point) -> Option<String> {
    let (a, b, f) = (width / 2.0, height / 2.0, fold(height));
    let strokes = match shape {
        Shape::Note => vec![vec![(a - f, -b), (a - f, -b + f), (a, -b + f)]],
        Shape::Cut => [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]
            .iter()
            .map(|(h, v)| vec![(h * (a - f), v * b), (h * a, v * (b - f))])
            .collect(),
        Shape::Component => [-1.0, 1.0].iter().map(|h| vec![(h * (a - 6.0), -b), (h * (a - 6.0), b)]).collect(),
        _ => return None,
    };
    Some(strokes.iter().map(|stroke| open_path(stroke, middle)).collect::<Vec<_>>().join(" "))
}

fn polygon(corners: &[(f64, f64)], middle: Point) -> String {
    format!("{} Z", open_path(corners, middle))
}

fn open_path(points: &[(f64, f64)], middle: Point) -> String {
    let place = |(x, y): &(f64, f64)| format!("{} {}", number(middle.x + x), number(middle.y + y));
    format!("M{}", points.iter().map(place).collect::<Vec<_>>().join(" L"))
}
