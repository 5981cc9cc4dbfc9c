//! One numbering for two answers: ids are positions in a model, and two models number differently.

use crate::answer::Answer;
use crate::answer::Backdrop;
use crate::answer::Cell;
use crate::answer::Fact;
use crate::answer::SourceCard;
use crate::model::ActorId;
use crate::model::Citation;
use crate::model::KindId;
use crate::model::RelationId;
use crate::model::SourceId;
use crate::model::TypeId;
use crate::model::Vocabulary;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The same answers, numbered alike: actors, sources and relations by their written ids, kinds
/// and types in the order of the later answer.
pub(super) fn aligned(before: &Answer, after: &Answer) -> (Answer, Answer) {
    let both = [before, after];
    let actors = numbered(both.into_iter().flat_map(|answer| answer.actors.values().map(|card| &*card.actor.id)));
    let sources = numbered(both.into_iter().flat_map(sources).map(|(_, card)| &*card.source.id));
    let facts = numbered(both.into_iter().flat_map(facts).map(|(_, fact)| &*fact.key));
    let (kinds, types) = (kinds([after, before]), types([after, before]));
    let alike = |answer: &Answer| {
        let numbers = Numbers {
            actors: answer.actors.iter().map(|(id, card)| (*id, ActorId(actors[&*card.actor.id]))).collect(),
            sources: self::sources(answer).map(|(id, card)| (*id, SourceId(sources[&*card.source.id]))).collect(),
            facts: self::facts(answer).map(|(id, fact)| (*id, RelationId(facts[&*fact.key]))).collect(),
            kinds: &kinds,
            types: &types,
        };
        numbers.answer(answer.clone())
    };
    (alike(before), alike(after))
}

/// All that two answers of one numbering hold; what both hold as the later has it.
pub(super) fn merged(before: Answer, after: Answer) -> Answer {
    let mut both = after;
    for (id, card) in before.actors {
        both.actors.entry(id).or_insert(card);
    }
    for (id, mut fact) in before.facts {
        both.facts.entry(id).or_insert_with(|| {
            respell(&before.vocabulary, &mut both.vocabulary, &mut fact);
            fact
        });
    }
    let mut gone: Vec<_> = before.sources.into_iter().filter(|(id, _)| !both.sources.contains_key(id)).collect();
    gone.sort_by_key(|(_, card)| card.number);
    for (id, mut card) in gone {
        card.number = both.sources.len() + 1;
        card.source.handling = level(&before.vocabulary, &mut both.vocabulary, card.source.handling);
        both.sources.insert(id, card);
    }
    let levels = [before.handling.as_deref(), both.handling.as_deref()];
    both.handling = highest(&before.vocabulary, &mut both.vocabulary, levels);
    both.cut = both.cut.or(before.cut);
    let Answer { backdrop, facts, sources, .. } = &mut both;
    backdrop.facts.retain(|id, _| !facts.contains_key(id));
    backdrop.sources.retain(|id, _| !sources.contains_key(id));
    backdrop.sources.values_mut().zip(sources.len() + 1..).for_each(|(card, number)| card.number = number);
    both
}

/// Points what a fact names of one vocabulary into another, which takes up what it lacks.
fn respell(old: &Vocabulary, new: &mut Vocabulary, fact: &mut Fact) {
    fact.relation.handling = level(old, new, fact.relation.handling);
    for ids in [&mut fact.type_.from, &mut fact.type_.to] {
        for id in &mut **ids {
            let Some(kind) = old.kinds.get(id.at()) else { continue };
            let at = new.kind(&kind.id).unwrap_or_else(|| {
                new.kinds.push(kind.clone());
                KindId(u16::try_from(new.kinds.len() - 1).unwrap_or(u16::MAX))
            });
            *id = at;
        }
    }
}

