//! What stands around the graph: banner, title, as-of line above; legend and notes below.

use super::MARGIN;
use super::ink::{Ink, Type, number};
use super::line;
use super::shape;
use crate::model::Shape;
use crate::render::layout::Point;
use crate::render::measure;
use crate::render::measure::Weight;
use crate::render::plan::Note;
use crate::render::plan::Plan;
use crate::render::plan::Sample;

const BANNER: f64 = 24.0;
const TITLE: f64 = 26.0;
const SUBTITLE: f64 = 18.0;
const AS_OF: f64 = 14.0;
const LEGEND: f64 = 12.0;
const NOTE: f64 = 11.0;
/// 7.5 pt: it is read by who looks for it.
const STAMP: f64 = 11.0;
const LEGEND_LINE: f64 = 22.0;
const NOTE_LINE: f64 = 15.0;
/// The width from which source notes stand in two columns.
const WIDE: f64 = 800.0;
/// As many lines of source notes as a page has in each of two columns.
const NOTE_LINES: usize = 6;

/// A page with everything but its graph.
pub(super) struct Frame<'a> {
    plan: &'a Plan,
    page: (f64, f64),
    title: Vec<String>,
    subtitle: Vec<String>,
    as_of: Vec<String>,
    legend: Vec<Entry<'a>>,
    legend_lines: f64,
    notes: Notes,
    remarks: Vec<String>,
    stamp: Vec<String>,
    has_banner: bool,
}

/// A sign of the legend at its place, from the legend's corner.
struct Entry<'a> {
    sign: Sign<'a>,
    text: String,
    x: f64,
    line: f64,
}

#[derive(Clone, Copy)]
enum Sign<'a> {
    Line(&'a Sample),
    Shape(Shape),
}

/// Source notes in columns.
struct Notes {
    columns: usize,
    lines: Vec<(String, String)>,
}

impl<'a> Frame<'a> {
    /// Sets all texts for a page of this width and height.
    pub fn new(plan: &'a Plan, page: (f64, f64)) -> Self {
        let room = page.0 - 2.0 * MARGIN;
        let (legend, legend_lines) = legend(plan, room);
        let set =
            |text: &str, size: f64, weight: Weight, most: usize| measure::lines(text, (size, weight), (room, most));
        Self {
            plan,
            page,
            title: set(&plan.title, TITLE, Weight::Bold, 2),
            subtitle: set(plan.subtitle.as_deref().unwrap_or_default(), SUBTITLE, Weight::Regular, 2),
            as_of: set(&plan.as_of, AS_OF, Weight::Regular, 2),
            legend,
            legend_lines,
            notes: Notes::new(plan, room),
            stamp: set(&plan.stamp, STAMP, Weight::Regular, 1),
            remarks: set(&plan.remarks.join(" "), NOTE, Weight::Regular, 3),
            has_banner: plan.banner.is_some(),
        }
    }

    /// The upper left corner of the graph's room.
    pub fn corner(&self) -> (f64, f64) {
        (MARGIN, self.head() + 18.0)
    }

    /// The room that is left for the graph.
    pub fn room(&self) -> (f64, f64) {
        let height = self.page.1 - self.corner().1 - self.foot() - 18.0;
        (self.page.0 - 2.0 * MARGIN, height.max(80.0))
    }

    fn head(&self) -> f64 {
        let banner = if self.has_banner { BANNER } else { 8.0 };
        let subtitle = lines(self.subtitle.len()) * SUBTITLE * 1.25;
        banner + 14.0 + lines(self.title.len()) * TITLE * 1.15 + subtitle + lines(self.as_of.len()) * AS_OF * 1.35
    }

    fn foot(&self) -> f64 {
        let notes =
            lines(self.notes.lines.len().div_ceil(self.notes.columns)) + lines(self.remarks.len() + self.stamp.len());
        16.0 + self.legend_lines * LEGEND_LINE + notes * NOTE_LINE + 12.0
    }

