//! Which actors stand in one frame.
//!
//! What belongs to one whole, then what one sponsors: as the ties say that hold, never by a guess
//! about who is on whose side. A frame is there to spare lines: where it does not spare two, there
//! is none. An actor stands in one frame at most, one that is asked about in none, and no frame holds
//! two that a hostile tie parts. It is drawn with the line of the least sure of its ties.

use super::asked;
use super::bundle;
use super::clean;
use super::edge::short;
use super::stroke;
use super::stroke::{Line, Stroke};
use crate::answer::Answer;
use crate::answer::Fact;
use crate::model::ActorId;
use crate::model::KindId;
use crate::model::Meaning;
use crate::model::Polarity;
use crate::model::RelationId;
use crate::render::reading::Reading;
use crate::render::surroundings;
use crate::render::surroundings::Grouping;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// As many groups as a summary has.
const MOST_GROUPS: usize = 25;

/// As many lines as a frame has to spare.
const LEAST_SPARED: usize = 2;

/// Actors that stand together.
#[derive(Clone, Debug)]
pub(super) struct Bloc {
    /// Its id in files.
    pub id: String,
    /// What is written on it; an actor alone has nothing.
    pub title: String,
    /// Its members that are drawn.
    pub members: BTreeSet<ActorId>,
    /// The actor whom the frame stands for.
    pub whole: Option<ActorId>,
    /// How sure its ties are.
    pub line: Line,
    /// The ties that make it.
    pub ties: Vec<RelationId>,
    /// Those of them that rows and routes tell and the frame tells for them.
    pub told: Vec<RelationId>,
}

impl Bloc {
    fn listed(id: String, title: &str, members: BTreeSet<ActorId>) -> Self {
        let title = clean(title);
        Self { id, title, members, whole: None, line: Line::Solid, ties: Vec::new(), told: Vec::new() }
    }
}

type Drawn<'a> = (&'a BTreeSet<ActorId>, &'a [Stroke]);

/// The groups among the actors that are drawn, in the order in which they are laid out.
pub(super) fn blocs(reading: Reading<'_>, drawn: Drawn<'_>, how: Grouping<'_>) -> Vec<Bloc> {
    let alone = asked(reading.answer);
    match how {
        Grouping::None => Vec::new(),
        Grouping::Auto => from_ties(reading, drawn, &alone),
        Grouping::Kind => {
            let mut blocs = by_kind(reading.answer, drawn.0.difference(&alone));
            blocs.retain(|bloc| bloc.members.len() > 1);
            blocs
        }
        Grouping::Listed(listed) => as_listed(reading.answer, drawn.0, listed),
    }
}

/// Groups that hold every actor: those asked about alone, the others as they are grouped, the
/// rest by kind.
pub(super) fn everyone(
    reading: Reading<'_>,
    drawn: Drawn<'_>,
    (how, alone): (Grouping<'_>, &BTreeSet<ActorId>),
) -> Vec<Bloc> {
    let mut groups = if how == Grouping::Kind { Vec::new() } else { blocs(reading, drawn, how) };
    groups.truncate(MOST_GROUPS / 2);
    for group in &mut groups {
        group.members.extend(group.whole.take());
    }
    let placed: BTreeSet<ActorId> = groups.iter().flat_map(|group| &group.members).copied().collect();
    let alone: Vec<ActorId> = alone.iter().filter(|actor| drawn.0.contains(actor)).copied().collect();
    let rest = drawn.0.iter().filter(|actor| !placed.contains(actor) && !alone.contains(actor));
    let kinds = by_kind(reading.answer, rest);
    let single = alone.iter().filter(|actor| !placed.contains(actor));
    let single = single.map(|&actor| Bloc::listed(slug(reading.answer, actor), "", BTreeSet::from([actor])));
    single.chain(groups).chain(kinds).collect()
}

/// An id of an actor or a kind for files.
fn slug(answer: &Answer, actor: ActorId) -> String {
    let id = answer.actors.get(&actor).map_or("", |card| &card.actor.id);
    if crate::text::is_id(id) { id.to_owned() } else { format!(".{}", actor.0) }
}

fn by_kind<'a>(answer: &Answer, actors: impl Iterator<Item = &'a ActorId>) -> Vec<Bloc> {
    let mut kinds: BTreeMap<KindId, Bloc> = BTreeMap::new();
    for actor in actors {
        let Some(card) = answer.actors.get(actor) else { continue };
        let id = format!("kind.{}", card.actor.kind.at());
        let bloc = kinds.entry(card.actor.kind).or_insert_with(|| Bloc::listed(id, &card.kind.label, BTreeSet::new()));
        bloc.members.insert(*actor);
    }
    kinds.into_values().collect()
}

fn as_listed(answer: &Answer, drawn: &BTreeSet<ActorId>, listed: &[surroundings::Bloc]) -> Vec<Bloc> {
    let ids: BTreeMap<&str, ActorId> =
        drawn.iter().filter_map(|actor| Some((&*answer.actors.get(actor)?.actor.id, *actor))).collect();
    let mut placed = BTreeSet::new();
    let blocs = listed.iter().enumerate().map(|(at, bloc)| {
        let members = bloc.members.iter().filter_map(|id| ids.get(id.as_str()).copied());
        let members = members.filter(|actor| placed.insert(*actor)).collect();
        Bloc::listed(format!("list.{}", at + 1), &bloc.title, members)
    });
    blocs.filter(|bloc| !bloc.members.is_empty()).collect()
}

/// Ties of one meaning with one actor: a group that may come about.
struct Candidate<'a> {
    centre: ActorId,
    means: Meaning,
    ties: Vec<(ActorId, RelationId, &'a Fact)>,
}

