//! Three states of one file into one: what two people have made of the same text.
//!
//! Works on records: they are matched by what names them, wherever they stand, and merged field by
//! field. Lists merge item by item. What nobody but one has touched is taken from there; what both
//! have changed, each in a way of their own, is a conflict.

mod marks;
mod order;
mod rename;
mod side;
mod value;

use super::draft::Draft;
use super::fmt;
use super::insert;
use super::layout::Node;
use super::patch::Patch;
use crate::record::File;
use crate::record::Raw;
use crate::record::keys;
use crate::record::keys::Form;
use marks::Open;
use marks::Place;
use side::Name;
use side::Side;
use side::Symmetric;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::fmt::Formatter;
use value::Doubt;
use value::Merge;
use value::Three;

/// The form of a file.
const FILE: Form = Form::Record(&keys::FILE);

/// What became of two texts that come from one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The text; where there are conflicts, with both sides of each between marked lines.
    pub text: String,
    /// What somebody has to decide, in the order of the sections and of what names the records.
    pub conflicts: Vec<Conflict>,
}

/// What two people have made of the same thing, each in a way of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Both changed a field.
    Changed {
        /// The record: "actor norland"; or the file.
        what: String,
        /// The keys that lead to the field, parted by `/`.
        field: String,
        /// What it says in ours and in theirs, as JSON; none where it is not stated.
        values: [Option<String>; 2],
    },
    /// One removed what the other changed.
    Removed {
        /// The record.
        what: String,
        /// Who removed it: ours or theirs.
        by: &'static str,
    },
    /// A text cannot be read, so that nothing of it can be merged.
    Unread {
        /// Which: base, ours or theirs.
        side: &'static str,
        /// What keeps it from being read.
        why: String,
    },
}

impl Display for Conflict {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Changed { what, field, values } => {
                let [ours, theirs] =
                    values.each_ref().map(|value| value.as_deref().map_or("not stated".into(), clipped));
                write!(f, "{what}: `{field}` is {ours} in ours and {theirs} in theirs")
            }
            Self::Removed { what, by: "ours" } => write!(f, "{what} is removed in ours and changed in theirs"),
            Self::Removed { what, .. } => write!(f, "{what} is changed in ours and removed in theirs"),
            Self::Unread { side, why } => write!(f, "{side} cannot be read: {why}"),
        }
    }
}

/// Merges two texts of a graph's file that come from one, record by record and field by field.
///
/// The path tells JSON Lines from JSON by its ending. Where nothing is to be changed, the bytes of
/// ours stay. An empty base is a file without a record. `n log n` time in the texts' length.
///
/// ```
/// use actant::edit::merge;
///
/// let base = r#"{"actors": [{"id": "a", "kind": "state", "name": "A"}]}"#;
/// let ours = base.replace("\"A\"", "\"Land A\"");
/// let theirs = base.replace("}]", ", \"tags\": [\"x\"]}]");
/// let merged = merge("one.json", base, &ours, &theirs);
/// assert_eq!(merged.text, r#"{"actors": [{"id": "a", "kind": "state", "name": "Land A", "tags": ["x"]}]}"#);
/// assert!(merged.conflicts.is_empty());
/// ```
#[must_use]
pub fn merge(path: &str, base: &str, ours: &str, theirs: &str) -> Merged {
    if ours == theirs || base == theirs {
        return Merged { text: ours.to_owned(), conflicts: Vec::new() };
    }
    if base == ours {
        return Merged { text: theirs.to_owned(), conflicts: Vec::new() };
    }
    let file = [File::new(path, ours)];
    let is_lines = file[0].is_lines();
    let base = if base.trim().is_empty() && !is_lines { "{}" } else { base };
    match read([base, ours, theirs], is_lines) {
        Ok(three) => merged(&file, &three, theirs),
        Err(conflict) => Merged { text: marks::beside(ours, theirs), conflicts: vec![conflict] },
    }
}

/// The three texts, and which types have no direction in any of them.
struct Sides<'a> {
    /// Base, ours and theirs.
    three: [Side<'a>; 3],
    symmetric: Symmetric,
}

fn read(texts: [&str; 3], is_lines: bool) -> Result<Sides<'_>, Conflict> {
    let mut unnamed = Vec::new();
    for (side, text) in ["base", "ours", "theirs"].into_iter().zip(texts) {
        let read = side::read(text, is_lines).map_err(|faults| {
            let why = faults.first().map_or_else(String::new, |fault| fault.headline().to_owned());
            Conflict::Unread { side, why }
        });
        unnamed.push(read?);
    }
    let symmetric = side::symmetric(&unnamed);
    let mut named = unnamed.into_iter();
    let unnamed = [(); 3].map(|()| named.next().expect("three texts were read"));
    let mut renames = rename::found(&unnamed).into_iter();
    let three = unnamed.map(|side| Side::named(side, renames.next().unwrap_or_default(), &symmetric));
    Ok(Sides { three, symmetric })
}

fn merged(file: &[File; 1], sides: &Sides<'_>, theirs: &str) -> Merged {
    let (path, ours, is_lines) = (file[0].path(), file[0].text(), file[0].is_lines());
    let mut open = Vec::new();
    let text = with_records(file, sides, &mut open);
    let text = if is_lines { text } else { with_entries((path, ours), text, sides, &mut open) };
    let conflicts = open.iter().flat_map(conflicts).collect();
    let marked = marks::marked(&text, is_lines, (&open, &sides.symmetric));
    Merged { text: marked.unwrap_or_else(|| marks::beside(ours, theirs)), conflicts }
}

