//! Values of records as people type them.

use super::draft::Section;
use super::fmt;
use super::layout::Node;
use crate::record;
use crate::record::Document;
use crate::record::Raw;
use crate::record::keys::Form;
use crate::record::keys::Key;
use crate::record::keys::Record;
use crate::text::nearest;

/// What is to become of a key's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It shall be this.
    Set(String),
    /// This joins the list that it is.
    Add(String),
    /// This leaves the list that it is.
    Take(String),
    /// It shall not be stated.
    Unset,
}

/// There is no such key; these are near.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoKey {
    /// As it was typed.
    pub key: String,
    /// The record that has it not.
    pub of: String,
    /// What may have been meant.
    pub near: Vec<String>,
}

impl Change {
    /// Reads `KEY=VALUE`, `KEY+=VALUE`, `KEY-=VALUE` or `KEY=`, which leaves the key out.
    ///
    /// ```
    /// use actant::edit::Change;
    ///
    /// assert_eq!(Change::read("tags+=north"), Some(("tags".into(), Change::Add("north".into()))));
    /// assert_eq!(Change::read("note="), Some(("note".into(), Change::Unset)));
    /// ```
    #[must_use]
    pub fn read(word: &str) -> Option<(String, Self)> {
        let (key, value) = word.split_once('=')?;
        let (key, change): (&str, fn(String) -> Self) = match (key.strip_suffix('+'), key.strip_suffix('-')) {
            (Some(key), _) => (key, Self::Add),
            (_, Some(key)) => (key, Self::Take),
            _ if value.is_empty() => (key, |_| Self::Unset),
            _ => (key, Self::Set),
        };
        Some((key.trim().to_owned(), change(value.to_owned())))
    }

    /// A record that says so. A key may be `quantity.amount`: a key of a record within.
    ///
    /// # Errors
    ///
    /// The record has no such key. Whether the value is right is for loading to say.
    pub fn applied(&self, section: Section, body: &Node, key: &str) -> Result<Node, NoKey> {
        self.within(section.card(), body, key)
    }

    fn within(&self, card: &Record, body: &Node, key: &str) -> Result<Node, NoKey> {
        let (name, inner) = key.split_once('.').map_or((key, None), |(name, inner)| (name, Some(inner)));
        let form = match card.key(name) {
            Some(key) => key.form,
            None if name.starts_with("x-") => Form::Any,
            None => return Err(no_key(card, name)),
        };
        let old = body.get(name);
        let new = match (inner, &form) {
            (None, _) => self.value(&form, old),
            (Some(inner), Form::Record(card) | Form::Either(_, card)) => {
                let empty = Node::Object(Vec::new());
                let held = old.filter(|old| matches!(old, Node::Object(_))).unwrap_or(&empty);
                Some(self.within(card, held, inner)?)
            }
            (Some(inner), Form::Texts | Form::Reasons) => {
                let empty = Node::Object(Vec::new());
                let held = old.unwrap_or(&empty);
                Some(held.with(inner, self.value(&Form::Text, held.get(inner))))
            }
            (Some(_), _) => return Err(no_key(card, key)),
        };
        Ok(body.with(name, new.filter(|new| *new != Node::Object(Vec::new()))))
    }

    fn value(&self, form: &Form, old: Option<&Node>) -> Option<Node> {
        let items = |value: Option<&Node>| match value {
            Some(Node::List(items)) => items.clone(),
            Some(one) => vec![one.clone()],
            None => Vec::new(),
        };
        match self {
            Self::Unset => None,
            Self::Set(text) => Some(value(form, text)),
            Self::Add(text) => {
                let mut all = items(old);
                let new = items(Some(&value(form, text)));
                all.extend(new.into_iter().filter(|one| !items(old).contains(one)));
                Some(Node::List(all))
            }
            Self::Take(text) => {
                let gone = items(Some(&value(form, text)));
                let rest: Vec<Node> =
                    items(old).into_iter().filter(|one| !gone.iter().any(|gone| is(one, gone))).collect();
                (!rest.is_empty()).then_some(Node::List(rest))
            }
        }
    }
}

/// The value that a typed text stands for where this form is wanted: ids and words by commas, JSON
/// where an object or a list begins.
#[must_use]
pub fn value(form: &Form, text: &str) -> Node {
    let is_json = text.starts_with(['{', '[']);
    match form {
        Form::Flag | Form::Number | Form::Whole(..) | Form::Any | Form::Record(_) | Form::Texts | Form::Reasons => {
            json(form, text).unwrap_or_else(|| Node::text(text))
        }
        Form::List(_) | Form::OneOrList(_) | Form::WordOr(..) | Form::Either(..) if is_json => {
            json(form, text).unwrap_or_else(|| Node::text(text))
        }
        Form::List(inner) => Node::List(parts(inner, text).map(|part| value(inner, part)).collect()),
        Form::OneOrList(inner) => {
            let mut all: Vec<Node> = parts(inner, text).map(|part| value(inner, part)).collect();
            if all.len() == 1 { all.remove(0) } else { Node::List(all) }
        }
        Form::Either(inner, _) => value(inner, text),
        _ => Node::text(text),
    }
}

/// A citation or stance is meant by its first key alone, too.
fn is(one: &Node, meant: &Node) -> bool {
    let first = |node: &Node| match node {
        Node::Object(entries) => entries.first().map(|(_, value)| value.clone()),
        other => Some(other.clone()),
    };
    one == meant || matches!(meant, Node::Atom(_)) && first(one).as_ref() == Some(meant)
}

/// The parts of a list: at commas, where no comma can stand in one.
fn parts<'t>(form: &Form, text: &'t str) -> impl Iterator<Item = &'t str> {
    let form = if let Form::Either(inner, _) = form { inner } else { form };
    let separator = match form {
        Form::Name | Form::Text | Form::Url => None,
        _ => Some(','),
    };
    text.split(move |c| Some(c) == separator).map(str::trim).filter(|part| !part.is_empty())
}

/// What JSON says, where the text is some.
fn json(form: &Form, text: &str) -> Option<Node> {
    let held = format!("{{\"x-value\": {text}}}");
    let body = Raw::new(&held, 0);
    let is_whole = !Document::read(&held, 0).unread && record::strict(body).is_empty() && body.entries().len() == 1;
    is_whole.then(|| body.get("x-value").map(|value| fmt::node(value, form))).flatten()
}

fn no_key(card: &Record, key: &str) -> NoKey {
    let near = nearest(key, card.keys.iter().map(|Key { name, .. }| *name), 3);
    NoKey { key: key.to_owned(), of: card.one(), near: near.into_iter().map(str::to_owned).collect() }
}
