//! What changed in a record, in words.

use crate::answer::ActorCard;
use crate::answer::Answer;
use crate::answer::Fact;
use crate::answer::How;
use crate::answer::Mark;
use crate::answer::Reason;
use crate::answer::SourceCard;
use crate::model::Actor;
use crate::model::ActorId;
use crate::model::Amount;
use crate::model::Citation;
use crate::model::Date;
use crate::model::Details;
use crate::model::Money;
use crate::model::Role;
use crate::model::Source;
use crate::model::SourceId;
use crate::model::Stance;
use crate::model::Time;
use crate::model::Until;
use crate::text::count;
use std::collections::BTreeMap;

/// Changes as they are found, a few words each.
#[derive(Default)]
pub(super) struct Changes(pub(super) Vec<String>);

impl Changes {
    /// Tells of a field that went from one value to another; a value that was not stated is said
    /// to be so.
    pub(super) fn field(&mut self, name: &str, (old, new): (Option<String>, Option<String>)) {
        if old != new {
            let stated = |value: Option<String>| value.unwrap_or_else(|| "not stated".to_owned());
            self.0.push(format!("{name}: {} → {}", stated(old), stated(new)));
        }
    }

    /// Tells of words that are too long to be shown twice.
    fn text(&mut self, name: &str, (old, new): (Option<&str>, Option<&str>)) {
        if old != new {
            let what = match (old, new) {
                (None, _) => "added",
                (_, None) => "removed",
                _ => "changed",
            };
            self.0.push(format!("{name} {what}"));
        }
    }

    /// Tells what was added to a list, taken from it and changed in it, by what tells its items apart.
    fn list<K: Ord, V: PartialEq>(&mut self, one: &str, (old, new): (BTreeMap<K, V>, BTreeMap<K, V>)) {
        let added = new.keys().filter(|key| !old.contains_key(key)).count();
        let gone = old.keys().filter(|key| !new.contains_key(key)).count();
        let changed = new.iter().filter(|(key, value)| old.get(key).is_some_and(|other| other != *value)).count();
        let named = [(added, "added"), (gone, "removed"), (changed, "changed")];
        let words = named.into_iter().filter(|(many, _)| *many > 0);
        self.0.extend(words.map(|(many, what)| format!("{} {what}", count(many, one))));
    }
}

/// What is to be said of a relation of two answers of one numbering: what became of one that both
/// tell, which is nothing where it is the same and holds alike.
pub(super) fn of_told([before, after]: [&Answer; 2], pair: [Option<&Fact>; 2], mark: Option<Mark>) -> Vec<String> {
    match (mark, pair) {
        (None, [Some(old), Some(new)]) => {
            let mut changes = of_fact((before, old), (after, new));
            if changes.0.is_empty() {
                changes.field("holds", (Some(how(old.verdict)), Some(how(new.verdict))));
            }
            changes.0
        }
        (Some(Mark::Added), [_, Some(new)]) if !new.relation.time.is_stated() => {
            vec!["no date is stated: it may be older".to_owned()]
        }
        _ => Vec::new(),
    }
}

/// The same of a record, whether it holds or not.
pub(super) fn of_record([before, after]: [&Answer; 2], pair: [Option<&Fact>; 2], _: Option<Mark>) -> Vec<String> {
    match pair {
        [Some(old), Some(new)] => of_fact((before, old), (after, new)).0,
        _ => Vec::new(),
    }
}

/// Where a record is written plays no part.
fn of_fact((before, old): (&Answer, &Fact), (after, new): (&Answer, &Fact)) -> Changes {
    let mut changes = Changes::default();
    let (was, is) = (&old.relation, &new.relation);
    let not = |negated: bool| Some(if negated { "does not hold" } else { "holds" }.to_owned());
    changes.field("claim", (not(was.negated), not(is.negated)));
    let words = |word: Option<&'static str>| word.map(str::to_owned);
    changes.field("status", (words(was.status.map(|s| s.word())), words(is.status.map(|s| s.word()))));
    changes.field("phase", (words(was.phase.map(|p| p.word())), words(is.phase.map(|p| p.word()))));
    changes.field("dates", (dates(was.time), dates(is.time)));
    for role in Role::ALL {
        let of = |answer: &Answer, fact: &Fact| {
            let names: Vec<&str> = fact
                .relation
                .role(*role)
                .filter_map(|id| answer.actors.get(&id))
                .map(|card| &*card.actor.name)
                .collect();
            (!names.is_empty()).then(|| names.join(", "))
        };
        changes.field(&role.word().replace('-', " "), (of(before, old), of(after, new)));
    }
    let none = Details::default();
    details(&mut changes, was.details().unwrap_or(&none), is.details().unwrap_or(&none));
    changes.list("source", (cited(&was.citations), cited(&is.citations)));
    changes.field("handling", (level(before, was.handling), level(after, is.handling)));
    changes
}

/// A level of handling, in the word of the answer's vocabulary.
fn level(answer: &Answer, at: Option<u8>) -> Option<String> {
    answer.vocabulary.handling.get(usize::from(at?)).map(ToString::to_string)
}

fn details(changes: &mut Changes, old: &Details, new: &Details) {
    changes.field("quantity", (old.quantity.as_ref().map(amount), new.quantity.as_ref().map(amount)));
    changes.field("value", (old.value.as_ref().map(money), new.value.as_ref().map(money)));
    let written = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    changes.field("condition", (written(&old.condition), written(&new.condition)));
    let confidence = |details: &Details| details.confidence.map(|word| word.to_string());
    changes.field("confidence", (confidence(old), confidence(new)));
    let likelihood = |details: &Details| details.likelihood.map(|word| word.to_string());
    changes.field("likelihood", (likelihood(old), likelihood(new)));
    changes.list("stance", (stances(&old.stances), stances(&new.stances)));
    changes.text("note", (old.note.as_deref(), new.note.as_deref()));
}

