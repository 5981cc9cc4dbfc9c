//! Relations: which of them the graph has, which say the same, and which compete.
//!
//! Relations of one claim (ends, type and items) and the same dates are one record as long as
//! neither says otherwise than the other. One that does is a competing claim and gets an id of
//! its own, unless the graph holds older words of the same source that no item says any more: then
//! it is told, and the graph keeps what it has.

use super::super::report::Outcome;
use super::super::spelling::entries;
use super::super::spelling::field;
use super::super::spelling::items;
use super::super::spelling::name;
use super::super::spelling::put;
use super::super::spelling::value;
use super::actors::Actors;
use super::join::Difference;
use super::join::Joined;
use super::join::join;
use super::join::says_all;
use super::refer::ids;
use super::slugs::Slugs;
use crate::edit::draft::Section;
use crate::edit::layout::Node;
use crate::edit::patch::Patch;
use crate::model::Model;
use crate::model::RelationId;
use crate::record::keys::RELATION;
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// How many records of one claim a further one is compared with, beyond one that says just the same.
const MOST: usize = 16;
/// What tells records of one claim from each other.
const WHEN: &[&str] = &["negated", "since", "until", "date"];

type Table<K, T> = HashMap<K, T, FixedState>;

/// The relations of the graph and of the import.
#[derive(Debug)]
pub(super) struct Ties<'m> {
    model: &'m Model,
    named: Table<String, u32>,
    claims: Table<Box<[u32]>, Claim>,
    all: Vec<Tie>,
}

/// The relations of one claim.
#[derive(Debug, Default)]
struct Claim {
    ties: Vec<u32>,
    words: Table<String, u32>,
    dates: Table<String, Vec<u32>>,
    is_read: bool,
    has_plain: bool,
}

/// A relation.
#[derive(Debug)]
struct Tie {
    of_graph: Option<RelationId>,
    body: Option<Node>,
    is_changed: bool,
    /// Whether an item of the import says what it says, so that no other item is its newer version.
    is_said: bool,
}

/// What became of a relation.
pub(super) struct Tied {
    pub(super) outcome: Outcome,
    /// The identity of the record that holds it now.
    pub(super) identity: String,
    pub(super) differs: Vec<Difference>,
}

/// A relation of which every actor is known.
pub(super) struct Said {
    pub(super) body: Node,
    key: Box<[u32]>,
    is_symmetric: bool,
}

