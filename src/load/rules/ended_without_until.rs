//! What has ended says when.

use super::Checked;
use super::warning;
use crate::diagnostic::Diagnostic;
use crate::model::Phase;
use crate::model::RelationId;
use crate::model::Time;
use crate::model::Until;

/// Finds relations with the phase `ended` whose end is not stated, or is said to be open.
pub(super) fn check(checked: &Checked<'_>, relation: RelationId, found: &mut Vec<Diagnostic>) {
    let record = &checked.model[relation];
    if record.phase != Some(Phase::Ended) {
        return;
    }
    let (headline, keys): (_, &[&str]) = match record.time {
        Time::State(_, Some(Until::Open)) => ("it has ended, and is said to go on", &["until"]),
        Time::State(_, None) | Time::Unstated => ("it has ended, and does not say when", &["phase"]),
        Time::State(_, Some(Until::Date(_))) | Time::Event(_) => return,
    };
    found.push(
        warning("ended-without-until", headline, checked.first_entry(record.place, keys), "without an end")
            .help("write the end as far as it is known: `\"until\": \"2019\"` is enough")
            .help("without it, the relation possibly holds to this day"),
    );
}
