//! Actors that are described: found by ids elsewhere or by name, or made; never guessed.

use super::super::decisions::Answer;
use super::super::decisions::Decisions;
use super::super::decisions::Review;
use super::super::near::Near;
use super::super::report::Outcome;
use super::super::spelling::entries;
use super::super::spelling::field;
use super::super::spelling::name;
use super::super::spelling::put;
use super::super::spelling::text;
use super::super::spelling::texts;
use super::super::spelling::value;
use super::super::words;
use super::join::Difference;
use super::join::join;
use super::slugs::Slugs;
use crate::edit::draft::Draft;
use crate::edit::draft::Section;
use crate::edit::layout::Node;
use crate::edit::layout::Spelled;
use crate::edit::patch::Patch;
use crate::model::ActorId;
use crate::model::Model;
use crate::record::keys::ACTOR;
use crate::text::fold;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use hashbrown::HashSet;

type Table<T> = HashMap<String, T, FixedState>;

/// The actors of the graph, at their own positions, and those of the import behind them.
#[derive(Debug)]
pub(super) struct Actors<'m> {
    model: &'m Model,
    decisions: &'m Decisions,
    ids: Table<u32>,
    foreign: Table<u32>,
    /// Ids of the graph that an import comes from, alone and with the name; none where two have one.
    theirs: Table<Option<u32>>,
    /// Whom these ids mean.
    taken: HashSet<u32, FixedState>,
    names: Table<Vec<u32>>,
    near: Near,
    known: HashMap<Node, Result<u32, String>, FixedState>,
    all: Vec<Entry>,
    /// The scheme under which a name is kept that alone does not tell who it is: the id of the
    /// import's source.
    pub(super) scheme: Option<String>,
    /// Names that a person has to look at.
    pub(super) reviews: Vec<Review>,
    /// Those of one name who may be one.
    pub(super) doubles: Vec<(u32, u32)>,
}

/// An actor.
#[derive(Debug)]
struct Entry {
    id: String,
    kind: String,
    /// What it says, once that was asked for.
    body: Option<Node>,
    is_changed: bool,
}

/// An actor that was found or made.
#[derive(Debug)]
pub(super) struct Placed {
    /// Its position.
    pub(super) at: u32,
    /// What became of its record.
    pub(super) outcome: Outcome,
    /// Where the graph has it otherwise.
    pub(super) differs: Vec<Difference>,
}

/// Whom a description fits.
enum Fits {
    One(u32),
    Nobody,
    /// It could be one of these.
    Doubt(Vec<u32>, &'static str),
}

impl<'m> Actors<'m> {
    pub(super) fn new(model: &'m Model, decisions: &'m Decisions) -> Self {
        let mut actors = Self {
            model,
            decisions,
            ids: table(),
            foreign: table(),
            theirs: table(),
            taken: HashSet::with_hasher(FixedState::default()),
            names: table(),
            near: Near::new(),
            known: HashMap::with_hasher(FixedState::default()),
            all: Vec::with_capacity(model.actors().len()),
            scheme: None,
            reviews: Vec::new(),
            doubles: Vec::new(),
        };
        for (at, actor) in (0_u32..).zip(model.actors()) {
            let kind = model.vocabulary().actor_kind(actor.kind).id.to_string();
            actors.all.push(Entry { id: actor.id.to_string(), kind, body: None, is_changed: false });
            actors.ids.insert(actor.id.to_string(), at);
            for was in actor.was() {
                actors.ids.insert(was.to_string(), at);
            }
            for (scheme, value) in actor.details.iter().flat_map(|details| &details.ids) {
                actors.foreign.insert(foreign(scheme, value), at);
            }
            for name in std::iter::once(&actor.name).chain(actor.aliases()) {
                actors.call(at, name);
            }
        }
        actors
    }

    /// The position of an id, present or former.
    pub(super) fn position(&self, id: &str) -> Option<u32> {
        self.ids.get(id).copied()
    }

    /// The id at a position.
    pub(super) fn id(&self, at: u32) -> &str {
        &self.all[at as usize].id
    }

    /// The id at a position, as a record names it.
    pub(super) fn named(&self, at: u32) -> Node {
        Node::text(self.id(at))
    }

