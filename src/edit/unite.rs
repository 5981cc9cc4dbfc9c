//! One actor of two: whatever is said of the other is said of the one that stays.

use super::draft::Section;
use super::import::Difference;
use super::import::join;
use super::import::spelling::field;
use super::import::spelling::put;
use super::import::spelling::texts;
use super::import::spelling::value;
use super::layout::Node;
use super::patch::Patch;
use super::patch::Rewritten;
use super::refer::Subject;
use super::refer::renamed;
use super::refer::uses;
use crate::model::ActorId;
use crate::model::Meaning;
use crate::model::Model;
use crate::model::Role;
use crate::record::File;
use crate::record::keys::ACTOR;
use crate::record::keys::Form;
use crate::record::keys::RELATION;
use crate::text::Span;
use crate::text::fold;
use crate::text::slug;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// What keeps two records of one claim apart.
const WHEN: &[&str] = &["negated", "since", "until", "date"];

/// Two actors as one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct United {
    /// The files that differ.
    pub changes: Vec<Rewritten>,
    /// Where the two were said to be different things; what the one that stays says is kept.
    pub differs: Vec<Difference>,
    /// The identities of relations that both had, now one record with the citations of both.
    pub joined: Vec<String>,
    /// Relations that got an id of their own, because both had one of that identity and they differ.
    pub apart: Vec<String>,
    /// Relations between the two, which say that they are not one.
    pub between: Vec<String>,
}

/// Makes one actor of two: every reference to `gone` becomes one to `kept`, which gets its names,
/// tags, ids, citations and former ids. That the two are possibly the same is no longer said.
///
/// Relations of one identity become one where neither says otherwise than the other, and stay two
/// where they do. Nothing is changed while another relation ties the two. Linear in the text.
#[must_use]
pub fn united(files: &[File], model: &Model, kept: ActorId, gone: ActorId) -> United {
    let mut union = Union::new(files, model, kept, gone);
    let between = union.between();
    if !between.is_empty() {
        return United { between, ..United::default() };
    }
    union.actor();
    union.others();
    union.finish()
}

struct Union<'a> {
    files: &'a [File],
    model: &'a Model,
    kept: ActorId,
    gone: ActorId,
    patch: Patch<'a>,
    united: United,
    /// Relations by what they shall say; none where they go.
    relations: BTreeMap<Span, Option<Node>>,
    /// The relations that have no id of their own, by identity.
    plain: BTreeMap<String, Span>,
    ids: BTreeSet<String>,
}

impl<'a> Union<'a> {
    fn new(files: &'a [File], model: &'a Model, kept: ActorId, gone: ActorId) -> Self {
        let mut plain = BTreeMap::new();
        let mut ids = BTreeSet::new();
        for id in model.relation_ids() {
            let record = &model[id];
            match record.details().and_then(|details| details.id.as_ref()) {
                Some(id) => _ = ids.insert(id.to_string()),
                None if record.participants().all(|actor| actor != gone) => {
                    plain.insert(model.key(id), record.place.span);
                }
                None => {}
            }
        }
        let (patch, united) = (Patch::new(files), United::default());
        Self { files, model, kept, gone, patch, united, relations: BTreeMap::new(), plain, ids }
    }

    /// The relations that tie the two, those aside which say that they may be one.
    fn between(&self) -> Vec<String> {
        let ties = |actor: ActorId| actor == self.kept || actor == self.gone;
        let all = self.model.relation_ids().filter(|id| ties(self.model[*id].from) && ties(self.model[*id].to));
        let other = all.filter(|id| self.model.type_of(*id).means != Some(Meaning::Identity));
        other.map(|id| self.model.key(id)).collect()
    }

    /// What is said of the actor itself.
    fn actor(&mut self) {
        let [kept, gone] = [self.kept, self.gone].map(|id| self.model[id].place.span);
        let ours = self.patch.read(Section::Actors, kept);
        let theirs = self.patch.read(Section::Actors, gone);
        let said = of_other(&ours, &theirs, &self.model[self.gone].id);
        let joined = join(&ours, &said, &ACTOR);
        self.united.differs.extend(joined.differs);
        self.patch.change(Section::Actors, kept, &joined.body);
        self.patch.remove(Section::Actors, gone);
    }

    /// What names the actor that goes.
    fn others(&mut self) {
        let (kept, gone) = (&*self.model[self.kept].id, &*self.model[self.gone].id);
        let own = [self.kept, self.gone].map(|id| self.model[id].place.span);
        for one in uses(self.files, Subject::Actor(gone)).into_iter().filter(|one| !own.contains(&one.span)) {
            let body = renamed(one.section, &self.patch.read(one.section, one.span), Subject::Actor(gone), kept);
            let body = once(&body, &one.section.form());
            match one.section {
                Section::Relations => self.relation(one.span, body),
                section => self.patch.change(section, one.span, &body),
            }
        }
    }

