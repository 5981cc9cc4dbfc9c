//! STIX 2.1: a bundle of objects, for platforms of threat intelligence.
//!
//! An actor is the object that its kind names as its counterpart, a relation a relationship. What a
//! reader that knows no status could take for a fact, and is none, is a note on its two ends
//! instead. Everything that an answer states stands besides in a property extension, in the
//! columns that all forms share. Times stand only where a whole day is stated, and no time is that
//! of a clock: objects are as old as the graph's own date.

mod object;
mod references;

use super::apart::{End, bar, ends, named, told};
use super::network::{Network, Record, columns};
use super::nodes;
use super::sources;
use crate::answer::ActorCard;
use crate::answer::Answer;
use crate::answer::Fact;
use crate::model::ActorDetails;
use crate::model::Confidence;
use crate::model::Date;
use crate::model::Phase;
use crate::model::Status;
use crate::model::StixObject;
use crate::model::StixRelation;
use crate::render::Carries;
use crate::render::Content;
use crate::render::Format;
use crate::render::Part;
use crate::render::Trouble;
use crate::render::json::careful;
use crate::render::surroundings::Surroundings;
use object::{Maker, Object, author, extension};
use serde_json::Map;
use serde_json::Value as Json;
use serde_json::json;
use std::collections::BTreeMap;

/// STIX.
pub(in crate::render) const FORMAT: Format = Format {
    name: "stix",
    ending: "stix.json",
    media_type: "application/stix+json;version=2.1",
    content: Content::Text,
    summary: "a bundle of STIX 2.1, for platforms of threat intelligence",
    carries: Carries::AllBut(&[Part::Rows, Part::Routes]),
    write,
};

fn write(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let network = Network::new(answer);
    let maker = Maker::new(answer);
    let cards = answer.actors.values().zip(&network.nodes);
    let mut all: Vec<Object> = cards.map(|(card, node)| actor(&maker, card, node)).collect();
    let ids: Vec<String> = all.iter().map(Object::id).collect();
    let facts: BTreeMap<&str, &Fact> = answer.facts.values().map(|fact| (&*fact.key, fact)).collect();
    for edge in &network.edges {
        let ends = [edge.from, edge.to].map(|at| &*ids[at]);
        all.extend(facts.get(edge.record.id).map(|fact| tie(&maker, fact, ends, &network.columns(edge))));
    }
    let whole = grouping(&maker, &network, &all);
    let frame = [author(), extension()].into_iter().chain(maker.markings()).chain([whole]);
    let objects: Json = frame.chain(all).map(Object::json).collect();
    let bundle =
        json!({"type": "bundle", "id": format!("bundle--{}", named(&objects.to_string())), "objects": objects});
    let text = serde_json::to_string_pretty(&bundle).expect("the keys are strings");
    Ok(careful(&text).into_bytes())
}

fn actor(maker: &Maker<'_>, card: &ActorCard, node: &Record<'_>) -> Object {
    let actor = &card.actor;
    let details = actor.details.as_deref();
    let country = details.and_then(country);
    let stix = card.kind.stix.filter(|stix| *stix != StixObject::Location || country.is_some());
    let stix = stix.unwrap_or(StixObject::Identity);
    let mut object = maker.object(stix.object(), ("actor", &actor.id));
    object.put("name", Some(&*actor.name));
    object.put("description", details.and_then(|details| details.description.as_deref()));
    match stix {
        StixObject::Location => object.put("country", country),
        StixObject::Malware => object.put("is_family", Some(true)),
        _ if stix.object() == StixObject::Identity.object() => {
            object.put("identity_class", Some(stix.class().unwrap_or("unspecified")));
        }
        _ => {}
    }
    if has_aliases(stix) {
        object.list("aliases", words(actor.aliases()));
    }
    object.list("labels", words(actor.tags()));
    object.list("external_references", references::of_actor(maker.reading, card));
    maker.mark(&mut object, maker.level(None, details.map_or(&[][..], |details| &details.citations)));
    object.extend(under("actor", columns(nodes::FIELDS, node)));
    object
}

/// The country of a place, as STIX writes it.
fn country(details: &ActorDetails) -> Option<&str> {
    let code = details.ids.iter().find(|(scheme, _)| &**scheme == "iso3166").map(|(_, code)| &**code)?;
    (code.len() == 2 && code.bytes().all(|sign| sign.is_ascii_alphabetic())).then_some(code)
}

