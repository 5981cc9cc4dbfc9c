//! What a picture is written with: elements, and lines of text of a known width.

use super::super::measure;
use super::super::measure::Weight;
use super::super::tags::Tags;
use super::super::theme::Palette;

/// The document so far, and the colours in which it is drawn.
pub(super) struct Ink {
    pub palette: &'static Palette,
    tags: Tags,
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
    pub fn new(palette: &'static Palette) -> Self {
        Self { palette, tags: Tags::default() }
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

    /// Writes a line of text at a place on its base line, pinned to the width that was counted.
    pub fn text(&mut self, text: &str, (x, y): (f64, f64), set: Type) {
        if text.is_empty() {
            return;
        }
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
        self.words("text", &attributes, text);
    }

    /// The bytes of the document.
    pub fn into_bytes(self) -> Vec<u8> {
        self.tags.into_bytes()
    }
}

/// A number with two decimals at most and no zeros at the end.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}
