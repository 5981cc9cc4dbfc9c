//! Lines and columns of a text, counted as far as they are asked.

/// Counts lines from one offset to the next, so that a text is walked once.
///
/// ```
/// use actant::text::Lines;
///
/// let mut lines = Lines::new("{\n  \"a\": 1\n}");
/// assert_eq!(lines.line(4), 2);
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
        self.line = self.line.saturating_add(breaks(&self.text.as_bytes()[self.at..offset]));
        self.at = offset;
        self.line
    }
}

/// How many bytes lie between two marks.
const STEP: usize = 1 << 12;

/// The lines and columns of a text, in any order, however long its lines are.
///
/// ```
/// use actant::text::Positions;
///
/// let positions = Positions::new("{\n  \"é\": 1\n}");
/// assert_eq!(positions.of(7), (2, 5));
/// assert_eq!(positions.of(2), (2, 1));
/// ```
#[derive(Clone, Debug)]
pub struct Positions<'a> {
    text: &'a str,
    marks: Vec<Position>,
}

/// A line and how many of its characters lie before.
#[derive(Clone, Copy, Debug)]
struct Position {
    line: u32,
    characters: usize,
}

impl<'a> Positions<'a> {
    /// Walks a text once, leaving marks in it.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut marks = vec![Position { line: 1, characters: 0 }];
        for chunk in text.as_bytes().chunks_exact(STEP) {
            marks.push(marks[marks.len() - 1].after(chunk));
        }
        Self { text, marks }
    }

    /// The line and the column of a byte, both counted from 1; a column is a character. Constant.
    #[must_use]
    pub fn of(&self, offset: usize) -> (u32, usize) {
        let offset = offset.min(self.text.len());
        let mark = offset / STEP;
        let Position { line, characters } = self.marks[mark].after(&self.text.as_bytes()[mark * STEP..offset]);
        (line, characters + 1)
    }
}

impl Position {
    fn after(self, bytes: &[u8]) -> Self {
        let last = bytes.iter().rposition(|b| *b == b'\n');
        let rest = &bytes[last.map_or(0, |at| at + 1)..];
        let characters = rest.iter().filter(|b| **b & 0xC0 != 0x80).count();
        let line = self.line.saturating_add(breaks(bytes));
        Self { line, characters: if last.is_some() { characters } else { self.characters + characters } }
    }
}

/// The number of line breaks. Counted in single bytes, which the compiler turns into wide instructions.
fn breaks(bytes: &[u8]) -> u32 {
    let count = |chunk: &[u8]| chunk.iter().fold(0_u8, |count, b| count + u8::from(*b == b'\n'));
    bytes.chunks(255).map(|chunk| u32::from(count(chunk))).sum()
}
