//! What stands around a picture: as of when, how much, from which sources, what is left out.

use super::Note;
use super::clean;
use super::legend;
use super::scene::{Grain, Scene};
use super::stroke;
use crate::answer::Answer;
use crate::answer::Fact;
use crate::answer::Scope;
use crate::model::Date;
use crate::model::RelationId;
use crate::model::Says;
use crate::model::SourceId;
use crate::model::Status;
use crate::model::Testimony;
use crate::render::reading::Reading;
use crate::text::grouped;
use crate::text::joined;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// As many contested relations as are told in words.
const CONTESTED: usize = 2;

/// As of when, how many actors and relations are drawn, how many of which standing.
pub(super) fn as_of(reading: Reading<'_>, scene: &Scene) -> String {
    let when = when(&reading.answer.scope);
    if scene.actors.is_empty() {
        return when;
    }
    let facts: Vec<&Fact> = scene.facts.iter().filter_map(|fact| reading.answer.facts.get(fact)).collect();
    let counts: Vec<String> = legend::by_line(&facts)
        .into_iter()
        .map(|(line, words)| {
            let count = facts.iter().filter(|fact| stroke::look(fact).line == line).count();
            format!("{} {}", grouped(&count.to_string()), joined(&words, "or"))
        })
        .collect();
    let counts = if counts.is_empty() { String::new() } else { format!(": {}", counts.join(", ")) };
    format!("{when} {}, {}{counts}.", several(scene.actors.len(), "actor"), several(facts.len(), "relation"))
}

/// The date and the window that were looked at.
fn when(scope: &Scope) -> String {
    let long = |date: &str| date.parse().map_or_else(|_| clean(date), long_date);
    let window = scope.during.as_ref().map(|window| match window.split_once("..") {
        Some((first, last)) => format!("between {} and {}", long(first), long(last)),
        None => format!("during {}", long(window)),
    });
    let date = scope.as_of.as_ref().map(|date| format!("as of {}", long(date)));
    let known = scope.known_by.as_ref().map(|state| format!(", as known by {}", clean(state))).unwrap_or_default();
    let words: Vec<String> = date.into_iter().chain(window).collect();
    let words = if words.is_empty() { "over all time".to_owned() } else { words.join(", ") } + &known;
    format!("{}{}.", words[..1].to_uppercase(), &words[1..])
}

/// A relation of the answer or of its backdrop.
pub(super) fn fact(answer: &Answer, id: RelationId) -> Option<&Fact> {
    answer.facts.get(&id).or_else(|| answer.backdrop.facts.get(&id))
}

/// A relation in one sentence.
pub(super) fn sentence(reading: Reading<'_>, id: RelationId) -> String {
    let fact = fact(reading.answer, id);
    fact.map_or_else(String::new, |fact| {
        let sentence = reading.sentence(fact, None);
        clean(&format!("{} {} {}", sentence.subject, sentence.phrase, sentence.object))
    })
}

/// The sources that relations cite, with their numbers.
pub(super) fn cited(answer: &Answer, facts: &[RelationId]) -> BTreeMap<SourceId, usize> {
    let facts = facts.iter().filter_map(|&id| fact(answer, id));
    let sources = facts.flat_map(|fact| &fact.relation.citations).map(|citation| citation.source);
    let card = |id: &SourceId| answer.sources.get(id).or_else(|| answer.backdrop.sources.get(id));
    sources.filter_map(|id| Some((id, card(&id)?.number))).collect()
}

/// The sources that what is drawn cites, by number.
pub(super) fn sources(reading: Reading<'_>, scene: &Scene) -> Vec<Note> {
    let answer = reading.answer;
    let frames = scene.blocs.iter().filter(|bloc| scene.grain == Grain::Actors && bloc.members.len() > 1);
    let facts = scene.facts.iter().chain(frames.flat_map(|bloc| &bloc.ties)).copied();
    let mut cited = cited(answer, &facts.collect::<Vec<_>>());
    let denials = contested(answer, scene).into_iter().flat_map(|fact| fact.relation.stances());
    let denials = denials.filter(|stance| stance.says == Says::Denies).filter_map(|stance| stance.source);
    cited.extend(denials.filter_map(|id| Some((id, answer.sources.get(&id)?.number))));
    let mut numbered: Vec<(usize, SourceId)> = cited.into_iter().map(|(id, number)| (number, id)).collect();
    numbered.sort_unstable();
    numbered
        .into_iter()
        .filter_map(|(number, id)| {
            let source = &answer.sources.get(&id).or_else(|| answer.backdrop.sources.get(&id))?.source;
            let publisher = source.publisher.as_ref().map(ToString::to_string);
            let grade = source.reliability.map(|grade| format!("reliability {grade}"));
            let rest = publisher.into_iter().chain(source.date.map(long_date)).chain(grade);
            let rest = rest.map(|part| format!(", {}", clean(&part))).collect();
            Some(Note { number, title: clean(&source.title), rest })
        })
        .collect()
}

