//! What a record does not state, and what follows from what it does.

use crate::model::Amount;
use crate::model::Expected;
use crate::model::Model;
use crate::model::Money;
use crate::model::Phase;
use crate::model::Precision;
use crate::model::Relation;
use crate::model::RelationId;
use crate::model::Role;
use crate::model::Says;
use crate::model::Time;
use crate::text::grouped;

/// Names what a full record would state and this one does not.
///
/// A type's `expects` is the list; a phase short of `done` adds the completion, and a claim that
/// no citation asserts and no actor affirms adds who asserts it.
pub(super) fn not_stated(model: &Model, id: RelationId) -> Vec<String> {
    let relation = &model[id];
    let expected = &model.type_of(id).expects;
    let mut missing: Vec<String> =
        expected.iter().filter(|field| !states(relation, **field)).map(|field| words(*field)).collect();
    if matches!(relation.phase, Some(Phase::Agreed | Phase::UnderWay))
        && !matches!(relation.time, Time::State(_, Some(_)))
    {
        missing.push("completion".into());
    }
    let asserted = relation.is_asserted();
    let affirmed = relation.stances().iter().any(|stance| stance.says == Says::Affirms);
    if !asserted && !affirmed {
        missing.push("asserted by".into());
    }
    missing
}

fn states(relation: &Relation, field: Expected) -> bool {
    let role = |role| relation.role(role).next().is_some();
    let details = relation.details();
    match field {
        Expected::Item => role(Role::Item),
        Expected::Via => role(Role::Via),
        Expected::Under => role(Role::Under),
        Expected::At => role(Role::At),
        Expected::Against => role(Role::Against),
        Expected::OnBehalfOf => role(Role::OnBehalfOf),
        Expected::Quantity => details.is_some_and(|d| d.quantity.is_some()),
        Expected::Value => details.is_some_and(|d| d.value.is_some()),
        Expected::Since => matches!(relation.time, Time::State(Some(_), _) | Time::Event(_)),
        Expected::Until => matches!(relation.time, Time::State(_, Some(_)) | Time::Event(_)),
        Expected::Date => relation.time.is_stated(),
        Expected::Phase => relation.phase.is_some(),
        Expected::Status => relation.status.is_some(),
    }
}

fn words(field: Expected) -> String {
    match field {
        Expected::Since => "beginning".into(),
        Expected::Until => "end".into(),
        Expected::OnBehalfOf => "on whose behalf".into(),
        other => other.word().replace('-', " "),
    }
}

/// Works out what the numbers imply: the value of one unit.
///
/// The result says that it is derived and from what; it is as approximate as what it comes from.
pub(super) fn derived(relation: &Relation) -> Vec<String> {
    let Some(details) = relation.details() else { return Vec::new() };
    let (Some(quantity), Some(value)) = (&details.quantity, &details.value) else { return Vec::new() };
    let (Ok(count), Ok(sum)) = (quantity.amount.parse::<f64>(), value.amount.parse::<f64>()) else {
        return Vec::new();
    };
    if count <= 0.0 || !(sum / count).is_finite() {
        return Vec::new();
    }
    let unit = quantity.unit.as_deref().map_or("one", singular);
    let each = (sum / count * 100.0).round() / 100.0;
    let about = if is_exact(quantity, value) { "" } else { "about " };
    let units = quantity.unit.as_deref().unwrap_or_default();
    let of = format!("{} {} over {} {units}", value.currency, grouped(&value.amount), grouped(&quantity.amount));
    vec![format!("{about}{} {} per {unit}, from {}", value.currency, grouped(&each.to_string()), of.trim_end())]
}

fn is_exact(quantity: &Amount, value: &Money) -> bool {
    let exact = |precision: Option<Precision>| precision.is_none_or(|p| p == Precision::Exact);
    exact(quantity.precision) && exact(value.precision)
}

fn singular(unit: &str) -> &str {
    unit.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(unit)
}
