//! MISP galaxies: clusters, their names and how they are related.
//!
//! A cluster is an actor of the kind that the galaxy's type means. A key of `meta` that the mapping
//! names under `types` becomes relations to the actors that it names.

use super::At;
use super::Catch;
use super::Foreign;
use super::Importer;
use super::Trouble;
use super::clean;
use super::columns;
use super::haul::Haul;
use super::json;
use super::spelling::entries;
use super::spelling::name;
use super::spelling::value;
use crate::edit::draft::Section;
use crate::edit::layout::Node;
use crate::model::StixObject;
use crate::model::StixRelation;
use std::collections::BTreeMap;

/// Galaxies of MISP.
pub(super) const IMPORTER: Importer = Importer {
    name: "misp",
    endings: &["json"],
    summary: "a galaxy of MISP: clusters and how they are related",
    recognises: |_, text| {
        let is_page = text.trim_start().starts_with('{');
        is_page && ["\"values\"", "\"authors\"", "\"uuid\""].iter().all(|key| text.contains(key))
    },
    propose: None,
    read,
};

/// The scheme of ids.
const SCHEME: &str = "misp";
/// What the tags of a relation begin with that say how likely it is.
const LIKELIHOOD: &str = "estimative-language:likelihood-probability=";
/// Keys of a galaxy that are read.
const GALAXY: &[&str] = &["values", "type", "name", "authors", "source"];
/// Keys of a cluster, of a relation and of `meta` that are read.
const READ: &[&str] = &["uuid", "value", "description", "meta", "related", "revoked"];
const RELATED: &[&str] = &["dest-uuid", "type", "tags"];
const META: &[&str] = &["synonyms", "refs", "references", "sources", "since"];
/// Keys of `meta` that hold documents.
const DOCUMENTS: &[&str] = &["refs", "references", "sources"];

/// A galaxy.
struct Galaxy {
    /// The kind of its clusters, or why there is none.
    kind: Result<String, String>,
    /// What is known of it as a source; none where the mapping names one.
    source: Option<Node>,
    /// The clusters, by their ids.
    clusters: BTreeMap<String, Node>,
}

fn read(foreign: &Foreign<'_>) -> Result<Catch, Trouble> {
    let page = json::page(foreign)?;
    let Some(all) = json::list(&page, "values") else {
        return Err(json::trouble("the galaxy has no list of `values`", None));
    };
    let mut haul = Haul::new(foreign, "cluster");
    let word = json::word(&page, "type").unwrap_or_default();
    let stix = StixObject::from_word(&word);
    let kind = haul.kind(&word, |kind| stix.is_some() && kind.stix == stix);
    let spare: Vec<&str> =
        entries(&page).iter().map(|(key, _)| name(key)).filter(|key| !GALAXY.contains(key)).collect();
    if !spare.is_empty() {
        let at = At::Part("galaxy".into());
        haul.lost(&at, format!("`{}`: a graph keeps of a galaxy its name, authors and source", spare.join("`, `")));
    }
    let by_id = all.iter().filter_map(|cluster| Some((json::word(cluster, "uuid")?, cluster.clone())));
    let galaxy = Galaxy { kind, source: source(&page, foreign), clusters: by_id.collect() };
    for (at, cluster) in all.iter().enumerate() {
        let at = At::Part(format!("values[{at}]").into());
        haul.seen(&at);
        if let Err(why) = actor(cluster, &galaxy, (&at, &mut haul)) {
            haul.lost(&at, why);
        }
    }
    Ok(haul.finish())
}

/// The galaxy as a source.
fn source(page: &Node, foreign: &Foreign<'_>) -> Option<Node> {
    let is_named = foreign.mapping.is_some_and(|mapping| mapping.source.is_some());
    let title = json::word(page, "name").and_then(|title| clean::name(&title)).filter(|_| !is_named)?;
    let mut all = vec![("title", Node::text(&title)), ("kind", Node::text("MISP galaxy"))];
    let from = json::word(page, "source").and_then(|from| clean::name(&from));
    all.extend(from.map(|from| (if clean::url(&from).is_some() { "url" } else { "publisher" }, Node::text(&from))));
    let authors = clean::name(&json::words(page, "authors").join(", "));
    all.extend(authors.map(|authors| ("author", Node::text(&authors))));
    Some(Node::object(all))
}