    /// Whom a relation names by a description, which says nothing more of it than it was asked.
    pub(super) fn mentioned(&mut self, who: &Node, slugs: &mut Slugs, patch: &Patch<'_>) -> Result<Placed, String> {
        if let Some(known) = self.known.get(who) {
            return known.clone().map(|at| Placed { at, outcome: Outcome::Same, differs: Vec::new() });
        }
        let placed = self.place(who, slugs, patch);
        let at = placed.as_ref().map(|placed| placed.at).map_err(Clone::clone);
        self.known.insert(who.clone(), at);
        placed
    }

    /// Finds whom a description fits and puts what it says to what is known, or makes an actor of it.
    pub(super) fn place(&mut self, who: &Node, slugs: &mut Slugs, patch: &Patch<'_>) -> Result<Placed, String> {
        let placed = self.placed(who, slugs, patch)?;
        if let (Some(id), Some(called)) = (field(who, "id"), field(who, "name")) {
            for key in [id.as_str().to_owned(), foreign(&id, &called)] {
                let known = self.theirs.entry(key).or_insert(Some(placed.at));
                *known = known.filter(|at| *at == placed.at);
            }
            self.taken.insert(placed.at);
        }
        Ok(placed)
    }

    fn placed(&mut self, who: &Node, slugs: &mut Slugs, patch: &Patch<'_>) -> Result<Placed, String> {
        match self.fits(who) {
            Fits::One(at) => Ok(self.told(at, who, patch)),
            Fits::Nobody => {
                let near = self.near_to(who);
                let at = self.make(who, slugs)?;
                if !near.is_empty() {
                    self.ask(who, at, (&near, "spelled nearly alike"));
                }
                Ok(Placed { at, outcome: Outcome::New, differs: Vec::new() })
            }
            Fits::Doubt(others, why) => {
                let at = self.make(who, slugs)?;
                self.keep_apart(at, who);
                self.ask(who, at, (&others, why));
                self.doubles.extend(others.into_iter().map(|other| (at, other)));
                Ok(Placed { at, outcome: Outcome::New, differs: Vec::new() })
            }
        }
    }

    /// The actors of the graph that say more than before, by their positions in the model.
    pub(super) fn changed(&self) -> impl Iterator<Item = (ActorId, &Node)> {
        let present = self.model.actor_ids().zip(&self.all);
        present.filter(|(_, entry)| entry.is_changed).filter_map(|(id, entry)| Some((id, entry.body.as_ref()?)))
    }

    /// The actors that the graph did not have.
    pub(super) fn take_new(&mut self) -> impl Iterator<Item = Node> {
        self.all[self.model.actors().len()..].iter_mut().filter_map(|entry| entry.body.take())
    }

    /// By our id, ids elsewhere, a decision, the name that was kept apart, the name; in this order.
    fn fits(&self, who: &Node) -> Fits {
        if let Some(id) = field(who, "id") {
            let called = field(who, "name");
            let key = called.as_ref().map_or_else(|| id.as_str().to_owned(), |called| foreign(&id, called));
            let known = self.theirs.get(&key).copied().unwrap_or_else(|| self.position(&id));
            match (known, called) {
                (Some(at), None) => return Fits::One(at),
                (Some(at), Some(called)) if self.is_called(at, &called) => return Fits::One(at),
                (None, None) => return Fits::Nobody,
                // the graph has somebody else under this id, or nobody
                (_, Some(_)) => {}
            }
        }
        let ids = value(who, "ids").map_or(&[][..], entries);
        let by_ids = ids.iter().filter_map(|(scheme, id)| self.foreign.get(&foreign(name(scheme), &text(id)?)));
        let by_ids: Vec<u32> = by_ids.copied().collect();
        if let Some(at) = by_ids.iter().find(|at| self.has_no_other_id(**at, who)) {
            return Fits::One(*at);
        }
        let Some(called) = field(who, "name") else { return by_ids.first().map_or(Fits::Nobody, |at| Fits::One(*at)) };
        let (others, answer) = self.decisions.answer(&called, &field(who, "kind").unwrap_or_default());
        let decided = match answer {
            Answer::Is(id) => self.position(id),
            _ => self.apart(&called),
        };
        match (decided, answer) {
            (Some(at), _) => Fits::One(at),
            (None, Answer::New) => self.by_name(who, &called, others),
            (None, _) if by_ids.is_empty() => self.by_name(who, &called, &[]),
            (None, _) => Fits::Doubt(by_ids, "shares an id, and has another one of the same scheme"),
        }
    }

