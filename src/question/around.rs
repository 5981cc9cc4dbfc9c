//! `around`: who is tied to an actor.

use super::Argument;
use super::Asked;
use super::Card;
use super::Flag;
use super::Takes;
use super::Trouble;
use super::side::own;
use super::side::tie_phrase;
use crate::answer::Cell;
use crate::answer::Column;
use crate::answer::Findings;
use crate::answer::Note;
use crate::answer::Row;
use crate::graph::Limits;
use crate::graph::Part;
use crate::graph::Reason;
use crate::graph::Sight;
use crate::model::ActorId;
use crate::model::RelationId;
use crate::model::TypeId;
use crate::text::count;
use std::collections::BTreeMap;

pub(super) const CARD: Card = Card {
    verb: "around",
    alias: Some("neighbourhood"),
    summary: "Show who is tied to an actor",
    about: "Neighbours are grouped by relation and direction, the nearest first. With --hops N the \
            actors further away follow, each with those through whom it is reached.",
    arguments: &[Argument { name: "ACTOR", count: (1, 1), takes: Takes::Actor, help: "The actor in the middle" }],
    options: &[Flag { name: "hops", takes: Takes::Number, help: "How far to go (1 unless told otherwise)" }],
    examples: &[
        ("around iran", "everybody who is tied to Iran"),
        ("around hezbollah --hostile", "its quarrels only"),
        ("around russia --hops 2 --kind state", "states within two steps"),
    ],
    hypothesis: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Findings, Trouble> {
    let centre = asked.actor(0)?;
    let hops = asked.number("hops")?.unwrap_or(1).max(1);
    let found = asked.sight.neighbourhood(centre, hops, &Limits::new(asked.stop));
    let (near, far): (Vec<_>, Vec<_>) = found.actors.iter().copied().partition(|(_, distance)| *distance <= 1);
    let mut rows = near_rows(asked.sight, centre);
    rows.extend(far_rows(asked, &found.actors, &far));
    let name = asked.name(centre);
    let mut columns = vec![Column::words("actor"), Column::words("kind")];
    if hops > 1 {
        columns.extend([Column::numbers("hops"), Column::words("through")]);
    }
    rows.iter_mut().for_each(|row| row.cells.truncate(columns.len()));
    Ok(Findings {
        title: format!("Around {name}"),
        summary: summary(name, near.len(), &far, hops),
        columns,
        notes: if rows.is_empty() { absence(asked, centre) } else { Vec::new() },
        rows,
        cut: found.cut,
        ..Findings::default()
    })
}

fn summary(name: &str, near: usize, far: &[(ActorId, usize)], hops: usize) -> String {
    let at = |hop| far.iter().filter(|(_, distance)| *distance == hop).count();
    let further: Vec<String> = (2..=hops)
        .map(|hop| (hop, at(hop)))
        .filter(|(_, n)| *n > 0)
        .map(|(hop, n)| format!("{n} at {hop} hops"))
        .collect();
    let tied = match near {
        0 => "no actor is".to_owned(),
        1 => "1 actor is".to_owned(),
        _ => format!("{} are", count(near, "actor")),
    };
    let rest = if further.is_empty() { String::new() } else { format!("; {}", further.join(", ")) };
    format!("{tied} tied to {name}{rest}")
}

/// Says which of the actor's own relations were left out, and what would let them in.
fn absence(asked: &Asked<'_>, centre: ActorId) -> Vec<Note> {
    let mut left_out: BTreeMap<Reason, usize> = BTreeMap::new();
    for relation in asked.sight.graph().touching(centre) {
        if let Err(reason) = asked.sight.verdict(*relation) {
            *left_out.entry(reason).or_default() += 1;
        }
    }
    if left_out.is_empty() {
        return vec![Note::Hint(format!("no relation in this graph names {}", asked.name(centre)))];
    }
    let left_out: Vec<String> =
        left_out.into_iter().map(|(reason, number)| format!("{number} {reason} ({})", reason.remedy())).collect();
    vec![Note::Hint(format!("left out of its own relations: {}", left_out.join(", ")))]
}

/// One row for every way in which one neighbour is tied to the centre.
fn near_rows(sight: &Sight<'_>, centre: ActorId) -> Vec<Row> {
    type Key = (TypeId, Part, Part);
    let model = sight.graph().model();
    let mut groups: BTreeMap<Key, BTreeMap<(&str, ActorId), Vec<RelationId>>> = BTreeMap::new();
    for neighbour in sight.ties(centre) {
        for tie in neighbour.ties {
            let here = own(model, tie.relation, tie.here);
            let there = if matches!(tie.there, Part::Role(_)) { tie.there } else { Part::From };
            let group = groups.entry((model[tie.relation].type_, here, there)).or_default();
            group.entry((&model[neighbour.actor].name, neighbour.actor)).or_default().push(tie.relation);
        }
    }
    let mut rows = Vec::new();
    for ((_, here, there), members) in groups {
        let count = members.len();
        for ((_, other), mut relations) in members {
            relations.sort_by_key(|relation| model.extent(*relation).since);
            let heading = format!("{} ({count})", tie_phrase(model, relations[0], here, there));
            let kind = model.vocabulary().actor_kind(model[other].kind).label.to_string();
            let row = Row::of([Cell::Actor(other), Cell::Text(kind), Cell::Count(1), Cell::Empty]).under(heading);
            rows.push(row.resting_on(relations, Some(centre)));
        }
    }
    rows
}

/// One row for every actor further away, with those of the hop before it to whom it is tied.
fn far_rows(asked: &Asked<'_>, all: &[(ActorId, usize)], far: &[(ActorId, usize)]) -> Vec<Row> {
    let (sight, model) = (asked.sight, asked.model());
    let distance: BTreeMap<ActorId, usize> = all.iter().copied().collect();
    let mut far = far.to_vec();
    far.sort_by_key(|(actor, hops)| (*hops, &*model[*actor].name, *actor));
    let row = |(actor, hops): &(ActorId, usize)| {
        let before = |other: &ActorId| distance.get(other) == Some(&(hops - 1));
        let through: Vec<ActorId> = sight.neighbours(*actor).into_iter().filter(before).collect();
        let ties: Vec<RelationId> =
            through.iter().filter_map(|other| sight.hop(*other, *actor).first().copied()).collect();
        let total = far.iter().filter(|(_, other)| other == hops).count();
        let kind = model.vocabulary().actor_kind(model[*actor].kind).label.to_string();
        Row::of([Cell::Actor(*actor), Cell::Text(kind), Cell::Count(*hops), Cell::Actors(through)])
            .under(format!("{hops} hops ({total})"))
            .resting_on(ties, Some(*actor))
    };
    far.iter().map(row).collect()
}
