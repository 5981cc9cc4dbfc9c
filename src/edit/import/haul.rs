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
use super::clean;
use super::mapping::OTHER;
use super::words;
use crate::edit::draft::Draft;
use crate::edit::draft::Section;
use crate::edit::layout::Node;
use crate::edit::layout::Spelled;
use crate::edit::layout::quoted;
use crate::model::Kind;
use crate::model::Type;
use crate::text::count;
use std::collections::BTreeMap;

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

    /// A date under a key; what is none is told.
    pub(super) fn date(&mut self, at: &At, key: &'static str, words: Option<String>) -> Option<(&'static str, Node)> {
        let words = words?;
        let date = clean::date(&words);
        if date.is_none() {
            self.lost(at, format!("`{key}`: \"{words}\" is no date"));
        }
        Some((key, Node::text(&date?)))
    }

    /// Ids elsewhere by their schemes, the first of each; others are told.
    pub(super) fn ids(&mut self, at: &At, pairs: Vec<(String, String)>) -> Option<(&'static str, Node)> {
        let mut all: Vec<(Spelled, Node)> = Vec::new();
        for (scheme, id) in pairs {
            let Some(id) = clean::name(&id) else { continue };
            let spelled = quoted(&scheme);
            match all.iter().find(|(known, _)| *known == spelled) {
                None => all.push((spelled, Node::text(&id))),
                Some((_, known)) if *known == Node::text(&id) => {}
                Some(_) => self.lost(at, format!("`{scheme}` {id}: a graph keeps one id of a scheme")),
            }
        }
        (!all.is_empty()).then_some(("ids", Node::Object(all)))
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
        let known: Vec<&str> = vocabulary.kinds.iter().map(|kind| &*kind.id).collect();
        meant(("kind", word), self.said(word, |mapping| &mapping.kinds), (all, &known), same)
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
        let known: Vec<&str> =
            vocabulary.types.iter().filter(|one| self.joins(one, ends)).map(|one| &*one.id).collect();
        let id = meant(("type", word), self.said(word, |mapping| &mapping.types), (all, &known), same)?;
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
        [word, OTHER].map(|word| map?.get(word).map(String::as_str).filter(|id| !id.is_empty()))
    }
}

/// The one that is meant.
fn meant(
    (what, word): (&str, &str),
    [said, other]: [Option<&str>; 2],
    (all, known): (Vec<&str>, &[&str]),
    same: Option<&str>,
) -> Result<String, String> {
    let counterpart = match all[..] {
        [one] => Some(one),
        _ => None,
    };
    if let Some(id) = said.or(counterpart).or(same).or(other) {
        return Ok(id.to_owned());
    }
    Err(if all.is_empty() { words::unknown(what, word, known) } else { words::ambiguous(what, word, &all) })
}
