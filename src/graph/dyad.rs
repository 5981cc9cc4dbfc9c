//! Two actors that something ties: what there is between them, and as much of it as a search
//! reads in passing.

use super::fact::Facts;
use crate::model::ActorId;
use crate::model::Interval;
use crate::model::RelationId;
use crate::model::TypeId;
use std::ops::Range;

/// A pair of actors that something ties.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dyad {
    start: u32,
    count: u32,
    /// The types that lead from the lower actor to the higher, one bit for each type modulo 64:
    /// may say *maybe*, never a wrong *no*.
    up: u64,
    /// The types that lead from the higher actor to the lower.
    down: u64,
    /// Where a single plain relation ties the two, the days on which it possibly holds: nothing
    /// speaks against it and it has no roles.
    days: Option<Interval>,
}

/// A dyad as it stands in a row: its types modulo 16 and its days in two hundred and fifty-sixths
/// of the time that the graph spans. May say *maybe*, never a wrong *yes* or *no*.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Strand {
    dyad: u32,
    types: u16,
    /// The span in which the days of the dyad begin; later than `last` where it has none.
    first: u8,
    last: u8,
}

/// How days are rounded to spans: in order, so that two days in different spans compare as their
/// spans do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    start: i32,
    /// Days a span.
    step: i32,
}

/// What a lens asks of strands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inquiry {
    types: u16,
    /// The first and the last span in which a plain relation has to hold.
    window: (u8, u8),
    /// Whether that is all that is asked of a plain relation.
    complete: bool,
}

/// A relation that ties a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bond {
    pub(super) relation: RelationId,
    pub(super) up: bool,
    pub(super) down: bool,
}

/// Which way a pair is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Either way.
    Any,
    /// From the lower actor to the higher.
    Up,
    /// From the higher to the lower.
    Down,
}

impl Way {
    /// The way from one actor to another.
    pub(super) fn between(from: ActorId, to: ActorId) -> Self {
        if from < to { Self::Up } else { Self::Down }
    }
}

impl Bond {
    pub(super) fn leads(self, way: Way) -> bool {
        match way {
            Way::Any => true,
            Way::Up => self.up,
            Way::Down => self.down,
        }
    }
}

impl Dyad {
    /// What ties a pair, as it stands from `start` on in the list of all that ties anybody.
    pub(super) fn new(facts: &Facts, start: usize, ties: &[Bond]) -> Self {
        let types = |leads: fn(&&Bond) -> bool| {
            ties.iter().filter(leads).fold(0, |types, bond| types | bit(facts[bond.relation].type_))
        };
        let days = match ties {
            [only] if facts[only.relation].is_plain() => {
                let extent = facts[only.relation].extent;
                Some(Interval { first: extent.since.first, last: extent.until.last })
            }
            _ => None,
        };
        let (up, down) = (types(|bond| bond.up), types(|bond| bond.down));
        Self { start: narrow(start), count: narrow(ties.len()), up, down, days }
    }

    /// Where the relations that tie the pair stand.
    pub(super) fn ties(&self) -> Range<usize> {
        self.start as usize..(self.start + self.count) as usize
    }

    /// The types that lead one way, one bit for each type modulo 64.
    pub(super) fn types(&self, way: Way) -> u64 {
        match way {
            Way::Any => self.up | self.down,
            Way::Up => self.up,
            Way::Down => self.down,
        }
    }

    /// The days on which the only relation of the pair possibly holds, where it is a plain one.
    pub(super) fn plain_days(&self) -> Option<Interval> {
        self.days
    }
}

impl Strand {
    pub(super) fn new(dyad: &Dyad, at: usize, scale: Scale) -> Self {
        let (first, last) = dyad.days.map_or((1, 0), |days| (scale.span(days.first), scale.span(days.last)));
        Self { dyad: narrow(at), types: folded(dyad.types(Way::Any)), first, last }
    }

    /// Tells whether more than one plain relation may tie the pair.
    fn is_involved(self) -> bool {
        self.first > self.last
    }

    /// Where the whole dyad stands.
    pub(super) fn dyad(self) -> usize {
        self.dyad as usize
    }
}

impl Scale {
    /// Spans as short as they can be while all but the last beginnings and the first ends lie in
    /// them.
    pub(super) fn new(facts: &Facts) -> Self {
        let (start, end) = facts.dated.map_or((0, 0), |days| (days.first, days.last));
        let step = (i64::from(end) - i64::from(start)) / i64::from(u8::MAX) + 1;
        Self { start, step: i32::try_from(step).expect("a part of the span of days") }
    }

    fn span(self, day: i32) -> u8 {
        let span = day.saturating_sub(self.start) / self.step;
        u8::try_from(span.clamp(0, u8::MAX.into())).expect("just held within bounds")
    }
}

impl Inquiry {
    /// Asks for types, of which `types` holds the bits modulo 64 and `others` those that do not
    /// pass, and for a window of days where that is all that is asked.
    pub(super) fn new((types, others): (u64, u64), window: Option<Interval>, scale: Scale) -> Self {
        Self {
            types: folded(types),
            window: window.map_or((0, u8::MAX), |window| (scale.span(window.first), scale.span(window.last))),
            complete: window.is_some() && folded(types) & folded(others) == 0,
        }
    }

    /// How many strands are looked at in one go.
    pub(super) const AT_ONCE: usize = u64::BITS as usize;

    /// The positions of those strands, of so many at most, that may be permitted. They are told
    /// apart without a branch, for what a lens says of the next tie no processor can guess.
    pub(super) fn promising(&self, strands: &[Strand]) -> impl Iterator<Item = usize> + use<> {
        let bits = |bits: u64, strand: &Strand| bits << 1 | u64::from(self.may_permit(*strand));
        let mut left = strands.iter().rev().fold(0, bits);
        std::iter::from_fn(move || {
            let at = (left != 0).then(|| left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
            at
        })
    }

    fn may_permit(&self, strand: Strand) -> bool {
        let dated = (strand.first <= self.window.1) & (strand.last >= self.window.0);
        (strand.types & self.types != 0) & (dated | strand.is_involved())
    }

    /// Tells of a promising strand whether its pair is surely tied by something permitted, one way
    /// or the other.
    pub(super) fn permits(&self, strand: Strand) -> bool {
        self.complete & !strand.is_involved() & (strand.first < self.window.1) & (strand.last > self.window.0)
    }
}

/// The bit of a type in a mask.
pub(super) fn bit(type_: TypeId) -> u64 {
    1 << (type_.0 % 64)
}

/// A mask modulo 64 as one modulo 16.
fn folded(types: u64) -> u16 {
    let halved = types | types >> 32;
    (halved | halved >> 16) as u16
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).expect("the loader bounds the number of participants")
}
