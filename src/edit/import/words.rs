//! Words that are no kinds or types of the vocabulary: what a mapping has to say of them, and where
//! a mapping itself says what there is not.

use super::Mapping;
use super::Trouble;
use super::spelling::entries;
use super::spelling::items;
use super::spelling::name;
use super::spelling::text;
use crate::edit::layout::Node;
use crate::edit::layout::quoted;
use crate::model::Vocabulary;
use crate::record::keys::ACTOR;
use crate::record::keys::Form;
use crate::record::keys::Record;
use crate::text::nearest;

/// How many ids are told where none is near.
const MOST: usize = 9;

/// Why a word of a file is no kind or type, and what to write; `what` is `kind` or `type`.
pub(super) fn unknown(what: &str, word: &str, all: &[&str]) -> String {
    let choice = choice(word, all);
    format!("\"{word}\" is no {what} of the vocabulary: {} in the mapping says what it is, {choice}", entry(what, word))
}

/// Why a word that several kinds or types are called is none of them, and what to write.
pub(super) fn ambiguous(what: &str, word: &str, all: &[&str]) -> String {
    format!("\"{word}\" can be `{}`: {} in the mapping says which", all.join("`, `"), entry(what, word))
}

/// What a mapping says of a word.
fn entry(what: &str, word: &str) -> String {
    format!("{{\"{what}s\": {{{}: \"…\"}}}}", quoted(word))
}

/// The ids that are near to a word, or some of all.
fn choice(word: &str, all: &[&str]) -> String {
    let near = nearest(word, all.iter().copied(), 3);
    let told = if near.is_empty() { &all[..all.len().min(MOST)] } else { &near };
    let more = if near.is_empty() && all.len() > MOST { " …" } else { "" };
    format!("such as {}{more}", told.join(", "))
}

/// Finds kinds and types that a mapping names and the vocabulary does not have.
///
/// # Errors
///
/// The first of them, and where it stands.
pub(super) fn fits(mapping: &Mapping, vocabulary: &Vocabulary) -> Result<(), Trouble> {
    let ids = Ids::of(vocabulary);
    for (what, words) in [("kind", &mapping.kinds), ("type", &mapping.types)] {
        for (word, id) in words.iter().filter(|(_, id)| !id.is_empty()) {
            ids.check(what, id, &format!("`{what}s` says of {}", quoted(word)))?;
        }
    }
    for template in &mapping.records {
        walk(&template.body, template.section.card(), &ids)?;
    }
    Ok(())
}

/// The kinds and types that there are.
struct Ids<'v> {
    kinds: Vec<&'v str>,
    types: Vec<&'v str>,
}

impl<'v> Ids<'v> {
    fn of(vocabulary: &'v Vocabulary) -> Self {
        let kinds = vocabulary.kinds.iter().map(|kind| &*kind.id).collect();
        Self { kinds, types: vocabulary.types.iter().map(|one| &*one.id).collect() }
    }

    fn check(&self, what: &str, id: &str, place: &str) -> Result<(), Trouble> {
        let all = if what == "kind" { &self.kinds } else { &self.types };
        if all.contains(&id) {
            return Ok(());
        }
        let headline = format!("{place} `{id}`, which is no {what} of the vocabulary");
        let help =
            format!("write one that there is, {}; or add `{id}` to the `vocabulary` of the graph", choice(id, all));
        Err(Trouble { headline: format!("the mapping does not fit the graph: {headline}"), at: None, help: vec![help] })
    }
}

fn walk(node: &Node, card: &Record, ids: &Ids<'_>) -> Result<(), Trouble> {
    for (spelled, value) in entries(node) {
        let key = name(spelled);
        let form = card.key(key).map_or(&Form::Any, |key| &key.form);
        let constant = text(value).filter(|said| !said.contains('{') && !said.is_empty());
        match (form, constant) {
            (Form::Kind, Some(id)) => ids.check("kind", &id, &format!("`{key}` is"))?,
            (Form::Type, Some(id)) => ids.check("type", &id, &format!("`{key}` is"))?,
            (Form::Actor | Form::List(Form::Actor) | Form::OneOrList(Form::Actor), _) => {
                items(value).iter().try_for_each(|who| walk(who, &ACTOR, ids))?;
            }
            _ => {}
        }
    }
    Ok(())
}
