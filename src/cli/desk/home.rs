//! Which file a new record belongs into: where its like stand already.

use super::Desk;
use super::folder_of;
use crate::edit::Draft;
use crate::edit::Section;
use crate::load::File;
use crate::model::Model;
use crate::model::Place;
use crate::record::Raw;
use std::collections::BTreeMap;

/// The path of the file in which most records stand that are like this one, in the last root that
/// was named; else one after the name of its list there. A kind or type goes where a vocabulary is.
pub(in crate::cli) fn of(desk: &Desk, draft: &Draft) -> String {
    let model = desk.model();
    let root = folder_of(&desk.roots);
    let is_here = |path: &str| desk.roots.len() == 1 || std::path::Path::new(path).starts_with(&root);
    if let Some(key) = draft.section.within() {
        let holds = |file: &&File| file.path().ends_with(".json") && Raw::new(file.text(), 0).get(key).is_some();
        let held = desk.files.iter().filter(|file| is_here(file.path()) && !is_new(file)).find(holds);
        return held.map_or_else(|| own(desk, key), |file| file.path().to_owned());
    }
    let mut weights: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, weight) in alike(model, draft) {
        *weights.entry(model.file(place)).or_default() += weight;
    }
    let is_known = |path: &&str| desk.files.iter().any(|file| file.path() == *path && !is_new(file));
    let held = weights.into_iter().filter(|(path, _)| is_here(path) && is_known(path));
    let best = held.max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
    best.map_or_else(|| own(desk, draft.section.key()), |(path, _)| path.to_owned())
}

/// The path under which a record is shown that stands in no file yet; it comes after all others.
pub(in crate::cli) const NEW: &str = "{new record}";

fn is_new(file: &File) -> bool {
    file.path() == NEW
}

/// A file after the name of what it holds.
fn own(desk: &Desk, key: &str) -> String {
    let root = folder_of(&desk.roots);
    let path = if root.is_dir() { root.join(format!("{key}.json")) } else { root };
    crate::cli::folder::shown(&path)
}

/// The records of the same list, each with how much it is like the draft.
fn alike(model: &Model, draft: &Draft) -> Vec<(Place, usize)> {
    let text = |key: &str| draft.text(key).unwrap_or_default();
    match draft.section {
        Section::Actors => {
            let kind = text("kind");
            let weight = |kind_is: bool| if kind_is { 3 } else { 1 };
            let of = |actor: &crate::model::Actor| model.vocabulary().actor_kind(actor.kind).id == kind.as_str().into();
            model.actors().iter().map(|actor| (actor.place, weight(of(actor)))).collect()
        }
        Section::Sources => model.sources().iter().map(|source| (source.place, 1)).collect(),
        Section::Views => model.views().iter().map(|view| (view.place, 1)).collect(),
        // those of a vocabulary stand where there is one
        Section::Kinds | Section::Types => Vec::new(),
        Section::Relations => {
            let (from, to) = (model.actor(&text("from")), model.actor(&text("to")));
            let type_ = text("type");
            let relations = model.relation_ids().filter(|id| model.file(model[*id].place) != NEW).map(|id| {
                let record = &model[id];
                let same = [Some(record.from) == from, Some(record.to) == to, *model.type_of(id).id == *type_];
                (record.place, same.into_iter().filter(|same| *same).count().pow(2))
            });
            let (alike, other): (Vec<_>, Vec<_>) = relations.partition(|(_, weight)| *weight > 0);
            // where nothing is alike, the file that holds most
            if alike.is_empty() { other.into_iter().map(|(place, _)| (place, 1)).collect() } else { alike }
        }
    }
}
