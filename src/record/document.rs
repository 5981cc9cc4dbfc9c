//! One file, split into its records without reading them.

use super::raw::Entry;
use super::raw::Raw;
use super::raw::Sort;
use super::strict::repeated;
use super::syntax;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::text::Span;
use serde::Deserializer as _;
use serde::de;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use std::fmt;

/// A file, split into its records.
///
/// What stands before a syntax error is kept; in a file of lines, what stands on the other lines
/// is kept too.
#[derive(Debug)]
pub struct Document<'a> {
    /// Keys that hold no list of records, with their values: the manifest's, `vocabulary`, `views`
    /// and whatever else is written.
    pub entries: Vec<Entry<'a>>,
    /// The sources.
    pub sources: Records<'a>,
    /// The actors.
    pub actors: Records<'a>,
    /// The relations.
    pub relations: Records<'a>,
    /// What is wrong with the text itself.
    pub faults: Vec<Diagnostic>,
    /// Whether a part of the text could not be read.
    pub unread: bool,
}

/// Records of one sort, unread, eight bytes a record.
#[derive(Debug)]
pub struct Records<'a> {
    text: &'a str,
    file: u32,
    places: Vec<[u32; 2]>,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, file: u32) -> Self {
        Self { text, file, places: Vec::new() }
    }

    fn push(&mut self, part: &str) {
        let span = Raw::within(self.text, self.file, 0, part).span();
        self.places.push([span.start, span.end]);
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Tells whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The records, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Raw<'a>> + '_ {
        self.places.iter().map(|&[start, end]| Raw::at(self.text, Span { file: self.file, start, end }))
    }
}

impl<'a> Document<'a> {
    /// Splits the text of a `.json` file, the one at this position in the list of files.
    ///
    /// One walk over the text.
    #[must_use]
    pub fn read(text: &'a str, file: u32) -> Self {
        let mut document = Self::begin(text, file);
        let body = Raw::new(text, file);
        if body.json().is_empty() {
            document.fault(syntax::empty(text, file));
        } else if body.sort() != Sort::Object && !matches!(body.json().as_bytes()[0], b'<' | b'/' | b'#') {
            document.fault(syntax::no_object(body));
        } else {
            document.split(body, Layout::File);
        }
        document
    }

    /// Splits the text of a `.jsonl` file: one record a line, under the name of its sort.
    ///
    /// One walk over the text.
    #[must_use]
    pub fn read_lines(text: &'a str, file: u32) -> Self {
        let mut document = Self::begin(text, file);
        for line in text.split('\n') {
            let part = line.trim_start_matches('\u{FEFF}').trim_matches([' ', '\t', '\r']);
            if part.is_empty() {
                continue;
            }
            let body = Raw::within(text, file, 0, part);
            if body.sort() == Sort::Object || part.starts_with(['<', '=', '>', '/', '#']) {
                document.split(body, Layout::Line);
            } else {
                document.fault(syntax::no_object(body));
            }
        }
        document
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.sources.text
    }

    fn begin(text: &'a str, file: u32) -> Self {
        let records = || Records::new(text, file);
        let mark = text.starts_with('\u{FEFF}').then(|| byte_order_mark(file));
        Self {
            entries: Vec::new(),
            sources: records(),
            actors: records(),
            relations: records(),
            faults: mark.into_iter().collect(),
            unread: false,
        }
    }

    fn fault(&mut self, fault: Diagnostic) {
        self.unread = true;
        self.faults.push(fault);
    }

    fn split(&mut self, body: Raw<'a>, layout: Layout) {
        let mut keys = Vec::new();
        let mut reader = serde_json::Deserializer::from_str(body.json());
        let parts = Parts { document: self, body, layout, keys: &mut keys };
        let read = reader.deserialize_map(parts).and_then(|()| reader.end());
        if let Err(error) = read {
            self.unread = true;
            let text = self.sources.text;
            self.faults.extend(syntax::explain(text, body, &error));
        } else if layout == Layout::Line && keys.len() != 1 {
            let headline = "a line holds one record, such as `{\"actor\": {…}}`";
            let label = format!("{} keys", keys.len());
            self.faults.push(Diagnostic::error("wrong-type", headline, body.span(), label));
        }
        repeated(keys.into_iter(), &mut self.faults);
    }

    fn list(&mut self, key: &str, layout: Layout) -> Option<&mut Records<'a>> {
        match (layout, key) {
            (Layout::File, "sources") | (Layout::Line, "source") => Some(&mut self.sources),
            (Layout::File, "actors") | (Layout::Line, "actor") => Some(&mut self.actors),
            (Layout::File, "relations") | (Layout::Line, "relation") => Some(&mut self.relations),
            _ => None,
        }
    }
}

fn byte_order_mark(file: u32) -> Diagnostic {
    let headline = "the file begins with a byte order mark, which is read over";
    Diagnostic::error("byte-order-mark", headline, Span::new(file, 0..3), "U+FEFF")
        .severity(Severity::Note)
        .help("save the file as UTF-8 without a byte order mark")
}

/// How records stand in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// In lists under their section.
    File,
    /// One under its sort.
    Line,
}

/// The keys of the outermost object.
struct Parts<'d, 'a> {
    document: &'d mut Document<'a>,
    body: Raw<'a>,
    layout: Layout,
    keys: &'d mut Vec<Raw<'a>>,
}

impl<'de: 'a, 'a> de::Visitor<'de> for Parts<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { document, body, layout, keys } = self;
        let place = |part: &'a RawValue| Raw::within(body.json(), body.span().file, body.span().start, part.get());
        while let Some(key) = map.next_key::<&'a RawValue>()? {
            let key = place(key);
            keys.push(key);
            let name = key.text().unwrap_or_default();
            match (document.list(&name, layout), layout) {
                (Some(list), Layout::Line) => list.push(map.next_value::<&'a RawValue>()?.get()),
                (Some(list), Layout::File) => {
                    if !map.next_value_seed(Items(list))? {
                        document.faults.push(no_list(key));
                    }
                }
                (None, _) => {
                    let value = place(map.next_value()?);
                    document.entries.push(Entry { key, value });
                }
            }
        }
        Ok(())
    }
}

fn no_list(key: Raw<'_>) -> Diagnostic {
    let name = key.json().trim_matches('"');
    let headline = format!("`{name}` holds no list");
    Diagnostic::error("wrong-type", headline, key.span(), "the value of this key is no list")
        .help(format!("write `\"{name}\": [ … ]` with the records in the list"))
}

/// The items of a list of records; says whether it was a list.
struct Items<'d, 'a>(&'d mut Records<'a>);

impl<'de: 'a, 'a> de::DeserializeSeed<'de> for Items<'_, 'a> {
    type Value = bool;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de: 'a, 'a> de::Visitor<'de> for Items<'_, 'a> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
        while let Some(item) = list.next_element::<&'a RawValue>()? {
            self.0.push(item.get());
        }
        Ok(true)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(false)
    }

    fn visit_str<E>(self, _: &str) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_bool<E>(self, _: bool) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_i64<E>(self, _: i64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_u64<E>(self, _: u64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_f64<E>(self, _: f64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(false)
    }
}
