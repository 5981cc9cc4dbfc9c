//! What stands under a fact: who denies it, what competes with it, what it does not say.

use super::Reading;
use crate::answer::Detail;
use crate::answer::Fact;
use crate::model::Says;
use crate::model::Stance;
use crate::model::Testimony;
use std::collections::BTreeSet;

/// A line under a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::render) enum Remark {
    /// Somebody or something speaks against it.
    Against(String),
    /// It is spoken for, or leans on little.
    Beside(String),
    /// It follows from the numbers.
    Derived(String),
    /// A full record would say it.
    Missing(String),
    /// The coder's own words, or the source's.
    Words(String),
}

impl Remark {
    /// The words of the line.
    pub fn text(&self) -> &str {
        match self {
            Self::Against(text)
            | Self::Beside(text)
            | Self::Derived(text)
            | Self::Missing(text)
            | Self::Words(text) => text,
        }
    }
}

/// All lines under a fact, in the order in which a reader needs them.
pub(in crate::render) fn remarks(reading: Reading<'_>, fact: &Fact) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = fact.relation.stances().iter().map(|one| stance(reading, one)).collect();
    for (word, others) in [("contradicted by", &fact.contradicting), ("competes with", &fact.competing)] {
        remarks.extend(others.iter().map(|&other| Remark::Against(format!("{word}: {}", reading.brief(other)))));
    }
    if fact.roots.len() == 1 && asserting(fact) > 1 {
        remarks.push(Remark::Beside("all of its sources go back to one".to_owned()));
    }
    if !fact.derived.is_empty() {
        remarks.push(Remark::Derived(format!("derived: {}", fact.derived.join("; "))));
    }
    let in_full = reading.answer.detail == Detail::Full;
    if in_full && !fact.missing.is_empty() {
        remarks.push(Remark::Missing(format!("not stated: {}", fact.missing.join(", "))));
    }
    let (open, close) = (reading.sign("“", "\""), reading.sign("”", "\""));
    for citation in &fact.relation.citations {
        let Some(details) = citation.details() else { continue };
        let number = reading.answer.sources.get(&citation.source).map_or(0, |card| card.number);
        remarks.extend(details.quote.iter().map(|quote| Remark::Words(format!("{open}{quote}{close} [{number}]"))));
        remarks.extend(details.note.iter().map(|note| Remark::Words(format!("note on [{number}]: {note}"))));
    }
    let note = fact.relation.details().and_then(|details| details.note.as_ref());
    remarks.extend(note.map(|note| Remark::Words(format!("note: {note}"))));
    if in_full {
        remarks.push(Remark::Words(format!("written in {}:{}", fact.file, fact.relation.place.line)));
    }
    remarks
}

/// Who and what speaks against a fact, each in words.
pub(in crate::render) fn against(reading: Reading<'_>, fact: &Fact) -> Vec<String> {
    let all = remarks(reading, fact).into_iter();
    all.filter(|remark| matches!(remark, Remark::Against(_))).map(|remark| remark.text().to_owned()).collect()
}

/// How many different sources assert the fact.
fn asserting(fact: &Fact) -> usize {
    let asserting = fact.relation.citations.iter().filter(|citation| citation.testimony == Testimony::Asserts);
    asserting.map(|citation| citation.source).collect::<BTreeSet<_>>().len()
}

/// A stance in words: who says what, when, and where that is read.
pub(in crate::render) fn spoken(reading: Reading<'_>, stance: &Stance) -> String {
    let who = reading.name(stance.by);
    let mut text = match stance.says {
        Says::Affirms => format!("affirmed by {who}"),
        Says::Denies => format!("denied by {who}"),
        Says::NoComment => format!("no comment from {who}"),
    };
    if let Some(date) = stance.date {
        text = format!("{text}, {date}");
    }
    if let Some(card) = stance.source.and_then(|source| reading.answer.sources.get(&source)) {
        let at = stance.at.as_deref().map_or_else(String::new, |at| format!(" {at}"));
        text = format!("{text} [{}{at}]", reading.named(card));
    }
    if let Some(note) = &stance.note {
        text = format!("{text} ({note})");
    }
    text
}

fn stance(reading: Reading<'_>, stance: &Stance) -> Remark {
    let text = spoken(reading, stance);
    if stance.says == Says::Denies { Remark::Against(text) } else { Remark::Beside(text) }
}
