//! The canonical form: one way to write each file, whoever writes it.
//!
//! Formatting what is formatted changes nothing, and no formatting changes a fact.

use super::layout::Node;
use super::layout::Spelled;
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
use std::cmp::Ordering;

/// By which keys the records of a list are sorted; other lists keep their order.
const SORTED: &[(&str, &[&str])] = &[
    ("kind", &["id"]),
    ("type", &["id"]),
    ("source", &["id"]),
    ("actor", &["id"]),
    ("view", &["id"]),
    ("relation", &["from", "type", "to", "item", "id"]),
];

/// How many keys records are sorted by at most.
const MOST_KEYS: usize = {
    let (mut most, mut at) = (0, 0);
    while at < SORTED.len() {
        most = if SORTED[at].1.len() > most { SORTED[at].1.len() } else { most };
        at += 1;
    }
    most
};

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
    lines.sort_by(line_order);
    Ok(lines.iter().map(|line| line.line() + "\n").collect())
}

/// Which of two lines stands first: by the sorts of their records, then as these are sorted.
pub(super) fn line_order(one: &Node, other: &Node) -> Ordering {
    let held = |line: &'_ Node| keys::LINE.keys.iter().position(|key| line.get(key.name).is_some());
    let (at, by) = (held(one), held(other));
    let key = at.filter(|_| at == by).map(|at| &keys::LINE.keys[at]);
    at.cmp(&by).then_with(|| match key.and_then(|key| Some((one.get(key.name)?, other.get(key.name)?, &key.form))) {
        Some((one, other, form)) => order_by(one, other, sorting(form).unwrap_or_default()),
        None => Ordering::Equal,
    })
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
    canonical(as_it_stands(raw), form)
}

fn as_it_stands(raw: Raw) -> Node {
    match raw.sort() {
        Sort::Object => {
            let entry = |entry: record::Entry| (entry.key.json().into(), as_it_stands(entry.value));
            Node::Object(raw.entries().into_iter().map(entry).collect())
        }
        Sort::List => Node::List(raw.items().into_iter().map(as_it_stands).collect()),
        _ => Node::Atom(raw.json().into()),
    }
}

/// A value in the canonical form. Recurses as deep as the value is, which its reader has bounded.
pub(super) fn canonical(node: Node, form: &Form) -> Node {
    match node {
        Node::Object(entries) => object(entries, form),
        Node::List(items) => list(items, form),
        Node::Atom(atom) => Node::Atom(spelled(atom, form)),
    }
}

/// An object, its keys in the order of their table, then those that no table has, as they stand.
fn object(mut entries: Vec<(Spelled, Node)>, form: &Form) -> Node {
    let (record, other) = match form {
        Form::Record(record) | Form::Either(_, record) => (*record, &Form::Any),
        Form::OneOrList(inner) => return object(entries, inner),
        Form::Texts | Form::Reasons => (&UNKNOWN, &Form::Text),
        _ => (&UNKNOWN, &Form::Any),
    };
    let place = |(spelled, _): &(Spelled, Node)| record.position(&Raw::new(spelled, 0).text().unwrap_or_default());
    let mut last = 0;
    let mut is_sorted = true;
    for entry in &mut entries {
        let at = place(entry);
        is_sorted &= std::mem::replace(&mut last, at) <= at;
        let inner = record.keys.get(at).map_or(other, |key| &key.form);
        let (key, value) = entry;
        *key = spelled(std::mem::take(key), form);
        *value = canonical(std::mem::replace(value, Node::List(Vec::new())), inner);
    }
    if !is_sorted {
        entries.sort_by_cached_key(place);
    }
    match (form, &entries[..]) {
        // a citation of which only the source is stated is the id of the source
        (Form::Either(..), [(key, Node::Atom(_))]) if *key == quoted(record.keys[0].name) => entries.remove(0).1,
        _ => Node::Object(entries),
    }
}

/// A list; one of a single thing, where the thing could stand alone, is the thing.
fn list(items: Vec<Node>, form: &Form) -> Node {
    let inner = match form {
        Form::WordOr(_, inner) => return list(items, inner),
        Form::List(inner) | Form::OneOrList(inner) => *inner,
        _ => &Form::Any,
    };
    let mut items: Vec<Node> = items.into_iter().map(|item| canonical(item, inner)).collect();
    if let Form::Record(card) = inner {
        sort(&mut items, card);
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

/// Sorts records of one sort, where these are sorted at all.
pub(super) fn sort(records: &mut Vec<Node>, card: &'static Record) {
    let Some(keys) = sorting(&Form::Record(card)) else { return };
    if records.is_sorted_by(|one, other| order_by(one, other, keys).is_le()) {
        return;
    }
    // what they are sorted by is looked up once in each
    let by = |record: &Node| {
        let mut by = [const { None }; MOST_KEYS];
        keys.iter().zip(&mut by).for_each(|(key, by)| *by = record.get(key).map(spelling));
        by
    };
    let mut order: Vec<([Option<Spelled>; MOST_KEYS], Node)> =
        records.drain(..).map(|record| (by(&record), record)).collect();
    order.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.line().cmp(&other.line())));
    records.extend(order.into_iter().map(|(_, record)| record));
}

/// Which of two records of this sort stands first.
pub(super) fn order(one: &Node, other: &Node, card: &'static Record) -> Ordering {
    order_by(one, other, sorting(&Form::Record(card)).unwrap_or_default())
}

/// By the values of some keys, then by all of it, as they are spelled.
fn order_by(one: &Node, other: &Node, keys: &[&str]) -> Ordering {
    let by = |key: &&str| one.get(key).map(spelling).cmp(&other.get(key).map(spelling));
    let first = keys.iter().map(by).find(|order| order.is_ne());
    first.unwrap_or_else(|| one.line().cmp(&other.line()))
}

/// A value as it is spelled on one line.
fn spelling(node: &Node) -> Spelled {
    match node {
        Node::Atom(atom) => atom.clone(),
        other => other.line().into(),
    }
}

/// A string, number, flag or `null`: numbers keep their spelling, strings lose needless escapes.
fn spelled(atom: Spelled, form: &Form) -> Spelled {
    let is_plain = atom.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'\\');
    match Raw::new(&atom, 0).text().filter(|_| !is_plain && !matches!(form, Form::Any)) {
        Some(text) => quoted(&text),
        None => atom,
    }
}
