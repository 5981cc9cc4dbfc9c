//! Why there is no route, and what would open one.

use super::Asked;
use crate::answer::Note;
use crate::graph::Lens;
use crate::graph::Limits;
use crate::graph::Reason;
use crate::graph::Wanted;
use crate::graph::When;
use crate::model::ActorId;

/// A constraint of a question, and the lens without it.
struct Constraint {
    /// What the person would write, or leave out.
    remedy: String,
    loosen: fn(&mut Lens),
}

/// Explains an absence: each constraint is taken away alone, and those whose absence opens a route
/// are named with the length of that route. Where none does alone, all are taken away together
/// and put back one by one, and what has to go is named.
pub(super) fn explain(asked: &Asked<'_>, ends: (ActorId, ActorId), limits: &Limits<'_>) -> Vec<Note> {
    let hops = |lens: &Lens, limits: &Limits<'_>| {
        let found = asked.sight.graph().through(lens).routes(ends, Wanted::Shortest, limits);
        found.routes.first().map(|route| route.len() - 1)
    };
    let lens = asked.sight.lens();
    let mut notes = Vec::new();
    let longer = Limits { hops: usize::MAX, ..*limits };
    if let Some(hops) = hops(lens, &longer) {
        notes.push(Note::Hint(format!("--max-hops {hops} opens a route of {hops} hops")));
    }
    let constraints = constraints(lens);
    for constraint in &constraints {
        let mut looser = lens.clone();
        (constraint.loosen)(&mut looser);
        if let Some(hops) = hops(&looser, &longer) {
            notes.push(Note::Hint(format!("{} opens a route of {hops} {}", constraint.remedy, plural(hops))));
        }
    }
    if notes.is_empty() {
        notes.push(together(lens, &constraints, |lens| hops(lens, &longer)));
    }
    notes
}

fn plural(hops: usize) -> &'static str {
    if hops == 1 { "hop" } else { "hops" }
}

/// Finds a set of constraints that have to go together, none of which is superfluous.
fn together(lens: &Lens, constraints: &[Constraint], hops: impl Fn(&Lens) -> Option<usize>) -> Note {
    let loosened = |keep: &dyn Fn(usize) -> bool| {
        let mut looser = lens.clone();
        constraints.iter().enumerate().filter(|(at, _)| !keep(*at)).for_each(|(_, c)| (c.loosen)(&mut looser));
        looser
    };
    if hops(&loosened(&|_| false)).is_none() {
        return Note::Hint("no constraint is to blame: nothing in this graph ties the two, at any time".into());
    }
    let mut kept: Vec<usize> = Vec::new();
    for at in 0..constraints.len() {
        if hops(&loosened(&|other| other == at || kept.contains(&other))).is_some() {
            kept.push(at);
        }
    }
    let lens = loosened(&|at| kept.contains(&at));
    let hops = hops(&lens).unwrap_or_default();
    let gone = constraints.iter().enumerate().filter(|(at, _)| !kept.contains(at)).map(|(_, c)| c.remedy.as_str());
    let remedies: Vec<&str> = gone.collect();
    Note::Hint(format!("{} together open a route of {hops} {}", remedies.join(" and "), plural(hops)))
}

/// The constraints that are in force, those that a person set first.
fn constraints(lens: &Lens) -> Vec<Constraint> {
    let set: [(bool, &str, fn(&mut Lens)); 11] = [
        (lens.directed, "without --directed: going against a direction", |lens| lens.directed = false),
        (lens.strict, "without --strict", |lens| lens.strict = false),
        (lens.during.is_some(), "without --during", |lens| lens.during = None),
        (!lens.only.is_empty(), "without --only", |lens| lens.only.clear()),
        (!lens.not.is_empty(), "without --not", |lens| lens.not.clear()),
        (!lens.kinds.is_empty(), "without --kind", |lens| lens.kinds.clear()),
        (!lens.statuses.is_empty(), "without --status", |lens| lens.statuses.clear()),
        (!lens.polarities.is_empty(), "without --hostile or --cooperative", |lens| lens.polarities.clear()),
        (!lens.sources.is_empty(), "without --source", |lens| lens.sources.clear()),
        (!lens.without_sources.is_empty(), "without --without-source", |lens| lens.without_sources.clear()),
        (lens.max_handling.is_some(), "without --max-handling", |lens| lens.max_handling = None),
    ];
    let mut found: Vec<Constraint> = set
        .into_iter()
        .filter(|(in_force, ..)| *in_force)
        .map(|(_, remedy, loosen)| Constraint { remedy: remedy.into(), loosen })
        .collect();
    if !lens.without.is_empty() {
        found.push(Constraint { remedy: "without --without".into(), loosen: |lens| lens.without.clear() });
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

/// The reasons to be left out by default that say something of the tie itself.
fn reasons() -> [(Reason, fn(&mut Lens)); 5] {
    [
        (Reason::Planned, |lens| lens.include.push(Reason::Planned)),
        (Reason::Proposed, |lens| lens.include.push(Reason::Proposed)),
        (Reason::Possible, |lens| lens.include.push(Reason::Possible)),
        (Reason::Identity, |lens| lens.include.push(Reason::Identity)),
        (Reason::Denied, |lens| lens.include.push(Reason::Denied)),
    ]
}
