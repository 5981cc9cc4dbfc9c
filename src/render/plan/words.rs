//! What stands around a picture: as of when, how much, from which sources, what is left out.

use super::Note;
use super::clean;
use super::legend;
use super::stroke;
use crate::answer::Fact;
use crate::model::Date;
use crate::model::RelationId;
use crate::model::SourceId;
use crate::render::reading::Reading;
use crate::text::grouped;
use std::collections::BTreeSet;

/// As of when, how many actors and relations are drawn, how many of which standing.
pub(super) fn as_of(reading: Reading<'_>, actors: usize, facts: &[RelationId]) -> String {
    let when = reading.answer.scope.as_of.as_ref().map_or_else(
        || "Over all time.".to_owned(),
        |date| format!("As of {}.", date.parse().map_or_else(|_| clean(date), long_date)),
    );
    if actors == 0 {
        return when;
    }
    let facts: Vec<&Fact> = facts.iter().filter_map(|fact| reading.answer.facts.get(fact)).collect();
    let counts: Vec<String> = legend::by_line(&facts)
        .into_iter()
        .map(|(line, words)| {
            let count = facts.iter().filter(|fact| stroke::look(fact).line == line).count();
            format!("{} {}", grouped(&count.to_string()), legend::joined(&words))
        })
        .collect();
    let counts = if counts.is_empty() { String::new() } else { format!(": {}", counts.join(", ")) };
    format!("{when} {}, {}{counts}.", several(actors, "actor"), several(facts.len(), "relation"))
}

/// The sources that the drawn relations cite, by number.
pub(super) fn sources(reading: Reading<'_>, facts: &[RelationId]) -> Vec<Note> {
    let facts = facts.iter().filter_map(|fact| reading.answer.facts.get(fact));
    let cited: BTreeSet<SourceId> = facts.flat_map(|fact| &fact.relation.citations).map(|c| c.source).collect();
    let numbered = reading.sources().into_iter().filter(|(_, id)| cited.contains(id));
    numbered
        .filter_map(|(number, id)| {
            let source = &reading.answer.sources.get(&id)?.source;
            let publisher = source.publisher.as_ref().map(ToString::to_string);
            let grade = source.reliability.map(|grade| format!("reliability {grade}"));
            let rest = publisher.into_iter().chain(source.date.map(long_date)).chain(grade);
            let rest = rest.map(|part| format!(", {}", clean(&part))).collect();
            Some(Note { number, title: clean(&source.title), rest })
        })
        .collect()
}

/// Single source, and what is not drawn.
pub(super) fn remarks(reading: Reading<'_>, actors: usize, facts: &[RelationId]) -> Vec<String> {
    let answer = reading.answer;
    let mut remarks = Vec::new();
    let drawn = facts.iter().filter_map(|fact| answer.facts.get(fact));
    let roots: BTreeSet<SourceId> = drawn.flat_map(|fact| fact.roots.iter().copied()).collect();
    if roots.len() == 1 {
        remarks.push("Single source; nothing here is independently confirmed.".to_owned());
    }
    let rows = answer.rows.iter().flat_map(|row| &row.facts).map(|seen| seen.relation);
    let all: BTreeSet<RelationId> =
        rows.chain(answer.routes.iter().flat_map(|r| r.hops.iter().flatten()).copied()).collect();
    let undrawn = all.len().saturating_sub(facts.len());
    if undrawn > 0 {
        let shown = grouped(&actors.to_string());
        let of = grouped(&answer.actors.len().to_string());
        remarks.push(format!("{shown} of {of} actors are drawn; {} not shown.", several(undrawn, "relation")));
    }
    let left: Vec<String> = answer
        .scope
        .left_out
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(reason, count)| format!("{} {reason}", grouped(&count.to_string())))
        .collect();
    if !left.is_empty() {
        remarks.push(format!("Left out by the lens: {}.", left.join(", ")));
    }
    remarks
}

fn several(count: usize, word: &str) -> String {
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
