//! Who is unnamed is marked so, and nobody else.

use super::Checked;
use super::warning;
use crate::diagnostic::Diagnostic;
use crate::model::Actor;

/// First words of the names of those that have none.
const UNNAMED: &[&str] = &["unknown", "unnamed", "unidentified", "undisclosed", "unspecified"];

/// Finds placeholders that are known elsewhere, and unnamed actors that are no placeholders.
pub(super) fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    for actor in checked.model.actors() {
        found.extend(if actor.placeholder { identified(checked, actor) } else { unnamed(checked, actor) });
    }
}

/// A placeholder that other catalogues know.
fn identified(checked: &Checked<'_>, actor: &Actor) -> Option<Diagnostic> {
    let known = actor.details.as_ref().is_some_and(|details| !details.ids.is_empty());
    known.then(|| {
        let headline = format!("`{}` stands for somebody unnamed, and has ids elsewhere", actor.id);
        warning("placeholder-misuse", headline, checked.entry(actor.place, "ids"), "known elsewhere")
            .also(checked.entry(actor.place, "placeholder"), "unnamed")
            .help("delete `placeholder` if it is known who is meant, or else `ids`")
    })
}

/// A name that says that there is none.
fn unnamed(checked: &Checked<'_>, actor: &Actor) -> Option<Diagnostic> {
    let first = actor.name.split([' ', '-']).next().unwrap_or_default();
    let says_so = UNNAMED.iter().any(|word| first.eq_ignore_ascii_case(word));
    says_so.then(|| {
        let headline = format!("`{}` is unnamed, and routes pass through it", actor.id);
        warning("placeholder-misuse", headline, checked.value(actor.place, "name"), "names nobody")
            .help("write `\"placeholder\": true`: two unknowns are not the same actor, and no route passes through one")
    })
}
