//! Groups as frames around boxes, the names of what lines end at, and what fades.

use super::GROUP_TEXT;
use super::Label;
use super::bundle;
use super::edge;
use super::edge::Edge;
use super::group::Bloc;
use super::highlight::{Lit, Presence};
use super::keys;
use super::node::Node;
use super::scene::{Grain, Scene};
use super::stroke::Line;
use super::words;
use crate::model::ActorId;
use crate::model::RelationId;
use crate::render::layout::End;
use crate::render::measure;
use crate::render::measure::Weight;
use crate::render::reading::Reading;
use std::collections::BTreeSet;

/// As wide as a word makes the title of a group.
const TITLE: f64 = 150.0;

/// A frame around boxes.
#[derive(Clone, Debug)]
pub(in crate::render) struct Group {
    /// Its id in files.
    pub id: String,
    /// What is written on it.
    pub name: String,
    /// The same as it stands there; no lines where no frame is drawn.
    pub title: Label,
    /// The positions of its boxes.
    pub members: Vec<usize>,
    /// Whom it stands for: its members, and the actor that it is.
    pub actors: BTreeSet<ActorId>,
    /// Their ids in the graph.
    pub keys: Vec<String>,
    /// The id of the actor that it is, where it is one.
    pub whole: Option<String>,
    /// How sure the ties are that make it.
    pub line: Line,
    /// Whether it stands back.
    pub presence: Presence,
    /// Every tie that makes it, a sentence each.
    pub sentences: Vec<String>,
}

/// Makes a frame of every group; one of a single box has a place and no line.
pub(super) fn groups(reading: Reading<'_>, scene: &Scene, nodes: &[Node]) -> Vec<Group> {
    if scene.grain == Grain::Groups {
        return Vec::new();
    }
    let spots = bundle::spots(&scene.actors, &scene.blocs);
    let all: Vec<RelationId> = scene.facts.iter().copied().collect();
    let cites = words::cited(reading.answer, &all).len() > 1;
    let group = |bloc: &Bloc| {
        let boxes = bloc.members.iter().filter_map(|actor| spots.get(actor));
        let members: Vec<usize> =
            boxes.filter_map(|end| if let End::Box(at) = end { Some(*at) } else { None }).collect();
        let numbers = if cites { edge::numbers(reading, &bloc.ties) } else { String::new() };
        let lines =
            if members.len() > 1 { title(&format!("{} {numbers}", bloc.title), &members, nodes) } else { Vec::new() };
        let actors: BTreeSet<ActorId> = bloc.members.iter().copied().chain(bloc.whole).collect();
        Group {
            id: format!("group-{}", bloc.id),
            name: bloc.title.clone(),
            title: Label::new(lines, GROUP_TEXT, Weight::Bold),
            keys: keys(reading, &actors),
            whole: keys(reading, bloc.whole.as_slice()).pop(),
            actors,
            line: bloc.line,
            presence: Presence::Full,
            sentences: bloc.ties.iter().map(|&fact| words::sentence(reading, fact)).collect(),
            members,
        }
    };
    scene.blocs.iter().map(group).collect()
}

/// A title no wider than the widest of its boxes, if its words allow it.
fn title(text: &str, members: &[usize], nodes: &[Node]) -> Vec<String> {
    let set = (GROUP_TEXT, Weight::Bold);
    let widest = members.iter().filter_map(|&at| nodes.get(at)).map(|node| node.size.0).fold(0.0, f64::max);
    let room = measure::longest_word(text, set, TITLE).max(widest);
    measure::lines(text, set, (room, 3))
}

/// The id of an end without what every id of its sort begins with.
pub(super) fn name(end: End, nodes: &[Node], groups: &[Group]) -> String {
    match end {
        End::Box(at) => nodes.get(at).map_or("", |node| &node.id[6..]).to_owned(),
        End::Group(at) => groups.get(at).map_or("", |group| &group.id).to_owned(),
    }
}

/// Fades what is not highlighted.
pub(super) fn light(lit: &Lit, (nodes, groups): (&mut [Node], &mut [Group]), edges: &mut [Edge]) {
    for node in nodes.iter_mut() {
        node.presence = lit.node(&node.actors);
    }
    for group in groups.iter_mut() {
        group.presence = lit.node(&group.actors);
    }
    for edge in edges {
        edge.presence = lit.edge(&edge.facts);
    }
}
