//! A file of another graph of this program: its ids are its own, so that nobody is taken for
//! somebody else of the same id.

use super::At;
use super::Catch;
use super::Foreign;
use super::Importer;
use super::Trouble;
use super::haul::Haul;
use super::json;
use super::spelling::entries;
use super::spelling::items;
use super::spelling::name;
use super::spelling::text;
use crate::edit::draft::Section;
use crate::edit::layout::Node;
use crate::edit::layout::Spelled;
use crate::record::keys::Form;
use crate::record::keys::Record;
use std::collections::BTreeMap;

/// Files of a graph.
pub(super) const IMPORTER: Importer = Importer {
    name: "actant",
    endings: &["json", "jsonl"],
    summary: "a file of another graph of actant",
    recognises: |path, text| {
        let first = text.lines().next().unwrap_or_default();
        if path.ends_with(".jsonl") {
            return RECORDS.iter().any(|section| first.starts_with(&format!("{{\"{}\":", section.one())));
        }
        text.trim_start().starts_with('{') && ["\"actors\"", "\"relations\""].iter().any(|key| text.contains(key))
    },
    propose: None,
    read,
};

/// The sections that are brought in.
const RECORDS: [Section; 3] = [Section::Sources, Section::Actors, Section::Relations];

/// What the file tells of the ids in it, by section: what finds it in another graph, too.
type Told = BTreeMap<(Section, String), Node>;

fn read(foreign: &Foreign<'_>) -> Result<Catch, Trouble> {
    let mut haul = Haul::new(foreign, "record");
    let mut all: Vec<(At, Section, Node)> = Vec::new();
    if foreign.path.ends_with(".jsonl") {
        for (line, text) in (1..).zip(foreign.text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
            let at = At::Line(line);
            haul.seen(&at);
            match json::parse(text) {
                Ok(node) => all.extend(held(&node).map(|(section, record)| (at.clone(), section, record))),
                Err(why) => haul.lost(&at, format!("it cannot be read as JSON: {why}")),
            }
        }
    } else {
        all = sections(&json::page(foreign)?, &mut haul);
    }
    let told: Told = all.iter().filter_map(|(_, section, record)| tells(*section, record)).collect();
    for (at, section, record) in &all {
        one((at, *section), record, (&told, &mut haul));
    }
    Ok(haul.finish())
}

/// The record on a line.
fn held(line: &Node) -> Option<(Section, Node)> {
    let [(key, record)] = entries(line) else { return None };
    let section = RECORDS.iter().find(|section| section.one() == name(key))?;
    Some((*section, record.clone()))
}

/// The records of a file; what else stands in it is told.
fn sections(page: &Node, haul: &mut Haul<'_>) -> Vec<(At, Section, Node)> {
    let mut all = Vec::new();
    for (key, value) in entries(page) {
        let key = name(key);
        let at = At::Part(key.into());
        match RECORDS.iter().find(|section| section.key() == key) {
            Some(section) => {
                for (nth, record) in items(value).iter().enumerate() {
                    let at = At::Part(format!("{key}[{nth}]").into());
                    haul.seen(&at);
                    all.push((at, *section, record.clone()));
                }
            }
            None if key == Section::Views.key() => {
                haul.seen(&at);
                haul.lost(&at, "views ask with the ids of their own graph: add those that are wanted by hand");
            }
            None if crate::record::keys::VOCABULARY.name == key => {
                haul.seen(&at);
                haul.lost(&at, "what a word means is for this graph to say: add the kinds and types that are wanted");
            }
            None => {}
        }
    }
    all
}

/// What tells the record of an id from others.
fn tells(section: Section, record: &Node) -> Option<((Section, String), Node)> {
    let keys: &[&str] = match section {
        Section::Actors => &["id", "name"],
        Section::Sources => &["id", "title", "publisher", "date"],
        _ => return None,
    };
    let told = keys.iter().filter_map(|key| Some((*key, Node::text(&json::word(record, key)?))));
    Some(((section, json::word(record, "id")?), Node::object(told)))
}

fn one((at, section): (&At, Section), record: &Node, (told, haul): (&Told, &mut Haul<'_>)) {
    let mut all: Vec<(&str, Node)> = Vec::new();
    for (key, value) in entries(record) {
        let key = name(key);
        let form = section.card().key(key).map_or(&Form::Any, |key| &key.form);
        match (form, text(value)) {
            (Form::Kind, Some(word)) => match haul.kind(&word, |kind| *kind.id == *word) {
                Ok(kind) => all.push((key, Node::text(&kind))),
                Err(why) => return haul.lost(at, why),
            },
            (Form::Type, Some(word)) => match haul.type_(&word, [None, None], |one| *one.id == *word) {
                Ok(type_) => all.push((key, Node::text(&type_))),
                Err(why) => return haul.lost(at, why),
            },
            (Form::Level, Some(level)) if !is_level(&level, haul) => haul.spare(at, &format!("handling: {}", &*level)),
            (Form::Slug, _) => all.push((key, value.clone())),
            _ => all.push((key, described(value, form, told))),
        }
    }
    haul.found(at, section, all);
}

fn is_level(level: &str, haul: &Haul<'_>) -> bool {
    haul.foreign.vocabulary.handling.iter().any(|known| **known == *level)
}

/// A value in which ids of actors and sources are what the file tells of them.
fn described(value: &Node, form: &Form, told: &Told) -> Node {
    let who = |section: Section| {
        let id = text(value)?;
        let bare = || Node::object([("id", Node::text(&id))]);
        Some(told.get(&(section, id.as_str().to_owned())).cloned().unwrap_or_else(bare))
    };
    match (form, value) {
        (Form::Actor, one) => who(Section::Actors).unwrap_or_else(|| one.clone()),
        (Form::Source, one) => who(Section::Sources).unwrap_or_else(|| one.clone()),
        (Form::List(inner) | Form::OneOrList(inner), Node::List(all)) => {
            Node::List(all.iter().map(|one| described(one, inner, told)).collect())
        }
        (Form::OneOrList(inner), one) => described(one, inner, told),
        (Form::Record(card) | Form::Either(_, card), Node::Object(_)) => record(value, card, told),
        // an id alone is a citation whose source is described
        (Form::Either(inner, card), one) => Node::object([(card.keys[0].name, described(one, inner, told))]),
        (_, one) => one.clone(),
    }
}

fn record(node: &Node, card: &Record, told: &Told) -> Node {
    let value = |(key, value): &(Spelled, Node)| {
        let form = card.key(name(key)).map_or(&Form::Any, |key| &key.form);
        (key.clone(), described(value, form, told))
    };
    Node::Object(entries(node).iter().map(value).collect())
}
