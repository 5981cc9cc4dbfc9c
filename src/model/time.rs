//! When a relation holds, in three values.
//!
//! A date is an interval of days, so what is stated about a state is four days: the first and the
//! last on which it may begin, the first and the last on which it may end. Over every pair of a
//! beginning and an end that these allow, the state meets a window `[a, b]` *certainly* when each
//! pair does, *possibly* when some pair does (Allen 1983 on intervals; Kleene's three values).

use super::date::Date;
use super::date::Interval;

/// The dates of a relation as they are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Time {
    /// No date at all.
    #[default]
    Unstated,
    /// One date, from which it has happened.
    Event(Date),
    /// A beginning, an end, or both.
    State(Option<Date>, Option<Until>),
}

/// The end of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// `".."`: it goes on.
    Open,
    /// It ended then.
    Date(Date),
}

/// How surely something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holds {
    /// On no reading of the dates.
    No,
    /// On some reading.
    Possible,
    /// On every reading.
    Certain,
}

/// The days that a [`Time`] may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The days on which it may begin, or happen.
    pub since: Interval,
    /// The days on which it may end; of an event, which is kept for good, unbounded.
    pub until: Interval,
    /// Whether it is an event.
    pub event: bool,
    /// Whether no verdict can be better than possible: a date in it is marked.
    pub marked: bool,
    /// Whether nothing was stated and `since` is the date of a source.
    pub undated: bool,
}

impl Time {
    /// The days that are meant.
    ///
    /// `cut_off` is the graph's own as-of date: an end of `..` is certain up to it. `first_said`
    /// is asked for where no date is stated; where it has none either, the relation is known to
    /// be said by the cut-off only, and is never more than possible.
    pub fn extent(self, cut_off: Option<Date>, first_said: impl FnOnce() -> Option<Date>) -> Extent {
        match self {
            Self::Event(date) => Extent::event(date),
            Self::State(since, until) => Extent::state(since, until, cut_off),
            Self::Unstated => {
                let said = first_said();
                let since = said.or(cut_off).map_or(Interval::ALWAYS, Date::interval);
                let until = Interval { first: i32::MAX, last: i32::MAX };
                Extent { since, until, event: false, marked: said.is_none_or(Date::is_marked), undated: true }
            }
        }
    }

    /// Tells whether any date is stated.
    #[must_use]
    pub fn is_stated(self) -> bool {
        self != Self::Unstated
    }
}

impl Extent {
    fn event(date: Date) -> Self {
        let until = Interval { first: i32::MAX, last: i32::MAX };
        Self { since: date.interval(), until, event: true, marked: date.is_marked(), undated: false }
    }

    /// A missing end is not known: the state may have begun as late as it may have ended, and
    /// ended as early as it may have begun.
    fn state(since: Option<Date>, until: Option<Until>, cut_off: Option<Date>) -> Self {
        let end = match until {
            Some(Until::Date(date)) => Some(date.interval()),
            Some(Until::Open) => cut_off.map(|date| Interval { first: date.interval().last, last: i32::MAX }),
            None => None,
        };
        let begin = since.map(Date::interval);
        let since_days = begin.unwrap_or(Interval { first: i32::MIN, last: i32::MAX });
        let until_days = end.unwrap_or(Interval { first: since_days.first, last: i32::MAX });
        // What begins after the latest end, or ends before the earliest beginning, is no reading.
        let since_days = Interval { last: since_days.last.min(until_days.last), ..since_days };
        let until_days = Interval { first: until_days.first.max(since_days.first), ..until_days };
        let end_mark = matches!(until, Some(Until::Date(date)) if date.is_marked());
        let marked = since.is_some_and(Date::is_marked) || end_mark;
        Self { since: since_days, until: until_days, event: false, marked, undated: false }
    }

    /// Bounds a state by a life; an end of life that is not stated bounds nothing. Events stay.
    #[must_use]
    pub fn within(mut self, life: (Option<Date>, Option<Until>)) -> Self {
        if self.event {
            return self;
        }
        if let Some(born) = life.0 {
            let born = born.interval();
            self.since.first = self.since.first.max(born.first);
            self.since.last = self.since.last.max(born.last);
        }
        if let Some(Until::Date(died)) = life.1 {
            let died = died.interval();
            self.until.first = self.until.first.min(died.first);
            self.until.last = self.until.last.min(died.last);
        }
        self
    }

    /// Tells whether it holds, or has happened, on some day of the window.
    #[must_use]
    pub fn at(&self, window: Interval) -> Holds {
        let certain = self.since.last <= window.last && self.until.first >= window.first;
        let possible = self.since.first <= window.last && self.until.last >= window.first;
        self.verdict(certain, possible)
    }

    /// Tells whether a state met the window, or an event fell into it.
    #[must_use]
    pub fn during(&self, window: Interval) -> Holds {
        if !self.event {
            return self.at(window);
        }
        let certain = self.since.first >= window.first && self.since.last <= window.last;
        let possible = self.since.first <= window.last && self.since.last >= window.first;
        self.verdict(certain, possible)
    }

    /// Tells whether two extents can have a day in common.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let last = |extent: &Self| if extent.event { extent.since.last } else { extent.until.last };
        self.since.first <= last(other) && other.since.first <= last(self)
    }

    fn verdict(&self, certain: bool, possible: bool) -> Holds {
        match (certain, possible) {
            (true, true) if !self.marked => Holds::Certain,
            (_, true) => Holds::Possible,
            _ => Holds::No,
        }
    }
}
