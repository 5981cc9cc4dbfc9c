//! Two actors have two names.

use super::Checked;
use super::names::Name;
use super::names::shared;
use super::shared_alias::span;
use super::warning;
use crate::diagnostic::Diagnostic;
use crate::model::ActorId;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use unicode_security::confusable_detection::skeleton;

/// Finds names that are the same but for case, accents and punctuation, and names that look the
/// same though their letters are others (UTS 39, skeletons).
pub(super) fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let mut told: BTreeSet<(ActorId, ActorId)> = BTreeSet::new();
    for names in shared(checked) {
        let names: Vec<Name<'_>> = names.into_iter().filter(|name| !name.alias).collect();
        for pair in names.windows(2) {
            told.insert((pair[0].actor, pair[1].actor));
            found.push(alike(checked, (pair[1], pair[0]), "are the same"));
        }
    }
    for (name, other) in confusable(checked) {
        if told.insert((other.actor, name.actor)) {
            found.push(alike(checked, (name, other), "look the same, of other letters"));
        }
    }
}

/// Pairs of names with one skeleton, at least one of them beyond ASCII. Where all names are ASCII
/// nothing is compared.
fn confusable<'m>(checked: &Checked<'m>) -> Vec<(Name<'m>, Name<'m>)> {
    let model = checked.model;
    let name = |actor: ActorId| Name { actor, text: &model[actor].name, alias: false };
    let foreign: Vec<Name<'m>> = model.actor_ids().map(name).filter(|name| !name.text.is_ascii()).collect();
    if foreign.is_empty() {
        return Vec::new();
    }
    let mut groups: BTreeMap<String, Vec<Name<'m>>> = BTreeMap::new();
    for name in &foreign {
        groups.entry(skeleton(name.text).collect()).or_default().push(*name);
    }
    for name in model.actor_ids().map(name).filter(|name| name.text.is_ascii()) {
        let skeleton: String = skeleton(name.text).collect();
        groups.entry(skeleton).and_modify(|names| names.push(name));
    }
    groups.values_mut().for_each(|names| names.sort_unstable());
    groups.values().flat_map(|names| names.windows(2)).map(|pair| (pair[1], pair[0])).collect()
}

fn alike(checked: &Checked<'_>, (name, other): (Name<'_>, Name<'_>), how: &str) -> Diagnostic {
    let [mine, theirs] = [name, other].map(|name| &checked.model[name.actor].id);
    let headline = format!("the names of `{theirs}` and `{mine}` {how}");
    warning("look-alike-names", headline, span(checked, name), format!("the name of `{mine}`"))
        .also(span(checked, other), format!("the name of `{theirs}`"))
        .help("if they are one, make them one record; if they are two of one name, accept it with the reason")
}
