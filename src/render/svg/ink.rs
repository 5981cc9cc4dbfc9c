//! XML, written with nothing of its own in any text.

use super::super::measure;
use super::super::measure::Weight;
use super::super::tags::Tags;
use super::super::theme::Palette;
use std::collections::BTreeSet;

/// The document so far, the colours in which it is drawn, and what is known of its text.
pub(super) struct Ink {
    pub palette: &'static Palette,
    tags: Tags,
    setting: Setting,
    /// How much what is written next is magnified.
    pub scale: f64,
    /// The size of the smallest text; infinite where there is none.
    pub smallest: f64,
    /// The characters that the font lacks.
    pub missing: BTreeSet<char>,
}

/// How a line of text stands in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Setting {
    /// As text.
    Letters,
    /// As outlines.
    Outlines,
    /// As text for a drawer that takes every line for one from left to right: one that is not
    /// stands in an isolate (UAX #9).
    #[cfg_attr(not(feature = "picture"), expect(dead_code, reason = "a PDF asks for it"))]
    Isolates,
}

/// How a line of text is set.
#[derive(Clone, Copy)]
pub(super) struct Type {
    /// Its size.
    pub size: f64,
    /// Its weight.
    pub weight: Weight,
    /// Its colour.
    pub fill: &'static str,
    /// Where on it its place lies: `start`, `middle` or `end`.
    pub anchor: &'static str,
}

impl Ink {
    /// An empty document.
    pub fn new(palette: &'static Palette, setting: Setting) -> Self {
        let (scale, smallest) = (1.0, f64::INFINITY);
        Self { palette, tags: Tags::default(), setting, scale, smallest, missing: BTreeSet::new() }
    }

    /// Opens an element that has others in it.
    pub fn open(&mut self, tag: &str, attributes: &[(&str, String)]) {
        self.tags.open(tag, attributes);
    }

    /// Closes what was opened.
    pub fn close(&mut self, tag: &str) {
        self.tags.close(tag);
    }

    /// Writes an element with nothing in it.
    pub fn leaf(&mut self, tag: &str, attributes: &[(&str, String)]) {
        self.tags.leaf(tag, attributes);
    }

    /// Writes an element with text in it.
    pub fn words(&mut self, tag: &str, attributes: &[(&str, String)], text: &str) {
        self.tags.words(tag, attributes, text);
    }

    /// Writes a line of text at a place on its base line, as wide as it was counted.
    pub fn text(&mut self, text: &str, at: (f64, f64), set: Type) {
        if text.is_empty() {
            return;
        }
        self.smallest = self.smallest.min(set.size * self.scale);
        self.missing.extend(measure::without_glyph(text, set.weight));
        match self.setting {
            Setting::Letters => self.letters(text, at, set),
            Setting::Outlines => self.outlines(text, at, set),
            Setting::Isolates if measure::is_right_to_left(text) => {
                self.words("text", &attributes(text, at, set), &format!("\u{2067}{text}\u{2069}"));
            }
            Setting::Isolates => self.words("text", &attributes(text, at, set), text),
        }
    }

    /// Where a line runs from right to left, its start is on the right.
    fn letters(&mut self, text: &str, at: (f64, f64), set: Type) {
        if !measure::is_right_to_left(text) {
            return self.words("text", &attributes(text, at, set), text);
        }
        let anchor = match set.anchor {
            "start" => "end",
            "end" => "start",
            middle => middle,
        };
        let mut turned = attributes(text, at, Type { anchor, ..set });
        turned.push(("direction", "rtl".to_owned()));
        self.words("text", &turned, text);
    }

    fn outlines(&mut self, text: &str, (x, y): (f64, f64), set: Type) {
        let width = measure::width(text, set.size, set.weight);
        let left = match set.anchor {
            "start" => x,
            "end" => x - width,
            _ => x - width / 2.0,
        };
        let mut path = String::new();
        measure::trace(text, (set.size, set.weight), |command, points| {
            path.push(command);
            let places = points.iter().map(|(over, up)| format!("{} {}", number(left + over), number(y - up)));
            path.push_str(&places.collect::<Vec<_>>().join(" "));
        });
        self.leaf("path", &[("d", path), ("fill", set.fill.to_owned())]);
    }

    /// The document.
    pub fn into_text(self) -> String {
        self.tags.into_text()
    }
}

/// The attributes of a text, which pin it to the width that was counted.
fn attributes(text: &str, (x, y): (f64, f64), set: Type) -> Vec<(&'static str, String)> {
    let mut attributes = vec![
        ("x", number(x)),
        ("y", number(y)),
        ("font-size", number(set.size)),
        ("fill", set.fill.to_owned()),
        ("textLength", number(measure::width(text, set.size, set.weight))),
        ("lengthAdjust", "spacingAndGlyphs".to_owned()),
    ];
    if set.weight == Weight::Bold {
        attributes.push(("font-weight", "bold".to_owned()));
    }
    if set.anchor != "start" {
        attributes.push(("text-anchor", set.anchor.to_owned()));
    }
    attributes
}

/// A number with two decimals at most and no zeros at the end.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}
