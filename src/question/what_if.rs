//! `what-if`: what breaks without an actor or a source.

use super::Argument;
use super::Asked;
use super::Card;
use super::Takes;
use super::Trouble;
use super::actor;
use super::path::route;
use super::source;
use crate::analysis::Network;
use crate::analysis::cuts::cuts;
use crate::answer::Cell;
use crate::answer::Column;
use crate::answer::Findings;
use crate::answer::Note;
use crate::answer::Row;
use crate::graph::Limits;
use crate::graph::Sight;
use crate::graph::Wanted;
use crate::model::ActorId;
use crate::model::RelationId;
use crate::text::count;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

pub(super) const CARD: Card = Card {
    verb: "what-if",
    alias: None,
    summary: "Show what breaks without an actor or a source",
    about: "Ties that go, actors that are left without any, actors cut off from the rest, and conclusions that \
            stand on less. With two actors named, their routes before and after, too.",
    arguments: &[Argument {
        name: "A B",
        count: (0, 2),
        takes: Takes::Actor,
        help: "Two actors whose routes to compare",
    }],
    options: &[],
    examples: &[
        ("what-if --without israel --source conflict-watch-2026-02-26", "who hangs on Israel in the article"),
        ("what-if --without assad-government --as-of 2016", "who loses a tie"),
        ("what-if russia houthis --without iran", "what is left of a route"),
        ("what-if --without-source conflict-watch-2026-02-26", "which conclusions fall"),
    ],
    hypothesis: true,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Findings, Trouble> {
    let model = asked.model();
    let mut lens = asked.sight.lens().clone();
    lens.without = names(asked, "without", |name| actor(model, name))?;
    lens.without_sources = names(asked, "without-source", |name| source(model, name))?;
    if lens.without.is_empty() && lens.without_sources.is_empty() {
        return Err(Trouble::Conflict("what-if needs --without ACTOR or --without-source SOURCE".into()));
    }
    let after = asked.sight.graph().through(&lens);
    let change = Change { asked, before: asked.sight, after: &after };
    let gone = change.gone();
    let mut rows = change.routes()?;
    let losers = change.losers(&gone);
    rows.extend(change.loser_rows(&losers));
    rows.extend(change.cut_off_rows());
    rows.extend(change.weaker_rows());
    rows.extend(gone.iter().map(|relation| {
        let heading = format!("relations that go ({})", gone.len());
        Row::of([Cell::Empty, Cell::Empty]).under(heading).resting_on([*relation], None)
    }));
    let without: Vec<&str> = lens.without.iter().map(|id| asked.name(*id)).collect();
    let sources = lens.without_sources.iter().map(|id| &*model[*id].title);
    let without = without.into_iter().chain(sources).collect::<Vec<_>>().join(", ");
    let lost = losers.values().filter(|(_, left)| *left == 0).count();
    Ok(Findings {
        title: format!("Without {without}"),
        summary: format!(
            "without {without}: {} gone, {} left without any",
            count(gone.len(), "relation"),
            if lost == 0 { "no actor".into() } else { count(lost, "actor") }
        ),
        columns: vec![Column::words("actor"), Column::words("what breaks")],
        rows,
        notes: vec![Note::Warning("this is what the file would still say, not a forecast".into())],
        ..Findings::default()
    })
}

fn names<T>(asked: &Asked<'_>, flag: &str, find: impl Fn(&str) -> Result<T, Trouble>) -> Result<Vec<T>, Trouble> {
    asked.question.values(flag).iter().map(|name| find(name)).collect()
}

struct Change<'a> {
    asked: &'a Asked<'a>,
    before: &'a Sight<'a>,
    after: &'a Sight<'a>,
}

