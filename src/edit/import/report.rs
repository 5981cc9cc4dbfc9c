//! What became of every item of a foreign file.

use super::At;
use super::decisions::Review;
use crate::edit::draft::Section;
use crate::model::vocabulary::words;

words! {
    /// What became of a record, from the least to the most.
    Outcome {
        /// The item holds nothing.
        Empty = "empty",
        /// It cannot be carried.
        Lost = "lost",
        /// The graph says it already.
        Same = "already there",
        /// An earlier item of the import says it.
        United = "said before in this import",
        /// The graph has it otherwise from the same source, and keeps what it has.
        Differs = "differs and is kept",
        /// A record of the graph says more than before.
        Extended = "added to a record",
        /// A record of its own.
        New = "new",
    }
}

/// The outcomes of a sort of thing, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally([usize; Outcome::ALL.len()]);

impl Tally {
    /// How often this was the outcome.
    #[must_use]
    pub const fn of(self, outcome: Outcome) -> usize {
        self.0[outcome as usize]
    }

    /// How many there are in all.
    #[must_use]
    pub fn sum(self) -> usize {
        self.0.iter().sum()
    }

    pub(super) const fn add(&mut self, outcome: Outcome) {
        self.0[outcome as usize] += 1;
    }
}

/// What became of a foreign file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Its path.
    pub path: String,
    /// What an item of it is called: `row`.
    pub unit: &'static str,
    /// Its items, each under the most that became of what stands in it.
    pub items: Tally,
}

/// Why something in a foreign file is no record of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The position of the file among those that were imported.
    pub file: usize,
    /// The item.
    pub at: At,
    /// What became of it.
    pub outcome: Outcome,
    /// What it is, and why.
    pub what: String,
}

/// What an import came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The files, in order.
    pub accounts: Vec<Account>,
    /// Records by their section. Actors that an item only mentions are counted where they are new or
    /// say more than before.
    records: [Tally; Section::ALL.len()],
    /// Everything that is no record of its own, in the order of files and items.
    pub remarks: Vec<Remark>,
    /// Names that a person has to look at.
    pub reviews: Vec<Review>,
}

impl Report {
    /// The records of a section.
    #[must_use]
    pub const fn of(&self, section: Section) -> Tally {
        self.records[section as usize]
    }

    pub(super) const fn count(&mut self, section: Section, outcome: Outcome) {
        self.records[section as usize].add(outcome);
    }

    /// Tells whether the graph stays as it is.
    #[must_use]
    pub fn is_still(&self) -> bool {
        self.records.iter().all(|tally| tally.of(Outcome::New) + tally.of(Outcome::Extended) == 0)
    }
}
