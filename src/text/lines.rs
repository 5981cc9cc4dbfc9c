//! Lines and columns of a text, counted as far as they are asked.

/// Counts lines from one offset to the next, so that a text is walked once.
///
/// ```
/// use actant::text::Lines;
///
/// let mut lines = Lines::new("{\n  \"a\": 1\n}");
/// assert_eq!(lines.position(4), (2, 3));
/// assert_eq!(lines.line(11), 3);
/// ```
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl<'a> Lines<'a> {
    /// Begins at the first line.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    /// The line, counted from 1, of a byte. Linear in the way from the offset asked before, or
    /// from the beginning where the new one lies before that.
    pub fn line(&mut self, offset: usize) -> u32 {
        let offset = offset.min(self.text.len());
        if offset < self.at {
            (self.at, self.line) = (0, 1);
        }
        let breaks = self.text.as_bytes()[self.at..offset].iter().filter(|b| **b == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.at = offset;
        self.line
    }

    /// The line and the column of a byte, both counted from 1; a column is a character.
    pub fn position(&mut self, offset: usize) -> (u32, usize) {
        let line = self.line(offset);
        let before = &self.text.as_bytes()[..self.at];
        let start = before.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        let characters = before[start..].iter().filter(|b| **b & 0xC0 != 0x80).count();
        (line, characters + 1)
    }
}