impl Change<'_> {
    /// The relations that are let through before and not after.
    fn gone(&self) -> Vec<RelationId> {
        let goes =
            |relation: &RelationId| self.before.verdict(*relation).is_ok() && self.after.verdict(*relation).is_err();
        self.asked.model().relation_ids().filter(goes).collect()
    }

    /// Actors that lose relations, with the lost ones and the number of neighbours left. Actors
    /// that are themselves taken away are left aside.
    fn losers(&self, gone: &[RelationId]) -> BTreeMap<ActorId, (Vec<RelationId>, usize)> {
        let mut losers: BTreeMap<ActorId, (Vec<RelationId>, usize)> = BTreeMap::new();
        for relation in gone {
            let participants: BTreeSet<ActorId> = self.asked.model()[*relation].participants().collect();
            for actor in participants.difference(&self.after.lens().without.iter().copied().collect()) {
                losers.entry(*actor).or_default().0.push(*relation);
            }
        }
        for (actor, (_, left)) in &mut losers {
            *left = self.after.neighbours(*actor).len();
        }
        losers
    }

    fn loser_rows(&self, losers: &BTreeMap<ActorId, (Vec<RelationId>, usize)>) -> Vec<Row> {
        let mut order: Vec<_> = losers.iter().collect();
        order.sort_by_key(|(actor, (_, left))| (*left > 0, &*self.asked.model()[**actor].name, **actor));
        let how_many = |none: bool| losers.values().filter(|(_, left)| (*left == 0) == none).count();
        let row = |(actor, (lost, left)): (&ActorId, &(Vec<RelationId>, usize))| {
            let (heading, words) = if *left == 0 {
                (
                    format!("left without any tie ({})", how_many(true)),
                    format!("loses {}", count(lost.len(), "relation")),
                )
            } else {
                (
                    format!("lose ties and keep others ({})", how_many(false)),
                    format!("loses {}, keeps {}", count(lost.len(), "relation"), count(*left, "neighbour")),
                )
            };
            Row::of([Cell::Actor(*actor), Cell::Text(words)]).under(heading)
        };
        order.into_iter().map(row).collect()
    }

    /// Actors that leave the largest piece of the network and keep some tie.
    fn cut_off_rows(&self) -> Vec<Row> {
        let largest = |sight: &Sight<'_>| cuts(&Network::of(sight)).components.into_iter().next().unwrap_or_default();
        let (before, after) = (largest(self.before), largest(self.after));
        let leaves = |actor: &&ActorId| {
            after.binary_search(actor).is_err()
                && !self.after.lens().without.contains(actor)
                && !self.after.neighbours(**actor).is_empty()
        };
        let row = |actor: &ActorId| {
            Row::of([Cell::Actor(*actor), Cell::text("no longer tied to the largest part")])
                .under("cut off from the rest")
        };
        before.iter().filter(leaves).map(row).collect()
    }

    /// Relations that stand and lean on fewer independent sources than before.
    fn weaker_rows(&self) -> Vec<Row> {
        if self.after.lens().without_sources.is_empty() {
            return Vec::new();
        }
        let weaker = self.asked.model().relation_ids().filter_map(|relation| {
            let stands = self.before.verdict(relation).is_ok() && self.after.verdict(relation).is_ok();
            let (had, has) = (self.before.roots(relation).len(), self.after.roots(relation).len());
            (stands && has < had).then(|| {
                let words = format!("rests on {} instead of {had}", count(has, "independent source"));
                Row::of([Cell::Empty, Cell::Text(words)]).under("stand on less").resting_on([relation], None)
            })
        });
        weaker.collect()
    }

    /// The routes between the two actors named, before and after.
    fn routes(&self) -> Result<Vec<Row>, Trouble> {
        if self.asked.question.arguments.len() < 2 {
            return match self.asked.question.arguments.len() {
                1 => Err(Trouble::Conflict("name a second actor, or none".into())),
                _ => Ok(Vec::new()),
            };
        }
        let ends = (self.asked.actor(0)?, self.asked.actor(1)?);
        if ends.0 == ends.1 {
            return Err(Trouble::Same(self.asked.name(ends.0).into()));
        }
        let limits = Limits::new(self.asked.stop);
        let mut rows = Vec::new();
        for (heading, sight) in [("routes before", self.before), ("routes after", self.after)] {
            let found = sight.routes(ends, Wanted::Shortest, &limits);
            for actors in &found.routes {
                let route = route(sight, actors);
                let words = format!("{}; weakest: {}", count(route.hops.len(), "hop"), route.why);
                let ties = route.hops.iter().filter_map(|hop| hop.first().copied());
                rows.push(
                    Row::of([Cell::Actors(actors.clone()), Cell::Text(words)]).under(heading).resting_on(ties, None),
                );
            }
            if found.routes.is_empty() {
                rows.push(Row::of([Cell::Actors(vec![ends.0, ends.1]), Cell::text("no route")]).under(heading));
            }
        }
        Ok(rows)
    }
}
