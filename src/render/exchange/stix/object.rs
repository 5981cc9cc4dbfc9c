//! Objects of STIX: what all have in common, and those that every bundle needs.

use crate::answer::Answer;
use crate::model::Citation;
use crate::model::Date;
use crate::render::exchange::apart::named;
use crate::render::exchange::apart::uuid;
use crate::render::exchange::network::level;
use crate::render::reading::Reading;
use serde_json::Map;
use serde_json::Value as Json;
use serde_json::json;
use std::collections::BTreeSet;

/// When the form itself was laid down: the age of what belongs to it and to no graph.
const FORM: &str = "2026-01-01T00:00:00.000Z";

/// The age of what no date is known of.
const DAWN: &str = "1970-01-01T00:00:00.000Z";

/// The marks of the traffic light protocol that STIX itself defines: the level of handling that is
/// one, its colour, and its id.
const LIGHTS: &[(&str, &str, &str)] = &[
    ("tlp-clear", "white", "613f2e26-407d-48c7-9eca-b8e91df99dc9"),
    ("tlp-white", "white", "613f2e26-407d-48c7-9eca-b8e91df99dc9"),
    ("tlp-green", "green", "34098fce-860f-48ae-8e50-ebd3cc5e41da"),
    ("tlp-amber", "amber", "f88d31f6-486f-44da-b317-01333bde0b82"),
    ("tlp-red", "red", "5e57c739-391a-4eb3-b6be-7d15ca92d5ed"),
];

/// An object in the making.
pub(super) struct Object(Map<String, Json>);

impl Object {
    fn new(sort: &str, uuid: &str, time: &str) -> Self {
        let mut object = Self(Map::new());
        object.put("type", Some(sort));
        object.put("spec_version", Some("2.1"));
        object.put("id", Some(format!("{sort}--{uuid}")));
        object.put("created", Some(time));
        object.put("modified", Some(time));
        object
    }

    /// Its id.
    pub fn id(&self) -> String {
        self.0["id"].as_str().unwrap_or_default().to_owned()
    }

    /// States a property, if there is a value.
    pub fn put(&mut self, key: &str, value: Option<impl Into<Json>>) {
        self.0.extend(value.map(|value| (key.to_owned(), value.into())));
    }

    /// States a property, if its list holds anything.
    pub fn list(&mut self, key: &str, values: Vec<Json>) {
        self.put(key, Some(values).filter(|values| !values.is_empty()));
    }

    /// States what the specification has no place for.
    pub fn extend(&mut self, mut properties: Map<String, Json>) {
        properties.insert("extension_type".into(), "property-extension".into());
        let id = format!("extension-definition--{}", named(EXTENSION));
        self.put("extensions", Some(json!({id: properties})));
    }

    /// The object as JSON.
    pub fn json(self) -> Json {
        Json::Object(self.0)
    }
}

/// Makes the objects of one answer.
pub(super) struct Maker<'a> {
    /// The answer, its sources by their ids.
    pub reading: Reading<'a>,
    time: String,
}

impl<'a> Maker<'a> {
    /// All objects are as old as the graph says that it is, else as its latest source.
    pub fn new(answer: &'a Answer) -> Self {
        let sources = answer.sources.values().filter_map(|card| card.source.date);
        let date = answer.manifest.as_of.or_else(|| sources.max_by_key(|date| date.interval().last));
        let time = date.map(|date| date.bounds().1).filter(|date| is_time(*date));
        Self { reading: Reading::apart(answer), time: time.map_or_else(|| DAWN.to_owned(), begin) }
    }

    /// Begins an object that stands for a record of the graph, or for the answer.
    pub fn object(&self, sort: &str, (of, id): (&str, &str)) -> Object {
        Object::new(sort, &uuid(self.reading.answer, of, id), &self.time)
    }

    /// Marks an object with a level of handling.
    pub fn mark(&self, object: &mut Object, level: Option<&str>) {
        object
            .list("object_marking_refs", level.map(|level| Json::from(self.marking(level).id())).into_iter().collect());
    }

    /// The highest level of a record and of all that it cites; the graph's where they state none.
    pub fn level(&self, own: Option<u8>, citations: &[Citation]) -> Option<&'a str> {
        let answer = self.reading.answer;
        let cited = citations.iter().filter_map(|one| answer.sources.get(&one.source)?.source.handling);
        level(self.reading, cited.chain(own.or(answer.manifest.handling)).max())
    }

    /// The definitions of all marks that the answer needs.
    pub fn markings(&self) -> Vec<Object> {
        let answer = self.reading.answer;
        let facts = answer.facts.values().map(|fact| self.level(fact.relation.handling, &fact.relation.citations));
        let actors = answer
            .actors
            .values()
            .map(|card| self.level(None, card.actor.details.as_deref().map_or(&[][..], |details| &details.citations)));
        let levels: BTreeSet<&str> = facts.chain(actors).chain([answer.handling.as_deref()]).flatten().collect();
        let mut told = BTreeSet::new();
        let markings = levels.into_iter().map(|level| self.marking(level));
        markings.filter(|marking| told.insert(marking.id())).collect()
    }

    /// What marks a level: a traffic light where the level is called so, else its own word.
    fn marking(&self, level: &str) -> Object {
        let light = LIGHTS.iter().find(|(word, ..)| *word == level);
        let own = uuid(self.reading.answer, "level", level);
        let mut marking = match light {
            Some((.., id)) => Object::new("marking-definition", id, "2017-01-20T00:00:00.000Z"),
            None => Object::new("marking-definition", &own, FORM),
        };
        marking.0.remove("modified");
        match light {
            Some((_, colour, _)) => {
                marking.put("name", Some(format!("TLP:{}", colour.to_uppercase())));
                marking.put("definition_type", Some("tlp"));
                marking.put("definition", Some(json!({"tlp": colour})));
            }
            None => {
                marking.put("name", Some(level));
                marking.put("definition_type", Some("statement"));
                marking.put("definition", Some(json!({"statement": format!("handling: {level}")})));
            }
        }
        marking
    }
}

/// The name of the extension.
const EXTENSION: &str = "extension";

/// The program, by whom the extension is.
pub(super) fn author() -> Object {
    let mut author = Object::new("identity", &named("author"), FORM);
    author.put("name", Some("actant"));
    author.put("identity_class", Some("system"));
    author
}

/// The definition of the extension that holds what the specification has no place for.
pub(super) fn extension() -> Object {
    let mut extension = Object::new("extension-definition", &named(EXTENSION), FORM);
    extension.put("created_by_ref", Some(author().id()));
    extension.put("name", Some("actant: evidence"));
    extension.put("schema", Some(SCHEMA));
    extension.put("version", Some("1.0.0"));
    extension.put("extension_types", Some(json!(["property-extension"])));
    extension
}

const SCHEMA: &str = "`actor` on an object that stands for an actor, `relation` on a relationship and on a note \
    that stands for a relation which is no plain fact, `answer` and `sources` on the grouping. Each is an object, or \
    a list of such, with the id of a record, and the columns of nodes, edges and sources: what the record states, \
    dates in EDTF, ids of other records as lists.";

/// Tells whether a date is a whole day that a timestamp can name.
pub(super) fn is_time(date: Date) -> bool {
    let (year, _, day) = date.parts();
    year > 0 && day > 0 && !date.is_marked()
}

/// The beginning of a day.
pub(super) fn begin(day: Date) -> String {
    format!("{day}T00:00:00.000Z")
}

/// The end of a day.
pub(super) fn end(day: Date) -> String {
    format!("{day}T23:59:59.999Z")
}
