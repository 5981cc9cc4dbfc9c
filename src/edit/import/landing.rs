//! How what importers found comes to lie in a graph: the same way for all of them.
//!
//! Nobody is guessed. A description is the actor that shares an id elsewhere with it, else the one
//! actor of its name, kind and ids; whoever is left becomes an actor of its own. Where a name alone
//! does not tell who somebody is, a person is asked, and the two are proposed to be possibly the
//! same. A record that says nothing new is not written: what is imported twice changes nothing.
//! Costs are linear in the graph and in what is imported.

mod actors;
mod alike;
mod join;
mod refer;
mod slugs;
mod sources;
mod ties;

pub use join::Difference;
pub(in crate::edit) use join::join;

use super::At;
use super::Catch;
use super::Found;
use super::Trouble;
use super::decisions::Decisions;
use super::report::Account;
use super::report::Outcome;
use super::report::Remark;
use super::report::Report;
use super::spelling::field;
use super::spelling::put;
use super::spelling::value;
use crate::edit::draft::Draft;
use crate::edit::draft::Section;
use crate::edit::fmt;
use crate::edit::layout::Node;
use crate::edit::patch::Patch;
use crate::edit::patch::Rewritten;
use crate::edit::refer::records;
use crate::model::Meaning;
use crate::model::Model;
use crate::record::File;
use crate::record::keys::ACTOR;
use crate::record::keys::RELATION;
use crate::record::keys::SOURCE;
use crate::text::Span;
use actors::Actors;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use slugs::Slugs;
use sources::Sources;
use std::hash::BuildHasher as _;
use ties::Said;
use ties::Ties;

/// Where an import shall come to lie.
#[derive(Clone, Copy, Debug)]
pub struct Landing<'a> {
    /// The graph.
    pub model: &'a Model,
    /// Its files, of which the model was loaded.
    pub files: &'a [File],
    /// The path of the file for what is new.
    pub into: &'a str,
    /// What a relation cites that names no source: an id, or what is known of the source.
    pub source: Option<&'a Node>,
    /// Who is who.
    pub decisions: &'a Decisions,
}

/// An import that has come to lie.
#[derive(Clone, Debug)]
pub struct Landed {
    /// The files that differ.
    pub changes: Vec<Rewritten>,
    /// What became of everything.
    pub report: Report,
    /// The file and the item of new records, by the digests of these.
    origins: HashMap<u64, (usize, At), FixedState>,
}

impl Landed {
    /// The file and the item from which the new record comes that stands around a place in a file of
    /// the graph. Linear.
    #[must_use]
    pub fn origin(&self, file: &File, span: Span) -> Option<(usize, &At)> {
        let all = records(file, span.file);
        let (section, raw) =
            all.iter().find(|(_, raw)| raw.span().start <= span.start && span.end <= raw.span().end)?;
        let known = self.origins.get(&digest(&fmt::node(*raw, &section.form())));
        known.map(|(file, at)| (*file, at))
    }
}

/// An item of one of the files that are imported.
type Item<'a> = (usize, &'a At);

/// Everything that an import stands on.
struct Ground<'a> {
    model: &'a Model,
    patch: Patch<'a>,
    slugs: Slugs,
    actors: Actors<'a>,
    sources: Sources,
    ties: Ties<'a>,
    /// The id of the source of the import.
    source: Option<String>,
    report: Report,
    items: HashMap<Item<'a>, Outcome, FixedState>,
    /// The item that is being read.
    at: Item<'a>,
    views: Vec<Node>,
    /// The items of new records, in the order in which these were made.
    origins: [Vec<Item<'a>>; Section::ALL.len()],
}

