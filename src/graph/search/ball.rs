//! All actors within a distance of one: breadth-first search, level by level.

use super::purse::Purse;
use crate::graph::sight::Sight;
use crate::model::ActorId;
use std::hint::black_box;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::PoisonError;

/// What a search needs to remember, kept from one search to the next so that none pays for the
/// size of the graph.
#[derive(Debug, Default)]
pub(in crate::graph) struct Scratch {
    /// Around the actor where routes begin.
    pub(super) near: Ball,
    /// Around the actor where they end.
    pub(super) far: Ball,
    /// Positions in a corridor, valid where the corridor agrees.
    pub(super) places: Vec<u32>,
}

/// The scratches that no search uses at the moment.
#[derive(Debug, Default)]
pub(in crate::graph) struct Scratches(Mutex<Vec<Scratch>>);

impl Scratches {
    /// Runs a search with a scratch of its own.
    pub(super) fn with<T>(&self, search: impl FnOnce(&mut Scratch) -> T) -> T {
        let mut scratch = self.idle().pop().unwrap_or_default();
        let found = search(&mut scratch);
        self.idle().push(scratch);
        found
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Scratch>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The actors around one, with their distances.
#[derive(Debug, Default)]
pub(super) struct Ball {
    /// One bit for each actor in the ball: small enough to stay at hand while the rows go by.
    inside: Vec<u64>,
    /// The distance of each actor in the ball, where that is kept; whatever else is there stems
    /// from earlier searches.
    distances: Vec<u32>,
    /// In the order of discovery, hence of distance.
    queue: Vec<u32>,
    /// For every actor of the queue the position of the one through which it was found, where
    /// that is kept.
    parents: Vec<u32>,
    /// Where the last level begins.
    level: usize,
    radius: u32,
    /// How many ties the last level has, once somebody asked.
    cost: Option<usize>,
    side: Side,
    keep: Keep,
    /// Taken in beyond the last level, for the moment.
    extras: Vec<u32>,
}

/// Along which end of its ties a ball grows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Side {
    /// In the direction of relations.
    #[default]
    Along,
    /// Against it.
    Against,
}

/// How many rows are asked for at once.
const AHEAD: usize = 16;

impl Side {
    /// The two actors of a tie in the direction in which it has to lead.
    fn order(self, inside: u32, outside: u32) -> (ActorId, ActorId) {
        match self {
            Self::Along => (ActorId(inside), ActorId(outside)),
            Self::Against => (ActorId(outside), ActorId(inside)),
        }
    }
}

/// What a ball keeps of an actor beside its place in the queue; nothing is kept for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Keep {
    #[default]
    Nothing,
    /// How far it is.
    Distances,
    /// The way back.
    Parents,
}

impl Ball {
    /// Begins anew around an actor. Costs as much as the search before it.
    pub(super) fn begin(&mut self, sight: &Sight<'_>, centre: ActorId, (side, keep): (Side, Keep)) {
        let actors = sight.graph().model().actors().len();
        for actor in self.queue.drain(..).chain(self.extras.drain(..)) {
            self.inside[actor as usize / 64] = 0;
        }
        self.inside.resize(actors.div_ceil(64), 0);
        self.distances.resize(actors, 0);
        self.parents.clear();
        (self.level, self.radius, self.cost) = (0, 0, None);
        (self.side, self.keep) = (side, keep);
        self.enter(centre.0, 0);
        self.queue.push(centre.0);
        self.parents.push(0);
    }

    /// How far an actor is from the centre, where it is in the ball.
    pub(super) fn distance(&self, actor: u32) -> Option<u32> {
        self.contains(actor).then(|| self.distances[actor as usize])
    }

    pub(super) fn contains(&self, actor: u32) -> bool {
        self.inside[actor as usize / 64] >> (actor % 64) & 1 == 1
    }

    fn enter(&mut self, actor: u32, distance: u32) {
        self.inside[actor as usize / 64] |= 1 << (actor % 64);
        if self.keep == Keep::Distances {
            self.distances[actor as usize] = distance;
        }
    }

    pub(super) fn radius(&self) -> u32 {
        self.radius
    }

    /// How many ties the last level has, which growing looks at.
    pub(super) fn cost(&mut self, sight: &Sight<'_>) -> usize {
        let level = &self.queue[self.level..];
        *self.cost.get_or_insert_with(|| level.iter().map(|actor| sight.row(*actor).len()).sum())
    }

    /// All actors in the ball, the nearest first.
    pub(super) fn actors(&self) -> &[u32] {
        &self.queue
    }

    /// The actors furthest away.
    pub(super) fn last_level(&self) -> &[u32] {
        &self.queue[self.level..]
    }

    /// Tells whether there is nothing beyond.
    pub(super) fn is_exhausted(&self) -> bool {
        self.level == self.queue.len()
    }

