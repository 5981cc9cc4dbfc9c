//! The dates of a record: one event or one state, its beginning before its end.

use super::field;
use super::read::Site;
use super::read::Step::Key;
use crate::diagnostic::Diagnostic;
use crate::model::Date;
use crate::model::Time;
use crate::model::Until;
use crate::record::typed::RelationRecord;

/// The dates of a relation.
pub(super) fn time(record: &RelationRecord<'_>, site: &mut Site<'_>) -> Time {
    let date = field::date(record.date.as_ref(), site);
    let since = field::date(record.since.as_ref(), site);
    let until = field::until(record.until.as_ref(), site);
    if record.date.is_some() && (record.since.is_some() || record.until.is_some()) {
        site.fault(beside(record, site));
    }
    in_order(since, until, site);
    match (date, since, until) {
        (Some(date), ..) => Time::Event(date),
        (None, None, None) => Time::Unstated,
        (None, since, until) => Time::State(since, until),
    }
}

/// Notes an end that certainly lies before its beginning.
pub(super) fn in_order(since: Option<Date>, until: Option<Until>, site: &mut Site<'_>) {
    let (Some(since), Some(Until::Date(until))) = (since, until) else { return };
    if since.interval().first <= until.interval().last {
        return;
    }
    let headline = format!("it ends ({until}) before it begins ({since})");
    let fault = Diagnostic::error("interval-order", headline, site.span(&[Key("until")]), "the end")
        .also(site.span(&[Key("since")]), "the beginning")
        .help(format!("if the two were confused, write `\"since\": \"{until}\", \"until\": \"{since}\"`"));
    site.fault(fault);
}

fn beside(record: &RelationRecord<'_>, site: &Site<'_>) -> Diagnostic {
    let (key, other) = match (&record.since, &record.until) {
        (Some(_), Some(_)) => ("since", Some("until")),
        (Some(_), None) => ("since", None),
        _ => ("until", None),
    };
    let headline = format!("`date` stands beside `{key}`: a relation is an event or a state, not both");
    let mut fault = Diagnostic::error("date-beside-interval", headline, site.entry("date"), "says that it is an event")
        .also(site.entry(key), "says that it is a state");
    if let Some(other) = other {
        fault = fault.also(site.entry(other), "says that it is a state");
    }
    fault
        .help("keep `date` for what happens once, such as a delivery or a strike")
        .help("keep `since` and `until` for what lasts, such as a war or an office")
}
