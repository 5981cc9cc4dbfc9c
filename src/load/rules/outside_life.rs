//! A relation lies within the lives of its actors.

use super::Checked;
use super::warning;
use crate::diagnostic::Diagnostic;
use crate::model::Actor;
use crate::model::RelationId;
use crate::model::Time;
use crate::model::Until;

/// Finds relations that certainly begin before an actor does, or end after it.
pub(super) fn check(checked: &Checked<'_>, relation: RelationId, found: &mut Vec<Diagnostic>) {
    let record = &checked.model[relation];
    if checked.bounded.is_empty() || !record.time.is_stated() {
        return;
    }
    let mut told = Vec::new();
    for id in record.participants() {
        if !checked.bounded[id.at()] || told.contains(&id) {
            continue;
        }
        let actor = &checked.model[id];
        told.push(id);
        if begins_before(record.time, actor) {
            let span = checked.first_entry(record.place, &["date", "since", "until"]);
            let headline = format!("a relation of `{}` begins before `{}` does", actor.id, actor.id);
            found.push(outside(checked, headline, span, (actor, "since")));
        } else if ends_after(record.time, actor) {
            let span = checked.first_entry(record.place, &["date", "until", "since"]);
            let headline = format!("a relation of `{}` goes on after its end", actor.id);
            found.push(outside(checked, headline, span, (actor, "until")));
        }
    }
}

fn begins_before(time: Time, actor: &Actor) -> bool {
    let Some(since) = actor.since else { return false };
    let (Time::Event(date) | Time::State(Some(date), _) | Time::State(None, Some(Until::Date(date)))) = time else {
        return false;
    };
    date.interval().last < since.interval().first
}

fn ends_after(time: Time, actor: &Actor) -> bool {
    let Some(Until::Date(until)) = actor.until else { return false };
    match time {
        Time::State(_, Some(Until::Open)) => true,
        Time::Event(date) | Time::State(_, Some(Until::Date(date))) | Time::State(Some(date), None) => {
            date.interval().first > until.interval().last
        }
        Time::State(None, None) | Time::Unstated => false,
    }
}

fn outside(checked: &Checked<'_>, headline: String, span: crate::text::Span, life: (&Actor, &str)) -> Diagnostic {
    let (actor, key) = life;
    let what = if key == "since" { "where its life begins" } else { "where its life ends" };
    warning("outside-life", headline, span, "outside its life")
        .also(checked.entry(actor.place, key), what)
        .help("one of the two dates is wrong, or another actor is meant: a predecessor or a successor")
}
