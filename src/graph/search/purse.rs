//! What a search may spend, and has spent.

use super::Limits;
use std::cell::Cell;

/// The account of a search, in ties looked at.
pub(super) struct Purse<'a> {
    limits: &'a Limits<'a>,
    spent: Cell<u64>,
    cut: Cell<Option<Cut>>,
}

/// Why a search ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    Budget,
    Stopped,
}

/// How many ties are looked at between two questions to `stop`; a power of two.
const PATIENCE: u64 = 1 << 15;

impl<'a> Purse<'a> {
    pub(super) fn new(limits: &'a Limits<'a>) -> Self {
        Self { limits, spent: Cell::new(0), cut: Cell::new(None) }
    }

    /// Spends; tells whether the search may go on. What exceeds the budget is not spent.
    pub(super) fn spend(&self, ties: usize) -> bool {
        let before = self.spent.get();
        let after = before.saturating_add(ties as u64);
        if self.cut.get().is_some() {
            return false;
        }
        if after > self.limits.budget {
            self.cut.set(Some(Cut::Budget));
            return false;
        }
        self.spent.set(after);
        if before / PATIENCE != after / PATIENCE && (self.limits.stop)() {
            self.cut.set(Some(Cut::Stopped));
        }
        self.cut.get().is_none()
    }

    pub(super) fn spent(&self) -> u64 {
        self.spent.get()
    }

    pub(super) fn is_cut(&self) -> bool {
        self.cut.get().is_some()
    }

    /// Why the search was cut, and what lets it go on.
    pub(super) fn words(&self) -> Option<String> {
        let budget = self.limits.budget;
        self.cut.get().map(|cut| match cut {
            Cut::Budget => {
                let more = budget.saturating_mul(10).max(1000);
                format!("the search ended after {budget} steps; --budget {more} lets it go on")
            }
            Cut::Stopped => "the search was stopped".into(),
        })
    }
}
