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
use crate::text::visible;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label<'a> {
    /// The smallest stretch of text that the label is about.
    pub span: Span,
    /// What is there, in a few words.
    pub text: &'a str,
}

/// One thing that is wrong.
///
/// There are files with a fault in every record, and all of them are kept until they are printed:
/// what most diagnostics say stands in one text, and what few have takes no room in the others.
///
/// ```
/// use actant::diagnostic::Diagnostic;
/// use actant::text::Span;
///
/// let fault = Diagnostic::error("bad-id", "`A\nB` is no id", Span::new(0, 7..12), "not a slug").help("write `\"a-b\"`");
/// assert_eq!(fault.headline(), "`A<U+000A>B` is no id");
/// assert_eq!(fault.labels().next().map(|label| label.text), Some("not a slug"));
/// assert!(fault.helps().eq(["write `\"a-b\"`"]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The name of the rule, which `actant explain` tells about.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// The wrong place.
    pub span: Span,
    /// The headline, the label of the wrong place, then the help, one a line.
    words: Box<str>,
    more: Option<Box<More>>,
}

/// A size that loading a very bad graph within three times its text rests on.
const _: () = assert!(size_of::<Diagnostic>() <= 56, "a diagnostic is small");

/// What few diagnostics have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct More {
    secondary: Vec<(Span, Box<str>)>,
    accepted: Option<Box<str>>,
}

impl Diagnostic {
    /// Makes an error with its label at the wrong place.
    #[must_use]
    pub fn error(rule: &'static str, headline: impl AsRef<str>, span: Span, label: impl AsRef<str>) -> Self {
        let words = visible(headline.as_ref()).into();
        Self { rule, severity: Severity::Error, span, words, more: None }.line(label.as_ref())
    }

    /// The same, of another severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Adds a label at another place.
    #[must_use]
    pub fn also(mut self, span: Span, label: impl AsRef<str>) -> Self {
        self.more.get_or_insert_default().secondary.push((span, label.as_ref().into()));
        self
    }

    /// Adds a line of help.
    #[must_use]
    pub fn help(self, help: impl AsRef<str>) -> Self {
        self.line(help.as_ref())
    }

    /// Turns a warning into a note that its record accepts for this reason.
    pub fn accept(&mut self, reason: &str) {
        self.severity = Severity::Note;
        self.more.get_or_insert_default().accepted = Some(reason.into());
    }

    /// One line that stands alone.
    #[must_use]
    pub fn headline(&self) -> &str {
        self.words.split('\n').next().unwrap_or_default()
    }

    /// The wrong place, then others: the first definition, the line of the vocabulary that forbids it.
    pub fn labels(&self) -> impl Iterator<Item = Label<'_>> {
        let primary = Label { span: self.span, text: self.words.split('\n').nth(1).unwrap_or_default() };
        let secondary = self.more.iter().flat_map(|more| &more.secondary);
        std::iter::once(primary).chain(secondary.map(|(span, text)| Label { span: *span, text }))
    }

    /// What to write instead, each a sentence or an exact text.
    pub fn helps(&self) -> impl Iterator<Item = &str> {
        self.words.split('\n').skip(2)
    }

    /// The reason with which its record accepts what was a warning.
    #[must_use]
    pub fn accepted(&self) -> Option<&str> {
        self.more.as_ref()?.accepted.as_deref()
    }

    /// Adds a line to the words, which keep no room for more.
    fn line(mut self, line: &str) -> Self {
        // Made visible, so that a break of lines in it is none in the words.
        let line = visible(line);
        let mut words = std::mem::take(&mut self.words).into_string();
        words.reserve_exact(1 + line.len());
        words.push('\n');
        words.push_str(&line);
        self.words = words.into_boxed_str();
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
