//! A graph seen through a lens.

use super::Graph;
use super::dyad::Bond;
use super::dyad::Dyad;
use super::dyad::Inquiry;
use super::dyad::Strand;
use super::dyad::Way;
use super::gate::Gate;
use super::lens::How;
use super::lens::Lens;
use super::lens::Reason;
use super::strength::Strength;
use crate::model::ActorId;
use crate::model::Relation;
use crate::model::RelationId;
use crate::model::Role;
use crate::model::SourceId;
use std::cmp::Reverse;

/// A graph seen through a lens: a filter, never a copy.
#[derive(Debug)]
pub struct Sight<'g> {
    graph: &'g Graph,
    lens: Lens,
    gate: Gate,
}

/// How many relations a lens lets through, and why not the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// How many relations the graph has.
    pub total: usize,
    /// How many of them the lens lets through.
    pub through: usize,
    /// How many it leaves out for each reason, in the order of [`Reason`]; none that is zero.
    pub left_out: Vec<(Reason, usize)>,
}

/// An actor that is tied to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Who it is.
    pub actor: ActorId,
    /// The permitted relations between the two, ascending.
    pub ties: Vec<Tie>,
}

/// How a relation ties one actor to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The relation.
    pub relation: RelationId,
    /// What the actor in the middle is in it.
    pub here: Part,
    /// What its neighbour is in it.
    pub there: Part,
}

/// What an actor is in a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Whose tie it is.
    From,
    /// To whom it is.
    To,
    /// A further participant.
    Role(Role),
}

impl<'g> Sight<'g> {
    pub(super) fn new(graph: &'g Graph, lens: &Lens) -> Self {
        Self { graph, lens: lens.clone(), gate: Gate::new(graph, lens) }
    }

