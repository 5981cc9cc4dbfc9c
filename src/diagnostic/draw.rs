//! One diagnostic as a drawing for people: headline, the lines it is about, labels under them, help.
//!
//! The crate that draws scans whatever it is given and shows a line in full, so it is given only
//! the lines to be shown, long ones cut around what matters, everything made visible.

use super::Diagnostic;
use super::Label;
use super::Origin;
use super::Severity;
use super::place::Place;
use super::place::Places;
use crate::text::Colour;
use crate::text::visible;
use annotate_snippets::Annotation;
use annotate_snippets::AnnotationKind;
use annotate_snippets::Group;
use annotate_snippets::Level;
use annotate_snippets::Renderer;
use annotate_snippets::Snippet;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many bytes of a line are shown at most.
const WIDEST: usize = 110;

/// How many bytes before a label are shown, where a line is cut.
const BEFORE: usize = 40;

/// Draws a diagnostic, without a line end after it.
pub(super) fn draw<'a>(diagnostic: &'a Diagnostic, places: &Places<'a>, colour: Colour) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let lines = lines(diagnostic, places);
    let title = level.primary_title(diagnostic.headline().to_owned()).id(diagnostic.rule);
    let accepted = diagnostic.accepted().into_iter();
    let accepted = accepted.map(|reason| Level::NOTE.message(format!("accepted: {}", visible(reason))));
    let help = diagnostic.helps().map(|help| Level::HELP.message(help.to_owned()));
    let group = title.elements(lines.iter().map(Line::snippet)).elements(accepted).elements(help);
    let renderer = match colour {
        Colour::Off => Renderer::plain(),
        Colour::On => Renderer::styled(),
    };
    true_places(renderer.render(&[group] as &[Group<'_>]), &lines)
}

/// Each line that a label is about, the one of the primary label first.
fn lines<'a>(diagnostic: &'a Diagnostic, places: &Places<'a>) -> Vec<Line<'a>> {
    let mut lines: BTreeMap<(bool, u32, u32), Labels<'a>> = BTreeMap::new();
    let first = places.of(diagnostic.span).line;
    for label in diagnostic.labels() {
        let line = places.of(label.span).line;
        let elsewhere = (label.span.file, line) != (diagnostic.span.file, first);
        lines.entry((elsewhere, label.span.file, line)).or_default().push(label);
    }
    let line = |((elsewhere, ..), labels): ((bool, u32, u32), Labels<'a>)| {
        places.origin(labels[0].span).map(|origin| Line::new(origin, places, labels, !elsewhere))
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
        out.push_str(&line.place.to_string());
        rest = &rest[at + line.shown_place().len()..];
    }
    out.push_str(rest);
    out
}

/// The labels of one line.
type Labels<'a> = Vec<Label<'a>>;

/// A line that labels are about.
struct Line<'a> {
    /// Where the label stands that the drawing counts from.
    place: Place,
    shown: Shown<'a>,
    labels: Labels<'a>,
    /// Whether the first label is the primary one.
    primary: bool,
}

impl<'a> Line<'a> {
    fn new(origin: &Origin<'a>, places: &Places<'_>, labels: Labels<'a>, primary: bool) -> Self {
        // The drawing counts the column of the primary label, or else of the first in the line.
        let foremost = labels.iter().min_by_key(|label| label.span.start);
        let first = if primary { labels[0] } else { foremost.copied().unwrap_or(labels[0]) };
        let shown = Shown::new(origin.text, first.span.start as usize);
        Self { place: places.of(first.span), shown, labels, primary }
    }

    fn snippet(&self) -> Snippet<'static, Annotation<'static>> {
        let annotations = self.labels.iter().enumerate().map(|(at, label)| {
            let [from, to] = [label.span.start, label.span.end].map(|at| self.shown.offset(at as usize));
            let kind = if self.primary && at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(from..to.max(from)).label(visible(label.text).into_owned())
        });
        let source = Snippet::source(self.shown.text.clone()).line_start(self.place.line as usize);
        source.path(self.place.path.clone()).annotations(annotations)
    }

    /// The place as the drawing counts it in what it is given.
    fn shown_place(&self) -> String {
        let column = self.shown.text[..self.shown.first].chars().count() + 1;
        Place { column, ..self.place.clone() }.to_string()
    }
}

/// The part of a line that is shown, however long the line is.
struct Shown<'a> {
    /// The whole text.
    whole: &'a str,
    /// The bytes of it that are shown.
    part: Range<usize>,
    /// They, made visible, with marks where something is cut off.
    text: String,
    /// Where in `text` the label begins.
    first: usize,
    /// Whether the beginning of the line is cut off.
    cut: bool,
}

impl<'a> Shown<'a> {
    fn new(whole: &'a str, first: usize) -> Self {
        let first = whole.floor_char_boundary(first);
        let near =
            whole.floor_char_boundary(first.saturating_sub(WIDEST))..whole.floor_char_boundary(first + 2 * WIDEST);
        let start = whole[near.start..first].rfind('\n').map(|at| near.start + at + 1);
        let start = start.or((near.start == 0).then_some(0));
        let end =
            whole[first..near.end].find('\n').map(|at| first + at).or((near.end == whole.len()).then_some(near.end));
        let short = start.zip(end).filter(|(start, end)| end - start <= WIDEST);
        let from = short.map_or_else(|| whole.floor_char_boundary(first.saturating_sub(BEFORE)), |(start, _)| start);
        let from = start.filter(|start| from < start + 8).unwrap_or(from);
        let to = end.unwrap_or(near.end).min(whole.floor_char_boundary(from + WIDEST)).max(from);
        let to = from + whole[from..to].trim_end_matches('\r').len();
        let (cut, more) = (start != Some(from), end.is_none_or(|end| to + 1 < end));
        let text = format!("{}{}{}", mark(cut), plain(&whole[from..to]), mark(more));
        let mut shown = Self { whole, part: from..to, text, first: 0, cut };
        shown.first = shown.offset(first);
        shown
    }

    /// Where a byte of the text stands in what is shown; the nearest end of it where it is cut off.
    fn offset(&self, at: usize) -> usize {
        let at = self.whole.floor_char_boundary(at.clamp(self.part.start, self.part.end));
        mark(self.cut).len() + plain(&self.whole[self.part.start..at]).len()
    }
}

/// What stands where something is cut off.
fn mark(cut: bool) -> &'static str {
    if cut { "…" } else { "" }
}

/// A stretch of a line with tabs as spaces and everything hidden made visible.
fn plain(text: &str) -> String {
    visible(&text.replace('\t', " ")).into_owned()
}
