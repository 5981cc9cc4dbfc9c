//! What the records of an answer need besides themselves: manifest and vocabulary.
//!
//! Every kind and type that a record uses is told in full, the program's own as well, so that the
//! file means the same to a program with another vocabulary.

use super::object::{Object, list, quoted};
use crate::answer::Answer;
use crate::model::Kind;
use crate::model::KindId;
use crate::model::Type;
use crate::model::Vocabulary;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The manifest, one key a line.
pub(super) fn manifest(answer: &Answer) -> Vec<String> {
    let manifest = &answer.manifest;
    let mut keys = Object::default();
    keys.text_of("name", Some(&manifest.name).filter(|name| !name.is_empty()));
    keys.text_of("as-of", manifest.as_of);
    keys.text_of("description", manifest.description.as_ref());
    let level = manifest.handling.and_then(|at| answer.vocabulary.handling.get(usize::from(at)));
    keys.text_of("handling", level);
    keys.entries().map(|(key, json)| format!("{{{}: {json}}}\n", quoted(key))).collect()
}

/// The kinds, types and levels that the records of an answer use; none where it holds no record.
pub(super) fn vocabulary(answer: &Answer) -> Option<Object> {
    let types: BTreeMap<&str, &Type> = answer.facts.values().map(|fact| (&*fact.type_.id, &fact.type_)).collect();
    let mut kinds: BTreeMap<&str, &Kind> = answer.actors.values().map(|card| (&*card.kind.id, &card.kind)).collect();
    let known = &answer.vocabulary;
    let joined: BTreeSet<KindId> =
        types.values().flat_map(|type_| type_.from.iter().chain(&type_.to)).copied().collect();
    kinds.extend(joined.into_iter().filter_map(|id| known.kinds.get(id.at())).map(|kind| (&*kind.id, kind)));
    let levels = known.handling.iter().map(|level| quoted(level));
    let mut record = Object::default();
    record.put("kinds", list(kinds.into_values().map(kind)));
    record.put("types", list(types.into_values().map(|one| type_(known, one))));
    record.put("handling", list(levels).filter(|_| has_levels(answer)));
    (record.len() > 0).then_some(record)
}

fn has_levels(answer: &Answer) -> bool {
    let relations = answer.facts.values().any(|fact| fact.relation.handling.is_some());
    let sources = answer.sources.values().any(|card| card.source.handling.is_some());
    relations || sources || answer.manifest.handling.is_some()
}

fn kind(kind: &Kind) -> String {
    let mut look = Object::default();
    look.text_of("shape", Some(kind.shape));
    let mut record = Object::default();
    record.text_of("id", Some(&kind.id));
    record.text_of("label", Some(&kind.label));
    record.text_of("stix", kind.stix);
    record.text_of("ftm", kind.ftm);
    record.put("look", Some(look.text()));
    record.text()
}

fn type_(known: &Vocabulary, type_: &Type) -> String {
    let kinds = |ids: &[KindId]| {
        let kinds = ids.iter().filter_map(|id| known.kinds.get(id.at()));
        list(kinds.map(|kind| quoted(&kind.id)))
    };
    let mut record = Object::default();
    record.text_of("id", Some(&type_.id));
    record.text_of("phrase", Some(&type_.phrase));
    record.text_of("inverse", Some(&type_.inverse));
    record.put("symmetric", type_.symmetric.then(|| "true".to_owned()));
    record.put("from", kinds(&type_.from));
    record.put("to", kinds(&type_.to));
    record.put("roles", list(type_.roles.iter().map(|role| quoted(role.word()))));
    record.text_of("polarity", Some(type_.polarity));
    record.put("expects", list(type_.expects.iter().map(|expected| quoted(expected.word()))));
    record.text_of("means", type_.means);
    record.text_of("plover", type_.plover.as_ref());
    record.text_of("stix", type_.stix);
    record.text_of("ftm", type_.ftm);
    record.text()
}
