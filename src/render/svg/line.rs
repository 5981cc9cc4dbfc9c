//! Ties: a curve from outline to outline, heads, and a label on the line.

use super::ink::{Ink, number};
use super::shape;
use crate::model::Polarity;
use crate::render::layout::Curve;
use crate::render::layout::Point;
use crate::render::measure::Weight;
use crate::render::plan::EDGE_TEXT;
use crate::render::plan::Edge;
use crate::render::plan::Group;
use crate::render::plan::Heads;
use crate::render::plan::Line;
use crate::render::plan::Look;
use crate::render::plan::Node;
use crate::render::plan::Presence;
use crate::render::plan::Sample;
use crate::render::theme::ToldBy;

/// What a line ends at.
#[derive(Clone, Copy)]
pub(super) enum Target<'a> {
    /// A node with its middle.
    Node(Point, &'a Node),
    /// The frame of a group, which the line touches as it is.
    Frame(&'a Group),
}

impl Target<'_> {
    fn id(&self) -> &str {
        match self {
            Self::Node(_, node) => &node.id,
            Self::Frame(group) => &group.id,
        }
    }
}

/// Draws the curve and the heads of an edge.
pub(super) fn line(edge: &Edge, curve: &Curve, [from, to]: [Target<'_>; 2], ink: &mut Ink) {
    let (polarity, faded) = (edge.look.polarity.word(), shape::faded(edge.presence));
    let class = format!("tie {polarity} {}{faded}", style(edge.look.line).0);
    let ends = [("data-from", from.id().to_owned()), ("data-to", to.id().to_owned())];
    let id = [("id", edge.id.clone()), ("class", class), ("data-relations", edge.keys.join(" "))];
    ink.open("g", &id.into_iter().chain(ends).collect::<Vec<_>>());
    ink.words("title", &[], &edge.sentences.join("\n"));
    let touching = attached(&attached(curve, to).turned(), from).turned();
    let head = |wanted: bool| if wanted { head_length(edge.look) } else { 0.0 };
    let behind = shortened(&touching, head(edge.heads != Heads::None));
    let drawn = shortened(&behind.turned(), head(edge.heads == Heads::Both)).turned();
    let manner = (edge.look, ink.palette.pen(edge.look, edge.presence).line);
    stroke(&path(&drawn), manner, ink);
    if edge.heads != Heads::None {
        arrow([drawn.end(), touching.end()], manner, ink);
    }
    if edge.heads == Heads::Both {
        arrow([drawn.start, touching.start], manner, ink);
    }
    ink.close("g");
}

/// Draws a straight sample for a legend: a colour with its head, a line without.
pub(super) fn sample(sample: &Sample, (x, y): (f64, f64), length: f64, ink: &mut Ink) {
    let look = sample.look;
    let tip = Point { x: x + length, y };
    let base = if sample.is_colour { Point { x: tip.x - head_length(look), y } } else { tip };
    let mut curve = Curve::from(Point { x, y });
    curve.straight(base);
    let manner = (look, ink.palette.pen(look, Presence::Full).line);
    stroke(&path(&curve), manner, ink);
    arrow([base, tip], manner, ink);
}

/// Writes the label of an edge on a ground that covers the line.
pub(super) fn label(edge: &Edge, middle: Point, ink: &mut Ink) {
    if edge.label.lines.is_empty() {
        return;
    }
    let (width, height) = (edge.label.width + 6.0, edge.label.height);
    let ground = [
        ("x", number(middle.x - width / 2.0)),
        ("y", number(middle.y - height / 2.0)),
        ("width", number(width)),
        ("height", number(height)),
        ("fill", ink.palette.ground.to_owned()),
    ];
    ink.open("g", &[("class", "label".to_owned()), ("data-tie", edge.id.clone())]);
    ink.leaf("rect", &ground);
    let fill = ink.palette.pen(edge.look, edge.presence).text;
    shape::lines(&edge.label.lines, middle, (EDGE_TEXT, Weight::Regular, fill), ink);
    ink.close("g");
}

/// The name of a line's style, and its dashes.
fn style(line: Line) -> (&'static str, Option<&'static str>) {
    match line {
        Line::Solid => ("solid", None),
        Line::Dashed => ("dashed", Some("9 4")),
        Line::Broken => ("broken", Some("4 3")),
        Line::Dotted => ("dotted", Some("1.6 4")),
        Line::Faint => ("faint", None),
    }
}

/// The dashes of a line.
pub(super) fn dashes(line: Line) -> Option<&'static str> {
    style(line).1
}

fn pen(look: Look) -> f64 {
    match (look.line, look.polarity) {
        (Line::Faint, _) => 0.9,
        (_, Polarity::Hostile) => 2.3,
        _ => 1.5,
    }
}

fn head_length(look: Look) -> f64 {
    6.0 + pen(look) * 1.8
}

