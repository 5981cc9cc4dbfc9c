//! Actors as boxes of their kind's shape.

use super::Label;
use super::Measure;
use super::NODE_TEXT;
use super::asked;
use super::clean;
use super::edge::Edge;
use crate::model::ActorId;
use crate::model::Shape;
use crate::render::layout::End;
use crate::render::measure;
use crate::render::measure::Weight;
use crate::render::reading::Reading;
use crate::text::is_id;
use std::collections::BTreeSet;

/// As many lines as a name gets.
const LINES: usize = 5;
/// The room that a line takes at the side of a box.
const END: f64 = 8.0;
/// The tallest that a box gets for its lines.
const TALLEST: f64 = 96.0;

/// Whether a node is what the picture is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Emphasis {
    /// The question asks about it.
    Asked,
    /// It is part of the answer.
    Found,
}

/// An actor in a picture.
#[derive(Clone, Debug)]
pub(in crate::render) struct Node {
    /// The actor.
    pub actor: ActorId,
    /// Its id in files: stable, letters, digits, `-`, `_` and `.`.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// What kind of actor it is.
    pub kind: String,
    /// Its name as it stands in the box.
    pub label: Label,
    /// The weight of the label.
    pub weight: Weight,
    /// Its outline.
    pub shape: Shape,
    /// Whether it is what the picture is about.
    pub emphasis: Emphasis,
    /// The size of the box.
    pub size: (f64, f64),
}

/// Makes a node of every actor, in the order of their ids.
pub(super) fn nodes(reading: Reading<'_>, drawn: &BTreeSet<ActorId>, measure: Measure) -> Vec<Node> {
    let asked = asked(reading.answer);
    let card = |actor: &ActorId| reading.answer.actors.get(actor);
    let node = |actor: ActorId| {
        let card = card(&actor)?;
        let name = clean(&card.actor.name);
        let emphasis = if asked.contains(&actor) { Emphasis::Asked } else { Emphasis::Found };
        let is_heavy = emphasis == Emphasis::Asked || card.kind.shape == Shape::HeavyBox;
        let weight = if is_heavy { Weight::Bold } else { Weight::Regular };
        let set = (NODE_TEXT, weight);
        let room = measure.node.max(measure::longest_word(&name, set, Measure::ALL[0].node));
        let lines = measure::lines(&name, set, (room, LINES));
        let label = Label::new(lines, NODE_TEXT, weight);
        let id = if is_id(&card.actor.id) { format!("actor-{}", card.actor.id) } else { format!("actor.{}", actor.0) };
        let size = size(card.kind.shape, &label);
        let kind = clean(&card.kind.label);
        Some(Node { actor, id, name, kind, label, weight, shape: card.kind.shape, emphasis, size })
    };
    drawn.iter().filter_map(|&actor| node(actor)).collect()
}

/// The box around a label, wide enough that the text keeps clear of the outline.
fn size(shape: Shape, label: &Label) -> (f64, f64) {
    let (width, height) = (label.width.max(28.0), label.height.max(NODE_TEXT));
    match shape {
        Shape::Ellipse => (width * 1.2 + 20.0, height * 1.25 + 14.0),
        Shape::Hexagon => (width + (height + 14.0) * 0.6 + 12.0, height + 14.0),
        Shape::Octagon => (width + 28.0, height + 18.0),
        Shape::Component => (width + 36.0, height + 14.0),
        Shape::Note | Shape::Cut => (width + 28.0, height + 14.0),
        Shape::Plain => (width + 12.0, height + 8.0),
        Shape::Box | Shape::HeavyBox | Shape::Rounded => (width + 18.0, height + 14.0),
    }
}

/// Makes boxes tall enough for the lines that end at them.
pub(super) fn grow(nodes: &mut [Node], edges: &[Edge]) {
    let mut ends = vec![[0.0_f64; 2]; nodes.len()];
    for edge in edges {
        for (side, end) in [edge.from, edge.to].into_iter().enumerate() {
            if let End::Box(node) = end {
                ends[node][side] += 1.0;
            }
        }
    }
    for (node, [out, into]) in nodes.iter_mut().zip(ends) {
        let tall = 16.0 + (out.max(into) - 1.0) * END;
        node.size.1 = node.size.1.max(tall.min(TALLEST));
    }
}
