//! One diagnostic as a drawing for people: headline, the lines it is about, labels under them, help.
//!
//! The crate that draws scans whatever it is given and shows a line in full, so it is given only
//! the lines to be shown, long ones cut around what matters, everything made visible.

use super::Diagnostic;
use super::Label;
use super::Origin;
use super::Severity;
use crate::text::Colour;
use crate::text::Lines;
use crate::text::visible;
use annotate_snippets::Annotation;
use annotate_snippets::AnnotationKind;
use annotate_snippets::Group;
use annotate_snippets::Level;
use annotate_snippets::Renderer;
use annotate_snippets::Snippet;
use std::collections::BTreeMap;

/// How many bytes of a line are shown at most.
const WIDEST: usize = 110;

/// How many bytes before a label are shown, where a line is cut.
const BEFORE: usize = 40;

/// Draws a diagnostic, without a line end after it.
pub(super) fn draw(diagnostic: &Diagnostic, origins: &[Origin<'_>], colour: Colour) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let lines = lines(diagnostic, origins);
    let title = level.primary_title(visible(&diagnostic.headline).into_owned()).id(diagnostic.rule);
    let accepted = diagnostic.accepted.iter();
    let accepted = accepted.map(|reason| Level::NOTE.message(format!("accepted: {}", visible(reason))));
    let help = diagnostic.help.iter().map(|help| Level::HELP.message(visible(help).into_owned()));
    let group = title.elements(lines.iter().map(Line::snippet)).elements(accepted).elements(help);
    let renderer = match colour {
        Colour::Off => Renderer::plain(),
        Colour::On => Renderer::styled(),
    };
    true_places(renderer.render(&[group] as &[Group<'_>]), &lines)
}

/// Each line that a label is about, the one of the primary label first.
fn lines<'a>(diagnostic: &'a Diagnostic, origins: &[Origin<'a>]) -> Vec<Line<'a>> {
    let mut lines: BTreeMap<(bool, u32, usize), Labels<'_>> = BTreeMap::new();
    let primary = line_start(&diagnostic.primary, origins);
    let labels = [(&diagnostic.primary, AnnotationKind::Primary)].into_iter();
    for (label, kind) in labels.chain(diagnostic.secondary.iter().map(|label| (label, AnnotationKind::Context))) {
        let start = line_start(label, origins);
        let elsewhere = (label.span.file, start) != (diagnostic.primary.span.file, primary);
        lines.entry((elsewhere, label.span.file, start)).or_default().push((label, kind));
    }
    let line = |((_, file, start), labels): ((bool, u32, usize), _)| {
        origins.get(file as usize).map(|origin| Line::new(origin, start, labels))
    };
    lines.into_iter().filter_map(line).collect()
}

/// Puts the true columns of cut lines where the drawing counted those of what it was given.
fn true_places(drawn: String, lines: &[Line<'_>]) -> String {
    let mut out = String::with_capacity(drawn.len());
    let (title, mut rest) = drawn.split_at(drawn.find('\n').unwrap_or(drawn.len()));
    out.push_str(title);
    for line in lines {
        let Some(at) = rest.find(&line.shown_place()) else { continue };
        out.push_str(&rest[..at]);
        out.push_str(&line.place());
        rest = &rest[at + line.shown_place().len()..];
    }
    out.push_str(rest);
    out
}

fn line_start(label: &Label, origins: &[Origin<'_>]) -> usize {
    let text = origins.get(label.span.file as usize).map_or("", |origin| origin.text);
    let at = (label.span.start as usize).min(text.len());
    text.as_bytes()[..at].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1)
}

/// The labels of one line.
type Labels<'a> = Vec<(&'a Label, AnnotationKind)>;

/// A line that labels are about.
struct Line<'a> {
    path: String,
    number: u32,
    column: usize,
    start: usize,
    shown: Shown<'a>,
    labels: Labels<'a>,
}

impl<'a> Line<'a> {
    fn new(origin: &Origin<'a>, start: usize, labels: Labels<'a>) -> Self {
        let full = origin.text[start..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
        // The drawing counts the column of the primary label, or else of the first.
        let primary = labels.iter().find(|(_, kind)| matches!(kind, AnnotationKind::Primary));
        let first = labels.iter().map(|(label, _)| label.span.start).min();
        let first = primary.map(|(label, _)| label.span.start).or(first).unwrap_or(0);
        let (number, column) = Lines::new(origin.text).position(first as usize);
        let shown = Shown::new(full, (first as usize).saturating_sub(start));
        Self { path: visible(origin.path).into_owned(), number, column, start, shown, labels }
    }

    fn snippet(&self) -> Snippet<'static, Annotation<'static>> {
        let annotations = self.labels.iter().map(|(label, kind)| {
            let [from, to] = [label.span.start, label.span.end]
                .map(|at| self.shown.offset((at as usize).saturating_sub(self.start)));
            kind.span(from..to.max(from)).label(visible(&label.text).into_owned())
        });
        let source = Snippet::source(self.shown.text.clone()).line_start(self.number as usize);
        source.path(self.path.clone()).annotations(annotations)
    }

    fn place(&self) -> String {
        format!("{}:{}:{}", self.path, self.number, self.column)
    }

    /// The place as the drawing counts it in what it is given.
    fn shown_place(&self) -> String {
        let column = self.shown.text[..self.shown.first].chars().count() + 1;
        format!("{}:{}:{column}", self.path, self.number)
    }
}

/// The part of a line that is shown.
struct Shown<'a> {
    full: &'a str,
    from: usize,
    to: usize,
    text: String,
    first: usize,
}

impl<'a> Shown<'a> {
    fn new(full: &'a str, first: usize) -> Self {
        let (mut from, mut to) = (0, full.len());
        if full.len() > WIDEST {
            from = boundary(full, first.saturating_sub(BEFORE));
            from = if from < 8 { 0 } else { from };
            to = boundary(full, from + WIDEST);
        }
        let before = if from > 0 { "…" } else { "" };
        let after = if to < full.len() { "…" } else { "" };
        let text = format!("{before}{}{after}", plain(&full[from..to]));
        let mut shown = Self { full, from, to, text, first: 0 };
        shown.first = shown.offset(first);
        shown
    }

    /// Where a byte of the line stands in what is shown; the nearest end of it where it is cut off.
    fn offset(&self, at: usize) -> usize {
        let at = boundary(self.full, at.clamp(self.from, self.to));
        let mark = if self.from > 0 { "…".len() } else { 0 };
        mark + plain(&self.full[self.from..at]).len()
    }
}

/// A stretch of a line with tabs as spaces and everything hidden made visible.
fn plain(text: &str) -> String {
    visible(&text.replace('\t', " ")).into_owned()
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