/// Brings what was found in foreign files, each with its path, into a graph.
///
/// # Errors
///
/// A relation names no source and the import has none, or a decision names nobody.
pub fn land(mut catches: Vec<(String, Catch)>, landing: &Landing<'_>) -> Result<Landed, Trouble> {
    let (items, drafts) = parted(&mut catches);
    let mut records = Section::ALL.map(|_| Vec::new());
    for ((file, at), Draft { section, body }) in items.iter().zip(drafts) {
        records[section as usize].push(((*file, at), body));
    }
    // nothing came from a source that nothing is read of
    let source = landing.source.filter(|_| !items.is_empty());
    let mut ground = Ground::new(&Landing { source, ..*landing })?;
    for (file, (_, catch)) in catches.iter().enumerate() {
        ground.items.extend(catch.seen.iter().map(|at| ((file, at), Outcome::Empty)));
        for lost in &catch.lost {
            ground.at = (file, &lost.at);
            ground.remark(Outcome::Lost, lost.what.clone());
        }
    }
    for section in Section::ALL.into_iter().filter(|section| *section != Section::Relations) {
        for (item, body) in std::mem::take(&mut records[section as usize]) {
            ground.at = item;
            ground.record(section, body);
        }
    }
    ground.relations(std::mem::take(&mut records[Section::Relations as usize]))?;
    ground.doubles();
    Ok(ground.finish(&catches, landing.into))
}

/// Takes the records out of all files, and apart from the items that they stand in.
fn parted(catches: &mut [(String, Catch)]) -> (Vec<(usize, At)>, Vec<Draft>) {
    let of_file = |(file, (_, catch)): (usize, &mut (String, Catch))| {
        std::mem::take(&mut catch.found).into_iter().map(move |Found { draft, at }| ((file, at), draft))
    };
    catches.iter_mut().enumerate().flat_map(of_file).unzip()
}

impl<'a> Ground<'a> {
    fn new(landing: &Landing<'a>) -> Result<Self, Trouble> {
        let model = landing.model;
        let mut ground = Self {
            model,
            patch: Patch::new(landing.files),
            slugs: Slugs::new(model),
            actors: Actors::new(model, landing.decisions),
            sources: Sources::new(model),
            ties: Ties::new(model),
            source: None,
            report: Report::default(),
            items: HashMap::with_hasher(FixedState::default()),
            at: (0, &NOWHERE),
            views: Vec::new(),
            origins: [const { Vec::new() }; Section::ALL.len()],
        };
        if let Some(id) = landing.decisions.ids().find(|id| ground.actors.position(id).is_none()) {
            let help = "write the id of an actor of the graph, or `new`".to_owned();
            return Err(Trouble {
                headline: format!("a decision names `{id}`, who is no actor"),
                at: None,
                help: vec![help],
            });
        }
        if let Some(source) = landing.source {
            ground.source = Some(ground.source_of_all(source)?);
            ground.actors.scheme.clone_from(&ground.source);
        }
        Ok(ground)
    }

    /// The source of the import: an id that the graph has, or what is known of it.
    fn source_of_all(&mut self, source: &Node) -> Result<String, Trouble> {
        let placed = match super::spelling::text(source) {
            Some(id) if self.sources.has(&id) => Ok(id.as_str().to_owned()),
            Some(id) => Err(format!("no source is `{}`", &*id)),
            None => self.sources.place(source, &mut self.slugs),
        };
        let help = "name a source of the graph, or say `title` and `date` of a new one in the mapping".to_owned();
        placed.map_err(|headline| Trouble { headline, at: None, help: vec![help] })
    }

    /// Takes up a source, an actor or a view.
    fn record(&mut self, section: Section, mut body: Node) {
        let placed = match section {
            Section::Sources => self.described_source(&mut body),
            Section::Actors => self.described_actor(&mut body),
            Section::Kinds | Section::Types => self.word(section, &body),
            Section::Views | Section::Relations => Ok(self.view(&body)),
        };
        match placed {
            Ok(outcome) => self.became(section, outcome, (outcome != Outcome::New).then(|| named(&body))),
            Err(why) => self.remark(Outcome::Lost, format!("{}: {why}", named(&body))),
        }
    }

    fn described_source(&mut self, body: &mut Node) -> Result<Outcome, String> {
        let before = self.sources.new.len();
        self.refer(body, &SOURCE)?;
        self.sources.place(body, &mut self.slugs)?;
        // further words on a source that is there are for a person: `set` writes them
        Ok(if self.sources.new.len() > before { Outcome::New } else { Outcome::Same })
    }

    fn described_actor(&mut self, body: &mut Node) -> Result<Outcome, String> {
        self.refer(body, &ACTOR)?;
        let placed = self.actors.place(body, &mut self.slugs, &self.patch)?;
        self.differ(&placed.differs);
        Ok(placed.outcome)
    }

