//! Elements with text in them, as SVG and HTML write them alike.
//!
//! Text and attributes are escaped here and nowhere else. Elements stand on lines of their own,
//! indented.

use crate::text::markup;
use std::fmt::Write as _;

/// A document in the making.
#[derive(Default)]
pub(super) struct Tags {
    out: String,
    depth: usize,
}

impl Tags {
    /// Opens an element that has others in it.
    pub fn open(&mut self, tag: &str, attributes: &[(&str, String)]) {
        self.begin(tag, attributes);
        self.out.push_str(">\n");
        self.depth += 1;
    }

    /// Closes what was opened.
    pub fn close(&mut self, tag: &str) {
        self.depth -= 1;
        self.indent();
        let _ = writeln!(self.out, "</{tag}>");
    }

    /// Writes an element with nothing in it.
    pub fn leaf(&mut self, tag: &str, attributes: &[(&str, String)]) {
        self.begin(tag, attributes);
        self.out.push_str("/>\n");
    }

    /// Writes an element with text in it.
    pub fn words(&mut self, tag: &str, attributes: &[(&str, String)], text: &str) {
        self.raw(tag, attributes, &markup(text));
    }

    /// Writes an element whose text has nothing to escape.
    pub fn raw(&mut self, tag: &str, attributes: &[(&str, String)], text: &str) {
        self.begin(tag, attributes);
        let _ = writeln!(self.out, ">{text}</{tag}>");
    }

    /// Writes what has its tags already.
    pub fn insert(&mut self, tagged: &str) {
        self.out.push_str(tagged);
    }

    /// The document.
    pub fn into_text(self) -> String {
        self.out
    }

    fn begin(&mut self, tag: &str, attributes: &[(&str, String)]) {
        self.indent();
        let _ = write!(self.out, "<{tag}");
        for (name, value) in attributes {
            let _ = write!(self.out, " {name}=\"{}\"", markup(value));
        }
    }

    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n("  ", self.depth));
    }
}