impl<'m> Ties<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let empty = || HashMap::with_hasher(FixedState::default());
        let mut ties =
            Self { model, named: empty(), claims: HashMap::with_hasher(FixedState::default()), all: Vec::new() };
        for (at, id) in (0_u32..).zip(model.relation_ids()) {
            let record = &model[id];
            let items: Vec<u32> = record.role(crate::model::Role::Item).map(|actor| actor.0).collect();
            let symmetric = model.type_of(id).symmetric;
            let key = key((record.from.0, record.to.0, symmetric), record.type_.0, &items);
            let claim = ties.claims.entry(key).or_default();
            claim.ties.push(at);
            match record.details().and_then(|details| details.id.as_deref()) {
                Some(id) => _ = ties.named.insert(id.to_owned(), at),
                None => claim.has_plain = true,
            }
            ties.all.push(Tie { of_graph: Some(id), body: None, is_changed: false, is_said: false });
        }
        ties
    }

    /// Takes up a relation whose actors are known by their ids.
    ///
    /// # Errors
    ///
    /// Ends or a type that are missing or unknown.
    pub(super) fn said(&self, body: Node, actors: &Actors<'_>) -> Result<Said, String> {
        let end = |key: &str| {
            let id = field(&body, key).ok_or_else(|| format!("it has no `{key}`"))?;
            actors.position(&id).ok_or_else(|| format!("`{key}`: no actor is `{}`", &*id))
        };
        let word = field(&body, "type").ok_or("it has no `type`")?;
        let vocabulary = self.model.vocabulary();
        let type_ = vocabulary.type_(&word).ok_or_else(|| format!("\"{}\" is no type of the vocabulary", &*word))?;
        let is_symmetric = vocabulary.relation_type(type_).symmetric;
        let items: Vec<u32> = ids(&body, "item").iter().filter_map(|id| actors.position(id)).collect();
        let key = key((end("from")?, end("to")?, is_symmetric), type_.0, &items);
        drop(word);
        Ok(Said { body, key, is_symmetric })
    }

    /// Puts a relation to a record of the graph that says the same or less; none where there is none.
    pub(super) fn known(&mut self, said: &Said, patch: &Patch<'_>) -> Option<Tied> {
        self.read(&said.key, patch);
        let own = field(&said.body, "id").map(|id| id.as_str().to_owned());
        let own = own.and_then(|id| self.named.get(&id).copied()).filter(|at| self.is_claim(*at, said));
        let at = own.or_else(|| self.alike(said, |tie| tie.of_graph.is_some()))?;
        self.read_one(at, patch);
        Some(self.told(at, said))
    }

    /// Puts a relation to an earlier one of the import, tells that the graph has it otherwise from
    /// the same source, or adds it.
    pub(super) fn added(&mut self, said: Said, slugs: &mut Slugs) -> Tied {
        if let Some(at) = self.alike(&said, |tie| tie.of_graph.is_none()) {
            return self.told(at, &said);
        }
        if let Some(at) = self.older(&said) {
            return self.otherwise(at, &said);
        }
        self.insert(said, slugs)
    }

    /// Tells whether the graph or the import has a relation of this claim.
    pub(super) fn has(&self, said: &Said) -> bool {
        self.claims.get(&said.key).is_some_and(|claim| !claim.ties.is_empty())
    }

    /// The relations of the graph that say more than before.
    pub(super) fn changed(&self) -> impl Iterator<Item = (RelationId, &Node)> {
        let changed = self.all.iter().filter(|tie| tie.is_changed);
        changed.filter_map(|tie| Some((tie.of_graph?, tie.body.as_ref()?)))
    }

    /// The relations that the graph did not have.
    pub(super) fn new_ones(&self) -> impl Iterator<Item = &Node> {
        self.all[self.model.relations().len()..].iter().filter_map(|tie| tie.body.as_ref())
    }

    /// Reads the graph's records of a claim.
    fn read(&mut self, key: &[u32], patch: &Patch<'_>) {
        let Some(claim) = self.claims.get_mut(key).filter(|claim| !claim.is_read) else { return };
        claim.is_read = true;
        for at in claim.ties.clone() {
            let tie = &mut self.all[at as usize];
            let Some(id) = tie.of_graph else { continue };
            let body = tie.body.get_or_insert_with(|| patch.read(Section::Relations, self.model[id].place.span));
            claim.words.entry(words(body)).or_insert(at);
            claim.dates.entry(when(body)).or_default().push(at);
        }
    }

    fn read_one(&mut self, at: u32, patch: &Patch<'_>) {
        let tie = &mut self.all[at as usize];
        if let (None, Some(id)) = (&tie.body, tie.of_graph) {
            tie.body = Some(patch.read(Section::Relations, self.model[id].place.span));
        }
    }

    /// Tells whether a record is one of this claim.
    fn is_claim(&self, at: u32, said: &Said) -> bool {
        self.claims.get(&said.key).is_some_and(|claim| claim.ties.contains(&at))
    }

    /// The record that says just this, else all of it, else something that goes with it.
    fn alike(&self, said: &Said, is_meant: impl Fn(&Tie) -> bool) -> Option<u32> {
        let claim = self.claims.get(&said.key)?;
        let tie = |at: u32| Some(&self.all[at as usize]).filter(|tie| is_meant(tie));
        if let Some(at) = claim.words.get(&words(&said.body)).filter(|at| tie(**at).is_some()) {
            return Some(*at);
        }
        // a claim without direction may have its ends the other way round
        let bare = without(&said.body, &["from", "to", "sources"]);
        let all = claim.dates.get(&when(&said.body))?.iter().copied();
        let all = all.filter_map(|at| Some((at, tie(at)?.body.as_ref()?)));
        let mut whole = all.clone();
        let found = whole.find(|(_, body)| says_all(body, &bare, &RELATION));
        let goes = |(_, body): &(u32, &Node)| join(body, &bare, &RELATION).differs.is_empty();
        found.or_else(|| all.take(MOST).find(goes)).map(|(at, _)| at)
    }

    /// The graph's record of this claim and these dates that cites the same source and that no item
    /// says any more.
    fn older(&self, said: &Said) -> Option<u32> {
        let cited = cited(&said.body);
        let is_older = |at: &&u32| {
            let tie = &self.all[**at as usize];
            let body = tie.body.as_ref().filter(|_| tie.of_graph.is_some() && !tie.is_said);
            body.is_some_and(|body| self::cited(body).iter().any(|source| cited.contains(source)))
        };
        self.claims.get(&said.key)?.dates.get(&when(&said.body))?.iter().take(MOST).find(is_older).copied()
    }

    /// A record that the graph keeps as it is, against what is said now.
    fn otherwise(&self, at: u32, said: &Said) -> Tied {
        let tie = &self.all[at as usize];
        let identity = tie.of_graph.map(|id| self.model.key(id)).unwrap_or_default();
        let new = without(&said.body, &["from", "to"]);
        let differs = tie.body.as_ref().map(|body| join(body, &new, &RELATION).differs).unwrap_or_default();
        Tied { outcome: Outcome::Differs, identity, differs }
    }

    /// Puts what a relation says to a record.
    fn told(&mut self, at: u32, said: &Said) -> Tied {
        let tie = &mut self.all[at as usize];
        tie.is_said = true;
        let identity = tie.of_graph.map(|id| self.model.key(id));
        let Some(body) = &mut tie.body else {
            return Tied { outcome: Outcome::Same, identity: identity.unwrap_or_default(), differs: Vec::new() };
        };
        let Joined { body: new, added, differs } = join(body, &without(&said.body, &["from", "to"]), &RELATION);
        let outcome = match (tie.of_graph.is_some(), added.is_empty(), differs.is_empty()) {
            (false, ..) => Outcome::United,
            (true, false, _) => Outcome::Extended,
            (true, true, true) => Outcome::Same,
            (true, true, false) => Outcome::Differs,
        };
        if !added.is_empty() {
            *body = new;
            tie.is_changed |= tie.of_graph.is_some();
        }
        Tied { outcome, identity: identity.unwrap_or_else(|| plain(body, said.is_symmetric)), differs }
    }

    fn insert(&mut self, mut said: Said, slugs: &mut Slugs) -> Tied {
        let at = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let claim = self.claims.entry(said.key.clone()).or_default();
        claim.is_read = true;
        let own = field(&said.body, "id").map(|id| id.as_str().to_owned());
        let is_taken = own.as_ref().is_some_and(|id| !slugs.take(id));
        if is_taken || own.is_none() && claim.has_plain {
            let id = slugs.free(own.as_ref().map_or_else(|| own_words(&said.body), Clone::clone).as_str());
            put(&mut said.body, &RELATION, "id", Node::text(&id));
        }
        claim.has_plain |= own.is_none();
        claim.ties.push(at);
        claim.words.entry(words(&said.body)).or_insert(at);
        claim.dates.entry(when(&said.body)).or_default().push(at);
        let identity = plain(&said.body, said.is_symmetric);
        if let Some(id) = field(&said.body, "id") {
            self.named.insert(id.as_str().to_owned(), at);
        }
        self.all.push(Tie { of_graph: None, body: Some(said.body), is_changed: false, is_said: true });
        Tied { outcome: Outcome::New, identity, differs: Vec::new() }
    }
}

