//! Which relations an actor takes part in.

use crate::model::ActorId;
use crate::model::Model;
use crate::model::RelationId;

/// For every actor the relations in which it takes part, in one table.
#[derive(Debug)]
pub(super) struct Touching {
    starts: Vec<u32>,
    relations: Vec<RelationId>,
}

impl Touching {
    /// Counts, then fills; an actor that takes part twice in a relation is entered once.
    pub(super) fn new(model: &Model) -> Self {
        let mut starts = vec![0u32; model.actors().len() + 1];
        each(model, |actor, _| starts[actor.at()] += 1);
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut relations = vec![RelationId(0); sum as usize];
        // Filled from the last to the first, each start comes to stand where its actor begins.
        each_backwards(model, |actor, relation| {
            starts[actor.at()] -= 1;
            relations[starts[actor.at()] as usize] = relation;
        });
        Self { starts, relations }
    }

    pub(super) fn of(&self, actor: ActorId) -> &[RelationId] {
        &self.relations[self.starts[actor.at()] as usize..self.starts[actor.at() + 1] as usize]
    }
}

fn each(model: &Model, mut visit: impl FnMut(ActorId, RelationId)) {
    model.relation_ids().for_each(|relation| participants(model, relation, |actor| visit(actor, relation)));
}

fn each_backwards(model: &Model, mut visit: impl FnMut(ActorId, RelationId)) {
    let last_first = (0..model.relation_ids().len()).rev().filter_map(|at| u32::try_from(at).ok());
    last_first.map(RelationId).for_each(|relation| participants(model, relation, |actor| visit(actor, relation)));
}

fn participants(model: &Model, relation: RelationId, mut visit: impl FnMut(ActorId)) {
    let record = &model[relation];
    for (at, actor) in record.participants().enumerate() {
        if !record.participants().take(at).any(|before| before == actor) {
            visit(actor);
        }
    }
}
