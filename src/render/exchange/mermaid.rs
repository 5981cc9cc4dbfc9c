//! A flowchart in Mermaid, for pages that draw it.
//!
//! Ids are made here, and everything in a text but letters, digits and spaces is written as an
//! entity, so that no name can end a label. Mermaid refuses more than 500 edges and more than
//! 50,000 characters, and so does this form, before the reader sees an empty page.

use super::network::source;
use crate::answer::Answer;
use crate::answer::Fact;
use crate::model::ActorId;
use crate::model::Polarity;
use crate::model::Role;
use crate::model::Status;
use crate::render::Carries;
use crate::render::Content;
use crate::render::Format;
use crate::render::Part;
use crate::render::Trouble;
use crate::render::reading::Reading;
use crate::render::reading::when;
use crate::render::surroundings::Surroundings;
use crate::text::grouped;
use crate::text::visible;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Mermaid.
pub(in crate::render) const FORMAT: Format = Format {
    name: "mermaid",
    ending: "mmd",
    media_type: "text/vnd.mermaid; charset=utf-8",
    content: Content::Text,
    summary: "a flowchart for pages that draw Mermaid",
    carries: Carries::AllBut(&[
        Part::Rows,
        Part::Routes,
        Part::Notes,
        Part::Handling,
        Part::Sources,
        Part::Citations,
        Part::Quotes,
        Part::Attestations,
        Part::Aliases,
        Part::Descriptions,
        Part::OtherIds,
        Part::Lives,
        Part::Placeholders,
        Part::Amounts,
        Part::Standing,
        Part::Conditions,
        Part::Judgements,
        Part::Stances,
        Part::Remarks,
        Part::Verdicts,
        Part::Roots,
        Part::Disputes,
        Part::Gaps,
        Part::Places,
        Part::Marks,
    ]),
    write,
};

/// What Mermaid's own settings allow (`maxEdges`, `maxTextSize`).
const EDGES: usize = 500;
const LETTERS: usize = 50_000;

const HELP: &str =
    "narrow the question, by --only TYPE for one, or choose a form without limits, such as graphml or svg";

fn write(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    if answer.facts.len() > EDGES {
        let relations = grouped(&answer.facts.len().to_string());
        return Err(Trouble::TooLarge(format!("Mermaid draws at most {EDGES} edges, and this is {relations}"), HELP));
    }
    let reading = Reading::apart(answer);
    let mut out = String::from("flowchart LR\n");
    for (word, text) in [("accTitle", &answer.title), ("accDescr", &heading(reading))] {
        if !text.trim().is_empty() {
            let _ = writeln!(out, "  {word}: {}", coded(text));
        }
    }
    for (at, card) in answer.actors.values().enumerate() {
        let _ = writeln!(out, "  a{at}[\"{}\"]", coded(&card.actor.name));
    }
    for fact in answer.facts.values() {
        let at = |actor: ActorId| answer.actors.keys().position(|&other| other == actor);
        if let (Some(from), Some(to)) = (at(fact.relation.from), at(fact.relation.to)) {
            let _ = writeln!(out, "  a{from} {}|\"{}\"| a{to}", arrow(fact), coded(&words(reading, fact)));
        }
    }
    let letters = out.chars().count();
    if letters > LETTERS {
        let (most, letters) = (grouped(&LETTERS.to_string()), grouped(&letters.to_string()));
        return Err(Trouble::TooLarge(format!("Mermaid reads at most {most} characters, and this is {letters}"), HELP));
    }
    Ok(out.into_bytes())
}

fn heading(reading: Reading<'_>) -> String {
    let answer = reading.answer;
    let parts = answer.handling.iter().cloned().chain([answer.summary.clone(), reading.scope()]);
    parts.chain(answer.cut.clone()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The phrase, what it is about, its dates, and the ids of its sources.
fn words(reading: Reading<'_>, fact: &Fact) -> String {
    let not = if fact.relation.negated { "not: " } else { "" };
    let mut text = format!("{not}{}", fact.type_.phrase);
    for &role in Role::ALL {
        let names: Vec<&str> = fact.relation.role(role).map(|id| reading.name(id)).collect();
        if !names.is_empty() {
            let _ = write!(text, ", {} {}", role.word(), names.join(", "));
        }
    }
    if let Some(when) = when(fact.relation.time) {
        let _ = write!(text, ", {when}");
    }
    let cited: BTreeSet<&str> = fact.relation.citations.iter().map(|one| source(reading, one.source)).collect();
    let _ = write!(text, " [{}]", cited.into_iter().collect::<Vec<_>>().join(", "));
    text
}

/// Thick where it harms, dotted where it is in doubt, without a head where it has no direction.
fn arrow(fact: &Fact) -> &'static str {
    let sure = matches!(fact.relation.status, None | Some(Status::Confirmed | Status::Reported));
    match (sure, fact.type_.polarity, fact.type_.symmetric) {
        (false, _, false) => "-.->",
        (false, _, true) => "-.-",
        (true, Polarity::Hostile, false) => "==>",
        (true, Polarity::Hostile, true) => "===",
        (true, _, false) => "-->",
        (true, _, true) => "---",
    }
}

/// Letters, digits and spaces as they are, all else as its code point; never nothing, for a label
/// may not be empty.
fn coded(text: &str) -> String {
    if text.is_empty() {
        return " ".to_owned();
    }
    let mut out = String::new();
    for c in visible(text).chars() {
        if c.is_alphanumeric() || c == ' ' {
            out.push(c);
        } else {
            let _ = write!(out, "#{};", u32::from(c));
        }
    }
    out
}
