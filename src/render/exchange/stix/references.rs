//! External references: the ids of an actor elsewhere, and the sources of what is said.

use crate::answer::ActorCard;
use crate::model::Citation;
use crate::render::exchange::network::Value;
use crate::render::exchange::network::citations;
use crate::render::reading::Reading;
use crate::render::reading::is_link;
use serde_json::Value as Json;
use serde_json::json;

/// An actor's ids elsewhere, then the sources of what is said of it.
pub(super) fn of_actor(reading: Reading<'_>, card: &ActorCard) -> Vec<Json> {
    let Some(details) = card.actor.details.as_deref() else { return Vec::new() };
    let ids = details.ids.iter().map(|(scheme, id)| json!({"source_name": scheme, "external_id": id}));
    ids.chain(of_citations(reading, &details.citations)).collect()
}

/// A reference for each citation.
pub(super) fn of_citations(reading: Reading<'_>, all: &[Citation]) -> Vec<Json> {
    let Some(Value::Texts(words)) = citations(reading, all) else { return Vec::new() };
    let reference = |(one, words): (&Citation, String)| {
        let source = &reading.answer.sources.get(&one.source)?.source;
        let mut reference = json!({"source_name": source.title, "description": words, "external_id": source.id});
        if let Some(url) = source.url.as_deref().filter(|url| is_link(url)) {
            reference["url"] = url.into();
        }
        Some(reference)
    };
    all.iter().zip(words).filter_map(reference).collect()
}
