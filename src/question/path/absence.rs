//! Why there is no route, and what would open one.

use super::Asked;
use crate::answer::Note;
use crate::graph::Lens;
use crate::graph::Limits;
use crate::graph::Reason;
use crate::graph::When;
use crate::model::ActorId;
use crate::model::Polarity;
use crate::model::RelationId;
use crate::text::count;

/// A constraint of a question, and the lens without it.
struct Constraint {
    /// What the person would write, or leave out.
    remedy: String,
    loosen: Loosen,
}

/// Takes a constraint away.
type Loosen = fn(&mut Lens);

/// Explains an absence: each constraint is taken away alone, and those whose absence opens a route
/// are named with that route. Where none does alone, all are taken away together and put back one
/// by one, and what has to go is named. A record that says that the two are not tied comes first.
pub(super) fn explain(asked: &Asked<'_>, ends: (ActorId, ActorId), limits: &Limits<'_>) -> Vec<Note> {
    let longer = Limits { hops: usize::MAX, ..*limits };
    let opened = |lens: &Lens| asked.sight.graph().through(lens).shortest(ends.0, ends.1, &longer);
    let lens = asked.sight.lens();
    let mut notes: Vec<Note> = refused(asked, ends).into_iter().collect();
    let refusals = notes.len();
    if let Some(route) = opened(lens) {
        notes.push(Note::Hint(format!("--max-hops {} opens {}", route.len() - 1, words(asked, &route))));
    }
    let constraints = constraints(lens);
    for constraint in &constraints {
        let mut looser = lens.clone();
        (constraint.loosen)(&mut looser);
        if let Some(route) = opened(&looser) {
            notes.push(Note::Hint(format!("{} opens {}", constraint.remedy, words(asked, &route))));
        }
    }
    if notes.len() == refusals {
        notes.push(together(asked, &constraints, &opened));
    }
    notes
}

/// The records that say that the two ends are not tied so.
fn refused(asked: &Asked<'_>, (from, to): (ActorId, ActorId)) -> Option<Note> {
    let (model, sight) = (asked.model(), asked.sight);
    let is_refused = |relation: &&RelationId| {
        let record = &model[**relation];
        [(from, to), (to, from)].contains(&(record.from, record.to))
            && matches!(sight.verdict(**relation), Err(Reason::Negated | Reason::Denied))
    };
    let number = sight.graph().touching(from).iter().filter(is_refused).count();
    (number > 0).then(|| {
        let (records, are) = (count(number, "record"), if number == 1 { "is" } else { "are" });
        Note::Warning(format!(
            "{records} between the two {are} negated or denied; `actant list --include negated,denied` shows them"
        ))
    })
}

/// A route in words.
fn words(asked: &Asked<'_>, route: &[ActorId]) -> String {
    let names: Vec<&str> = route.iter().map(|actor| asked.name(*actor)).collect();
    format!("the route {}", names.join(" – "))
}

/// Finds a set of constraints that have to go together, none of which is superfluous.
fn together(asked: &Asked<'_>, constraints: &[Constraint], opened: &dyn Fn(&Lens) -> Option<Vec<ActorId>>) -> Note {
    let loosened = |keep: &dyn Fn(usize) -> bool| {
        let mut looser = asked.sight.lens().clone();
        constraints.iter().enumerate().filter(|(at, _)| !keep(*at)).for_each(|(_, c)| (c.loosen)(&mut looser));
        looser
    };
    if opened(&loosened(&|_| false)).is_none() {
        return Note::Hint("no constraint is to blame: nothing in this graph ties the two, at any time".into());
    }
    let mut kept: Vec<usize> = Vec::new();
    for at in 0..constraints.len() {
        if opened(&loosened(&|other| other == at || kept.contains(&other))).is_some() {
            kept.push(at);
        }
    }
    let route = opened(&loosened(&|at| kept.contains(&at))).unwrap_or_default();
    let gone = constraints.iter().enumerate().filter(|(at, _)| !kept.contains(at)).map(|(_, c)| c.remedy.as_str());
    let remedies: Vec<&str> = gone.collect();
    Note::Hint(format!("{} together open {}", remedies.join(" and "), words(asked, &route)))
}

/// The constraints that are in force, those that a person set first.
fn constraints(lens: &Lens) -> Vec<Constraint> {
    let set: [(bool, &str, Loosen); 12] = [
        (lens.directed, "dropping --directed", |lens| lens.directed = false),
        (lens.strict, "dropping --strict", |lens| lens.strict = false),
        (lens.during.is_some(), "dropping --during", |lens| lens.during = None),
        (!lens.only.is_empty(), "dropping --only", |lens| lens.only.clear()),
        (!lens.not.is_empty(), "dropping --not", |lens| lens.not.clear()),
        (!lens.kinds.is_empty(), "dropping --kind", |lens| lens.kinds.clear()),
        (!lens.statuses.is_empty(), "dropping --status", |lens| lens.statuses.clear()),
        (!lens.phases.is_empty(), "dropping --phase", |lens| lens.phases.clear()),
        (!lens.polarities.is_empty(), polarity(lens), |lens| lens.polarities.clear()),
        (!lens.sources.is_empty(), "dropping --source", |lens| lens.sources.clear()),
        (!lens.without_sources.is_empty(), "dropping --without-source", |lens| lens.without_sources.clear()),
        (lens.max_handling.is_some(), "dropping --max-handling", |lens| lens.max_handling = None),
    ];
    let mut found: Vec<Constraint> = set
        .into_iter()
        .filter(|(in_force, ..)| *in_force)
        .map(|(_, remedy, loosen)| Constraint { remedy: remedy.into(), loosen })
        .collect();
    if !lens.without.is_empty() {
        found.push(Constraint { remedy: "dropping --without".into(), loosen: |lens| lens.without.clear() });
    }
    if lens.when != When::Ever {
        found.push(Constraint { remedy: "--ever".into(), loosen: |lens| lens.when = When::Ever });
    }
    found.extend(
        reasons()
            .into_iter()
            .filter(|(reason, _)| !lens.include.contains(reason))
            .map(|(reason, loosen)| Constraint { remedy: format!("--include {reason}"), loosen }),
    );
    found
}

fn polarity(lens: &Lens) -> &'static str {
    match lens.polarities[..] {
        [Polarity::Hostile] => "dropping --hostile",
        [Polarity::Cooperative] => "dropping --cooperative",
        _ => "dropping --hostile and --cooperative",
    }
}

/// The reasons to be left out by default that say something of the tie itself.
fn reasons() -> [(Reason, Loosen); 5] {
    [
        (Reason::Planned, |lens| lens.include.push(Reason::Planned)),
        (Reason::Proposed, |lens| lens.include.push(Reason::Proposed)),
        (Reason::Possible, |lens| lens.include.push(Reason::Possible)),
        (Reason::Identity, |lens| lens.include.push(Reason::Identity)),
        (Reason::Denied, |lens| lens.include.push(Reason::Denied)),
    ]
}
