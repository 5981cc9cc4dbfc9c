//! No record says that something is so which another says is not.

use super::Checked;
use super::warning;
use crate::diagnostic::Diagnostic;
use crate::model::ActorId;
use crate::model::Claim;
use crate::model::Model;
use crate::model::Relation;
use crate::model::RelationId;
use crate::model::Role;
use std::collections::BTreeMap;

/// Finds pairs of which one is negated: same ends and type, the roles that both state alike, dates
/// that can overlap. One walk, for negated relations are few.
pub(super) fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let model = checked.model;
    let mut negated: BTreeMap<Claim, Vec<RelationId>> = BTreeMap::new();
    for relation in model.relation_ids().filter(|relation| model[*relation].negated) {
        negated.entry(claim(model, relation)).or_default().push(relation);
    }
    if negated.is_empty() {
        return;
    }
    for relation in model.relation_ids().filter(|relation| !model[*relation].negated) {
        let opposite = negated.get(&claim(model, relation)).map_or(&[][..], Vec::as_slice);
        for other in opposite.iter().filter(|other| contradicts(model, relation, **other)) {
            found.push(pair(checked, relation, *other));
        }
    }
}

fn claim(model: &Model, relation: RelationId) -> Claim {
    let Relation { from, to, type_, .. } = model[relation];
    let swap = from > to && model.type_of(relation).symmetric;
    let (from, to) = if swap { (to, from) } else { (from, to) };
    Claim { type_, from, to }
}

fn contradicts(model: &Model, relation: RelationId, other: RelationId) -> bool {
    let actors = |relation: RelationId, role: Role| {
        let mut actors: Vec<ActorId> = model[relation].role(role).collect();
        actors.sort_unstable();
        actors.dedup();
        actors
    };
    let agree = |role: &Role| {
        let (mine, theirs) = (actors(relation, *role), actors(other, *role));
        mine.is_empty() || theirs.is_empty() || mine == theirs
    };
    model.extent(relation).meets(&model.extent(other)) && Role::ALL.iter().all(agree)
}

fn pair(checked: &Checked<'_>, relation: RelationId, negated: RelationId) -> Diagnostic {
    let model = checked.model;
    let headline = format!("one record says that `{}` holds, another that it does not", model.key(relation));
    let span = checked.value(model[relation].place, "type");
    let other = checked.entry(model[negated].place, "negated");
    warning("contradiction", headline, span, "says that it holds")
        .also(other, "says that it does not")
        .help("if both are on record, accept it with the reason: `\"accept\": {\"contradiction\": \"…\"}`")
        .help("if one ended when the other began, give both their dates")
}
