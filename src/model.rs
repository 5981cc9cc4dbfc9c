//! What there is: actors, relations, sources and the vocabulary, known to be right.
//!
//! A [`Model`] is made by loading alone. Whoever holds one need not check it again: every id in
//! it names something in it, every relation's type may join its ends, every date is a date.

mod actor;
mod counterparts;
mod date;
mod id;
mod names;
mod relation;
mod source;
mod time;
mod view;
pub(crate) mod vocabulary;

pub use actor::{Actor, ActorDetails};
pub use counterparts::{FTM_TIES, FtmEnd, FtmLink, FtmThing, StixObject, StixRelation};
pub use date::{Date, Interval, NoDate};
pub use id::{ActorId, KindId, RelationId, SourceId, TypeId};
pub use names::{Named, Resolution};
pub use relation::{
    Amount, Citation, CitationDetails, Claim, Confidence, Details, Likelihood, Money, Phase, Precision, Relation, Says,
    Stance, Status, Testimony,
};
pub use source::{Reliability, Source};
pub use time::{Extent, Holds, Time, Until};
pub use view::{Choice, Group, State, View};
pub use vocabulary::{Expected, Kind, Meaning, Polarity, Role, Shape, Type, Vocabulary};

use crate::text::Span;
use hashbrown::HashTable;
use names::Index;
use std::sync::OnceLock;

/// Where a record is written: file, bytes and line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file and the bytes.
    pub span: Span,
    /// The line of the first byte, counted from 1.
    pub line: u32,
}

/// What a graph says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// What the graph is called; empty where no file says so.
    pub name: Box<str>,
    /// The date up to which it was coded.
    pub as_of: Option<Date>,
    /// One or two sentences.
    pub description: Option<Box<str>>,
    /// The folder of saved questions, relative to the graph's.
    pub queries: Option<Box<str>>,
    /// The level of handling, a position in [`Vocabulary::handling`], of every relation that states none.
    pub handling: Option<u8>,
}

/// The parts of a model, as the loader gathers them.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// The manifest.
    pub manifest: Manifest,
    /// Kinds, types, levels.
    pub vocabulary: Vocabulary,
    /// In the order of their ids as text.
    pub actors: Vec<Actor>,
    /// In the order of their ids as text.
    pub sources: Vec<Source>,
    /// In the order in which they are written.
    pub relations: Vec<Relation>,
    /// In the order of their ids.
    pub views: Vec<View>,
    /// The paths of the files, which a [`Place`] counts into.
    pub files: Vec<Box<str>>,
}

/// A graph's actors, sources and relations, checked.
///
/// Ids are positions: `model[id]` costs nothing. Actors and sources are sorted by their textual
/// id, so that ids are the same on every machine whatever order the files came in.
#[derive(Debug, Default)]
pub struct Model {
    parts: Parts,
    actor_table: HashTable<u32>,
    source_table: HashTable<u32>,
    names: OnceLock<Index>,
}

