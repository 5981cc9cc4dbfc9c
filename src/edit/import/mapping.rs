//! What a person says about a foreign file: which of its words and columns mean what.
//!
//! A mapping is JSON. For tables it holds records as the graph has them, in which `{Column}` stands
//! for the cell of that column.

use super::Trouble;
use super::spelling::entries;
use super::spelling::field;
use super::spelling::items;
use super::spelling::name;
use super::spelling::text;
use super::spelling::value;
use super::words;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::edit::draft::Section;
use crate::edit::fmt;
use crate::edit::layout::Node;
use crate::edit::layout::Spelled;
use crate::model::Vocabulary;
use crate::record;
use crate::record::Document;
use crate::record::Raw;
use crate::record::Sort;
use crate::record::keys::ACTOR;
use crate::record::keys::Form;
use crate::record::keys::Key;
use crate::record::keys::RELATION;
use crate::record::keys::Record;
use crate::record::keys::SOURCE;
use crate::text::nearest;
use std::collections::BTreeMap;

/// Every word of which a mapping says nothing else.
pub(super) const OTHER: &str = "*";

/// What a person says about a foreign file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The source that the import cites: its id, or what is known of it.
    pub source: Option<Node>,
    /// From words of the file to kinds of the vocabulary.
    pub kinds: BTreeMap<String, String>,
    /// From words of the file to types of the vocabulary.
    pub types: BTreeMap<String, String>,
    /// How the file is encoded, where its bytes do not tell.
    pub encoding: Option<String>,
    /// How the table lies in the file.
    pub(super) table: Layout,
    /// By column, from what stands in a cell to what is meant.
    pub(super) values: BTreeMap<String, BTreeMap<String, String>>,
    /// By column, how dates are written.
    pub(super) dates: BTreeMap<String, String>,
    /// By column, a number as it is written there.
    pub(super) numbers: BTreeMap<String, String>,
    /// By column, what parts the items of a list.
    pub(super) lists: BTreeMap<String, String>,
    /// The records that a row gives.
    pub(super) records: Vec<Template>,
}

/// How a table lies in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) delimiter: Option<String>,
    pub(super) skip: usize,
    pub(super) headings: Option<usize>,
    pub(super) fill: Vec<String>,
}

impl Layout {
    /// The `table` of a mapping that says so, with the encoding of the file; nothing where nothing is
    /// to be said.
    pub(super) fn node(&self, encoding: Option<&str>) -> Option<Node> {
        let number = |number: usize| Node::Atom(number.to_string().into());
        let fill = || Node::List(self.fill.iter().map(|column| Node::text(column)).collect());
        let entries = [
            ("encoding", encoding.map(Node::text)),
            ("delimiter", self.delimiter.as_deref().map(Node::text)),
            ("skip", (self.skip > 0).then(|| number(self.skip))),
            ("headings", self.headings.map(number)),
            ("fill", (!self.fill.is_empty()).then(fill)),
        ];
        let said: Vec<_> = entries.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        (!said.is_empty()).then(|| Node::object(said))
    }
}

/// A record in which cells stand for values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    pub(super) section: Section,
    pub(super) body: Node,
    /// Columns, and what has to stand in them for a row to give this record.
    pub(super) when: Vec<(String, Vec<String>)>,
}

const fn key(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, required: false, form, about }
}

/// The keys of a mapping.
pub static MAPPING: Record = Record {
    name: "mapping",
    keys: &[
        key("$schema", Form::Text, "where an editor finds the schema"),
        key("source", Form::Either(&Form::Source, &SOURCE), "what a relation cites that names no source"),
        key("kinds", Form::Texts, "from words of the file to kinds of the vocabulary"),
        key("types", Form::Texts, "from words of the file to types of the vocabulary"),
        key("table", Form::Record(&TABLE), "how a table lies in its file"),
        key("values", Form::Any, "by column, from what stands in a cell to what is meant; `\"\"` for nothing"),
        key("dates", Form::Texts, "by column, how dates are written: `dd.mm.yyyy`, `mmm d, yyyy`"),
        key("numbers", Form::Texts, "by column, a number as it is written there: `1,234.5`, `1.234,5`, `1 234`"),
        key("lists", Form::Texts, "by column, what parts the items of a list: `;`"),
        key("records", Form::List(&Form::Record(&TEMPLATE)), "what a row gives: records in which `{Column}` is a cell"),
    ],
};

/// The keys of `table` in a mapping.
pub static TABLE: Record = Record {
    name: "table",
    keys: &[
        key("encoding", Form::Name, "the encoding where the bytes do not tell: `windows-1251`"),
        key("delimiter", Form::Text, "what parts the cells where it is not found out: one character"),
        key("skip", Form::Whole(0, 255), "how many lines stand before the headings"),
        key("headings", Form::Whole(1, 9), "how many rows of headings there are; 1 without it"),
        key("fill", Form::List(&Form::Name), "columns whose blank cells are filled from above"),
    ],
};

