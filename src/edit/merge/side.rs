//! A file taken apart: its records by what names them, and what else it holds.

use super::value;
use crate::diagnostic::Diagnostic;
use crate::edit::draft::Section;
use crate::edit::fmt;
use crate::edit::layout::Node;
use crate::record::Raw;
use crate::record::keys;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The vocabulary that every graph has.
const VOCABULARY: &str = include_str!("../../model/vocabulary.json");

/// What a line of a file of lines can hold.
const LISTED: [Section; 3] = [Section::Sources, Section::Actors, Section::Relations];

/// The lists of a file that stand in nothing else. What the vocabulary holds merges with it.
pub(super) fn sections() -> impl Iterator<Item = Section> {
    Section::ALL.into_iter().filter(|section| section.within().is_none())
}

/// What names a record in a file: its list, its identity, and, where the same stands twice, which
/// of them it is.
pub(super) type Name = (Section, String, usize);

/// One side of a merge.
pub(super) struct Side<'a> {
    /// The outermost value; of a file of lines an empty one.
    pub root: Raw<'a>,
    /// What stands besides the lists of records, in the order of the canonical form.
    pub entries: Vec<(String, Node)>,
    /// The records.
    pub records: BTreeMap<Name, Raw<'a>>,
}

/// Types without a direction.
pub(super) type Symmetric = BTreeSet<String>;

impl<'a> Side<'a> {
    /// Gives the records their names.
    pub fn named(unnamed: Unnamed<'a>, symmetric: &Symmetric) -> Self {
        let Unnamed { root, entries, records } = unnamed;
        let mut named = BTreeMap::new();
        let mut seen: BTreeMap<(Section, String), usize> = BTreeMap::new();
        for (section, raw) in records {
            let identity = identity(section, raw, symmetric);
            let nth = seen.entry((section, identity.clone())).or_default();
            named.insert((section, identity, *nth), raw);
            *nth += 1;
        }
        Self { root, entries, records: named }
    }

    /// The record of a name, as it will be written.
    pub fn record(&self, name: &Name) -> Option<Node> {
        self.records.get(name).map(|raw| fmt::node(*raw, &name.0.form()))
    }

    /// The value of a key beside the lists of records.
    pub fn entry(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }
}

/// Reads the text of a file.
///
/// # Errors
///
/// What keeps it from being read to its end, and in one way only.
pub(super) fn read(text: &str, is_lines: bool) -> Result<Unnamed<'_>, Vec<Diagnostic>> {
    if is_lines { lines(text) } else { page(text) }
}

/// A file taken apart, whose relations may have no direction.
pub(super) struct Unnamed<'a> {
    root: Raw<'a>,
    entries: Vec<(String, Node)>,
    records: Vec<(Section, Raw<'a>)>,
}

/// The types without a direction: those that every graph knows, and those of these files.
pub(super) fn symmetric(sides: &[Unnamed<'_>]) -> Symmetric {
    let vocabulary = Raw::new(VOCABULARY, 0);
    let common = vocabulary.get("vocabulary").unwrap_or(vocabulary);
    let own = sides.iter().filter_map(|side| side.root.get("vocabulary"));
    let types = own.chain([common]).filter_map(|vocabulary| vocabulary.get("types")).flat_map(|types| types.items());
    let types = types.filter(|type_| type_.get("symmetric").is_some_and(|flag| flag.json() == "true"));
    types.filter_map(|type_| word(type_, "id")).collect()
}

fn page(text: &str) -> Result<Unnamed<'_>, Vec<Diagnostic>> {
    let root = fmt::whole(text, 0)?;
    let (mut entries, mut records) = (Vec::new(), Vec::new());
    for entry in root.entries() {
        let key = entry.key.text().map_or_else(String::new, |key| key.as_str().to_owned());
        match sections().find(|section| section.key() == key) {
            Some(section) => records.extend(entry.value.items().into_iter().map(|raw| (section, raw))),
            None => {
                let node = fmt::node(entry.value, value::form_of(&key));
                entries.push((key, node));
            }
        }
    }
    entries.sort_by_cached_key(|(key, _)| keys::FILE.position(key));
    Ok(Unnamed { root, entries, records })
}

fn lines(text: &str) -> Result<Unnamed<'_>, Vec<Diagnostic>> {
    let (mut records, mut faults) = (Vec::new(), Vec::new());
    for entry in fmt::whole_lines(text, 0)?.iter().flat_map(Raw::entries) {
        let is_held = |section: &Section| entry.key.text().as_deref() == Some(section.one());
        match LISTED.into_iter().find(is_held) {
            Some(section) => records.push((section, entry.value)),
            None => {
                let headline = "a line holds a source, an actor or a relation";
                faults.push(Diagnostic::error("unknown-key", headline, entry.key.span(), "something else"));
            }
        }
    }
    let root = Raw::new("{}", 0);
    if faults.is_empty() { Ok(Unnamed { root, entries: Vec::new(), records }) } else { Err(faults) }
}

/// What names a record: its id; of a relation without one from:type:to\[:item\], the ends sorted
/// where its type has no direction; of what has none of these, all that it says.
fn identity(section: Section, raw: Raw<'_>, symmetric: &Symmetric) -> String {
    let keys = raw.entries();
    let of = |name: &str| keys.iter().find(|entry| entry.key.text().as_deref() == Some(name)).map(|entry| entry.value);
    let text = |name: &str| of(name).and_then(|value| value.text()).map(|text| text.as_str().to_owned());
    if let Some(id) = text("id") {
        return id;
    }
    let whole = || fmt::node(raw, &section.form()).line();
    if section != Section::Relations {
        return whole();
    }
    let (Some(mut from), Some(type_), Some(mut to)) = (text("from"), text("type"), text("to")) else { return whole() };
    if symmetric.contains(&type_) && from > to {
        std::mem::swap(&mut from, &mut to);
    }
    let items = of("item").map_or_else(Vec::new, |item| if item.text().is_some() { vec![item] } else { item.items() });
    let items = items.iter().filter_map(Raw::text).map(|item| format!(":{}", item.as_str()));
    format!("{from}:{type_}:{to}{}", items.collect::<String>())
}

fn word(raw: Raw<'_>, key: &str) -> Option<String> {
    raw.get(key)?.text().map(|text| text.as_str().to_owned())
}