/// A claim: both ends, the lower first where it has no direction, the type and the items.
fn key((from, to, symmetric): (u32, u32, bool), type_: u16, items: &[u32]) -> Box<[u32]> {
    let (from, to) = if symmetric && from > to { (to, from) } else { (from, to) };
    [from, u32::from(type_), to].into_iter().chain(items.iter().copied()).collect()
}

/// What a record says beside these keys.
fn without(body: &Node, keys: &[&str]) -> Node {
    Node::Object(entries(body).iter().filter(|(key, _)| !keys.contains(&name(key))).cloned().collect())
}

/// All that a record says of its claim but who says so.
fn words(body: &Node) -> String {
    without(body, &["id", "from", "to", "sources"]).line()
}

fn when(body: &Node) -> String {
    WHEN.iter().map(|key| value(body, key).map_or_else(String::new, Node::line) + "\n").collect()
}

fn cited(body: &Node) -> Vec<String> {
    let all = value(body, "sources").map_or(&[][..], items);
    let source = |citation: &Node| match citation {
        Node::Atom(_) => citation.line(),
        full => value(full, "source").map_or_else(String::new, Node::line),
    };
    all.iter().map(source).collect()
}

/// The words of an id for a record beside another of its claim: its ends, and what tells it apart.
fn own_words(body: &Node) -> String {
    let keys = ["from", "type", "to", "item", "since", "until", "date"];
    let words: Vec<String> = keys.iter().flat_map(|key| ids(body, key)).collect();
    words.join("-")
}

/// The identity of a record, as the model writes it.
fn plain(body: &Node, symmetric: bool) -> String {
    if let Some(id) = field(body, "id") {
        return id.as_str().to_owned();
    }
    let word = |key: &str| field(body, key).map(|text| text.as_str().to_owned()).unwrap_or_default();
    let (mut from, mut to) = (word("from"), word("to"));
    if symmetric && from > to {
        std::mem::swap(&mut from, &mut to);
    }
    let items = ids(body, "item").iter().map(|item| format!(":{item}")).collect::<String>();
    format!("{from}:{}:{to}{items}", word("type"))
}
