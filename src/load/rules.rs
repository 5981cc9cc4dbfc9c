//! The rules that a graph's text is held to: one table.
//!
//! Errors are found while the text is read, for what is wrong is left out of the model. Warnings
//! are found over the model that was read: a rule of that sort is one file below this one and one
//! line of the table. Each rule has a page in `docs/rules`, which `actant explain` prints.

mod after_as_of;
mod contradiction;
mod denial_missing;
mod denied_yet_asserted;
mod ended_without_until;
mod likelihood_not_ahead;
mod look_alike_names;
mod manifest_missing;
mod names;
mod office_outside_dates;
mod outside_life;
mod placeholder_misuse;
mod repeated_entry;
mod shared_alias;
mod single_root;
mod unused_source;

use super::world::written;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Origin;
use crate::diagnostic::Severity;
use crate::model::Actor;
use crate::model::Model;
use crate::model::Place;
use crate::model::RelationId;
use crate::record::Raw;
use crate::text::Span;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name, which diagnostics carry.
    pub name: &'static str,
    /// How grave it is to break it.
    pub severity: Severity,
    /// What it wants, in one line.
    pub summary: &'static str,
    /// Its page, in Markdown.
    pub page: &'static str,
    check: Check,
}

/// How a rule is held.
#[derive(Clone, Copy, Debug)]
enum Check {
    /// While the text is read.
    Reading,
    /// Over the questions of the model, by whoever understands questions.
    Asking,
    /// Over each relation of the model.
    Relation(fn(&Checked<'_>, RelationId, &mut Vec<Diagnostic>)),
    /// Over the whole model.
    Model(fn(&Checked<'_>, &mut Vec<Diagnostic>)),
}

/// The page of a rule.
macro_rules! page {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules/", $name, ".md"))
    };
}

macro_rules! rules {
    ($($name:literal $severity:ident $check:expr, $summary:literal;)*) => {
        /// All rules, in the order of their names.
        pub static RULES: &[Rule] = &[$(Rule {
            name: $name,
            severity: Severity::$severity,
            summary: $summary,
            page: page!($name),
            check: $check,
        },)*];
    };
}

rules! {
    "after-as-of" Warning Check::Relation(after_as_of::check), "nothing has happened after the date up to which the graph is coded";
    "bad-currency" Error Check::Reading, "a currency is an ISO 4217 code";
    "bad-date" Error Check::Reading, "a date is a year, a month or a day of the calendar";
    "bad-escape" Error Check::Reading, "a string stands for text";
    "bad-id" Error Check::Reading, "an id is a slug";
    "bad-language" Error Check::Reading, "a language is a tag of BCP 47";
    "bad-number" Error Check::Reading, "an amount is a number, and not below nothing";
    "bad-question" Error Check::Asking, "a view asks a question that can be asked of its graph";
    "bad-url" Error Check::Reading, "an address can be followed";
    "byte-order-mark" Note Check::Reading, "a file begins with its first brace";
    "conflict-marker" Error Check::Reading, "a merge is finished";
    "contradiction" Warning Check::Model(contradiction::check), "no record says that something is so which another says is not";
    "cut-off" Error Check::Reading, "a file is all there";
    "dangling-reference" Error Check::Reading, "an id names something";
    "date-beside-interval" Error Check::Reading, "a relation is an event or a state";
    "denial-missing" Warning Check::Relation(denial_missing::check), "what is denied or disputed has somebody who denies it";
    "denied-yet-asserted" Warning Check::Relation(denied_yet_asserted::check), "of what is denied only the denial is on record";
    "domain-range" Error Check::Reading, "a type joins the kinds that it may join";
    "duplicate-id" Error Check::Reading, "an id names one thing";
    "duplicate-key" Error Check::Reading, "a key stands once in an object";
    "duplicate-relation" Error Check::Reading, "a relation stands once, or has an id of its own";
    "empty-text" Error Check::Reading, "a string that is written says something";
    "encoding" Error Check::Reading, "a file is UTF-8";
    "ended-without-until" Warning Check::Relation(ended_without_until::check), "what has ended says when";
    "former-id" Warning Check::Reading, "a reference uses the id of today";
    "hidden-character" Error Check::Reading, "every character of a name can be seen";
    "interval-order" Error Check::Reading, "what ends has begun before";
    "likelihood-not-ahead" Warning Check::Relation(likelihood_not_ahead::check), "a likelihood is said of what lies ahead";
    "look-alike-names" Warning Check::Model(look_alike_names::check), "two actors have two names";
    "manifest-missing" Note Check::Model(manifest_missing::check), "a folder says what graph it is";
    "manifest-twice" Error Check::Reading, "one file holds the manifest";
    "member-twice" Error Check::Reading, "an actor stands once in the groups of a view";
    "missing-key" Error Check::Reading, "a record has the keys that it needs";
    "no-source" Error Check::Reading, "a relation says who says so";
    "office-outside-dates" Warning Check::Model(office_outside_dates::check), "who acts for another holds an office there at the time";
    "out-of-range" Error Check::Reading, "a grade lies on its scale";
    "outside-life" Warning Check::Relation(outside_life::check), "a relation lies within the lives of its actors";
    "placeholder-misuse" Warning Check::Model(placeholder_misuse::check), "who is unnamed is marked so, and nobody else";
    "repeated-entry" Warning Check::Relation(repeated_entry::check), "nothing stands twice in one list";
    "role-not-taken" Error Check::Reading, "a type takes the roles that it lists";
    "self-loop" Error Check::Reading, "a relation ties two actors";
    "shared-alias" Warning Check::Model(shared_alias::check), "an alias names one actor";
    "single-root" Warning Check::Relation(single_root::check), "several sources are several origins";
    "source-cycle" Error Check::Reading, "sources do not retell each other in a circle";
    "stale-accept" Warning Check::Reading, "what is accepted still happens";
    "syntax" Error Check::Reading, "a file is JSON";
    "too-deep" Error Check::Reading, "values do not lie endlessly in each other";
    "too-long" Error Check::Reading, "a file can be counted through";
    "unknown-key" Error Check::Reading, "a key is one that the format lists, or begins with `x-`";
    "unknown-kind" Error Check::Reading, "a kind is in the vocabulary";
    "unknown-level" Error Check::Reading, "a level of handling is in the vocabulary";
    "unknown-rule" Warning Check::Reading, "what is accepted is a warning that exists";
    "unknown-type" Error Check::Reading, "a type is in the vocabulary";
    "unknown-word" Error Check::Reading, "a word is one of those that the format lists";
    "unused-source" Warning Check::Model(unused_source::check), "a source is cited";
    "withheld" Note Check::Reading, "references are judged once everything can be read";
    "wrong-type" Error Check::Reading, "a value is of the sort that its key wants";
}

impl Rule {
    /// Finds a rule by its name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.name == name)
    }
}

/// A model that was read, and the text that it was read from.
pub(super) struct Checked<'a> {
    /// The model.
    pub model: &'a Model,
    /// The text.
    pub origins: &'a [Origin<'a>],
    /// For every actor, whether its life is bounded; empty where no life is.
    pub bounded: Vec<bool>,
    /// Whether all that is written was taken: where records are left out, what is not there says nothing.
    pub complete: bool,
}

