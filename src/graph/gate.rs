//! A lens, compiled: the test that a relation passes or not.

use super::Graph;
use super::dyad;
use super::dyad::Dyad;
use super::dyad::Inquiry;
use super::dyad::Way;
use super::fact::Fact;
use super::fact::Reasons;
use super::lens::How;
use super::lens::Lens;
use super::lens::Reason;
use super::roots::Kept;
use crate::model::ActorId;
use crate::model::Extent;
use crate::model::Holds;
use crate::model::Interval;
use crate::model::KindId;
use crate::model::Model;
use crate::model::Phase;
use crate::model::Relation;
use crate::model::RelationId;
use crate::model::SourceId;
use crate::model::Status;
use crate::model::TypeId;

/// A compiled lens.
#[derive(Debug)]
pub(super) struct Gate {
    /// Which types pass; all where empty.
    types: Vec<bool>,
    /// The bits of these types, modulo 64.
    mask: u64,
    /// Whether the mask alone tells whether a type passes.
    exact: bool,
    /// As much of all this as a strand can answer.
    pub(super) inquiry: Inquiry,
    /// Which statuses pass, by [`bit`].
    statuses: u16,
    /// Which phases pass, by [`bit`].
    phases: u16,
    let_in: Reasons,
    window: Interval,
    during: Option<Interval>,
    strict: bool,
    without: Vec<ActorId>,
    /// Which kinds of actor pass; all where empty.
    kinds: Vec<bool>,
    max_handling: Option<u8>,
    /// Sources above that level, or that lean on one; empty where there is no level.
    closed: Vec<bool>,
    pub(super) kept: Kept,
    /// Whether every relation of the graph passes.
    pub(super) open: bool,
    /// Whether a plain relation passes by type and date alone.
    plain: bool,
}

/// Every status or phase, and none stated.
const ALL: u16 = u16::MAX;

/// Why a relation misses the date of a lens.
const MISSED: [Reason; 3] = [Reason::Ended, Reason::Future, Reason::Undated];

impl Gate {
    pub(super) fn new(graph: &Graph, lens: &Lens) -> Self {
        let model = graph.model();
        let types = types(model, lens);
        let mut without = lens.without.clone();
        without.sort_unstable();
        let closed = lens.max_handling.map_or_else(Vec::new, |level| closed(model, level));
        let kept = Kept::new(model, &graph.roots, &lens.sources, &lens.without_sources);
        let statuses = bits(lens.statuses.iter().map(|status| status.map(|status| status as u8)));
        let phases = bits(lens.phases.iter().map(|phase| phase.map(|phase| phase as u8)));
        let (mask, others) = masks(&types);
        let by_type_and_date = statuses & phases == ALL && lens.max_handling.is_none() && kept.is_all();
        let let_in = let_in(lens);
        let dated = !lens.strict && lens.during.is_none() && MISSED.iter().all(|reason| !let_in.contains(*reason));
        let plain = by_type_and_date && dated;
        let window = lens.window();
        let mut gate = Self {
            types,
            mask,
            exact: mask & others == 0,
            inquiry: Inquiry::new((mask, others), plain.then_some(window), graph.wires.scale),
            statuses,
            phases,
            let_in,
            window,
            during: lens.during.map(|(first, last)| Interval::between(first, last)),
            strict: lens.strict,
            without,
            kinds: kinds(model, lens),
            max_handling: lens.max_handling,
            closed,
            kept,
            open: false,
            plain,
        };
        gate.open = gate.lets_all_through(graph);
        gate
    }

    fn lets_all_through(&self, graph: &Graph) -> bool {
        let facts = &graph.facts;
        let dated = facts.last_begin <= self.window.last && facts.first_end >= self.window.first;
        self.plain
            && self.without.is_empty()
            && self.types.is_empty()
            && facts.against.minus(self.let_in).is_empty()
            && dated
    }

