//! The JSON schemas of a graph's file and of a mapping, for editors: completion, hints and a first
//! check.
//!
//! Made of the same tables of keys as the readers (JSON Schema 2020-12). That of a file proposes the
//! ids that it is told of and takes any other, since a graph may define what the program does not know.

use super::import::MAPPING;
use super::import::TABLE;
use super::import::TEMPLATE;
use super::layout::Node;
use crate::model::Model;
use crate::model::Vocabulary;
use crate::record::keys;
use crate::record::keys::Form;
use crate::record::keys::Key;
use crate::record::keys::Record;

/// How many levels are always broken: the schema, its definitions and each of them.
const BROKEN: usize = 3;

const SLUG: &str = "^[a-z0-9][a-z0-9_.-]{0,63}$";
const DATE: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~%]?$";
const STATE: &str = "^(date|rev|path):.";
const URL: &str = "^(https?|doi):";
const CURRENCY: &str = "^[A-Z]{3}$";
const LANGUAGE: &str = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$";

/// What stands in one schema.
type Entries = Vec<(&'static str, Node)>;

/// Writes the schema that proposes the kinds, types and levels of a vocabulary and, where a model
/// is given, its actors and sources.
///
/// Linear in the number of ids.
#[must_use]
pub fn schema(vocabulary: &Vocabulary, ids: Option<&Model>) -> String {
    let (actors, sources) = ids.map_or((&[][..], &[][..]), |model| (model.actors(), model.sources()));
    let words = [
        ("id", pattern(SLUG)),
        ("day", pattern(DATE)),
        ("kind-id", proposed(vocabulary.kinds.iter().map(|kind| (&*kind.id, &*kind.label)))),
        ("type-id", proposed(vocabulary.types.iter().map(|type_| (&*type_.id, &*type_.phrase)))),
        ("level", proposed(vocabulary.handling.iter().map(|level| (&**level, "a level of handling")))),
        ("actor-id", proposed(actors.iter().map(|actor| (&*actor.id, &*actor.name)))),
        ("source-id", proposed(sources.iter().map(|source| (&*source.id, &*source.title)))),
    ];
    let records = keys::RECORDS.iter().map(|record| (record.name, object(record)));
    let definitions = records.chain(words.map(|(name, entries)| (name, Node::object(entries))));
    page("A file of a graph", &keys::FILE, definitions)
}

/// Writes the schema of a mapping, by which foreign files are imported.
#[must_use]
pub fn mapping_schema() -> String {
    let own = [&MAPPING, &TABLE, &TEMPLATE].map(|record| (record.name, object(record)));
    let filled = keys::RECORDS.iter().filter(|record| record.name != keys::FILE.name);
    let filled = filled.map(|record| (record.name, properties(record, filled_form)));
    let ids = [("source-id", Node::object(pattern(SLUG)))];
    page("A mapping", &MAPPING, own.into_iter().chain(filled.map(|(name, all)| (name, Node::object(all)))).chain(ids))
}

fn page(title: &str, root: &Record, definitions: impl Iterator<Item = (&'static str, Node)>) -> String {
    let schema = Node::object([
        ("$schema", Node::text("https://json-schema.org/draft/2020-12/schema")),
        ("title", Node::text(title)),
        ("$ref", Node::text(&format!("#/$defs/{}", root.name))),
        ("$defs", Node::object(definitions)),
    ]);
    schema.page(BROKEN)
}

/// The schema of a record.
fn object(record: &Record) -> Node {
    let required: Vec<Node> = record.keys.iter().filter(|key| key.required).map(|key| Node::text(key.name)).collect();
    let mut entries = properties(record, form);
    if !required.is_empty() {
        entries.insert(2, ("required", Node::List(required)));
    }
    Node::object(entries)
}

/// The keys of a record and no others, but for those that begin with `x-`.
fn properties(record: &Record, form: fn(&Form) -> Entries) -> Entries {
    let property = |key: &Key| {
        let about = ("description", Node::text(key.about));
        (key.name, Node::object(std::iter::once(about).chain(form(&key.form))))
    };
    vec![
        kind("object"),
        ("properties", Node::object(record.keys.iter().map(property))),
        ("patternProperties", Node::object([("^x-", Node::object([]))])),
        ("additionalProperties", Node::Atom("false".into())),
    ]
}

/// The schema of a value for which cells may stand, and what is known of an actor or a source for
/// its id.
fn filled_form(wanted: &Form) -> Entries {
    let scalar = || vec![("type", Node::List(["string", "number", "boolean"].map(Node::text).into()))];
    match wanted {
        Form::Actor => any_of([scalar(), reference(keys::ACTOR.name)]),
        Form::Source => any_of([scalar(), reference(keys::SOURCE.name)]),
        // a cell may hold several
        Form::List(inner) | Form::OneOrList(inner) => any_of([filled_form(inner), list(inner, filled_form)]),
        Form::Record(record) => reference(record.name),
        Form::Either(inner, record) => any_of([filled_form(inner), reference(record.name)]),
        Form::Any | Form::Texts | Form::Reasons => form(wanted),
        _ => scalar(),
    }
}

/// The schema of a value.
fn form(wanted: &Form) -> Entries {
    match wanted {
        Form::Slug => reference("id"),
        Form::Actor => reference("actor-id"),
        Form::Source => reference("source-id"),
        Form::Kind => reference("kind-id"),
        Form::Type => reference("type-id"),
        Form::Level => reference("level"),
        Form::Name | Form::Text => vec![kind("string"), ("minLength", number(1))],
        Form::Date => reference("day"),
        Form::Until => any_of([vec![("const", Node::text(".."))], reference("day")]),
        Form::State => any_of([reference("day"), pattern(STATE)]),
        Form::Flag => vec![kind("boolean")],
        Form::Number => vec![kind("number")],
        Form::Whole(from, to) => vec![kind("integer"), ("minimum", number(*from)), ("maximum", number(*to))],
        Form::Word(words) => vec![("enum", Node::List(words.iter().map(|word| Node::text(word)).collect()))],
        Form::Url => pattern(URL),
        Form::Currency => pattern(CURRENCY),
        Form::Language => pattern(LANGUAGE),
        Form::List(inner) => list(inner, form),
        Form::OneOrList(inner) => any_of([form(inner), list(inner, form)]),
        Form::Record(record) | Form::Filled(record) => reference(record.name),
        Form::WordOr(words, inner) => any_of([form(&Form::Word(words)), form(inner)]),
        Form::Either(inner, record) => any_of([form(inner), reference(record.name)]),
        Form::Texts | Form::Reasons => vec![kind("object"), ("additionalProperties", Node::object([kind("string")]))],
        Form::Any => Vec::new(),
    }
}

fn kind(name: &str) -> (&'static str, Node) {
    ("type", Node::text(name))
}

fn number(number: u8) -> Node {
    Node::Atom(number.to_string().into())
}

fn pattern(pattern: &str) -> Entries {
    vec![kind("string"), ("pattern", Node::text(pattern))]
}

fn reference(definition: &str) -> Entries {
    vec![("$ref", Node::text(&format!("#/$defs/{definition}")))]
}

fn list(inner: &Form, form: fn(&Form) -> Entries) -> Entries {
    vec![kind("array"), ("items", Node::object(form(inner)))]
}

fn any_of(forms: impl IntoIterator<Item = Entries>) -> Entries {
    vec![("anyOf", Node::List(forms.into_iter().map(Node::object).collect()))]
}

/// Any id, these ones before others, each with what it stands for.
fn proposed<'a>(ids: impl Iterator<Item = (&'a str, &'a str)>) -> Entries {
    let known = ids.map(|(id, about)| vec![("const", Node::text(id)), ("description", Node::text(about))]);
    any_of(known.chain([reference("id")]))
}
