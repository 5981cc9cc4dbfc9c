//! What is drawn of an answer: whom, which ties, in which frames.
//!
//! A slide carries 25 actors and 30 lines. Where an answer has more, actors go, the least tied
//! first: each counts its neighbours, and one more where a tie of its own is hostile or contested.
//! Who is told by a label (what is supplied, through whom) goes before who acts; of equals those
//! with the fewest ties go, then those that the answer names last. The actors asked about, those
//! that are highlighted and those of the routes stay, of routes as many as there is room for.
//! Between the actors that are left everything is drawn, unless there are still too many lines:
//! then those go that follow from a chain that is shown, then more actors, and at last lines.

use super::asked;
use super::bundle;
use super::bundle::Bundle;
use super::group;
use super::group::Bloc;
use super::highlight::Lit;
use super::shown;
use super::stroke;
use super::stroke::{Line, Part, Stroke};
use crate::answer::Fact;
use crate::model::ActorId;
use crate::model::Meaning;
use crate::model::Polarity;
use crate::model::RelationId;
use crate::render::reading::Reading;
use crate::render::surroundings::Extent;
use crate::render::surroundings::Picture;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// As many actors as a slide carries.
const MOST_NODES: usize = 25;
/// As many lines as a slide carries.
const MOST_EDGES: usize = 30;
/// As many actors as are laid out one by one.
const MOST_LAID_OUT: usize = 150;

/// Who and what is drawn.
pub(super) struct Scene {
    /// Whether boxes are actors or groups of them.
    pub grain: Grain,
    /// The actors that are drawn.
    pub actors: BTreeSet<ActorId>,
    /// As many actors as there would be if all were drawn.
    pub candidates: usize,
    /// The groups that they stand in.
    pub blocs: Vec<Bloc>,
    /// The lines.
    pub bundles: Vec<Bundle>,
    /// The relations that are drawn, by lines and by frames.
    pub facts: BTreeSet<RelationId>,
}

/// What a box stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    /// An actor.
    Actors,
    /// A group of actors, or an actor that is asked about.
    Groups,
}

/// Chooses what is drawn. Costs a scan of the answer's facts, and another of what is left for
/// every actor beyond the limit.
pub(super) fn scene(reading: Reading<'_>, picture: &Picture<'_>, lit: &Lit) -> Scene {
    let stage = Stage::new(reading, picture, lit);
    let all = stage.everyone();
    let candidates = all.len();
    match picture.extent {
        Extent::Full if candidates > MOST_LAID_OUT => stage.summed_up(all),
        Extent::Full => stage.set(all, candidates),
        Extent::Pruned => stage.pruned(all),
    }
}

/// What choosing looks at.
struct Stage<'a> {
    reading: Reading<'a>,
    picture: &'a Picture<'a>,
    /// The relations of rows and routes, in order.
    facts: Vec<(RelationId, &'a Fact)>,
    /// The actors that rows and routes name.
    shown: BTreeSet<ActorId>,
    /// The actors that stay.
    kept: BTreeSet<ActorId>,
    /// Where in the answer an actor is named first.
    positions: BTreeMap<ActorId, usize>,
}

/// How much an actor has to do in a picture; the least goes first.
type Rank = (bool, usize, bool, usize, Reverse<usize>, Reverse<ActorId>);

impl<'a> Stage<'a> {
    fn new(reading: Reading<'a>, picture: &'a Picture<'a>, lit: &Lit) -> Self {
        let answer = reading.answer;
        let facts = stroke::told(answer).into_iter().filter_map(|id| Some((id, answer.facts.get(&id)?))).collect();
        let named = super::named(answer);
        let mut positions = BTreeMap::new();
        for (at, actor) in named.into_iter().enumerate() {
            positions.entry(actor).or_insert(at);
        }
        let mut kept: BTreeSet<ActorId> = asked(answer).into_iter().chain(lit.actors()).collect();
        for route in &answer.routes {
            let more: BTreeSet<ActorId> = kept.iter().chain(&route.actors).copied().collect();
            if more.len() <= MOST_NODES {
                kept = more;
            }
        }
        kept.retain(|actor| answer.actors.contains_key(actor));
        Self { reading, picture, facts, shown: shown(answer), kept, positions }
    }

    /// All actors that could be drawn.
    fn everyone(&self) -> BTreeSet<ActorId> {
        let strokes = stroke::strokes(self.reading, (&self.facts, &self.shown));
        self.shown.union(&ends(&strokes)).copied().collect()
    }

