//! Records that are to be, in their canonical form.

use super::fmt;
use super::insert;
use super::layout::Node;
use crate::diagnostic::Diagnostic;
use crate::record;
use crate::record::Document;
use crate::record::Raw;
use crate::record::keys;
use crate::record::keys::Form;
use crate::record::keys::Record;

/// A list of records in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Sources.
    Sources,
    /// Actors.
    Actors,
    /// Relations.
    Relations,
    /// Views, which a file of lines has no place for.
    Views,
    /// Kinds of the vocabulary, which a file of lines has no place for either.
    Kinds,
    /// Types of the vocabulary, likewise.
    Types,
}

impl Section {
    /// All of them, in the order of a file.
    pub const ALL: [Self; 6] = [Self::Kinds, Self::Types, Self::Sources, Self::Actors, Self::Relations, Self::Views];

    /// The key of the list.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Sources => "sources",
            Self::Actors => "actors",
            Self::Relations => "relations",
            Self::Views => "views",
            Self::Kinds => "kinds",
            Self::Types => "types",
        }
    }

    /// The key of the object that the list stands in, where that is not the file itself.
    #[must_use]
    pub const fn within(self) -> Option<&'static str> {
        match self {
            Self::Kinds | Self::Types => Some("vocabulary"),
            _ => None,
        }
    }

    /// The object that the list stands in.
    pub(super) const fn holder(self) -> &'static Record {
        match self {
            Self::Kinds | Self::Types => &keys::VOCABULARY,
            _ => &keys::FILE,
        }
    }

    /// What one record of it is called; the key of a line that holds one, too.
    #[must_use]
    pub const fn one(self) -> &'static str {
        self.card().name
    }

    /// The keys of its records.
    #[must_use]
    pub const fn card(self) -> &'static Record {
        match self {
            Self::Sources => &keys::SOURCE,
            Self::Actors => &keys::ACTOR,
            Self::Relations => &keys::RELATION,
            Self::Views => &keys::VIEW,
            Self::Kinds => &keys::KIND,
            Self::Types => &keys::TYPE,
        }
    }

    pub(super) const fn form(self) -> Form {
        Form::Record(self.card())
    }
}

/// A record that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The list that it belongs into.
    pub section: Section,
    /// What it says, in the canonical form.
    pub body: Node,
}

impl Draft {
    /// Reads a record from JSON. Whether its keys and values are right is for loading to say.
    ///
    /// # Errors
    ///
    /// What keeps the text from being read; spans count into the text as into a file at position 0.
    ///
    /// ```
    /// use actant::edit::{Draft, Section};
    ///
    /// let draft = Draft::read(Section::Actors, r#"{"name": "Norland", "id": "norland", "kind": "state"}"#);
    /// let line = r#"{"id": "norland", "kind": "state", "name": "Norland"}"#;
    /// assert_eq!(draft.expect("it is JSON").body.line(), line);
    /// ```
    pub fn read(section: Section, json: &str) -> Result<Self, Vec<Diagnostic>> {
        let body = Raw::new(json, 0);
        let document = Document::read(json, 0);
        let faults = if document.unread { document.faults } else { record::strict(body) };
        if faults.is_empty() { Ok(Self { section, body: fmt::node(body, &section.form()) }) } else { Err(faults) }
    }

    /// Reads a list of records from JSON.
    ///
    /// # Errors
    ///
    /// As [`Draft::read`]; spans count into the list with a key before it.
    pub fn read_all(section: Section, json: &str) -> Result<Vec<Self>, Vec<Diagnostic>> {
        let held = format!("{{\"{}\": {json}}}", section.key());
        let document = Document::read(&held, 0);
        let body = Raw::new(&held, 0);
        let faults = if document.unread { document.faults } else { record::strict(body) };
        if !faults.is_empty() {
            return Err(faults);
        }
        let items = body.get(section.key()).map_or_else(Vec::new, |list| list.items());
        Ok(items.into_iter().map(|item| Self { section, body: fmt::node(item, &section.form()) }).collect())
    }

    /// Makes a record of keys and values, which it puts into the canonical order.
    #[must_use]
    pub fn new<'a>(section: Section, entries: impl IntoIterator<Item = (&'a str, Node)>) -> Self {
        Self::of(section, Node::object(entries))
    }

    /// Makes a record of what it says, which it puts into the canonical form.
    #[must_use]
    pub fn of(section: Section, body: Node) -> Self {
        Self { section, body: fmt::canonical(body, &section.form()) }
    }

    /// A file of its own that holds it alone.
    #[must_use]
    pub fn page(&self) -> String {
        insert::with("", false, vec![self.clone()])
    }

    /// A string of it by its key.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        self.body.get(key)?.string()
    }
}
