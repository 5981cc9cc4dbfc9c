//! Dates as a subset of EDTF (ISO 8601-2:2019): year, month or day, uncertain or approximate.

use std::fmt;
use std::num::NonZeroU32;

/// A closed interval of days, counted from 1970-01-01.
///
/// [`Interval::ALWAYS`] is unbounded at both ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// The first day.
    pub first: i32,
    /// The last day, included.
    pub last: i32,
}

impl Interval {
    /// All days there are.
    pub const ALWAYS: Self = Self { first: i32::MIN, last: i32::MAX };

    /// The interval from the first day of one date to the last day of another.
    #[must_use]
    pub fn between(first: Date, last: Date) -> Self {
        Self { first: first.interval().first, last: last.interval().last }
    }
}

/// A year, a month or a day, with EDTF's marks for uncertain (`?`) and approximate (`~`); `%` is both.
///
/// Four bytes. Years run from 0000 to 9999 in the proleptic Gregorian calendar.
///
/// ```
/// use actant::model::Date;
///
/// let date: Date = "2026-02~".parse().expect("a date");
/// assert_eq!(date.to_string(), "2026-02~");
/// assert_eq!(date.interval().last - date.interval().first, 27);
/// assert!("2026-02-30".parse::<Date>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NonZeroU32);

/// Why a text is no date, in words that name the repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDate(pub String);

const PRESENT: u32 = 1 << 31;
const UNCERTAIN: u32 = 1 << 0;
const APPROXIMATE: u32 = 1 << 1;

impl Date {
    fn pack(year: u32, month: u32, day: u32, marks: u32) -> Self {
        let bits = PRESENT | year << 11 | month << 7 | day << 2 | marks;
        Self(NonZeroU32::new(bits).expect("the top bit is set"))
    }

    /// The date of a day, counted from 1970-01-01; none outside the years 0000 to 9999.
    ///
    /// After Howard Hinnant's `civil_from_days`.
    #[must_use]
    pub fn of_day(day: i32) -> Option<Self> {
        let shifted = i64::from(day) + 719_468;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let month = (from_march + 2) % 12 + 1;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let part = |number: i64| u32::try_from(number).ok();
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        if !(0..=9999).contains(&year) {
            return None;
        }
        Some(Self::pack(part(year)?, part(month)?, part(day)?, 0))
    }

    /// Year, month and day; a month or day of 0 is not stated.
    #[must_use]
    pub fn parts(self) -> (u32, u32, u32) {
        let bits = self.0.get();
        (bits >> 11 & 0x3FFF, bits >> 7 & 0xF, bits >> 2 & 0x1F)
    }

    /// Tells whether the date carries a mark, uncertain or approximate.
    #[must_use]
    pub fn is_marked(self) -> bool {
        self.0.get() & (UNCERTAIN | APPROXIMATE) != 0
    }

    /// The days that the date may mean. Marks widen nothing.
    #[must_use]
    pub fn interval(self) -> Interval {
        let (year, month, day) = self.parts();
        let (first, last) = match (month, day) {
            (0, _) => (days(year, 1, 1), days(year, 12, 31)),
            (_, 0) => (days(year, month, 1), days(year, month, length(year, month))),
            _ => (days(year, month, day), days(year, month, day)),
        };
        Interval { first, last }
    }

    /// The first and the last day that the date may mean. Marks widen nothing.
    #[must_use]
    pub fn bounds(self) -> (Self, Self) {
        let (year, month, day) = self.parts();
        let last_month = if month > 0 { month } else { 12 };
        let last_day = if day > 0 { day } else { length(year, last_month) };
        (Self::pack(year, month.max(1), day.max(1), 0), Self::pack(year, last_month, last_day, 0))
    }
}

impl std::str::FromStr for Date {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let (plain, marks) = match text.as_bytes().last() {
            Some(b'?') => (&text[..text.len() - 1], UNCERTAIN),
            Some(b'~') => (&text[..text.len() - 1], APPROXIMATE),
            Some(b'%') => (&text[..text.len() - 1], UNCERTAIN | APPROXIMATE),
            _ => (text, 0),
        };
        let bytes = plain.as_bytes();
        let shaped = matches!(bytes.len(), 4 | 7 | 10)
            && bytes
                .iter()
                .enumerate()
                .all(|(at, b)| if matches!(at, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() });
        if !shaped {
            return Err(NoDate("a date is written `2026`, `2026-02` or `2026-02-26`, with `?` or `~` after it".into()));
        }
        let number = |range: std::ops::Range<usize>| {
            bytes.get(range).map_or(0, |digits| digits.iter().fold(0, |sum, b| sum * 10 + u32::from(b - b'0')))
        };
        let (year, month, day) = (number(0..4), number(5..7), number(8..10));
        if bytes.len() > 4 && !(1..=12).contains(&month) {
            return Err(NoDate(format!("there is no month {month:02}: months run from 01 to 12")));
        }
        if bytes.len() > 7 && !(1..=length(year, month)).contains(&day) {
            let last = length(year, month);
            return Err(NoDate(format!("{year:04}-{month:02} has no day {day:02}: its last is {last}")));
        }
        Ok(Self::pack(year, month, day, marks))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}")?;
        if month > 0 {
            write!(f, "-{month:02}")?;
        }
        if day > 0 {
            write!(f, "-{day:02}")?;
        }
        f.write_str(match self.0.get() & (UNCERTAIN | APPROXIMATE) {
            0 => "",
            UNCERTAIN => "?",
            APPROXIMATE => "~",
            _ => "%",
        })
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn length(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01, after Howard Hinnant's `days_from_civil`.
fn days(year: u32, month: u32, day: u32) -> i32 {
    let [year, month, day] = [year, month, day].map(|part| i32::try_from(part).expect("a part of a date is small"));
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}