    /// Opens the document and writes what stands above the graph.
    pub fn open(&self, ink: &mut Ink) {
        let plan = self.plan;
        let (width, height) = (number(self.page.0), number(self.page.1));
        ink.open(
            "svg",
            &[
                ("xmlns", "http://www.w3.org/2000/svg".into()),
                ("width", width.clone()),
                ("height", height.clone()),
                ("viewBox", format!("0 0 {width} {height}")),
                ("role", "img".into()),
                ("aria-labelledby", "title desc".into()),
                ("font-family", measure::FAMILIES.map(quoted).join(", ")),
            ],
        );
        ink.words("title", &[("id", "title".into())], &plan.title);
        let desc: Vec<&str> = [plan.summary.as_str(), plan.as_of.as_str()]
            .into_iter()
            .chain(plan.remarks.iter().map(String::as_str))
            .filter(|text| !text.is_empty())
            .collect();
        ink.words("desc", &[("id", "desc".into())], &desc.join(" "));
        ink.leaf("rect", &[("width", width), ("height", height), ("fill", plan.palette.ground.into())]);
        self.banner(ink);
        let mut y = if self.has_banner { BANNER } else { 8.0 } + 14.0 + TITLE;
        for line in &self.title {
            ink.text(
                line,
                (MARGIN, y),
                Type { size: TITLE, weight: Weight::Bold, fill: self.plan.palette.ink, anchor: "start" },
            );
            y += TITLE * 1.15;
        }
        y -= TITLE;
        for line in &self.subtitle {
            y += SUBTITLE * 1.25;
            let set = Type { size: SUBTITLE, weight: Weight::Regular, fill: self.plan.palette.ink, anchor: "start" };
            ink.text(line, (MARGIN, y), set);
        }
        y += AS_OF * 1.35;
        for line in &self.as_of {
            ink.text(
                line,
                (MARGIN, y),
                Type { size: AS_OF, weight: Weight::Regular, fill: self.plan.palette.quiet, anchor: "start" },
            );
            y += AS_OF * 1.35;
        }
    }

    fn banner(&self, ink: &mut Ink) {
        let Some(banner) = &self.plan.banner else { return };
        let (width, (ground, fill)) = (self.page.0, self.plan.palette.banner);
        ink.leaf("rect", &[("width", number(width)), ("height", number(BANNER)), ("fill", ground.into())]);
        let set = Type { size: 13.0, weight: Weight::Bold, fill, anchor: "middle" };
        for line in measure::lines(banner, (13.0, Weight::Bold), (width - 2.0 * MARGIN, 1)) {
            ink.text(&line, (width / 2.0, 16.5), set);
        }
    }

    /// Writes what stands below the graph, and closes the document.
    pub fn close(&self, ink: &mut Ink) {
        if self.plan.nodes.is_empty() {
            self.words_alone(ink);
        }
        let top = self.page.1 - self.foot();
        let rule = format!("M{} {} H{}", number(MARGIN), number(top), number(self.page.0 - MARGIN));
        ink.leaf("path", &[("d", rule), ("stroke", self.plan.palette.rule.into()), ("stroke-width", "1".into())]);
        self.write_legend(top + 16.0, ink);
        let mut y = top + 16.0 + self.legend_lines * LEGEND_LINE;
        y = self.notes.write((MARGIN, y), self.page.0 - 2.0 * MARGIN, ink);
        let set = Type { size: NOTE, weight: Weight::Regular, fill: self.plan.palette.quiet, anchor: "start" };
        for line in &self.remarks {
            ink.text(line, (MARGIN, y + NOTE), set);
            y += NOTE_LINE;
        }
        for line in &self.stamp {
            ink.text(line, (MARGIN, y + NOTE), Type { size: STAMP, ..set });
        }
        ink.close("svg");
    }

    /// An answer without actors is its sentence.
    fn words_alone(&self, ink: &mut Ink) {
        let (corner, room) = (self.corner(), self.room());
        let set = Type { size: 20.0, weight: Weight::Regular, fill: self.plan.palette.ink, anchor: "middle" };
        let mut y = corner.1 + room.1 / 2.0;
        for line in measure::lines(&self.plan.summary, (20.0, Weight::Regular), (room.0, 4)) {
            ink.text(&line, (self.page.0 / 2.0, y), set);
            y += 26.0;
        }
    }

    fn write_legend(&self, top: f64, ink: &mut Ink) {
        let palette = self.plan.palette;
        ink.open("g", &[("id", "legend".into())]);
        for entry in &self.legend {
            let (x, y) = (MARGIN + entry.x, top + entry.line * LEGEND_LINE);
            match entry.sign {
                Sign::Line(sample) => line::sample(sample, (x, y), SIGN.0, ink),
                Sign::Shape(Shape::Plain) => {
                    let set =
                        Type { size: LEGEND, weight: Weight::Regular, fill: self.plan.palette.quiet, anchor: "start" };
                    ink.text("Abc", (x, y + LEGEND * 0.35), set);
                }
                Sign::Shape(shape) => {
                    let middle = Point { x: x + SHAPE.0 / 2.0, y };
                    let pen = if shape == Shape::HeavyBox { 2.2 } else { 1.2 };
                    shape::outline(
                        shape,
                        (middle, SHAPE),
                        shape::Look { fill: palette.box_, line: palette.outline, pen },
                        ink,
                    );
                }
            }
            let set = Type { size: LEGEND, weight: Weight::Regular, fill: self.plan.palette.ink, anchor: "start" };
            ink.text(&entry.text, (x + entry.sign.width() + 8.0, y + LEGEND * 0.35), set);
        }
        ink.close("g");
    }
}

