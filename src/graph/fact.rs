//! What a lens asks of a relation, packed beside its neighbours.

use super::lens::Reason;
use super::roots::Kept;
use super::roots::Roots;
use super::strength::Support;
use crate::model::Extent;
use crate::model::Interval;
use crate::model::Meaning;
use crate::model::Model;
use crate::model::Phase;
use crate::model::RelationId;
use crate::model::SourceId;
use crate::model::Status;
use crate::model::TypeId;

/// A relation, as far as a lens asks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact {
    pub(super) extent: Extent,
    pub(super) type_: TypeId,
    /// What speaks against travelling it, whatever the date.
    pub(super) against: Reasons,
    pub(super) status: Option<Status>,
    pub(super) phase: Option<Phase>,
    /// How well all its citations bear it out.
    pub(super) support: Support,
    /// The independent source that asserts it, where there is only one.
    pub(super) root: SourceId,
    pub(super) has_roles: bool,
}

impl Fact {
    /// Tells whether nothing speaks against it and it ties its two ends alone.
    pub(super) fn is_plain(&self) -> bool {
        self.against.is_empty() && !self.has_roles
    }
}

/// A set of reasons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reasons(u32);

impl Reasons {
    pub(super) fn insert(&mut self, reason: Reason) {
        self.0 |= 1 << reason as u32;
    }

    pub(super) fn contains(self, reason: Reason) -> bool {
        self.0 >> reason as u32 & 1 == 1
    }

    /// The reasons of this set that are not in the other.
    pub(super) fn minus(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The first reason in the set.
    pub(super) fn first(self) -> Option<Reason> {
        Reason::ALL.get(self.0.trailing_zeros() as usize).copied()
    }
}

impl FromIterator<Reason> for Reasons {
    fn from_iter<T: IntoIterator<Item = Reason>>(reasons: T) -> Self {
        let mut set = Self::default();
        reasons.into_iter().for_each(|reason| set.insert(reason));
        set
    }
}

/// The facts of all relations, and what holds of each of them.
#[derive(Debug)]
pub(super) struct Facts {
    all: Vec<Fact>,
    /// What speaks against any of them.
    pub(super) against: Reasons,
    /// Whether any of them has roles, so that it ties more than one pair.
    pub(super) any_roles: bool,
    /// No relation begins later, on any reading.
    pub(super) last_begin: i32,
    /// No relation ends earlier, on any reading.
    pub(super) first_end: i32,
    /// From the first to the last day on which any can begin or end, of those that are known.
    pub(super) dated: Option<Interval>,
}

impl Facts {
    pub(super) fn new(model: &Model, roots: &Roots) -> Self {
        let all: Vec<Fact> = model.relation_ids().map(|id| fact(model, roots, id)).collect();
        let against = all.iter().fold(Reasons::default(), |set, fact| set.union(fact.against));
        let any_roles = all.iter().any(|fact| fact.has_roles);
        let last_begin = all.iter().map(|fact| fact.extent.since.first).max().unwrap_or(i32::MIN);
        let first_end = all.iter().map(|fact| fact.extent.until.last).min().unwrap_or(i32::MAX);
        let days = || all.iter().flat_map(|fact| [fact.extent.since.first, fact.extent.until.last]);
        let known = || days().filter(|day| *day > i32::MIN && *day < i32::MAX);
        let dated = known().min().zip(known().max()).map(|(first, last)| Interval { first, last });
        Self { all, against, any_roles, last_begin, first_end, dated }
    }
}

impl std::ops::Index<RelationId> for Facts {
    type Output = Fact;
    fn index(&self, id: RelationId) -> &Fact {
        &self.all[id.at()]
    }
}

fn fact(model: &Model, roots: &Roots, id: RelationId) -> Fact {
    let relation = &model[id];
    let (support, roots) = roots.support(model, relation, &Kept::default());
    Fact {
        extent: model.extent(id),
        type_: relation.type_,
        against: against(model, id),
        status: relation.status,
        phase: relation.phase,
        support,
        root: roots.first().copied().unwrap_or_default(),
        has_roles: !relation.roles.is_empty(),
    }
}

fn against(model: &Model, id: RelationId) -> Reasons {
    let relation = &model[id];
    let negated = relation.negated.then_some(Reason::Negated);
    let identity = (model.type_of(id).means == Some(Meaning::Identity)).then_some(Reason::Identity);
    let unasserted = (!relation.is_asserted()).then_some(Reason::Unasserted);
    let status = match relation.status {
        Some(Status::Denied) => Some(Reason::Denied),
        Some(Status::Retracted) => Some(Reason::Retracted),
        _ => None,
    };
    let phase = match relation.phase {
        Some(Phase::Possible) => Some(Reason::Possible),
        Some(Phase::Proposed) => Some(Reason::Proposed),
        Some(Phase::Planned) => Some(Reason::Planned),
        Some(Phase::Cancelled) => Some(Reason::Cancelled),
        _ => None,
    };
    [negated, identity, unasserted, status, phase].into_iter().flatten().collect()
}
