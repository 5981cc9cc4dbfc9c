//! Of what is denied only the denial is on record.

use super::Checked;
use super::warning;
use crate::diagnostic::Diagnostic;
use crate::model::RelationId;
use crate::model::Status;
use crate::model::Testimony;

/// Finds relations with the status `denied` that a citation asserts.
pub(super) fn check(checked: &Checked<'_>, relation: RelationId, found: &mut Vec<Diagnostic>) {
    let record = &checked.model[relation];
    if record.status != Some(Status::Denied) {
        return;
    }
    let Some(at) = record.citations.iter().position(|citation| citation.testimony == Testimony::Asserts) else {
        return;
    };
    let source = &checked.model[record.citations[at].source].id;
    let items = checked.written(record.place).get("sources").map(|list| list.items()).unwrap_or_default();
    let span = items.get(at).map_or(record.place.span, |item| item.span());
    let headline = format!("the status is `denied`, and `{source}` asserts it");
    found.push(
        warning("denied-yet-asserted", headline, span, "asserts it, for no `stance` says otherwise")
            .also(checked.entry(record.place, "status"), "says that only the denial is on record")
            .help("if the source says that it is so, write `\"status\": \"disputed\"`")
            .help("if it only reports the denial, write `\"stance\": \"mentions\"` or `\"denies\"` at the citation"),
    );
}
