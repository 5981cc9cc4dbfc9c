//! The forms in which diagnostics are printed: one table.

use super::Diagnostic;
use super::Label;
use super::Origin;
use super::Severity;
use super::draw::draw;
use super::place::Place;
use super::place::Places;
use crate::text::Colour;
use crate::text::visible;
use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;
use std::fmt::Write as _;

/// How many diagnostics are drawn before the rest is only counted.
pub const DRAWN: usize = 50;

/// A form in which diagnostics are printed.
#[derive(Debug)]
pub struct Form {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it is for, in one line.
    pub about: &'static str,
    print: fn(&Page<'_>, &mut Formatter<'_>) -> fmt::Result,
}

/// All forms; the first is the one that people see.
pub static FORMS: &[Form] = &[
    Form { name: "human", about: "drawn with the lines they are about", print: human },
    Form { name: "short", about: "one a line: path:line:column: severity[rule]: headline", print: short },
    Form { name: "json", about: "one JSON object a line, for programs", print: json },
    Form { name: "github", about: "commands of a GitHub workflow, which show on the changed lines", print: github },
];

/// What is to be printed.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The diagnostics, in order.
    pub diagnostics: &'a [Diagnostic],
    /// The files that their spans count into.
    pub origins: &'a [Origin<'a>],
    /// Whether people get every one, accepted ones too, or [`DRAWN`]. Programs get every one.
    pub all: All,
    /// Whether colours are wanted.
    pub colour: Colour,
}

/// How many of the diagnostics people see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum All {
    /// The first [`DRAWN`], and none that are accepted.
    #[default]
    First,
    /// Every one.
    Every,
}

impl Form {
    /// Finds a form by its name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMS.iter().find(|form| form.name == name)
    }

    /// Diagnostics to be printed, one after the other: there may be more of them than fit into a
    /// text. Every line is ended. Nothing where there is nothing to say.
    pub fn print<'a>(&self, page: Page<'a>) -> impl Display + use<'a> {
        let print = self.print;
        fmt::from_fn(move |out| print(&page, out))
    }
}

/// Counts diagnostics in one line: "2 errors, 1 warning; 3 accepted".
#[must_use]
pub fn count(diagnostics: &[Diagnostic]) -> String {
    let of = |severity| diagnostics.iter().filter(|one| one.severity == severity && one.accepted().is_none()).count();
    let accepted = diagnostics.iter().filter(|one| one.accepted().is_some()).count();
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter(|severity| of(*severity) > 0)
        .map(|severity| {
            let count = of(severity);
            format!("{count} {}{}", severity.word(), if count == 1 { "" } else { "s" })
        })
        .collect();
    let found = if parts.is_empty() { "nothing wrong".to_owned() } else { parts.join(", ") };
    if accepted > 0 { format!("{found}; {accepted} accepted") } else { found }
}

fn human(page: &Page<'_>, out: &mut Formatter<'_>) -> fmt::Result {
    let wanted = |one: &&Diagnostic| page.all == All::Every || one.accepted().is_none();
    let shown = || page.diagnostics.iter().filter(wanted);
    let most = if page.all == All::Every { usize::MAX } else { DRAWN };
    let places = Places::new(page.origins);
    for diagnostic in shown().take(most) {
        write!(out, "{}\n\n", draw(diagnostic, &places, page.colour))?;
    }
    match shown().skip(most).count() {
        0 => Ok(()),
        more => write!(out, "… and {more} more\n\n"),
    }
}

fn short(page: &Page<'_>, out: &mut Formatter<'_>) -> fmt::Result {
    let places = Places::new(page.origins);
    page.diagnostics.iter().try_for_each(|one| {
        let (place, severity) = (places.of(one.span), one.severity.word());
        writeln!(out, "{place}: {severity}[{}]: {}", one.rule, one.headline())
    })
}

fn github(page: &Page<'_>, out: &mut Formatter<'_>) -> fmt::Result {
    let property = |text: &str| escaped(text).replace(':', "%3A").replace(',', "%2C");
    let places = Places::new(page.origins);
    page.diagnostics.iter().try_for_each(|one| {
        let Place { path, line, column } = places.of(one.span);
        let command = if one.severity == Severity::Note { "notice" } else { one.severity.word() };
        let lines: Vec<&str> = std::iter::once(one.headline()).chain(one.helps()).collect();
        let (file, title, message) = (property(&path), property(one.rule), escaped(&lines.join("\n")));
        writeln!(out, "::{command} file={file},line={line},col={column},title={title}::{message}")
    })
}

/// The message of a workflow command: percent signs and breaks of lines are the only ones that act.
fn escaped(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| visible(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

fn json(page: &Page<'_>, out: &mut Formatter<'_>) -> fmt::Result {
    let places = Places::new(page.origins);
    page.diagnostics.iter().try_for_each(|one| {
        let labels: Vec<String> = one.labels().map(|at| label(at, &places)).collect();
        let help: Vec<String> = one.helps().map(quoted).collect();
        let accepted = one.accepted().map_or_else(|| "null".to_owned(), quoted);
        writeln!(
            out,
            "{{\"schema\":\"actant.diagnostic/1\",\"rule\":{},\"severity\":{},\"headline\":{},\"primary\":{},\"secondary\":[{}],\"help\":[{}],\"accepted\":{accepted}}}",
            quoted(one.rule),
            quoted(one.severity.word()),
            quoted(one.headline()),
            labels[0],
            labels[1..].join(","),
            help.join(","),
        )
    })
}

fn label(label: Label<'_>, places: &Places<'_>) -> String {
    let Place { line, column, .. } = places.of(label.span);
    let path = places.origin(label.span).map_or("", |origin| origin.path);
    let (path, text) = (quoted(path), quoted(label.text));
    let (start, end) = (label.span.start, label.span.end);
    format!("{{\"path\":{path},\"line\":{line},\"column\":{column},\"start\":{start},\"end\":{end},\"label\":{text}}}")
}

/// A string of JSON, printable ASCII and letters as they are, everything hidden escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if crate::text::is_hidden(c) => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