/// A level of handling in another vocabulary; one that it lacks counts as its most closed.
fn level(old: &Vocabulary, new: &mut Vocabulary, at: Option<u8>) -> Option<u8> {
    let word = old.handling.get(usize::from(at?))?;
    let found = new.handling.iter().position(|level| level == word);
    if found.is_none() {
        new.handling.push(word.clone());
    }
    u8::try_from(found.unwrap_or(new.handling.len() - 1)).ok()
}

/// The higher of two levels of handling, of which the first is a word of the old vocabulary.
fn highest(old: &Vocabulary, new: &mut Vocabulary, [before, after]: [Option<&str>; 2]) -> Option<String> {
    let place = |words: &Vocabulary, word: Option<&str>| {
        let word = word?;
        words.handling.iter().position(|level| **level == *word).and_then(|at| u8::try_from(at).ok())
    };
    let (before, after) = (level(old, new, place(old, before)), place(new, after));
    new.handling.get(usize::from(before.max(after)?)).map(ToString::to_string)
}

fn numbered<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, u32> {
    let sorted: BTreeSet<&str> = ids.collect();
    sorted.into_iter().zip(0..).collect()
}

/// The sources of an answer and of its backdrop.
fn sources(answer: &Answer) -> impl Iterator<Item = (&SourceId, &SourceCard)> {
    answer.sources.iter().chain(&answer.backdrop.sources)
}

/// The relations of an answer and of its backdrop.
fn facts(answer: &Answer) -> impl Iterator<Item = (&RelationId, &Fact)> {
    answer.facts.iter().chain(&answer.backdrop.facts)
}

fn kinds(answers: [&Answer; 2]) -> BTreeMap<Box<str>, KindId> {
    let mut kinds = BTreeMap::new();
    for answer in answers {
        let known: BTreeMap<KindId, &str> =
            answer.actors.values().map(|card| (card.actor.kind, &*card.kind.id)).collect();
        ranked(&mut kinds, known.into_values(), KindId);
    }
    kinds
}

fn types(answers: [&Answer; 2]) -> BTreeMap<Box<str>, TypeId> {
    let mut types = BTreeMap::new();
    for answer in answers {
        let known: BTreeMap<TypeId, &str> =
            facts(answer).map(|(_, fact)| (fact.relation.type_, &*fact.type_.id)).collect();
        ranked(&mut types, known.into_values(), TypeId);
    }
    types
}

fn ranked<'a, T>(ranks: &mut BTreeMap<Box<str>, T>, ids: impl Iterator<Item = &'a str>, make: fn(u16) -> T) {
    for id in ids {
        let next = u16::try_from(ranks.len()).expect("a vocabulary is counted in 16 bits");
        ranks.entry(id.into()).or_insert_with(|| make(next));
    }
}

/// From an answer's own numbers to those of both.
struct Numbers<'a> {
    actors: BTreeMap<ActorId, ActorId>,
    sources: BTreeMap<SourceId, SourceId>,
    facts: BTreeMap<RelationId, RelationId>,
    kinds: &'a BTreeMap<Box<str>, KindId>,
    types: &'a BTreeMap<Box<str>, TypeId>,
}

