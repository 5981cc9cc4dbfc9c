//! What is written twice: ids, relations on one key, definitions of the vocabulary.

use super::world::World;
use super::world::written;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Origin;
use crate::model::ActorId;
use crate::model::Relation;
use crate::model::Role;
use crate::model::Time;
use crate::model::Until;
use crate::text::Span;
use crate::text::slug;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::hash::Hash;
use std::hash::Hasher;

/// Adds a definition to a part of the vocabulary: a graph's replaces the program's, a second of
/// the graph is an error.
pub(super) fn define<T>(
    (all, spans): (&mut Vec<T>, &mut Vec<Span>),
    (one, span): (T, Span),
    id: fn(&T) -> Box<str>,
    own: u32,
) -> Option<Diagnostic> {
    match all.iter().position(|other| id(other) == id(&one)) {
        Some(at) if spans[at].file != own => return Some(id_twice("definition", &id(&one), (span, spans[at]))),
        Some(at) => (all[at], spans[at]) = (one, span),
        None if all.len() < usize::from(u16::MAX) => {
            all.push(one);
            spans.push(span);
        }
        None => {
            let headline = format!("a vocabulary holds at most {} definitions of one sort", u16::MAX);
            return Some(Diagnostic::error("too-long", headline, span, "one too many"));
        }
    }
    None
}

/// Drops records whose id stands before them already; the list is sorted by id, and stable.
pub(super) fn drop<T>(
    (what, origins): (&str, &[Origin<'_>]),
    sorted: &mut Vec<T>,
    key: impl Fn(&T) -> (Box<str>, Span),
    faults: &mut Vec<Diagnostic>,
) {
    sorted.dedup_by(|later, first| {
        let ((id, span), (first_id, first_span)) = (key(later), key(first));
        let same = id == first_id;
        if same {
            faults.push(id_twice(what, &id, (id_span(origins, span), id_span(origins, first_span))));
        }
        same
    });
}

/// Makes former ids findable; one that another actor has or had is an error.
pub(super) fn former_ids(world: &mut World<'_>, faults: &mut Vec<Diagnostic>) {
    for (at, actor) in (0_u32..).zip(&world.actors) {
        for was in actor.was() {
            let taken = world.actor(was).or_else(|| world.former.get(was).copied());
            if let Some(other) = taken {
                let spans = (actor.place.span, id_span(&world.origins, world.actors[other.at()].place.span));
                faults.push(id_twice("former id of an actor", was, spans));
            } else {
                world.former.insert(was.clone(), ActorId(at));
            }
        }
    }
}

/// Drops relations whose identity stands before them already. One walk.
pub(super) fn relations(world: &World<'_>, relations: &mut Vec<Relation>, faults: &mut Vec<Diagnostic>) {
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unnamed: HashTable<u32> = HashTable::with_capacity(relations.len());
    let mut again = BTreeSet::new();
    for (at, relation) in relations.iter().enumerate() {
        if let Some(id) = relation.details().and_then(|details| details.id.as_deref()) {
            let first = *named.entry(id).or_insert(at);
            if first != at {
                let spans = [relation, &relations[first]].map(|record| id_span(&world.origins, record.place.span));
                faults.push(id_twice("relation", id, spans.into()));
                again.insert(at);
            }
            continue;
        }
        let key = Identity(world, relation);
        let same = |other: &u32| Identity(world, &relations[*other as usize]) == key;
        match unnamed.find(key.hash(), same) {
            Some(first) => {
                faults.push(relation_twice(world, relation, &relations[*first as usize]));
                again.insert(at);
            }
            None => {
                let position = u32::try_from(at).expect("files over 4 GiB are refused, and few are read");
                let hash = |other: &u32| Identity(world, &relations[*other as usize]).hash();
                unnamed.insert_unique(key.hash(), position, hash);
            }
        }
    }
    if !again.is_empty() {
        let mut at = 0;
        relations.retain(|_| (!again.contains(&at), at += 1).0);
    }
}

/// What a relation without an id of its own is known by.
struct Identity<'r>(&'r World<'r>, &'r Relation);

impl Identity<'_> {
    fn ends(&self) -> (ActorId, ActorId) {
        let Self(world, relation) = self;
        let (from, to) = (relation.from, relation.to);
        let swap = from > to && world.vocabulary.relation_type(relation.type_).symmetric;
        if swap { (to, from) } else { (from, to) }
    }

    fn items(&self) -> impl Iterator<Item = ActorId> + '_ {
        self.1.role(Role::Item)
    }

    fn hash(&self) -> u64 {
        let mut hasher = FixedState::default().build_hasher();
        let (from, to) = self.ends();
        (u64::from(from.0) << 32 | u64::from(to.0)).hash(&mut hasher);
        hasher.write_u32(self.1.type_.0.into());
        self.items().for_each(|item| hasher.write_u32(item.0));
        hasher.finish()
    }
}

impl PartialEq for Identity<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.1.type_ == other.1.type_ && self.ends() == other.ends() && self.items().eq(other.items())
    }
}

fn relation_twice(world: &World, relation: &Relation, first: &Relation) -> Diagnostic {
    let [from, to] = [relation.from, relation.to].map(|actor| &*world.actors[actor.at()].id);
    let type_ = &world.vocabulary.relation_type(relation.type_).id;
    let items: String = relation.role(Role::Item).map(|item| format!(":{}", world.actors[item.at()].id)).collect();
    let year = match relation.time {
        Time::Event(date) | Time::State(Some(date), _) | Time::State(None, Some(Until::Date(date))) => {
            date.parts().0.to_string()
        }
        _ => "2".to_owned(),
    };
    let id = slug(&format!("{from} {type_} {to} {year}"));
    let key = format!("{from}:{type_}:{to}{items}");
    let headline = format!("a second relation stands on the key `{key}`");
    let [span, first] = [relation, first].map(|record| tie_span(&world.origins, record.place.span));
    Diagnostic::error("duplicate-relation", headline, span, "the second")
        .also(first, "the first")
        .help(format!("if the two say the same, keep one and give it the sources of both: `actant cite {key} SOURCE`"))
        .help(format!("if they differ, give one an id of its own: `\"id\": \"{id}\"`"))
}

fn id_twice(what: &str, id: &str, (span, first): (Span, Span)) -> Diagnostic {
    let headline = format!("the {what} `{id}` stands twice");
    Diagnostic::error("duplicate-id", headline, span, "again here")
        .also(first, "first here")
        .help("give one of the two another id, or make them one record")
}

/// Where the ends and the type of a relation stand.
fn tie_span(origins: &[Origin<'_>], record: Span) -> Span {
    let raw = written(origins, record);
    let parts = || ["from", "type", "to"].iter().filter_map(|key| raw.entry(key)).map(|entry| entry.span());
    match (parts().map(|span| span.start).min(), parts().map(|span| span.end).max()) {
        (Some(start), Some(end)) => Span { start, end, ..record },
        _ => record,
    }
}

/// Where the id of a record stands.
fn id_span(origins: &[Origin<'_>], record: Span) -> Span {
    written(origins, record).get("id").map_or(record, |id| id.span())
}