    /// What a kind or type means is for a person to say before records are of it.
    fn word(&self, section: Section, body: &Node) -> Result<Outcome, String> {
        let (id, vocabulary) = (field(body, "id").ok_or("it has no `id`")?, self.model.vocabulary());
        let is_known = match section {
            Section::Kinds => vocabulary.kind(&id).is_some(),
            _ => vocabulary.type_(&id).is_some(),
        };
        if is_known { Ok(Outcome::Same) } else { Err(format!("the vocabulary has no such {}", section.one())) }
    }

    fn view(&mut self, body: &Node) -> Outcome {
        let id = field(body, "id").map(|id| id.as_str().to_owned()).unwrap_or_default();
        let known = self.model.view(&id).map(|view| self.patch.read(Section::Views, view.place.span));
        match known {
            Some(known) if known == *body => Outcome::Same,
            Some(_) => Outcome::Differs,
            None => {
                self.views.push(body.clone());
                Outcome::New
            }
        }
    }

    /// Takes up all relations: first what the graph has, so that a newer version of a record is
    /// not taken for another one.
    fn relations(&mut self, records: Vec<(Item<'a>, Node)>) -> Result<(), Trouble> {
        let mut left: Vec<(Item<'a>, Said)> = Vec::new();
        for (item, body) in records {
            self.at = item;
            let mut body = self.cited(body, item)?;
            let said = self.refer(&mut body, &RELATION).and_then(|()| self.ties.said(body, &self.actors));
            match said {
                Err(why) => self.remark(Outcome::Lost, why),
                Ok(said) => match self.ties.known(&said, &self.patch) {
                    Some(tied) => self.tied(tied),
                    None => left.push((item, said)),
                },
            }
        }
        for (item, said) in left {
            self.at = item;
            let tied = self.ties.added(said, &mut self.slugs);
            self.tied(tied);
        }
        Ok(())
    }

    /// A relation that cites the source of the import where it cites none.
    fn cited(&self, mut body: Node, (_, at): Item<'_>) -> Result<Node, Trouble> {
        let all = value(&body, "sources").map_or(&[][..], super::spelling::items);
        let is_bare = |one: &Node| matches!(one, Node::Object(_)) && value(one, "source").is_none();
        let wants = all.is_empty() || all.iter().any(is_bare);
        let Some(source) = &self.source else {
            let help =
                ["--source ID names one of the graph", "`source` in the mapping says what is known of a new one"];
            let headline = "who says so: the import has no source".to_owned();
            let none = Trouble { headline, at: Some(at.clone()), help: help.map(Into::into).into() };
            return if wants { Err(none) } else { Ok(body) };
        };
        if all.is_empty() {
            put(&mut body, &RELATION, "sources", Node::List(vec![Node::text(source)]));
        }
        Ok(body)
    }

    fn tied(&mut self, tied: ties::Tied) {
        self.differ(&tied.differs);
        let identity = (tied.outcome != Outcome::New).then(|| self.ties.identity(tied.at));
        self.became(Section::Relations, tied.outcome, identity);
    }

    /// Proposes that those of one name are possibly the same, where the vocabulary has a word for it.
    fn doubles(&mut self) {
        let vocabulary = self.model.vocabulary();
        let is_it = |type_: &&crate::model::Type| type_.means == Some(Meaning::Identity) && type_.symmetric;
        let (Some(type_), Some(source)) = (vocabulary.types.iter().find(is_it), self.source.clone()) else { return };
        for (one, other) in std::mem::take(&mut self.actors.doubles) {
            let [from, to] = [one, other].map(|at| Node::text(self.actors.id(at)));
            let sources = Node::List(vec![Node::text(&source)]);
            let body = Draft::new(
                Section::Relations,
                [("from", from), ("type", Node::text(&type_.id)), ("to", to), ("sources", sources)],
            );
            let said = self.ties.said(body.body, &self.actors).ok().filter(|said| !self.ties.has(said));
            if let Some(said) = said {
                self.ties.added(said, &mut self.slugs);
                self.count(Section::Relations, Outcome::New);
            }
        }
    }

    /// Says what became of a record, and of its item; what is new needs no words.
    fn became(&mut self, section: Section, outcome: Outcome, what: Option<String>) {
        self.count(section, outcome);
        match what {
            Some(what) => self.remark(outcome, what),
            None => self.note(outcome),
        }
    }

    fn count(&mut self, section: Section, outcome: Outcome) {
        self.report.count(section, outcome);
        if outcome == Outcome::New {
            self.origins[section as usize].push(self.at);
        }
    }

    fn differ(&mut self, differs: &[Difference]) {
        for Difference { key, ours, theirs } in differs {
            self.remark(Outcome::Differs, format!("`{key}` is {ours} in the graph, {theirs} here"));
        }
    }

    fn remark(&mut self, outcome: Outcome, what: String) {
        self.note(outcome);
        let (file, at) = self.at;
        self.report.remarks.push(Remark { file, at: at.clone(), outcome, what });
    }

    fn note(&mut self, outcome: Outcome) {
        let known = self.items.entry(self.at).or_insert(outcome);
        *known = outcome.max(*known);
    }

    fn finish(mut self, catches: &[(String, Catch)], into: &str) -> Landed {
        for (id, body) in self.actors.changed() {
            self.patch.change(Section::Actors, self.model[id].place.span, body);
        }
        for (id, body) in self.ties.changed() {
            self.patch.change(Section::Relations, self.model[id].place.span, body);
        }
        let actors = self.actors.take_new().map(|body| Draft { section: Section::Actors, body });
        let ties = self.ties.take_new().map(|body| Draft { section: Section::Relations, body });
        let [by_actor, by_tie] = [Section::Actors, Section::Relations].map(|section| &self.origins[section as usize]);
        let mut items = by_actor.iter().chain(by_tie).map(|(file, at)| (*file, (*at).clone()));
        let mut origins = HashMap::with_hasher(FixedState::default());
        for draft in actors.chain(ties) {
            let digest = digest(&self.patch.add(into, draft).body);
            origins.extend(items.next().map(|item| (digest, item)));
        }
        for _ in self.report.of(Section::Sources).of(Outcome::New)..self.sources.new.len() {
            self.report.count(Section::Sources, Outcome::New);
        }
        let views = self.views.into_iter().map(|body| Draft { section: Section::Views, body });
        for draft in self.sources.new.into_iter().chain(views) {
            self.patch.add(into, draft);
        }
        self.report.accounts = accounts(catches, &self.items);
        in_order(&mut self.report.remarks, catches);
        self.report.reviews = self.actors.reviews;
        Landed { changes: self.patch.finish(), report: self.report, origins }
    }
}

fn digest(body: &Node) -> u64 {
    FixedState::default().hash_one(body)
}

/// An item that stands nowhere.
static NOWHERE: At = At::Line(0);

fn accounts(catches: &[(String, Catch)], items: &HashMap<Item<'_>, Outcome, FixedState>) -> Vec<Account> {
    let mut accounts: Vec<Account> = Vec::with_capacity(catches.len());
    for (file, (path, catch)) in catches.iter().enumerate() {
        let mut account = Account { path: path.clone(), unit: catch.unit, ..Account::default() };
        for at in &catch.seen {
            account.items.add(items.get(&(file, at)).copied().unwrap_or(Outcome::Empty));
        }
        accounts.push(account);
    }
    accounts
}

/// Sorts remarks by files and items; what belongs to no item comes first.
fn in_order(remarks: &mut [Remark], catches: &[(String, Catch)]) {
    let mut places: HashMap<Item<'_>, usize, FixedState> = HashMap::with_hasher(FixedState::default());
    for (file, (_, catch)) in catches.iter().enumerate() {
        places.extend(catch.seen.iter().enumerate().map(|(nth, at)| ((file, at), nth + 1)));
    }
    remarks.sort_by_cached_key(|remark| (remark.file, places.get(&(remark.file, &remark.at)).copied().unwrap_or(0)));
}

/// What a record is called in a report.
fn named(body: &Node) -> String {
    let word = ["name", "title", "id"].iter().find_map(|key| field(body, key));
    word.map_or_else(|| body.line(), |word| word.as_str().to_owned())
}
