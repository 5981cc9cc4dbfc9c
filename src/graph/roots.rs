//! Independent sources: the documents at the roots of what retells what.
//!
//! A source that retells nothing is a root. Sources that lean on each other in a ring with nothing
//! beyond it count as one root, the first of them, which falls with any of them.
//! A citation leans on what its source retells and on what it says that it leans on here; where
//! there is neither, it rests on its source itself. Take sources away, and what leans on them
//! alone falls with them.

use super::strength::Grade;
use super::strength::Support;
use crate::model::Citation;
use crate::model::Model;
use crate::model::Relation;
use crate::model::SourceId;
use crate::model::Testimony;
use petgraph::graph::DiGraph;
use std::collections::BTreeSet;

/// Which sources are roots.
#[derive(Debug)]
pub(super) struct Roots {
    /// The root that a ring of sources counts as, for every source in one; empty where there is none.
    rings: Vec<Option<SourceId>>,
}

/// Which citations are looked at.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// Only of these sources; of all where empty. Sorted.
    only: Vec<SourceId>,
    /// Whether each source still stands; all do where empty.
    standing: Vec<bool>,
    /// The sources that were taken away, sorted.
    away: Vec<SourceId>,
}

impl Roots {
    /// Linear in the number of sources and of what they retell.
    pub(super) fn new(model: &Model) -> Self {
        let retold = model.sources().iter().any(|source| !source.derives_from.is_empty());
        let rings = if retold { rings(model) } else { Vec::new() };
        Self { rings }
    }

    /// The distinct roots of what asserts a relation, ascending.
    pub(super) fn of(&self, model: &Model, relation: &Relation, kept: &Kept) -> Vec<SourceId> {
        let mut found = Vec::new();
        for citation in kept.asserting(model, relation) {
            match leans_on(model, citation).next() {
                None => found.push(citation.source),
                Some(_) => self.gather(leans_on(model, citation).collect(), (model, kept), &mut found),
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// How well the citations that are kept bear a relation out, and the roots.
    pub(super) fn support(&self, model: &Model, relation: &Relation, kept: &Kept) -> (Support, Vec<SourceId>) {
        let grade = |citation: &Citation| Grade::new(&model[citation.source], citation.credibility);
        let grade = kept.asserting(model, relation).map(grade).max().unwrap_or_default();
        let roots = self.of(model, relation, kept);
        (Support { roots: u8::try_from(roots.len().min(2)).unwrap_or(2), grade }, roots)
    }

    /// Follows what is retold down to the roots.
    fn gather(&self, mut open: Vec<SourceId>, (model, kept): (&Model, &Kept), found: &mut Vec<SourceId>) {
        let mut seen = BTreeSet::new();
        while let Some(source) = open.pop() {
            if !kept.stands(source) || !seen.insert(source) {
                continue;
            }
            let parents = parents(model, source);
            match self.rings.get(source.at()).copied().flatten() {
                Some(ring) => found.push(ring),
                None if parents.clone().next().is_none() => found.push(source),
                None => open.extend(parents),
            }
        }
    }

    /// Which sources still stand without some: seeded by the roots that are left and carried on
    /// to whatever leans on one of them.
    fn standing(&self, model: &Model, away: &[SourceId]) -> Vec<bool> {
        let gone = |source: SourceId| away.binary_search(&source).is_ok();
        let broken: BTreeSet<SourceId> =
            away.iter().filter_map(|s| self.rings.get(s.at()).copied().flatten()).collect();
        let mut children = vec![Vec::new(); model.sources().len()];
        let mut open = Vec::new();
        for source in model.source_ids() {
            parents(model, source).for_each(|parent| children[parent.at()].push(source));
            let root = match self.rings.get(source.at()).copied().flatten() {
                Some(ring) => !broken.contains(&ring),
                None => parents(model, source).next().is_none(),
            };
            open.extend(root.then_some(source));
        }
        let mut standing = vec![false; model.sources().len()];
        while let Some(source) = open.pop() {
            if !gone(source) && !standing[source.at()] {
                standing[source.at()] = true;
                // A member of a broken ring leans on that ring alone.
                let whole = |child: &SourceId| self.rings.get(child.at()).copied().flatten().is_none();
                open.extend(children[source.at()].iter().copied().filter(whole));
            }
        }
        standing
    }
}

impl Kept {
    /// Keeps what some sources say, and what does not lean on others alone.
    pub(super) fn new(model: &Model, roots: &Roots, only: &[SourceId], away: &[SourceId]) -> Self {
        let sorted = |sources: &[SourceId]| {
            let mut sources = sources.to_vec();
            sources.sort_unstable();
            sources
        };
        let away = sorted(away);
        let standing = if away.is_empty() { Vec::new() } else { roots.standing(model, &away) };
        Self { only: sorted(only), standing, away }
    }

    /// Tells whether every citation is kept.
    pub(super) fn is_all(&self) -> bool {
        self.only.is_empty() && self.away.is_empty()
    }

    /// The citations that are kept, whatever they do with the claim.
    pub(super) fn left<'a>(&'a self, model: &'a Model, relation: &'a Relation) -> impl Iterator<Item = &'a Citation> {
        relation.citations.iter().filter(move |citation| self.is_all() || self.keeps(model, citation))
    }

    /// The citations that are kept and assert the claim.
    pub(super) fn asserting<'a>(
        &'a self,
        model: &'a Model,
        relation: &'a Relation,
    ) -> impl Iterator<Item = &'a Citation> {
        self.left(model, relation).filter(|citation| citation.testimony == Testimony::Asserts)
    }

    fn keeps(&self, model: &Model, citation: &Citation) -> bool {
        let asked = self.only.is_empty() || self.only.binary_search(&citation.source).is_ok();
        let gone = self.away.binary_search(&citation.source).is_ok();
        let mut legs = leans_on(model, citation).peekable();
        asked && !gone && (legs.peek().is_none() || legs.any(|leg| self.stands(leg)))
    }

    fn stands(&self, source: SourceId) -> bool {
        self.standing.get(source.at()).copied().unwrap_or(true)
    }
}

/// What a source retells, itself aside.
fn parents(model: &Model, source: SourceId) -> impl Iterator<Item = SourceId> + Clone + '_ {
    model[source].derives_from.iter().copied().filter(move |parent| *parent != source)
}

/// What a citation leans on: what its source retells, and what it leans on here.
fn leans_on<'a>(model: &'a Model, citation: &'a Citation) -> impl Iterator<Item = SourceId> + 'a {
    let here = citation.details().map_or(&[][..], |details| &details.derives_from);
    parents(model, citation.source).chain(here.iter().copied().filter(move |leg| *leg != citation.source))
}

/// Finds the rings with nothing beyond them (strongly connected components without an exit).
fn rings(model: &Model) -> Vec<Option<SourceId>> {
    let edges = model.source_ids().flat_map(|source| parents(model, source).map(move |parent| (source.0, parent.0)));
    let retells = DiGraph::<(), (), u32>::from_edges(edges);
    let mut rings = vec![None; model.sources().len()];
    for component in petgraph::algo::kosaraju_scc(&retells).into_iter().filter(|component| component.len() > 1) {
        let members: BTreeSet<SourceId> = component.iter().filter_map(|node| id(node.index())).collect();
        let closed = members.iter().all(|member| parents(model, *member).all(|parent| members.contains(&parent)));
        for member in members.iter().filter(|_| closed) {
            rings[member.at()] = members.first().copied();
        }
    }
    rings
}

fn id(at: usize) -> Option<SourceId> {
    u32::try_from(at).ok().map(SourceId)
}
