//! The canonical form: one way to write each file, whoever writes it.
//!
//! Formatting what is formatted changes nothing, and no formatting changes a fact.

use super::layout::Node;
use super::layout::quoted;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::record;
use crate::record::Document;
use crate::record::Raw;
use crate::record::Sort;
use crate::record::keys;
use crate::record::keys::Form;
use crate::record::keys::Record;
use crate::text::Span;

/// By which keys the records of a list are sorted; other lists keep their order.
const SORTED: &[(&str, &[&str])] = &[
    ("kind", &["id"]),
    ("type", &["id"]),
    ("source", &["id"]),
    ("actor", &["id"]),
    ("view", &["id"]),
    ("relation", &["from", "type", "to", "item", "id"]),
];

/// How many levels of a file are broken however short they are: the file and its sections.
pub(super) const BROKEN: usize = 2;

/// A record of which no key is known.
static UNKNOWN: Record = Record { name: "unknown", keys: &[] };

/// Writes the text of a graph's file in its canonical form, which `docs/format.md` describes.
///
/// The path tells JSON Lines from JSON by its ending; `file` is the position of the file in the
/// list that spans count into. Takes `n log n` time in the text's length.
///
/// # Errors
///
/// What keeps the text from being read: broken syntax, a key that stands twice. Whatever else may
/// be wrong with a record is written as it is.
///
/// ```
/// let text = r#"{"actors": [{"name": "Norland", "kind": "state", "id": "norland"}]}"#;
/// let canonical = actant::edit::fmt("one.json", text, 0).expect("it is JSON");
/// let line = r#"    {"id": "norland", "kind": "state", "name": "Norland"}"#;
/// assert_eq!(canonical, format!("{{\n  \"actors\": [\n{line}\n  ]\n}}\n"));
/// ```
pub fn fmt(path: &str, text: &str, file: u32) -> Result<String, Vec<Diagnostic>> {
    let canonical = if path.ends_with(".jsonl") { lines(text, file)? } else { page(text, file)? };
    let crlf = text.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r'));
    Ok(if crlf { canonical.replace('\n', "\r\n") } else { canonical })
}

fn page(text: &str, file: u32) -> Result<String, Vec<Diagnostic>> {
    whole(text, file).map(|body| node(body, &Form::Record(&keys::FILE)).page(BROKEN))
}

/// The outermost value of a text that is read to its end, and in one way only.
pub(super) fn whole(text: &str, file: u32) -> Result<Raw<'_>, Vec<Diagnostic>> {
    let body = Raw::new(text, file);
    refuse(Document::read(text, file), &[body])?;
    Ok(body)
}

/// The lines of such a text of lines.
pub(super) fn whole_lines(text: &str, file: u32) -> Result<Vec<Raw<'_>>, Vec<Diagnostic>> {
    let bodies = bodies(text, file);
    refuse(Document::read_lines(text, file), &bodies)?;
    Ok(bodies)
}

/// One record a line: the sources, the actors and the relations, each sorted.
fn lines(text: &str, file: u32) -> Result<String, Vec<Diagnostic>> {
    let bodies = whole_lines(text, file)?;
    let mut lines: Vec<Node> = bodies.into_iter().map(|body| node(body, &Form::Record(&keys::LINE))).collect();
    lines.sort_by_cached_key(line_rank);
    Ok(lines.iter().map(|line| line.line() + "\n").collect())
}

/// What a line is sorted by: the sort of its record, then what that is sorted by.
pub(super) type LineRank = Option<(usize, Rank)>;

/// What a record is sorted by.
pub(super) type Rank = (Vec<Option<String>>, String);

/// What a line is sorted by.
pub(super) fn line_rank(line: &Node) -> LineRank {
    let held = keys::LINE.keys.iter().enumerate().find_map(|(at, key)| Some((at, key, line.get(key.name)?)));
    held.map(|(at, key, record)| (at, rank_by(record, sorting(&key.form).unwrap_or_default())))
}

