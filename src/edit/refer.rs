//! Where records name actors and sources.

use super::draft::Section;
use super::fmt;
use super::layout::Node;
use crate::record::Document;
use crate::record::File;
use crate::record::Raw;
use crate::record::keys::Form;
use crate::record::keys::Record;
use crate::text::Span;
use crate::text::standing_alone;

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    /// An actor, by its id.
    Actor(&'a str),
    /// A source, by its id.
    Source(&'a str),
}

impl<'a> Subject<'a> {
    /// Its id.
    #[must_use]
    pub const fn id(self) -> &'a str {
        match self {
            Self::Actor(id) | Self::Source(id) => id,
        }
    }

    /// Tells whether a value of this form can name it.
    const fn fits(self, form: &Form) -> bool {
        matches!((self, form), (Self::Actor(_), Form::Actor) | (Self::Source(_), Form::Source))
    }
}

/// A record that names something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// Its list.
    pub section: Section,
    /// Where it stands.
    pub span: Span,
}

/// The records that name an actor or source, its own aside; the questions of views count, whose
/// words may be ids.
///
/// One walk over the texts; only records in which the id is written are read.
#[must_use]
pub fn uses(files: &[File], subject: Subject<'_>) -> Vec<Use> {
    let mut found = Vec::new();
    for (at, file) in (0u32..).zip(files) {
        for (section, raw) in records(file, at) {
            if raw.json().contains(subject.id()) && names(raw, section, subject) {
                found.push(Use { section, span: raw.span() });
            }
        }
    }
    found
}

/// All records of a file that can be read.
pub fn records(file: &File, at: u32) -> Vec<(Section, Raw<'_>)> {
    let text = file.text();
    let document = if file.is_lines() { Document::read_lines(text, at) } else { Document::read(text, at) };
    let lists = [
        (Section::Sources, document.sources),
        (Section::Actors, document.actors),
        (Section::Relations, document.relations),
    ];
    let mut found: Vec<_> =
        lists.iter().flat_map(|(section, all)| all.iter().map(|raw| (*section, raw)).collect::<Vec<_>>()).collect();
    let views = document.entries.iter().filter(|entry| entry.key.text().is_some_and(|key| &*key == "views"));
    found.extend(views.flat_map(|entry| entry.value.items()).map(|raw| (Section::Views, raw)));
    found
}

/// A record that names another id wherever it has named this one.
#[must_use]
pub fn renamed(section: Section, body: &Node, subject: Subject<'_>, new: &str) -> Node {
    let mut body = mapped(body, &section.form(), &|form, atom| {
        let is_it = subject.fits(form) && *atom == Node::text(subject.id());
        Some(if is_it { Node::text(new) } else { atom.clone() })
    });
    if let (Section::Views, Some(Node::Object(_))) = (section, &body) {
        let question = body.as_ref().and_then(|body| body.get("question")).and_then(Node::string);
        let changed = question.map(|question| Node::text(&with_word(&question, subject.id(), new)));
        body = body.map(|body| body.with("question", changed));
    }
    body.unwrap_or_else(|| Node::Object(Vec::new()))
}

/// A record that no longer names an actor or source; none where nothing true would be left of it:
/// of a relation, when its ends, a role or its last citation goes; of a view, when its question does.
#[must_use]
pub fn without(section: Section, body: &Node, subject: Subject<'_>) -> Option<Node> {
    let asks = body.get("question").and_then(Node::string);
    if asks.is_some_and(|question| with_word(&question, subject.id(), "") != question) {
        return None;
    }
    mapped(body, &section.form(), &|form, atom| {
        let is_it = subject.fits(form) && *atom == Node::text(subject.id());
        (!is_it).then(|| atom.clone())
    })
}

fn names(raw: Raw<'_>, section: Section, subject: Subject<'_>) -> bool {
    let body = fmt::node(raw, &section.form());
    renamed(section, &body, subject, "") != body
}

/// A value with another, or none, for each single value in it.
fn mapped(node: &Node, form: &Form, of: &dyn Fn(&Form, &Node) -> Option<Node>) -> Option<Node> {
    match (node, form) {
        (Node::Object(_), Form::Record(card) | Form::Either(_, card)) => object(node, card, of),
        (Node::List(_), Form::WordOr(_, inner)) => mapped(node, inner, of),
        (Node::List(items), Form::List(inner) | Form::OneOrList(inner)) => {
            let kept: Vec<Node> = items.iter().filter_map(|item| mapped(item, inner, of)).collect();
            // of several things together, the claim without one of them is another claim
            let is_claim = matches!(form, Form::OneOrList(Form::Actor));
            let is_kept = if is_claim { kept.len() == items.len() } else { !kept.is_empty() || items.is_empty() };
            is_kept.then_some(Node::List(kept))
        }
        (Node::Atom(_), Form::OneOrList(inner) | Form::Either(inner, _) | Form::WordOr(_, inner)) => of(inner, node),
        (Node::Atom(_), form) => of(form, node),
        _ => Some(node.clone()),
    }
}

fn object(node: &Node, card: &Record, of: &dyn Fn(&Form, &Node) -> Option<Node>) -> Option<Node> {
    let mut kept = node.clone();
    for key in card.keys {
        let Some(value) = node.get(key.name) else { continue };
        let new = mapped(value, &key.form, of);
        let is_role = matches!(key.form, Form::OneOrList(Form::Actor));
        if new.is_none() && (key.required || is_role) {
            return None;
        }
        kept = kept.with(key.name, new);
    }
    Some(kept)
}

/// A question with another word wherever this one stands by itself.
fn with_word(question: &str, word: &str, new: &str) -> String {
    let mut out = String::new();
    let mut done = 0;
    for at in standing_alone(question, word) {
        out.push_str(&question[done..at]);
        out.push_str(new);
        done = at + word.len();
    }
    out + &question[done..]
}