/// The size of a line in the legend.
const SIGN: (f64, f64) = (38.0, 12.0);
/// The size of an outline in the legend.
const SHAPE: (f64, f64) = (26.0, 14.0);

impl Sign<'_> {
    fn width(self) -> f64 {
        match self {
            Self::Line(_) => SIGN.0,
            Self::Shape(_) => SHAPE.0,
        }
    }
}

/// Places the signs on lines: colours and lines first, then shapes.
fn legend(plan: &Plan, room: f64) -> (Vec<Entry<'_>>, f64) {
    let lines = plan.legend.lines.iter().map(|sample| (Sign::Line(sample), sample.text.clone()));
    let shapes = plan.legend.shapes.iter().map(|(shape, text)| (Sign::Shape(*shape), text.clone()));
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let (mut x, mut line) = (0.0, 0.0);
    for (sign, text) in lines.chain(shapes) {
        let text = measure::lines(&text, (LEGEND, Weight::Regular), (room / 2.0, 1)).concat();
        let width = sign.width() + 8.0 + measure::width(&text, LEGEND, Weight::Regular);
        let opens_shapes =
            matches!(sign, Sign::Shape(_)) && entries.last().is_some_and(|last| matches!(last.sign, Sign::Line(_)));
        if x > 0.0 && (x + width > room || opens_shapes) {
            (x, line) = (0.0, line + 1.0);
        }
        entries.push(Entry { sign, text, x, line });
        x += width + 24.0;
    }
    let count = if entries.is_empty() { 0.0 } else { line + 1.0 };
    (entries, count)
}

impl Notes {
    fn new(plan: &Plan, room: f64) -> Self {
        let columns = if plan.sources.len() > 2 && room > WIDE { 2 } else { 1 };
        let width = Self::width(columns, room) - 26.0;
        let most = if columns == 2 { 2 * NOTE_LINES } else { NOTE_LINES + 3 };
        let surplus = plan.sources.len().saturating_sub(most);
        let shown = if surplus == 0 { most } else { most - 1 };
        // The title gives way, so that publisher, date and reliability stay.
        let cut = |text: &str, room: f64| measure::lines(text, (NOTE, Weight::Regular), (room, 1)).concat();
        let set = |note: &Note| {
            let rest = cut(&note.rest, width * 0.75);
            let room = width - measure::width(&rest, NOTE, Weight::Regular);
            (format!("[{}]", note.number), format!("{}{rest}", cut(&note.title, room)))
        };
        let mut lines: Vec<(String, String)> = plan.sources.iter().take(shown).map(set).collect();
        if surplus > 0 {
            lines.push((String::new(), format!("and {} more sources, which the table lists", surplus + 1)));
        }
        Self { columns, lines }
    }

    #[expect(clippy::cast_precision_loss, reason = "there are two columns at most")]
    fn width(columns: usize, room: f64) -> f64 {
        (room - 24.0 * (columns as f64 - 1.0)) / columns as f64
    }

    /// Writes the notes from a corner, and gives the height below them.
    fn write(&self, (left, top): (f64, f64), room: f64, ink: &mut Ink) -> f64 {
        let per_column = self.lines.len().div_ceil(self.columns).max(1);
        let step = Self::width(self.columns, room) + 24.0;
        let fill = ink.palette.quiet;
        let set = |weight| Type { size: NOTE, weight, fill, anchor: "start" };
        for (at, (mark, text)) in self.lines.iter().enumerate() {
            let x = left + lines(at / per_column) * step;
            let y = top + lines(at % per_column) * NOTE_LINE + NOTE;
            ink.text(mark, (x, y), set(Weight::Bold));
            ink.text(text, (x + 26.0, y), set(Weight::Regular));
        }
        top + lines(self.lines.len().div_ceil(self.columns)) * NOTE_LINE
    }
}

/// The name of a font family, in quotes where it is more than one word.
fn quoted(family: &str) -> String {
    if family.contains(' ') { format!("'{family}'") } else { family.to_owned() }
}

/// A count of lines as a number to measure with.
#[expect(clippy::cast_precision_loss, reason = "lines are few")]
fn lines(count: usize) -> f64 {
    count as f64
}
