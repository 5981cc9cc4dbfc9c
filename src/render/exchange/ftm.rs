//! FollowTheMoney: entities, one a line, for investigative tools.
//!
//! An actor is an entity of the schema that its kind names as its counterpart, a relation the link
//! that its type names where that may join the two, else an unknown one, a source the document that
//! proves them. What a reader that knows no status could take for a fact, and is none, is a note on
//! both ends instead. What a schema has no property for stands in its words as `column: value`.

mod entity;

use super::apart::{End, bar, told, uuid};
use super::edges;
use super::network::{Edge, Network, Record};
use super::nodes;
use super::sources;
use crate::answer::ActorCard;
use crate::answer::Answer;
use crate::answer::Fact;
use crate::answer::SourceCard;
use crate::model::Citation;
use crate::model::FtmLink;
use crate::model::FtmThing;
use crate::model::Testimony;
use crate::render::Carries;
use crate::render::Content;
use crate::render::Format;
use crate::render::Part;
use crate::render::Trouble;
use crate::render::reading::Reading;
use crate::render::surroundings::Surroundings;
use entity::{Entity, Native, is_address, is_date, is_line, is_name, is_text};
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// FollowTheMoney.
pub(in crate::render) const FORMAT: Format = Format {
    name: "ftm",
    ending: "ftm.jsonl",
    media_type: "application/jsonl",
    content: Content::Text,
    summary: "entities of FollowTheMoney, one a line, for investigative tools",
    carries: Carries::AllBut(&[Part::Rows, Part::Routes]),
    write,
};

/// Columns of the heading.
const HEADING: &[Native] = &[("title", "name", is_name), ("summary", "description", is_text)];

/// Columns of a source, and the property that holds each.
const DOCUMENT: &[Native] = &[
    ("id", "fileName", is_line),
    ("title", "title", is_line),
    ("publisher", "publisher", is_line),
    ("author", "author", is_line),
    ("date", "publishedAt", is_date),
    ("url", "sourceUrl", is_address),
    ("note", "summary", is_text),
];

/// Columns of an actor.
const THING: &[Native] = &[
    ("label", "name", is_name),
    ("aliases", "alias", is_name),
    ("tags", "keywords", is_line),
    ("description", "description", is_text),
];

/// Columns of an actor that lasts for a while.
const LASTING: &[Native] = &[("since", "startDate", is_date), ("until", "endDate", is_date)];

/// Columns of a relation.
const LINK: &[Native] = &[
    ("id", "recordId", is_line),
    ("relation", "recordId", is_line),
    ("label", "role", is_line),
    ("status", "status", is_line),
    ("since", "startDate", is_date),
    ("until", "endDate", is_date),
    ("date", "date", is_date),
];

fn write(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let network = Network::new(answer);
    let cards: BTreeMap<&str, &SourceCard> = answer.sources.values().map(|card| (&*card.source.id, card)).collect();
    let documents = network.sources.iter().filter_map(|source| Some(document(answer, cards.get(source.id)?, source)));
    let actors = answer.actors.values().zip(&network.nodes).map(|(card, node)| thing(answer, card, node));
    let facts: BTreeMap<&str, &Fact> = answer.facts.values().map(|fact| (&*fact.key, fact)).collect();
    let ties = network.edges.iter().filter_map(|edge| Some(tie(answer, facts.get(edge.record.id)?, edge)));
    let whole = std::iter::once(whole(answer, &network));
    Ok(whole.chain(documents).chain(actors).chain(ties).map(Entity::line).collect::<String>().into_bytes())
}

/// The answer itself: a note of what it says of itself.
fn whole(answer: &Answer, network: &Network<'_>) -> Entity {
    let mut entity = Entity::new("Note", uuid(answer, "answer", &answer.question));
    entity.fill(network.heading.clone(), &[HEADING], "notes");
    entity.name_or(&answer.title, "answer");
    entity
}

