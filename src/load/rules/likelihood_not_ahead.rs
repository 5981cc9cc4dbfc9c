//! A likelihood is said of what lies ahead.

use super::Checked;
use super::after_as_of::lies_ahead;
use super::warning;
use crate::diagnostic::Diagnostic;
use crate::model::RelationId;

/// Finds likelihoods of what neither its phase nor its dates put ahead.
pub(super) fn check(checked: &Checked<'_>, relation: RelationId, found: &mut Vec<Diagnostic>) {
    let model = checked.model;
    let record = &model[relation];
    let Some(likelihood) = record.details().and_then(|details| details.likelihood) else { return };
    let begins = model.extent(relation).since;
    let later = model.manifest().as_of.is_some_and(|as_of| begins.last > as_of.interval().last);
    if lies_ahead(record.phase) || (later && record.time.is_stated()) {
        return;
    }
    let headline = format!("`{likelihood}` is said of something that does not lie ahead");
    found.push(
        warning("likelihood-not-ahead", headline, checked.entry(record.place, "likelihood"), "a word for the future")
            .help("of what is or was, write `status` (what is known) and `confidence` (how sure the coder is)")
            .help("if it lies ahead, write `\"phase\": \"planned\"`, `\"proposed\"` or `\"possible\"`"),
    );
}
