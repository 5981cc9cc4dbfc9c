//! Who is tied to whom: one edge of a compressed graph for every pair of actors that any
//! relation ties.
//!
//! Each pair, a dyad, stands in both rows, so that one scan of a row serves both directions. What
//! stands there is a strand: as little of the dyad as lets most lenses decide, so that a search
//! reads twelve bytes a tie and the dyad itself only where the strand leaves a doubt.
//! The relation R(from, to, roles) ties from with to, from with each role and each role with to;
//! roles are not tied to each other.

use super::dyad::Bond;
use super::dyad::Dyad;
use super::dyad::Scale;
use super::dyad::Strand;
use super::fact::Facts;
use crate::model::ActorId;
use crate::model::Model;
use crate::model::RelationId;
use petgraph::Directed;
use petgraph::csr::Csr;

/// The pairs of actors and what ties them.
#[derive(Debug)]
pub(super) struct Wires {
    rows: Csr<(), Strand, Directed, u32>,
    dyads: Vec<Dyad>,
    ties: Vec<Bond>,
    /// By which the days of strands are measured.
    pub(super) scale: Scale,
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
        let scale = Scale::new(facts);
        let mut ties = Vec::with_capacity(entries.len());
        let (mut pairs, mut dyads): (Vec<(u32, u32, Strand)>, Vec<Dyad>) = (Vec::new(), Vec::new());
        for same in entries.chunk_by(|one, other| (one.low, one.high) == (other.low, other.high)) {
            let known = ties.len();
            ties.extend(same.iter().map(|entry| entry.bond));
            let dyad = Dyad::new(facts, known, &ties[known..]);
            pairs.push((same[0].low, same[0].high, Strand::new(&dyad, dyads.len(), scale)));
            dyads.push(dyad);
        }
        Self { rows: compress(model.actors().len(), &pairs), dyads, ties, scale }
    }

    /// The actors that anything ties to one, ascending.
    pub(super) fn neighbours(&self, actor: ActorId) -> &[u32] {
        self.rows.neighbors_slice(actor.0)
    }

    /// The strands of an actor, beside [`Wires::neighbours`].
    pub(super) fn strands(&self, actor: ActorId) -> &[Strand] {
        self.rows.edges_slice(actor.0)
    }

    /// The dyad of two actors, looked for in the shorter row.
    pub(super) fn between(&self, one: ActorId, other: ActorId) -> Option<&Dyad> {
        let (one, other) =
            if self.neighbours(one).len() <= self.neighbours(other).len() { (one, other) } else { (other, one) };
        let at = self.neighbours(one).binary_search(&other.0).ok()?;
        Some(self.dyad(self.strands(one)[at]))
    }

    /// The whole of a strand.
    pub(super) fn dyad(&self, strand: Strand) -> &Dyad {
        &self.dyads[strand.dyad()]
    }

    /// What ties a pair, ascending.
    pub(super) fn bonds(&self, dyad: &Dyad) -> &[Bond] {
        &self.ties[dyad.ties()]
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

/// Lays the pairs out in rows. In each row the lower neighbours come first, so two passes over
/// the sorted pairs fill every row in order.
fn compress(actors: usize, pairs: &[(u32, u32, Strand)]) -> Csr<(), Strand, Directed, u32> {
    let mut ends = vec![0usize; actors + 1];
    for (low, high, _) in pairs {
        ends[*low as usize + 1] += 1;
        ends[*high as usize + 1] += 1;
    }
    for at in 1..ends.len() {
        ends[at] += ends[at - 1];
    }
    let mut edges = vec![(0, 0, Strand::default()); pairs.len() * 2];
    let mut put = |row: u32, column: u32, strand: Strand| {
        edges[ends[row as usize]] = (row, column, strand);
        ends[row as usize] += 1;
    };
    pairs.iter().for_each(|(low, high, strand)| put(*high, *low, *strand));
    pairs.iter().for_each(|(low, high, strand)| put(*low, *high, *strand));
    let mut rows = Csr::from_sorted_edges(&edges).expect("both passes go through sorted pairs");
    // Actors above the highest that anything ties are not in it yet.
    while rows.node_count() < actors {
        rows.add_node(());
    }
    rows
}
