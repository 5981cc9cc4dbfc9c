//! The files of a graph as they come in, whatever their bytes are.

use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// A file of a graph: its path and its text.
///
/// A path that ends in `.jsonl` holds one record a line; any other holds sections.
#[derive(Clone, Debug)]
pub struct File {
    path: String,
    text: String,
    broken: Option<Broken>,
}

/// Why bytes are no text.
#[derive(Clone, Copy, Debug)]
enum Broken {
    /// They are UTF-16.
    Wide,
    /// The byte at this offset belongs to no character.
    At(usize),
}

impl File {
    /// Takes a path and a text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), broken: None }
    }

    /// Takes a path and the bytes that were read from it, which need not be a text.
    ///
    /// Loading reports bytes that are not UTF-8, with their offset. Linear.
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        let path = path.into();
        let wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
        if wide || matches!(bytes.get(..2), Some([b'{' | b'[' | b'\n' | b'\r' | b' ', 0] | [0, b'{' | b'['])) {
            return Self { path, text: String::from_utf8_lossy(&bytes).into_owned(), broken: Some(Broken::Wide) };
        }
        match String::from_utf8(bytes) {
            Ok(text) => Self { path, text, broken: None },
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                Self { path, text, broken: Some(Broken::At(at)) }
            }
        }
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its text; what is no UTF-8 stands as U+FFFD in it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Tells whether it holds one record a line.
    #[must_use]
    pub fn is_lines(&self) -> bool {
        self.path.ends_with(".jsonl")
    }

    /// Tells of bytes that are no text, and of a text that spans cannot count; `file` is the
    /// position of the file in the list that spans count into.
    #[must_use]
    pub fn fault(&self, file: u32) -> Option<Diagnostic> {
        if self.text.len() >= u32::MAX as usize {
            let headline = "the file is longer than 4 GiB";
            let fault = Diagnostic::error("too-long", headline, Span::new(file, 0..0), "its beginning");
            return Some(fault.help("split it into several files: it does not matter which file a record stands in"));
        }
        match self.broken? {
            Broken::Wide => {
                let fault = Diagnostic::error("encoding", "the file is UTF-16", Span::new(file, 0..0), "not UTF-8");
                Some(fault.help("save it as UTF-8: `iconv -f UTF-16 -t UTF-8`"))
            }
            Broken::At(at) => {
                let length = self.text[at..].chars().next().map_or(0, char::len_utf8);
                let headline = format!("the file is not UTF-8: the byte at offset {at} belongs to no character");
                let fault = Diagnostic::error("encoding", headline, Span::new(file, at..at + length), "no character");
                Some(fault.help("save it as UTF-8; from a Windows code page: `iconv -f WINDOWS-1252 -t UTF-8`"))
            }
        }
    }
}