/// The keys of a record in a mapping.
pub static TEMPLATE: Record = Record {
    name: "template",
    keys: &[
        key("when", Form::Any, "by column, the cells of which one has to stand there, or `*` for any"),
        key("source", Form::Filled(&SOURCE), "a source"),
        key("actor", Form::Filled(&ACTOR), "an actor"),
        key(
            "relation",
            Form::Filled(&RELATION),
            "a relation; where an id of an actor belongs may stand what is known of it",
        ),
    ],
};

impl Mapping {
    /// Reads a mapping; `file` is the position of its text in the list that spans count into.
    ///
    /// # Errors
    ///
    /// Broken JSON, keys that no mapping has, and values of another sort than their keys want.
    ///
    /// ```
    /// use actant::edit::import::Mapping;
    ///
    /// let mapping = Mapping::read(r#"{"kinds": {"country": "state"}}"#, 0).expect("it is one");
    /// assert_eq!(mapping.kind("country"), "state");
    /// assert_eq!(Mapping::read(r#"{"kind": {}}"#, 0).expect_err("no key").len(), 1);
    /// ```
    pub fn read(json: &str, file: u32) -> Result<Self, Vec<Diagnostic>> {
        let body = Raw::new(json, file);
        let mut faults = Document::read(json, file).faults;
        faults.retain(|fault| fault.severity == Severity::Error);
        if faults.is_empty() {
            faults = record::strict(body);
        }
        if faults.is_empty() {
            check(body, &MAPPING, &mut faults);
        }
        if faults.is_empty() { Ok(Self::of(&fmt::node(body, &Form::Any))) } else { Err(faults) }
    }

    /// The kind that a word of the file means; the word itself where nothing is said of it.
    #[must_use]
    pub fn kind<'a>(&'a self, word: &'a str) -> &'a str {
        said(&self.kinds, word)
    }

    /// The type that a word of the file means; the word itself where nothing is said of it.
    #[must_use]
    pub fn type_<'a>(&'a self, word: &'a str) -> &'a str {
        said(&self.types, word)
    }

    /// Holds it against a vocabulary: where it says what every other word is, the ids of the
    /// vocabulary are what they are.
    ///
    /// # Errors
    ///
    /// It names a kind or a type that there is not.
    pub(super) fn fitting(&self, vocabulary: &Vocabulary) -> Result<Self, Trouble> {
        words::fits(self, vocabulary)?;
        let mut fitting = self.clone();
        let kinds = vocabulary.kinds.iter().map(|kind| (kind.id.to_string(), kind.id.to_string()));
        let types = vocabulary.types.iter().map(|one| (one.id.to_string(), one.id.to_string()));
        kinds.for_each(|(word, id)| _ = fitting.kinds.entry(word).or_insert(id));
        types.for_each(|(word, id)| _ = fitting.types.entry(word).or_insert(id));
        Ok(fitting)
    }

    /// Tells whether it says what the rows of a table are.
    #[must_use]
    pub fn has_records(&self) -> bool {
        !self.records.is_empty()
    }

    fn of(node: &Node) -> Self {
        let table = value(node, "table").cloned().unwrap_or(Node::Object(Vec::new()));
        let whole = |key: &str| match value(&table, key) {
            Some(Node::Atom(atom)) => atom.parse().ok(),
            _ => None,
        };
        let values = value(node, "values").map_or(&[][..], entries);
        Self {
            source: value(node, "source").cloned(),
            kinds: pairs_of(node, "kinds"),
            types: pairs_of(node, "types"),
            encoding: field(&table, "encoding").map(|word| word.as_str().to_owned()),
            table: Layout {
                delimiter: field(&table, "delimiter").map(|word| word.as_str().to_owned()),
                skip: whole("skip").unwrap_or(0),
                headings: whole("headings"),
                fill: super::spelling::texts(&table, "fill").map(|column| column.as_str().to_owned()).collect(),
            },
            values: values.iter().map(|(column, map)| (plain(column), pairs(map))).collect(),
            dates: pairs_of(node, "dates"),
            numbers: pairs_of(node, "numbers"),
            lists: pairs_of(node, "lists"),
            records: value(node, "records").map_or(&[][..], items).iter().filter_map(template).collect(),
        }
    }
}

/// What is said of a word, or of every other; else the word itself. What is left empty says nothing.
fn said<'a>(all: &'a BTreeMap<String, String>, word: &'a str) -> &'a str {
    let said = |word: &str| all.get(word).map(String::as_str).filter(|id| !id.is_empty());
    said(word).or_else(|| said(OTHER)).unwrap_or(word)
}

