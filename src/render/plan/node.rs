//! Actors as boxes of their kind's shape.

use super::Label;
use super::Measure;
use super::NODE_TEXT;
use super::asked;
use super::bundle;
use super::clean;
use super::edge::Edge;
use super::group::Bloc;
use super::highlight::Presence;
use super::keys;
use super::scene::{Grain, Scene};
use super::words;
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

/// An actor in a picture, or in a summary a group of them.
#[derive(Clone, Debug)]
pub(in crate::render) struct Node {
    /// Whom it stands for.
    pub actors: BTreeSet<ActorId>,
    /// Their ids in the graph.
    pub keys: Vec<String>,
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
    /// Whether it stands back.
    pub presence: Presence,
    /// The size of the box.
    pub size: (f64, f64),
}

/// Makes a node of every actor that is no frame, in the order of their ids, or of every group.
pub(super) fn nodes(reading: Reading<'_>, scene: &Scene, measure: Measure) -> Vec<Node> {
    match scene.grain {
        Grain::Actors => {
            let spots = bundle::spots(&scene.actors, &scene.blocs);
            let boxes = spots.iter().filter(|(_, end)| matches!(end, End::Box(_)));
            boxes.filter_map(|(actor, _)| node(reading, *actor, measure)).collect()
        }
        Grain::Groups => {
            let alone = |bloc: &Bloc| if bloc.title.is_empty() { bloc.members.first().copied() } else { None };
            let summed = |bloc: &Bloc| alone(bloc).and_then(|actor| node(reading, actor, measure));
            scene.blocs.iter().map(|bloc| summed(bloc).unwrap_or_else(|| sum(reading, bloc, measure))).collect()
        }
    }
}

fn node(reading: Reading<'_>, actor: ActorId, measure: Measure) -> Option<Node> {
    let card = reading.answer.actors.get(&actor)?;
    let is_asked = asked(reading.answer).contains(&actor);
    let id = if is_id(&card.actor.id) { format!("actor-{}", card.actor.id) } else { format!("actor.{}", actor.0) };
    let (name, kind) = (clean(&card.actor.name), clean(&card.kind.label));
    let named = Named { id, keys: vec![clean(&card.actor.id)], name, kind, shape: card.kind.shape };
    let emphasis = if is_asked { Emphasis::Asked } else { Emphasis::Found };
    Some(boxed(named, (BTreeSet::from([actor]), emphasis), measure))
}

/// A box for a group: its title and how many it has.
fn sum(reading: Reading<'_>, bloc: &Bloc, measure: Measure) -> Node {
    let shapes: BTreeSet<Shape> =
        bloc.members.iter().filter_map(|actor| reading.answer.actors.get(actor)).map(|card| card.kind.shape).collect();
    let shape = if shapes.len() == 1 { shapes.first().copied() } else { None };
    let kind = words::several(bloc.members.len(), "actor");
    let named = Named {
        id: format!("group-{}", bloc.id),
        keys: keys(reading, &bloc.members),
        name: format!("{}: {kind}", bloc.title),
        kind,
        shape: shape.unwrap_or(Shape::Box),
    };
    boxed(named, (bloc.members.clone(), Emphasis::Found), measure)
}

struct Named {
    id: String,
    keys: Vec<String>,
    name: String,
    kind: String,
    shape: Shape,
}

fn boxed(named: Named, (actors, emphasis): (BTreeSet<ActorId>, Emphasis), measure: Measure) -> Node {
    let Named { id, keys, name, kind, shape } = named;
    let is_heavy = emphasis == Emphasis::Asked || shape == Shape::HeavyBox;
    let weight = if is_heavy { Weight::Bold } else { Weight::Regular };
    let set = (NODE_TEXT, weight);
    let room = measure.node.max(measure::longest_word(&name, set, Measure::ALL[0].node));
    let label = Label::new(measure::lines(&name, set, (room, LINES)), NODE_TEXT, weight);
    let size = size(shape, &label);
    Node { actors, keys, id, name, kind, label, weight, shape, emphasis, presence: Presence::Full, size }
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
        for (at, end) in [edge.from, edge.to].into_iter().enumerate() {
            if let End::Box(node) = end {
                ends[node][at] += 1.0;
            }
        }
    }
    for (node, [out, into]) in nodes.iter_mut().zip(ends) {
        let tall = 16.0 + (out.max(into) - 1.0) * END;
        node.size.1 = node.size.1.max(tall.min(TALLEST));
    }
}