    fn relation(&mut self, span: Span, mut body: Node) {
        let is_loop = value(&body, "from") == value(&body, "to");
        if is_loop {
            self.relations.insert(span, None);
            return;
        }
        if field(&body, "id").is_none() {
            let key = self.identity(&body);
            match self.plain.get(&key).copied() {
                None => _ = self.plain.insert(key, span),
                Some(other) if self.joins(other, &body) => {
                    self.united.joined.push(key);
                    self.relations.insert(span, None);
                    return;
                }
                Some(_) => {
                    let id = self.own(&body);
                    put(&mut body, &RELATION, "id", Node::text(&id));
                    self.united.apart.push(id);
                }
            }
        }
        self.relations.insert(span, Some(body));
    }

    /// Puts what a relation says to another of its identity, unless the two say different things.
    fn joins(&mut self, other: Span, body: &Node) -> bool {
        let read = || Some(self.patch.read(Section::Relations, other));
        let Some(ours) = self.relations.get(&other).cloned().unwrap_or_else(read) else { return false };
        let said = Node::Object(
            super::import::spelling::entries(body)
                .iter()
                .filter(|(key, _)| !matches!(super::import::spelling::name(key), "from" | "to"))
                .cloned()
                .collect(),
        );
        let joined = join(&ours, &said, &RELATION);
        let one_time = WHEN.iter().all(|key| value(&ours, key) == value(body, key));
        let fits = one_time && joined.differs.is_empty();
        if fits {
            self.relations.insert(other, Some(joined.body));
        }
        fits
    }

    /// The identity of a relation without an id of its own, as the model writes it.
    fn identity(&self, body: &Node) -> String {
        let word = |key: &str| field(body, key).map(|word| word.as_str().to_owned()).unwrap_or_default();
        let (mut from, type_, mut to) = (word("from"), word("type"), word("to"));
        let vocabulary = self.model.vocabulary();
        let is_symmetric = vocabulary.type_(&type_).is_some_and(|id| vocabulary.relation_type(id).symmetric);
        if is_symmetric && from > to {
            std::mem::swap(&mut from, &mut to);
        }
        let items: String = texts(body, Role::Item.word()).map(|item| format!(":{}", &*item)).collect();
        format!("{from}:{type_}:{to}{items}")
    }

    /// A free id of the words of a relation.
    fn own(&mut self, body: &Node) -> String {
        let keys = ["from", "type", "to", "item", "since", "until", "date"];
        let words: Vec<String> =
            keys.iter().flat_map(|key| texts(body, key)).map(|word| word.as_str().into()).collect();
        let mut base = slug(&words.join("-"));
        base.truncate(60);
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let id = std::iter::once(base.clone()).chain(numbered).find(|id| !self.ids.contains(id));
        let id = id.expect("numbers have no end");
        self.ids.insert(id.clone());
        id
    }

    fn finish(mut self) -> United {
        for (span, body) in &self.relations {
            match body {
                Some(body) => self.patch.change(Section::Relations, *span, body),
                None => self.patch.remove(Section::Relations, *span),
            }
        }
        United { changes: self.patch.finish(), ..self.united }
    }
}

/// What the other actor's record says of the one that stays: its name is an alias, its id a former one.
fn of_other(ours: &Node, theirs: &Node, id: &str) -> Node {
    let known: Vec<String> =
        field(ours, "name").into_iter().chain(texts(ours, "aliases")).map(|name| fold(&name)).collect();
    let names = field(theirs, "name").into_iter().chain(texts(theirs, "aliases"));
    let aliases: Vec<Node> = names.filter(|name| !known.contains(&fold(name))).map(|name| Node::text(&name)).collect();
    let was = std::iter::once(Node::text(id)).chain(texts(theirs, "was").map(|was| Node::text(&was))).collect();
    let aliases = (!aliases.is_empty()).then_some(Node::List(aliases));
    let said = theirs.with("id", None).with("name", None).with("aliases", None);
    let mut said = said.with("was", Some(Node::List(was)));
    if let Some(aliases) = aliases {
        put(&mut said, &ACTOR, "aliases", aliases);
    }
    said
}

/// A record in whose lists nobody stands twice.
fn once(node: &Node, form: &Form) -> Node {
    match (node, form) {
        (Node::Object(entries), Form::Record(card) | Form::Either(_, card)) => {
            let value = |key: &str, value: &Node| {
                let form = card.key(super::import::spelling::name(key)).map_or(&Form::Any, |key| &key.form);
                once(value, form)
            };
            Node::Object(entries.iter().map(|(key, node)| (key.clone(), value(key, node))).collect())
        }
        (Node::List(items), Form::OneOrList(Form::Actor) | Form::List(Form::Actor)) => {
            let mut kept: Vec<Node> = Vec::new();
            for item in items {
                if !kept.contains(item) {
                    kept.push(item.clone());
                }
            }
            match (form, &kept[..]) {
                (Form::OneOrList(_), [one]) => one.clone(),
                _ => Node::List(kept),
            }
        }
        (Node::List(_), Form::WordOr(_, inner)) => once(node, inner),
        (Node::List(items), Form::List(inner)) => Node::List(items.iter().map(|item| once(item, inner)).collect()),
        _ => node.clone(),
    }
}