fn template(node: &Node) -> Option<Template> {
    let sections = [Section::Sources, Section::Actors, Section::Relations];
    let (section, body) = sections.iter().find_map(|section| Some((*section, value(node, section.one())?)))?;
    let when = value(node, "when").map_or(&[][..], entries);
    let wanted = |all: &Node| items(all).iter().filter_map(text).map(|word| word.as_str().to_owned()).collect();
    let when = when.iter().map(|(column, all)| (plain(column), wanted(all))).collect();
    Some(Template { section, body: body.clone(), when })
}

fn pairs_of(node: &Node, key: &str) -> BTreeMap<String, String> {
    value(node, key).map(pairs).unwrap_or_default()
}

fn pairs(map: &Node) -> BTreeMap<String, String> {
    let pair = |(key, value): &(Spelled, Node)| Some((plain(key), text(value)?.as_str().to_owned()));
    entries(map).iter().filter_map(pair).collect()
}

/// A key, its escapes read.
fn plain(spelled: &str) -> String {
    Raw::new(spelled, 0).text().map_or_else(|| name(spelled).to_owned(), |text| text.as_str().to_owned())
}

/// Finds keys that no mapping has and values of another sort than their keys want.
fn check(raw: Raw<'_>, card: &Record, faults: &mut Vec<Diagnostic>) {
    if raw.sort() != Sort::Object {
        faults.push(wrong_sort(raw, &format!("an object with the keys of {}", card.one())));
        return;
    }
    for entry in raw.entries() {
        let word = entry.key.text().unwrap_or_default();
        let Some(key) = card.key(&word) else {
            faults.push(stray(entry.key, card));
            continue;
        };
        if !key.form.takes(entry.value.sort()) {
            faults.push(wrong_sort(entry.value, &key.form.words()));
            continue;
        }
        match key.form {
            Form::Record(inner) => check(entry.value, inner, faults),
            Form::Filled(inner) => filled(entry.value, inner, faults),
            Form::List(Form::Record(inner)) => entry.value.items().iter().for_each(|item| check(*item, inner, faults)),
            Form::Texts => entry.value.entries().iter().for_each(|entry| is_text(entry.value, faults)),
            _ => {}
        }
    }
}

/// Finds keys in a record with cells that it does not have, and what is still to be filled in.
fn filled(raw: Raw<'_>, card: &Record, faults: &mut Vec<Diagnostic>) {
    for entry in raw.entries() {
        let word = entry.key.text().unwrap_or_default();
        match card.key(&word) {
            Some(key) => filled_value(entry.value, &key.form, faults),
            None if word.starts_with("x-") => filled_value(entry.value, &Form::Any, faults),
            None => faults.push(stray(entry.key, card)),
        }
    }
}

fn filled_value(raw: Raw<'_>, form: &Form, faults: &mut Vec<Diagnostic>) {
    match (raw.sort(), form) {
        (Sort::List, Form::List(inner) | Form::OneOrList(inner)) => {
            raw.items().iter().for_each(|item| filled_value(*item, inner, faults));
        }
        (Sort::Object, Form::OneOrList(inner)) => filled_value(raw, inner, faults),
        (Sort::Object, Form::Actor) => filled(raw, &ACTOR, faults),
        (Sort::Object, Form::Source) => filled(raw, &SOURCE, faults),
        (Sort::Object, Form::Record(inner) | Form::Either(_, inner)) => filled(raw, inner, faults),
        (Sort::String, _) if raw.text().is_some_and(|text| text.is_empty()) => {
            let fault = Diagnostic::error("empty-text", "nothing is said here yet", raw.span(), "empty");
            faults.push(fault.help("fill it in, or take its key out"));
        }
        _ => {}
    }
}

fn is_text(raw: Raw<'_>, faults: &mut Vec<Diagnostic>) {
    if raw.sort() != Sort::String {
        faults.push(wrong_sort(raw, "a string"));
    }
}

fn stray(key: Raw<'_>, card: &Record) -> Diagnostic {
    let word = key.text().unwrap_or_default();
    let headline = format!("`{}` is no key of {}", &*word, card.one());
    let fault = Diagnostic::error("unknown-key", headline, key.span(), "unknown here");
    match nearest(&word, card.keys.iter().map(|key| key.name), 1).first() {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => {
            fault.help(format!("its keys are {}", card.keys.iter().map(|key| key.name).collect::<Vec<_>>().join(", ")))
        }
    }
}

fn wrong_sort(raw: Raw<'_>, wanted: &str) -> Diagnostic {
    Diagnostic::error("wrong-type", format!("{wanted} belongs here"), raw.span(), raw.sort().words())
}