impl<'a> Checked<'a> {
    /// A model, its text, and what was found wrong while that was read.
    pub fn new(model: &'a Model, origins: &'a [Origin<'a>], found: &[Diagnostic]) -> Self {
        let complete = found.iter().all(|one| one.severity != Severity::Error);
        let is_bounded = |actor: &Actor| actor.since.is_some() || actor.until.is_some();
        let any = model.actors().iter().any(is_bounded);
        let bounded = if any { model.actors().iter().map(is_bounded).collect() } else { Vec::new() };
        Self { model, origins, bounded, complete }
    }

    /// A record as it is written.
    pub fn written(&self, place: Place) -> Raw<'a> {
        written(self.origins, place.span)
    }

    /// Where a key of a record and its value stand; the whole record where it does not have the key.
    pub fn entry(&self, place: Place, key: &str) -> Span {
        self.written(place).entry(key).map_or(place.span, |entry| entry.span())
    }

    /// Where the value of a key of a record stands; the whole record where it does not have the key.
    pub fn value(&self, place: Place, key: &str) -> Span {
        self.written(place).get(key).map_or(place.span, |value| value.span())
    }

    /// Where the first of these keys that a record has stands with its value.
    pub fn first_entry(&self, place: Place, keys: &[&str]) -> Span {
        let raw = self.written(place);
        keys.iter().find_map(|key| raw.entry(key)).map_or(place.span, |entry| entry.span())
    }
}

/// Holds a model to all rules over it. One walk over the relations.
pub(super) fn check(checked: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let each: Vec<_> = RULES
        .iter()
        .filter_map(|rule| match rule.check {
            Check::Relation(check) => Some(check),
            Check::Reading | Check::Asking | Check::Model(_) => None,
        })
        .collect();
    for relation in checked.model.relation_ids() {
        each.iter().for_each(|check| check(checked, relation, found));
    }
    for rule in RULES {
        if let Check::Model(check) = rule.check {
            check(checked, found);
        }
    }
}

/// Makes a warning with its label at the place to look at.
fn warning(rule: &'static str, headline: impl AsRef<str>, span: Span, label: impl AsRef<str>) -> Diagnostic {
    Diagnostic::error(rule, headline, span, label).severity(Severity::Warning)
}