impl Candidate<'_> {
    fn members(&self, free: impl Fn(ActorId) -> bool) -> BTreeSet<ActorId> {
        self.ties.iter().map(|(member, ..)| *member).filter(|member| free(*member)).collect()
    }
}

fn from_ties(reading: Reading<'_>, (actors, strokes): Drawn<'_>, alone: &BTreeSet<ActorId>) -> Vec<Bloc> {
    let parted = parted(reading.answer, strokes);
    let lines = |blocs: &[Bloc]| bundle::bundles(reading, strokes, (actors, blocs)).len();
    let mut placed: BTreeSet<ActorId> = alone.clone();
    let mut blocs: Vec<Bloc> = Vec::new();
    for candidate in candidates(reading.answer) {
        let members = candidate.members(|member| actors.contains(&member) && !placed.contains(&member));
        let is_parted = parted.iter().any(|(a, b)| members.contains(a) && members.contains(b));
        if members.len() < 2 || is_parted {
            continue;
        }
        let bloc = bloc(reading, (&candidate, members), (actors, strokes));
        if lines(std::slice::from_ref(&bloc)) + LEAST_SPARED <= lines(&[]) {
            placed.extend(&bloc.members);
            blocs.push(bloc);
        }
    }
    // An actor that stands in a frame is no frame.
    for at in 0..blocs.len() {
        let framed = blocs[at].whole.filter(|whole| blocs.iter().any(|bloc| bloc.members.contains(whole)));
        if framed.is_some() {
            blocs[at].whole = None;
            blocs[at].told.clear();
        }
    }
    blocs.sort_by_key(|bloc| bloc.members.first().copied());
    blocs
}

/// What could be a group: memberships before sponsorships, the larger first.
fn candidates(answer: &Answer) -> Vec<Candidate<'_>> {
    let mut found: BTreeMap<(Meaning, ActorId), Candidate<'_>> = BTreeMap::new();
    for (&id, fact) in answer.facts.iter().chain(&answer.backdrop.facts) {
        let relation = &fact.relation;
        let (means, centre, member) = match fact.type_.means {
            Some(means @ Meaning::Membership) => (means, relation.to, relation.from),
            Some(means @ Meaning::Sponsorship) => (means, relation.from, relation.to),
            _ => continue,
        };
        let is_sure = matches!(stroke::look(fact).line, Line::Solid | Line::Dashed | Line::Broken);
        if fact.verdict.is_ok() && is_sure && centre != member {
            let new = Candidate { centre, means, ties: Vec::new() };
            found.entry((means, centre)).or_insert(new).ties.push((member, id, fact));
        }
    }
    let mut candidates: Vec<Candidate<'_>> = found.into_values().collect();
    let rank = |candidate: &Candidate<'_>| candidate.means != Meaning::Membership;
    candidates.sort_by_key(|candidate| (rank(candidate), Reverse(candidate.members(|_| true).len()), candidate.centre));
    candidates
}

/// The pairs that a hostile tie parts.
fn parted(answer: &Answer, strokes: &[Stroke]) -> BTreeSet<(ActorId, ActorId)> {
    let facts = strokes.iter().filter_map(|stroke| answer.facts.get(&stroke.fact));
    let hostile = facts.filter(|fact| fact.type_.polarity == Polarity::Hostile);
    hostile.map(|fact| (fact.relation.from, fact.relation.to)).collect()
}

fn bloc(reading: Reading<'_>, (candidate, members): (&Candidate<'_>, BTreeSet<ActorId>), drawn: Drawn<'_>) -> Bloc {
    let (centre, answer) = (candidate.centre, reading.answer);
    let ties: Vec<_> = candidate.ties.iter().filter(|(member, ..)| members.contains(member)).collect();
    let own: BTreeSet<RelationId> = ties.iter().map(|(_, id, _)| *id).collect();
    // An actor that nothing ties but its members' ties to it becomes the frame.
    let is_apart = |stroke: &Stroke| own.contains(&stroke.fact) || ![stroke.from, stroke.to].contains(&centre);
    let is_whole = candidate.means == Meaning::Membership
        && drawn.0.contains(&centre)
        && !asked(answer).contains(&centre)
        && drawn.1.iter().all(is_apart);
    let told = own.iter().filter(|id| is_whole && answer.facts.contains_key(id)).copied().collect();
    let name = clean(reading.name(centre));
    let is_named = is_whole || candidate.means == Meaning::Membership && !drawn.0.contains(&centre);
    Bloc {
        id: format!("{}.{}", candidate.means.word(), slug(answer, centre)),
        title: if is_named { name } else { title(candidate, &ties, &name) },
        whole: is_whole.then_some(centre),
        line: ties.iter().map(|(.., fact)| stroke::look(fact).line).max().unwrap_or(Line::Solid),
        ties: own.into_iter().collect(),
        told,
        members,
    }
}

/// "member of the Council", "backed by Norland".
fn title(candidate: &Candidate<'_>, ties: &[&(ActorId, RelationId, &Fact)], name: &str) -> String {
    let phrase = |fact: &Fact| match candidate.means {
        Meaning::Membership => short(&fact.type_.phrase),
        _ => short(&fact.type_.inverse),
    };
    let phrases: BTreeSet<String> = ties.iter().map(|(.., fact)| phrase(fact)).collect();
    match (phrases.len(), phrases.first()) {
        (1, Some(phrase)) => format!("{phrase} {name}"),
        _ => format!("{} of {name}", candidate.means.word()),
    }
}
