//! What is known by now: the vocabulary, sources and actors that later records refer to.

use crate::diagnostic::Origin;
use crate::model::Actor;
use crate::model::ActorId;
use crate::model::KindId;
use crate::model::Source;
use crate::model::SourceId;
use crate::model::TypeId;
use crate::model::Vocabulary;
use crate::record::Raw;
use crate::text::Span;
use crate::text::nearest;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::hash::BuildHasher;

/// How many ids are compared in one run to find "did you mean": beyond that, references are
/// reported without a guess. The bound keeps a file of a million wrong references readable in seconds.
const GUESSES: usize = 2_000_000;

/// What records refer to.
#[derive(Debug)]
pub(super) struct World<'a> {
    /// The texts that spans count into, the program's own vocabulary last.
    pub origins: Vec<Origin<'a>>,
    /// Kinds, types and levels.
    pub vocabulary: Vocabulary,
    /// Where each kind is defined.
    pub kind_spans: Vec<Span>,
    /// Where each type is defined.
    pub type_spans: Vec<Span>,
    /// The sources, sorted by id once they are all there.
    pub sources: Vec<Source>,
    /// The actors, sorted by id once they are all there.
    pub actors: Vec<Actor>,
    /// The kind of each actor, close together.
    pub kinds: Vec<KindId>,
    /// Former ids of actors.
    pub former: BTreeMap<Box<str>, ActorId>,
    /// Ids of sources and actors that were written and not taken.
    pub left_out: BTreeSet<Box<str>>,
    /// Whether a part of some file could not be read.
    pub unread: bool,
    types: Ids,
    source_ids: Ids,
    actor_ids: Ids,
    guesses: Cell<usize>,
}

impl<'a> World<'a> {
    /// A world with nothing in it.
    pub fn new(origins: Vec<Origin<'a>>) -> Self {
        Self {
            origins,
            vocabulary: Vocabulary::default(),
            kind_spans: Vec::new(),
            type_spans: Vec::new(),
            sources: Vec::new(),
            actors: Vec::new(),
            kinds: Vec::new(),
            former: BTreeMap::new(),
            left_out: BTreeSet::new(),
            unread: false,
            types: Ids::default(),
            source_ids: Ids::default(),
            actor_ids: Ids::default(),
            guesses: Cell::new(GUESSES),
        }
    }

    /// A record taken up again by its place.
    pub fn written(&self, span: Span) -> Raw<'a> {
        written(&self.origins, span)
    }

    /// Makes the types findable.
    pub fn index_types(&mut self) {
        self.types = Ids::new(self.vocabulary.types.iter().map(|type_| &*type_.id));
    }

    /// Makes the sources findable.
    pub fn index_sources(&mut self) {
        self.source_ids = Ids::new(self.sources.iter().map(|source| &*source.id));
    }

    /// Makes the actors findable.
    pub fn index_actors(&mut self) {
        self.actor_ids = Ids::new(self.actors.iter().map(|actor| &*actor.id));
        self.kinds = self.actors.iter().map(|actor| actor.kind).collect();
    }

    /// Finds a kind.
    pub fn kind(&self, id: &str) -> Option<KindId> {
        self.vocabulary.kind(id)
    }

    /// Finds a type.
    pub fn type_(&self, id: &str) -> Option<TypeId> {
        let at = self.types.find(id)?;
        u16::try_from(at).ok().map(TypeId)
    }

    /// Finds a source.
    pub fn source(&self, id: &str) -> Option<SourceId> {
        self.source_ids.find(id).map(SourceId)
    }

    /// Finds an actor.
    pub fn actor(&self, id: &str) -> Option<ActorId> {
        self.actor_ids.find(id).map(ActorId)
    }

    /// Finds a level of handling.
    pub fn level(&self, word: &str) -> Option<u8> {
        let at = self.vocabulary.handling.iter().position(|level| **level == *word)?;
        u8::try_from(at).ok()
    }

    /// The ids of actors nearest to a word, by spelling or by being contained in their names; none
    /// once enough has been compared.
    pub fn actors_near(&self, word: &str) -> Vec<&str> {
        if !self.may_guess(self.actors.len()) {
            return Vec::new();
        }
        let known = self.actors.iter().map(|actor| &*actor.id).chain(self.left_out.iter().map(|id| &**id));
        let ids = nearest(word, known, 1);
        if !ids.is_empty() {
            return ids;
        }
        let folded = crate::text::fold(word);
        let names = |actor: &&Actor| {
            let mut names = [&actor.name].into_iter().chain(actor.aliases());
            names.any(|name| crate::text::fold(name) == folded)
        };
        self.actors.iter().filter(names).map(|actor| &*actor.id).take(1).collect()
    }

    /// The ids of sources nearest to a word; none once enough has been compared.
    pub fn sources_near(&self, word: &str) -> Vec<&str> {
        if !self.may_guess(self.sources.len()) {
            return Vec::new();
        }
        nearest(word, self.sources.iter().map(|source| &*source.id), 1)
    }

    fn may_guess(&self, cost: usize) -> bool {
        let left = self.guesses.get().checked_sub(cost);
        self.guesses.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// A record taken up again by its place.
pub(super) fn written<'a>(origins: &[Origin<'a>], span: Span) -> Raw<'a> {
    Raw::at(origins[span.file as usize].text, span)
}

/// Positions by textual id.
///
/// Each id stands with its position in one run of bytes, and the table counts into that: small
/// enough for the cache, where the records themselves are not.
#[derive(Debug, Default)]
struct Ids {
    /// Of each id the position in four bytes, the length in one, and the letters.
    entries: Vec<u8>,
    table: HashTable<u32>,
}

impl Ids {
    fn new<'i>(ids: impl ExactSizeIterator<Item = &'i str>) -> Self {
        let mut entries = Vec::new();
        let mut table = HashTable::with_capacity(ids.len());
        for (at, id) in (0_u32..).zip(ids) {
            let start = u32::try_from(entries.len()).expect("files over 4 GiB are refused, and few are read");
            let length = u8::try_from(id.len()).expect("an id has 64 bytes at most");
            entries.extend_from_slice(&at.to_le_bytes());
            entries.push(length);
            entries.extend_from_slice(id.as_bytes());
            table.insert_unique(hash(id.as_bytes()), start, |other| hash(entry(&entries, *other).1));
        }
        Self { entries, table }
    }

    fn find(&self, id: &str) -> Option<u32> {
        let id = id.as_bytes();
        let start = self.table.find(hash(id), |start| entry(&self.entries, *start).1 == id)?;
        Some(u32::from_le_bytes(entry(&self.entries, *start).0))
    }
}

/// The entry that begins at a byte: the position in four bytes, and the id.
fn entry(entries: &[u8], start: u32) -> ([u8; 4], &[u8]) {
    let entry = &entries[start as usize..];
    let (position, rest) = entry.split_first_chunk().expect("an entry begins with its position");
    (*position, &rest[1..][..usize::from(rest[0])])
}

fn hash(id: &[u8]) -> u64 {
    FixedState::default().hash_one(id)
}
