//! STIX 2.1: bundles of objects and relationships.
//!
//! What one of our own bundles says in its extension is read from there and from nowhere else.

mod reference;

use super::At;
use super::Catch;
use super::Foreign;
use super::Importer;
use super::Trouble;
use super::clean;
use super::columns;
use super::columns::Columns;
use super::haul::Haul;
use super::json;
use super::spelling::entries;
use super::spelling::name;
use super::spelling::value;
use crate::edit::draft::Section;
use crate::edit::layout::Node;
use crate::model::StixObject;
use crate::model::StixRelation;
use crate::text::slug;
use reference::References;
use std::collections::BTreeMap;

/// Bundles of STIX.
pub(super) const IMPORTER: Importer = Importer {
    name: "stix",
    endings: &["stix.json"],
    summary: "a bundle of STIX 2.1",
    recognises: |_, text| {
        let is_page = text.trim_start().starts_with(['{', '[']);
        is_page && ["\"bundle--", "\"spec_version\""].iter().any(|mark| text.contains(mark))
    },
    propose: None,
    read,
};

/// The scheme of ids.
const SCHEME: &str = "stix";

/// Keys whose values are read, or say what the object is.
const READ: &[&str] = &["type", "id", "spec_version", "description", "external_references", "revoked"];
/// Those of an actor.
const TOLD: &[&str] = &["name", "labels", "identity_class", "first_seen", "last_seen"];
/// Those of a relationship.
const TIED: &[&str] = &["relationship_type", "source_ref", "target_ref", "start_time", "stop_time", "confidence"];

/// An object and its place.
struct Object<'a> {
    at: At,
    id: String,
    sort: String,
    node: &'a Node,
    /// What our own extension says, and under which word.
    own: Option<(&'a str, &'a Node)>,
}

/// What the objects are, as far as relationships need it: the kind, or why there is none.
type Kinds = BTreeMap<String, Result<String, String>>;

fn read(foreign: &Foreign<'_>) -> Result<Catch, Trouble> {
    let page = json::page(foreign)?;
    // a bundle, what a server sends instead of one, a list of objects, or one alone
    let all = match &page {
        Node::List(all) => &all[..],
        one if value(one, "objects").is_none() && json::word(one, "type").is_some_and(|sort| sort != "bundle") => {
            std::slice::from_ref(one)
        }
        bundle => {
            json::list(bundle, "objects").ok_or_else(|| json::trouble("the bundle has no list of `objects`", None))?
        }
    };
    let objects: Vec<Object<'_>> = all.iter().enumerate().map(|(at, node)| object(at, node)).collect();
    let mut haul = Haul::new(foreign, "object");
    objects.iter().for_each(|object| haul.seen(&object.at));
    let known = sources(&objects, &mut haul);
    let author = objects.iter().find(|object| object.sort == "extension-definition");
    let author = author.filter(|_| objects.iter().any(|object| object.own.is_some()));
    let author = author.and_then(|object| json::word(object.node, "created_by_ref"));
    let (mut kinds, mut references) = (Kinds::new(), References::default());
    for object in objects.iter().filter(|object| author.as_deref() != Some(&object.id)) {
        match (object.own, &*object.sort) {
            (Some(("actor", own)), _) => columns::actor(&Columns::of_json(own), &known, (&object.at, &mut haul)),
            (Some(_), _) | (None, "relationship") => {}
            (None, "extension-definition" | "marking-definition" | "grouping") if author.is_some() => {}
            _ => {
                let kind = actor(object, &mut references, &mut haul);
                if let Err(why) = &kind {
                    haul.lost(&object.at, why);
                }
                kinds.insert(object.id.clone(), kind);
            }
        }
    }
    for object in &objects {
        match object.own {
            Some(("relation", own)) => columns::relation(&Columns::of_json(own), &known, (&object.at, &mut haul)),
            None if object.sort == "relationship" => {
                let placed = tie(object, &kinds, (&mut references, &mut haul));
                placed.unwrap_or_else(|why| haul.lost(&object.at, why));
            }
            _ => {}
        }
    }
    Ok(haul.finish())
}