fn has_aliases(stix: StixObject) -> bool {
    use StixObject::{AttackPattern, Campaign, Infrastructure, IntrusionSet, Malware, ThreatActor, Tool};
    matches!(stix, AttackPattern | Campaign | Infrastructure | IntrusionSet | Malware | ThreatActor | Tool)
}

fn words(all: &[Box<str>]) -> Vec<Json> {
    all.iter().map(|word| Json::from(&**word)).collect()
}

/// A relationship, or a note on both ends where a relationship would say too much.
fn tie(maker: &Maker<'_>, fact: &Fact, ends: [&str; 2], columns: &Map<String, Json>) -> Object {
    let relation = &fact.relation;
    let [start, stop] = days(fact);
    let end = if stop.is_some() { End::Told } else { End::Untold };
    let of = ("relation", &*fact.key);
    let mut object = if let Some(why) = bar(maker.reading.answer, fact, end) {
        let mut note = maker.object("note", of);
        let [from, to] = ends;
        note.put("abstract", Some(format!("not told as a relationship: {why}")));
        note.put("content", Some(told(maker.reading, fact)));
        note.put("object_refs", Some(if from == to { json!([from]) } else { json!([from, to]) }));
        note
    } else {
        let mut tie = maker.object("relationship", of);
        tie.put("relationship_type", Some(fact.type_.stix.unwrap_or(StixRelation::RelatedTo).word()));
        tie.put("description", Some(told(maker.reading, fact)));
        tie.put("source_ref", Some(ends[0]));
        tie.put("target_ref", Some(ends[1]));
        tie.put("start_time", start.map(object::begin));
        tie.put("stop_time", stop.map(object::end));
        tie
    };
    object.put("confidence", relation.details().and_then(|details| details.confidence).map(scaled));
    let standing = relation.status.map(Status::word).into_iter().chain(relation.phase.map(Phase::word));
    object.list("labels", standing.map(Json::from).collect());
    object.list("external_references", references::of_citations(maker.reading, &relation.citations));
    maker.mark(&mut object, maker.level(relation.handling, &relation.citations));
    object.extend(under("relation", columns.clone()));
    object
}

/// The first and the last day of a relation, where they are stated to the day and in order.
fn days(fact: &Fact) -> [Option<Date>; 2] {
    let [start, stop] = ends(fact.relation.time).map(|date| date.filter(|date| object::is_time(*date)));
    let ordered = start.zip(stop).is_none_or(|(start, stop)| start.interval().first <= stop.interval().first);
    [start, stop.filter(|_| ordered)]
}

/// Confidence on the scale of STIX (appendix A): low, medium, high.
fn scaled(confidence: Confidence) -> u8 {
    match confidence {
        Confidence::Low => 15,
        Confidence::Moderate => 50,
        Confidence::High => 85,
    }
}

/// The answer itself: what it says of itself, and all that it holds.
fn grouping(maker: &Maker<'_>, network: &Network<'_>, all: &[Object]) -> Object {
    let answer = maker.reading.answer;
    let mut grouping = maker.object("grouping", ("answer", &answer.question));
    let title = [&answer.title, &answer.question].into_iter().find(|words| !words.is_empty());
    grouping.put("name", title.map(String::as_str));
    grouping.put("description", Some(&*answer.summary).filter(|summary| !summary.is_empty()));
    grouping.put("context", Some("unspecified"));
    let mut members: Vec<Json> = all.iter().map(|object| Json::from(object.id())).collect();
    if members.is_empty() {
        members.push(author().id().into());
    }
    grouping.list("object_refs", members);
    maker.mark(&mut grouping, answer.handling.as_deref());
    let heading = network.heading.iter().map(|(name, value)| ((*name).to_owned(), value.json()));
    let mut properties = under("answer", heading.collect());
    let sources = network.sources.iter().map(|source| Json::Object(columns(sources::FIELDS, source)));
    properties.insert("sources".into(), sources.collect());
    grouping.extend(properties);
    grouping
}

fn under(name: &str, properties: Map<String, Json>) -> Map<String, Json> {
    Map::from_iter([(name.to_owned(), Json::Object(properties))])
}
