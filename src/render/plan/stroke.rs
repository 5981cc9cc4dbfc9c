//! Relations as strokes from one actor to the next: what is drawn, and how it looks.

use crate::answer::Answer;
use crate::answer::Fact;
use crate::answer::Mark;
use crate::answer::Reason;
use crate::model::ActorId;
use crate::model::Phase;
use crate::model::Polarity;
use crate::model::RelationId;
use crate::model::Role;
use crate::model::Says;
use crate::model::Status;
use crate::render::reading::Reading;
use std::collections::BTreeSet;

/// How a line is drawn, by what is known of its truth; the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) enum Line {
    /// Stated.
    Solid,
    /// Reported.
    Dashed,
    /// Alleged or disputed.
    Broken,
    /// Proposed, planned or possible.
    Dotted,
    /// It does not hold: ended, denied, retracted, called off, or said not to be so.
    Faint,
}

/// How a stroke looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) struct Look {
    /// Its colour.
    pub polarity: Polarity,
    /// Its line.
    pub line: Line,
}

/// A stretch from one actor to another that a relation draws.
#[derive(Clone, Debug)]
pub(super) struct Stroke {
    /// Where it begins.
    pub from: ActorId,
    /// Where it ends.
    pub to: ActorId,
    /// The relation.
    pub fact: RelationId,
    /// How it looks.
    pub look: Look,
    /// What it says and how it ends.
    pub part: Part,
}

/// Which part of a relation a stroke draws. What a relation is about stands between its ends:
/// "Russia supplies", "Verba", "to Iran"; the label is on the first stretch, the head on the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// All of it, without a direction.
    Level,
    /// Its first stretch of several.
    Opening,
    /// A stretch between.
    Passing,
    /// Its last stretch.
    Closing,
    /// The tie of a role's actor, which nothing else ties.
    Role(Role),
}

/// The relations of rows and routes, each once, in order.
pub(super) fn told(answer: &Answer) -> BTreeSet<RelationId> {
    let rows = answer.rows.iter().flat_map(|row| &row.facts).map(|seen| seen.relation);
    let hops = answer.routes.iter().flat_map(|route| route.hops.iter().flatten()).copied();
    rows.chain(hops).filter(|relation| answer.facts.contains_key(relation)).collect()
}

/// The strokes of facts, in the order of their relations.
///
/// What is supplied and through whom, where it is shown as an actor of its own, lies on the way
/// from one end to the other. An actor in another role that nothing else ties is tied by its role.
pub(super) fn strokes(
    reading: Reading<'_>,
    (facts, shown): (&[(RelationId, &Fact)], &BTreeSet<ActorId>),
) -> Vec<Stroke> {
    let answer = reading.answer;
    let mut strokes: Vec<Stroke> = facts.iter().flat_map(|&(id, fact)| chain(id, fact, shown)).collect();
    let tied: BTreeSet<ActorId> = strokes.iter().flat_map(|stroke| [stroke.from, stroke.to]).collect();
    for &(id, fact) in facts {
        let loose = fact.relation.roles.iter().filter(|(_, actor)| shown.contains(actor) && !tied.contains(actor));
        strokes.extend(loose.map(|&(role, to)| Stroke {
            from: fact.relation.from,
            to,
            fact: id,
            look: Look { polarity: Polarity::Neutral, line: look(fact).line },
            part: Part::Role(role),
        }));
    }
    strokes.retain(|stroke| [stroke.from, stroke.to].iter().all(|actor| answer.actors.contains_key(actor)));
    strokes
}

fn chain(id: RelationId, fact: &Fact, shown: &BTreeSet<ActorId>) -> Vec<Stroke> {
    let relation = &fact.relation;
    let mut way = vec![relation.from];
    for role in [Role::Item, Role::Via] {
        way.extend(relation.role(role).filter(|actor| shown.contains(actor)).take(1));
    }
    way.push(relation.to);
    way.dedup();
    if way[..way.len() - 1].contains(&relation.to) || way.len() < 2 {
        way = vec![relation.from, relation.to];
    }
    let stretches = way.len() - 1;
    let part = |at| match (at, stretches, fact.type_.symmetric) {
        (0, 1, true) => Part::Level,
        (0, 1, false) => Part::Whole,
        (0, ..) => Part::Opening,
        (at, _, false) if at + 1 == stretches => Part::Closing,
        _ => Part::Passing,
    };
    way.windows(2)
        .enumerate()
        .map(|(at, pair)| Stroke { from: pair[0], to: pair[1], fact: id, look: look(fact), part: part(at) })
        .collect()
}

/// Colour and line of a fact.
pub(super) fn look(fact: &Fact) -> Look {
    let line = if mark(fact).is_some() {
        Line::Faint
    } else if matches!(fact.relation.phase, Some(Phase::Possible | Phase::Proposed | Phase::Planned))
        || fact.verdict == Err(Reason::Future)
    {
        Line::Dotted
    } else {
        match fact.relation.status {
            Some(Status::Reported) => Line::Dashed,
            Some(Status::Alleged | Status::Disputed) => Line::Broken,
            _ => Line::Solid,
        }
    };
    Look { polarity: fact.type_.polarity, line }
}

/// Tells whether a fact is said to be otherwise: it is disputed, denied by someone, or another record
/// of the answer speaks against it.
pub(super) fn is_contested(fact: &Fact) -> bool {
    let is_denied = fact.relation.stances().iter().any(|stance| stance.says == Says::Denies);
    let is_opposed = !fact.competing.is_empty() || !fact.contradicting.is_empty();
    is_denied || is_opposed || fact.relation.status == Some(Status::Disputed)
}

/// Why a fact does not hold, in a word for its label; none where it does.
pub(super) fn mark(fact: &Fact) -> Option<&'static str> {
    let relation = &fact.relation;
    if fact.mark == Some(Mark::Gone) {
        return Some(Mark::Gone.word());
    }
    match (relation.negated, relation.status, relation.phase) {
        (true, ..) => Some("not so"),
        (_, Some(status @ (Status::Denied | Status::Retracted)), _) => Some(status.word()),
        (.., Some(phase @ (Phase::Ended | Phase::Cancelled))) => Some(phase.word()),
        _ => (fact.verdict == Err(Reason::Ended)).then_some("ended"),
    }
}
