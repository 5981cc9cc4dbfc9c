//! What the words of a graph's file mean: its kinds and types, and the keys of its records.

use crate::edit::Node;
use crate::edit::Section;
use crate::edit::import::MAPPING;
use crate::edit::import::TABLE;
use crate::edit::import::TEMPLATE;
use crate::model::Kind;
use crate::model::KindId;
use crate::model::Model;
use crate::model::Type;
use crate::record::keys::Form;
use crate::record::keys::RECORDS;
use crate::record::keys::Record;
use crate::text::count;
use crate::text::visible;
use std::fmt::Display;
use std::fmt::Write as _;

/// The words that name a list: of all kinds, of all types.
pub(super) const LISTS: [&str; 2] = [Section::Kinds.key(), Section::Types.key()];

/// All sorts of record that a person writes.
pub(super) fn records() -> impl Iterator<Item = &'static Record> {
    RECORDS.iter().copied().chain([&MAPPING, &TABLE, &TEMPLATE])
}

/// Explains a word of a graph in every meaning that it has; nothing where it has none.
pub(super) fn explained(word: &str, model: &Model) -> Vec<String> {
    let vocabulary = model.vocabulary();
    let list = LISTS.iter().find(|list| **list == word);
    let record = records().find(|record| record.name == word);
    let kind = vocabulary.kind(word).map(|id| kind(model, id));
    let type_ = vocabulary.type_(word).map(|id| {
        let here = model.relations().iter().filter(|relation| relation.type_ == id).count();
        type_(model, vocabulary.relation_type(id), here)
    });
    list.map(|list| all(list, model)).into_iter().chain(record.map(keys)).chain(kind).chain(type_).collect()
}

/// All kinds or all types, one a line.
fn all(list: &str, model: &Model) -> String {
    let vocabulary = model.vocabulary();
    let line = |id: &str, about: &str| format!("{:24} {}\n", visible(id), visible(about));
    if list == Section::Kinds.key() {
        return vocabulary.kinds.iter().map(|kind| line(&kind.id, &kind.label)).collect();
    }
    vocabulary.types.iter().map(|type_| line(&type_.id, &reads(type_))).collect()
}

/// How a type reads from both of its ends.
fn reads(type_: &Type) -> String {
    let back = if type_.symmetric { &type_.phrase } else { &type_.inverse };
    format!("A {} B; B {back} A", type_.phrase)
}

fn kind(model: &Model, id: KindId) -> String {
    let Kind { id: word, label, shape, stix, ftm } = model.vocabulary().actor_kind(id);
    let mut out = format!("{}, a kind of actor: {}\n\n", visible(word), visible(label));
    let types = |end: fn(&Type) -> &[KindId]| {
        let takes = |type_: &&Type| end(type_).is_empty() || end(type_).contains(&id);
        listed(model.vocabulary().types.iter().filter(takes).map(|type_| &type_.id))
    };
    row(&mut out, "from", &types(|type_| &type_.from));
    row(&mut out, "to", &types(|type_| &type_.to));
    row(&mut out, "shape", shape.word());
    row(
        &mut out,
        "elsewhere",
        &elsewhere([("STIX", stix.map(|word| word.word())), ("FollowTheMoney", ftm.map(|word| word.word()))]),
    );
    let here = model.actors().iter().filter(|actor| actor.kind == id).count();
    row(&mut out, "here", &count(here, "actor"));
    out
}

fn type_(model: &Model, type_: &Type, here: usize) -> String {
    let mut out = format!("{}, a type of relation: {}\n\n", visible(&type_.id), visible(&reads(type_)));
    let kinds = |ids: &[KindId]| match ids {
        [] => "any kind".to_owned(),
        ids => listed(ids.iter().map(|id| &model.vocabulary().actor_kind(*id).id)),
    };
    row(&mut out, "from", &kinds(&type_.from));
    row(&mut out, "to", &kinds(&type_.to));
    row(&mut out, "roles", &listed(type_.roles.iter()));
    row(&mut out, "expects", &listed(type_.expects.iter()));
    row(&mut out, "polarity", type_.polarity.word());
    row(&mut out, "means", type_.means.map_or("", |meaning| meaning.word()));
    let (stix, ftm) = (type_.stix.map(|word| word.word()), type_.ftm.map(|word| word.word()));
    row(
        &mut out,
        "elsewhere",
        &elsewhere([("PLOVER", type_.plover.as_deref()), ("STIX", stix), ("FollowTheMoney", ftm)]),
    );
    row(&mut out, "here", &format!("{}, whatever their dates and status", count(here, "relation")));
    let _ = writeln!(out, "\n{}", sample(type_).line());
    out
}

/// A record of a type with what is to be filled in, as it stands in a file.
fn sample(type_: &Type) -> Node {
    let blank = || Node::text("…");
    let card = Section::Relations.card();
    let wanted = |name: &str| {
        ["from", "to", "sources"].contains(&name) || type_.expects.iter().any(|expected| expected.word() == name)
    };
    let keys = card.keys.iter().filter(|key| key.name == "type" || wanted(key.name));
    Node::object(keys.map(|key| {
        let value = match key.form {
            _ if key.name == "type" => Node::text(&type_.id),
            Form::List(_) => Node::List(vec![blank()]),
            Form::Record(inner) => {
                Node::object(inner.keys.iter().filter(|key| key.required).map(|key| (key.name, blank())))
            }
            _ => blank(),
        };
        (key.name, value)
    }))
}

/// The keys of a record, in their order.
fn keys(record: &Record) -> String {
    let mut out = format!("the keys of {}, in their order; those with * are required\n\n", record.one());
    for key in record.keys {
        let mark = if key.required { '*' } else { ' ' };
        let form = match key.form {
            Form::Word(words) => format!("one of {}", words.join(", ")),
            form => form.words(),
        };
        let _ = writeln!(out, "{mark} {:14} {}", key.name, key.about);
        if form != key.about {
            let _ = writeln!(out, "  {:14} {form}", "");
        }
    }
    out
}

fn elsewhere<const N: usize>(words: [(&str, Option<&str>); N]) -> String {
    listed(words.into_iter().filter_map(|(where_, word)| Some(format!("{} in {where_}", word?))))
}

fn listed(words: impl Iterator<Item = impl Display>) -> String {
    words.map(|word| word.to_string()).collect::<Vec<_>>().join(", ")
}

fn row(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(out, "  {name:11} {}", visible(value));
    }
}
