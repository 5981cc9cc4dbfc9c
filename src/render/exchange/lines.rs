//! JSON Lines in the graph format: an answer that is a graph again.
//!
//! One record a line, in canonical form, with what its records need of the manifest and of the
//! vocabulary before them, so that the file loads by itself and holds the same facts. What the
//! program works out (verdicts, independent sources, disputes) is worked out anew by whoever asks.

mod object;
mod vocabulary;

use super::edges::dates;
use super::network::{actor, level, source};
use super::nodes::until;
use crate::answer::ActorCard;
use crate::answer::Answer;
use crate::answer::Fact;
use crate::answer::SourceCard;
use crate::model::Amount;
use crate::model::Citation;
use crate::model::Money;
use crate::model::Relation;
use crate::model::Role;
use crate::model::SourceId;
use crate::model::Stance;
use crate::model::Testimony;
use crate::render::Carries;
use crate::render::Format;
use crate::render::Part;
use crate::render::Trouble;
use crate::render::reading::Reading;
use crate::render::surroundings::Surroundings;
use object::{Object, list, one_or_list, quoted};

/// JSON Lines.
pub(in crate::render) const FORMAT: Format = Format {
    name: "jsonl",
    ending: "jsonl",
    media_type: "application/jsonl",
    summary: "the graph format, one record a line: loads again as a graph",
    carries: Carries::AllBut(&[
        Part::Heading,
        Part::Rows,
        Part::Routes,
        Part::Notes,
        Part::Verdicts,
        Part::Roots,
        Part::Disputes,
        Part::Gaps,
        Part::Places,
        Part::Marks,
    ]),
    write,
};

fn write(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let reading = Reading::apart(answer);
    let mut lines = vocabulary::manifest(answer);
    lines.extend(vocabulary::vocabulary(answer).map(|vocabulary| line("vocabulary", &vocabulary)));
    let sources = answer.sources.values().map(|card| source_record(reading, card));
    lines.extend(sorted(sources.collect(), &["id"]).iter().map(|record| line("source", record)));
    let actors = answer.actors.values().map(|card| actor_record(reading, card));
    lines.extend(sorted(actors.collect(), &["id"]).iter().map(|record| line("actor", record)));
    let relations = answer.facts.values().map(|fact| relation_record(reading, fact));
    let relations = sorted(relations.collect(), &["from", "type", "to", "item", "id"]);
    lines.extend(relations.iter().map(|record| line("relation", record)));
    Ok(lines.concat().into_bytes())
}

fn line(sort: &str, record: &Object) -> String {
    format!("{{{}: {}}}\n", quoted(sort), record.text())
}

/// Records by what stands under these keys, then by all that they hold.
fn sorted(mut records: Vec<Object>, keys: &[&str]) -> Vec<Object> {
    records.sort_by_cached_key(|record| {
        (keys.iter().map(|key| record.get(key).map(str::to_owned)).collect::<Vec<_>>(), record.text())
    });
    records
}

fn source_record(reading: Reading<'_>, card: &SourceCard) -> Object {
    let source = &card.source;
    let mut record = Object::default();
    record.text_of("id", Some(&source.id));
    record.text_of("title", Some(&source.title));
    record.text_of("kind", source.kind.as_ref());
    record.text_of("publisher", source.publisher.as_ref());
    record.text_of("author", source.author.as_ref());
    record.text_of("date", source.date);
    record.text_of("url", source.url.as_ref());
    record.text_of("archive-url", source.archive_url.as_ref());
    record.text_of("lang", source.lang.as_ref());
    record.text_of("reliability", source.reliability);
    record.put("derives-from", sources(reading, &source.derives_from));
    record.text_of("handling", level(reading, source.handling));
    record.text_of("note", source.note.as_ref());
    record
}

fn actor_record(reading: Reading<'_>, card: &ActorCard) -> Object {
    let actor = &card.actor;
    let details = actor.details.as_deref();
    let texts = |all: &[Box<str>]| list(all.iter().map(|text| quoted(text)));
    let ids = details.map_or(&[][..], |details| &details.ids);
    let mut other = Object::default();
    ids.iter().for_each(|(scheme, id)| other.text_of(scheme, Some(id)));
    let mut record = Object::default();
    record.text_of("id", Some(&actor.id));
    record.text_of("kind", Some(&card.kind.id));
    record.text_of("name", Some(&actor.name));
    record.put("aliases", texts(actor.aliases()));
    record.put("tags", texts(actor.tags()));
    record.text_of("description", details.and_then(|details| details.description.as_ref()));
    record.text_of("since", actor.since);
    record.text_of("until", actor.until.map(until));
    record.put("placeholder", actor.placeholder.then(|| "true".to_owned()));
    record.put("ids", other.unless_empty());
    record.put("was", texts(actor.was()));
    record.put("sources", details.and_then(|details| citations(reading, &details.citations)));
    record.text_of("note", details.and_then(|details| details.note.as_ref()));
    record
}

