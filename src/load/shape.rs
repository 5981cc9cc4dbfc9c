//! The slow road: one record held against the table of keys, every fault told where it stands.
//!
//! What is faulty is blanked out of a copy of the text, byte for byte, so that the rest can be
//! read and every offset in it still counts.

use super::value;
use crate::diagnostic::Diagnostic;
use crate::record::DEPTH;
use crate::record::Entry;
use crate::record::Raw;
use crate::record::Sort;
use crate::record::keys::Form;
use crate::record::keys::Key;
use crate::record::keys::RECORDS;
use crate::record::keys::Record;
use crate::record::repeated;
use crate::record::strict;
use crate::record::too_deep;
use crate::text::Span;
use crate::text::nearest;
use crate::text::visible;
use std::collections::BTreeSet;

/// Finds everything that is wrong with the form of a record.
///
/// Gives the record's text with spaces where something is faulty or means nothing to the program;
/// none where nothing is left of it. Costs the record's length times its depth.
pub(super) fn check(raw: Raw<'_>, record: &'static Record, faults: &mut Vec<Diagnostic>) -> Option<String> {
    if let Some(fault) = too_deep(raw) {
        faults.push(fault);
        return None;
    }
    let bytes = raw.json().as_bytes().to_vec();
    let mut shape = Shape { faults, bytes, start: raw.span().start as usize };
    let subject = Subject { key: record.name, record };
    if raw.sort() != Sort::Object {
        shape.wrong_sort(raw, &Form::Record(record), subject);
        return None;
    }
    shape.object(raw, record);
    String::from_utf8(shape.bytes).ok()
}

/// Finds what is wrong with the entries of an object whose records are read one by one elsewhere.
///
/// Gives the keys that the table lists, whose values are of the right sort; values that are no
/// records are checked, lists of records only for being lists.
pub(super) fn outline<'a>(
    entries: &[Entry<'a>],
    record: &'static Record,
    faults: &mut Vec<Diagnostic>,
) -> Vec<(&'static Key, Raw<'a>)> {
    let mut shape = Shape { faults, bytes: Vec::new(), start: usize::MAX };
    let mut kept = Vec::new();
    for entry in entries {
        let name = entry.key.text().unwrap_or_default();
        let Some(key) = record.key(&name) else {
            shape.stray(entry.key, entry.value, record);
            continue;
        };
        let subject = Subject { key: key.name, record };
        let right = match key.form {
            Form::Record(_) | Form::List(_) if key.form.takes(entry.value.sort()) => true,
            _ => shape.value(entry.value, &key.form, subject),
        };
        if right && !kept.iter().any(|(other, _): &(&Key, Raw<'_>)| other.name == key.name) {
            kept.push((key, entry.value));
        }
    }
    kept
}

/// Of which key of which record a value is looked at.
#[derive(Clone, Copy)]
pub(super) struct Subject {
    /// The key.
    pub key: &'static str,
    /// The record.
    pub record: &'static Record,
}

struct Shape<'f> {
    faults: &'f mut Vec<Diagnostic>,
    bytes: Vec<u8>,
    start: usize,
}