impl Model {
    /// Makes a model of parts that have been checked.
    ///
    /// `parts.actors`, `parts.sources` and `parts.views` must be sorted by id and without doubles; every id in
    /// `parts` must be in range. Linear in the number of actors and sources.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        debug_assert!(parts.actors.is_sorted_by(|a, b| a.id < b.id));
        debug_assert!(parts.sources.is_sorted_by(|a, b| a.id < b.id));
        debug_assert!(parts.views.is_sorted_by(|a, b| a.id < b.id));
        let actor_table = id::table(parts.actors.iter().map(|actor| &*actor.id));
        let source_table = id::table(parts.sources.iter().map(|source| &*source.id));
        Self { parts, actor_table, source_table, names: OnceLock::new() }
    }

    /// What the graph says of itself.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.parts.manifest
    }

    /// The kinds, types and levels that the graph uses.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.parts.vocabulary
    }

    /// All actors, sorted by id.
    #[must_use]
    pub fn actors(&self) -> &[Actor] {
        &self.parts.actors
    }

    /// All sources, sorted by id.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.parts.sources
    }

    /// All relations, in the order in which they are written.
    #[must_use]
    pub fn relations(&self) -> &[Relation] {
        &self.parts.relations
    }

    /// All views, sorted by id.
    #[must_use]
    pub fn views(&self) -> &[View] {
        &self.parts.views
    }

    /// The path of the file that a place is in.
    #[must_use]
    pub fn file(&self, place: Place) -> &str {
        &self.parts.files[place.span.file as usize]
    }

    /// Finds an actor by its exact id.
    #[must_use]
    pub fn actor(&self, id: &str) -> Option<ActorId> {
        id::look_up(&self.actor_table, id, |at| &self.parts.actors[at].id).map(ActorId)
    }

    /// Finds a source by its exact id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<SourceId> {
        id::look_up(&self.source_table, id, |at| &self.parts.sources[at].id).map(SourceId)
    }

    /// Finds a view by its exact id.
    #[must_use]
    pub fn view(&self, id: &str) -> Option<&View> {
        let at = self.parts.views.binary_search_by(|view| (*view.id).cmp(id)).ok()?;
        self.parts.views.get(at)
    }

    /// Finds a relation by its identity, as [`Model::key`] writes it. Linear.
    #[must_use]
    pub fn relation(&self, key: &str) -> Option<RelationId> {
        self.relation_ids().find(|&id| self.key(id) == key)
    }

    /// The ids of all actors, in order.
    pub fn actor_ids(&self) -> impl ExactSizeIterator<Item = ActorId> + use<> {
        (0..id::narrow(self.parts.actors.len())).map(ActorId)
    }

    /// The ids of all sources, in order.
    pub fn source_ids(&self) -> impl ExactSizeIterator<Item = SourceId> + use<> {
        (0..id::narrow(self.parts.sources.len())).map(SourceId)
    }

    /// The ids of all relations, in order.
    pub fn relation_ids(&self) -> impl ExactSizeIterator<Item = RelationId> + use<> {
        (0..id::narrow(self.parts.relations.len())).map(RelationId)
    }

    /// The type of a relation.
    #[must_use]
    pub fn type_of(&self, relation: RelationId) -> &Type {
        self.vocabulary().relation_type(self[relation].type_)
    }

    /// A relation's identity: its own id, or `from:type:to[:item]` with the ends sorted where the
    /// type is symmetric.
    #[must_use]
    pub fn key(&self, relation: RelationId) -> String {
        let record = &self[relation];
        if let Some(id) = record.details().and_then(|details| details.id.as_deref()) {
            return id.to_owned();
        }
        let type_ = self.type_of(relation);
        let (mut from, mut to) = (&*self[record.from].id, &*self[record.to].id);
        if type_.symmetric && from > to {
            std::mem::swap(&mut from, &mut to);
        }
        let mut key = format!("{from}:{}:{to}", type_.id);
        for (role, actor) in &record.roles {
            if *role == Role::Item {
                key.push(':');
                key.push_str(&self[*actor].id);
            }
        }
        key
    }

    /// The date of the earliest source that bears on a relation: of each citation the day on
    /// which it was said, or else the day its source is dated.
    #[must_use]
    pub fn first_said(&self, relation: RelationId) -> Option<Date> {
        self[relation]
            .citations
            .iter()
            .filter_map(|citation| citation.details().and_then(|d| d.said).or(self[citation.source].date))
            .min_by_key(|date| date.interval())
    }

    /// The days in which a relation holds or from which it has happened, bounded by the lives of
    /// its two ends.
    #[must_use]
    pub fn extent(&self, relation: RelationId) -> Extent {
        let record = &self[relation];
        let extent = record.time.extent(self.manifest().as_of, || self.first_said(relation));
        let life = |actor: ActorId| (self[actor].since, self[actor].until);
        extent.within(life(record.from)).within(life(record.to))
    }

    /// Finds what a name names among actors and sources: by id, former id, name or alias, case,
    /// accents and punctuation aside.
    ///
    /// The index is made at the first call, linear in the number of names.
    #[must_use]
    pub fn resolve(&self, name: &str) -> Resolution {
        self.index().resolve(self, name)
    }

    /// Finds what contains the text somewhere in an id, a name or an alias. Linear in the number of names.
    #[must_use]
    pub fn containing(&self, text: &str) -> Vec<Named> {
        self.index().containing(text)
    }

    fn index(&self) -> &Index {
        self.names.get_or_init(|| Index::new(self))
    }
}

impl std::ops::Index<ActorId> for Model {
    type Output = Actor;
    fn index(&self, id: ActorId) -> &Actor {
        &self.parts.actors[id.at()]
    }
}

impl std::ops::Index<SourceId> for Model {
    type Output = Source;
    fn index(&self, id: SourceId) -> &Source {
        &self.parts.sources[id.at()]
    }
}

impl std::ops::Index<RelationId> for Model {
    type Output = Relation;
    fn index(&self, id: RelationId) -> &Relation {
        &self.parts.relations[id.at()]
    }
}