/// What became of an actor's own record.
pub(super) fn of_actor(old: &ActorCard, new: &ActorCard) -> Vec<String> {
    let mut changes = Changes::default();
    let (was, is) = (&old.actor, &new.actor);
    changes.field("name", (Some(was.name.to_string()), Some(is.name.to_string())));
    changes.field("kind", (Some(old.kind.label.to_string()), Some(new.kind.label.to_string())));
    changes.field("life", (dates(life(was.since, was.until)), dates(life(is.since, is.until))));
    let listed = |names: &[Box<str>]| names.iter().map(|name| (name.clone(), ())).collect::<BTreeMap<_, _>>();
    changes.list("alias", (listed(was.aliases()), listed(is.aliases())));
    changes.list("tag", (listed(was.tags()), listed(is.tags())));
    changes.list("former id", (listed(was.was()), listed(is.was())));
    let placeholder = |actor: &Actor| Some(if actor.placeholder { "yes" } else { "no" }.to_owned());
    changes.field("placeholder", (placeholder(was), placeholder(is)));
    let (none, other) = (Default::default(), Default::default());
    let (was, is) = (was.details.as_deref().unwrap_or(&none), is.details.as_deref().unwrap_or(&other));
    let ids = |ids: &[(Box<str>, Box<str>)]| ids.iter().cloned().collect::<BTreeMap<_, _>>();
    changes.list("foreign id", (ids(&was.ids), ids(&is.ids)));
    changes.text("description", (was.description.as_deref(), is.description.as_deref()));
    changes.list("source", (cited(&was.citations), cited(&is.citations)));
    changes.text("note", (was.note.as_deref(), is.note.as_deref()));
    changes.0
}

/// What became of a source's own record.
pub(super) fn of_source((before, old): (&Answer, &SourceCard), (after, new): (&Answer, &SourceCard)) -> Vec<String> {
    let mut changes = Changes::default();
    let (was, is) = (&old.source, &new.source);
    let text = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    changes.field("title", (Some(was.title.to_string()), Some(is.title.to_string())));
    changes.field("kind", (text(&was.kind), text(&is.kind)));
    changes.field("publisher", (text(&was.publisher), text(&is.publisher)));
    changes.field("author", (text(&was.author), text(&is.author)));
    changes.field("date", (was.date.map(|date| date.to_string()), is.date.map(|date| date.to_string())));
    changes.field("url", (text(&was.url), text(&is.url)));
    changes.field("archive", (text(&was.archive_url), text(&is.archive_url)));
    changes.field("language", (text(&was.lang), text(&is.lang)));
    let rated = |source: &Source| source.reliability.map(|letter| letter.word().to_owned());
    changes.field("reliability", (rated(was), rated(is)));
    let roots = |source: &Source| source.derives_from.iter().map(|root| (*root, ())).collect::<BTreeMap<_, _>>();
    changes.list("root", (roots(was), roots(is)));
    changes.field("handling", (level(before, was.handling), level(after, is.handling)));
    changes.text("note", (was.note.as_deref(), is.note.as_deref()));
    changes.0
}

fn life(since: Option<Date>, until: Option<Until>) -> Time {
    Time::State(since, until)
}

/// Dates as they are written.
fn dates(time: Time) -> Option<String> {
    let end = |until: Until| match until {
        Until::Open => "..".to_owned(),
        Until::Date(date) => date.to_string(),
    };
    match time {
        Time::Unstated | Time::State(None, None) => None,
        Time::Event(date) => Some(date.to_string()),
        Time::State(Some(since), None) => Some(format!("since {since}")),
        Time::State(Some(since), Some(until)) => Some(format!("{since} to {}", end(until))),
        Time::State(None, Some(until)) => Some(format!("until {}", end(until))),
    }
}

fn amount(amount: &Amount) -> String {
    let parts = [
        amount.precision.map(|word| word.to_string()),
        Some(amount.amount.to_string()),
        amount.unit.as_ref().map(ToString::to_string),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn money(money: &Money) -> String {
    let parts = [
        money.precision.map(|word| word.to_string()),
        Some(money.amount.to_string()),
        Some(money.currency.to_string()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Citations by the source, and by the place in it where it is cited several times.
fn cited(citations: &[Citation]) -> BTreeMap<(SourceId, Option<&str>), &Citation> {
    citations.iter().map(|citation| ((citation.source, place(citation)), citation)).collect()
}

fn place(citation: &Citation) -> Option<&str> {
    citation.details().and_then(|details| details.at.as_deref())
}

fn stances(stances: &[Stance]) -> BTreeMap<(ActorId, Option<SourceId>), &Stance> {
    stances.iter().map(|stance| ((stance.by, stance.source), stance)).collect()
}

/// How a relation holds, or why it is not looked at.
fn how(verdict: Result<How, Reason>) -> String {
    match verdict {
        Ok(How::Certainly) => "now, certainly".into(),
        Ok(How::Possibly) => "now, possibly".into(),
        Ok(How::Happened) => "has happened".into(),
        Ok(How::PossiblyHappened) => "has possibly happened".into(),
        Ok(How::Otherwise) => "let in".into(),
        Err(reason) => reason.word().into(),
    }
}