    /// The graph that is looked at.
    #[must_use]
    pub fn graph(&self) -> &'g Graph {
        self.graph
    }

    /// What it is looked at through.
    #[must_use]
    pub fn lens(&self) -> &Lens {
        &self.lens
    }

    /// How a relation holds, or why the lens leaves it out.
    ///
    /// Where several reasons apply, what the lens asks for comes first, then what the record says
    /// of itself, then its dates: whatever is left out as `planned` meets all that was asked for.
    /// A lens that names a status or a type lets it in.
    ///
    /// # Errors
    /// The reason for which it is left out.
    pub fn verdict(&self, relation: RelationId) -> Result<How, Reason> {
        self.gate.verdict(self.graph, &self.lens, relation)
    }

    /// Tells whether an actor may be listed or passed: its kind is asked for, and it is not one of
    /// those shut out.
    #[must_use]
    pub fn admits_actor(&self, actor: ActorId) -> bool {
        self.gate.admits_actor(|| self.graph.stops[actor.at()].kind) && !self.gate.is_without(actor)
    }

    /// Tells whether a route may pass an actor: it is admitted and no placeholder.
    #[must_use]
    pub fn passes_actor(&self, actor: ActorId) -> bool {
        self.admits_actor(actor) && !(self.graph.placeholders && self.graph.stops[actor.at()].placeholder)
    }

    /// How strong a relation is, with the sources that the lens leaves.
    #[must_use]
    pub fn strength(&self, relation: RelationId) -> Strength {
        let (model, kept) = (self.graph.model(), &self.gate.kept);
        let fact = &self.graph.facts[relation];
        let how = self.verdict(relation).unwrap_or(How::Otherwise);
        let support =
            if kept.is_all() { fact.support } else { self.graph.roots.support(model, &model[relation], kept).0 };
        Strength::new(fact.status, how, support)
    }

    /// The independent sources that assert a relation, ascending: the distinct documents at the
    /// roots of `derives-from`, of source and citation, that the lens leaves.
    #[must_use]
    pub fn roots(&self, relation: RelationId) -> Vec<SourceId> {
        let model = self.graph.model();
        self.graph.roots.of(model, &model[relation], &self.gate.kept)
    }

    /// The documents that themselves assert a relation, ascending, whatever they lean on.
    #[must_use]
    pub fn documents(&self, relation: RelationId) -> Vec<SourceId> {
        let model = self.graph.model();
        let asserting = self.gate.kept.asserting(model, &model[relation]);
        let mut cited: Vec<SourceId> = asserting.map(|citation| citation.source).collect();
        cited.sort_unstable();
        cited.dedup();
        cited
    }

    /// The independent sources of a route: those of every permitted relation of every hop.
    #[must_use]
    pub fn route_roots(&self, actors: &[ActorId]) -> Vec<SourceId> {
        let mut roots = Vec::new();
        let hops = actors.windows(2).flat_map(|hop| self.permitted(hop[0], hop[1]));
        hops.for_each(|relation| self.add_roots(relation, &mut roots));
        roots.sort_unstable();
        roots.dedup();
        roots
    }

    /// Adds the independent sources of a relation to a list.
    pub(super) fn add_roots(&self, relation: RelationId, roots: &mut Vec<SourceId>) {
        let fact = &self.graph.facts[relation];
        if self.gate.kept.is_all() && fact.support.roots == 1 {
            roots.push(fact.root);
        } else {
            roots.extend(self.roots(relation));
        }
    }

    /// Counts what the lens lets through and what it leaves out, and why. Linear.
    #[must_use]
    pub fn census(&self) -> Census {
        let mut left_out: Vec<(Reason, usize)> = Reason::ALL.iter().map(|reason| (*reason, 0)).collect();
        let mut census = Census::default();
        for relation in self.graph.model().relation_ids() {
            census.total += 1;
            match self.verdict(relation) {
                Ok(_) => census.through += 1,
                Err(reason) => left_out[reason as usize].1 += 1,
            }
        }
        left_out.retain(|(_, count)| *count > 0);
        Census { left_out, ..census }
    }

    /// The actors that permitted relations tie to one, ascending. Under a directed lens only those
    /// to which they lead.
    #[must_use]
    pub fn neighbours(&self, actor: ActorId) -> Vec<ActorId> {
        self.near(actor).map(|(neighbour, _)| neighbour).collect()
    }

    /// The neighbours of an actor with the relations that tie them, and how.
    #[must_use]
    pub fn ties(&self, actor: ActorId) -> Vec<Neighbour> {
        let model = self.graph.model();
        let tie = |other: ActorId, relation: RelationId| {
            let (here, there) = parts(&model[relation], actor, other);
            Tie { relation, here, there }
        };
        self.near(actor)
            .map(|(other, dyad)| {
                let ties = self.bonds(dyad, self.way(actor, other)).map(|bond| tie(other, bond.relation)).collect();
                Neighbour { actor: other, ties }
            })
            .collect()
    }

    /// The permitted relations that tie one actor to another, the strongest first, then in the
    /// order of their keys. Under a directed lens only those that lead from the one to the other.
    #[must_use]
    pub fn hop(&self, from: ActorId, to: ActorId) -> Vec<RelationId> {
        let mut relations: Vec<RelationId> = self.permitted(from, to).collect();
        if relations.len() > 1 {
            relations.sort_by_cached_key(|id| {
                (Reverse(self.strength(*id)), self.graph.model().extent(*id).since, self.graph.model().key(*id))
            });
        }
        relations
    }

    fn near(&self, actor: ActorId) -> impl Iterator<Item = (ActorId, &'g Dyad)> {
        self.promising(actor.0)
            .map(|(other, strand)| (ActorId(other), strand))
            .filter(move |(other, strand)| self.admits_actor(*other) && self.leads(*strand, actor, *other))
            .map(|(other, strand)| (other, self.dyad(strand)))
    }

    /// The permitted relations that tie one actor to another, ascending.
    pub(super) fn permitted(&self, from: ActorId, to: ActorId) -> impl Iterator<Item = RelationId> {
        let dyad = self.graph.wires.between(from, to);
        let way = self.way(from, to);
        dyad.into_iter().flat_map(move |dyad| self.bonds(dyad, way)).map(|bond| bond.relation)
    }

    /// The permitted relations of a pair.
    pub(super) fn bonds(&self, dyad: &'g Dyad, way: Way) -> impl Iterator<Item = &'g Bond> {
        let bonds = self.graph.wires.bonds(dyad).iter();
        bonds.filter(move |bond| bond.leads(way) && (self.gate.open || self.verdict(bond.relation).is_ok()))
    }

    /// Tells whether any permitted relation ties a pair of which neither was taken away.
    fn ties_pair(&self, dyad: &'g Dyad, way: Way) -> bool {
        self.gate.glance(dyad, way).unwrap_or_else(|| self.bonds(dyad, way).next().is_some())
    }

    /// Tells whether whatever is tied at all is tied by something permitted, either way.
    pub(super) fn is_open(&self) -> bool {
        self.gate.open && !self.lens.directed
    }

    /// Whom anything ties to an actor, ascending.
    pub(super) fn row(&self, actor: u32) -> &'g [u32] {
        self.graph.wires.neighbours(ActorId(actor))
    }

    /// Whom something may tie to an actor, ascending, and what: the rest is shut out at a glance.
    pub(super) fn promising(&self, actor: u32) -> impl Iterator<Item = (u32, Strand)> {
        let chunks = self.row(actor).chunks(Inquiry::AT_ONCE).zip(self.strands(actor).chunks(Inquiry::AT_ONCE));
        chunks.flat_map(|(others, strands)| self.gate.inquiry.promising(strands).map(|at| (others[at], strands[at])))
    }

    /// What ties them, beside [`Sight::row`].
    pub(super) fn strands(&self, actor: u32) -> &'g [Strand] {
        self.graph.wires.strands(ActorId(actor))
    }

    /// Tells of any strand whether a permitted relation leads from one actor of its pair to the
    /// other.
    pub(super) fn joins(&self, strand: Strand, from: ActorId, to: ActorId) -> bool {
        self.is_open() || self.gate.inquiry.promising(&[strand]).next().is_some() && self.leads(strand, from, to)
    }

    /// The pair of which a strand is a part.
    pub(super) fn dyad(&self, strand: Strand) -> &'g Dyad {
        self.graph.wires.dyad(strand)
    }

    /// Tells whether a permitted relation leads from one actor of a pair to the other.
    pub(super) fn leads(&self, strand: Strand, from: ActorId, to: ActorId) -> bool {
        let gone = || self.gate.is_without(from) || self.gate.is_without(to);
        let sure = self.gate.inquiry.permits(strand) && !self.lens.directed;
        self.is_open() || !gone() && (sure || self.ties_pair(self.dyad(strand), self.way(from, to)))
    }

    /// Which way a pair has to lead.
    pub(super) fn way(&self, from: ActorId, to: ActorId) -> Way {
        if self.lens.directed { Way::between(from, to) } else { Way::Any }
    }
}

/// What two actors are in a relation that ties them: its ends where they are, else an end and a role.
fn parts(relation: &Relation, here: ActorId, there: ActorId) -> (Part, Part) {
    let role = |actor: ActorId| {
        let role = relation.roles.iter().find(|(_, other)| *other == actor);
        role.map_or(Part::To, |(role, _)| Part::Role(*role))
    };
    match (here, there) {
        (a, b) if (a, b) == (relation.from, relation.to) => (Part::From, Part::To),
        (a, b) if (b, a) == (relation.from, relation.to) => (Part::To, Part::From),
        (a, b) if a == relation.from => (Part::From, role(b)),
        (a, b) if b == relation.from => (role(a), Part::From),
        (a, b) if a == relation.to => (Part::To, role(b)),
        (a, _) => (role(a), Part::To),
    }
}
