//! What became of the views, the vocabulary and the manifest of a graph.

use super::Difference;
use super::What;
use super::words::Changes;
use crate::answer::Mark;
use crate::model::Choice;
use crate::model::KindId;
use crate::model::Model;
use crate::model::State;
use crate::model::Type;
use crate::model::View;
use std::collections::BTreeMap;

/// A field: what it is called, and what it says.
type Field = (&'static str, Option<String>);

/// Tells what became of all that is neither actor nor source nor relation.
pub(super) fn compare(found: &mut Difference, models: [&Model; 2]) {
    found.records(What::View, models.map(views), |old, new| differing(old, new));
    found.records(What::Kind, models.map(kinds), |old, new| differing(old, new));
    found.records(What::Type, models.map(types), |old, new| differing(old, new));
    // most words are the program's own, and say nothing by staying
    found.rows.retain(|(mark, what, _)| mark.is_some() || *what == What::View);
    let [then, now] = models.map(manifest);
    for change in differing(&then, &now) {
        found.push((Some(Mark::Changed), What::Key), change);
    }
}

fn differing(then: &[Field], now: &[Field]) -> Vec<String> {
    let mut changes = Changes::default();
    for ((name, old), (_, new)) in then.iter().zip(now) {
        changes.field(name, (old.clone(), new.clone()));
    }
    changes.0
}

fn views(model: &Model) -> BTreeMap<String, (String, Vec<Field>)> {
    let called = |view: &View| format!("view {}", view.id);
    model.views().iter().map(|view| (view.id.to_string(), (called(view), of_view(model, view)))).collect()
}

fn of_view(model: &Model, view: &View) -> Vec<Field> {
    let text = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    let names = |ids: &[crate::model::ActorId]| ids.iter().map(|id| &*model[*id].id).collect::<Vec<_>>().join(", ");
    let groups = match &view.groups {
        Choice::Unsaid => None,
        Choice::Word(word) => Some(word.to_string()),
        Choice::Listed(groups) => {
            let group = |group: &crate::model::Group| format!("{} ({})", group.title, names(&group.members));
            Some(groups.iter().map(group).collect::<Vec<_>>().join(", "))
        }
    };
    let highlight = match &view.highlight {
        Choice::Unsaid => None,
        Choice::Word(word) => Some(word.to_string()),
        Choice::Listed(actors) => Some(names(actors)),
    };
    let state = |state: &State| match state {
        State::AsOf(date) => date.to_string(),
        State::Path(name) | State::Revision(name) => name.to_string(),
    };
    let compare = view.compare.iter().map(state).collect::<Vec<_>>().join(" and ");
    vec![
        ("question", Some(view.question.to_string())),
        ("compare", Some(compare).filter(|compare| !compare.is_empty())),
        ("title", text(&view.title)),
        ("subtitle", text(&view.subtitle)),
        ("banner", text(&view.banner)),
        ("page", text(&view.page)),
        ("theme", text(&view.theme)),
        ("groups", groups),
        ("highlight", highlight),
        ("full", view.full.then(|| "yes".to_owned())),
        ("note", text(&view.note)),
    ]
}

fn kinds(model: &Model) -> BTreeMap<String, (String, Vec<Field>)> {
    let kind = |kind: &crate::model::Kind| {
        let fields = vec![
            ("label", Some(kind.label.to_string())),
            ("shape", Some(kind.shape.word().to_owned())),
            ("STIX", kind.stix.map(|thing| thing.word().to_owned())),
            ("FollowTheMoney", kind.ftm.map(|thing| thing.word().to_owned())),
        ];
        (kind.id.to_string(), (format!("kind {}", kind.id), fields))
    };
    model.vocabulary().kinds.iter().map(kind).collect()
}

fn types(model: &Model) -> BTreeMap<String, (String, Vec<Field>)> {
    let types = model.vocabulary().types.iter();
    types.map(|type_| (type_.id.to_string(), (format!("type {}", type_.id), of_type(model, type_)))).collect()
}

fn of_type(model: &Model, type_: &Type) -> Vec<Field> {
    let listed = |words: Vec<&str>| Some(words.join(", ")).filter(|words| !words.is_empty());
    let kinds = |ids: &[KindId]| listed(ids.iter().map(|id| &*model.vocabulary().actor_kind(*id).id).collect());
    vec![
        ("phrase", Some(type_.phrase.to_string())),
        ("inverse", Some(type_.inverse.to_string())),
        ("symmetric", type_.symmetric.then(|| "yes".to_owned())),
        ("from", kinds(&type_.from)),
        ("to", kinds(&type_.to)),
        ("roles", listed(type_.roles.iter().map(|role| role.word()).collect())),
        ("polarity", Some(type_.polarity.word().to_owned())),
        ("expects", listed(type_.expects.iter().map(|expected| expected.word()).collect())),
        ("means", type_.means.map(|meaning| meaning.word().to_owned())),
        ("PLOVER", type_.plover.as_deref().map(str::to_owned)),
        ("STIX", type_.stix.map(|tie| tie.word().to_owned())),
        ("FollowTheMoney", type_.ftm.map(|tie| tie.word().to_owned())),
    ]
}

fn manifest(model: &Model) -> Vec<Field> {
    let (manifest, levels) = (model.manifest(), &model.vocabulary().handling);
    let text = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    let level = manifest.handling.and_then(|level| levels.get(usize::from(level)));
    vec![
        ("name", Some(manifest.name.to_string()).filter(|name| !name.is_empty())),
        ("as-of", manifest.as_of.map(|date| date.to_string())),
        ("description", text(&manifest.description)),
        ("queries", text(&manifest.queries)),
        ("handling", level.map(ToString::to_string)),
        ("levels of handling", Some(levels.join(", ")).filter(|levels| !levels.is_empty())),
    ]
}
