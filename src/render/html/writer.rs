//! HTML, written so that no text can become a tag.

use super::super::tags::Tags;
use crate::text::visible;

/// The page so far.
#[derive(Default)]
pub(super) struct Writer(Tags);

impl Writer {
    /// Writes the document type.
    pub fn declare(&mut self) {
        self.0.insert("<!doctype html>\n");
    }

    /// Opens an element that has others in it.
    pub fn open(&mut self, tag: &str, attributes: &[(&str, String)]) {
        self.0.open(tag, attributes);
    }

    /// Closes what was opened.
    pub fn close(&mut self, tag: &str) {
        self.0.close(tag);
    }

    /// Writes an element that has no end.
    pub fn leaf(&mut self, tag: &str, attributes: &[(&str, String)]) {
        self.0.leaf(tag, attributes);
    }

    /// Writes an element with text in it, its hidden characters made visible.
    pub fn words(&mut self, tag: &str, attributes: &[(&str, String)], text: &str) {
        self.0.words(tag, attributes, &visible(text));
    }

    /// Writes a list of texts, if there are any.
    pub fn list(&mut self, texts: impl IntoIterator<Item = String>) {
        let mut texts = texts.into_iter().peekable();
        if texts.peek().is_none() {
            return;
        }
        self.open("ul", &[]);
        texts.for_each(|text| self.words("li", &[], &text));
        self.close("ul");
    }

    /// Writes a link that leaves the page, where the address is one of the web; else its text alone.
    pub fn link(&mut self, address: Option<&str>, text: &str) {
        let Some(href) = address.and_then(web) else { return self.words("span", &[], text) };
        let attributes =
            [("href", visible(&href).into_owned()), ("rel", "noopener noreferrer".into()), ("target", "_blank".into())];
        self.words("a", &attributes, text);
    }

    /// Writes an element whose text is the program's own or escaped already, as it is.
    pub fn raw(&mut self, tag: &str, attributes: &[(&str, String)], text: &str) {
        self.0.raw(tag, attributes, text);
    }

    /// Writes what is markup already.
    pub fn insert(&mut self, markup: &str) {
        self.0.insert(markup);
    }

    /// The bytes of the page.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_text().into_bytes()
    }
}

/// An address that may be followed: `http`, `https`, or the resolver of a `doi`.
fn web(address: &str) -> Option<String> {
    if let Some(name) = address.strip_prefix("doi:") {
        return Some(format!("https://doi.org/{name}"));
    }
    crate::render::reading::is_link(address).then(|| address.to_owned())
}
