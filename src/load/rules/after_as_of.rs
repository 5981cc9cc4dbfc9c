//! Nothing has happened after the date up to which the graph is coded.

use super::Checked;
use super::warning;
use crate::diagnostic::Diagnostic;
use crate::model::Date;
use crate::model::Phase;
use crate::model::RelationId;
use crate::model::Time;

/// Finds events and beginnings after the graph's as-of date that are not said to lie ahead.
pub(super) fn check(checked: &Checked<'_>, relation: RelationId, found: &mut Vec<Diagnostic>) {
    let model = checked.model;
    let (Some(as_of), record) = (model.manifest().as_of, &model[relation]) else { return };
    let (Time::Event(date) | Time::State(Some(date), _)) = record.time else { return };
    if date.interval().first <= as_of.interval().last || lies_ahead(record.phase) {
        return;
    }
    found.push(after(checked, relation, date, as_of));
}

/// Tells whether a phase is one of what has not begun.
pub(super) fn lies_ahead(phase: Option<Phase>) -> bool {
    matches!(phase, Some(Phase::Possible | Phase::Proposed | Phase::Planned | Phase::Agreed | Phase::Cancelled))
}

fn after(checked: &Checked<'_>, relation: RelationId, date: Date, as_of: Date) -> Diagnostic {
    let span = checked.first_entry(checked.model[relation].place, &["date", "since"]);
    let headline = format!("{date} lies after the date up to which the graph is coded, {as_of}");
    warning("after-as-of", headline, span, "after the graph's `as-of`")
        .help("if it lies ahead, write `\"phase\": \"planned\"`, `\"proposed\"` or `\"possible\"`")
        .help("if the graph is coded up to then, change `as-of` in its manifest")
}
