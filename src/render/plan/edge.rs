//! Strokes bundled into edges: one line for all that goes the same way and looks the same.

use super::EDGE_TEXT;
use super::Label;
use super::Measure;
use super::clean;
use super::node::Node;
use super::stroke;
use super::stroke::{Look, Part, Stroke};
use crate::answer::Fact;
use crate::model::ActorId;
use crate::model::RelationId;
use crate::model::Role;
use crate::render::layout::End;
use crate::render::measure;
use crate::render::measure::Weight;
use crate::render::reading::Reading;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// As many words of a phrase as a label has.
const WORDS: usize = 3;

/// Which ends of an edge have heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Heads {
    /// Neither.
    None,
    /// The end it goes to.
    To,
    /// Both.
    Both,
}

/// A line between two nodes, for one relation or several.
#[derive(Clone, Debug)]
pub(in crate::render) struct Edge {
    /// Its id in files.
    pub id: String,
    /// Where it begins: a node or a group, by its position.
    pub from: End,
    /// Where it ends.
    pub to: End,
    /// What it says; no lines on a stretch after the first.
    pub label: Label,
    /// Colour and line.
    pub look: Look,
    /// Its heads.
    pub heads: Heads,
    /// Every relation in it, a sentence each.
    pub sentences: Vec<String>,
}

/// What is bundled: never across polarity or status.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Lane {
    from: ActorId,
    to: ActorId,
    look: Look,
    part: Part,
}

/// Bundles strokes into edges, in the order of their first relations.
pub(super) fn edges(reading: Reading<'_>, nodes: &[Node], (strokes, measure): (&[Stroke], Measure)) -> Vec<Edge> {
    let place: BTreeMap<ActorId, usize> = nodes.iter().enumerate().map(|(at, node)| (node.actor, at)).collect();
    let cites = cited(reading, strokes).len() > 1;
    let mut taken = BTreeSet::new();
    let bundles = mutual(reading, bundled(strokes));
    bundles
        .iter()
        .filter_map(|bundle| {
            let (from, to) = (*place.get(&bundle.lane.from)?, *place.get(&bundle.lane.to)?);
            let numbers = if cites { numbers(reading, &bundle.facts) } else { String::new() };
            let lines = lines(&said(reading, bundle, &place), &numbers, measure.edge);
            Some(Edge {
                id: free(&mut taken, format!("tie-{}--{}", &nodes[from].id[6..], &nodes[to].id[6..])),
                from: End::Box(from),
                to: End::Box(to),
                label: Label::new(lines, EDGE_TEXT, Weight::Regular),
                look: bundle.lane.look,
                heads: bundle.heads,
                sentences: bundle.facts.iter().map(|&fact| clean(&reading.brief(fact))).collect(),
            })
        })
        .collect()
}

struct Bundle {
    lane: Lane,
    facts: Vec<RelationId>,
    heads: Heads,
}

fn bundled(strokes: &[Stroke]) -> Vec<Bundle> {
    let mut order: BTreeMap<Lane, usize> = BTreeMap::new();
    let mut bundles: Vec<Bundle> = Vec::new();
    for stroke in strokes {
        let turned = stroke.part == Part::Level && stroke.from > stroke.to;
        let (from, to) = if turned { (stroke.to, stroke.from) } else { (stroke.from, stroke.to) };
        let lane = Lane { from, to, look: stroke.look, part: stroke.part };
        let has_head = matches!(stroke.part, Part::Whole | Part::Closing | Part::Role(_));
        let heads = if has_head { Heads::To } else { Heads::None };
        let at = *order.entry(lane).or_insert(bundles.len());
        if at == bundles.len() {
            bundles.push(Bundle { lane, facts: Vec::new(), heads });
        }
        bundles[at].facts.push(stroke.fact);
    }
    bundles
}

/// Draws what both do to each other once, with two heads; not where each does it with things of
/// its own.
fn mutual(reading: Reading<'_>, bundles: Vec<Bundle>) -> Vec<Bundle> {
    let types = |bundle: &Bundle| -> BTreeSet<(&str, Vec<ActorId>)> {
        let facts = bundle.facts.iter().filter_map(|fact| reading.answer.facts.get(fact));
        facts.map(|fact| (&*fact.type_.id, fact.relation.role(Role::Item).collect())).collect()
    };
    let mut kept: Vec<Bundle> = Vec::new();
    for bundle in bundles {
        let back = Lane { from: bundle.lane.to, to: bundle.lane.from, ..bundle.lane };
        let other = kept.iter_mut().find(|other| {
            other.lane == back
                && bundle.lane.part == Part::Whole
                && back.from != back.to
                && types(other) == types(&bundle)
        });
        match other {
            Some(other) => {
                other.heads = Heads::Both;
                other.facts.extend(bundle.facts);
            }
            None => kept.push(bundle),
        }
    }
    kept
}

