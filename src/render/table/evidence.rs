//! A fact as lines of evidence: sentence, parts, citations, and the remarks under it.

use super::Table;
use super::flow::{Flow, Style};
use crate::answer::Fact;
use crate::answer::Mark;
use crate::answer::Seen;
use crate::model::Polarity;
use crate::render::reading::Reading;
use crate::render::reading::Remark;
use crate::render::reading::Topic;
use crate::render::reading::remarks;

/// Writes a fact, in full where it has not been told before.
pub(super) fn fact(table: &mut Table<'_>, seen: Seen, indent: usize) {
    let Some(fact) = table.reading.fact(seen) else { return };
    let is_new = table.told.insert(seen.relation);
    let mut flow = sentence(table.reading, fact, seen);
    if is_new {
        flow.say(Style::Dim, &table.reading.citations(fact));
    } else {
        flow.join(Style::Plain, &separator(table.reading));
        flow.say(Style::Dim, "as above");
    }
    table.paper.print(indent, indent + 4, &flow);
    if is_new {
        for remark in remarks(table.reading, fact) {
            table.paper.print(indent + 4, indent + 6, &Flow::of(style(&remark), remark.text()));
        }
    }
}

fn sentence(reading: Reading<'_>, fact: &Fact, seen: Seen) -> Flow {
    let words = reading.sentence(fact, seen.from);
    let mut flow = Flow::default();
    if let Some(mark) = fact.mark {
        flow.say(Style::Warning, sign(mark));
    }
    if fact.relation.negated {
        flow.say(Style::Doubt, "not so:");
    }
    flow.say(Style::Plain, words.subject);
    flow.say(polarity(fact.type_.polarity), words.phrase);
    flow.say(Style::Plain, words.object);
    for (topic, part) in reading.parts(fact) {
        flow.join(Style::Dim, &separator(reading));
        let style = match topic {
            Topic::Role | Topic::Amount | Topic::Condition => Style::Plain,
            Topic::Doubt => Style::Doubt,
            Topic::Time | Topic::Standing => Style::Dim,
        };
        flow.say(style, &part);
    }
    flow
}

fn separator(reading: Reading<'_>) -> String {
    reading.sign(" ·", ";").to_owned()
}

fn polarity(polarity: Polarity) -> Style {
    match polarity {
        Polarity::Cooperative => Style::Cooperative,
        Polarity::Hostile => Style::Hostile,
        Polarity::Neutral => Style::Plain,
    }
}

fn style(remark: &Remark) -> Style {
    match remark {
        Remark::Against(_) => Style::Doubt,
        Remark::Beside(_) | Remark::Derived(_) => Style::Plain,
        Remark::Missing(_) | Remark::Words(_) => Style::Dim,
    }
}

fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Added | Mark::Entered => "+",
        Mark::Gone | Mark::Left => "-",
        Mark::Changed => "~",
    }
}
