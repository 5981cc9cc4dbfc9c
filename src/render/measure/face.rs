//! The faces that are compiled in, and how they set a line.
//!
//! Shaping is HarfBuzz's: kerning, ligatures, the joined letters of Arabic. A line is cut into runs
//! of one direction after the Unicode bidirectional algorithm (UAX #9), its own direction being that
//! of its first letter. A face is parsed when it is first asked for.

use super::Weight;
use rustybuzz::Direction;
use rustybuzz::ShapePlan;
use rustybuzz::UnicodeBuffer;
use rustybuzz::script::LATIN;
use rustybuzz::ttf_parser::GlyphId;
use rustybuzz::ttf_parser::OutlineBuilder;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;
use unicode_bidi::BidiInfo;

/// A line as a face sets it, measured in parts of the font's size.
pub(super) struct Line {
    /// Its width.
    pub width: f64,
    /// The characters for which the face has no glyph.
    pub missing: BTreeSet<char>,
    weight: Weight,
    /// The glyphs from the left, each where it is drawn.
    glyphs: Vec<(GlyphId, (f64, f64))>,
}

/// A face, ready to shape with.
struct Face {
    font: rustybuzz::Face<'static>,
    /// The plan of the commonest script; making one costs more than following it.
    latin: ShapePlan,
}

/// The file of a face, TrueType.
pub(super) fn file(weight: Weight) -> &'static [u8] {
    match weight {
        Weight::Regular => dejavu::sans_condensed::regular(),
        Weight::Bold => dejavu::sans_condensed::bold(),
    }
}

/// Sets a line in one weight. Linear in its length.
pub(super) fn set(text: &str, weight: Weight) -> Line {
    let mut line = Line { width: 0.0, missing: BTreeSet::new(), weight, glyphs: Vec::new() };
    for (run, direction) in runs(text) {
        face(weight).shape(&text[run], direction, &mut line);
    }
    line
}

/// Tells whether a line runs from right to left: whether its first letter does.
pub(super) fn is_right_to_left(text: &str) -> bool {
    !is_plain(text) && BidiInfo::new(text, None).paragraphs.first().is_some_and(|line| line.level.is_rtl())
}

/// Draws the glyphs of a line with a pen that counts in parts of the font's size, upwards.
pub(super) fn trace(line: &Line, pen: &mut impl FnMut(char, &[(f64, f64)])) {
    let font = &face(line.weight).font;
    for (glyph, corner) in &line.glyphs {
        font.outline_glyph(*glyph, &mut Pen { corner: *corner, unit: f64::from(font.units_per_em()), pen });
    }
}

fn face(weight: Weight) -> &'static Face {
    static REGULAR: OnceLock<Face> = OnceLock::new();
    static BOLD: OnceLock<Face> = OnceLock::new();
    let place = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    place.get_or_init(|| Face::new(file(weight)))
}

/// Tells whether nothing in a text can run from right to left: Hebrew is the first such block.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c < '\u{0590}')
}

/// The runs of one direction, from the left.
fn runs(text: &str) -> Vec<(Range<usize>, Direction)> {
    if is_plain(text) {
        return vec![(0..text.len(), Direction::LeftToRight)];
    }
    let all = BidiInfo::new(text, None);
    let mut found = Vec::new();
    for line in &all.paragraphs {
        let (levels, runs) = all.visual_runs(line, line.range.clone());
        found.extend(runs.into_iter().map(|run| {
            let direction = if levels[run.start].is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight };
            (run, direction)
        }));
    }
    found
}

impl Face {
    fn new(file: &'static [u8]) -> Self {
        let font = rustybuzz::Face::from_slice(file, 0).expect("a font that is compiled in can be parsed");
        let latin = ShapePlan::new(&font, Direction::LeftToRight, Some(LATIN), None, &[]);
        Self { font, latin }
    }

    fn shape(&self, run: &str, direction: Direction, line: &mut Line) {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(run);
        buffer.set_direction(direction);
        buffer.guess_segment_properties();
        let is_latin = direction == Direction::LeftToRight && buffer.script() == LATIN;
        let shaped = if is_latin {
            rustybuzz::shape_with_plan(&self.font, &self.latin, buffer)
        } else {
            rustybuzz::shape(&self.font, &[], buffer)
        };
        let unit = f64::from(self.font.units_per_em());
        let part = |units: i32| f64::from(units) / unit;
        for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            // a TrueType font has at most 65,536 glyphs
            let id = GlyphId(u16::try_from(glyph.glyph_id).unwrap_or(0));
            line.glyphs.push((id, (line.width + part(place.x_offset), part(place.y_offset))));
            line.width += part(place.x_advance);
            if id.0 == 0 {
                line.missing.extend(run.get(glyph.cluster as usize..).and_then(|rest| rest.chars().next()));
            }
        }
    }
}

/// A pen that begins at a glyph's corner.
struct Pen<'a, F> {
    corner: (f64, f64),
    unit: f64,
    pen: &'a mut F,
}

impl<F: FnMut(char, &[(f64, f64)])> Pen<'_, F> {
    fn draw(&mut self, command: char, points: &[(f32, f32)]) {
        let part = |units: f32, from: f64| from + f64::from(units) / self.unit;
        let points: Vec<(f64, f64)> =
            points.iter().map(|&(x, y)| (part(x, self.corner.0), part(y, self.corner.1))).collect();
        (self.pen)(command, &points);
    }
}

impl<F: FnMut(char, &[(f64, f64)])> OutlineBuilder for Pen<'_, F> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.draw('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.draw('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.draw('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.draw('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.draw('Z', &[]);
    }
}