fn document(answer: &Answer, card: &SourceCard, record: &Record<'_>) -> Entity {
    let mut entity = Entity::new("Document", uuid(answer, "source", &card.source.id));
    entity.fill(record.stated(sources::FIELDS), &[DOCUMENT], "notes");
    entity
}

fn thing(answer: &Answer, card: &ActorCard, record: &Record<'_>) -> Entity {
    let actor = &card.actor;
    let schema = schema(card);
    let mut entity = Entity::new(schema.word(), uuid(answer, "actor", &actor.id));
    let lasting = if matches!(schema, FtmThing::Event | FtmThing::Project) { LASTING } else { &[] };
    entity.fill(record.stated(nodes::FIELDS), &[THING, lasting], "notes");
    entity.name_or(&actor.name, &actor.id);
    let Some(details) = actor.details.as_deref() else { return entity };
    for (scheme, id) in &details.ids {
        match &**scheme {
            "wikidata" if is_item(id) => entity.put("wikidataId", &**id),
            "iso3166" if is_country(id) => entity.put("country", id.to_ascii_lowercase()),
            _ => {}
        }
    }
    prove(&mut entity, answer, &details.citations);
    entity
}

fn schema(card: &ActorCard) -> FtmThing {
    card.kind.ftm.unwrap_or(FtmThing::LegalEntity)
}

/// An item of Wikidata.
fn is_item(id: &str) -> bool {
    id.strip_prefix('Q').is_some_and(|number| !number.is_empty() && number.bytes().all(|sign| sign.is_ascii_digit()))
}

fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|sign| sign.is_ascii_alphabetic())
}

/// A link, or a note on both ends where a link would say too much.
fn tie(answer: &Answer, fact: &Fact, edge: &Edge<'_>) -> Entity {
    let id = uuid(answer, "relation", &fact.key);
    let cards = [fact.relation.from, fact.relation.to].map(|actor| answer.actors.get(&actor));
    let ends = cards.map(|card| card.map_or_else(String::new, |card| uuid(answer, "actor", &card.actor.id)));
    let stated = edge.record.stated(edges::FIELDS);
    let told_end = stated.iter().any(|(name, value)| *name == "until" && is_date(&value.flat()));
    let sentence = told(Reading::apart(answer), fact);
    let mut entity;
    if let Some(why) = bar(answer, fact, if told_end { End::Told } else { End::Untold }) {
        entity = Entity::new("Note", id);
        entity.fill(stated, &[], "notes");
        entity.put("name", format!("not told as a link: {why}"));
        entity.put("description", sentence);
        for ((end, card), name) in ends.into_iter().zip(cards).zip(["source", "target"]) {
            entity.put("notes", format!("{name}: {}", card.map_or("", |card| &card.actor.id)));
            entity.put("entity", end);
        }
    } else {
        let link = fact.type_.ftm.filter(|link| match cards {
            [Some(from), Some(to)] => link.joins(schema(from), schema(to)),
            _ => false,
        });
        let link = link.unwrap_or(FtmLink::UnknownLink);
        entity = Entity::new(link.word(), id);
        entity.fill(stated, &[LINK], "description");
        entity.put("summary", sentence);
        link.ends().into_iter().zip(ends).for_each(|((property, _), end)| entity.put(property, end));
    }
    prove(&mut entity, answer, &fact.relation.citations);
    entity
}

/// The documents that say what an entity says, and where they are found.
fn prove(entity: &mut Entity, answer: &Answer, citations: &[Citation]) {
    let asserting = citations.iter().filter(|citation| citation.testimony == Testimony::Asserts);
    let sources: BTreeSet<_> = asserting.map(|citation| citation.source).collect();
    for card in sources.iter().filter_map(|source| answer.sources.get(source)) {
        let source = &card.source;
        entity.put("proof", uuid(answer, "source", &source.id));
        source.url.iter().filter(|url| is_address(url)).for_each(|url| entity.put("sourceUrl", &**url));
        source.publisher.iter().filter(|name| is_line(name)).for_each(|name| entity.put("publisher", &**name));
    }
}
