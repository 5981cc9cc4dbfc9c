//! Several sources are several origins.

use super::Checked;
use super::warning;
use crate::diagnostic::Diagnostic;
use crate::model::Citation;
use crate::model::Model;
use crate::model::RelationId;
use crate::model::SourceId;
use crate::model::Testimony;
use std::collections::BTreeSet;

/// Finds relations that several sources assert, all of which retell one.
pub(super) fn check(checked: &Checked<'_>, relation: RelationId, found: &mut Vec<Diagnostic>) {
    let model = checked.model;
    let record = &model[relation];
    if record.citations.len() < 2 {
        return;
    }
    let asserting = || record.citations.iter().filter(|citation| citation.testimony == Testimony::Asserts);
    let sources: BTreeSet<SourceId> = asserting().map(|citation| citation.source).collect();
    if sources.len() < 2 {
        return;
    }
    let roots: BTreeSet<SourceId> = asserting().flat_map(|citation| roots(model, citation)).collect();
    let mut roots = roots.into_iter();
    let (Some(root), None) = (roots.next(), roots.next()) else { return };
    let headline = format!("{} sources say so, and all have it from `{}`", sources.len(), model[root].id);
    found.push(
        warning("single-root", headline, checked.entry(record.place, "sources"), "one origin in several places")
            .also(checked.value(model[root].place, "id"), "where all have it from")
            .help("it counts as one source; find one that has it from elsewhere, or accept it with the reason"),
    );
}

/// The sources at the end of what a citation leans on: it and its source lean on what they derive
/// from, or else on the source itself. What was loaded has no circle.
fn roots(model: &Model, citation: &Citation) -> BTreeSet<SourceId> {
    let here = citation.details().map_or(&[][..], |details| &details.derives_from);
    let mut open: Vec<SourceId> = here.iter().chain(&model[citation.source].derives_from).copied().collect();
    if open.is_empty() {
        return BTreeSet::from([citation.source]);
    }
    let (mut roots, mut seen) = (BTreeSet::new(), BTreeSet::new());
    while let Some(source) = open.pop() {
        if !seen.insert(source) {
            continue;
        }
        let further = &model[source].derives_from;
        open.extend(further.iter().copied());
        roots.extend(further.is_empty().then_some(source));
    }
    roots
}
