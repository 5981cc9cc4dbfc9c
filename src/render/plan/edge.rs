//! Bundles as edges: where they lead, what they say, how they look.

use super::EDGE_TEXT;
use super::Label;
use super::Measure;
use super::bundle::{Bundle, Heads};
use super::clean;
use super::highlight::Presence;
use super::scene::{Grain, Scene};
use super::stroke;
use super::stroke::{Line, Look, Part};
use super::words;
use crate::answer::Fact;
use crate::answer::Mark;
use crate::model::ActorId;
use crate::model::RelationId;
use crate::model::Role;
use crate::model::Status;
use crate::render::layout::End;
use crate::render::measure;
use crate::render::measure::Weight;
use crate::render::reading;
use crate::render::reading::Reading;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// As many words of what is done as a label has.
const WORDS: usize = 3;

/// A line between two boxes or frames, for one relation or several.
#[derive(Clone, Debug)]
pub(in crate::render) struct Edge {
    /// Its id in files.
    pub id: String,
    /// Where it begins.
    pub from: End,
    /// Where it ends.
    pub to: End,
    /// What it says; no lines on a stretch after the first.
    pub label: Label,
    /// Colour and line.
    pub look: Look,
    /// Its heads.
    pub heads: Heads,
    /// Whether it stands back.
    pub presence: Presence,
    /// The relations in it.
    pub facts: Vec<RelationId>,
    /// The identities of these relations.
    pub keys: Vec<String>,
    /// Every relation in it, a sentence each.
    pub sentences: Vec<String>,
}

/// Makes an edge of every bundle; `name` gives the ids of its ends in files.
pub(super) fn edges(reading: Reading<'_>, scene: &Scene, measure: Measure, name: impl Fn(End) -> String) -> Vec<Edge> {
    let all: Vec<RelationId> = scene.facts.iter().copied().collect();
    let cites = words::cited(reading.answer, &all).len() > 1;
    let mut taken = BTreeSet::new();
    let edge = |bundle: &Bundle| {
        let numbers = if cites { numbers(reading, &bundle.facts) } else { String::new() };
        let said = match scene.grain {
            Grain::Actors => said(reading, bundle, &scene.actors),
            Grain::Groups => counted(reading, bundle),
        };
        Edge {
            id: free(&mut taken, format!("tie-{}--{}", name(bundle.from), name(bundle.to))),
            from: bundle.from,
            to: bundle.to,
            label: Label::new(lines(&said, &numbers, measure.edge), EDGE_TEXT, Weight::Regular),
            look: bundle.look,
            heads: bundle.heads,
            presence: Presence::Full,
            facts: bundle.facts.clone(),
            keys: keys(reading, &bundle.facts),
            sentences: bundle.facts.iter().map(|&fact| in_full(reading, fact)).collect(),
        }
    };
    scene.bundles.iter().map(edge).collect()
}

/// A relation in a sentence, and who and what speaks against it.
fn in_full(reading: Reading<'_>, id: RelationId) -> String {
    let against = reading.answer.facts.get(&id).map_or_else(Vec::new, |fact| reading::against(reading, fact));
    let all: Vec<String> = std::iter::once(reading.brief(id)).chain(against).collect();
    clean(&all.join("; "))
}

fn keys(reading: Reading<'_>, facts: &[RelationId]) -> Vec<String> {
    facts.iter().filter_map(|fact| reading.answer.facts.get(fact)).map(|fact| clean(&fact.key)).collect()
}

/// The label of a line: what it says, and the numbers of its sources.
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

fn said(reading: Reading<'_>, bundle: &Bundle, drawn: &BTreeSet<ActorId>) -> String {
    let facts: Vec<&Fact> = bundle.facts.iter().filter_map(|fact| reading.answer.facts.get(fact)).collect();
    match bundle.part {
        Part::Passing | Part::Closing => String::new(),
        Part::Role(role) => {
            let phrase = facts.first().map_or_else(String::new, |fact| short(&fact.type_.phrase));
            format!("{phrase} {}", role.word().replace('-', " "))
        }
        Part::Whole | Part::Level | Part::Opening => {
            let all = bundle.all.map_or_else(String::new, |all| format!(" (all {all})"));
            format!("{}{all}", phrases(reading, &facts, drawn))
        }
    }
}

