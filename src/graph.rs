//! The wired graph: petgraph inside, and a lens to see it through.
//!
//! A built graph never changes. No petgraph type is public: ids are the model's own.
//!
//! A [`Graph`] owns its model and wires it: which relations touch an actor, and which pairs of
//! actors any relation ties. A [`Sight`] is the graph through a lens; it filters and never
//! copies. Every search runs on a sight.

mod claims;
mod dyad;
mod fact;
mod gate;
mod lens;
mod roots;
mod search;
mod sight;
mod strength;
mod touching;
mod wires;

pub use lens::{How, Lens, Reason, When};
pub use search::{Limits, Neighbourhood, Routes, Wanted};
pub use sight::{Census, Neighbour, Part, Sight, Tie};
pub use strength::Strength;

use crate::model::ActorId;
use crate::model::KindId;
use crate::model::Model;
use crate::model::RelationId;
use fact::Facts;
use roots::Roots;
use search::Scratches;
use std::fmt;
use touching::Touching;
use wires::Wires;

/// A model, wired: immutable, and quick to walk.
pub struct Graph {
    model: Model,
    roots: Roots,
    facts: Facts,
    touching: Touching,
    wires: Wires,
    stops: Vec<Stop>,
    /// Whether any actor is a placeholder.
    placeholders: bool,
    scratches: Scratches,
}

/// What a route asks of an actor.
#[derive(Clone, Copy, Debug)]
struct Stop {
    kind: KindId,
    placeholder: bool,
}

impl fmt::Debug for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Graph").field("model", &self.model).finish_non_exhaustive()
    }
}

impl Graph {
    /// Wires a model. Linear in its size but for one sort of its relations.
    #[must_use]
    pub fn new(model: Model) -> Self {
        let roots = Roots::new(&model);
        let facts = Facts::new(&model, &roots);
        let touching = Touching::new(&model);
        let wires = Wires::new(&model, &facts);
        let placeholders = model.actors().iter().any(|actor| actor.placeholder);
        let stops =
            model.actors().iter().map(|actor| Stop { kind: actor.kind, placeholder: actor.placeholder }).collect();
        Self { model, roots, facts, touching, wires, stops, placeholders, scratches: Scratches::default() }
    }

    /// What is wired.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Every relation in which an actor takes part, at an end or in a role, once and ascending.
    #[must_use]
    pub fn touching(&self, actor: ActorId) -> &[RelationId] {
        self.touching.of(actor)
    }

    /// Other accounts of the same thing that differ: records of the same ends, type and item that
    /// can overlap in time and differ in quantity, value, phase or negation. Ascending.
    #[must_use]
    pub fn competing(&self, relation: RelationId) -> Vec<RelationId> {
        claims::competing(self, relation)
    }

    /// Records that say the opposite: ends, type and stated roles agree, dates can overlap, and
    /// one of the two is negated. Ascending; whatever a lens says.
    ///
    /// Roles agree where every role that both state names the same actors.
    #[must_use]
    pub fn contradicting(&self, relation: RelationId) -> Vec<RelationId> {
        claims::contradicting(self, relation)
    }

    /// Looks through a lens. Costs nothing in proportion to the graph, but for a lens without
    /// some sources or above a level of handling, which costs one walk over the sources.
    #[must_use]
    pub fn through(&self, lens: &Lens) -> Sight<'_> {
        Sight::new(self, lens)
    }
}
