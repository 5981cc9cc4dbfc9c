//! What forms need whose readers know nothing of this program: ids that are nobody else's, facts
//! told in one sentence, and a guard over what such a reader may take for a plain fact.

use crate::answer::Answer;
use crate::answer::Fact;
use crate::answer::How;
use crate::answer::Mark;
use crate::model::Date;
use crate::model::Phase;
use crate::model::Status;
use crate::model::Time;
use crate::model::Until;
use crate::render::reading::Reading;
use crate::render::reading::holds;
use crate::render::reading::spoken;
use uuid::Uuid;

/// The name of all names here (RFC 9562, version 5). Not that of STIX, which its specification keeps
/// for other objects.
const NAMES: &[u8] = b"urn:actant:exchange";

/// An id that stays the same for the same record of the same graph, and is no other's.
pub(super) fn uuid(answer: &Answer, sort: &str, id: &str) -> String {
    named(&serde_json::json!([answer.scope.graph, sort, id]).to_string())
}

/// An id that stays the same wherever it is made.
pub(super) fn named(name: &str) -> String {
    let room = Uuid::new_v5(&Uuid::NAMESPACE_URL, NAMES);
    Uuid::new_v5(&room, name.as_bytes()).hyphenated().to_string()
}

/// What a form can tell of the end of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It is told, so that nobody takes what is over for what goes on.
    Told,
    /// It is not, or there is none.
    Untold,
}

/// Why a relation must not be told as a tie to those who read no status; none where it may.
///
/// What does not hold, has not happened, or is over without a word of it, is no tie.
pub(super) fn bar(answer: &Answer, fact: &Fact, end: End) -> Option<&'static str> {
    let relation = &fact.relation;
    if relation.negated {
        return Some("negated");
    }
    if fact.mark == Some(Mark::Gone) {
        return Some(Mark::Gone.word());
    }
    let status = relation.status.filter(|status| matches!(status, Status::Denied | Status::Retracted));
    let phase = relation.phase.filter(|phase| {
        let ahead = matches!(phase, Phase::Possible | Phase::Proposed | Phase::Planned | Phase::Cancelled);
        ahead || *phase == Phase::Ended && end == End::Untold
    });
    let ends = matches!(relation.time, Time::State(_, Some(Until::Date(_))));
    let over = ends && end == End::Untold && answer.scope.as_of.is_none();
    let outside = matches!(fact.verdict, Ok(How::Otherwise) | Err(_)).then(|| holds(fact));
    let unasserted = (!relation.is_asserted()).then_some("unasserted");
    unasserted.or(status.map(Status::word)).or(phase.map(Phase::word)).or(over.then_some("over")).or(outside)
}

/// A fact in one sentence: everything that it states, then what actors themselves say about it.
pub(super) fn told(reading: Reading<'_>, fact: &Fact) -> String {
    let sentence = reading.sentence(fact, None);
    let not = if fact.relation.negated { "not so: " } else { "" };
    let mut text = format!("{not}{} {} {}", sentence.subject, sentence.phrase, sentence.object);
    text.extend(reading.parts(fact).into_iter().map(|(_, part)| format!(" · {part}")));
    text.extend(fact.relation.stances().iter().map(|stance| format!(" · {}", spoken(reading, stance))));
    text
}

/// The beginning and the end of a relation as far as they are dates that can be told; of an event
/// both are its date.
pub(super) fn ends(time: Time) -> [Option<Date>; 2] {
    match time {
        Time::Unstated => [None, None],
        Time::Event(date) => [Some(date); 2],
        Time::State(since, Some(Until::Date(until))) => [since, Some(until)],
        Time::State(since, _) => [since, None],
    }
}
