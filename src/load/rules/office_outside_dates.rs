//! Who acts for another holds an office there at the time.

use super::Checked;
use super::warning;
use crate::diagnostic::Diagnostic;
use crate::model::ActorId;
use crate::model::Meaning;
use crate::model::Model;
use crate::model::Phase;
use crate::model::Relation;
use crate::model::RelationId;
use crate::model::Role;
use crate::model::Status;
use std::collections::BTreeMap;

/// The offices of an actor in another.
type Offices = BTreeMap<(ActorId, ActorId), Vec<RelationId>>;

/// Finds relations in which an actor acts on behalf of another outside the dates of every office
/// that the graph says it held there. Two walks.
pub(super) fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let model = checked.model;
    let mut offices = Offices::new();
    for relation in model.relation_ids().filter(|relation| is_office(model, *relation)) {
        offices.entry((model[relation].from, model[relation].to)).or_default().push(relation);
    }
    if offices.is_empty() {
        return;
    }
    for relation in model.relation_ids().filter(|relation| !model[*relation].roles.is_empty()) {
        let record = &model[relation];
        for principal in record.role(Role::OnBehalfOf) {
            let held = offices.get(&(record.from, principal)).map_or(&[][..], Vec::as_slice);
            if !held.is_empty() && record.time.is_stated() && !held.iter().any(|office| meets(model, relation, *office))
            {
                found.push(outside(checked, record, principal, held));
            }
        }
    }
}

/// Tells whether a relation says that an office was held, at dates that are stated.
fn is_office(model: &Model, relation: RelationId) -> bool {
    let record: &Relation = &model[relation];
    let held = !record.negated && !matches!(record.status, Some(Status::Denied | Status::Retracted));
    let had = !matches!(record.phase, Some(Phase::Possible | Phase::Proposed | Phase::Cancelled));
    held && had && record.time.is_stated() && model.type_of(relation).means == Some(Meaning::Office)
}

fn meets(model: &Model, relation: RelationId, office: RelationId) -> bool {
    model.extent(relation).meets(&model.extent(office))
}

fn outside(checked: &Checked<'_>, record: &Relation, principal: ActorId, held: &[RelationId]) -> Diagnostic {
    let model = checked.model;
    let (who, whom) = (&model[record.from].id, &model[principal].id);
    let headline = format!("`{who}` acts on behalf of `{whom}` outside the dates of every office there");
    let span = checked.first_entry(record.place, &["date", "since", "until"]);
    let fault = warning("office-outside-dates", headline, span, format!("when `{who}` acts"));
    let office = |fault: Diagnostic, office: &RelationId| {
        let place = model[*office].place;
        fault.also(checked.first_entry(place, &["until", "since", "date"]), "an office there")
    };
    held.iter()
        .take(3)
        .fold(fault, office)
        .help("check both dates; a former holder acts for nobody: leave out `on-behalf-of` and say it in `note`")
}
