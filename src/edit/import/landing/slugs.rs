//! Ids for what is new: readable, free, and the same each time.

use crate::model::Model;
use crate::text::sha256;
use crate::text::slug;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use hashbrown::HashSet;

/// How long the words of an id may be, so that a number fits behind them.
const LONGEST: usize = 56;

/// The ids that are taken.
#[derive(Debug)]
pub(super) struct Slugs {
    taken: HashSet<String, FixedState>,
    counts: HashMap<String, u32, FixedState>,
}

impl Slugs {
    /// Every id of a model: present and former ones of actors, those of sources and relations.
    pub(super) fn new(model: &Model) -> Self {
        let mut taken = HashSet::with_hasher(FixedState::default());
        taken.extend(model.actors().iter().map(|actor| actor.id.to_string()));
        taken.extend(model.actors().iter().flat_map(|actor| actor.was()).map(|was| was.to_string()));
        taken.extend(model.sources().iter().map(|source| source.id.to_string()));
        let own = |relation: &crate::model::Relation| Some(relation.details()?.id.as_ref()?.to_string());
        taken.extend(model.relations().iter().filter_map(own));
        Self { taken, counts: HashMap::with_hasher(FixedState::default()) }
    }

    /// Takes an id if it is free.
    pub(super) fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    /// Takes the first free id that these words make: `words`, `words-2` and so on.
    ///
    /// Words of which nothing can stand in an id give the beginning of their digest.
    pub(super) fn free(&mut self, words: &str) -> String {
        let mut base = slug(words);
        base.truncate(LONGEST);
        base.truncate(base.trim_end_matches('-').len());
        if base.is_empty() {
            base = sha256(words.as_bytes())[..5].iter().map(|byte| format!("{byte:02x}")).collect();
        }
        loop {
            let count = self.counts.entry(base.clone()).or_default();
            *count += 1;
            let id = if *count == 1 { base.clone() } else { format!("{base}-{count}") };
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}
