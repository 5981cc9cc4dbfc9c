//! What a picture shows, before anything has a place: nodes, edges, legend, notes.
//!
//! A plan is a value between answer and drawing. It decides what is drawn and how it looks; it
//! measures every label, so that a layout works on boxes alone. Every string in it is visible text;
//! a drawer has only its own syntax to escape.
//!
//! Colour means polarity, the line means status, the shape means kind, and nothing else does.

mod bundle;
mod edge;
mod frame;
mod group;
mod highlight;
mod legend;
mod node;
mod scene;
mod stroke;
mod words;

pub(super) use bundle::Heads;
pub(super) use edge::Edge;
pub(super) use frame::Group;
pub(super) use highlight::Presence;
pub(super) use legend::{Legend, Sample};
pub(super) use node::{Emphasis, Node};
pub(super) use stroke::{Line, Look};

use super::json;
use super::layout::Order;
use super::measure;
use super::measure::Weight;
use super::reading::Reading;
use super::surroundings::Grouping;
use super::surroundings::Letters;
use super::surroundings::Picture;
use super::surroundings::Surroundings;
use super::theme::Palette;
use crate::answer::Answer;
use crate::answer::Cell;
use crate::model::ActorId;
use crate::text::sha256;
use crate::text::visible;
use highlight::Lit;
use std::collections::BTreeSet;

/// The size of the text in a node, in pixels of a slide 1280 wide: 10.5 pt.
pub(super) const NODE_TEXT: f64 = 14.0;
/// The size of the text on an edge: 9 pt.
pub(super) const EDGE_TEXT: f64 = 12.0;
/// The size of the title of a group: 9 pt.
pub(super) const GROUP_TEXT: f64 = 12.0;
/// From one line of text to the next, as a part of its size.
pub(super) const LEADING: f64 = 1.2;
/// As many digits of an answer's fingerprint as a picture shows.
const DIGITS: usize = 12;

/// How wide a line of text gets before it is broken, in a node and on an edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measure {
    /// In a node.
    pub node: f64,
    /// On an edge.
    pub edge: f64,
}

impl Measure {
    /// From long lines to short ones; a drawer takes what gives the largest text.
    pub const ALL: [Self; 3] =
        [Self { node: 150.0, edge: 132.0 }, Self { node: 112.0, edge: 84.0 }, Self { node: 84.0, edge: 62.0 }];
}

/// As many actors as a question is about at most.
const MOST_ASKED: usize = 4;

/// A picture without places.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// The question in words.
    pub title: String,
    /// What the maker adds to it.
    pub subtitle: Option<String>,
    /// As of when, how many actors and relations, by status.
    pub as_of: String,
    /// The level of handling, or what the user wants there.
    pub banner: Option<String>,
    /// The colours.
    pub palette: &'static Palette,
    /// The actors, in the order of their ids.
    pub nodes: Vec<Node>,
    /// What stands together, in the order in which it is laid out.
    pub groups: Vec<Group>,
    /// Whether that order is to be kept.
    pub order: Order,
    /// The ties between them, in the order of their relations.
    pub edges: Vec<Edge>,
    /// What the signs mean, of those that are used.
    pub legend: Legend,
    /// The sources by their numbers.
    pub sources: Vec<Note>,
    /// What else a reader must know: single source, left out.
    pub remarks: Vec<String>,
    /// The answer in one sentence.
    pub summary: String,
    /// The line that asks the question again, and the answer's fingerprint.
    pub stamp: String,
}

/// A source as a note: what is cut where there is no room, and what is kept.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Note {
    /// Its number.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// Publisher, date and reliability, each after a comma.
    pub rest: String,
}

/// Lines of text and the room that they take.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Label {
    /// The lines, from the top.
    pub lines: Vec<String>,
    /// The width of the widest.
    pub width: f64,
    /// The height of all.
    pub height: f64,
}

impl Label {
    /// Measures lines.
    pub fn new(lines: Vec<String>, size: f64, weight: Weight) -> Self {
        let width = lines.iter().map(|line| measure::width(line, size, weight)).fold(0.0, f64::max);
        #[expect(clippy::cast_precision_loss, reason = "a label has a few lines")]
        let height = lines.len() as f64 * size * LEADING;
        Self { lines, width, height }
    }
}

