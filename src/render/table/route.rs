//! A route as a block: its actors with arrows, what weakens it, then its hops with their evidence.

use super::Table;
use super::evidence;
use super::flow::{Flow, Style};
use crate::answer::Route;
use crate::answer::Seen;
use crate::text::count;

/// Writes the block of one route.
pub(super) fn route(table: &mut Table<'_>, at: usize, route: &Route) {
    let reading = table.reading;
    let mut head = Flow::default();
    if reading.answer.routes.len() > 1 {
        head.say(Style::Heading, &format!("Route {}", at + 1));
        head.join(Style::Plain, ":");
    }
    head.say(Style::Strong, &reading.way(route));
    table.paper.print(0, 4, &head);
    table.paper.print(2, 4, &Flow::of(Style::Dim, &strength(route)));
    if let Some(shared) = reading.shared(route) {
        let mut flow = Flow::of(Style::Warning, "warning:");
        flow.say(Style::Plain, &shared);
        table.paper.print(2, 4, &flow);
    }
    for (at, hop) in route.hops.iter().enumerate() {
        let Some(&from) = route.actors.get(at) else { continue };
        let mut flow = Flow::of(Style::Strong, &format!("{}.", at + 1));
        flow.say(Style::Strong, reading.name(from));
        flow.say(Style::Strong, reading.arrow(from, hop));
        flow.say(Style::Strong, route.actors.get(at + 1).map_or("?", |&to| reading.name(to)));
        if at == route.weakest && route.hops.len() > 1 {
            flow.say(Style::Warning, "(weakest)");
        }
        table.paper.print(2, 5, &flow);
        for &relation in hop {
            evidence::fact(table, Seen { relation, from: None }, 5);
        }
    }
}

/// How many hops, the weakest and why, how many independent sources.
fn strength(route: &Route) -> String {
    let mut text = count(route.hops.len(), "hop");
    if route.hops.len() > 1 {
        text = format!("{text}; weakest: hop {}", route.weakest + 1);
        if !route.why.is_empty() {
            text = format!("{text} ({})", route.why);
        }
    } else if !route.why.is_empty() {
        text = format!("{text}; {}", route.why);
    }
    format!("{text}; {}", count(route.roots.len(), "independent source"))
}
