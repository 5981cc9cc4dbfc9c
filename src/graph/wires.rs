//! Who is tied to whom: one edge of a compressed graph for every pair of actors that any
//! relation ties.
//!
//! Each pair, a dyad, stands in both rows, so that one scan of a row serves both directions.
//! The relation R(from, to, roles) ties from with to, from with each role and each role with to;
//! roles are not tied to each other.

use super::fact::Facts;
use crate::model::ActorId;
use crate::model::Model;
use crate::model::RelationId;
use crate::model::TypeId;
use petgraph::Directed;
use petgraph::csr::Csr;

/// The pairs of actors and what ties them.
#[derive(Debug)]
pub(super) struct Wires {
    dyads: Csr<(), Dyad, Directed, u32>,
    ties: Vec<Bond>,
}

/// A pair of actors that something ties: the same weight in both rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dyad {
    start: u32,
    count: u32,
    /// The types that lead from the lower actor to the higher, one bit for each type modulo 64:
    /// may say *maybe*, never a wrong *no*.
    up: u64,
    /// The types that lead from the higher actor to the lower.
    down: u64,
    /// Where a single plain relation ties the two, the days on which it possibly holds: nothing
    /// speaks against it and it has no roles. No day otherwise.
    first: i32,
    last: i32,
}

/// A relation that ties a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bond {
    pub(super) relation: RelationId,
    up: bool,
    down: bool,
}

/// Which way a pair is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Either way.
    Any,
    /// From the lower actor to the higher.
    Up,
    /// From the higher to the lower.
    Down,
}

impl Way {
    /// The way from one actor to another.
    pub(super) fn between(from: ActorId, to: ActorId) -> Self {
        if from < to { Self::Up } else { Self::Down }
    }
}

impl Bond {
    pub(super) fn leads(self, way: Way) -> bool {
        match way {
            Way::Any => true,
            Way::Up => self.up,
            Way::Down => self.down,
        }
    }
}

impl Dyad {
    /// The types that lead one way, one bit for each type modulo 64.
    pub(super) fn types(&self, way: Way) -> u64 {
        match way {
            Way::Any => self.up | self.down,
            Way::Up => self.up,
            Way::Down => self.down,
        }
    }

    /// The days on which the only relation of the pair possibly holds, where it is a plain one.
    pub(super) fn plain_days(&self) -> Option<(i32, i32)> {
        (self.first <= self.last).then_some((self.first, self.last))
    }
}

/// The bit of a type in a mask.
pub(super) fn bit(type_: TypeId) -> u64 {
    1 << (type_.0 % 64)
}

/// A relation between two actors, on its way to its dyad.
struct Entry {
    low: u32,
    high: u32,
    bond: Bond,
}

impl Wires {
    pub(super) fn new(model: &Model, facts: &Facts) -> Self {
        let mut entries = Vec::with_capacity(model.relations().len());
        model.relation_ids().for_each(|relation| enter(model, relation, &mut entries));
        entries.sort_unstable_by_key(|entry| (entry.low, entry.high, entry.bond.relation));
        let mut ties = Vec::with_capacity(entries.len());
        let mut pairs: Vec<(u32, u32, Dyad)> = Vec::new();
        for same in entries.chunk_by(|one, other| (one.low, one.high) == (other.low, other.high)) {
            pairs.push((same[0].low, same[0].high, dyad(facts, same, &mut ties)));
        }
        Self { dyads: compress(model.actors().len(), &pairs), ties }
    }

    /// The actors that anything ties to one, ascending.
    pub(super) fn neighbours(&self, actor: ActorId) -> &[u32] {
        self.dyads.neighbors_slice(actor.0)
    }

    /// The dyads of an actor, beside [`Wires::neighbours`].
    pub(super) fn dyads(&self, actor: ActorId) -> &[Dyad] {
        self.dyads.edges_slice(actor.0)
    }

    /// The dyad of two actors, looked for in the shorter row.
    pub(super) fn dyad(&self, one: ActorId, other: ActorId) -> Option<&Dyad> {
        let (one, other) =
            if self.neighbours(one).len() <= self.neighbours(other).len() { (one, other) } else { (other, one) };
        let at = self.neighbours(one).binary_search(&other.0).ok()?;
        Some(&self.dyads(one)[at])
    }

    /// What ties a pair, ascending.
    pub(super) fn bonds(&self, dyad: &Dyad) -> &[Bond] {
        &self.ties[dyad.start as usize..(dyad.start + dyad.count) as usize]
    }
}

/// Enters a relation with every pair that it ties; a pair that it ties twice is entered once.
fn enter(model: &Model, relation: RelationId, entries: &mut Vec<Entry>) {
    let record = &model[relation];
    let both = model.type_of(relation).symmetric;
    let known = entries.len();
    let mut tie = |from: ActorId, to: ActorId| {
        if from == to {
            return;
        }
        let (low, high) = (from.min(to).0, from.max(to).0);
        let bond = Bond { relation, up: both || from < to, down: both || from > to };
        match entries[known..].iter_mut().find(|entry| (entry.low, entry.high) == (low, high)) {
            Some(entry) => {
                entry.bond.up |= bond.up;
                entry.bond.down |= bond.down;
            }
            None => entries.push(Entry { low, high, bond }),
        }
    };
    tie(record.from, record.to);
    for (_, actor) in &record.roles {
        tie(record.from, *actor);
        tie(*actor, record.to);
    }
}

fn dyad(facts: &Facts, same: &[Entry], ties: &mut Vec<Bond>) -> Dyad {
    let narrow = |count: usize| u32::try_from(count).expect("the loader bounds the number of participants");
    let (start, count) = (narrow(ties.len()), narrow(same.len()));
    let (mut up, mut down) = (0, 0);
    for Entry { bond, .. } in same {
        let type_ = bit(facts[bond.relation].type_);
        up |= if bond.up { type_ } else { 0 };
        down |= if bond.down { type_ } else { 0 };
        ties.push(*bond);
    }
    let (first, last) = match same {
        [only] if facts[only.bond.relation].is_plain() => {
            let extent = facts[only.bond.relation].extent;
            (extent.since.first, extent.until.last)
        }
        _ => (i32::MAX, i32::MIN),
    };
    Dyad { start, count, up, down, first, last }
}

/// Lays the pairs out in rows. In each row the lower neighbours come first, so two passes over
/// the sorted pairs fill every row in order.
fn compress(actors: usize, pairs: &[(u32, u32, Dyad)]) -> Csr<(), Dyad, Directed, u32> {
    let mut ends = vec![0usize; actors + 1];
    for (low, high, _) in pairs {
        ends[*low as usize + 1] += 1;
        ends[*high as usize + 1] += 1;
    }
    for at in 1..ends.len() {
        ends[at] += ends[at - 1];
    }
    let mut edges: Vec<(u32, u32, &Dyad)> = Vec::new();
    if let Some((_, _, any)) = pairs.first() {
        edges.resize(pairs.len() * 2, (0, 0, any));
    }
    let mut put = |row: u32, column: u32, dyad| {
        edges[ends[row as usize]] = (row, column, dyad);
        ends[row as usize] += 1;
    };
    pairs.iter().for_each(|(low, high, dyad)| put(*high, *low, dyad));
    pairs.iter().for_each(|(low, high, dyad)| put(*low, *high, dyad));
    let mut rows = Csr::from_sorted_edges(&edges).expect("both passes go through sorted pairs");
    // Actors above the highest that anything ties are not in it yet.
    while rows.node_count() < actors {
        rows.add_node(());
    }
    rows
}
