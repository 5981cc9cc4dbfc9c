//! One value of three: what it was, and what two people have made of it.

use super::order;
use crate::edit::layout::Node;
use crate::edit::layout::quoted;
use crate::record::Raw;
use crate::record::keys;
use crate::record::keys::Form;
use crate::record::keys::Record;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// A value as it was, as we have it and as they have it; none where it is not stated.
pub(super) type Three<'a> = [Option<&'a Node>; 3];

/// Keys whose values say one thing with several parts: half of one and half of another says a third.
const WHOLE: &[&str] = &["quantity", "value", "compare", "handling"];

/// By which keys the records of a list are told apart.
const NAMED_BY: &[(&str, &[&str])] =
    &[("citation", &["source", "at"]), ("stance", &["by", "source"]), ("group", &["title"])];

/// Which side counts where nobody has decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Ours,
    Theirs,
}

/// A place at which both have changed the same thing, each in a way of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    /// The keys that lead to it.
    pub field: String,
    /// What ours and theirs say.
    pub values: [Option<String>; 2],
}

/// A merge of values that goes on where two people disagree, and keeps where they do.
pub(super) struct Merge {
    /// Whose value stands there meanwhile.
    side: Side,
    /// Where they disagree.
    pub doubts: Vec<Doubt>,
}

impl Merge {
    /// Begins without a doubt.
    pub const fn new(side: Side) -> Self {
        Self { side, doubts: Vec::new() }
    }

    /// What becomes of a value; none where it goes.
    ///
    /// What one side has changed is taken from there. Recurses as deep as the value is, which its
    /// reader has bounded.
    pub fn value(&mut self, form: &Form, three: Three<'_>, field: &str) -> Option<Node> {
        let [base, ours, theirs] = three;
        if ours == theirs || base == theirs {
            return ours.cloned();
        }
        if base == ours {
            return theirs.cloned();
        }
        match form {
            Form::Record(card) => self.record(card, three, field),
            Form::Either(_, card) => {
                let long = three.map(|one| one.map(|node| long(card, node)));
                self.record(card, long.each_ref().map(Option::as_ref), field)
            }
            Form::OneOrList(_) if is_replaced(three.map(items)) => self.doubt(three, field),
            Form::Texts | Form::Reasons => Some(self.object(None, three.map(entries), field)).filter(is_not_empty),
            Form::List(inner) | Form::OneOrList(inner) | Form::WordOr(_, inner)
                if three.iter().all(|one| is_listed(form, *one)) =>
            {
                Some(self.list(inner, three.map(items), field)).filter(is_not_empty)
            }
            _ => self.doubt(three, field),
        }
    }

    /// A record that both have: key by key. One that only one side has kept is decided as a whole.
    fn record(&mut self, card: &'static Record, three: Three<'_>, field: &str) -> Option<Node> {
        let is_object = |one: &Option<&Node>| matches!(one, Some(Node::Object(_)));
        if !three[1..].iter().all(is_object) {
            return self.doubt(three, field);
        }
        Some(self.object(Some(card), three.map(entries), field))
    }

    fn object(&mut self, card: Option<&'static Record>, three: [Vec<(&str, &Node)>; 3], field: &str) -> Node {
        let keys = three.each_ref().map(|entries| entries.iter().map(|(key, _)| *key).collect::<Vec<_>>());
        let mut merged = Vec::new();
        for key in order::merged(keys.each_ref().map(Vec::as_slice)) {
            let name = spoken(key);
            let form = card.map_or(&Form::Any, |card| merged_as(card, &name));
            let of = |entries: &Vec<(&str, _)>| entries.iter().find(|(other, _)| *other == key).map(|(_, node)| *node);
            let value = self.value(form, three.each_ref().map(of), &below(field, &name));
            merged.extend(value.map(|value| (key.into(), value)));
        }
        Node::Object(merged)
    }

    /// A list whose order says little: what one side has put into it is in it, what one side has
    /// taken out is not.
    fn list(&mut self, inner: &Form, three: [Vec<&Node>; 3], field: &str) -> Node {
        let named = three.map(|items| names(inner, items));
        let keys = named.each_ref().map(|items| items.iter().map(|(key, _)| &**key).collect::<Vec<_>>());
        let found =
            named.each_ref().map(|items| items.iter().map(|(key, node)| (&**key, *node)).collect::<BTreeMap<_, _>>());
        let mut merged = Vec::new();
        for key in order::merged(keys.each_ref().map(Vec::as_slice)) {
            let three = found.each_ref().map(|items| items.get(key).copied());
            merged.extend(self.value(inner, three, &below(field, key)));
        }
        Node::List(merged)
    }

