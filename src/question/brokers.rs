//! `brokers`: who lies on most routes, and whose removal takes the network apart.

use super::Asked;
use super::Card;
use super::Flag;
use super::Takes;
use super::Trouble;
use crate::analysis::Network;
use crate::analysis::betweenness::Betweenness;
use crate::analysis::betweenness::Direction;
use crate::analysis::betweenness::betweenness;
use crate::analysis::cuts::Cuts;
use crate::analysis::cuts::cuts;
use crate::answer::Cell;
use crate::answer::Column;
use crate::answer::Findings;
use crate::answer::Note;
use crate::answer::Row;

pub(super) const CARD: Card = Card {
    verb: "brokers",
    alias: None,
    summary: "Show who lies on most routes and whose removal cuts the network",
    about: "Betweenness (Brandes 2001) counts, over all pairs of other actors, the share of their shortest \
            routes that pass through an actor. Below stand the actors and ties whose removal cuts others off, \
            with those who hang on them. All of it speaks of what this file holds, not of the world.",
    arguments: &[],
    options: &[
        Flag { name: "limit", takes: Takes::Number, help: "How many brokers to show (15 unless told otherwise)" },
        Flag { name: "budget", takes: Takes::Number, help: "How many steps the search may take" },
    ],
    examples: &[
        ("brokers", "the brokers of the whole graph"),
        ("brokers --source conflict-watch-2026-02-26", "those of one article"),
        ("brokers --kind state,proxy --cooperative", "those among friends"),
    ],
    hypothesis: false,
    run,
};

const BUDGET: u64 = 2_000_000_000;

fn run(asked: &Asked<'_>) -> Result<Findings, Trouble> {
    let network = Network::of(asked.sight);
    let direction = if asked.sight.lens().directed { Direction::Along } else { Direction::Either };
    let budget = asked.number("budget")?.map_or(BUDGET, |steps| steps as u64);
    let found = betweenness(&network, direction, budget, asked.stop);
    let cuts = cuts(&network);
    let limit = asked.number("limit")?.unwrap_or(15);
    let mut rows = score_rows(&found, limit);
    rows.extend(cut_rows(asked, &cuts));
    let ties = network.undirected().adjacencies() / 2;
    let scope = format!("{} actors and {ties} pairs of neighbours, in {} pieces", network.len(), cuts.components.len());
    let cut = (!found.is_exact()).then(|| {
        format!("scores are estimated from {} of {} actors; --budget raises the limit", found.searched, found.actors)
    });
    let first = found.scores.first().filter(|(_, score)| *score > 0.0);
    Ok(Findings {
        title: "Brokers".into(),
        summary: first.map_or_else(
            || "nobody lies between others".into(),
            |(actor, _)| format!("{} lies on most shortest routes", asked.name(*actor)),
        ),
        columns: vec![
            Column::numbers("rank"),
            Column::words("actor"),
            Column::numbers("betweenness"),
            Column::words("cut off without it"),
        ],
        rows,
        notes: vec![Note::Warning(format!("this is the structure of what the file holds ({scope}), not of the world"))],
        cut,
        ..Findings::default()
    })
}

fn score_rows(found: &Betweenness, limit: usize) -> Vec<Row> {
    let row = |(at, (actor, score)): (usize, &(_, f64))| {
        let rounded = (score * 100.0).round() / 100.0;
        Row::of([Cell::Count(at + 1), Cell::Actor(*actor), Cell::Real(rounded), Cell::Empty])
            .under("on most shortest routes")
    };
    found.scores.iter().filter(|(_, score)| *score > 0.0).take(limit).enumerate().map(row).collect()
}

fn cut_rows(asked: &Asked<'_>, cuts: &Cuts) -> Vec<Row> {
    let hang = cuts.actors.iter().map(|cut| {
        Row::of([Cell::Empty, Cell::Actor(cut.actor), Cell::Empty, Cell::Actors(cut.hanging.clone())])
            .under("whose removal cuts others off")
    });
    let bridges = cuts.bridges.iter().map(|(a, b)| {
        Row::of([Cell::Empty, Cell::Actors(vec![*a, *b]), Cell::Empty, Cell::Empty])
            .under("ties that alone join two parts")
            .resting_on(asked.sight.hop(*a, *b), None)
    });
    hang.chain(bridges).collect()
}
