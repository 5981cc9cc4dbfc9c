//! A file taken apart: its records by what names them, and what else it holds.

use super::rename;
use super::rename::Rename;
use super::value;
use crate::diagnostic::Diagnostic;
use crate::edit::draft::Section;
use crate::edit::fmt;
use crate::edit::layout::Node;
use crate::record::Raw;
use crate::record::Sort;
use crate::record::keys;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The vocabulary that every graph has.
const VOCABULARY: &str = include_str!("../../model/vocabulary.json");

/// What a line of a file of lines can hold.
const LISTED: [Section; 3] = [Section::Sources, Section::Actors, Section::Relations];

/// What names a record in a file: its list, its identity, and, where the same stands twice, which
/// of them it is.
pub(super) type Name = (Section, String, usize);

/// What names a value beside the lists of records: the key of the object that it stands in, where
/// that is not the file itself, and its own.
pub(super) type Key = (Option<&'static str>, String);

/// One side of a merge.
pub(super) struct Side<'a> {
    /// The outermost value; of a file of lines an empty one.
    pub root: Raw<'a>,
    /// What stands besides the lists of records, in the order of the canonical form.
    pub entries: Vec<(Key, Node)>,
    /// The records.
    pub records: BTreeMap<Name, Raw<'a>>,
    /// How it names actors that are called otherwise in the merge.
    renames: Vec<Rename>,
}

/// Types without a direction.
pub(super) type Symmetric = BTreeSet<String>;

impl<'a> Side<'a> {
    /// Gives the records their names.
    pub fn named(unnamed: Unnamed<'a>, renames: Vec<Rename>, symmetric: &Symmetric) -> Self {
        let Unnamed { root, entries, records } = unnamed;
        let mut named = BTreeMap::new();
        let mut seen: BTreeMap<(Section, String), usize> = BTreeMap::new();
        for (section, raw) in records {
            let identity = if rename::may_touch(&renames, raw) {
                let body = rename::applied(&renames, section, fmt::node(raw, &section.form()));
                let identity = identity(section, Raw::new(&body.line(), 0), symmetric);
                if section == Section::Actors { rename::id(&renames, &identity).to_owned() } else { identity }
            } else {
                identity(section, raw, symmetric)
            };
            let nth = seen.entry((section, identity.clone())).or_default();
            named.insert((section, identity, *nth), raw);
            *nth += 1;
        }
        Self { root, entries, records: named, renames }
    }

    /// The record of a name, as it is written.
    pub fn written(&self, name: &Name) -> Option<Node> {
        self.records.get(name).map(|raw| fmt::node(*raw, &name.0.form()))
    }

    /// The record of a name, with the ids that actors have in the merge.
    pub fn record(&self, name: &Name) -> Option<Node> {
        let written = self.written(name)?;
        Some(if self.is_renamed(name) { rename::applied(&self.renames, name.0, written) } else { written })
    }

    /// Tells whether a record may name actors that are called otherwise in the merge.
    pub fn is_renamed(&self, name: &Name) -> bool {
        self.records.get(name).is_some_and(|raw| rename::may_touch(&self.renames, *raw))
    }

    /// The records that say this: more than one where the same stands twice.
    pub fn alike(&self, section: Section, body: &Node, symmetric: &Symmetric) -> Vec<Raw<'a>> {
        let identity = identity(section, Raw::new(&body.line(), 0), symmetric);
        let named = self.records.range((section, identity.clone(), 0)..=(section, identity, usize::MAX));
        named.map(|(_, raw)| *raw).filter(|raw| fmt::node(*raw, &section.form()) == *body).collect()
    }

    /// The value of a key beside the lists of records.
    pub fn entry(&self, key: &Key) -> Option<&Node> {
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
    entries: Vec<(Key, Node)>,
    pub(super) records: Vec<(Section, Raw<'a>)>,
}

impl<'a> Unnamed<'a> {
    /// Takes up what an object of the file holds: the file itself, or the one under a key of it.
    fn take(&mut self, within: Option<&'static str>, object: Raw<'a>) -> Result<(), Vec<Diagnostic>> {
        for entry in object.entries() {
            let key = entry.key.text().map_or_else(String::new, |key| key.as_str().to_owned());
            let list = Section::ALL.into_iter().find(|section| section.within() == within && section.key() == key);
            let holder = objects().into_iter().flatten().find(|holder| within.is_none() && *holder == key);
            match (list, holder, entry.value.sort()) {
                (Some(section), _, Sort::List) => {
                    self.records.extend(entry.value.items().into_iter().map(|raw| (section, raw)));
                }
                (None, Some(holder), Sort::Object) => self.take(Some(holder), entry.value)?,
                (None, None, _) => {
                    let node = fmt::node(entry.value, value::form_of(within, &key));
                    self.entries.push(((within, key), node));
                }
                (_, _, sort) => {
                    let headline = format!("`{key}` is {}, which holds no records", sort.words());
                    return Err(vec![Diagnostic::error("wrong-type", headline, entry.value.span(), "this")]);
                }
            }
        }
        Ok(())
    }
}

/// The objects of a file that hold lists of records: itself, and those under these keys.
pub(super) fn objects() -> BTreeSet<Option<&'static str>> {
    Section::ALL.into_iter().map(Section::within).collect()
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
    let mut file = Unnamed { root: fmt::whole(text, 0)?, entries: Vec::new(), records: Vec::new() };
    file.take(None, file.root)?;
    file.entries.sort_by_cached_key(|((within, key), _)| keys::FILE.position(within.unwrap_or(key)));
    Ok(file)
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

/// A string of a record by its key.
pub(super) fn word(raw: Raw<'_>, key: &str) -> Option<String> {
    raw.get(key)?.text().map(|text| text.as_str().to_owned())
}
