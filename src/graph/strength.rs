//! How strong a relation is: an order, never a number.

use super::lens::How;
use crate::model::Reliability;
use crate::model::Source;
use crate::model::Status;
use std::fmt;

/// How well a relation is borne out; the stronger is the greater.
///
/// Compared in this order: status (confirmed, reported, disputed, alleged, unrated), how it holds
/// (certainly, possibly, has happened), two or more independent sources before one, the grade of
/// the best citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Strength {
    /// Greater is surer; see [`SUREST_LAST`].
    standing: u8,
    how: How,
    support: Support,
}

/// What relations are known as, the least sure first.
const SUREST_LAST: [Option<Status>; 7] = [
    Some(Status::Retracted),
    Some(Status::Denied),
    None,
    Some(Status::Alleged),
    Some(Status::Disputed),
    Some(Status::Reported),
    Some(Status::Confirmed),
];

/// How many independent sources bear a relation out, and how good its best citation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Support {
    /// Counted up to two.
    pub(super) roots: u8,
    pub(super) grade: Grade,
}

/// The grade of a citation in the Admiralty code (NATO AJP-2.1), the better the greater.
///
/// `F` and `6` mean that it cannot be judged and count as unrated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Grade(u8);

impl Grade {
    pub(super) fn new(source: &Source, credibility: Option<u8>) -> Self {
        let reliability = source.reliability.map_or(0, |letter| 5u8.saturating_sub(letter as u8));
        let credibility = credibility.map_or(0, |digit| 6u8.saturating_sub(digit.max(1)));
        Self(reliability * 6 + credibility)
    }

    fn reliability(self) -> Option<Reliability> {
        let worse = 5u8.checked_sub(self.0 / 6)?;
        Reliability::ALL.get(usize::from(worse)).copied().filter(|letter| *letter != Reliability::F)
    }

    fn credibility(self) -> Option<u8> {
        Some(6 - self.0 % 6).filter(|digit| *digit < 6)
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reliability() {
            Some(letter) => write!(f, "{letter}")?,
            None => f.write_str("–")?,
        }
        match self.credibility() {
            Some(digit) => write!(f, "{digit}"),
            None => f.write_str("–"),
        }
    }
}

impl Strength {
    pub(super) fn new(status: Option<Status>, how: How, support: Support) -> Self {
        let standing = SUREST_LAST.iter().zip(0u8..).find(|(known, _)| **known == status).map_or(0, |(_, at)| at);
        Self { standing, how, support }
    }

    /// What is known of its truth.
    #[must_use]
    pub fn status(self) -> Option<Status> {
        SUREST_LAST[usize::from(self.standing)]
    }

    /// How it holds.
    #[must_use]
    pub fn how(self) -> How {
        self.how
    }

    /// Tells whether two or more independent sources assert it.
    #[must_use]
    pub fn has_several_roots(self) -> bool {
        self.support.roots > 1
    }

    /// Reliability of the source and credibility of the best citation, each where it is rated.
    #[must_use]
    pub fn best_citation(self) -> (Option<Reliability>, Option<u8>) {
        (self.support.grade.reliability(), self.support.grade.credibility())
    }

    /// Names what falls short in it, what weighs most first: "alleged; one independent source;
    /// best citation C3".
    #[must_use]
    pub fn words(self) -> String {
        let mut short = Vec::new();
        match self.status() {
            Some(Status::Confirmed) => {}
            Some(status) => short.push(status.to_string()),
            None => short.push("status not rated".into()),
        }
        short.extend(self.tense().map(str::to_owned));
        match self.support.roots {
            0 => short.push("no independent source".into()),
            1 => short.push("one independent source".into()),
            _ => {}
        }
        match self.best_citation() {
            (None, None) => short.push("no graded citation".into()),
            (Some(Reliability::A), Some(1)) => {}
            _ => short.push(format!("best citation {}", self.support.grade)),
        }
        if short.is_empty() { "nothing falls short".into() } else { short.join("; ") }
    }

    fn tense(self) -> Option<&'static str> {
        match self.how {
            How::Otherwise => Some("does not hold on that date"),
            How::PossiblyHappened => Some("has possibly happened"),
            How::Happened => Some("has happened"),
            How::Possibly => Some("possibly holds"),
            How::Certainly => None,
        }
    }
}