    /// Tells whether any permitted relation ties a pair of which neither was taken away, without a
    /// look at its relations where that is possible; none where they have to be looked at.
    pub(super) fn glance(&self, dyad: &Dyad, way: Way) -> Option<bool> {
        if dyad.types(way) & self.mask == 0 {
            return Some(false);
        }
        match dyad.plain_days() {
            Some(days) if self.plain && self.exact => {
                Some(days.first <= self.window.last && days.last >= self.window.first)
            }
            _ => None,
        }
    }

    /// Tells whether actors of a kind may be listed or passed.
    pub(super) fn admits_actor(&self, kind: impl FnOnce() -> KindId) -> bool {
        self.kinds.is_empty() || self.kinds[kind().at()]
    }

    /// Tells whether an actor was taken away.
    pub(super) fn is_without(&self, actor: ActorId) -> bool {
        !self.without.is_empty() && self.without.binary_search(&actor).is_ok()
    }

    /// How a relation holds, or why it is left out: first for what the lens asks of it, then for
    /// what it says of itself, then for its dates.
    pub(super) fn verdict(&self, graph: &Graph, lens: &Lens, id: RelationId) -> Result<How, Reason> {
        let fact = &graph.facts[id];
        if !self.admits_type(fact.type_) {
            let by_name = !lens.only.is_empty() && !lens.only.contains(&fact.type_) || lens.not.contains(&fact.type_);
            return Err(if by_name { Reason::Type } else { Reason::Polarity });
        }
        if self.statuses & bit(fact.status.map(|status| status as u8)) == 0 {
            return Err(Reason::Status);
        }
        if self.phases & bit(fact.phase.map(|phase| phase as u8)) == 0 {
            return Err(Reason::Phase);
        }
        let asserted = self.narrow(graph.model(), fact, id)?;
        let mut against = fact.against.minus(self.let_in);
        if !asserted && !self.let_in.contains(Reason::Unasserted) {
            against.insert(Reason::Unasserted);
        }
        match against.first() {
            Some(reason) => Err(reason),
            None => self.dated(&fact.extent),
        }
    }

    fn admits_type(&self, type_: TypeId) -> bool {
        self.types.is_empty() || self.types[type_.at()]
    }

    /// What has to be looked up in the record: tells whether a citation that is left asserts it.
    fn narrow(&self, model: &Model, fact: &Fact, id: RelationId) -> Result<bool, Reason> {
        let record = &model[id];
        let mut asserted = true;
        if !self.kept.is_all() {
            let was = !fact.against.contains(Reason::Unasserted);
            asserted = self.kept.asserting(model, record).next().is_some();
            if !asserted && (was || self.kept.left(model, record).next().is_none()) {
                return Err(Reason::Source);
            }
        }
        if !self.without.is_empty() && record.participants().any(|actor| self.is_without(actor)) {
            return Err(Reason::Actor);
        }
        if self.max_handling.is_some_and(|level| self.is_above(model, record, level)) {
            return Err(Reason::Handling);
        }
        Ok(asserted)
    }

    fn is_above(&self, model: &Model, record: &Relation, level: u8) -> bool {
        let closed = |source: &SourceId| self.closed[source.at()];
        let cited = record.citations.iter().any(|citation| {
            let here = citation.details().map_or(&[][..], |details| &details.derives_from);
            closed(&citation.source) || here.iter().any(closed)
        });
        let own = record.handling.or(model.manifest().handling).is_some_and(|own| own > level);
        own || cited || record.stances().iter().any(|stance| stance.source.as_ref().is_some_and(closed))
    }

    fn dated(&self, extent: &Extent) -> Result<How, Reason> {
        let at = extent.at(self.window);
        if at == Holds::No {
            let reason = missed(extent, self.window);
            if !self.let_in.contains(reason) {
                return Err(reason);
            }
        }
        let within = self.during.map_or(Holds::Certain, |window| extent.during(window));
        match (at.min(within), within) {
            (_, Holds::No) => Err(Reason::Window),
            (Holds::Possible, _) | (_, Holds::Possible) if self.strict => Err(Reason::Uncertain),
            (holds, _) => Ok(How::new(holds, extent)),
        }
    }
}