/// Ours with the records as they come out of the merge.
fn with_records(file: &[File; 1], sides: &Sides<'_>, open: &mut Vec<Open>) -> String {
    let three = &sides.three;
    let mut patch = Patch::new(file);
    let names: BTreeSet<&Name> = three.iter().flat_map(|side| side.records.keys()).collect();
    for name in names {
        let written = three.each_ref().map(|side| side.records.get(name).map(Raw::json));
        let is_renamed = three.iter().any(|side| side.is_renamed(name));
        if !is_renamed && (written[1] == written[2] || written[0] == written[2]) {
            continue;
        }
        let nodes = three.each_ref().map(|side| side.record(name));
        let (after, doubts) = decided(&name.0.form(), nodes.each_ref().map(Option::as_ref), "");
        let stands = after.iter().flatten().next().cloned();
        write((&mut patch, file[0].path()), name, (three[1].records.get(name), three[1].written(name)), stands);
        if !doubts.is_empty() {
            open.push(Open { place: Place::Record(name.clone()), variants: after, doubts });
        }
    }
    patch.finish().pop().map_or_else(|| file[0].text().to_owned(), |one| one.after)
}

/// Brings a record into the state that it shall have.
fn write(
    (patch, path): (&mut Patch<'_>, &str),
    name: &Name,
    (raw, before): (Option<&Raw<'_>>, Option<Node>),
    after: Option<Node>,
) {
    match (raw, after) {
        (Some(raw), Some(after)) if before.as_ref() != Some(&after) => patch.change(name.0, raw.span(), &after),
        (Some(raw), None) => patch.remove(name.0, raw.span()),
        (None, Some(body)) => _ = patch.add(path, Draft { section: name.0, body }),
        (Some(_), Some(_)) | (None, None) => {}
    }
}

/// The text with what stands besides its lists of records.
fn with_entries((path, ours): (&str, &str), text: String, sides: &Sides<'_>, open: &mut Vec<Open>) -> String {
    let three = &sides.three;
    let keys = three.each_ref().map(|side| side.entries.iter().map(|(key, _)| key).collect::<Vec<_>>());
    let mut changes: BTreeMap<Option<&str>, Vec<(&str, Option<Node>)>> = BTreeMap::new();
    for key in order::merged(keys.each_ref().map(Vec::as_slice)) {
        let three = three.each_ref().map(|side| side.entry(key));
        let (within, name) = (key.0, &*key.1);
        let field = within.map_or_else(|| name.to_owned(), |within| format!("{within}/{name}"));
        let (after, doubts) = decided(value::merging(within, name), three, &field);
        let stands = after.iter().flatten().next();
        if stands != three[1] {
            changes.entry(within).or_default().push((name, stands.cloned()));
        }
        if !doubts.is_empty() {
            open.push(Open { place: Place::Entry(key.clone()), variants: after, doubts });
        }
    }
    if changes.is_empty() {
        return text;
    }
    let new = changes.into_iter().fold(text, |text, (within, changes)| changed(&text, within, changes));
    let is_canonical = fmt(path, ours, 0).is_ok_and(|canonical| canonical == ours);
    if is_canonical { fmt(path, &new, 0).unwrap_or(new) } else { new }
}

/// The text with other values for keys of the file, or of the object under one of its keys.
fn changed(text: &str, within: Option<&str>, changes: Vec<(&str, Option<Node>)>) -> String {
    let root = Raw::new(text, 0);
    let (raw, form) = match within.map(|key| (key, root.get(key))) {
        None => (root, &FILE),
        Some((key, Some(held))) => (held, value::form_of(None, key)),
        Some((key, None)) => {
            let stated = changes.iter().filter_map(|(name, value)| Some((*name, value.clone()?)));
            return changed(text, None, vec![(key, Some(Node::object(stated)))]);
        }
    };
    let body = changes.into_iter().fold(fmt::node(raw, form), |body, (key, value)| body.with(key, value));
    let (start, end) = (raw.span().start as usize, raw.span().end as usize);
    [&text[..start], &insert::rewritten(text, raw, form, &body), &text[end..]].concat()
}

/// How a value comes out, in the canonical form, with the doubts decided for ours and for theirs.
fn decided(form: &Form, three: Three<'_>, field: &str) -> ([Option<Node>; 2], Vec<Doubt>) {
    let canonical = |node: Node| fmt::canonical(node, form);
    let mut ours = Merge::new(value::Side::Ours);
    let first = ours.value(form, three, field).map(canonical);
    if ours.doubts.is_empty() {
        return ([first.clone(), first], Vec::new());
    }
    let second = Merge::new(value::Side::Theirs).value(form, three, field).map(canonical);
    ([first, second], ours.doubts)
}

/// What there is to decide about a record.
fn conflicts(open: &Open) -> impl Iterator<Item = Conflict> {
    let what = match &open.place {
        Place::Record((section, identity, _)) => format!("{} {identity}", section.one()),
        Place::Entry(_) => "the file".to_owned(),
    };
    open.doubts.iter().map(move |doubt| {
        let (what, field, values) = (what.clone(), doubt.field.clone(), doubt.values.clone());
        match &values {
            [None, Some(_)] if field.is_empty() => Conflict::Removed { what, by: "ours" },
            [Some(_), None] if field.is_empty() => Conflict::Removed { what, by: "theirs" },
            _ => Conflict::Changed { what, field, values },
        }
    })
}

/// A value that a line can hold.
fn clipped(json: &str) -> String {
    const WIDTH: usize = 80;
    if json.chars().count() > WIDTH { json.chars().take(WIDTH).chain(['…']).collect() } else { json.to_owned() }
}
