//! A source is cited.

use super::Checked;
use super::warning;
use crate::diagnostic::Diagnostic;
use crate::model::Citation;
use crate::model::SourceId;

/// Finds sources that nothing cites, derives from or reads a stance in, once everything that is
/// written could be taken. One walk.
pub(super) fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    if !checked.complete {
        return;
    }
    let model = checked.model;
    let mut used = vec![false; model.sources().len()];
    let mut cite = |citations: &[Citation]| {
        for citation in citations {
            used[citation.source.at()] = true;
            citation
                .details()
                .into_iter()
                .flat_map(|details| &details.derives_from)
                .for_each(|id| used[id.at()] = true);
        }
    };
    model.relations().iter().for_each(|relation| cite(&relation.citations));
    model.actors().iter().filter_map(|actor| actor.details.as_ref()).for_each(|details| cite(&details.citations));
    let stances = model.relations().iter().flat_map(|relation| relation.stances());
    let further = model.sources().iter().flat_map(|source| source.derives_from.iter().copied());
    let further: Vec<SourceId> = stances.filter_map(|stance| stance.source).chain(further).collect();
    further.into_iter().for_each(|source| used[source.at()] = true);
    for (source, _) in model.sources().iter().zip(&used).filter(|(_, used)| !**used) {
        let headline = format!("nothing cites the source `{}`", source.id);
        let span = checked.value(source.place, "id");
        found.push(
            warning("unused-source", headline, span, "never cited")
                .help("cite it where it bears on a relation, or delete it"),
        );
    }
}
