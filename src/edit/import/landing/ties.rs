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
use super::super::words;
use super::actors::Actors;
use super::alike::Alike;
use super::join::Difference;
use super::join::Joined;
use super::join::join;
use super::join::says_all;
use super::refer::ids;
use super::slugs::Slugs;
use crate::edit::draft::Section;
use crate::edit::layout::Node;
use crate::edit::layout::Spelled;
use crate::edit::patch::Patch;
use crate::model::Model;
use crate::model::RelationId;
use crate::record::keys::RELATION;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::hash::BuildHasher as _;
use std::hash::Hash;
use std::hash::Hasher as _;

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
    claims: Table<Key, u32>,
    all_claims: Vec<Claim>,
    all: Vec<Tie>,
    /// By the digest of a claim and all words, the first that says them.
    wordings: Table<u64, u32>,
    /// By the digest of a claim and dates, those that have them.
    dates: Table<u64, Alike>,
}

/// What relations of one claim have in common: type, ends, the lower first where it has no
/// direction, and items.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    type_: u16,
    ends: (u32, u32),
    items: Vec<u32>,
}

/// The relations of one claim.
#[derive(Debug, Default)]
struct Claim {
    of_graph: Vec<u32>,
    is_read: bool,
    has_plain: bool,
}

/// A relation.
#[derive(Debug)]
struct Tie {
    claim: u32,
    of_graph: Option<RelationId>,
    body: Option<Node>,
    is_changed: bool,
    /// Whether an item of the import says what it says, so that no other item is its newer version.
    is_said: bool,
}

/// What became of a relation.
pub(super) struct Tied {
    pub(super) outcome: Outcome,
    /// The position of the record that holds it now.
    pub(super) at: u32,
    pub(super) differs: Vec<Difference>,
}

/// A relation of which every actor is known.
pub(super) struct Said {
    pub(super) body: Node,
    key: Key,
    marks: Marks,
}

/// By which a record is found: digests of its claim and of what it says.
#[derive(Clone, Copy)]
struct Marks {
    wording: u64,
    dates: u64,
}

impl Marks {
    fn new(key: &Key, body: &Node) -> Self {
        Self { wording: digest(key, wording(body)), dates: digest(key, when(body)) }
    }
}