    /// Both have changed it: one of the two stands there until somebody decides.
    fn doubt(&mut self, [_, ours, theirs]: Three<'_>, field: &str) -> Option<Node> {
        let values = [ours, theirs].map(|one| one.map(Node::line));
        self.doubts.push(Doubt { field: field.to_owned(), values });
        match self.side {
            Side::Ours => ours.cloned(),
            Side::Theirs => theirs.cloned(),
        }
    }
}

/// A citation that is merely the id of its source, as the record that it stands for.
fn long(card: &Record, node: &Node) -> Node {
    match node {
        Node::Atom(_) => Node::Object(vec![(quoted(card.keys[0].name), node.clone())]),
        other => other.clone(),
    }
}

/// Tells whether a value can be merged as a list; one that is not there is an empty one.
fn is_listed(form: &Form, node: Option<&Node>) -> bool {
    matches!((form, node), (_, None | Some(Node::List(_))) | (Form::OneOrList(_), Some(Node::Atom(_))))
}

fn is_not_empty(node: &Node) -> bool {
    match node {
        Node::Atom(_) => true,
        Node::Object(entries) => !entries.is_empty(),
        Node::List(items) => !items.is_empty(),
    }
}

fn entries(node: Option<&Node>) -> Vec<(&str, &Node)> {
    match node {
        Some(Node::Object(entries)) => entries.iter().map(|(key, value)| (&**key, value)).collect(),
        _ => Vec::new(),
    }
}

fn items(node: Option<&Node>) -> Vec<&Node> {
    match node {
        Some(Node::List(items)) => items.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    }
}

/// Tells whether both have put something of their own in the place of the same thing.
fn is_replaced([base, ours, theirs]: [Vec<&Node>; 3]) -> bool {
    let is_gone = base.is_empty() || base.iter().any(|item| !ours.contains(item) && !theirs.contains(item));
    is_gone && [ours, theirs].iter().all(|side| side.iter().any(|item| !base.contains(item)))
}

/// Items with what tells them apart; the second of a name is told apart by its number.
fn names<'a>(inner: &Form, items: Vec<&'a Node>) -> Vec<(String, &'a Node)> {
    let (mut counts, mut taken) = (BTreeMap::<String, usize>::new(), BTreeSet::new());
    let mut name = |item: &'a Node| {
        let name = name(inner, item);
        let nth = counts.entry(name.clone()).or_default();
        loop {
            *nth += 1;
            let name = if *nth > 1 { format!("{name} #{nth}") } else { name.clone() };
            if taken.insert(name.clone()) {
                return (name, item);
            }
        }
    };
    items.into_iter().map(&mut name).collect()
}

fn name(inner: &Form, item: &Node) -> String {
    let (Form::Record(card) | Form::Either(_, card)) = inner else { return item.line() };
    let keys = NAMED_BY.iter().find(|(name, _)| *name == card.name).map_or(&[][..], |(_, keys)| keys);
    let long = long(card, item);
    let words: Vec<String> = keys.iter().filter_map(|key| long.get(key)).map(|word| spoken(&word.line())).collect();
    if words.is_empty() { item.line() } else { words.join(" ") }
}

/// A string without its quotes; anything else as it is written.
pub(super) fn spoken(json: &str) -> String {
    Raw::new(json, 0).text().map_or_else(|| json.to_owned(), |text| text.as_str().to_owned())
}

fn below(field: &str, key: &str) -> String {
    if field.is_empty() { key.to_owned() } else { format!("{field}/{key}") }
}

/// The form of a key of the file, or of the object under one of its keys.
pub(super) fn form_of(within: Option<&str>, key: &str) -> &'static Form {
    held(within).and_then(|card| card.key(key)).map_or(&Form::Any, |key| &key.form)
}

/// The form by which such a key merges.
pub(super) fn merging(within: Option<&str>, key: &str) -> &'static Form {
    held(within).map_or(&Form::Any, |card| merged_as(card, key))
}

fn held(within: Option<&str>) -> Option<&'static Record> {
    let Some(key) = within else { return Some(&keys::FILE) };
    match form_of(None, key) {
        Form::Record(card) => Some(card),
        _ => None,
    }
}

/// The form by which a key of a record merges.
fn merged_as(card: &'static Record, key: &str) -> &'static Form {
    card.key(key).filter(|key| !WHOLE.contains(&key.name)).map_or(&Form::Any, |key| &key.form)
}