/// The relations that are drawn one by one and said to be otherwise, in order.
fn contested<'a>(answer: &'a Answer, scene: &Scene) -> Vec<&'a Fact> {
    let drawn = scene.facts.iter().filter(|_| scene.grain == Grain::Actors);
    drawn.filter_map(|fact| answer.facts.get(fact)).filter(|fact| stroke::is_contested(fact)).collect()
}

/// Which relations are said to be otherwise, and by whom: a few in words, the others by number.
fn otherwise(reading: Reading<'_>, scene: &Scene) -> Option<String> {
    let all = contested(reading.answer, scene);
    let told = all.iter().take(CONTESTED).map(|fact| {
        let sentence = reading.sentence(fact, None);
        let opposed = opposed(reading, fact).map_or_else(String::new, |words| format!(" ({words})"));
        clean(&format!("{} {} {}{opposed}", sentence.subject, sentence.phrase, sentence.object))
    });
    let told = told.collect::<Vec<_>>().join("; ");
    let more = all.len().saturating_sub(CONTESTED);
    let more = if more > 0 { format!("; {more} more") } else { String::new() };
    (!all.is_empty()).then(|| format!("Contested: {told}{more}."))
}

/// Who and what speaks against a fact, in a few words.
fn opposed(reading: Reading<'_>, fact: &Fact) -> Option<String> {
    let answer = reading.answer;
    let denials = fact.relation.stances().iter().filter(|stance| stance.says == Says::Denies);
    let (by, read): (Vec<&str>, Vec<_>) = denials.map(|stance| (reading.name(stance.by), stance.source)).unzip();
    let denying = fact.relation.citations.iter().filter(|citation| citation.testimony == Testimony::Denies);
    let sources: BTreeSet<SourceId> = read.into_iter().flatten().chain(denying.map(|one| one.source)).collect();
    let numbers: BTreeSet<usize> = sources.iter().filter_map(|id| Some(answer.sources.get(id)?.number)).collect();
    let denied = match (by.is_empty(), numbers.is_empty()) {
        (true, true) => None,
        (true, false) => Some(format!("denied {}", super::edge::listed(&numbers))),
        (false, _) => Some(format!("denied by {} {}", joined(&by, "and"), super::edge::listed(&numbers))),
    };
    let records: Vec<RelationId> = fact.contradicting.iter().chain(&fact.competing).copied().collect();
    let otherwise =
        (!records.is_empty()).then(|| format!("told otherwise {}", super::edge::numbers(reading, &records)));
    let all: Vec<String> = denied.into_iter().chain(otherwise).map(|words| words.trim_end().to_owned()).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// Single source, nothing confirmed, what is said to be otherwise, and what is not drawn.
pub(super) fn remarks(reading: Reading<'_>, scene: &Scene) -> Vec<String> {
    let answer = reading.answer;
    let drawn: Vec<&Fact> = scene.facts.iter().filter_map(|fact| answer.facts.get(fact)).collect();
    let roots: BTreeSet<SourceId> = drawn.iter().flat_map(|fact| fact.roots.iter().copied()).collect();
    let is_confirmed = drawn.iter().any(|fact| fact.relation.status == Some(Status::Confirmed));
    let doubt = match (roots.len(), is_confirmed) {
        (1, _) => Some("Single source; nothing here is independently confirmed."),
        (2.., false) => Some("Unconfirmed: no relation here has the status confirmed."),
        _ => None,
    };
    let all = stroke::told(answer).len();
    let left_out = (scene.candidates - scene.actors.len(), all - drawn.len());
    let undrawn = (left_out != (0, 0)).then(|| {
        let of = grouped(&scene.candidates.to_string());
        let shown = grouped(&scene.actors.len().to_string());
        let actors = (left_out.0 > 0).then(|| format!("{shown} of {of} actors"));
        let relations = (left_out.1 > 0).then(|| format!("{} not shown", several(left_out.1, "relation")));
        let told: Vec<String> = actors.into_iter().chain(relations).collect();
        format!("{}; --full draws all.", told.join("; "))
    });
    let summed = (scene.grain == Grain::Groups).then(|| {
        format!("Too many to draw one by one: {} in groups, with counts.", several(scene.actors.len(), "actor"))
    });
    let is_compared = drawn.iter().any(|fact| fact.mark.is_some());
    let compared =
        is_compared.then(|| format!("Compared: {}. What did not change stands back.", clean(&answer.summary)));
    let doubts = doubt.map(str::to_owned).into_iter().chain(otherwise(reading, scene));
    compared.into_iter().chain(doubts).chain(summed).chain(undrawn).collect()
}

/// A number of things.
pub(super) fn several(count: usize, word: &str) -> String {
    format!("{} {word}{}", grouped(&count.to_string()), if count == 1 { "" } else { "s" })
}

/// A date as a briefer writes it: `26 February 2026`, `about 2016`.
fn long_date(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, month, day) = date.parts();
    let name = month.checked_sub(1).and_then(|at| MONTHS.get(at as usize));
    let text = match (name, day) {
        (None, _) => year.to_string(),
        (Some(month), 0) => format!("{month} {year}"),
        (Some(month), day) => format!("{day} {month} {year}"),
    };
    if date.is_marked() { format!("about {text}") } else { text }
}