fn object(at: usize, node: &Node) -> Object<'_> {
    let extensions = value(node, "extensions").map_or(&[][..], entries);
    let own = extensions.iter().find_map(|(_, extension)| {
        ["actor", "relation", "answer"].into_iter().find_map(|word| {
            let columns = value(extension, word)?;
            let held = if word == "answer" { extension } else { columns };
            Some((word, held))
        })
    });
    let word = |key: &str| json::word(node, key).unwrap_or_default();
    Object { at: At::Part(format!("objects[{at}]").into()), id: word("id"), sort: word("type"), node, own }
}

/// The sources that one of our own bundles describes.
fn sources(objects: &[Object<'_>], haul: &mut Haul<'_>) -> columns::Sources {
    let mut known = columns::Sources::default();
    for object in objects {
        if let Some(("answer", own)) = object.own {
            for source in json::list(own, "sources").unwrap_or_default() {
                known.add(&object.at, &Columns::of_json(source));
            }
        }
    }
    known.found(haul);
    known
}

/// Takes up an object that is an actor; gives its kind.
fn actor(object: &Object<'_>, references: &mut References, haul: &mut Haul<'_>) -> Result<String, String> {
    let node = object.node;
    if json::is_true(node, "revoked") {
        return Err("it is revoked by whoever made it".into());
    }
    let class = json::word(node, "identity_class").map(|class| format!("{}:{class}", object.sort));
    let word = class.filter(|word| StixObject::from_word(word).is_some()).unwrap_or_else(|| object.sort.clone());
    let stix = StixObject::from_word(&word);
    let is_said = haul.foreign.mapping.is_some_and(|mapping| mapping.kinds.contains_key(&word));
    if word.is_empty() {
        return Err("it has no `type`".into());
    }
    if stix.is_none() && !is_said {
        return Err(format!("`{word}` is no sort of actor"));
    }
    let kind = haul.kind(&word, |kind| stix.is_some() && kind.stix == stix)?;
    let called = json::word(node, "name").and_then(|name| clean::name(&name)).ok_or("it has no `name`")?;
    let aliases = entries(node).iter().filter(|(key, _)| is_aliases(name(key))).map(|(key, _)| name(key));
    let aliases: Vec<String> = aliases.flat_map(|key| json::words(node, key)).collect();
    let mut ids = vec![(SCHEME.to_owned(), object.id.clone())];
    if let Some(country) = json::word(node, "country").filter(|_| stix == Some(StixObject::Location)) {
        ids.push(("iso3166".to_owned(), country));
    }
    let cited = references.of(object, &mut ids, haul);
    let mut tags: Vec<String> = json::words(node, "labels");
    tags.extend(is_deprecated(node).then(|| "deprecated".to_owned()));
    let mut entries = vec![("kind", Node::text(&kind)), ("name", Node::text(&called))];
    entries.extend(columns::names("aliases", aliases.into_iter().filter(|alias| *alias != called)));
    entries.extend(columns::names("tags", tags));
    entries.extend(columns::prose("description", json::word(node, "description")));
    entries.extend(haul.ids(&object.at, ids));
    entries.extend(cited);
    // when somebody was seen bounds no life
    let seen =
        ["first_seen", "last_seen"].map(|key| Some(format!("{}: {}", key.replace('_', " "), json::word(node, key)?)));
    entries.extend(columns::prose("note", Some(seen.into_iter().flatten().collect::<Vec<_>>().join("; "))));
    let told: &[&str] = if stix == Some(StixObject::Location) { &["country"] } else { &[] };
    let told = [READ, TOLD, told].concat();
    let is_class_read = word.contains(':');
    let told = told.into_iter().filter(|key| is_class_read || *key != "identity_class");
    spare(object, &told.collect::<Vec<_>>(), haul);
    haul.found(&object.at, Section::Actors, entries);
    Ok(kind)
}

/// Takes up a relationship.
fn tie(object: &Object<'_>, kinds: &Kinds, (references, haul): (&mut References, &mut Haul<'_>)) -> Result<(), String> {
    let node = object.node;
    if json::is_true(node, "revoked") {
        return Err("it is revoked by whoever made it".into());
    }
    let mut ends = Vec::new();
    for key in ["source_ref", "target_ref"] {
        let id = json::word(node, key).ok_or_else(|| format!("it has no `{key}`"))?;
        let kind = match kinds.get(&id) {
            Some(Err(_)) => return Err(format!("its `{key}` is lost: {id}")),
            Some(Ok(kind)) => Some(kind.as_str()),
            None => None,
        };
        ends.push((columns::known_by(SCHEME, &id), kind));
    }
    let [(from, a), (to, b)] = <[_; 2]>::try_from(ends).map_err(|_| "it has no ends")?;
    if from == to {
        return Err("both its ends are one object".into());
    }
    let word = json::word(node, "relationship_type").ok_or("it has no `relationship_type`")?;
    let stix = StixRelation::from_word(&word);
    let type_ = haul.type_(&word, [a, b], |one| stix.is_some() && one.stix == stix)?;
    let mut entries = vec![("from", from), ("type", Node::text(&type_)), ("to", to)];
    entries.extend(haul.date(&object.at, "since", json::word(node, "start_time")));
    entries.extend(haul.date(&object.at, "until", json::word(node, "stop_time")));
    let confidence = json::whole(node, "confidence").and_then(scaled);
    if let (None, Some(other)) = (confidence, json::word(node, "confidence")) {
        haul.lost(&object.at, format!("`confidence`: {other} is not from 1 to 100"));
    }
    entries.extend(confidence.map(|word| ("confidence", Node::text(word))));
    entries.extend(references.of(object, &mut Vec::new(), haul));
    let deprecated = is_deprecated(node).then(|| "deprecated by whoever made it".to_owned());
    let words = json::word(node, "description").into_iter().chain(deprecated).collect::<Vec<_>>();
    entries.extend(columns::prose("note", Some(words.join("\n"))));
    spare(object, &[READ, TIED].concat(), haul);
    haul.found(&object.at, Section::Relations, entries);
    Ok(())
}

