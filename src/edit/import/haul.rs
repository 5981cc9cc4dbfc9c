//! What an importer brings in, and how words of other standards become kinds and types.
//!
//! A mapping says what a word means; else the one kind or type that the vocabulary calls its
//! counterpart, or that is spelled the same; else what the mapping says of `*`, which is every
//! other word. Where several are meant, nobody chooses: it is lost, and told.

use super::At;
use super::Catch;
use super::Foreign;
use super::Found;
use super::Lost;
use crate::edit::draft::Draft;
use crate::edit::draft::Section;
use crate::edit::layout::Node;
use crate::model::Kind;
use crate::model::Type;
use crate::text::count;
use std::collections::BTreeMap;

/// Every word of which a mapping says nothing else.
const OTHER: &str = "*";

/// What is brought in.
pub(super) struct Haul<'a> {
    pub(super) foreign: Foreign<'a>,
    catch: Catch,
    /// Keys without a place in a graph, each with the first item that has it and their number.
    spare: Vec<(String, At, usize)>,
}

impl<'a> Haul<'a> {
    pub(super) fn new(foreign: &Foreign<'a>, unit: &'static str) -> Self {
        Self { foreign: *foreign, catch: Catch { unit, ..Catch::default() }, spare: Vec::new() }
    }

    /// Adds an item.
    pub(super) fn seen(&mut self, at: &At) {
        self.catch.seen.push(at.clone());
    }

    /// Adds a record.
    pub(super) fn found(&mut self, at: &At, section: Section, entries: Vec<(&str, Node)>) {
        self.catch.found.push(Found { draft: Draft::new(section, entries), at: at.clone() });
    }

    /// Tells what cannot be carried.
    pub(super) fn lost(&mut self, at: &At, what: impl Into<String>) {
        self.catch.lost.push(Lost { at: at.clone(), what: what.into() });
    }

    /// Counts a key that has no place in a graph.
    pub(super) fn spare(&mut self, at: &At, key: &str) {
        match self.spare.iter_mut().find(|(known, ..)| known == key) {
            Some((.., times)) => *times += 1,
            None => self.spare.push((key.to_owned(), at.clone(), 1)),
        }
    }

    /// Everything, keys without a place at the items where they stand first.
    pub(super) fn finish(mut self) -> Catch {
        for (key, at, times) in std::mem::take(&mut self.spare) {
            let times = count(times, self.catch.unit);
            self.lost(&at, format!("`{key}` has no place in a graph ({times}, the first here)"));
        }
        self.catch
    }

    /// The kind that a word means.
    ///
    /// # Errors
    ///
    /// No kind is meant, or several.
    pub(super) fn kind(&self, word: &str, is_counterpart: impl Fn(&Kind) -> bool) -> Result<String, String> {
        let vocabulary = self.foreign.vocabulary;
        let all = vocabulary.kinds.iter().filter(|kind| is_counterpart(kind)).map(|kind| &*kind.id).collect();
        let same = vocabulary.kind(word).map(|kind| &*vocabulary.actor_kind(kind).id);
        meant(("kind", word), self.said(word, |mapping| &mapping.kinds), all, same)
    }

    /// The type that a word means between actors of these kinds, as far as they are known.
    ///
    /// # Errors
    ///
    /// No type is meant, or several, or one that does not join such actors.
    pub(super) fn type_(
        &self,
        word: &str,
        ends: [Option<&str>; 2],
        is_counterpart: impl Fn(&Type) -> bool,
    ) -> Result<String, String> {
        let vocabulary = self.foreign.vocabulary;
        let fitting = |one: &&Type| is_counterpart(one) && self.joins(one, ends);
        let all = vocabulary.types.iter().filter(fitting).map(|one| &*one.id).collect();
        let same = vocabulary.type_(word).map(|one| vocabulary.relation_type(one));
        let same = same.filter(|one| self.joins(one, ends)).map(|one| &*one.id);
        let id = meant(("type", word), self.said(word, |mapping| &mapping.types), all, same)?;
        let known = vocabulary.type_(&id).map(|one| vocabulary.relation_type(one));
        match known {
            Some(one) if !self.joins(one, ends) => {
                let [from, to] = ends.map(Option::unwrap_or_default);
                Err(format!("\"{word}\": `{id}` does not lead from `{from}` to `{to}`"))
            }
            _ => Ok(id),
        }
    }

    /// The word of a mapping for a type, where it says one.
    pub(super) fn mapped_type(&self, word: &str) -> Option<&'a str> {
        self.foreign.mapping?.types.get(word).map(String::as_str)
    }

    /// Tells whether a type can join actors of these kinds.
    pub(super) fn joins(&self, one: &Type, ends: [Option<&str>; 2]) -> bool {
        let fits = |allowed: &[crate::model::KindId], kind: Option<&str>| {
            let kind = kind.and_then(|kind| self.foreign.vocabulary.kind(kind));
            allowed.is_empty() || kind.is_none_or(|kind| allowed.contains(&kind))
        };
        let [from, to] = ends;
        fits(&one.from, from) && fits(&one.to, to)
    }

    /// What the mapping says of a word, and of every other word.
    fn said(&self, word: &str, of: fn(&super::Mapping) -> &BTreeMap<String, String>) -> [Option<&'a str>; 2] {
        let map = self.foreign.mapping.map(of);
        [word, OTHER].map(|word| map.and_then(|map| map.get(word)).map(String::as_str))
    }
}

/// The one that is meant.
fn meant(
    (what, word): (&str, &str),
    [said, other]: [Option<&str>; 2],
    all: Vec<&str>,
    same: Option<&str>,
) -> Result<String, String> {
    let counterpart = match all[..] {
        [one] => Some(one),
        _ => None,
    };
    if let Some(id) = said.or(counterpart).or(same).or(other) {
        return Ok(id.to_owned());
    }
    let which = match all[..] {
        [] => format!("no {what} of the vocabulary is a \"{word}\""),
        _ => format!("\"{word}\" can be `{}`", all.join("`, `")),
    };
    Err(format!("{which}: say which under `{what}s` in a mapping"))
}