    /// Looks for a permitted tie from the last level into another ball: the position of its actor
    /// in the queue, and the actor in the other ball. Much cheaper than growing, for what lies
    /// outside both is passed over with a look at its number.
    pub(super) fn touch(&self, (sight, purse): (&Sight<'_>, &Purse<'_>), other: &Self) -> Option<(usize, u32)> {
        for at in self.level..self.queue.len() {
            if (at - self.level).is_multiple_of(AHEAD) {
                self.fetch_rows(sight, at..self.queue.len().min(at + AHEAD));
            }
            let actor = self.queue[at];
            let row = sight.row(actor);
            if !purse.spend(row.len()) {
                break;
            }
            let met = |place: &usize| {
                let (from, to) = self.side.order(actor, row[*place]);
                other.contains(row[*place]) && sight.joins(sight.strands(actor)[*place], from, to)
            };
            if let Some(place) = (0..row.len()).find(met) {
                return Some((at, row[place]));
            }
        }
        None
    }

    /// Grows by one hop. `admits` is asked once for each actor outside to which a tie leads, and
    /// `passes` which actors of the last level lead on.
    pub(super) fn grow(
        &mut self,
        (sight, purse): (&Sight<'_>, &Purse<'_>),
        passes: impl Fn(u32) -> bool,
        admits: impl Fn(u32) -> bool,
    ) {
        let (start, end) = (self.level, self.queue.len());
        self.radius += 1;
        self.cost = None;
        self.level = end;
        for at in start..end {
            if (at - start).is_multiple_of(AHEAD) {
                self.fetch(sight, at..end.min(at + AHEAD));
            }
            let actor = self.queue[at];
            if !passes(actor) {
                continue;
            }
            if !purse.spend(sight.row(actor).len()) {
                break;
            }
            self.expand(sight, at, &admits);
        }
    }

    /// Asks for the rows of some actors at once, so that the processor waits for them together.
    fn fetch_rows(&self, sight: &Sight<'_>, positions: Range<usize>) {
        for actor in &self.queue[positions] {
            let row = sight.row(*actor);
            black_box([row.first().copied(), row.last().copied()]);
        }
    }

    /// Asks for all that growing looks at.
    fn fetch(&self, sight: &Sight<'_>, positions: Range<usize>) {
        self.fetch_rows(sight, positions.clone());
        if !sight.is_open() {
            for actor in &self.queue[positions] {
                let strands = sight.strands(*actor);
                black_box([strands.first().copied(), strands.last().copied()]);
            }
        }
    }

    fn expand(&mut self, sight: &Sight<'_>, at: usize, admits: impl Fn(u32) -> bool) {
        let actor = self.queue[at];
        if sight.is_open() {
            for other in sight.row(actor) {
                if !self.contains(*other) && admits(*other) {
                    self.take(*other, at);
                }
            }
            return;
        }
        sight.promising(actor).for_each(|(other, strand)| {
            let (from, to) = self.side.order(actor, other);
            if !self.contains(other) && sight.leads(strand, from, to) && admits(other) {
                self.take(other, at);
            }
        });
    }

    /// Grows on from some actors of the last level as far as `judge` takes actors, which it is
    /// told with their distance. What is so taken in is forgotten by [`Ball::retract`].
    pub(super) fn extend(
        &mut self,
        (sight, purse): (&Sight<'_>, &Purse<'_>),
        mut level: Vec<u32>,
        judge: impl Fn(u32, u32) -> bool,
    ) {
        let mut distance = self.radius;
        while !level.is_empty() {
            distance += 1;
            let known = self.extras.len();
            for actor in level {
                if !purse.spend(sight.row(actor).len()) {
                    return;
                }
                self.annex(sight, (actor, distance), &judge);
            }
            level = self.extras[known..].to_vec();
        }
    }

    fn annex(&mut self, sight: &Sight<'_>, (actor, distance): (u32, u32), judge: impl Fn(u32, u32) -> bool) {
        for (other, strand) in sight.promising(actor) {
            let (from, to) = self.side.order(actor, other);
            if !self.contains(other) && judge(other, distance) && sight.leads(strand, from, to) {
                self.enter(other, distance);
                self.extras.push(other);
            }
        }
    }

    /// The actors beyond the last level that were taken in by [`Ball::extend`].
    pub(super) fn extras(&self) -> &[u32] {
        &self.extras
    }

    /// Forgets what lies beyond the last level.
    pub(super) fn retract(&mut self) {
        for actor in self.extras.drain(..) {
            self.inside[actor as usize / 64] &= !(1 << (actor % 64));
        }
    }

    /// The way back from a position of the queue to the centre, which comes last.
    pub(super) fn way_back(&self, at: usize) -> Vec<u32> {
        let mut way = vec![self.queue[at]];
        let mut at = at;
        while at != 0 {
            at = self.parents[at] as usize;
            way.push(self.queue[at]);
        }
        way
    }

    /// Where an actor of the last level stands in the queue.
    pub(super) fn position(&self, actor: u32) -> Option<usize> {
        self.last_level().iter().position(|known| *known == actor).map(|at| at + self.level)
    }

    /// Takes in an actor that was found through the one at a position of the queue.
    fn take(&mut self, other: u32, at: usize) {
        self.enter(other, self.radius);
        self.queue.push(other);
        if self.keep == Keep::Parents {
            self.parents.push(u32::try_from(at).expect("ids are 32 bits"));
        }
    }
}
