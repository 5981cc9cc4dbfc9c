//! Ids in the places of descriptions, wherever a record names an actor or a source.

use super::super::report::Outcome;
use super::super::spelling::items;
use super::super::spelling::name;
use super::super::spelling::text;
use super::super::spelling::value;
use super::Ground;
use crate::edit::draft::Section;
use crate::edit::layout::Node;
use crate::edit::layout::quoted;
use crate::record::keys::ACTOR;
use crate::record::keys::Form;
use crate::record::keys::Record;

impl Ground<'_> {
    /// A record of which every actor and source is one of the graph or of the import.
    ///
    /// # Errors
    ///
    /// Who or what cannot be found, and under which key.
    pub(super) fn referred(&mut self, node: Node, card: &Record) -> Result<Node, String> {
        let Node::Object(entries) = node else { return Ok(node) };
        let mut out = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let form = card.key(name(&key)).map_or(&Form::Any, |key| &key.form);
            let value = self.value(value, form).map_err(|why| format!("`{}`: {why}", name(&key)))?;
            out.push((key, value));
        }
        Ok(Node::Object(out))
    }

    fn value(&mut self, node: Node, form: &Form) -> Result<Node, String> {
        match (form, node) {
            (Form::Actor, node) => self.actor(node),
            (Form::Source, node) => self.source(node),
            (Form::List(inner) | Form::OneOrList(inner), Node::List(all)) => {
                all.into_iter().map(|item| self.value(item, inner)).collect::<Result<_, _>>().map(Node::List)
            }
            (Form::OneOrList(inner), node) => self.value(node, inner),
            (Form::Record(card), node) => self.referred(node, card),
            (Form::Either(inner, _), Node::Atom(atom)) => self.value(Node::Atom(atom), inner),
            (Form::Either(_, card), node) => {
                let node = self.with_source(node);
                self.referred(node, card)
            }
            (_, node) => Ok(node),
        }
    }

    /// A citation that names no source is one of the source of the import.
    fn with_source(&self, mut citation: Node) -> Node {
        let is_bare = value(&citation, "source").is_none();
        if let (true, Some(source), Node::Object(entries)) = (is_bare, &self.source, &mut citation) {
            entries.insert(0, (quoted("source"), Node::text(source)));
        }
        citation
    }

    fn actor(&mut self, node: Node) -> Result<Node, String> {
        if let Some(id) = text(&node) {
            let at = self.actors.position(&id);
            return at.map(|at| Node::text(self.actors.id(at))).ok_or_else(|| format!("no actor is `{}`", &*id));
        }
        let who = self.referred(node, &ACTOR)?;
        let placed = self.actors.mentioned(&who, &mut self.slugs, &self.patch)?;
        if matches!(placed.outcome, Outcome::New | Outcome::Extended) {
            self.count(Section::Actors, placed.outcome);
        }
        self.differ(&placed.differs);
        Ok(Node::text(self.actors.id(placed.at)))
    }

    fn source(&mut self, node: Node) -> Result<Node, String> {
        if let Some(id) = text(&node) {
            return if self.sources.has(&id) { Ok(node) } else { Err(format!("no source is `{}`", &*id)) };
        }
        self.sources.place(&node, &mut self.slugs).map(|id| Node::text(&id))
    }
}

/// The ids that stand under a key, one or a list.
pub(super) fn ids(node: &Node, key: &str) -> Vec<String> {
    let all = value(node, key).map_or(&[][..], items);
    all.iter().filter_map(|item| Some(text(item)?.as_str().to_owned())).collect()
}
