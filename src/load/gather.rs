//! All files into one model: vocabulary, sources, actors, relations and views in turn, each knowing
//! those before it.

use super::actor::Actors;
use super::cycle;
use super::doubles;
use super::manifest;
use super::read::Accepted;
use super::read::Taken;
use super::read::take;
use super::relation::Relations;
use super::shape;
use super::source;
use super::source::Draft;
use super::source::Sources;
use super::view::Views;
use super::vocabulary::Kinds;
use super::vocabulary::Types;
use super::world::World;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Origin;
use crate::diagnostic::Severity;
use crate::model::Actor;
use crate::model::Kind;
use crate::model::Manifest;
use crate::model::Place;
use crate::model::Relation;
use crate::model::Type;
use crate::model::View;
use crate::record::Document;
use crate::record::Raw;
use crate::record::keys;
use crate::record::keys::Key;
use crate::text::Lines;
use crate::text::Span;

/// The files of a graph on their way into a model.
pub(super) struct Gather<'a> {
    /// What later records refer to.
    pub world: World<'a>,
    /// What the graph says of itself.
    pub manifest: Manifest,
    /// The relations that are right.
    pub relations: Vec<Relation>,
    /// The views that are right.
    pub views: Vec<View>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The warnings that records accept.
    pub accepted: Vec<Accepted>,
    withheld: Option<(Span, usize)>,
}

/// Of one document, the keys that hold no list of records, and their values.
type Outline<'a> = Vec<(&'static Key, Raw<'a>)>;

impl<'a> Gather<'a> {
    /// Begins with nothing read.
    pub fn new(origins: Vec<Origin<'a>>) -> Self {
        Self {
            world: World::new(origins),
            manifest: Manifest::default(),
            relations: Vec::new(),
            views: Vec::new(),
            diagnostics: Vec::new(),
            accepted: Vec::new(),
            withheld: None,
        }
    }

    /// Reads the documents, in this order.
    pub fn run(&mut self, mut documents: Vec<Document<'a>>) {
        for document in &mut documents {
            self.world.unread |= document.unread;
            self.diagnostics.append(&mut document.faults);
        }
        let faults = &mut self.diagnostics;
        let outlines: Vec<Outline<'a>> =
            documents.iter().map(|document| shape::outline(&document.entries, &keys::FILE, faults)).collect();
        self.vocabulary(&outlines);
        self.manifest = manifest::make(&outlines, &self.world, &mut self.diagnostics);
        self.sources(&documents);
        self.actors(&documents);
        self.relations(&documents);
        self.views(&outlines);
        self.tell_withheld();
    }