/// What is done between groups, the most frequent first, with how often.
fn counted(reading: Reading<'_>, bundle: &Bundle) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for fact in bundle.facts.iter().filter_map(|fact| reading.answer.facts.get(fact)) {
        *counts.entry(short(&fact.type_.phrase)).or_default() += 1;
    }
    let mut sorted: Vec<(String, usize)> = counts.into_iter().collect();
    sorted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let more: usize = sorted.iter().skip(2).map(|(_, count)| count).sum();
    let first = sorted.iter().take(2).map(|(phrase, count)| format!("{phrase} {count}"));
    let rest = (more > 0).then(|| format!("other {more}"));
    first.chain(rest).collect::<Vec<_>>().join("; ")
}

/// A phrase, why it does not hold, and what it is about.
type Said = ((String, Option<String>), Vec<String>);

/// What a bundle says: three words of what is done, and what it is about where that has no box of
/// its own; how many other things are done, and why it does not hold.
fn phrases(reading: Reading<'_>, facts: &[&Fact], drawn: &BTreeSet<ActorId>) -> String {
    let mut said: Vec<Said> = Vec::new();
    for fact in facts {
        let phrase = (short(&fact.type_.phrase), doubt(fact));
        let at = said.iter().position(|(other, _)| *other == phrase).unwrap_or_else(|| {
            said.push((phrase, Vec::new()));
            said.len() - 1
        });
        let items = fact.relation.role(Role::Item).filter(|item| !drawn.contains(item));
        said[at].1.extend(items.map(|item| clean(reading.name(item))));
    }
    let mut words = 0;
    let fitting = said.iter().take_while(|((phrase, _), _)| {
        words += phrase.split(' ').count();
        words <= WORDS
    });
    let fitting = fitting.count().max(1);
    let more = said.len().saturating_sub(fitting);
    let texts = said.into_iter().take(fitting).map(|((phrase, mark), items)| {
        let mark = mark.map_or_else(String::new, |mark| format!(" ({mark})"));
        format!("{}{mark}", with_items(&phrase, items))
    });
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    format!("{}{more}", texts.collect::<Vec<_>>().join("; "))
}

/// What a comparison says of a fact, why it does not hold, and that it is said to be otherwise. What is added
/// without a date may be older, and says so.
fn doubt(fact: &Fact) -> Option<String> {
    let is_undated = fact.mark == Some(Mark::Added) && !fact.relation.time.is_stated();
    let compared = fact.mark.map(Mark::word).filter(|mark| Some(*mark) != standing(fact));
    let parts = [compared, is_undated.then_some("undated"), standing(fact)];
    let words: Vec<&str> = parts.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// Why a fact does not hold, or that it is said to be otherwise.
fn standing(fact: &Fact) -> Option<&'static str> {
    let is_disputed = stroke::look(fact).line == Line::Broken && fact.relation.status == Some(Status::Disputed);
    let contested = if is_disputed { Status::Disputed.word() } else { "contested" };
    stroke::mark(fact).or_else(|| stroke::is_contested(fact).then_some(contested))
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
pub(super) fn short(phrase: &str) -> String {
    let bare =
        ["is a ", "is an ", "is ", "has as "].iter().find_map(|start| phrase.strip_prefix(start)).unwrap_or(phrase);
    clean(bare).split(' ').take(WORDS).collect::<Vec<_>>().join(" ")
}

pub(super) fn numbers(reading: Reading<'_>, facts: &[RelationId]) -> String {
    listed(&words::cited(reading.answer, facts).into_values().collect())
}

/// The first numbers of sources in brackets; nothing where there are none.
pub(super) fn listed(numbers: &BTreeSet<usize>) -> String {
    if numbers.is_empty() {
        return String::new();
    }
    let first: Vec<String> = numbers.iter().take(4).map(usize::to_string).collect();
    format!("[{}{}]", first.join(","), if numbers.len() > 4 { ",…" } else { "" })
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
