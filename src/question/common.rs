//! `common`: what several actors share.

use super::Argument;
use super::Asked;
use super::Card;
use super::Takes;
use super::Trouble;
use crate::answer::Cell;
use crate::answer::Column;
use crate::answer::Findings;
use crate::answer::Note;
use crate::answer::Row;
use crate::graph::When;
use crate::model::ActorId;
use crate::model::RelationId;
use crate::text::count;
use crate::text::joined;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

pub(super) const CARD: Card = Card {
    verb: "common",
    alias: Some("shared"),
    summary: "Show what several actors share",
    about: "Every actor that is tied to each of those named, with the relations that tie it. Actors \
            that are tied to some of three or more follow, those with the most ties first, then those \
            named who share nothing.",
    arguments: &[Argument { name: "ACTOR", count: (2, usize::MAX), takes: Takes::Actor, help: "Two actors or more" }],
    options: &[],
    examples: &[
        ("common iran russia china", "pacts, bodies and partners that they share"),
        ("common us iran --kind state --ever", "go-betweens at any time"),
    ],
    hypothesis: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Findings, Trouble> {
    let members = asked.actors()?;
    let [_, _, ..] = members[..] else { return Err(Trouble::Same(asked.name(members[0]).into())) };
    let mut shared: BTreeMap<ActorId, BTreeSet<ActorId>> = BTreeMap::new();
    for member in &members {
        for other in asked.sight.neighbours(*member) {
            if !members.contains(&other) && asked.sight.admits_actor(other) {
                shared.entry(other).or_default().insert(*member);
            }
        }
    }
    shared.retain(|_, of| of.len() > 1);
    let by_all = shared.values().filter(|of| of.len() == members.len()).count();
    let names: Vec<&str> = members.iter().map(|member| asked.name(*member)).collect();
    let names = joined(&names, "and");
    let all = if members.len() == 2 { "both" } else { "all" };
    let ever = if asked.sight.lens().when == When::Ever { "" } else { "--ever looks at all times; " };
    let hint = shared.is_empty().then(|| Note::Hint(format!("{ever}`actant path` finds longer ties")));
    Ok(Findings {
        title: format!("What {names} share"),
        summary: match by_all {
            0 => format!("no actor is tied to {all} of {names}"),
            _ => format!("{} tied to {all} of {names}", count(by_all, "actor")),
        },
        columns: vec![Column::words("actor"), Column::words("kind"), Column::words("shared by")],
        rows: rows(asked, &members, &shared),
        notes: hint.into_iter().collect(),
        ..Findings::default()
    })
}

fn rows(asked: &Asked<'_>, members: &[ActorId], shared: &BTreeMap<ActorId, BTreeSet<ActorId>>) -> Vec<Row> {
    let model = asked.model();
    let mut order: Vec<(&ActorId, &BTreeSet<ActorId>)> = shared.iter().collect();
    order.sort_by_key(|(actor, of)| {
        (std::cmp::Reverse(of.len()), (*of).clone(), model[**actor].kind, model[**actor].name.clone())
    });
    let row = |(actor, of): (&ActorId, &BTreeSet<ActorId>)| {
        let kind = model.vocabulary().actor_kind(model[*actor].kind).label.to_string();
        let mut seen = BTreeSet::new();
        let hops = members.iter().filter(|member| of.contains(member)).map(|member| asked.sight.hop(*member, *actor));
        let ties: Vec<RelationId> = hops.flatten().filter(|relation| seen.insert(*relation)).collect();
        let by: Vec<ActorId> = members.iter().copied().filter(|member| of.contains(member)).collect();
        let names: Vec<&str> = by.iter().map(|member| asked.name(*member)).collect();
        let heading = match by.len() == members.len() {
            true if members.len() == 2 => "shared by both".to_owned(),
            true => "shared by all".to_owned(),
            false => format!("shared by {} only", joined(&names, "and")),
        };
        Row::of([Cell::Actor(*actor), Cell::Text(kind), Cell::Actors(by)]).under(heading).resting_on(ties, None)
    };
    let alone = |member: &&ActorId| members.len() > 2 && !shared.values().any(|of| of.contains(*member));
    let alone_row = |member: &ActorId| {
        let kind = model.vocabulary().actor_kind(model[*member].kind).label.to_string();
        Row::of([Cell::Actor(*member), Cell::Text(kind), Cell::Empty]).under("share nothing with the others")
    };
    order.into_iter().map(row).chain(members.iter().filter(alone).map(alone_row)).collect()
}
