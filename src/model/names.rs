//! Finding what a name names.

use super::Model;
use super::id::{ActorId, RelationId, SourceId};
use super::vocabulary::Role;
use crate::text::fold;
use crate::text::nearest;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Something that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// An actor.
    Actor(ActorId),
    /// A source.
    Source(SourceId),
}

/// What a name turned out to name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// One thing.
    One(Named),
    /// Several: a person has to choose.
    Many(Vec<Named>),
    /// Nothing; these ids and names are near.
    None(Vec<String>),
}

/// Folded names, sorted.
#[derive(Debug, Default)]
pub(super) struct Index {
    folded: BTreeMap<String, BTreeSet<Named>>,
    former: BTreeMap<String, Named>,
}

impl Index {
    pub(super) fn new(model: &Model) -> Self {
        let mut index = Self::default();
        for id in model.actor_ids() {
            let actor = &model[id];
            for name in [&actor.id, &actor.name].into_iter().chain(actor.aliases()) {
                index.insert(name, Named::Actor(id));
            }
            for former in actor.was() {
                index.former.insert(former.to_string(), Named::Actor(id));
            }
        }
        for id in model.source_ids() {
            index.insert(&model[id].id, Named::Source(id));
            index.insert(&model[id].title, Named::Source(id));
        }
        index
    }

    fn insert(&mut self, name: &str, named: Named) {
        self.folded.entry(fold(name)).or_default().insert(named);
    }

    /// An exact id wins, then a former id, then folded names; among these an actor before a source.
    pub(super) fn resolve(&self, model: &Model, name: &str) -> Resolution {
        let exact = model.actor(name).map(Named::Actor).or_else(|| model.source(name).map(Named::Source));
        if let Some(named) = exact.or_else(|| self.former.get(name).copied()) {
            return Resolution::One(named);
        }
        let folded = fold(name);
        let found: Vec<Named> = self.folded.get(&folded).into_iter().flatten().copied().collect();
        let actors: Vec<Named> = found.iter().copied().filter(|named| matches!(named, Named::Actor(_))).collect();
        match (actors.as_slice(), found.as_slice()) {
            ([one], _) | ([], [one]) => Resolution::One(*one),
            ([], []) => Resolution::None(self.near(model, &folded)),
            ([], many) | (many, _) => Resolution::Many(many.to_vec()),
        }
    }

    pub(super) fn containing(&self, text: &str) -> Vec<Named> {
        let text = fold(text);
        let hits = self.folded.iter().filter(|(name, _)| name.contains(&text));
        let unique: BTreeSet<Named> = hits.flat_map(|(_, named)| named.iter().copied()).collect();
        unique.into_iter().collect()
    }

    /// The ids of what is spelled nearly so, then of what contains the text.
    fn near(&self, model: &Model, folded: &str) -> Vec<String> {
        let spelled = nearest(folded, self.folded.keys().map(String::as_str), 5);
        let contains = self.folded.keys().map(String::as_str).filter(|name| folded.len() > 2 && name.contains(folded));
        let mut ids = Vec::new();
        for named in spelled.into_iter().chain(contains).flat_map(|name| &self.folded[name]) {
            let id = match named {
                Named::Actor(id) => &model[*id].id,
                Named::Source(id) => &model[*id].id,
            };
            if !ids.iter().any(|known: &String| **known == **id) {
                ids.push(id.to_string());
            }
        }
        ids.truncate(5);
        ids
    }
}

impl Model {
    /// Finds the relation of this identity, or all that `from:type:to[:item]` describes, oldest
    /// first; the ends and the item may have any of their names. Linear where it is no identity.
    ///
    /// ```
    /// let file = actant::load::File::new("a.json", r#"{"actors": [
    ///     {"id": "norland", "kind": "state", "name": "Norland", "aliases": ["Kingdom of Norland"]},
    ///     {"id": "sudmark", "kind": "state", "name": "Sudmark"}],
    ///     "sources": [{"id": "log", "title": "Log"}],
    ///     "relations": [{"from": "sudmark", "type": "backs", "to": "norland", "sources": ["log"]}]}"#);
    /// let model = actant::load::load(&[file]).model;
    /// assert_eq!(model.relations_called("Sudmark:backs:Kingdom of Norland").len(), 1);
    /// assert_eq!(model.relations_called("norland:backs:sudmark").len(), 0);
    /// ```
    #[must_use]
    pub fn relations_called(&self, name: &str) -> Vec<RelationId> {
        if let Some(one) = self.relation(name) {
            return vec![one];
        }
        let parts: Vec<&str> = name.split(':').collect();
        let ([from, type_, to] | [from, type_, to, _]) = parts[..] else { return Vec::new() };
        let actor = |name: &str| match self.resolve(name) {
            Resolution::One(Named::Actor(id)) => Some(id),
            _ => None,
        };
        let (Some(from), Some(to), Some(type_)) = (actor(from), actor(to), self.vocabulary().type_(type_)) else {
            return Vec::new();
        };
        let item = parts.get(3).map(|name| actor(name));
        let fits = |id: &RelationId| {
            let record = &self[*id];
            let ends = (record.from, record.to);
            let joins = ends == (from, to) || (self.type_of(*id).symmetric && ends == (to, from));
            let hands = item.is_none_or(|item| record.role(Role::Item).any(|own| Some(own) == item));
            record.type_ == type_ && joins && hands
        };
        let mut found: Vec<RelationId> = self.relation_ids().filter(fits).collect();
        found.sort_by_key(|id| self.extent(*id).since);
        found
    }
}
