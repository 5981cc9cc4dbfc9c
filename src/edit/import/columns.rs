//! The columns in which this program writes actors, relations and sources for others, read back,
//! and parts of records that every importer makes.
//!
//! What is worked out from other columns is not read: a graph works it out again.

mod citation;

use super::At;
use super::clean;
use super::haul::Haul;
use super::json;
use super::spelling::entries;
use super::spelling::items;
use super::spelling::name;
use super::spelling::text;
use crate::edit::draft::Section;
use crate::edit::layout::Node;
use crate::edit::layout::Spelled;
use crate::edit::layout::quoted;
use citation::Cited;
use std::collections::BTreeMap;

/// Columns that hold several words, as a list of JSON where a value is one string.
const LISTS: &[&str] = &["aliases", "tags", "other_ids", "citations", "stances", "not_stated", "derived"];
/// Columns that hold several ids, with semicolons where a value is one string.
const IDS: &[&str] = &["item", "via", "under", "at", "against", "on_behalf_of", "evidence", "was", "derives_from"];
/// Columns that hold roles, and the keys of these.
const ROLES: &[(&str, &str)] = &[
    ("item", "item"),
    ("via", "via"),
    ("under", "under"),
    ("at", "at"),
    ("against", "against"),
    ("on_behalf_of", "on-behalf-of"),
];
/// Columns of a relation that hold words, with the same key.
const STATED: &[&str] = &["since", "until", "date", "status", "phase", "condition", "confidence", "likelihood", "note"];
/// Columns of a source, and the keys of these.
const SOURCE: &[(&str, &str)] = &[
    ("id", "id"),
    ("title", "title"),
    ("kind", "kind"),
    ("publisher", "publisher"),
    ("author", "author"),
    ("date", "date"),
    ("url", "url"),
    ("archive_url", "archive-url"),
    ("lang", "lang"),
    ("reliability", "reliability"),
    ("note", "note"),
];

/// The values of a record by the names of their columns.
#[derive(Default)]
pub(super) struct Columns(BTreeMap<String, Vec<String>>);

impl Columns {
    /// Values of their own sorts.
    pub(super) fn of_json(node: &Node) -> Self {
        let plain = |value: &Node| match (text(value), value) {
            (Some(text), _) => text.as_str().to_owned(),
            (None, other) => other.line(),
        };
        let column = |(key, value): &(Spelled, Node)| (name(key).to_owned(), items(value).iter().map(plain).collect());
        Self(entries(node).iter().map(column).collect())
    }

    /// Adds a value that is one string.
    pub(super) fn flat(&mut self, column: &str, value: &str) {
        let listed = LISTS.contains(&column).then(|| json::parse(&format!("{{\"all\": {value}}}")).ok()).flatten();
        let all: Vec<String> = match listed {
            Some(list) => json::words(&list, "all"),
            None if IDS.contains(&column) => value.split(';').map(|id| id.trim().to_owned()).collect(),
            None => vec![value.to_owned()],
        };
        self.add(column, all);
    }

    /// Adds values to a column.
    pub(super) fn add(&mut self, column: &str, values: Vec<String>) {
        self.0.entry(column.to_owned()).or_default().extend(values);
    }

    /// The first value of a column.
    pub(super) fn one(&self, column: &str) -> Option<&str> {
        self.all(column).first().map(String::as_str)
    }

    /// The values of a column.
    pub(super) fn all(&self, column: &str) -> &[String] {
        self.0.get(column).map_or(&[], Vec::as_slice)
    }
}

/// The sources of a file by their ids.
#[derive(Default)]
pub(super) struct Sources(BTreeMap<String, (At, Entries)>);

