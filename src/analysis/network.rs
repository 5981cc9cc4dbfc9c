//! Who is adjacent to whom under a lens, laid out for algorithms that visit everybody.

use crate::graph::Sight;
use crate::model::ActorId;

/// The permitted network: admitted actors that have a tie, and their neighbours.
///
/// Actors are counted from 0 in the order of their ids; a row lists the neighbours of one. Takes
/// one pass over the graph and four bytes an adjacency.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// The actors, ascending.
    pub actors: Vec<ActorId>,
    starts: Vec<usize>,
    targets: Vec<u32>,
    placeholder: Vec<bool>,
}

impl Network {
    /// Lays out what a lens lets through.
    #[must_use]
    pub fn of(sight: &Sight<'_>) -> Self {
        let model = sight.graph().model();
        let rows: Vec<(ActorId, Vec<ActorId>)> = model
            .actor_ids()
            .filter(|actor| sight.admits_actor(*actor))
            .map(|actor| (actor, sight.neighbours(actor)))
            .collect();
        let mut tied = vec![false; model.actors().len()];
        for (actor, row) in &rows {
            tied[actor.at()] |= !row.is_empty();
            row.iter().for_each(|other| tied[other.at()] = true);
        }
        let actors: Vec<ActorId> = rows.iter().map(|(actor, _)| *actor).filter(|actor| tied[actor.at()]).collect();
        let mut network = Self { starts: vec![0], ..Self::default() };
        for (_, row) in rows.iter().filter(|(actor, _)| tied[actor.at()]) {
            let known = row.iter().filter_map(|other| actors.binary_search(other).ok());
            network.targets.extend(known.filter_map(|at| u32::try_from(at).ok()));
            network.starts.push(network.targets.len());
        }
        network.placeholder = actors.iter().map(|actor| model[*actor].placeholder).collect();
        Self { actors, ..network }
    }

    /// How many actors there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.actors.len()
    }

    /// Tells whether nobody is tied to anybody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty()
    }

    /// How many adjacencies there are, each counted from both sides unless directed.
    #[must_use]
    pub fn adjacencies(&self) -> usize {
        self.targets.len()
    }

    /// The neighbours of an actor, ascending.
    #[must_use]
    pub fn row(&self, at: usize) -> &[u32] {
        &self.targets[self.starts[at]..self.starts[at + 1]]
    }

    /// Tells whether routes may pass through an actor.
    #[must_use]
    pub fn is_passable(&self, at: usize) -> bool {
        !self.placeholder[at]
    }

    /// The position of an actor.
    #[must_use]
    pub fn position(&self, actor: ActorId) -> Option<usize> {
        self.actors.binary_search(&actor).ok()
    }

    /// The same network with every adjacency seen from both sides.
    #[must_use]
    pub fn undirected(&self) -> Self {
        let mut rows: Vec<Vec<u32>> = vec![Vec::new(); self.len()];
        for (at, from) in (0..self.len()).zip(0u32..) {
            for &to in self.row(at) {
                rows[at].push(to);
                rows[to as usize].push(from);
            }
        }
        for row in &mut rows {
            row.sort_unstable();
            row.dedup();
        }
        self.with_rows(rows)
    }

    /// The same network with placeholders only where they have one neighbour: two unknowns are
    /// not the same actor, so that none ties others together.
    #[must_use]
    pub fn without_joining_placeholders(&self) -> Self {
        let joins = |at: usize| self.placeholder[at] && self.row(at).len() > 1;
        let kept = |at: usize| self.row(at).iter().copied().filter(|to| !joins(at) && !joins(*to as usize)).collect();
        self.with_rows((0..self.len()).map(kept).collect())
    }

    fn with_rows(&self, rows: Vec<Vec<u32>>) -> Self {
        let mut network = Self { starts: vec![0], targets: Vec::new(), ..self.clone() };
        for row in rows {
            network.targets.extend(row);
            network.starts.push(network.targets.len());
        }
        network
    }
}