fn relation_record(reading: Reading<'_>, fact: &Fact) -> Object {
    let relation = &fact.relation;
    let details = relation.details();
    let mut record = Object::default();
    record.text_of("id", details.and_then(|details| details.id.as_ref()));
    record.text_of("from", Some(actor(reading, relation.from)));
    record.text_of("type", Some(&fact.type_.id));
    record.text_of("to", Some(actor(reading, relation.to)));
    for &role in Role::ALL {
        record.put(role.word(), one_or_list(relation.role(role).map(|id| quoted(actor(reading, id)))));
    }
    record.put("quantity", details.and_then(|details| details.quantity.as_ref()).map(quantity));
    record.put("value", details.and_then(|details| details.value.as_ref()).map(sum));
    record.put("negated", relation.negated.then(|| "true".to_owned()));
    standing(&mut record, relation);
    record.put("sources", citations(reading, &relation.citations));
    record.put("stances", list(relation.stances().iter().map(|one| stance(reading, one))));
    record.text_of("handling", level(reading, relation.handling));
    record.text_of("note", details.and_then(|details| details.note.as_ref()));
    record
}

/// Dates, status and what the coder thinks of them.
fn standing(record: &mut Object, relation: &Relation) {
    let details = relation.details();
    let dates = dates(relation.time);
    record.text_of("since", dates.since);
    record.text_of("until", dates.until);
    record.text_of("date", dates.date);
    record.text_of("status", relation.status);
    record.text_of("phase", relation.phase);
    record.text_of("condition", details.and_then(|details| details.condition.as_ref()));
    record.text_of("confidence", details.and_then(|details| details.confidence));
    record.text_of("likelihood", details.and_then(|details| details.likelihood));
}

fn quantity(amount: &Amount) -> String {
    let mut record = Object::default();
    record.put("amount", Some(amount.amount.to_string()));
    record.text_of("unit", amount.unit.as_ref());
    record.text_of("precision", amount.precision);
    record.text()
}

fn sum(sum: &Money) -> String {
    let mut record = Object::default();
    record.put("amount", Some(sum.amount.to_string()));
    record.text_of("currency", Some(&sum.currency));
    record.text_of("precision", sum.precision);
    record.text()
}

fn citations(reading: Reading<'_>, all: &[Citation]) -> Option<String> {
    list(all.iter().map(|citation| cited(reading, citation)))
}

/// A citation; one that states only its source is the id of the source.
fn cited(reading: Reading<'_>, citation: &Citation) -> String {
    let details = citation.details();
    let id = source(reading, citation.source);
    let mut record = Object::default();
    record.text_of("source", Some(id));
    record.text_of("at", details.and_then(|details| details.at.as_ref()));
    record.put("credibility", citation.credibility.map(|grade| grade.to_string()));
    record.text_of("stance", Some(citation.testimony).filter(|stance| *stance != Testimony::Asserts));
    record.text_of("said", details.and_then(|details| details.said));
    record.put("derives-from", details.and_then(|details| sources(reading, &details.derives_from)));
    record.text_of("quote", details.and_then(|details| details.quote.as_ref()));
    record.text_of("note", details.and_then(|details| details.note.as_ref()));
    if record.len() == 1 { quoted(id) } else { record.text() }
}

fn stance(reading: Reading<'_>, stance: &Stance) -> String {
    let mut record = Object::default();
    record.text_of("by", Some(actor(reading, stance.by)));
    record.text_of("says", Some(stance.says));
    record.text_of("date", stance.date);
    record.text_of("source", stance.source.map(|id| source(reading, id)));
    record.text_of("at", stance.at.as_ref());
    record.text_of("note", stance.note.as_ref());
    record.text()
}

fn sources(reading: Reading<'_>, ids: &[SourceId]) -> Option<String> {
    one_or_list(ids.iter().map(|&id| source(reading, id)).filter(|id| !id.is_empty()).map(quoted))
}