/// Why an extent misses a window.
fn missed(extent: &Extent, window: Interval) -> Reason {
    if extent.undated {
        Reason::Undated
    } else if extent.since.first > window.last {
        Reason::Future
    } else {
        Reason::Ended
    }
}

/// Naming a status, a phase or a type is asking for it.
fn let_in(lens: &Lens) -> Reasons {
    let status = |status| lens.statuses.contains(&Some(status));
    let phase = |phase| lens.phases.contains(&Some(phase));
    let asked = [
        (status(Status::Denied), Reason::Denied),
        (status(Status::Retracted), Reason::Retracted),
        (phase(Phase::Possible), Reason::Possible),
        (phase(Phase::Proposed), Reason::Proposed),
        (phase(Phase::Planned), Reason::Planned),
        (phase(Phase::Cancelled), Reason::Cancelled),
        (!lens.only.is_empty(), Reason::Identity),
    ];
    let asked = asked.into_iter().filter_map(|(named, reason)| named.then_some(reason));
    lens.include.iter().copied().filter(|reason| reason.can_be_included()).chain(asked).collect()
}

fn kinds(model: &Model, lens: &Lens) -> Vec<bool> {
    let mut kinds = vec![false; if lens.kinds.is_empty() { 0 } else { model.vocabulary().kinds.len() }];
    lens.kinds.iter().for_each(|kind| kinds[kind.at()] = true);
    kinds
}

fn types(model: &Model, lens: &Lens) -> Vec<bool> {
    if lens.only.is_empty() && lens.not.is_empty() && lens.polarities.is_empty() {
        return Vec::new();
    }
    let types = model.vocabulary().types.iter().zip((0..).map(TypeId));
    let passes = |(type_, id): (&crate::model::Type, TypeId)| {
        (lens.only.is_empty() || lens.only.contains(&id))
            && !lens.not.contains(&id)
            && (lens.polarities.is_empty() || lens.polarities.contains(&type_.polarity))
    };
    types.map(passes).collect()
}

/// The bits of the types that pass, and of those that do not.
fn masks(types: &[bool]) -> (u64, u64) {
    if types.is_empty() {
        return (u64::MAX, 0);
    }
    let set = |wanted: bool| {
        let ids = types.iter().zip((0..).map(TypeId)).filter(|(passes, _)| **passes == wanted);
        ids.fold(0, |mask, (_, id)| mask | dyad::bit(id))
    };
    (set(true), set(false))
}

/// The set of these statuses or phases; all of them where none is asked for.
fn bits(asked: impl Iterator<Item = Option<u8>>) -> u16 {
    match asked.fold(0, |set, one| set | bit(one)) {
        0 => ALL,
        set => set,
    }
}

/// The bit of a status or phase; the last one where none is stated.
fn bit(at: Option<u8>) -> u16 {
    1 << at.unwrap_or(15)
}

/// The sources above a level of handling, and all that lean on them.
fn closed(model: &Model, level: u8) -> Vec<bool> {
    let mut closed: Vec<bool> =
        model.sources().iter().map(|source| source.handling.is_some_and(|own| own > level)).collect();
    let mut children = vec![Vec::new(); closed.len()];
    for source in model.source_ids() {
        model[source].derives_from.iter().for_each(|parent| children[parent.at()].push(source));
    }
    let mut open: Vec<SourceId> = model.source_ids().filter(|source| closed[source.at()]).collect();
    while let Some(source) = open.pop() {
        for child in &children[source.at()] {
            if !std::mem::replace(&mut closed[child.at()], true) {
                open.push(*child);
            }
        }
    }
    closed
}
