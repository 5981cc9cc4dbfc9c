//! Who holds an office, or acts for another, does so within the dates of an office there.

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

/// Finds relations in which an actor acts on behalf of another, or is said without a date to hold
/// an office there, outside the dates of every office that the graph says it held there. Two walks.
pub(super) fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let model = checked.model;
    let mut offices = Offices::new();
    for relation in model.relation_ids().filter(|relation| is_office(model, *relation)) {
        offices.entry((model[relation].from, model[relation].to)).or_default().push(relation);
    }
    if offices.is_empty() {
        return;
    }
    for relation in model.relation_ids() {
        let record = &model[relation];
        let dated = record.time.is_stated();
        let acts = record.role(Role::OnBehalfOf).filter(|_| dated).map(|principal| (principal, "acts on behalf of"));
        let holds = (!dated && is_held(model, relation)).then_some((record.to, "is said to hold an office in"));
        for (principal, does) in acts.chain(holds) {
            let held = offices.get(&(record.from, principal)).map_or(&[][..], Vec::as_slice);
            if !held.is_empty() && !held.iter().any(|office| meets(model, relation, *office)) {
                found.push(outside(checked, record, (does, principal), held));
            }
        }
    }
}

/// Tells whether a relation says that an office was held, at dates that are stated.
fn is_office(model: &Model, relation: RelationId) -> bool {
    model[relation].time.is_stated() && is_held(model, relation)
}

/// Tells whether a relation says that an office was held.
fn is_held(model: &Model, relation: RelationId) -> bool {
    let record: &Relation = &model[relation];
    let held = !record.negated && !matches!(record.status, Some(Status::Denied | Status::Retracted));
    let had = !matches!(record.phase, Some(Phase::Possible | Phase::Proposed | Phase::Cancelled));
    held && had && model.type_of(relation).means == Some(Meaning::Office)
}

fn meets(model: &Model, relation: RelationId, office: RelationId) -> bool {
    model.extent(relation).meets(&model.extent(office))
}

fn outside(
    checked: &Checked<'_>,
    record: &Relation,
    (does, principal): (&str, ActorId),
    held: &[RelationId],
) -> Diagnostic {
    let model = checked.model;
    let (who, whom) = (&model[record.from].id, &model[principal].id);
    let headline = format!("`{who}` {does} `{whom}` outside the dates of every office there");
    let span = checked.first_entry(record.place, &["date", "since", "until", "sources"]);
    let label = if record.time.is_stated() { "then" } else { "undated, hence from its source's date on" };
    let fault = warning("office-outside-dates", headline, span, label);
    let office = |fault: Diagnostic, office: &RelationId| {
        let place = model[*office].place;
        fault.also(checked.first_entry(place, &["until", "since", "date"]), "an office there")
    };
    held.iter()
        .take(3)
        .fold(fault, office)
        .help("check both dates; a former holder acts for nobody, and a stale source is accepted with the reason")
}
