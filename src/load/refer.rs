//! References from one record to another: found, or told with what was probably meant.

use super::read::Site;
use super::read::Step;
use super::value::clipped;
use super::world::World;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::model::ActorId;
use crate::model::KindId;
use crate::model::SourceId;
use crate::model::TypeId;
use crate::record::Text;
use crate::text::is_id;
use crate::text::nearest;
use crate::text::slug;

/// Finds the actor that a value names.
pub(super) fn actor(world: &World, site: &mut Site<'_>, id: &Text<'_>, path: &[Step<'_>]) -> Option<ActorId> {
    world.actor(id).or_else(|| no_actor(world, site, id, path))
}

/// Finds the source that a value names.
pub(super) fn source(world: &World, site: &mut Site<'_>, id: &Text<'_>, path: &[Step<'_>]) -> Option<SourceId> {
    world.source(id).or_else(|| no_source(world, site, id, path))
}

/// Finds the kind that a value names.
pub(super) fn kind(world: &World, site: &mut Site<'_>, id: &Text<'_>, path: &[Step<'_>]) -> Option<KindId> {
    let found = world.kind(id);
    if found.is_none() && !is_missing(site, id) {
        let ids = world.vocabulary.kinds.iter().map(|kind| &*kind.id);
        unknown_word(site, ("unknown-kind", "kind of actor", "kinds"), (id, path), ids);
    }
    found
}

/// Finds the type that a value names.
pub(super) fn type_(world: &World, site: &mut Site<'_>, id: &Text<'_>, path: &[Step<'_>]) -> Option<TypeId> {
    let found = world.type_(id);
    if found.is_none() && !is_missing(site, id) {
        let ids = world.vocabulary.types.iter().map(|type_| &*type_.id);
        unknown_word(site, ("unknown-type", "type of relation", "types"), (id, path), ids);
    }
    found
}

/// Finds the level of handling that a value names.
pub(super) fn level(world: &World, site: &mut Site<'_>, word: &Text<'_>, path: &[Step<'_>]) -> Option<u8> {
    let found = world.level(word);
    if found.is_none() && !is_missing(site, word) {
        let words = world.vocabulary.handling.iter().map(|level| &**level);
        unknown_word(site, ("unknown-level", "level of handling", "handling"), (word, path), words);
    }
    found
}

/// An empty id is a missing key, of which the slow road tells.
fn is_missing(site: &mut Site<'_>, id: &Text<'_>) -> bool {
    site.malformed |= id.is_empty();
    id.is_empty()
}

#[cold]
fn no_actor(world: &World, site: &mut Site<'_>, id: &Text<'_>, path: &[Step<'_>]) -> Option<ActorId> {
    if let Some(now) = world.former.get(id.as_str()) {
        let headline = format!("`{}` is a former id", clipped(id));
        let now_id = &world.actors[now.at()].id;
        let place = world.actors[now.at()].place.span;
        let was = world.written(place).entry("was").map_or(place, |entry| entry.span());
        let remark = Diagnostic::error("former-id", headline, site.span(path), "no longer in use")
            .severity(Severity::Warning)
            .also(was, format!("`{now_id}` is what it is called now"))
            .help(format!("write `\"{now_id}\"`"));
        site.remarks.push(remark);
        return Some(*now);
    }
    if is_missing(site, id) || is_withheld(world, site, id) {
        return None;
    }
    let headline = format!("no actor has the id `{}`", clipped(id));
    let fault = Diagnostic::error("dangling-reference", headline, site.span(path), "names nothing");
    let near = world.actors_near(id);
    let fault = if world.source(id).is_some() {
        fault.help(format!("`{}` is a source; an actor is wanted here", id.as_str()))
    } else if let Some(near) = near.first() {
        fault.help(format!("did you mean `\"{near}\"`?"))
    } else {
        let (write, own, name) = to_be_added(id);
        let example = format!("{{\"id\": \"{own}\", \"kind\": \"…\", \"name\": \"{name}\"}}");
        fault.help(format!("{write}add it to the `actors` of any file: `{example}`"))
    };
    site.fault(fault);
    None
}

#[cold]
fn no_source(world: &World, site: &mut Site<'_>, id: &Text<'_>, path: &[Step<'_>]) -> Option<SourceId> {
    if is_missing(site, id) || is_withheld(world, site, id) {
        return None;
    }
    let headline = format!("no source has the id `{}`", clipped(id));
    let fault = Diagnostic::error("dangling-reference", headline, site.span(path), "names nothing");
    let near = world.sources_near(id);
    let fault = if world.actor(id).is_some() {
        fault.help(format!("`{}` is an actor; a source is wanted here", id.as_str()))
    } else if let Some(near) = near.first() {
        fault.help(format!("did you mean `\"{near}\"`?"))
    } else {
        let (write, own, title) = to_be_added(id);
        let example = format!("{{\"id\": \"{own}\", \"title\": \"{title}\"}}");
        fault.help(format!("{write}add it to the `sources` of any file: `{example}`"))
    };
    site.fault(fault);
    None
}

/// Of a record that a word is to name: what to write for the word, its id, its name. A word that
/// can be no id is taken for the name.
fn to_be_added(word: &str) -> (String, String, String) {
    let own = slug(word);
    if is_id(word) || own.is_empty() {
        return (String::new(), clipped(word), "…".into());
    }
    (format!("write `\"{own}\"` here, and "), own, clipped(word))
}

/// Tells whether what an id names may stand where nothing could be read, or was left out itself.
fn is_withheld(world: &World, site: &mut Site<'_>, id: &Text<'_>) -> bool {
    let withheld = world.unread || world.left_out.contains(id.as_str());
    site.withheld += usize::from(withheld);
    withheld
}

/// A word that the vocabulary does not have: the rule, what it should be, the section to add it to.
fn unknown_word<'w>(
    site: &mut Site<'_>,
    (rule, what, section): (&'static str, &str, &str),
    (word, path): (&Text<'_>, &[Step<'_>]),
    words: impl Iterator<Item = &'w str>,
) {
    let words: Vec<&str> = words.collect();
    let headline = format!("`{}` is no {what}", clipped(word));
    let fault = Diagnostic::error(rule, headline, site.span(path), "not in the vocabulary");
    let near = nearest(&word.to_lowercase().replace([' ', '_'], "-"), words.iter().copied(), 3);
    let fault = match near.as_slice() {
        [] if words.len() > 12 => fault.help(format!("`actant explain {section}` lists what there is")),
        [] => fault.help(format!("one of `{}`", words.join("`, `"))),
        near => fault.help(format!("did you mean `\"{}\"`?", near.join("\"`, `\""))),
    };
    site.fault(fault.help(format!("or add it to `{section}` in the `vocabulary` of the graph")));
}
