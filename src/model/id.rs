//! Ids: positions in a model's lists, one type a list.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($inner:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $inner);

        impl $name {
            /// The position as an index.
            #[must_use]
            pub fn at(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// An actor's position among [`super::Model::actors`].
    ActorId(u32);
    /// A source's position among [`super::Model::sources`].
    SourceId(u32);
    /// A relation's position among [`super::Model::relations`].
    RelationId(u32);
    /// A kind's position among [`super::Vocabulary::kinds`].
    KindId(u16);
    /// A type's position among [`super::Vocabulary::types`].
    TypeId(u16);
}

/// A count of records as an id holds it; the loader refuses more than `u32` can count.
pub(super) fn narrow(count: usize) -> u32 {
    u32::try_from(count).expect("the loader bounds the number of records")
}

/// Makes a table from textual id to position.
pub(super) fn table<'a>(ids: impl ExactSizeIterator<Item = &'a str> + Clone) -> HashTable<u32> {
    let all: Vec<&str> = ids.collect();
    let mut table = HashTable::with_capacity(all.len());
    for (at, id) in all.iter().enumerate() {
        table.insert_unique(hash(id), narrow(at), |&other| hash(all[other as usize]));
    }
    table
}

/// Finds the position of a textual id.
pub(super) fn look_up<'a>(table: &HashTable<u32>, id: &str, text: impl Fn(usize) -> &'a str) -> Option<u32> {
    table.find(hash(id), |&at| text(at as usize) == id).copied()
}

fn hash(id: &str) -> u64 {
    FixedState::default().hash_one(id)
}