/// The lines of a text that are not blank.
pub(super) fn bodies(text: &str, file: u32) -> Vec<Raw<'_>> {
    let mut start = 0;
    let mut bodies = Vec::new();
    for line in text.split_inclusive('\n') {
        let blank = line.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
        let first = start + line.len() - blank.len();
        start += line.len();
        if !blank.is_empty() {
            bodies.push(Raw::at(text, Span::new(file, first..first + blank.trim_end().len())));
        }
    }
    bodies
}

/// Refuses a text that cannot be read, or not in one way only.
fn refuse(document: Document, bodies: &[Raw]) -> Result<(), Vec<Diagnostic>> {
    let mut faults = document.faults;
    faults.retain(|fault| fault.severity == Severity::Error);
    if faults.is_empty() {
        faults = bodies.iter().flat_map(|body| record::strict(*body)).collect();
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// A value as it will be written.
pub(super) fn node(raw: Raw, form: &Form) -> Node {
    match raw.sort() {
        Sort::Object => object(raw, form),
        Sort::List => list(raw, form),
        _ => Node::Atom(spelled(raw, form)),
    }
}

/// An object, its keys in the order of their table, then those that no table has, as they stand.
fn object(raw: Raw, form: &Form) -> Node {
    let (record, other) = match form {
        Form::Record(record) | Form::Either(_, record) => (*record, &Form::Any),
        Form::OneOrList(inner) => return object(raw, inner),
        Form::Texts | Form::Reasons => (&UNKNOWN, &Form::Text),
        _ => (&UNKNOWN, &Form::Any),
    };
    let mut entries = raw.entries();
    let name = |key: Raw| key.text().map_or_else(String::new, |name| name.as_str().to_owned());
    entries.sort_by_cached_key(|entry| record.position(&name(entry.key)));
    let value = |entry: &record::Entry| node(entry.value, record.key(&name(entry.key)).map_or(other, |key| &key.form));
    let mut entries: Vec<_> = entries.iter().map(|entry| (spelled(entry.key, form), value(entry))).collect();
    match (form, &entries[..]) {
        // a citation of which only the source is stated is the id of the source
        (Form::Either(..), [(key, Node::Atom(_))]) if *key == quoted(record.keys[0].name) => entries.remove(0).1,
        _ => Node::Object(entries),
    }
}

/// A list; one of a single thing, where the thing could stand alone, is the thing.
fn list(raw: Raw, form: &Form) -> Node {
    let inner = match form {
        Form::WordOr(_, inner) => return list(raw, inner),
        Form::List(inner) | Form::OneOrList(inner) => *inner,
        _ => &Form::Any,
    };
    let mut items: Vec<Node> = raw.items().into_iter().map(|item| node(item, inner)).collect();
    if let Some(keys) = sorting(inner) {
        items.sort_by_cached_key(|item| rank_by(item, keys));
    }
    match (form, &items[..]) {
        (Form::OneOrList(_), [Node::Atom(_)]) => items.remove(0),
        _ => Node::List(items),
    }
}

fn sorting(form: &Form) -> Option<&'static [&'static str]> {
    let Form::Record(record) = form else { return None };
    SORTED.iter().find(|(name, _)| *name == record.name).map(|(_, keys)| *keys)
}

/// What a record of this sort is sorted by.
pub(super) fn rank(record: &Node, card: &'static Record) -> Rank {
    rank_by(record, sorting(&Form::Record(card)).unwrap_or_default())
}

/// Its keys, then all of it.
fn rank_by(record: &Node, keys: &[&str]) -> Rank {
    (keys.iter().map(|key| record.get(key).map(Node::line)).collect(), record.line())
}

/// A string, number, flag or `null`: numbers keep their spelling, strings lose needless escapes.
fn spelled(raw: Raw, form: &Form) -> String {
    match raw.text() {
        Some(text) if !matches!(form, Form::Any) => quoted(&text),
        _ => raw.json().to_owned(),
    }
}
