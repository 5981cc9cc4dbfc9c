//! JSON on lines: a value stands on one line where it fits, and is broken where it does not.

use crate::record::Raw;
use crate::text::is_hidden;
use std::fmt::Write as _;

/// How many columns a line may have before the value on it is broken; a column is a character.
const WIDTH: usize = 200;

/// A JSON value in the order in which it will be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A string, number, flag or `null`, spelled as it will be written.
    Atom(String),
    /// Keys, spelled as they will be written, and values.
    Object(Vec<(String, Node)>),
    /// Items.
    List(Vec<Node>),
}

impl Node {
    /// A string.
    pub fn text(text: &str) -> Self {
        Self::Atom(quoted(text))
    }

    /// An object.
    pub fn object<'a>(entries: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        Self::Object(entries.into_iter().map(|(key, value)| (quoted(key), value)).collect())
    }

    /// The value of a key, where this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(entries) = self else { return None };
        let key = quoted(key);
        entries.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// The same with another value for a key, or without the key; a new key stands last.
    #[must_use]
    pub fn with(&self, key: &str, value: Option<Self>) -> Self {
        let Self::Object(entries) = self else { return self.clone() };
        let (mut entries, key) = (entries.clone(), quoted(key));
        match (entries.iter().position(|(name, _)| *name == key), value) {
            (Some(at), Some(value)) => entries[at].1 = value,
            (Some(at), None) => _ = entries.remove(at),
            (None, Some(value)) => entries.push((key, value)),
            (None, None) => {}
        }
        Self::Object(entries)
    }

    /// The string that it is.
    #[must_use]
    pub fn string(&self) -> Option<String> {
        let Self::Atom(atom) = self else { return None };
        Raw::new(atom, 0).text().map(|text| text.as_str().to_owned())
    }

    /// The value on one line: `{"a": 1, "b": [2, 3]}`.
    pub fn line(&self) -> String {
        let mut out = String::new();
        self.write_line(&mut out);
        out
    }

    /// The value as a whole file: its `levels` outermost levels with one entry or item a line,
    /// below them every value on one line where it fits, and one newline at the end.
    pub fn page(&self, levels: usize) -> String {
        let mut out = String::new();
        self.write(&mut out, levels, Place::default());
        out.push('\n');
        out
    }

    /// The value as it stands among others that this parts from each other: on one line, or, where
    /// that is the break of a line with an indentation of our own, broken where it is too long; its
    /// `levels` outermost levels are broken in any case. `after` columns follow it.
    pub(super) fn laid(&self, separator: &str, levels: usize, after: usize) -> String {
        let indentation = separator.strip_prefix('\n').filter(|blanks| blanks.len() % 2 == 0 && !blanks.contains('\t'));
        let Some(indentation) = indentation else { return self.line() };
        let mut out = separator.to_owned();
        self.write(&mut out, levels, Place { depth: indentation.len() / 2, after });
        out.split_off(separator.len())
    }

    fn write_line(&self, out: &mut String) {
        let (open, close) = self.brackets();
        out.push_str(open);
        for (at, (key, value)) in self.parts().into_iter().enumerate() {
            out.push_str(if at > 0 { ", " } else { "" });
            out.push_str(key);
            out.push_str(if key.is_empty() { "" } else { ": " });
            value.write_line(out);
        }
        out.push_str(close);
    }

    /// Writes the value where a line stands open. Recurses as deep as the value is, which its
    /// reader has bounded.
    fn write(&self, out: &mut String, levels: usize, place: Place) {
        let parts = self.parts();
        if parts.is_empty() || levels == 0 && self.fits(out, place) {
            return self.write_line(out);
        }
        let (open, close) = self.brackets();
        let last = parts.len() - 1;
        out.push_str(open);
        for (at, (key, value)) in parts.into_iter().enumerate() {
            let inner = Place { depth: place.depth + 1, after: usize::from(at < last) };
            new_line(out, inner.depth);
            out.push_str(key);
            out.push_str(if key.is_empty() { "" } else { ": " });
            value.write(out, levels.saturating_sub(1), inner);
            out.push_str(&","[..inner.after]);
        }
        new_line(out, place.depth);
        out.push_str(close);
    }

    /// Tells whether the value fits on the line that stands open.
    fn fits(&self, out: &str, place: Place) -> bool {
        let begun = out.rfind('\n').map_or(out, |at| &out[at + 1..]);
        begun.chars().count() + self.line().chars().count() + place.after <= WIDTH
    }

    /// What stands before and after its parts; an atom is all before.
    fn brackets(&self) -> (&str, &str) {
        match self {
            Self::Atom(atom) => (atom, ""),
            Self::Object(_) => ("{", "}"),
            Self::List(_) => ("[", "]"),
        }
    }

    /// What it holds, each with its key; items have an empty one.
    fn parts(&self) -> Vec<(&str, &Self)> {
        match self {
            Self::Atom(_) => Vec::new(),
            Self::Object(entries) => entries.iter().map(|(key, value)| (&**key, value)).collect(),
            Self::List(items) => items.iter().map(|item| ("", item)).collect(),
        }
    }
}

/// Where a value is written.
#[derive(Clone, Copy, Default)]
struct Place {
    /// How deep its line is indented.
    depth: usize,
    /// How many columns follow it on its line.
    after: usize,
}

/// Spells a string in JSON: only what must be escaped is, and what nobody would see.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_hidden(c) => escape(c, &mut out),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn escape(c: char, out: &mut String) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        let _ = write!(out, "\\u{unit:04x}");
    }
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}