/// The label of a bundle: what it says, and the numbers of its sources.
fn lines(text: &str, numbers: &str, widest: f64) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let set = (EDGE_TEXT, Weight::Regular);
    let widest = widest.max(measure::longest_word(text, set, Measure::ALL[0].edge));
    let mut lines = measure::lines(text, set, (widest, 4));
    let joined = lines.last().map(|line| format!("{line} {numbers}"));
    let fits = |line: &String| measure::width(line, EDGE_TEXT, Weight::Regular) <= widest + 16.0;
    match (joined.filter(fits), lines.last_mut()) {
        _ if numbers.is_empty() => {}
        (Some(joined), Some(last)) => *last = joined,
        _ => lines.push(numbers.to_owned()),
    }
    lines
}

fn said(reading: Reading<'_>, bundle: &Bundle, drawn: &BTreeMap<ActorId, usize>) -> String {
    let facts: Vec<&Fact> = bundle.facts.iter().filter_map(|fact| reading.answer.facts.get(fact)).collect();
    match bundle.lane.part {
        Part::Passing | Part::Closing => String::new(),
        Part::Role(role) => {
            let phrase = facts.first().map_or_else(String::new, |fact| short(&fact.type_.phrase));
            format!("{phrase} {}", role.word().replace('-', " "))
        }
        Part::Whole | Part::Level | Part::Opening => phrases(reading, &facts, drawn),
    }
}

/// A phrase, why it does not hold, and what it is about.
type Said<'a> = ((String, Option<&'a str>), Vec<String>);

/// What a bundle says: every phrase with what it is about, where that has no box of its own, and
/// why it does not hold.
fn phrases(reading: Reading<'_>, facts: &[&Fact], drawn: &BTreeMap<ActorId, usize>) -> String {
    let mut said: Vec<Said<'_>> = Vec::new();
    for fact in facts {
        let phrase = (short(&fact.type_.phrase), stroke::mark(fact));
        let at = said.iter().position(|(other, _)| *other == phrase).unwrap_or_else(|| {
            said.push((phrase, Vec::new()));
            said.len() - 1
        });
        let items = fact.relation.role(Role::Item).filter(|item| !drawn.contains_key(item));
        let items = items.map(|item| clean(reading.name(item)));
        said[at].1.extend(items);
    }
    let texts: Vec<String> = said
        .into_iter()
        .map(|((phrase, mark), items)| {
            let mark = mark.map_or_else(String::new, |mark| format!(" ({mark})"));
            format!("{}{mark}", with_items(&phrase, items))
        })
        .collect();
    texts.join("; ")
}

/// What is supplied stands behind the verb: two by name, the others by number.
fn with_items(phrase: &str, mut items: Vec<String>) -> String {
    items.sort();
    items.dedup();
    match &items[..] {
        [] => phrase.to_owned(),
        [one] => format!("{phrase} {one}"),
        [one, two] => format!("{phrase} {one}, {two}"),
        [one, more @ ..] => format!("{phrase} {one} +{}", more.len()),
    }
}

/// A phrase without its auxiliary, three words at most.
fn short(phrase: &str) -> String {
    let bare =
        ["is a ", "is an ", "is ", "has as "].iter().find_map(|start| phrase.strip_prefix(start)).unwrap_or(phrase);
    clean(bare).split(' ').take(WORDS).collect::<Vec<_>>().join(" ")
}

fn numbers(reading: Reading<'_>, facts: &[RelationId]) -> String {
    let facts = facts.iter().filter_map(|fact| reading.answer.facts.get(fact));
    let cards = facts.flat_map(|fact| &fact.relation.citations);
    let numbers: BTreeSet<usize> =
        cards.filter_map(|citation| reading.answer.sources.get(&citation.source)).map(|card| card.number).collect();
    if numbers.is_empty() {
        return String::new();
    }
    let first: Vec<String> = numbers.iter().take(4).map(usize::to_string).collect();
    format!("[{}{}]", first.join(","), if numbers.len() > 4 { ",…" } else { "" })
}

fn cited(reading: Reading<'_>, strokes: &[Stroke]) -> BTreeSet<usize> {
    let facts = strokes.iter().filter_map(|stroke| reading.answer.facts.get(&stroke.fact));
    let citations = facts.flat_map(|fact| &fact.relation.citations);
    citations.filter_map(|citation| reading.answer.sources.get(&citation.source)).map(|card| card.number).collect()
}

/// The name, or the name with the first number that makes it new.
fn free(taken: &mut BTreeSet<String>, name: String) -> String {
    let mut candidate = name.clone();
    let mut number = 2;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{name}-{number}");
        number += 1;
    }
    candidate
}
