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
    /// Lets every actor and source that a record names be one of the graph or of the import.
    ///
    /// # Errors
    ///
    /// Who or what cannot be found, and under which key.
    pub(super) fn refer(&mut self, node: &mut Node, card: &Record) -> Result<(), String> {
        let Node::Object(entries) = node else { return Ok(()) };
        entries.iter_mut().try_for_each(|(key, value)| {
            let form = card.key(name(key)).map_or(&Form::Any, |key| &key.form);
            self.value(value, form).map_err(|why| format!("`{}`: {why}", name(key)))
        })
    }

    fn value(&mut self, node: &mut Node, form: &Form) -> Result<(), String> {
        match (form, &mut *node) {
            (Form::Actor, _) => self.actor(node),
            (Form::Source, _) => self.source(node),
            (Form::List(inner) | Form::OneOrList(inner), Node::List(all)) => {
                all.iter_mut().try_for_each(|item| self.value(item, inner))
            }
            (Form::OneOrList(inner), _) | (Form::Either(inner, _), Node::Atom(_)) => self.value(node, inner),
            (Form::Record(card), _) => self.refer(node, card),
            (Form::Either(_, card), _) => {
                self.give_source(node);
                self.refer(node, card)
            }
            _ => Ok(()),
        }
    }

    /// Lets a citation that names no source be one of the source of the import.
    fn give_source(&self, citation: &mut Node) {
        let is_bare = value(citation, "source").is_none();
        if let (true, Some(source), Node::Object(entries)) = (is_bare, &self.source, citation) {
            entries.insert(0, (quoted("source"), Node::text(source)));
        }
    }

    fn actor(&mut self, node: &mut Node) -> Result<(), String> {
        let at = match text(node) {
            Some(id) => self.actors.position(&id).ok_or_else(|| format!("no actor is `{}`", &*id))?,
            None => self.mentioned(node)?,
        };
        *node = self.actors.named(at);
        Ok(())
    }

    /// Whom a relation names by a description.
    fn mentioned(&mut self, who: &mut Node) -> Result<u32, String> {
        self.refer(who, &ACTOR)?;
        let placed = self.actors.mentioned(who, &mut self.slugs, &self.patch)?;
        if matches!(placed.outcome, Outcome::New | Outcome::Extended) {
            self.count(Section::Actors, placed.outcome);
        }
        self.differ(&placed.differs);
        Ok(placed.at)
    }

    fn source(&mut self, node: &mut Node) -> Result<(), String> {
        match text(node) {
            Some(id) if self.sources.has(&id) => {}
            Some(id) => return Err(format!("no source is `{}`", &*id)),
            None => *node = Node::text(&self.sources.place(node, &mut self.slugs)?),
        }
        Ok(())
    }
}

/// The ids that stand under a key, one or a list.
pub(super) fn ids(node: &Node, key: &str) -> Vec<String> {
    let all = value(node, key).map_or(&[][..], items);
    all.iter().filter_map(|item| Some(text(item)?.as_str().to_owned())).collect()
}