/// A look, and the colour in which it is drawn.
type Manner = (Look, &'static str);

fn stroke(path: &str, (look, colour): Manner, ink: &mut Ink) {
    let mut attributes = vec![
        ("d", path.to_owned()),
        ("fill", "none".to_owned()),
        ("stroke", colour.to_owned()),
        ("stroke-width", number(pen(look))),
    ];
    if let Some(dashes) = dashes(look.line) {
        attributes.push(("stroke-dasharray", dashes.to_owned()));
    }
    ink.leaf("path", &attributes);
}

/// A head from its base to its tip: filled; where it tells polarity, a bar for harm and an open
/// one for neither.
fn arrow([base, tip]: [Point; 2], (look, colour): Manner, ink: &mut Ink) {
    let (dx, dy) = (tip.x - base.x, tip.y - base.y);
    let length = dx.hypot(dy);
    if length < 0.01 {
        return;
    }
    let half = (2.6 + pen(look) * 0.8) / length;
    let side =
        |at: Point, wide: f64| format!("{} {}", number(at.x - dy * half * wide), number(at.y + dx * half * wide));
    let [from, to] = [base, tip].map(|at| format!("{} {}", number(at.x), number(at.y)));
    let open = match (ink.palette.told_by, look.polarity) {
        (ToldBy::Head, Polarity::Hostile) => {
            // Short of the box, whose outline would hide it.
            let bar = Point { x: base.x + dx * 0.65, y: base.y + dy * 0.65 };
            format!("M{from} L{} {} M{} L{}", number(bar.x), number(bar.y), side(bar, 1.6), side(bar, -1.6))
        }
        (ToldBy::Head, Polarity::Neutral) => format!("M{from} L{to} M{} L{to} L{}", side(base, 1.0), side(base, -1.0)),
        _ => {
            let path = format!("M{to} L{} L{} Z", side(base, 1.0), side(base, -1.0));
            return ink.leaf("path", &[("d", path), ("fill", colour.to_owned())]);
        }
    };
    let pen = [("fill", "none".to_owned()), ("stroke", colour.to_owned()), ("stroke-width", number(pen(look)))];
    ink.leaf("path", &[("d", open)].into_iter().chain(pen).collect::<Vec<_>>());
}

/// The curve, led on from its end until it touches the outline of its node.
fn attached(curve: &Curve, target: Target<'_>) -> Curve {
    let Target::Node(middle, node) = target else { return curve.clone() };
    let end = curve.end();
    let is_in = |at: Point| shape::is_inside(node.shape, node.size, (at.x - middle.x, at.y - middle.y));
    if curve.pieces.is_empty() || is_in(end) {
        return curve.clone();
    }
    let before = curve.pieces.last().map_or(curve.start, |piece| piece[1]);
    let ways = [(end.x - before.x, end.y - before.y), (middle.x - end.x, middle.y - end.y)];
    let reached = ways.into_iter().filter(|way| way.0.hypot(way.1) > 0.01).find_map(|(dx, dy)| {
        let length = dx.hypot(dy);
        let at = |step: u32| {
            let far = f64::from(step) * 0.25 / length;
            Point { x: end.x + dx * far, y: end.y + dy * far }
        };
        (1..=160).map(at).find(|&at| is_in(at))
    });
    let mut longer = curve.clone();
    if let Some(reached) = reached {
        longer.straight(reached);
    }
    longer
}

/// The curve without its last stretch of this length, measured as the crow flies.
fn shortened(curve: &Curve, length: f64) -> Curve {
    if length <= 0.0 {
        return curve.clone();
    }
    let tip = curve.end();
    let far = |at: Point| (at.x - tip.x).hypot(at.y - tip.y);
    let mut kept = curve.clone();
    while kept.pieces.len() > 1 && far(kept.pieces[kept.pieces.len() - 2][2]) < length {
        kept.pieces.pop();
    }
    let last = kept.pieces.len().saturating_sub(1);
    if kept.pieces.is_empty()
        || far(kept.pieces.get(last.wrapping_sub(1)).map_or(kept.start, |piece| piece[2])) < length
    {
        return kept;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..30 {
        let middle = f64::midpoint(low, high);
        if far(kept.at(last, middle)) > length { low = middle } else { high = middle }
    }
    cut(&mut kept, last, low);
    kept
}

/// Cuts a piece at a share of its way, after de Casteljau.
fn cut(curve: &mut Curve, piece: usize, share: f64) {
    let from = piece.checked_sub(1).map_or(curve.start, |before| curve.pieces[before][2]);
    let [a, b, to] = curve.pieces[piece];
    let part = |p: Point, q: Point| Point { x: p.x + (q.x - p.x) * share, y: p.y + (q.y - p.y) * share };
    let (first, second, third) = (part(from, a), part(a, b), part(b, to));
    let (left, right) = (part(first, second), part(second, third));
    curve.pieces[piece] = [first, left, part(left, right)];
}

fn path(curve: &Curve) -> String {
    let place = |point: &Point| format!("{} {}", number(point.x), number(point.y));
    let pieces = curve.pieces.iter().map(|piece| format!(" C{}", piece.each_ref().map(place).join(", ")));
    format!("M{}{}", place(&curve.start), pieces.collect::<String>())
}
