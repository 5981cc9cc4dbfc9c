//! An alias names one actor.

use super::Checked;
use super::names::Name;
use super::names::shared;
use super::warning;
use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// Finds aliases that another actor has as an alias or a name.
pub(super) fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for names in shared(checked) {
        for alias in names.iter().filter(|name| name.alias) {
            let other = names.iter().find(|other| other.actor != alias.actor).expect("several actors share a name");
            if other.alias && other.actor > alias.actor {
                continue; // told at the other one
            }
            let [mine, theirs] = [alias, other].map(|name| &checked.model[name.actor].id);
            let headline = format!("the alias `{}` of `{mine}` names `{theirs}`, too", alias.text);
            found.push(
                warning("shared-alias", headline, span(checked, *alias), format!("an alias of `{mine}`"))
                    .also(span(checked, *other), format!("a name of `{theirs}`"))
                    .help("who asks by this name is asked back; drop it where it is the less usual, or accept it"),
            );
        }
    }
}

/// Where a name stands in the record of its actor.
pub(super) fn span(checked: &Checked<'_>, name: Name<'_>) -> Span {
    let place = checked.model[name.actor].place;
    if !name.alias {
        return checked.value(place, "name");
    }
    let aliases = checked.written(place).get("aliases").map(|list| list.items()).unwrap_or_default();
    let at = aliases.iter().find(|item| item.text().as_deref() == Some(name.text));
    at.map_or(place.span, |item| item.span())
}