    fn is_called(&self, at: u32, called: &str) -> bool {
        self.names.get(&fold(called)).is_some_and(|all| all.contains(&at))
    }

    /// Tells whether an actor is another of the graph that a description comes from.
    fn is_another(&self, at: u32, who: &Node) -> bool {
        field(who, "id").is_some() && self.taken.contains(&at)
    }

    /// Who was kept apart under a name that alone does not tell who it is.
    fn apart(&self, called: &str) -> Option<u32> {
        self.foreign.get(&foreign(self.scheme.as_deref()?, called)).copied()
    }

    /// By name, those aside who are known to be others.
    fn by_name(&self, who: &Node, called: &str, others: &[String]) -> Fits {
        let aliases: Vec<String> = texts(who, "aliases").map(|alias| alias.as_str().to_owned()).collect();
        let named = |name: &str| self.names.get(&fold(name)).map(Vec::as_slice);
        let by_id = self.position(called).map(|at| vec![at]);
        let all = named(called).or_else(|| aliases.iter().find_map(|alias| named(alias))).map(<[u32]>::to_vec);
        let all = all.or(by_id).unwrap_or_default();
        let all: Vec<u32> = all
            .into_iter()
            .filter(|at| !others.iter().any(|id| id == self.id(*at)) && !self.is_another(*at, who))
            .collect();
        let fitting: Vec<u32> = all.iter().copied().filter(|at| self.can_be(*at, who)).collect();
        match (&fitting[..], &all[..]) {
            ([one], _) => Fits::One(*one),
            ([], []) => Fits::Nobody,
            ([], others) => Fits::Doubt(others.to_vec(), "of this name, but of another kind or with other ids"),
            (several, _) => Fits::Doubt(several.to_vec(), "several of this name"),
        }
    }

    /// Tells whether kind and ids allow that a description is of this actor.
    fn can_be(&self, at: u32, who: &Node) -> bool {
        let entry = &self.all[at as usize];
        field(who, "kind").is_none_or(|kind| *kind == *entry.kind) && self.has_no_other_id(at, who)
    }

    /// Tells whether an actor has no id elsewhere that a description has otherwise.
    fn has_no_other_id(&self, at: u32, who: &Node) -> bool {
        let same = |(scheme, id): &(Spelled, Node)| {
            self.id_of(at, name(scheme)).is_none_or(|known| text(id).as_deref() == Some(&*known))
        };
        value(who, "ids").map_or(&[][..], entries).iter().all(same)
    }

    fn id_of(&self, at: u32, scheme: &str) -> Option<String> {
        if let Some(body) = &self.all[at as usize].body {
            return field(value(body, "ids")?, scheme).map(|id| id.as_str().to_owned());
        }
        let details = self.model.actors().get(at as usize)?.details.as_ref()?;
        details.ids.iter().find(|(known, _)| **known == *scheme).map(|(_, id)| id.to_string())
    }

    fn near_to(&self, who: &Node) -> Vec<u32> {
        let Some(called) = field(who, "name") else { return Vec::new() };
        let is_new = *self.decisions.answer(&called, &field(who, "kind").unwrap_or_default()).1 == Answer::New;
        if is_new { Vec::new() } else { self.near.find(&called) }
    }

    fn make(&mut self, who: &Node, slugs: &mut Slugs) -> Result<u32, String> {
        let Some(called) = field(who, "name") else {
            return Err(format!("neither the graph nor the file describes {}", who.line()));
        };
        let Some(kind) = field(who, "kind") else {
            return Err("the graph knows nobody of this name, and the mapping gives no `kind` for somebody new".into());
        };
        let vocabulary = self.model.vocabulary();
        if vocabulary.kind(&kind).is_none() {
            let known: Vec<&str> = vocabulary.kinds.iter().map(|kind| &*kind.id).collect();
            return Err(words::unknown("kind", &kind, &known));
        }
        let id = match field(who, "id") {
            Some(id) if slugs.take(&id) => id.as_str().to_owned(),
            _ => slugs.free(&called),
        };
        let said = entries(who).iter().map(|(key, value)| (name(key), value.clone()));
        let mut body = Draft::new(Section::Actors, said).body;
        put(&mut body, &ACTOR, "id", Node::text(&id));
        let at = u32::try_from(self.all.len()).map_err(|_| "there are too many actors".to_owned())?;
        self.ids.insert(id.clone(), at);
        self.index(at, &body);
        self.all.push(Entry { id, kind: kind.as_str().to_owned(), body: Some(body), is_changed: false });
        Ok(at)
    }

