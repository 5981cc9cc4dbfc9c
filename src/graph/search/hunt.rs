//! Routes of one length after the other, until there are enough.

use super::Limits;
use super::Routes;
use super::Wanted;
use super::corridor::Approach;
use super::corridor::Corridor;
use super::rank::Best;
use super::rank::Bounds;
use super::rank::Evidence;
use super::rank::Sieve;
use super::rank::Tally;
use super::walk::Walk;

/// A search for routes.
pub(super) struct Hunt<'h, 'g> {
    approach: Approach<'h, 'g>,
    wanted: Wanted,
    limits: &'h Limits<'h>,
    /// No route has more hops; known better as the search goes on.
    most: u32,
    /// How many lengths in a row had no route.
    barren: u32,
    found: Routes,
}

const BARREN: u32 = 3;

impl<'h, 'g> Hunt<'h, 'g> {
    pub(super) fn new(approach: Approach<'h, 'g>, wanted: Wanted, limits: &'h Limits<'h>) -> Self {
        let longest = approach.sight.graph().model().actors().len().saturating_sub(1);
        let most = u32::try_from(longest.min(limits.hops)).unwrap_or(u32::MAX);
        Self { approach, wanted, limits, most, barren: 0, found: Routes::default() }
    }

    pub(super) fn run(mut self) -> Routes {
        if self.approach.ends.0 == self.approach.ends.1 {
            let fits = self.limits.via.iter().all(|via| *via == self.approach.ends.0);
            let routes: Vec<_> = fits.then(|| vec![self.approach.ends.0]).into_iter().collect();
            return Routes { total: routes.len(), routes, ..Routes::default() };
        }
        if self.wanted == Wanted::All {
            self.all();
        } else if let Some(first) = self.approach.distance(self.most) {
            self.by_length(first);
        }
        self.found
    }

    /// One corridor holds all routes; the short ones are walked first.
    fn all(&mut self) {
        let Some(corridor) = self.approach.corridor(self.most) else { return };
        let evidence = Evidence::new(self.approach.sight, &corridor);
        let Some(mut walk) = self.walk(&corridor) else { return };
        let mut length = corridor.shortest();
        while length <= self.most && !self.approach.purse.is_cut() {
            let mut tally = Tally::new(&evidence, self.limits.shown - self.found.routes.len());
            walk.of_length(length, &mut tally);
            self.found.total += tally.count;
            self.found.routes.extend(tally.best.into_routes(&corridor));
            if self.is_hopeless(tally.count) {
                self.most = self.most.min(corridor.longest());
            }
            length += 1;
        }
    }

    fn by_length(&mut self, first: u32) {
        let mut length = first;
        while length <= self.most && !self.approach.purse.is_cut() {
            let before = self.found.total;
            if let Some(corridor) = self.approach.corridor(length) {
                self.of_length(&corridor);
            }
            if self.is_enough() {
                return;
            }
            if self.is_hopeless(self.found.total - before) {
                self.most = self.approach.corridor(self.most).map_or(0, |all| all.longest().min(self.most));
            }
            length += 1;
        }
    }

    /// Tells, once, when so many lengths in a row had no route that it is worth the while to find
    /// out how long a route can be at all.
    fn is_hopeless(&mut self, found: usize) -> bool {
        self.barren = if found > 0 { 0 } else { self.barren + 1 };
        self.barren == BARREN
    }

    fn is_enough(&self) -> bool {
        match self.wanted {
            Wanted::Best(most) => self.found.total >= most,
            _ => self.found.total > 0,
        }
    }

    fn of_length(&mut self, corridor: &Corridor<'g>) {
        let counted = self.limits.via.is_empty() && !corridor.shares && corridor.is_tight();
        let evidence = Evidence::new(self.approach.sight, corridor);
        match self.wanted {
            Wanted::Best(most) => {
                let routes = self.best(corridor, &evidence, most - self.found.routes.len());
                self.found.total += routes.found();
                self.found.routes.extend(routes.into_routes(corridor));
            }
            _ if counted => {
                self.found.total = corridor.count();
                let routes = self.best(corridor, &evidence, self.limits.shown);
                self.found.routes.extend(routes.into_routes(corridor));
            }
            _ => {
                let Some(mut walk) = self.walk(corridor) else { return };
                let mut tally = Tally::new(&evidence, self.limits.shown);
                walk.of_length(corridor.length, &mut tally);
                self.found.total = tally.count;
                self.found.routes.extend(tally.best.into_routes(corridor));
            }
        }
    }

    /// The best so many routes of a length: first those whose weakest hop is the strongest that
    /// any can have, then those of the next strength that the walk met.
    fn best(&self, corridor: &Corridor<'g>, evidence: &Evidence, most: usize) -> Best {
        let mut best = Best::new(most);
        let bounds = Bounds::new((corridor, self.approach.purse), evidence, corridor.length);
        let mut floor = bounds.ceiling();
        while let (Some(strength), Some(mut walk), false) = (floor, self.walk(corridor), best.is_full()) {
            let mut sieve = Sieve::new(&bounds, strength, &mut best);
            walk.of_length(corridor.length, &mut sieve);
            floor = if self.approach.purse.is_cut() { None } else { sieve.below };
        }
        best
    }

    fn walk<'w>(&self, corridor: &'w Corridor<'g>) -> Option<Walk<'w, 'g>>
    where
        'h: 'w,
    {
        Walk::new((self.approach.sight, self.approach.purse), corridor, self.limits.via)
    }
}