    /// The strokes between these actors alone.
    fn strokes(&self, actors: &BTreeSet<ActorId>) -> Vec<Stroke> {
        let is_drawn = |fact: &Fact| [fact.relation.from, fact.relation.to].iter().all(|end| actors.contains(end));
        let facts: Vec<_> = self.facts.iter().filter(|(_, fact)| is_drawn(fact)).copied().collect();
        let shown = self.shown.intersection(actors).copied().collect();
        stroke::strokes(self.reading, (&facts, &shown))
    }

    /// Everything between these actors.
    fn set(&self, actors: BTreeSet<ActorId>, candidates: usize) -> Scene {
        let strokes = self.strokes(&actors);
        self.staged((actors, strokes), candidates)
    }

    fn staged(&self, (actors, strokes): (BTreeSet<ActorId>, Vec<Stroke>), candidates: usize) -> Scene {
        let blocs = group::blocs(self.reading, (&actors, &strokes), self.picture.groups);
        let told = blocs.iter().flat_map(|bloc| bloc.told.iter().copied()).collect();
        let bundles = bundle::bundles(self.reading, &strokes, (&actors, &blocs));
        with_facts(Scene { grain: Grain::Actors, actors, candidates, blocs, bundles, facts: told })
    }

    fn pruned(mut self, all: BTreeSet<ActorId>) -> Scene {
        let candidates = all.len();
        let tied = ends(&self.strokes(&all));
        let mut actors = self.foremost(all);
        while actors.len() > MOST_NODES && self.drop_least(&mut actors) {}
        let strokes = self.strokes(&actors);
        // Who has lost all ties says nothing; who had none is named for another reason.
        let left = ends(&strokes);
        actors.retain(|actor| left.contains(actor) || self.kept.contains(actor) || !tied.contains(actor));
        let mut scene = self.staged((actors.clone(), strokes), candidates);
        while scene.bundles.len() > MOST_EDGES {
            let mut strokes = self.strokes(&actors);
            without_implied(&mut strokes, &self.facts);
            scene = self.staged((actors.clone(), strokes), candidates);
            if scene.bundles.len() <= MOST_EDGES || actors.len() <= MOST_NODES / 2 || !self.drop_least(&mut actors) {
                break;
            }
        }
        self.cut(&mut scene);
        scene
    }

    /// So many actors as are looked at one by one; facts between others are looked at no more.
    fn foremost(&mut self, mut all: BTreeSet<ActorId>) -> BTreeSet<ActorId> {
        if all.len() > MOST_LAID_OUT {
            let strokes = self.strokes(&all);
            let ranks = self.ranks(&strokes, &all);
            let mut sorted: Vec<ActorId> = all.iter().copied().collect();
            sorted.sort_by_key(|actor| (self.kept.contains(actor), ranks[actor]));
            all = sorted.split_off(all.len() - MOST_LAID_OUT).into_iter().collect();
            self.facts.retain(|(_, fact)| all.contains(&fact.relation.from) && all.contains(&fact.relation.to));
        }
        all
    }

    /// Takes away the actor with the least to do, if one may go.
    fn drop_least(&self, actors: &mut BTreeSet<ActorId>) -> bool {
        let ranks = self.ranks(&self.strokes(actors), actors);
        let least = actors.iter().filter(|actor| !self.kept.contains(actor)).min_by_key(|actor| ranks[actor]).copied();
        least.is_some_and(|least| actors.remove(&least))
    }

    fn ranks(&self, strokes: &[Stroke], actors: &BTreeSet<ActorId>) -> BTreeMap<ActorId, Rank> {
        let mut neighbours: BTreeMap<ActorId, BTreeSet<ActorId>> = BTreeMap::new();
        let mut ties: BTreeMap<ActorId, usize> = BTreeMap::new();
        let mut sharp: BTreeSet<ActorId> = BTreeSet::new();
        let mut parties: BTreeSet<ActorId> = BTreeSet::new();
        for stroke in strokes {
            let fact = &self.reading.answer.facts[&stroke.fact];
            for (actor, other) in [(stroke.from, stroke.to), (stroke.to, stroke.from)] {
                neighbours.entry(actor).or_default().insert(other);
                *ties.entry(actor).or_default() += 1;
                let is_party = fact.relation.from == actor || fact.relation.to == actor;
                is_party.then(|| parties.insert(actor));
                (is_party && is_sharp(fact)).then(|| sharp.insert(actor));
            }
        }
        let rank = |actor: &ActorId| {
            let is_sharp = sharp.contains(actor);
            let count = neighbours.get(actor).map_or(0, BTreeSet::len) + usize::from(is_sharp);
            let ties = ties.get(actor).copied().unwrap_or_default();
            let position = self.positions.get(actor).copied().unwrap_or(usize::MAX);
            (parties.contains(actor), count, is_sharp, ties, Reverse(position), Reverse(*actor))
        };
        actors.iter().map(|actor| (*actor, rank(actor))).collect()
    }

