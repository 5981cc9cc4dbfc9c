//! `path`: how one actor is connected to another.

mod absence;
mod evidence;

use super::Argument;
use super::Asked;
use super::Card;
use super::Flag;
use super::Takes;
use super::Trouble;
use super::actor;
use crate::answer::Cell;
use crate::answer::Column;
use crate::answer::Findings;
use crate::answer::Note;
use crate::answer::Route;
use crate::answer::Row;
use crate::graph::Limits;
use crate::graph::Routes;
use crate::graph::Wanted;
use crate::model::ActorId;
use crate::text::count;
pub(super) use evidence::route;

pub(super) const CARD: Card = Card {
    verb: "path",
    alias: Some("paths"),
    summary: "Show how one actor is connected to another",
    about: "All equally short routes, ranked by hops, then weakest link, then independent sources, then names. \
            Every hop shows all relations between its two actors with dates, status, sources and denials. \
            Direction is printed and, unless --directed, not required. Where there is no route, the answer says \
            which constraint shut it out and what would open it.",
    arguments: &[
        Argument { name: "A", count: (1, 1), takes: Takes::Actor, help: "Where the route begins" },
        Argument { name: "B", count: (1, 1), takes: Takes::Actor, help: "Where it ends" },
    ],
    options: &[
        Flag { name: "k", takes: Takes::Number, help: "The best N simple routes, longer ones too" },
        Flag {
            name: "all",
            takes: Takes::Nothing,
            help: "All simple routes within --max-hops (6 unless told otherwise)",
        },
        Flag { name: "max-hops", takes: Takes::Number, help: "No route longer than this" },
        Flag { name: "via", takes: Takes::Actor, help: "Only routes that pass through this actor" },
        Flag { name: "limit", takes: Takes::Number, help: "How many routes to show (20 unless told otherwise)" },
        Flag { name: "budget", takes: Takes::Number, help: "How many steps the search may take" },
    ],
    examples: &[
        ("path russia houthis", "the main question"),
        ("path china hezbollah --only supplies", "a supply route"),
        ("path russia hezbollah --without iran --as-of 2016", "a friendly route that leaves Iran out, in 2016"),
        ("path us hezbollah --hostile -k 3", "the three best along hostile links"),
    ],
    hypothesis: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Findings, Trouble> {
    let (from, to) = (asked.actor(0)?, asked.actor(1)?);
    if from == to {
        return Err(Trouble::Same(asked.name(from).into()));
    }
    let via =
        asked.question.values("via").iter().map(|name| actor(asked.model(), name)).collect::<Result<Vec<_>, _>>()?;
    let wanted = wanted(asked)?;
    let limits = Limits { via: &via, ..limits(asked)? };
    let found = asked.sight.routes((from, to), wanted, &limits);
    let routes: Vec<Route> = found.routes.iter().map(|actors| route(asked.sight, actors)).collect();
    let title = format!("How {} connects to {}", asked.name(from), asked.name(to));
    let mut notes: Vec<Note> = evidence::passed_on(asked.model(), &routes).into_iter().collect();
    if routes.is_empty() && found.cut.is_none() {
        notes.extend(absence::explain(asked, (from, to), &limits));
    } else if found.total > routes.len() {
        notes.push(Note::Hint(format!(
            "{} more are not shown; --limit {} shows them",
            found.total - routes.len(),
            found.total
        )));
    }
    Ok(Findings {
        title,
        summary: summary(asked, (from, to), &found, &routes),
        columns: vec![Column::numbers("route"), Column::numbers("hop"), Column::words("from"), Column::words("to")],
        rows: rows(&routes),
        cut: found.cut,
        notes,
        routes,
        ..Findings::default()
    })
}

fn wanted(asked: &Asked<'_>) -> Result<Wanted, Trouble> {
    match (asked.number("k")?, asked.has("all")) {
        (Some(_), true) => Err(Trouble::Conflict("-k and --all shut each other out".into())),
        (Some(k), false) => Ok(Wanted::Best(k.max(1))),
        (None, true) => Ok(Wanted::All),
        (None, false) => Ok(Wanted::Shortest),
    }
}

fn limits<'a>(asked: &Asked<'a>) -> Result<Limits<'a>, Trouble> {
    let default = Limits::new(asked.stop);
    let hops = asked.number("max-hops")?;
    let default_hops = if asked.has("all") { 6 } else { default.hops };
    let default_shown = asked.number("k")?.unwrap_or(default.shown);
    Ok(Limits {
        hops: hops.unwrap_or(default_hops),
        shown: asked.number("limit")?.unwrap_or(default_shown).max(1),
        budget: asked.number("budget")?.map_or(default.budget, |steps| steps as u64),
        ..default
    })
}

fn summary(asked: &Asked<'_>, (from, to): (ActorId, ActorId), found: &Routes, routes: &[Route]) -> String {
    let (from, to) = (asked.name(from), asked.name(to));
    let Some(first) = routes.first() else {
        let so_far = if found.cut.is_some() { " was found before the search ended" } else { "" };
        return format!("no route from {from} to {to}{so_far}");
    };
    let hops = first.hops.len();
    let longest = routes.last().map_or(hops, |route| route.hops.len());
    let length = match (hops, longest) {
        (hops, longest) if hops == longest => count(hops, "hop"),
        (hops, longest) => format!("{hops} to {longest} hops"),
    };
    let at_least = if found.cut.is_some() { "at least " } else { "" };
    format!("{at_least}{} of {length} from {from} to {to}", count(found.total, "route"))
}

/// One row for every hop of every route.
fn rows(routes: &[Route]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (number, route) in routes.iter().enumerate() {
        for (hop, relations) in route.hops.iter().enumerate() {
            let (from, to) = (route.actors[hop], route.actors[hop + 1]);
            let cells = [Cell::Count(number + 1), Cell::Count(hop + 1), Cell::Actor(from), Cell::Actor(to)];
            let row = Row::of(cells).under(format!("route {}", number + 1));
            rows.push(row.resting_on(relations.iter().copied(), Some(from)));
        }
    }
    rows
}
