//! JSON on lines: a value stands on one line where it fits, and is broken where it does not.

use crate::record::Raw;
use crate::text::is_hidden;
use smol_str::SmolStrBuilder;

/// What stands between two marks of JSON, spelled; a copy shares it.
pub type Spelled = smol_str::SmolStr;

/// How many columns a line may have before the value on it is broken; a column is a character.
const WIDTH: usize = 200;

/// A JSON value in the order in which it will be written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// A string, number, flag or `null`, spelled as it will be written.
    Atom(Spelled),
    /// Keys, spelled as they will be written, and values.
    Object(Vec<(Spelled, Node)>),
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
        entries.iter().find(|(spelled, _)| is_key(spelled, key)).map(|(_, value)| value)
    }

    /// The same with another value for a key, or without the key; a new key stands last.
    #[must_use]
    pub fn with(&self, key: &str, value: Option<Self>) -> Self {
        let Self::Object(entries) = self else { return self.clone() };
        let mut entries = entries.clone();
        match (entries.iter().position(|(spelled, _)| is_key(spelled, key)), value) {
            (Some(at), Some(value)) => entries[at].1 = value,
            (Some(at), None) => _ = entries.remove(at),
            (None, Some(value)) => entries.push((quoted(key), value)),
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
        for at in 0..self.len() {
            let (key, value) = self.part(at);
            out.push_str(if at > 0 { ", " } else { "" });
            out.push_str(key);
            out.push_str(if key.is_empty() { "" } else { ": " });
            value.write_line(out);
        }
        out.push_str(close);
    }

    /// Writes the value where a line stands open, on that line where it fits. Recurses as deep as the
    /// value is, which its reader has bounded.
    fn write(&self, out: &mut String, levels: usize, place: Place) {
        let count = self.len();
        if count == 0 {
            return self.write_line(out);
        }
        if levels == 0 && self.written_where_it_fits(out, place) {
            return;
        }
        let (open, close) = self.brackets();
        out.push_str(open);
        for at in 0..count {
            let (key, value) = self.part(at);
            let inner = Place { depth: place.depth + 1, after: usize::from(at + 1 < count) };
            new_line(out, inner.depth);
            out.push_str(key);
            out.push_str(if key.is_empty() { "" } else { ": " });
            value.write(out, levels.saturating_sub(1), inner);
            out.push_str(&","[..inner.after]);
        }
        new_line(out, place.depth);
        out.push_str(close);
    }

    /// Writes the value on the line that stands open if it fits there; tells whether it does.
    fn written_where_it_fits(&self, out: &mut String, place: Place) -> bool {
        let begun = &out[out.rfind('\n').map_or(0, |at| at + 1)..];
        let room = WIDTH.checked_sub(begun.chars().count() + place.after);
        let fits = room.is_some_and(|room| self.room_behind(room).is_some());
        if fits {
            self.write_line(out);
        }
        fits
    }

    /// How many columns are left behind the value on one line; none where it does not fit into them.
    /// What does not fit is not looked at any further.
    fn room_behind(&self, room: usize) -> Option<usize> {
        let width = |text: &str| if text.is_ascii() { text.len() } else { text.chars().count() };
        let (open, close) = self.brackets();
        let mut room = room.checked_sub(width(open) + close.len())?;
        for at in 0..self.len() {
            let (key, value) = self.part(at);
            let between = if at > 0 { 2 } else { 0 } + if key.is_empty() { 0 } else { 2 };
            room = value.room_behind(room.checked_sub(width(key) + between)?)?;
        }
        Some(room)
    }

    /// What stands before and after its parts; an atom is all before.
    fn brackets(&self) -> (&str, &str) {
        match self {
            Self::Atom(atom) => (atom, ""),
            Self::Object(_) => ("{", "}"),
            Self::List(_) => ("[", "]"),
        }
    }

    /// How many parts it has.
    fn len(&self) -> usize {
        match self {
            Self::Atom(_) => 0,
            Self::Object(entries) => entries.len(),
            Self::List(items) => items.len(),
        }
    }

    /// One of its parts with its key; items have an empty one.
    fn part(&self, at: usize) -> (&str, &Self) {
        match self {
            Self::Atom(_) => ("", self),
            Self::Object(entries) => (&entries[at].0, &entries[at].1),
            Self::List(items) => ("", &items[at]),
        }
    }
}

/// Tells whether this is how a key is spelled.
fn is_key(spelled: &str, key: &str) -> bool {
    let plain = spelled.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    // escapes only lengthen
    plain == Some(key) || spelled.len() > key.len() + 2 && spelled.contains('\\') && spelled == quoted(key)
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
pub fn quoted(text: &str) -> Spelled {
    let mut out = SmolStrBuilder::new();
    out.push('"');
    let mut plain = 0;
    let is_safe = text.bytes().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\'));
    let unsafe_ones = text.char_indices().filter(|(_, c)| matches!(c, '"' | '\\') || is_hidden(*c));
    for (at, c) in unsafe_ones.filter(|_| !is_safe) {
        out.push_str(&text[plain..at]);
        plain = at + c.len_utf8();
        escape(c, &mut out);
    }
    out.push_str(&text[plain..]);
    out.push('"');
    out.finish()
}

fn escape(c: char, out: &mut SmolStrBuilder) {
    match c {
        '"' | '\\' => out.push('\\'),
        '\n' => return out.push_str("\\n"),
        '\r' => return out.push_str("\\r"),
        '\t' => return out.push_str("\\t"),
        c => return c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}"))),
    }
    out.push(c);
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}