    /// Where there are still too many lines, those with the least to say go.
    fn cut(&self, scene: &mut Scene) {
        if scene.bundles.len() <= MOST_EDGES {
            return;
        }
        let answer = self.reading.answer;
        let weight = |bundle: &Bundle| {
            let facts: Vec<&Fact> = bundle.facts.iter().filter_map(|id| answer.facts.get(id)).collect();
            let on_route = answer.routes.iter().flat_map(|route| route.hops.iter().flatten());
            let is_asked = facts
                .iter()
                .any(|fact| [fact.relation.from, fact.relation.to].iter().any(|end| self.kept.contains(end)));
            let is_named = bundle.facts.iter().any(|fact| on_route.clone().any(|hop| hop == fact));
            let holds = bundle.look.line != Line::Faint;
            (is_named, facts.iter().any(|fact| is_sharp(fact)), is_asked, holds, bundle.facts.len())
        };
        let mut order: Vec<usize> = (0..scene.bundles.len()).collect();
        order.sort_by_key(|&at| (Reverse(weight(&scene.bundles[at])), at));
        let left: BTreeSet<usize> = order.into_iter().take(MOST_EDGES).collect();
        let mut at = 0;
        scene.bundles.retain(|_| {
            at += 1;
            left.contains(&(at - 1))
        });
        scene.facts = scene.blocs.iter().flat_map(|bloc| bloc.told.iter().copied()).collect();
        scene.facts.extend(scene.bundles.iter().flat_map(|bundle| bundle.facts.iter().copied()));
    }

    /// One box a group, and the lines between them with counts.
    fn summed_up(&self, actors: BTreeSet<ActorId>) -> Scene {
        let candidates = actors.len();
        let strokes = self.strokes(&actors);
        let alone = asked(self.reading.answer);
        let blocs = group::everyone(self.reading, (&actors, &strokes), (self.picture.groups, &alone));
        let bundles = bundle::between(self.reading, &strokes, &blocs);
        let inside = bundle::inside(&strokes, &blocs);
        let mut scene = with_facts(Scene { grain: Grain::Groups, actors, candidates, blocs, bundles, facts: inside });
        self.cut(&mut scene);
        scene
    }
}

fn ends(strokes: &[Stroke]) -> BTreeSet<ActorId> {
    strokes.iter().flat_map(|stroke| [stroke.from, stroke.to]).collect()
}

fn with_facts(mut scene: Scene) -> Scene {
    scene.facts.extend(scene.bundles.iter().flat_map(|bundle| bundle.facts.iter().copied()));
    scene
}

/// Tells whether a fact is hostile, or said to be otherwise by someone.
fn is_sharp(fact: &Fact) -> bool {
    fact.type_.polarity == Polarity::Hostile || stroke::is_contested(fact)
}

/// Leaves out what a chain says that is shown: what is part of a part is part of the whole.
fn without_implied(strokes: &mut Vec<Stroke>, facts: &[(RelationId, &Fact)]) {
    let facts: BTreeMap<RelationId, &Fact> = facts.iter().copied().collect();
    let nests = |stroke: &&Stroke| {
        let means = facts.get(&stroke.fact).and_then(|fact| fact.type_.means);
        stroke.part == Part::Whole && matches!(means, Some(Meaning::Membership | Meaning::Place | Meaning::Variant))
    };
    let mut nested: Vec<Stroke> = strokes.iter().filter(nests).cloned().collect();
    // One by one, so that of a circle no two go that imply each other.
    let mut at = 0;
    while at < nested.len() {
        let stroke = nested[at].clone();
        let is_like =
            |other: &&Stroke| facts[&other.fact].type_.id == facts[&stroke.fact].type_.id && other.look == stroke.look;
        let chains = |first: &Stroke| {
            let second = |second: &Stroke| second.from == first.to && second.to == stroke.to;
            first.from == stroke.from && nested.iter().filter(is_like).any(second)
        };
        let is_between = |first: &&Stroke| ![stroke.from, stroke.to].contains(&first.to);
        if nested.iter().filter(is_like).filter(is_between).any(chains) {
            nested.remove(at);
            strokes.retain(|other| other.fact != stroke.fact);
        } else {
            at += 1;
        }
    }
}