    /// Makes an actor findable by what it says.
    fn index(&mut self, at: u32, body: &Node) {
        for (scheme, id) in value(body, "ids").map_or(&[][..], entries) {
            if let Some(id) = text(id) {
                self.foreign.entry(foreign(name(scheme), &id)).or_insert(at);
            }
        }
        for called in field(body, "name").into_iter().chain(texts(body, "aliases")) {
            self.call(at, &called);
        }
        for was in texts(body, "was") {
            self.ids.entry(was.as_str().to_owned()).or_insert(at);
        }
    }

    fn call(&mut self, at: u32, called: &str) {
        let known = self.names.entry(fold(called)).or_default();
        if !known.contains(&at) {
            known.push(at);
            self.near.insert(called, at);
        }
    }

    /// Puts what a description says to what is known of the actor.
    fn told(&mut self, at: u32, who: &Node, patch: &Patch<'_>) -> Placed {
        let is_new = at as usize >= self.model.actors().len();
        let (model, entry) = (self.model, &mut self.all[at as usize]);
        let body = entry.body.get_or_insert_with(|| {
            let place = model.actors()[at as usize].place;
            patch.read(Section::Actors, place.span)
        });
        let joined = join(body, &said(body, who), &ACTOR);
        let is_more = !joined.added.is_empty();
        if is_more {
            entry.body = Some(joined.body.clone());
            entry.is_changed |= !is_new;
            self.index(at, &joined.body);
        }
        let outcome = match (is_more, is_new) {
            (_, true) => Outcome::United,
            (true, false) => Outcome::Extended,
            (false, false) if joined.differs.is_empty() => Outcome::Same,
            (false, false) => Outcome::Differs,
        };
        Placed { at, outcome, differs: joined.differs }
    }

    /// Keeps the name beside the ids of an actor that its name alone does not tell from another.
    fn keep_apart(&mut self, at: u32, who: &Node) {
        let (Some(scheme), Some(called)) = (self.scheme.clone(), field(who, "name")) else { return };
        let Some(body) = self.all[at as usize].body.as_mut() else { return };
        let mut ids = value(body, "ids").map_or(&[][..], entries).to_vec();
        ids.push((crate::edit::layout::quoted(&scheme), Node::text(&called)));
        put(body, &ACTOR, "ids", Node::Object(ids));
        self.foreign.insert(foreign(&scheme, &called), at);
    }

    fn ask(&mut self, who: &Node, at: u32, (others, why): (&[u32], &str)) {
        let word = |key: &str| field(who, key).map(|text| text.as_str().to_owned()).unwrap_or_default();
        let candidates = others.iter().map(|other| self.id(*other).to_owned()).collect();
        let became = self.id(at).to_owned();
        let review = Review { name: word("name"), kind: word("kind"), why: why.into(), candidates, became };
        self.reviews.push(review);
    }
}

/// What a description says beyond the name by which it is known; another name is an alias.
fn said(body: &Node, who: &Node) -> Node {
    let known: Vec<String> =
        field(body, "name").into_iter().chain(texts(body, "aliases")).map(|name| fold(&name)).collect();
    let mut aliases: Vec<Node> = Vec::new();
    let mut rest: Vec<(Spelled, Node)> = Vec::new();
    for (key, value) in entries(who) {
        match name(key) {
            "id" => {}
            "name" | "aliases" => aliases.extend(super::super::spelling::items(value).iter().cloned()),
            _ => rest.push((key.clone(), value.clone())),
        }
    }
    aliases.retain(|alias| text(alias).is_some_and(|alias| !known.contains(&fold(&alias))));
    let mut said = Node::Object(rest);
    if !aliases.is_empty() {
        put(&mut said, &ACTOR, "aliases", Node::List(aliases));
    }
    said
}

fn table<T>() -> Table<T> {
    HashMap::with_hasher(FixedState::default())
}

fn foreign(scheme: &str, id: &str) -> String {
    format!("{scheme}\n{id}")
}