impl Plan {
    /// Plans the picture of an answer. Costs a sort of its facts, and a scan of them for every actor
    /// that is left out of a slide.
    pub fn new(answer: &Answer, around: &Surroundings<'_>, measure: Measure) -> Self {
        let reading = Reading::new(answer, Letters::Unicode);
        let picture = &around.picture;
        let lit = Lit::new(answer, picture.highlight);
        let scene = scene::scene(reading, picture, &lit);
        let mut nodes = node::nodes(reading, &scene, measure);
        let mut groups = frame::groups(reading, &scene, &nodes);
        let mut edges = edge::edges(reading, &scene, measure, |end| frame::name(end, &nodes, &groups));
        node::grow(&mut nodes, &edges);
        frame::light(&lit, (&mut nodes, &mut groups), &mut edges);
        Self {
            title: clean(if answer.title.is_empty() { &answer.question } else { &answer.title }),
            subtitle: worded(picture.subtitle.unwrap_or_default()),
            as_of: words::as_of(reading, &scene),
            banner: worded(banner(answer, picture)),
            palette: picture.theme.palette(),
            legend: Legend::new(reading, &scene),
            sources: words::sources(reading, &scene),
            remarks: words::remarks(reading, &scene),
            summary: clean(&answer.summary),
            stamp: stamp(answer),
            order: if matches!(picture.groups, Grouping::Listed(_)) { Order::Given } else { Order::Free },
            nodes,
            groups,
            edges,
        }
    }
}

fn banner<'a>(answer: &'a Answer, picture: &Picture<'a>) -> &'a str {
    picture.banner.or(answer.handling.as_deref()).unwrap_or_default()
}

/// Visible text, if there is any.
fn worded(text: &str) -> Option<String> {
    Some(clean(text)).filter(|text| !text.is_empty())
}

/// What tells one answer from another: the question, and a fingerprint of what is answered.
fn stamp(answer: &Answer) -> String {
    let digest: String = sha256(json::essence(answer).as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let question = clean(&answer.question);
    let before = if question.is_empty() { String::new() } else { format!("{question} · ") };
    format!("{before}answer {}", &digest[..DIGITS])
}

/// The actors that the rows and routes name, and from whose side facts are read.
fn shown(answer: &Answer) -> BTreeSet<ActorId> {
    named(answer).into_iter().filter(|actor| answer.actors.contains_key(actor)).collect()
}

/// Whom the routes and rows name, in the order in which they do.
fn named(answer: &Answer) -> Vec<ActorId> {
    let mut named: Vec<ActorId> = answer.routes.iter().flat_map(|route| &route.actors).copied().collect();
    for row in &answer.rows {
        for cell in &row.cells {
            match cell {
                Cell::Actor(actor) => named.push(*actor),
                Cell::Actors(actors) => named.extend(actors),
                _ => {}
            }
        }
        named.extend(row.facts.iter().filter_map(|seen| seen.from));
    }
    named
}

/// The actors that the question is about: those it names, else the ends of routes, and those from
/// whose side facts are read; of many such, the first alone.
fn asked(answer: &Answer) -> BTreeSet<ActorId> {
    if !answer.asked.is_empty() {
        return answer.asked.iter().copied().collect();
    }
    let mut seen = answer.rows.iter().flat_map(|row| &row.facts).filter_map(|seen| seen.from).peekable();
    let first = seen.peek().copied();
    let sides: BTreeSet<ActorId> = seen.collect();
    let sides = if sides.len() > MOST_ASKED { first.into_iter().collect() } else { sides };
    let ends = answer.routes.iter().flat_map(|route| route.actors.first().into_iter().chain(route.actors.last()));
    sides.into_iter().chain(ends.copied()).collect()
}

/// The ids of actors in the graph.
fn keys<'a>(reading: Reading<'_>, actors: impl IntoIterator<Item = &'a ActorId>) -> Vec<String> {
    let cards = actors.into_iter().filter_map(|actor| reading.answer.actors.get(actor));
    cards.map(|card| clean(&card.actor.id)).collect()
}

/// Visible text on one line.
fn clean(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
