//! The questions that are timed, and the lens through which they are asked again.

use crate::generate::TYPES;
use crate::random::Random;
use actant::graph::Graph;
use actant::graph::Lens;
use actant::graph::Limits;
use actant::graph::Sight;
use actant::graph::Wanted;
use actant::graph::When;
use actant::model::ActorId;
use actant::model::Model;

/// A sort of question about two actors; it tells how much it found.
#[derive(Clone, Copy)]
pub struct Question {
    /// What it asks.
    pub name: &'static str,
    /// Asks it.
    pub ask: fn(&Sight<'_>, ActorId, ActorId) -> usize,
    /// Whether it takes so long that a hundred samples have to do.
    pub slow: bool,
}

/// All sorts of questions; each ends at ids, before an answer is made.
pub const ALL: [Question; 7] = [
    quick("within 1 hop", |sight, a, _| sight.neighbourhood(a, 1, &limits()).actors.len()),
    quick("within 2 hops", |sight, a, _| sight.neighbourhood(a, 2, &limits()).actors.len()),
    quick("within 3 hops", |sight, a, _| sight.neighbourhood(a, 3, &limits()).actors.len()),
    quick("shortest route", |sight, a, b| sight.shortest(a, b, &limits()).map_or(0, |route| route.len() - 1)),
    quick("all shortest routes", |sight, a, b| sight.routes((a, b), Wanted::Shortest, &limits()).total),
    Question {
        name: "ten best simple routes",
        ask: |sight, a, b| sight.routes((a, b), Wanted::Best(10), &limits()).total,
        slow: true,
    },
    quick("simple routes of 3 hops at most", |sight, a, b| {
        sight.routes((a, b), Wanted::All, &Limits { hops: 3, ..limits() }).total
    }),
];

const fn quick(name: &'static str, ask: fn(&Sight<'_>, ActorId, ActorId) -> usize) -> Question {
    Question { name, ask, slow: false }
}

fn limits() -> Limits<'static> {
    Limits::new(&|| false)
}

/// A lens that lets half of the types through, on one day.
#[must_use]
pub fn narrow(model: &Model) -> Lens {
    let types = TYPES.iter().step_by(2).filter_map(|(name, _)| model.vocabulary().type_(name));
    Lens { only: types.collect(), when: When::AsOf("2020-06-01".parse().expect("a date")), ..Lens::default() }
}

/// Draws pairs of actors, the same each time.
pub fn pairs(graph: &Graph) -> impl FnMut() -> (ActorId, ActorId) + use<> {
    let mut random = Random(7);
    let actors = u32::try_from(graph.model().actors().len()).expect("ids are 32 bits");
    move || (ActorId(random.below(actors)), ActorId(random.below(actors)))
}
