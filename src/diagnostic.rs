//! What is wrong in a text that a person wrote, and how to put it right.
//!
//! A diagnostic is a value: the rule that found it, a headline that stands alone, labels at the
//! places that disagree, and the exact repair. Drawing it is `draw.rs`'s affair alone.

mod draw;
mod forms;
mod place;

pub use forms::All;
pub use forms::DRAWN;
pub use forms::FORMS;
pub use forms::Form;
pub use forms::Page;
pub use forms::count;

use crate::text::Span;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The graph cannot be taken as it stands: the record at fault is left out.
    Error,
    /// The record is taken, and somebody should look at it.
    Warning,
    /// A warning that its record accepts with a reason, or a remark.
    Note,
}

impl Severity {
    /// The word that is printed.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A place and what is there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The smallest stretch of text that the label is about.
    pub span: Span,
    /// What is there, in a few words.
    pub text: String,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The name of the rule, which `actant explain` tells about.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// One line that stands alone.
    pub headline: String,
    /// The wrong place.
    pub primary: Label,
    /// Other places: the first definition, the line of the vocabulary that forbids it.
    pub secondary: Vec<Label>,
    /// What to write instead, each a sentence or an exact text.
    pub help: Vec<String>,
    /// The reason with which its record accepts what was a warning.
    pub accepted: Option<String>,
}

impl Diagnostic {
    /// Makes an error with its label at the wrong place.
    #[must_use]
    pub fn error(rule: &'static str, headline: impl Into<String>, span: Span, label: impl Into<String>) -> Self {
        let primary = Label { span, text: label.into() };
        let headline = headline.into();
        let (secondary, help) = (Vec::new(), Vec::new());
        Self { rule, severity: Severity::Error, headline, primary, secondary, help, accepted: None }
    }

    /// The same, of another severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Adds a label at another place.
    #[must_use]
    pub fn also(mut self, span: Span, label: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: label.into() });
        self
    }

    /// Adds a line of help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

/// A file as diagnostics show it. A [`Span`]'s `file` counts into a list of these.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// Its path.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
}
