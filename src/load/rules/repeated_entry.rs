//! Nothing stands twice in one list.

use super::Checked;
use super::warning;
use crate::diagnostic::Diagnostic;
use crate::model::Citation;
use crate::model::RelationId;

/// Finds an actor twice in one role, and a source cited twice at one place.
pub(super) fn check(checked: &Checked<'_>, relation: RelationId, found: &mut Vec<Diagnostic>) {
    let record = &checked.model[relation];
    let roles = &record.roles;
    if let Some(at) = (1..roles.len()).find(|at| roles[..*at].contains(&roles[*at])) {
        let (role, actor) = roles[at];
        let headline = format!("`{}` stands twice in `{role}`", checked.model[actor].id);
        let span = checked.entry(record.place, role.word());
        found.push(warning("repeated-entry", headline, span, "twice in here").help("write it once"));
    }
    let citations = &record.citations;
    let same = |one: &Citation, other: &Citation| one.source == other.source && where_in(one) == where_in(other);
    if let Some(at) = (1..citations.len()).find(|at| citations[..*at].iter().any(|other| same(other, &citations[*at])))
    {
        let items = checked.written(record.place).get("sources").map(|list| list.items()).unwrap_or_default();
        let span = items.get(at).map_or(record.place.span, |item| item.span());
        let headline = format!("`{}` is cited twice at one place", checked.model[citations[at].source].id);
        let help = "keep one of the two, or say with `at` where each stands";
        found.push(warning("repeated-entry", headline, span, "again here").help(help));
    }
}

fn where_in(citation: &Citation) -> Option<&str> {
    citation.details().and_then(|details| details.at.as_deref())
}
