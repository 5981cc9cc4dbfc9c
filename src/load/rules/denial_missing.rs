//! What is denied or disputed has somebody who denies it.

use super::Checked;
use super::warning;
use crate::diagnostic::Diagnostic;
use crate::model::Relation;
use crate::model::RelationId;
use crate::model::Says;
use crate::model::Status;
use crate::model::Testimony;

/// Finds relations with the status `denied` or `disputed` that no citation and no stance denies.
pub(super) fn check(checked: &Checked<'_>, relation: RelationId, found: &mut Vec<Diagnostic>) {
    let record = &checked.model[relation];
    let Some(status @ (Status::Denied | Status::Disputed)) = record.status else { return };
    if is_denied(record) {
        return;
    }
    let headline = format!("the status is `{status}`, and nobody on record denies it");
    let fault = warning("denial-missing", headline, checked.entry(record.place, "status"), "denied by whom?");
    found.push(
        fault
            .help("add who denies it: `\"stances\": [{\"by\": \"…\", \"says\": \"denies\"}]`")
            .help("or write `\"stance\": \"denies\"` at the citation that does"),
    );
}

fn is_denied(record: &Relation) -> bool {
    let cited = record.citations.iter().any(|citation| citation.testimony == Testimony::Denies);
    cited || record.stances().iter().any(|stance| stance.says == Says::Denies)
}
