//! Reading one record: the fast road where it is right, the slow one that finds all that is wrong.

use super::shape;
use crate::diagnostic::Diagnostic;
use crate::record::Raw;
use crate::record::keys::Record;
use crate::record::typed::Parse;
use crate::text::Span;

/// A step from a value to one inside it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'a> {
    /// The value of a key.
    Key(&'a str),
    /// An item of a list; where the value is no list but one thing, that thing.
    Item(usize),
}

/// The record that is being made into a part of the model, and what is wrong with it.
///
/// Spans are found by walking the record again, only when something is wrong.
pub(super) struct Site<'a> {
    /// The record as it is read.
    pub raw: Raw<'a>,
    /// Errors.
    pub faults: Vec<Diagnostic>,
    /// What is worth a look and no error.
    pub remarks: Vec<Diagnostic>,
    /// Whether a value is not of its form, which the slow road tells in words.
    pub malformed: bool,
    /// References to what could not be read or was left out itself.
    pub withheld: usize,
    /// The warnings that the record accepts.
    pub accepted: Vec<Accepted>,
}

/// A warning that a record accepts.
#[derive(Debug)]
pub(super) struct Accepted {
    /// The rule.
    pub rule: Box<str>,
    /// The reason.
    pub reason: Box<str>,
    /// Where the reason stands.
    pub span: Span,
    /// The record.
    pub record: Span,
}

impl<'a> Site<'a> {
    /// Begins with nothing wrong.
    pub fn new(raw: Raw<'a>) -> Self {
        Self { raw, faults: Vec::new(), remarks: Vec::new(), malformed: false, withheld: 0, accepted: Vec::new() }
    }

    /// Where a part of the record stands; the whole record where there is no such part.
    pub fn span(&self, path: &[Step<'_>]) -> Span {
        let mut at = self.raw;
        for step in path {
            let next = match step {
                Step::Key(key) => at.get(key),
                Step::Item(nth) => at.items().into_iter().nth(*nth).or(Some(at)),
            };
            at = next.unwrap_or(at);
        }
        at.span()
    }

    /// Where a key of the record and its value stand.
    pub fn entry(&self, key: &str) -> Span {
        self.raw.entry(key).map_or(self.raw.span(), |entry| entry.span())
    }

    /// Notes an error.
    pub fn fault(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// Takes a value that its form allows, or notes that it does not.
    pub fn formed<T>(&mut self, value: Option<T>) -> Option<T> {
        self.malformed |= value.is_none();
        value
    }

    /// Ends with what was made.
    pub fn into_taken<T>(mut self, made: Option<T>) -> Taken<T> {
        let faulty = self.is_faulty();
        let mut diagnostics = self.faults;
        diagnostics.append(&mut self.remarks);
        Taken { made, diagnostics, faulty, withheld: self.withheld, accepted: self.accepted }
    }

    /// Tells whether anything keeps the record from being taken as it is written.
    pub fn is_faulty(&self) -> bool {
        self.malformed || self.withheld > 0 || !self.faults.is_empty()
    }
}

/// What reading one record gave.
pub(super) struct Taken<T> {
    /// The part of the model that it makes, as far as it is right.
    pub made: Option<T>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether anything is an error.
    pub faulty: bool,
    /// References to what could not be read or was left out itself.
    pub withheld: usize,
    /// The warnings that the record accepts.
    pub accepted: Vec<Accepted>,
}

/// A record as serde reads it, whatever the life of its text.
pub(super) trait Typed {
    /// The record, borrowing from a text.
    type Read<'t>: Parse<'t>;
    /// What it makes.
    type Made;
    /// Its keys.
    const KEYS: &'static Record;

    /// Makes it, noting at the site what is wrong. Anything that can be made is made.
    fn make(&self, record: &Self::Read<'_>, site: &mut Site<'_>) -> Option<Self::Made>;
}

/// Reads a record.
///
/// A record that is right is parsed once. Any other is checked key by key against the table of
/// keys, and read again without what was found faulty, so that one run tells everything.
pub(super) fn take<T: Typed>(typed: &T, raw: Raw<'_>) -> Taken<T::Made> {
    if let Some(record) = T::Read::parse(raw.json()) {
        let mut site = Site::new(raw);
        let made = typed.make(&record, &mut site);
        if !site.is_faulty() {
            return site.into_taken(made);
        }
    }
    take_slowly(typed, raw)
}

#[cold]
fn take_slowly<T: Typed>(typed: &T, raw: Raw<'_>) -> Taken<T::Made> {
    let mut faults = Vec::new();
    let rest = shape::check(raw, T::KEYS, &mut faults);
    let mut site = Site::new(raw.with_json(rest.as_deref().unwrap_or_default()));
    let record = rest.as_deref().and_then(T::Read::parse);
    let made = record.and_then(|record| typed.make(&record, &mut site));
    if faults.is_empty() && (site.malformed || !site.is_faulty() && made.is_none()) {
        faults.push(unreadable(raw, T::KEYS));
    }
    faults.append(&mut site.faults);
    site.faults = faults;
    site.into_taken(made)
}

/// The last resort, so that no record is ever dropped in silence.
fn unreadable(raw: Raw<'_>, keys: &Record) -> Diagnostic {
    let headline = format!("this {} cannot be read", keys.name);
    Diagnostic::error("wrong-type", headline, raw.span(), "not of its form")
}
