//! Somebody says so.

use super::Checked;
use super::warning;
use crate::diagnostic::Diagnostic;
use crate::model::RelationId;
use crate::model::Says;
use crate::model::Status;
use crate::model::Testimony;

/// Finds relations that no citation asserts and no actor affirms, though they are not said to be
/// denied, retracted or untrue.
pub(super) fn check(checked: &Checked<'_>, relation: RelationId, found: &mut Vec<Diagnostic>) {
    let record = &checked.model[relation];
    if record.citations.iter().any(|citation| citation.testimony == Testimony::Asserts) {
        return;
    }
    let set_aside = record.negated || matches!(record.status, Some(Status::Denied | Status::Retracted));
    if set_aside || record.stances().iter().any(|stance| stance.says == Says::Affirms) {
        return;
    }
    found.push(
        warning(
            "unasserted",
            "no source asserts it",
            checked.entry(record.place, "sources"),
            "none of them asserts it",
        )
        .help("questions do not travel it; cite who says so, or who is said to, by name or as an unnamed source")
        .help("if all there is is the denial, write `\"status\": \"denied\"`"),
    );
}