/// Keys of other names for an object: those of the specification, and those that others add.
fn is_aliases(key: &str) -> bool {
    key == "aliases" || key.ends_with("_aliases")
}

fn is_deprecated(node: &Node) -> bool {
    let all = entries(node).iter().map(|(key, _)| name(key));
    all.filter(|key| key.ends_with("deprecated")).any(|key| json::is_true(node, key))
}

/// Confidence on the scale of STIX (appendix A): low, medium, high.
const fn scaled(confidence: u32) -> Option<&'static str> {
    match confidence {
        1..=29 => Some("low"),
        30..=69 => Some("moderate"),
        70..=100 => Some("high"),
        _ => None,
    }
}

/// Counts the keys that are not read.
fn spare(object: &Object<'_>, read: &[&str], haul: &mut Haul<'_>) {
    for (key, value) in entries(object.node) {
        let key = name(key);
        let is_said = key.ends_with("deprecated") || is_aliases(key) && !read.contains(&"relationship_type");
        let is_empty = matches!(value, Node::List(items) if items.is_empty());
        if !read.contains(&key) && !is_said && !is_empty {
            haul.spare(&object.at, key);
        }
    }
}

/// A scheme of ids, where a word can be one.
fn scheme(word: &str) -> Option<String> {
    let is_one_word = !word.contains(char::is_whitespace);
    Some(slug(word)).filter(|scheme| is_one_word && !scheme.is_empty())
}