impl<'m> Ties<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let mut ties = Self {
            model,
            named: table(),
            claims: table(),
            all_claims: Vec::new(),
            all: Vec::new(),
            wordings: table(),
            dates: table(),
        };
        for (at, id) in (0_u32..).zip(model.relation_ids()) {
            let record = &model[id];
            let items: Vec<u32> = record.role(crate::model::Role::Item).map(|actor| actor.0).collect();
            let symmetric = model.type_of(id).symmetric;
            let number = ties.claim(&key((record.from.0, record.to.0, symmetric), record.type_.0, items));
            let claim = &mut ties.all_claims[number as usize];
            claim.of_graph.push(at);
            match record.details().and_then(|details| details.id.as_deref()) {
                Some(id) => _ = ties.named.insert(id.to_owned(), at),
                None => claim.has_plain = true,
            }
            ties.all.push(Tie { claim: number, of_graph: Some(id), body: None, is_changed: false, is_said: false });
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
        let type_ = vocabulary.type_(&word).ok_or_else(|| {
            let known: Vec<&str> = vocabulary.types.iter().map(|one| &*one.id).collect();
            words::unknown("type", &word, &known)
        })?;
        let is_symmetric = vocabulary.relation_type(type_).symmetric;
        let items: Vec<u32> = ids(&body, "item").iter().filter_map(|id| actors.position(id)).collect();
        let (from, to) = (end("from")?, end("to")?);
        if from == to {
            return Err(format!("both its ends are `{}`", actors.id(from)));
        }
        let key = key((from, to, is_symmetric), type_.0, items);
        drop(word);
        let marks = Marks::new(&key, &body);
        Ok(Said { body, key, marks })
    }

    /// Puts a relation to a record of the graph that says the same or less; none where there is none.
    pub(super) fn known(&mut self, said: &Said, patch: &Patch<'_>) -> Option<Tied> {
        let claim = *self.claims.get(&said.key)?;
        self.read((claim, &said.key), patch);
        let own = field(&said.body, "id").map(|id| id.as_str().to_owned());
        let own = own.and_then(|id| self.named.get(&id).copied()).filter(|at| self.all[*at as usize].claim == claim);
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
        self.claims.contains_key(&said.key)
    }

    /// The identity of the record at a position, as the model writes it.
    pub(super) fn identity(&self, at: u32) -> String {
        let tie = &self.all[at as usize];
        match (tie.of_graph, &tie.body) {
            (Some(id), _) => self.model.key(id),
            (None, Some(body)) => self.plain(body),
            (None, None) => String::new(),
        }
    }

    /// The relations of the graph that say more than before.
    pub(super) fn changed(&self) -> impl Iterator<Item = (RelationId, &Node)> {
        let changed = self.all.iter().filter(|tie| tie.is_changed);
        changed.filter_map(|tie| Some((tie.of_graph?, tie.body.as_ref()?)))
    }

    /// The relations that the graph did not have.
    pub(super) fn take_new(&mut self) -> impl Iterator<Item = Node> {
        self.all[self.model.relations().len()..].iter_mut().filter_map(|tie| tie.body.take())
    }

    /// The number of a claim, which is new where nothing was of it.
    fn claim(&mut self, key: &Key) -> u32 {
        let next = u32::try_from(self.all_claims.len()).unwrap_or(u32::MAX);
        let number = *self.claims.entry_ref(key).or_insert(next);
        if number == next {
            self.all_claims.push(Claim::default());
        }
        number
    }

    /// Reads the graph's records of a claim.
    fn read(&mut self, (claim, key): (u32, &Key), patch: &Patch<'_>) {
        let claim = &mut self.all_claims[claim as usize];
        if std::mem::replace(&mut claim.is_read, true) {
            return;
        }
        for at in claim.of_graph.clone() {
            self.read_one(at, patch);
            if let Some(body) = &self.all[at as usize].body {
                self.index(at, Marks::new(key, body));
            }
        }
    }

    fn read_one(&mut self, at: u32, patch: &Patch<'_>) {
        let tie = &mut self.all[at as usize];
        if let (None, Some(id)) = (&tie.body, tie.of_graph) {
            tie.body = Some(patch.read(Section::Relations, self.model[id].place.span));
        }
    }

    /// Makes a record findable by what it says.
    fn index(&mut self, at: u32, Marks { wording, dates }: Marks) {
        self.wordings.entry(wording).or_insert(at);
        self.dates.entry(dates).or_default().push(at);
    }

    /// The record that says just this, else all of it, else something that goes with it.
    fn alike(&mut self, said: &Said, is_meant: impl Fn(&Tie) -> bool) -> Option<u32> {
        let claim = *self.claims.get(&said.key)?;
        let ties = &self.all;
        let meant = |at: u32| {
            let tie = Some(&ties[at as usize]).filter(|tie| tie.claim == claim && is_meant(tie))?;
            Some((at, tie.body.as_ref()?))
        };
        let same = self.wordings.get(&said.marks.wording).and_then(|at| meant(*at));
        if let Some((at, _)) = same.filter(|(_, body)| wording(body).eq(wording(&said.body))) {
            return Some(at);
        }
        let dated = self.dates.get_mut(&said.marks.dates)?;
        // a claim without direction may have its ends the other way round
        let bare = without(&said.body, &["from", "to", "sources"]);
        let saying = dated.saying(&bare, |at| ties[at as usize].body.as_ref()).iter().copied();
        let found = saying.filter_map(meant).find(|(_, body)| says_all(body, &bare, &RELATION));
        let goes = |(_, body): &(u32, &Node)| join(body, &bare, &RELATION).differs.is_empty();
        found.or_else(|| dated.all().iter().copied().filter_map(meant).take(MOST).find(goes)).map(|(at, _)| at)
    }

    /// The graph's record of this claim and these dates that cites the same source and that no item
    /// says any more.
    fn older(&self, said: &Said) -> Option<u32> {
        let (claim, cited) = (*self.claims.get(&said.key)?, cited(&said.body));
        let is_older = |at: &&u32| {
            let tie = &self.all[**at as usize];
            let is_open = tie.claim == claim && tie.of_graph.is_some() && !tie.is_said;
            let body = tie.body.as_ref().filter(|_| is_open);
            body.is_some_and(|body| self::cited(body).iter().any(|source| cited.contains(source)))
        };
        self.dates.get(&said.marks.dates)?.all().iter().take(MOST).find(is_older).copied()
    }

    /// A record that the graph keeps as it is, against what is said now.
    fn otherwise(&self, at: u32, said: &Said) -> Tied {
        let new = without(&said.body, &["from", "to"]);
        let body = self.all[at as usize].body.as_ref();
        let differs = body.map(|body| join(body, &new, &RELATION).differs).unwrap_or_default();
        Tied { outcome: Outcome::Differs, at, differs }
    }

    /// Puts what a relation says to a record.
    fn told(&mut self, at: u32, said: &Said) -> Tied {
        let tie = &mut self.all[at as usize];
        tie.is_said = true;
        let Some(body) = &mut tie.body else { return Tied { outcome: Outcome::Same, at, differs: Vec::new() } };
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
            if let Some(dated) = self.dates.get_mut(&digest(&said.key, when(body))) {
                dated.says_more(at, body);
            }
        }
        Tied { outcome, at, differs }
    }

    fn insert(&mut self, Said { mut body, key, marks }: Said, slugs: &mut Slugs) -> Tied {
        let at = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let number = self.claim(&key);
        let claim = &mut self.all_claims[number as usize];
        let own = field(&body, "id").map(|id| id.as_str().to_owned());
        let is_taken = own.as_ref().is_some_and(|id| !slugs.take(id));
        if is_taken || own.is_none() && claim.has_plain {
            let id = slugs.free(own.as_ref().map_or_else(|| own_words(&body), Clone::clone).as_str());
            put(&mut body, &RELATION, "id", Node::text(&id));
        }
        claim.has_plain |= own.is_none();
        if let Some(id) = field(&body, "id") {
            self.named.insert(id.as_str().to_owned(), at);
        }
        self.all.push(Tie { claim: number, of_graph: None, body: Some(body), is_changed: false, is_said: true });
        self.index(at, marks);
        Tied { outcome: Outcome::New, at, differs: Vec::new() }
    }

    /// The identity of a record, as the model writes it.
    fn plain(&self, body: &Node) -> String {
        if let Some(id) = field(body, "id") {
            return id.as_str().to_owned();
        }
        let word = |key: &str| field(body, key).map(|text| text.as_str().to_owned()).unwrap_or_default();
        let (mut from, mut to, type_) = (word("from"), word("to"), word("type"));
        let vocabulary = self.model.vocabulary();
        let is_symmetric = vocabulary.type_(&type_).is_some_and(|id| vocabulary.relation_type(id).symmetric);
        if is_symmetric && from > to {
            std::mem::swap(&mut from, &mut to);
        }
        let items = ids(body, "item").iter().map(|item| format!(":{item}")).collect::<String>();
        format!("{from}:{type_}:{to}{items}")
    }
}

fn table<K, T>() -> Table<K, T> {
    HashMap::with_hasher(FixedState::default())
}

fn key((from, to, symmetric): (u32, u32, bool), type_: u16, items: Vec<u32>) -> Key {
    let ends = if symmetric && from > to { (to, from) } else { (from, to) };
    Key { type_, ends, items }
}

/// A number for a claim and some of its words; that of others may be the same.
fn digest(key: &Key, words: impl Iterator<Item = impl Hash>) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    key.hash(&mut hasher);
    words.for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}

/// What a record says beside these keys.
fn without(body: &Node, keys: &[&str]) -> Node {
    Node::Object(entries(body).iter().filter(|(key, _)| !keys.contains(&name(key))).cloned().collect())
}

/// All that a record says of its claim but who says so.
fn wording(body: &Node) -> impl Iterator<Item = &(Spelled, Node)> {
    entries(body).iter().filter(|(key, _)| !["id", "from", "to", "sources"].contains(&name(key)))
}

fn when(body: &Node) -> impl Iterator<Item = Option<&Node>> {
    WHEN.iter().map(|key| value(body, key))
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