impl Numbers<'_> {
    fn answer(&self, mut answer: Answer) -> Answer {
        answer.actors = std::mem::take(&mut answer.actors)
            .into_iter()
            .map(|(id, mut card)| {
                card.actor.kind = self.kinds[&card.kind.id];
                let details = card.actor.details.iter_mut();
                details.flat_map(|details| &mut details.citations).for_each(|citation| self.citation(citation));
                (self.actors[&id], card)
            })
            .collect();
        answer.sources = std::mem::take(&mut answer.sources)
            .into_iter()
            .map(|(id, mut card)| {
                self.sources(&mut card.source.derives_from);
                (self.sources[&id], card)
            })
            .collect();
        self.take_facts(&mut answer);
        answer.backdrop = self.backdrop(answer.backdrop);
        answer.asked.iter_mut().for_each(|actor| self.actor(actor));
        self.rows(&mut answer);
        self.routes(&mut answer);
        answer
    }

    fn take_facts(&self, answer: &mut Answer) {
        let facts = std::mem::take(&mut answer.facts).into_iter().map(|(id, mut fact)| {
            let relation = &mut fact.relation;
            relation.type_ = self.types[&fact.type_.id];
            self.actor(&mut relation.from);
            self.actor(&mut relation.to);
            relation.roles.iter_mut().for_each(|(_, actor)| self.actor(actor));
            relation.citations.iter_mut().for_each(|citation| self.citation(citation));
            for stance in relation.details.iter_mut().flat_map(|details| &mut details.stances) {
                self.actor(&mut stance.by);
                self.sources(stance.source.as_mut_slice());
            }
            self.sources(&mut fact.roots);
            self.facts(&mut fact.competing);
            self.facts(&mut fact.contradicting);
            (self.facts[&id], fact)
        });
        answer.facts = facts.collect();
    }

    /// What the backdrop needs to group actors and to name its sources. What it says of records
    /// outside the answer has no number, and is left out.
    fn backdrop(&self, backdrop: Backdrop) -> Backdrop {
        let facts = backdrop.facts.into_iter().filter_map(|(id, mut fact)| {
            let relation = &mut fact.relation;
            relation.type_ = *self.types.get(&fact.type_.id)?;
            relation.from = *self.actors.get(&relation.from)?;
            relation.to = *self.actors.get(&relation.to)?;
            let roles = relation.roles.iter().filter_map(|(role, actor)| Some((*role, *self.actors.get(actor)?)));
            relation.roles = roles.collect();
            let citation = |citation: &Citation| {
                let source = *self.sources.get(&citation.source)?;
                Some(Citation { source, details: None, ..citation.clone() })
            };
            relation.citations = relation.citations.iter().filter_map(citation).collect();
            relation.details = None;
            fact.roots = fact.roots.iter().filter_map(|root| self.sources.get(root)).copied().collect();
            (fact.competing, fact.contradicting) = (Vec::new(), Vec::new());
            Some((self.facts[&id], fact))
        });
        let sources = backdrop.sources.into_iter().map(|(id, mut card)| {
            card.source.derives_from = [].into();
            (self.sources[&id], card)
        });
        Backdrop { facts: facts.collect(), sources: sources.collect() }
    }

    fn rows(&self, answer: &mut Answer) {
        for row in &mut answer.rows {
            for cell in &mut row.cells {
                match cell {
                    Cell::Actor(actor) => self.actor(actor),
                    Cell::Actors(actors) => actors.iter_mut().for_each(|actor| self.actor(actor)),
                    Cell::Source(source) => self.sources(std::slice::from_mut(source)),
                    Cell::Empty | Cell::Text(_) | Cell::Count(_) | Cell::Real(_) => {}
                }
            }
            for seen in &mut row.facts {
                self.facts(std::slice::from_mut(&mut seen.relation));
                seen.from.iter_mut().for_each(|actor| self.actor(actor));
            }
        }
    }

    fn routes(&self, answer: &mut Answer) {
        for route in &mut answer.routes {
            route.actors.iter_mut().for_each(|actor| self.actor(actor));
            route.hops.iter_mut().for_each(|hop| self.facts(hop));
            self.sources(&mut route.roots);
            route.shared.iter_mut().for_each(|(source, _)| self.sources(std::slice::from_mut(source)));
        }
    }

    fn actor(&self, actor: &mut ActorId) {
        *actor = self.actors[actor];
    }

    fn sources(&self, sources: &mut [SourceId]) {
        sources.iter_mut().for_each(|source| *source = self.sources[source]);
    }

    fn facts(&self, facts: &mut [RelationId]) {
        facts.iter_mut().for_each(|fact| *fact = self.facts[fact]);
    }

    fn citation(&self, citation: &mut Citation) {
        self.sources(std::slice::from_mut(&mut citation.source));
        if let Some(details) = &mut citation.details {
            self.sources(&mut details.derives_from);
        }
    }
}