impl Shape<'_> {
    /// Tells whether a record can stand without what was blanked in it.
    fn object(&mut self, raw: Raw<'_>, record: &'static Record) -> bool {
        let entries = raw.entries();
        repeated(entries.iter().map(|entry| entry.key), self.faults);
        let mut seen = BTreeSet::new();
        let mut meant = BTreeSet::new();
        let mut parts = Vec::new();
        for entry in &entries {
            let name = entry.key.text().unwrap_or_default();
            let first = seen.insert(name.clone());
            let keep = match record.key(&name) {
                Some(key) => first && self.value(entry.value, &key.form, Subject { key: key.name, record }),
                None => {
                    meant.extend(self.stray(entry.key, entry.value, record));
                    false
                }
            };
            parts.push((entry.span(), keep));
        }
        self.blank(&parts);
        let missing = record.keys.iter().filter(|key| key.required && !seen.iter().any(|name| **name == *key.name));
        // A key that is only misspelled is told once.
        let missing = missing.filter(|key| !meant.contains(key.name));
        missing.for_each(|key| self.faults.push(missing_key(raw, record, key)));
        let kept = |key: &&Key| {
            entries.iter().zip(&parts).any(|(e, (_, keep))| *keep && e.key.text().as_deref() == Some(key.name))
        };
        record.keys.iter().filter(|key| key.required).all(|key| kept(&key))
    }

    fn list(&mut self, raw: Raw<'_>, form: &Form, subject: Subject) {
        let items = raw.items();
        let parts: Vec<(Span, bool)> =
            items.iter().map(|item| (item.span(), self.value(*item, form, subject))).collect();
        self.blank(&parts);
        if items.is_empty() && subject.record.name == "relation" && subject.key == "sources" {
            self.faults.push(no_source(raw.span()));
        }
    }

    /// Tells whether a value can stand, less what was blanked in it.
    fn value(&mut self, raw: Raw<'_>, form: &Form, subject: Subject) -> bool {
        if !form.takes(raw.sort()) {
            self.wrong_sort(raw, form, subject);
            return false;
        }
        match form {
            Form::List(form) => self.list(raw, form, subject),
            Form::OneOrList(form) if raw.sort() == Sort::List => self.list(raw, form, subject),
            Form::OneOrList(form) => return self.value(raw, form, subject),
            Form::Record(record) => return self.object(raw, record),
            Form::Either(_, record) if raw.sort() == Sort::Object => return self.object(raw, record),
            Form::Either(form, _) => return self.value(raw, form, subject),
            Form::WordOr(words, _) if raw.sort() == Sort::String => {
                let fault = value::check(raw, &Form::Word(words), subject);
                let right = fault.is_none();
                self.faults.extend(fault.map(|fault| fault.help(format!("or {}", form.words()))));
                return right;
            }
            Form::WordOr(_, form) => return self.value(raw, form, subject),
            Form::Texts | Form::Reasons => return self.texts(raw, subject),
            Form::Any | Form::Filled(_) => self.faults.extend(strict(raw)),
            _ => {
                let fault = value::check(raw, form, subject);
                let right = fault.is_none();
                self.faults.extend(fault);
                return right;
            }
        }
        true
    }

    fn texts(&mut self, raw: Raw<'_>, subject: Subject) -> bool {
        let entries = raw.entries();
        repeated(entries.iter().map(|entry| entry.key), self.faults);
        let mut seen = BTreeSet::new();
        let mut parts = Vec::new();
        for entry in &entries {
            let key = value::check(entry.key, &Form::Name, subject);
            let named = key.is_none();
            self.faults.extend(key);
            let right = self.value(entry.value, &Form::Text, subject);
            let keep = named && right && seen.insert(entry.key.text());
            parts.push((entry.span(), keep));
        }
        self.blank(&parts);
        true
    }

    /// A key that the table does not list; gives the one that was probably meant.
    fn stray(&mut self, key: Raw<'_>, value: Raw<'_>, record: &'static Record) -> Option<&'static str> {
        let Some(name) = key.text() else {
            self.faults.extend(strict(key));
            return None;
        };
        if name.starts_with("x-") {
            self.faults.extend(strict(value));
            return None;
        }
        let headline = format!("`{}` is no key of {}", value::clipped(&name), record.one());
        let mut fault = Diagnostic::error("unknown-key", headline, key.span(), "unknown here");
        let near = nearest(&name.replace('_', "-").to_lowercase(), record.keys.iter().map(|key| key.name), 1);
        let elsewhere: Vec<String> =
            RECORDS.iter().filter(|other| other.key(&name).is_some()).map(|other| other.one()).collect();
        match near.first() {
            Some(near) => fault = fault.help(format!("did you mean `{near}`?")),
            None if !elsewhere.is_empty() => {
                fault = fault.help(format!("it is a key of {}", elsewhere.join(" and of ")));
            }
            None => fault = fault.help(format!("a key of your own begins with `x-`: `x-{}`", value::clipped(&name))),
        }
        self.faults.push(fault);
        near.first().copied()
    }

    fn wrong_sort(&mut self, raw: Raw<'_>, form: &Form, subject: Subject) {
        let Subject { key, record } = subject;
        let headline = if key == record.name {
            format!("{} is an object, not {}", record.one(), raw.sort().words())
        } else {
            format!("`{key}` of {} is {}, not {}", record.one(), form.words(), raw.sort().words())
        };
        let mut fault = Diagnostic::error("wrong-type", headline, raw.span(), raw.sort().words());
        if raw.sort() == Sort::Null {
            fault = fault.help("leave out a key that has no value");
        } else if form.takes(Sort::String) && matches!(raw.sort(), Sort::Number | Sort::Flag) {
            fault = fault.help(format!("write `\"{}\"`", raw.json()));
        } else if let (Form::Flag | Form::Number | Form::Whole(..), Some(text)) = (form, raw.text()) {
            fault = fault.help(format!("write it without quotation marks: `{}`", visible(&text)));
        } else if matches!(form, Form::List(_)) {
            fault = fault.help(format!("write it in a list: `[{}]`", value::clipped(raw.json())));
        }
        self.faults.push(fault);
    }

    /// Writes spaces over the parts that are not kept, and over the commas that they leave behind.
    fn blank(&mut self, parts: &[(Span, bool)]) {
        let mut kept = false;
        for (at, (span, keep)) in parts.iter().enumerate() {
            if *keep {
                kept = true;
                continue;
            }
            self.blank_bytes(span.start as usize, span.end as usize);
            if kept {
                self.blank_bytes(parts[at - 1].0.end as usize, span.start as usize);
            } else if let Some((next, _)) = parts.get(at + 1) {
                self.blank_bytes(span.end as usize, next.start as usize);
            }
        }
    }

    fn blank_bytes(&mut self, from: usize, to: usize) {
        let inside = from.saturating_sub(self.start)..to.saturating_sub(self.start);
        self.bytes.get_mut(inside).expect("what is blanked stands in the record").fill(b' ');
    }
}

fn missing_key(raw: Raw<'_>, record: &Record, key: &Key) -> Diagnostic {
    let span = raw.span();
    let begin = Span { end: span.start + 1, ..span };
    if record.name == "relation" && key.name == "sources" {
        return no_source(begin);
    }
    let headline = format!("{} has no `{}`", record.one(), key.name);
    Diagnostic::error("missing-key", headline, begin, format!("`{}` is missing here", key.name))
        .help(format!("write `\"{}\": …`: {}", key.name, key.about))
}

/// A relation that nobody says.
fn no_source(span: Span) -> Diagnostic {
    Diagnostic::error("no-source", "a relation has no source", span, "who says so is missing here")
        .help("write `\"sources\": [\"…\"]` with the id of at least one source")
}

/// A bound that the table of records keeps.
const _: () = assert!(DEPTH < 128, "serde_json stops at 128");