/// The keys and values of a record.
type Entries = Vec<(&'static str, Node)>;

impl Sources {
    /// Adds a source by its columns.
    pub(super) fn add(&mut self, at: &At, columns: &Columns) {
        let Some(id) = columns.one("id") else { return };
        let stated = SOURCE.iter().filter_map(|(column, key)| Some((*key, Node::text(columns.one(column)?))));
        let mut all: Entries = stated.collect();
        let leans = columns.all("derives_from").iter().map(|id| Node::text(id)).collect::<Vec<_>>();
        all.extend((!leans.is_empty()).then_some(("derives-from", Node::List(leans))));
        all.extend(columns.one("handling").map(|level| ("handling", Node::text(level))));
        self.0.entry(id.to_owned()).or_insert_with(|| (at.clone(), all));
    }

    /// Adds the sources that citations describe in words.
    pub(super) fn learn(&mut self, at: &At, columns: &Columns) {
        for cited in columns.all("citations").iter().filter_map(|words| Cited::read(words)) {
            self.0.entry(cited.source.clone()).or_insert_with(|| (at.clone(), cited.described()));
        }
    }

    /// Gives all as records. A source that leans on one which the file does not describe leans on
    /// those that it does.
    pub(super) fn found(&self, haul: &mut Haul<'_>) {
        for (at, entries) in self.0.values() {
            let mut all = entries.clone();
            for (key, value) in &mut all {
                if *key == "derives-from" {
                    let known = items(value).iter().filter_map(text).filter_map(|id| self.described(&id));
                    *value = Node::List(known.collect());
                }
            }
            all.retain(|(key, value)| match *key {
                "derives-from" => !items(value).is_empty(),
                "handling" => text(value).is_some_and(|level| is_level(&level, haul)),
                _ => true,
            });
            haul.found(at, Section::Sources, all);
        }
    }

    /// What tells a source from others.
    fn described(&self, id: &str) -> Option<Node> {
        let (_, entries) = self.0.get(id)?;
        let told = entries.iter().filter(|(key, _)| matches!(*key, "id" | "title" | "publisher" | "date"));
        Some(Node::object(told.map(|(key, value)| (*key, value.clone()))))
    }
}

/// Takes up an actor.
pub(super) fn actor(columns: &Columns, known: &Sources, (at, haul): (&At, &mut Haul<'_>)) {
    let word = columns.one("kind").unwrap_or_default();
    let kind = haul.kind(word, |kind| *kind.id == *word);
    let (kind, called) = match (kind, columns.one("label").and_then(clean::name)) {
        (Ok(kind), Some(called)) => (kind, called),
        (Err(why), _) => return haul.lost(at, why),
        (_, None) => return haul.lost(at, "it has no `label`"),
    };
    let mut all: Vec<(&str, Node)> = columns.one("id").map(|id| ("id", Node::text(id))).into_iter().collect();
    all.extend([("kind", Node::text(&kind)), ("name", Node::text(&called))]);
    all.extend(names("aliases", columns.all("aliases").iter().cloned()));
    all.extend(names("tags", columns.all("tags").iter().cloned()));
    all.extend(prose("description", columns.one("description").map(ToOwned::to_owned)));
    for key in ["since", "until"] {
        all.extend(columns.one(key).map(|date| (key, Node::text(date))));
    }
    all.extend(columns.one("placeholder").map(|_| ("placeholder", Node::Atom("true".into()))));
    let pairs = columns.all("other_ids").iter().filter_map(|id| id.split_once(':'));
    all.extend(haul.ids(at, pairs.map(|(scheme, id)| (scheme.to_owned(), id.to_owned())).collect()));
    all.extend(names("was", columns.all("was").iter().cloned()));
    all.extend(citations(columns, known));
    all.extend(prose("note", columns.one("note").map(ToOwned::to_owned)));
    haul.found(at, Section::Actors, all);
}

/// Takes up a relation.
pub(super) fn relation(columns: &Columns, known: &Sources, (at, haul): (&At, &mut Haul<'_>)) {
    let [Some(from), Some(to), Some(word)] = ["source", "target", "relation_type"].map(|key| columns.one(key)) else {
        return haul.lost(at, "it has no `source`, `target` or `relation_type`");
    };
    let type_ = match haul.type_(word, [None, None], |one| *one.id == *word) {
        Ok(type_) => type_,
        Err(why) => return haul.lost(at, why),
    };
    let mut all = vec![("from", by_id(from)), ("type", Node::text(&type_)), ("to", by_id(to))];
    // an identity of ends and type is worked out; a name of its own is kept
    let own = columns.one("relation").filter(|key| !key.contains(':'));
    all.extend(own.map(|id| ("id", Node::text(id))));
    for (column, key) in ROLES {
        let actors: Vec<Node> = columns.all(column).iter().map(|id| by_id(id)).collect();
        all.extend((!actors.is_empty()).then_some((*key, Node::List(actors))));
    }
    all.extend(amount(columns, ("quantity", "quantity"), ("unit", "unit")));
    all.extend(amount(columns, ("value", "value"), ("currency", "currency")));
    all.extend(columns.one("negated").map(|_| ("negated", Node::Atom("true".into()))));
    for key in STATED {
        all.extend(columns.one(key).map(|words| (*key, Node::text(words))));
    }
    all.extend(citations(columns, known));
    let level = columns.one("handling").filter(|level| is_level(level, haul));
    all.extend(level.map(|level| ("handling", Node::text(level))));
    if !columns.all("stances").is_empty() {
        haul.spare(at, "stances");
    }
    haul.found(at, Section::Relations, all);
}

/// An amount and what it is counted in.
fn amount(
    columns: &Columns,
    (key, number): (&'static str, &str),
    (inner, of): (&str, &str),
) -> Option<(&'static str, Node)> {
    let number = columns.one(number).filter(|number| number.parse::<f64>().is_ok())?;
    let mut all = vec![("amount", Node::Atom(number.into()))];
    all.extend(columns.one(of).map(|word| (inner, Node::text(word))));
    all.extend(columns.one(&format!("{key}_precision")).map(|word| ("precision", Node::text(word))));
    Some((key, Node::object(all)))
}

/// Citations: each as far as its words tell, and sources of which no words are told.
fn citations(columns: &Columns, known: &Sources) -> Option<(&'static str, Node)> {
    let described = |id: &str| known.described(id);
    let told: Vec<Cited> = columns.all("citations").iter().filter_map(|words| Cited::read(words)).collect();
    let mut all: Vec<Node> = told.iter().filter_map(|cited| cited.citation(described)).collect();
    let untold = columns.all("evidence").iter().filter(|id| told.iter().all(|cited| cited.source != **id));
    all.extend(untold.map(|id| Node::object([("source", described(id).unwrap_or_else(|| Node::text(id)))])));
    (!all.is_empty()).then_some(("sources", Node::List(all)))
}

fn is_level(level: &str, haul: &Haul<'_>) -> bool {
    haul.foreign.vocabulary.handling.iter().any(|known| **known == *level)
}

/// An actor by its id in the graph that wrote the file.
pub(super) fn by_id(id: &str) -> Node {
    Node::object([("id", Node::text(id))])
}

/// An actor by an id elsewhere.
pub(super) fn known_by(scheme: &str, id: &str) -> Node {
    Node::object([("ids", Node::Object(vec![(quoted(scheme), Node::text(id))]))])
}

/// Names under a key, each once; none where there are none.
pub(super) fn names(key: &'static str, all: impl IntoIterator<Item = String>) -> Option<(&'static str, Node)> {
    let mut kept: Vec<String> = Vec::new();
    for one in all.into_iter().filter_map(|one| clean::name(&one)) {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    (!kept.is_empty()).then(|| (key, Node::List(kept.iter().map(|one| Node::text(one)).collect())))
}

/// A text under a key.
pub(super) fn prose(key: &'static str, words: Option<String>) -> Option<(&'static str, Node)> {
    Some((key, Node::text(&clean::prose(&words?)?)))
}

/// A citation of the source of the import, which leans on these documents.
pub(super) fn leaning(documents: Vec<Node>) -> Option<(&'static str, Node)> {
    let citation = Node::object([("derives-from", Node::List(documents.clone()))]);
    (!documents.is_empty()).then(|| ("sources", Node::List(vec![citation])))
}
