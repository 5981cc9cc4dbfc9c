//! Claims beside and against each other.

use super::Graph;
use crate::model::ActorId;
use crate::model::Model;
use crate::model::Relation;
use crate::model::RelationId;
use crate::model::Role;

pub(super) fn competing(graph: &Graph, relation: RelationId) -> Vec<RelationId> {
    let mine = &graph.model()[relation];
    beside(graph, relation)
        .filter(|(_, theirs)| same(mine, theirs, Role::Item) && differ(mine, theirs))
        .map(|(other, _)| other)
        .collect()
}

pub(super) fn contradicting(graph: &Graph, relation: RelationId) -> Vec<RelationId> {
    let mine = &graph.model()[relation];
    let agree = |theirs: &Relation| {
        Role::ALL.iter().all(|&role| {
            let both = mine.role(role).next().is_some() && theirs.role(role).next().is_some();
            !both || same(mine, theirs, role)
        })
    };
    beside(graph, relation)
        .filter(|(_, theirs)| mine.negated != theirs.negated && agree(theirs))
        .map(|(other, _)| other)
        .collect()
}

/// The other relations of the same ends and type that can overlap in time.
fn beside(graph: &Graph, relation: RelationId) -> impl Iterator<Item = (RelationId, &Relation)> {
    let model = graph.model();
    let mine = ends(model, relation);
    let extent = model.extent(relation);
    // The end with fewer relations is looked through.
    let fewer = [mine.1, mine.2].into_iter().min_by_key(|actor| graph.touching(*actor).len());
    let near = fewer.map_or(&[][..], |actor| graph.touching(actor));
    near.iter()
        .filter(move |&&other| other != relation && ends(model, other) == mine)
        .filter(move |&&other| extent.meets(&model.extent(other)))
        .map(move |&other| (other, &model[other]))
}

/// Type and ends, these sorted where the type is symmetric.
fn ends(model: &Model, relation: RelationId) -> (u16, ActorId, ActorId) {
    let record = &model[relation];
    let (mut from, mut to) = (record.from, record.to);
    if from > to && model.type_of(relation).symmetric {
        std::mem::swap(&mut from, &mut to);
    }
    (record.type_.0, from, to)
}

/// Tells whether the same actors stand in one role of both, in whatever order.
fn same(one: &Relation, other: &Relation, role: Role) -> bool {
    let sorted = |relation: &Relation| {
        let mut actors: Vec<ActorId> = relation.role(role).collect();
        actors.sort_unstable();
        actors.dedup();
        actors
    };
    sorted(one) == sorted(other)
}

fn differ(one: &Relation, other: &Relation) -> bool {
    let details =
        |relation: &Relation| relation.details().map(|d| (d.quantity.clone(), d.value.clone())).unwrap_or_default();
    one.negated != other.negated || one.phase != other.phase || details(one) != details(other)
}
