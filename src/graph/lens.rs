//! What part of the graph a question looks through.

use crate::model::ActorId;
use crate::model::Date;
use crate::model::Extent;
use crate::model::Holds;
use crate::model::Interval;
use crate::model::KindId;
use crate::model::Model;
use crate::model::Phase;
use crate::model::Polarity;
use crate::model::SourceId;
use crate::model::Status;
use crate::model::TypeId;
use crate::model::vocabulary::words;

words! {
    /// Why a lens leaves a relation out. The word is what `--include` takes, where it can be let in.
    Reason {
        /// The record says that it does not hold.
        Negated = "negated",
        /// Only the denial is on record.
        Denied = "denied",
        /// Its source took it back.
        Retracted = "retracted",
        /// No citation asserts it.
        Unasserted = "unasserted",
        /// A forecast, option or fear.
        Possible = "possible",
        /// Somebody proposes it.
        Proposed = "proposed",
        /// It is announced.
        Planned = "planned",
        /// It was called off.
        Cancelled = "cancelled",
        /// Its type says only that two actors may be one.
        Identity = "identity",
        /// It ended before the date.
        Ended = "ended",
        /// It begins, or happens, after the date.
        Future = "future",
        /// It has no date, and no source says it by then.
        Undated = "undated",
        /// It holds possibly, and only the certain was asked for.
        Uncertain = "uncertain",
        /// It falls outside the window of `--during`.
        Window = "window",
        /// Its type is not asked for.
        Type = "type",
        /// Its polarity is not asked for.
        Polarity = "polarity",
        /// Its status is not asked for.
        Status = "status",
        /// Its phase is not asked for.
        Phase = "phase",
        /// No citation of it is left among the sources asked for.
        Source = "source",
        /// An actor that takes part in it is shut out.
        Actor = "actor",
        /// Its level of handling is higher than asked for.
        Handling = "handling",
    }
}

impl Reason {
    /// The option that would let in what this reason left out.
    #[must_use]
    pub fn remedy(self) -> String {
        match self {
            Self::Uncertain => "drop --strict".into(),
            Self::Window => "drop --during".into(),
            Self::Type => "drop --only or --not".into(),
            Self::Polarity => "drop --hostile or --cooperative".into(),
            Self::Status => "drop --status".into(),
            Self::Phase => "drop --phase".into(),
            Self::Source => "drop --source or --without-source".into(),
            Self::Actor => "drop --without".into(),
            Self::Handling => "drop --max-handling".into(),
            Self::Ended | Self::Future => format!("--include {self}, or --ever"),
            _ => format!("--include {self}"),
        }
    }

    /// Tells whether `--include` can let it in.
    #[must_use]
    pub fn can_be_included(self) -> bool {
        self <= Self::Undated
    }
}

/// How a permitted relation holds, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// It is over, lies ahead or has no date, and was let in all the same.
    Otherwise,
    /// An event that has happened, or a state, on some reading of the dates only.
    PossiblyHappened,
    /// An event that has happened.
    Happened,
    /// A state that possibly holds.
    Possibly,
    /// A state that certainly holds.
    Certainly,
}

/// Which time a question looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// No filter: all over time, `--ever`.
    #[default]
    Ever,
    /// Some day of this date.
    AsOf(Date),
}

/// What part of the graph a question looks through.
///
/// The default lets through whatever holds at any time; [`Lens::of`] looks through a graph's own
/// as-of date, as questions do unless told otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lens {
    /// Which time.
    pub when: When,
    /// Only what holds certainly.
    pub strict: bool,
    /// Only what met these days.
    pub during: Option<(Date, Date)>,
    /// Only these types; all where empty.
    pub only: Vec<TypeId>,
    /// None of these types.
    pub not: Vec<TypeId>,
    /// Only actors of these kinds are listed or passed; all where empty.
    pub kinds: Vec<KindId>,
    /// Only these statuses, `None` for unrated; all where empty.
    pub statuses: Vec<Option<Status>>,
    /// Only these phases, `None` where none is stated; all where empty.
    pub phases: Vec<Option<Phase>>,
    /// Only what one of these sources asserts; all where empty.
    pub sources: Vec<SourceId>,
    /// As if these sources, and what leans on them alone, did not exist.
    pub without_sources: Vec<SourceId>,
    /// No relation in which one of these actors takes part.
    pub without: Vec<ActorId>,
    /// Only these polarities; all where empty.
    pub polarities: Vec<Polarity>,
    /// Along the direction of relations only.
    pub directed: bool,
    /// Let in what is left out by default for these reasons.
    pub include: Vec<Reason>,
    /// Nothing above this level of handling.
    pub max_handling: Option<u8>,
}

impl Lens {
    /// The lens of a question that was told nothing: the graph's own as-of date.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let when = model.manifest().as_of.map_or(When::Ever, When::AsOf);
        Self { when, ..Self::default() }
    }

    /// The days that the lens looks at.
    #[must_use]
    pub fn window(&self) -> Interval {
        match self.when {
            When::Ever => Interval::ALWAYS,
            When::AsOf(date) => date.interval(),
        }
    }
}

impl How {
    /// How a relation with these dates and this verdict of them holds.
    #[must_use]
    pub fn new(holds: Holds, extent: &Extent) -> Self {
        match (holds, extent.event) {
            (Holds::No, _) => Self::Otherwise,
            (Holds::Possible, true) => Self::PossiblyHappened,
            (Holds::Certain, true) => Self::Happened,
            (Holds::Possible, false) => Self::Possibly,
            (Holds::Certain, false) => Self::Certainly,
        }
    }

    /// Tells whether the dates leave it open.
    #[must_use]
    pub fn is_possible(self) -> bool {
        matches!(self, Self::Possibly | Self::PossiblyHappened)
    }
}
