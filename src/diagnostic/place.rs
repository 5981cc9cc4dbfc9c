//! Where labels stand: path, line and column, found quickly however many there are.

use super::Origin;
use crate::text::Positions;
use crate::text::Span;
use crate::text::visible;
use std::cell::OnceCell;

/// The files that spans count into, and the lines of those that are asked for.
pub(super) struct Places<'a> {
    origins: &'a [Origin<'a>],
    positions: Vec<OnceCell<Positions<'a>>>,
}

/// A place as people are told.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The path, made visible.
    pub path: String,
    /// The line, counted from 1.
    pub line: u32,
    /// The column, counted from 1 in characters.
    pub column: usize,
}

impl<'a> Places<'a> {
    /// Begins with nothing counted.
    pub fn new(origins: &'a [Origin<'a>]) -> Self {
        Self { origins, positions: vec![OnceCell::new(); origins.len()] }
    }

    /// The file of a span.
    pub fn origin(&self, span: Span) -> Option<&'a Origin<'a>> {
        self.origins.get(span.file as usize)
    }

    /// The place where a span begins; the first time in a file the file is walked.
    pub fn of(&self, span: Span) -> Place {
        let Some(origin) = self.origin(span) else { return Place::default() };
        let positions = self.positions[span.file as usize].get_or_init(|| Positions::new(origin.text));
        let (line, column) = positions.of(span.start as usize);
        Place { path: visible(origin.path).into_owned(), line, column }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.path, self.line, self.column)
    }
}
