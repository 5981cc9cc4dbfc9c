//! What a graph says of itself, and its levels of handling.

use super::world::World;
use crate::diagnostic::Diagnostic;
use crate::model::Manifest;
use crate::record::Raw;
use crate::record::keys::Key;
use crate::record::keys::MANIFEST;
use crate::text::Span;
use crate::text::is_id;
use crate::text::nearest;

/// Makes the manifest of the first file that has one; each entry holds a file's keys and their checked values.
pub(super) fn make(files: &[Vec<(&'static Key, Raw<'_>)>], world: &World, faults: &mut Vec<Diagnostic>) -> Manifest {
    let is_manifest = |(key, _): &&(&Key, Raw<'_>)| MANIFEST.contains(&key.name);
    let mut stated =
        files.iter().map(|file| file.iter().filter(is_manifest).collect::<Vec<_>>()).filter(|keys| !keys.is_empty());
    let Some(first) = stated.next() else { return Manifest::default() };
    for second in stated {
        faults.push(twice("the manifest", second[0].1.span(), first[0].1.span()));
    }
    let value = |name: &str| first.iter().find(|(key, _)| key.name == name).map(|(_, value)| *value);
    let text = |name: &str| value(name).and_then(|value| value.text()).map(Box::from);
    if value("name").is_none() {
        let fault = Diagnostic::error(
            "missing-key",
            "a manifest has no `name`",
            first[0].1.span(),
            "this belongs to the manifest",
        );
        faults.push(fault.help("write `\"name\": \"…\"`: what this graph is called"));
    }
    let handling = value("handling").and_then(|value| {
        let level = value.text().and_then(|word| world.level(&word));
        if level.is_none() {
            faults.push(unknown_level(world, value));
        }
        level
    });
    Manifest {
        name: text("name").unwrap_or_default(),
        as_of: text("as-of").and_then(|date: Box<str>| date.parse().ok()),
        description: text("description"),
        queries: text("queries"),
        handling,
    }
}

/// Takes the levels of handling: the graph's list instead of the program's, which stands in the file `own`.
pub(super) fn levels(lists: &[Raw<'_>], own: u32, faults: &mut Vec<Diagnostic>) -> Vec<Box<str>> {
    let graphs: Vec<&Raw<'_>> = lists.iter().filter(|list| list.span().file != own).collect();
    for second in graphs.iter().skip(1) {
        faults.push(twice("the list of levels of handling", second.span(), graphs[0].span()));
    }
    let list = graphs.first().copied().or(lists.first());
    let mut levels: Vec<Box<str>> = Vec::new();
    for item in list.map(Raw::items).unwrap_or_default() {
        match item.text() {
            Some(word) if is_id(&word) && levels.iter().all(|level| **level != *word) && levels.len() < 255 => {
                levels.push(word.into())
            }
            _ => {
                let fault = Diagnostic::error(
                    "bad-id",
                    "a level of handling is no slug of its own",
                    item.span(),
                    "no new slug",
                );
                faults.push(fault.help("write a word of small letters, digits and hyphens, each level once"));
            }
        }
    }
    levels
}

fn unknown_level(world: &World, value: Raw<'_>) -> Diagnostic {
    let word = value.text().unwrap_or_default();
    let levels: Vec<&str> = world.vocabulary.handling.iter().map(|level| &**level).collect();
    let headline = format!("`{}` is no level of handling", super::value::clipped(&word));
    let fault = Diagnostic::error("unknown-level", headline, value.span(), "not in the vocabulary");
    match nearest(&word, levels.iter().copied(), 1).first() {
        Some(near) => fault.help(format!("did you mean `\"{near}\"`?")),
        None => fault.help(format!("one of `{}`", levels.join("`, `"))),
    }
}

fn twice(what: &str, span: Span, first: Span) -> Diagnostic {
    let headline = format!("{what} stands in two files");
    Diagnostic::error("manifest-twice", headline, span, "again here")
        .also(first, "first here")
        .help("keep it in one file of the graph")
}
