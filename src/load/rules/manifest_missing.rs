//! A folder says what graph it is.

use super::Checked;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::text::Span;

/// Remarks that none of several files has a manifest, once all of them can be read.
pub(super) fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let files = checked.origins.len() - 1;
    if files < 2 || !checked.complete || !checked.model.manifest().name.is_empty() {
        return;
    }
    let headline = format!("none of the {files} files has a manifest, so no date limits what questions see");
    found.push(
        Diagnostic::error("manifest-missing", headline, Span::default(), "no `name`, no `as-of`")
            .severity(Severity::Note)
            .help("write into one file `\"name\": \"…\", \"as-of\": \"2026-02\"`, the date up to which it is coded"),
    );
}
