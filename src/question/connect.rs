//! `connect`: the smallest network that ties several actors together.

use super::Argument;
use super::Asked;
use super::Card;
use super::Flag;
use super::Takes;
use super::Trouble;
use crate::analysis::Network;
use crate::analysis::steiner::tree;
use crate::answer::Cell;
use crate::answer::Column;
use crate::answer::Findings;
use crate::answer::Note;
use crate::answer::Row;
use crate::model::ActorId;
use crate::text::count;
use crate::text::joined;
use std::collections::BTreeSet;

pub(super) const CARD: Card = Card {
    verb: "connect",
    alias: None,
    summary: "Show the smallest network that ties several actors together",
    about: "The fewest ties that join all the actors named, each tie with its evidence.",
    arguments: &[Argument { name: "ACTOR", count: (2, usize::MAX), takes: Takes::Actor, help: "Two actors or more" }],
    options: &[Flag { name: "budget", takes: Takes::Number, help: "How many steps the search may take" }],
    examples: &[
        ("connect russia china hezbollah houthis", "what joins the four"),
        ("connect netanyahu gcc iran", "what joins the three"),
    ],
    hypothesis: false,
    run,
};

const BUDGET: u64 = 200_000_000;

fn run(asked: &Asked<'_>) -> Result<Findings, Trouble> {
    let actors = asked.actors()?;
    let [_, _, ..] = actors[..] else { return Err(Trouble::Same(asked.name(actors[0]).into())) };
    let network = Network::of(asked.sight).undirected();
    let budget = asked.number("budget")?.map_or(BUDGET, |steps| steps as u64);
    let tree = tree(&network, &actors, budget);
    let members: BTreeSet<ActorId> = tree.ties.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let between = members.iter().filter(|member| !actors.contains(member)).count();
    let names = |ids: &[ActorId]| joined(&ids.iter().map(|id| asked.name(*id)).collect::<Vec<_>>(), "and");
    let mut notes = Vec::new();
    if !tree.unreached.is_empty() {
        let names = names(&tree.unreached);
        notes.push(Note::Warning(format!(
            "not tied to {}: {names}; `actant path` says what would open a route",
            asked.name(actors[0])
        )));
    }
    let cut = (!tree.is_smallest).then(|| {
        format!("more than {budget} steps: the network is at most twice the smallest; --budget raises the limit")
    });
    let row = |(a, b): &(ActorId, ActorId)| {
        let (from, to) = if asked.sight.hop(*a, *b).first().is_some_and(|r| asked.model()[*r].to == *a) {
            (*b, *a)
        } else {
            (*a, *b)
        };
        Row::of([Cell::Actor(from), Cell::Actor(to)]).resting_on(asked.sight.hop(*a, *b), Some(from))
    };
    Ok(Findings {
        title: format!("What connects {}", names(&actors)),
        summary: format!(
            "{} through {} connect {}",
            count(tree.ties.len(), "tie"),
            count(between, "other"),
            names(&actors)
        ),
        columns: vec![Column::words("from"), Column::words("to")],
        rows: tree.ties.iter().map(row).collect(),
        asked: actors,
        notes,
        cut,
        ..Findings::default()
    })
}