/// Takes up a cluster and how it is related.
fn actor(cluster: &Node, galaxy: &Galaxy, (at, haul): (&At, &mut Haul<'_>)) -> Result<(), String> {
    let kind = galaxy.kind.clone()?;
    let called = json::word(cluster, "value").and_then(|name| clean::name(&name)).ok_or("it has no `value`")?;
    let uuid = json::word(cluster, "uuid").ok_or("it has no `uuid`")?;
    if json::is_true(cluster, "revoked") {
        return Err("it is revoked by whoever made it".into());
    }
    let none = Node::Object(Vec::new());
    let meta = value(cluster, "meta").unwrap_or(&none);
    let mut all = vec![("kind", Node::text(&kind)), ("name", Node::text(&called))];
    all.extend(columns::names("aliases", json::words(meta, "synonyms").into_iter().filter(|name| *name != called)));
    all.extend(columns::prose("description", json::word(cluster, "description")));
    all.extend(haul.date(at, "since", json::word(meta, "since")));
    all.extend(haul.ids(at, vec![(SCHEME.to_owned(), uuid.clone())]));
    all.extend(cited(documents(meta), galaxy));
    haul.found(at, Section::Actors, all);
    let who = (columns::known_by(SCHEME, &uuid), kind);
    for related in json::list(cluster, "related").unwrap_or_default() {
        if let Err(why) = tie(related, (&who, galaxy), (at, haul)) {
            haul.lost(at, why);
        }
    }
    for (key, value) in entries(meta) {
        told((name(key), value), (&who, galaxy), (at, haul));
    }
    let spare = entries(cluster).iter().map(|(key, _)| name(key)).filter(|key| !READ.contains(key));
    spare.for_each(|key| haul.spare(at, key));
    Ok(())
}

/// The documents that a cluster refers to.
fn documents(meta: &Node) -> Vec<Node> {
    let mut all: Vec<Node> = Vec::new();
    let addresses = DOCUMENTS.iter().flat_map(|key| json::words(meta, key));
    for title in addresses.filter_map(|address| clean::name(&address)) {
        let url = clean::url(&title).map(|url| ("url", Node::text(url)));
        let document = Node::object([("title", Node::text(&title))].into_iter().chain(url));
        if !all.contains(&document) {
            all.push(document);
        }
    }
    all
}

/// A citation of the galaxy, which leans on these documents.
fn cited(documents: Vec<Node>, galaxy: &Galaxy) -> Option<(&'static str, Node)> {
    let mut all: Vec<(&str, Node)> = galaxy.source.iter().map(|source| ("source", source.clone())).collect();
    all.extend((!documents.is_empty()).then_some(("derives-from", Node::List(documents))));
    (!all.is_empty()).then(|| ("sources", Node::List(vec![Node::object(all)])))
}

/// Takes up a relation between clusters.
fn tie(
    related: &Node,
    ((from, kind), galaxy): (&(Node, String), &Galaxy),
    (at, haul): (&At, &mut Haul<'_>),
) -> Result<(), String> {
    let id = json::word(related, "dest-uuid").ok_or("a relation without `dest-uuid`")?;
    let word = json::word(related, "type").ok_or("a relation without `type`")?;
    let to = columns::known_by(SCHEME, &id);
    if to == *from {
        return Err(format!("\"{word}\" of itself"));
    }
    let stix = StixRelation::from_word(&word);
    let other = galaxy.clusters.contains_key(&id).then_some(&**kind);
    let type_ = haul.type_(&word, [Some(kind), other], |one| stix.is_some() && one.stix == stix)?;
    let (likely, rest): (Vec<String>, Vec<String>) =
        json::words(related, "tags").into_iter().partition(|tag| tag.starts_with(LIKELIHOOD));
    let words: Vec<String> =
        likely.iter().map(|tag| tag[LIKELIHOOD.len()..].trim_matches('"').replace('-', " ")).collect();
    rest.iter().for_each(|tag| haul.spare(at, &format!("related.tags: {tag}")));
    let spare = entries(related).iter().map(|(key, _)| name(key)).filter(|key| !RELATED.contains(key));
    spare.for_each(|key| haul.spare(at, &format!("related.{key}")));
    let mut all = vec![("from", from.clone()), ("type", Node::text(&type_)), ("to", to)];
    all.extend(cited(Vec::new(), galaxy));
    let note = (!words.is_empty()).then(|| format!("judged {}", words.join(", ")));
    all.extend(columns::prose("note", note));
    haul.found(at, Section::Relations, all);
    Ok(())
}

/// Takes up what a key of `meta` tells: relations, where the mapping says so.
fn told(
    (key, told): (&str, &Node),
    ((cluster, kind), galaxy): (&(Node, String), &Galaxy),
    (at, haul): (&At, &mut Haul<'_>),
) {
    let (true, Some(_)) = (!META.contains(&key), haul.mapped_type(key)) else {
        if !META.contains(&key) {
            // `origin:NAME` is one key for each name
            haul.spare(at, &format!("meta.{}", key.split(':').next().unwrap_or(key)));
        }
        return;
    };
    let other = match haul.kind(key, |_| false) {
        Ok(other) => other,
        Err(why) => return haul.lost(at, why),
    };
    let forward = haul.type_(key, [Some(kind), Some(&other)], |_| false).map(|type_| (type_, false));
    let placed = forward.or_else(|why| match haul.type_(key, [Some(&other), Some(kind)], |_| false) {
        Ok(type_) => Ok((type_, true)),
        Err(_) => Err(why),
    });
    let (type_, is_back) = match placed {
        Ok(placed) => placed,
        Err(why) => return haul.lost(at, why),
    };
    let parent = Node::object([(key, told.clone())]);
    for called in json::words(&parent, key).iter().filter_map(|called| clean::name(called)) {
        let code = (key == "country" && called.len() == 2).then(|| vec![("iso3166".to_owned(), called.clone())]);
        let described = [("name", Node::text(&called)), ("kind", Node::text(&other))];
        let other = Node::object(described.into_iter().chain(haul.ids(at, code.unwrap_or_default())));
        let (from, to) = if is_back { (other, cluster.clone()) } else { (cluster.clone(), other) };
        let mut all = vec![("from", from), ("type", Node::text(&type_)), ("to", to)];
        all.extend(cited(Vec::new(), galaxy));
        haul.found(at, Section::Relations, all);
    }
}
