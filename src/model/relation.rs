//! Relations: typed, dated, sourced ties.
//!
//! A relation is kept small, for there may be millions: what few of them carry stands behind one
//! pointer.

use super::Place;
use super::date::Date;
use super::id::{ActorId, SourceId, TypeId};
use super::time::Time;
use super::vocabulary::{Role, words};

words! {
    /// What is known of a relation's truth, the surest first.
    Status {
        /// It is established.
        Confirmed = "confirmed",
        /// It is reported.
        Reported = "reported",
        /// Some assert it, others deny it.
        Disputed = "disputed",
        /// It is alleged.
        Alleged = "alleged",
        /// Only the denial is on record.
        Denied = "denied",
        /// Its source took it back.
        Retracted = "retracted",
    }
}

words! {
    /// Where a relation is in its life.
    Phase {
        /// A forecast, option or fear that nobody has announced.
        Possible = "possible",
        /// Somebody proposes it.
        Proposed = "proposed",
        /// It is announced.
        Planned = "planned",
        /// It is agreed.
        Agreed = "agreed",
        /// It goes on.
        UnderWay = "under-way",
        /// It is done.
        Done = "done",
        /// It rests.
        Suspended = "suspended",
        /// It is over.
        Ended = "ended",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

words! {
    /// The coder's confidence in a judgement (ICD 203).
    Confidence {
        /// Low.
        Low = "low",
        /// Moderate.
        Moderate = "moderate",
        /// High.
        High = "high",
    }
}

words! {
    /// How likely something is that lies ahead (ICD 203).
    Likelihood {
        /// 1–5 %.
        AlmostNoChance = "almost-no-chance",
        /// 5–20 %.
        VeryUnlikely = "very-unlikely",
        /// 20–45 %.
        Unlikely = "unlikely",
        /// 45–55 %.
        RoughlyEvenChance = "roughly-even-chance",
        /// 55–80 %.
        Likely = "likely",
        /// 80–95 %.
        VeryLikely = "very-likely",
        /// 95–99 %.
        AlmostCertain = "almost-certain",
    }
}

words! {
    /// How exact a number is.
    Precision {
        /// Exactly.
        Exact = "exact",
        /// About.
        Approximate = "approximate",
        /// That or more.
        AtLeast = "at-least",
        /// That or less.
        AtMost = "at-most",
    }
}

words! {
    /// What a source does with a claim.
    Testimony {
        /// It says that it is so.
        Asserts = "asserts",
        /// It says that it is not so.
        Denies = "denies",
        /// It speaks of it and takes no side.
        Mentions = "mentions",
    }
}

words! {
    /// What an actor itself says about a claim.
    Says {
        /// It is so.
        Affirms = "affirms",
        /// It is not so.
        Denies = "denies",
        /// Nothing.
        NoComment = "no-comment",
    }
}

/// Who is tied to whom, and how: what makes two relations speak of the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Claim {
    /// The type.
    pub type_: TypeId,
    /// One end; the lower of the two where the type is symmetric.
    pub from: ActorId,
    /// The other end.
    pub to: ActorId,
}

/// A typed, dated, sourced tie.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Whose tie it is.
    pub from: ActorId,
    /// To whom.
    pub to: ActorId,
    /// Its type.
    pub type_: TypeId,
    /// Whether the record says that it does *not* hold.
    pub negated: bool,
    /// What is known of its truth.
    pub status: Option<Status>,
    /// Where it is in its life.
    pub phase: Option<Phase>,
    /// Its level of handling, a position in the vocabulary's list.
    pub handling: Option<u8>,
    /// Its dates.
    pub time: Time,
    /// Further participants, in the order of [`Role`] and then as written.
    pub roles: Box<[(Role, ActorId)]>,
    /// Who says so; at least one.
    pub citations: Box<[Citation]>,
    /// Where it is written.
    pub place: Place,
    /// What few relations carry.
    pub details: Option<Box<Details>>,
}

/// What few relations of a large graph carry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// A name of its own.
    pub id: Option<Box<str>>,
    /// How many.
    pub quantity: Option<Amount>,
    /// For how much.
    pub value: Option<Money>,
    /// Under which condition.
    pub condition: Option<Box<str>>,
    /// How sure the coder is.
    pub confidence: Option<Confidence>,
    /// How likely, of what lies ahead.
    pub likelihood: Option<Likelihood>,
    /// What actors themselves say about it.
    pub stances: Vec<Stance>,
    /// The coder's own words.
    pub note: Option<Box<str>>,
}

impl Relation {
    /// What few relations carry.
    #[must_use]
    pub fn details(&self) -> Option<&Details> {
        self.details.as_deref()
    }

    /// Tells whether any citation says that it holds.
    #[must_use]
    pub fn is_asserted(&self) -> bool {
        self.citations.iter().any(|citation| citation.testimony == Testimony::Asserts)
    }

    /// What actors themselves say about it.
    #[must_use]
    pub fn stances(&self) -> &[Stance] {
        self.details().map_or(&[], |details| &details.stances)
    }

    /// Everybody who takes part: both ends, then the roles.
    pub fn participants(&self) -> impl Iterator<Item = ActorId> + '_ {
        [self.from, self.to].into_iter().chain(self.roles.iter().map(|(_, actor)| *actor))
    }

    /// The actors in one role.
    pub fn role(&self, role: Role) -> impl Iterator<Item = ActorId> + '_ {
        self.roles.iter().filter(move |(of, _)| *of == role).map(|(_, actor)| *actor)
    }
}

/// A number of things.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// How many, as it is spelled in the file.
    pub amount: Box<str>,
    /// Of what.
    pub unit: Option<Box<str>>,
    /// How exactly.
    pub precision: Option<Precision>,
}

/// A sum of money.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// How much, as it is spelled in the file.
    pub amount: Box<str>,
    /// An ISO 4217 code.
    pub currency: Box<str>,
    /// How exactly.
    pub precision: Option<Precision>,
}

/// Where one source bears on one relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// What it does with the claim.
    pub testimony: Testimony,
    /// Credibility of the information, 1 to 6 (Admiralty code).
    pub credibility: Option<u8>,
    /// What few citations carry.
    pub details: Option<Box<CitationDetails>>,
}

/// What few citations of a large graph carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitationDetails {
    /// Where in the source.
    pub at: Option<Box<str>>,
    /// When it was said, where that differs from the source's date.
    pub said: Option<Date>,
    /// What the source itself leans on here.
    pub derives_from: Vec<SourceId>,
    /// The words.
    pub quote: Option<Box<str>>,
    /// The coder's own words.
    pub note: Option<Box<str>>,
}

impl Citation {
    /// What few citations carry.
    #[must_use]
    pub fn details(&self) -> Option<&CitationDetails> {
        self.details.as_deref()
    }
}

/// What an actor itself says about a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stance {
    /// Who speaks.
    pub by: ActorId,
    /// What it says.
    pub says: Says,
    /// When.
    pub date: Option<Date>,
    /// Where that is read.
    pub source: Option<SourceId>,
    /// Where in the source.
    pub at: Option<Box<str>>,
    /// The coder's own words.
    pub note: Option<Box<str>>,
}