    fn vocabulary(&mut self, outlines: &[Outline<'a>]) {
        let mut parts: Outline<'a> = Vec::new();
        for (_, vocabulary) in outlines.iter().flatten().filter(|(key, _)| key.name == "vocabulary") {
            parts.extend(shape::outline(&vocabulary.entries(), &keys::VOCABULARY, &mut self.diagnostics));
        }
        let lists =
            |name: &str| parts.iter().filter(|(key, _)| key.name == name).map(|(_, list)| *list).collect::<Vec<_>>();
        for raw in lists("kinds").iter().flat_map(Raw::items) {
            let taken = take(&Kinds, raw);
            if let Some(kind) = self.took(taken, raw).0 {
                let own = self.own();
                let World { vocabulary, kind_spans, .. } = &mut self.world;
                let id = |kind: &Kind| kind.id.clone();
                self.diagnostics.extend(doubles::define(
                    (&mut vocabulary.kinds, kind_spans),
                    (kind, raw.span()),
                    id,
                    own,
                ));
            }
        }
        for raw in lists("types").iter().flat_map(Raw::items) {
            let taken = take(&Types(&self.world), raw);
            if let Some(type_) = self.took(taken, raw).0 {
                let own = self.own();
                let World { vocabulary, type_spans, .. } = &mut self.world;
                let id = |type_: &Type| type_.id.clone();
                self.diagnostics.extend(doubles::define(
                    (&mut vocabulary.types, type_spans),
                    (type_, raw.span()),
                    id,
                    own,
                ));
            }
        }
        self.world.index_types();
        self.world.vocabulary.handling = manifest::levels(&lists("handling"), self.own(), &mut self.diagnostics);
    }

    /// The position of the program's own vocabulary among the files.
    fn own(&self) -> u32 {
        u32::try_from(self.world.origins.len() - 1).unwrap_or(u32::MAX)
    }

    fn sources(&mut self, documents: &[Document<'a>]) {
        let mut drafts: Vec<Draft> = Vec::new();
        for document in documents {
            let mut lines = Lines::new(document.text());
            for raw in document.sources.iter() {
                let taken = take(&Sources(&self.world), raw);
                match self.took(taken, raw).0 {
                    Some(mut draft) => {
                        draft.source.place = place(raw, &mut lines);
                        drafts.push(draft);
                    }
                    None => self.leave_out(raw),
                }
            }
        }
        drafts.sort_by(|a, b| a.source.id.cmp(&b.source.id));
        let key = |draft: &Draft| (draft.source.id.clone(), draft.source.place.span);
        doubles::drop(("source", &self.world.origins), &mut drafts, key, &mut self.diagnostics);
        let derived: Vec<_> = drafts.iter_mut().map(|draft| std::mem::take(&mut draft.derives_from)).collect();
        self.world.sources = drafts.into_iter().map(|draft| draft.source).collect();
        self.world.index_sources();
        for (at, ids) in derived.into_iter().enumerate().filter(|(_, ids)| !ids.is_empty()) {
            self.derive(at, &ids);
        }
        cycle::break_up(&mut self.world, &mut self.diagnostics);
    }

    /// Ties a source to those that it retells.
    fn derive(&mut self, at: usize, ids: &[Box<str>]) {
        let raw = self.world.written(self.world.sources[at].place.span);
        let (found, taken) = source::derivation(&self.world, raw, ids);
        self.took(taken, raw);
        self.world.sources[at].derives_from = found;
    }

    fn actors(&mut self, documents: &[Document<'a>]) {
        let count = documents.iter().map(|document| document.actors.len()).sum();
        let mut actors: Vec<Actor> = Vec::with_capacity(count);
        for document in documents {
            let mut lines = Lines::new(document.text());
            for raw in document.actors.iter() {
                let taken = take(&Actors(&self.world), raw);
                match self.took(taken, raw).0 {
                    Some(mut actor) => {
                        actor.place = place(raw, &mut lines);
                        actors.push(actor);
                    }
                    None => self.leave_out(raw),
                }
            }
        }
        actors.sort_by(|a, b| a.id.cmp(&b.id));
        let key = |actor: &Actor| (actor.id.clone(), actor.place.span);
        doubles::drop(("actor", &self.world.origins), &mut actors, key, &mut self.diagnostics);
        self.world.actors = actors;
        self.world.index_actors();
        doubles::former_ids(&mut self.world, &mut self.diagnostics);
    }

    fn relations(&mut self, documents: &[Document<'a>]) {
        let count = documents.iter().map(|document| document.relations.len()).sum();
        let mut relations: Vec<Relation> = Vec::with_capacity(count);
        for document in documents {
            let mut lines = Lines::new(document.text());
            for raw in document.relations.iter() {
                let taken = take(&Relations(&self.world), raw);
                if let (Some(mut relation), false) = self.took(taken, raw) {
                    relation.place = place(raw, &mut lines);
                    relations.push(relation);
                }
            }
        }
        doubles::relations(&self.world, &mut relations, &mut self.diagnostics);
        self.relations = relations;
    }

    fn views(&mut self, outlines: &[Outline<'a>]) {
        let mut views: Vec<View> = Vec::new();
        for (_, list) in outlines.iter().flatten().filter(|(key, _)| key.name == "views") {
            let mut lines = Lines::new(self.world.origins[list.span().file as usize].text);
            for raw in list.items() {
                let taken = take(&Views(&self.world), raw);
                if let (Some(mut view), false) = self.took(taken, raw) {
                    view.place = place(raw, &mut lines);
                    views.push(view);
                }
            }
        }
        views.sort_by(|a, b| a.id.cmp(&b.id));
        let key = |view: &View| (view.id.clone(), view.place.span);
        doubles::drop(("view", &self.world.origins), &mut views, key, &mut self.diagnostics);
        self.views = views;
    }

    /// Notes what reading a record told; gives what it made, and whether it is faulty.
    fn took<T>(&mut self, taken: Taken<T>, raw: Raw<'_>) -> (Option<T>, bool) {
        self.diagnostics.extend(taken.diagnostics);
        self.accepted.extend(taken.accepted);
        if taken.withheld > 0 {
            let (_, count) = self.withheld.get_or_insert((raw.span(), 0));
            *count += taken.withheld;
        }
        (taken.made, taken.faulty)
    }

    /// Remembers the id of a record that was written and could not be taken.
    fn leave_out(&mut self, raw: Raw<'_>) {
        let id = raw.get("id").and_then(|id| id.text());
        self.world.left_out.extend(id.map(Box::from));
    }

    /// Says that references were not judged, for what they name may stand where nothing could be read.
    fn tell_withheld(&mut self) {
        let Some((span, count)) = self.withheld else { return };
        let (references, they) =
            if count == 1 { ("reference is", "it names") } else { ("references are", "they name") };
        let headline = format!("{count} {references} not judged: what {they} could not be read or was left out itself");
        let note = Diagnostic::error("withheld", headline, span, "the first of them; its record is left out")
            .severity(Severity::Note)
            .help("put right the errors, then check again");
        self.diagnostics.push(note);
    }
}

fn place(raw: Raw<'_>, lines: &mut Lines<'_>) -> Place {
    let span = raw.span();
    Place { span, line: lines.line(span.start as usize) }
}
