//! A table as it lies in a text: what parts its cells, its headings, its rows.

use super::super::At;
use super::super::Trouble;
use super::super::mapping::Layout;
use csv::ReaderBuilder;
use csv::StringRecord;

/// What may part cells.
const DELIMITERS: [u8; 4] = *b",;\t|";
/// How much of a text is looked at to find out what parts its cells.
const LOOKED_AT: usize = 64 << 10;
/// How many rows of it are looked at.
const ROWS: usize = 50;

/// A table, read row by row.
pub(super) struct Sheet<'a> {
    /// What the columns are called: `#3` where nothing is written above, `Name (2)` for a second `Name`.
    pub(super) columns: Vec<String>,
    /// The line of the headings.
    pub(super) heading: u32,
    text: &'a str,
    delimiter: u8,
    reader: csv::Reader<&'a [u8]>,
    row: StringRecord,
    skipped: u64,
    fill: Vec<(usize, String)>,
}

impl<'a> Sheet<'a> {
    /// Opens a table and reads its headings.
    ///
    /// # Errors
    ///
    /// There are no headings, or a column to fill is none.
    pub(super) fn open(text: &'a str, layout: &Layout) -> Result<Self, Trouble> {
        let (text, named, skipped) = begin(text.trim_start_matches('\u{FEFF}'), layout.skip);
        let delimiter = match layout.delimiter.as_deref().map(str::as_bytes) {
            None => named.unwrap_or_else(|| delimiter(text)),
            Some([one]) => *one,
            Some(_) => {
                return Err(trouble("`delimiter` is more than one character", "write one of `,` `;` `|` or a tab"));
            }
        };
        let reader = builder(delimiter).from_reader(text.as_bytes());
        let (columns, row, fill) = (Vec::new(), StringRecord::new(), Vec::new());
        let mut sheet = Self { columns, heading: 0, text, delimiter, reader, row, skipped, fill };
        let mut rows: Vec<Vec<String>> = Vec::new();
        while rows.len() < layout.headings.unwrap_or(1) && sheet.next()? {
            if sheet.is_blank() {
                continue;
            }
            sheet.heading = sheet.line();
            rows.push(sheet.row.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect());
        }
        if rows.is_empty() {
            return Err(trouble("the table has no row", "a table begins with a row of headings"));
        }
        sheet.columns = headings(&rows);
        for name in &layout.fill {
            let at = column(&sheet.columns, name)?;
            sheet.fill.push((at, String::new()));
        }
        Ok(sheet)
    }

    /// Goes to the next row; tells whether there is one.
    ///
    /// # Errors
    ///
    /// A quotation mark is not closed, so that the rest of the table is one cell.
    pub(super) fn next(&mut self) -> Result<bool, Trouble> {
        let more =
            self.reader.read_record(&mut self.row).map_err(|error| trouble(&error.to_string(), "save it anew"))?;
        if more && self.is_open() {
            let help = "close it, or write it twice and the cell in quotation marks where it is meant itself";
            let mut trouble = trouble("a quotation mark is not closed, and takes up all that follows", help);
            trouble.at = Some(At::Line(self.line()));
            return Err(trouble);
        }
        let blank = more && self.is_blank();
        for (at, above) in &mut self.fill {
            let cell = self.row.get(*at).unwrap_or_default().trim();
            if !cell.is_empty() && !blank {
                cell.clone_into(above);
            }
        }
        Ok(more)
    }

    /// Tells whether nothing stands in the row.
    pub(super) fn is_blank(&self) -> bool {
        self.row.iter().all(|cell| cell.trim().is_empty())
    }

    /// Tells whether the text ends inside the quotation marks of this row.
    fn is_open(&self) -> bool {
        let end = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let start = self.row.position().and_then(|position| usize::try_from(position.byte()).ok());
        let Some(row) = start.and_then(|start| self.text.get(start..)).filter(|_| end >= self.text.len()) else {
            return false;
        };
        // a further row is one where no quotation mark is open
        let further = format!("{row}\nx");
        row.contains('"') && builder(self.delimiter).from_reader(further.as_bytes()).records().count() == 1
    }

    /// The line on which the row begins.
    pub(super) fn line(&self) -> u32 {
        u32::try_from(line_of(self.text, &self.row) + self.skipped).unwrap_or(u32::MAX)
    }

    /// A cell, blanks around it aside, without the guard of formulas and filled from above.
    pub(super) fn cell(&self, column: usize) -> &str {
        let cell = self.row.get(column).unwrap_or_default().trim();
        if cell.is_empty() {
            return self.fill.iter().find(|(at, _)| *at == column).map_or("", |(_, above)| above);
        }
        match cell.strip_prefix('\'') {
            Some(rest) if rest.starts_with(['=', '+', '-', '@', '\'']) => rest,
            _ => cell,
        }
    }

    /// What stands right of the last heading.
    pub(super) fn beyond(&self) -> impl Iterator<Item = &str> {
        self.row.iter().skip(self.columns.len()).map(str::trim).filter(|cell| !cell.is_empty())
    }
}

/// The line of a text on which a row begins.
fn line_of(text: &str, row: &StringRecord) -> u64 {
    let Some(position) = row.position() else { return 0 };
    // a row is taken to begin where the one before it ended, breaks of lines between them included
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let between = text.as_bytes().get(start..).unwrap_or_default();
    let breaks = between.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n');
    position.line() + breaks.count() as u64
}

/// The position of a column.
pub(super) fn column(columns: &[String], name: &str) -> Result<usize, Trouble> {
    let folded = crate::text::fold(name);
    let exact = columns.iter().position(|column| column == name);
    let alike = || columns.iter().position(|column| !folded.is_empty() && crate::text::fold(column) == folded);
    exact.or_else(alike).ok_or_else(|| {
        let is_lowest = |column: &&String| {
            column
                .rsplit_once(" / ")
                .is_some_and(|(_, lowest)| !folded.is_empty() && crate::text::fold(lowest) == folded)
        };
        let near = columns.iter().find(is_lowest).map(String::as_str);
        let near = near.or_else(|| crate::text::nearest(name, columns.iter().map(String::as_str), 1).pop());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its columns are {}", columns.join(", ")),
        };
        trouble(&format!("the table has no column `{name}`"), &help)
    })
}

pub(super) fn trouble(headline: &str, help: &str) -> Trouble {
    Trouble { headline: headline.into(), at: None, help: vec![help.into()] }
}

/// The text from its headings on, what its first line says of the delimiter, and how many lines
/// stand before.
fn begin(text: &str, skip: usize) -> (&str, Option<u8>, u64) {
    let (mut rest, mut skipped, mut named) = (text, 0, None);
    for _ in 0..skip {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
        skipped += 1;
    }
    if let Some((first, after)) = rest.split_once('\n')
        && let Some([one]) = first.trim_end_matches('\r').trim_matches('"').strip_prefix("sep=").map(str::as_bytes)
    {
        (rest, named, skipped) = (after, Some(*one), skipped + 1);
    }
    (rest, named, skipped)
}

/// Tells whether a text is parted into cells: its first rows have as many, and more than one.
pub(super) fn is_parted(text: &str) -> bool {
    let head = text.char_indices().nth(LOOKED_AT).map_or(text, |(end, _)| &text[..end]);
    let (rest, named, _) = begin(head.trim_start_matches('\u{FEFF}'), 0);
    let mut reader = builder(named.unwrap_or_else(|| delimiter(rest))).from_reader(rest.as_bytes());
    let widths: Vec<usize> = reader.records().map_while(Result::ok).take(20).map(|row| row.len()).collect();
    let begins_otherwise = rest.trim_start().starts_with(['{', '[', '<']);
    !begins_otherwise && matches!(widths[..], [first, second, ..] if first > 1 && first == second)
}

fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter);
    builder
}

/// How a table begins: lines of a title stand before its headings, and a row with gaps above them
/// may be an upper one. A heading fills more than half of the cells that a row has as a rule.
pub(super) fn beginning(text: &str) -> Layout {
    let (rest, named, skipped) = begin(text.trim_start_matches('\u{FEFF}'), 0);
    let end = rest.floor_char_boundary(LOOKED_AT);
    let mut reader = builder(named.unwrap_or_else(|| delimiter(rest))).from_reader(&rest.as_bytes()[..end]);
    let (mut rows, mut row) = (Vec::new(), StringRecord::new());
    while rows.len() < ROWS && reader.read_record(&mut row).is_ok_and(|more| more) {
        let filled = row.iter().filter(|cell| !cell.trim().is_empty()).count();
        if filled > 0 {
            rows.push((line_of(rest, &row) + skipped, filled));
        }
    }
    let mut all: Vec<usize> = rows.iter().map(|(_, filled)| *filled).collect();
    all.sort_unstable();
    let rule = all.get(all.len() / 2).copied().unwrap_or(0);
    let Some(at) = rows.iter().position(|(_, filled)| 2 * filled > rule) else { return Layout::default() };
    let is_upper = at > 0 && rows[at - 1].1 > 1;
    let at = at - usize::from(is_upper);
    // blank lines before the headings are passed over anyhow
    let skip = if at > 0 { u8::try_from(rows[at].0.saturating_sub(1)).map_or(0, usize::from) } else { 0 };
    Layout { skip, headings: is_upper.then_some(2), ..Layout::default() }
}

/// What parts the most rows into as many cells; of equals, into the most cells.
fn delimiter(text: &str) -> u8 {
    let end = (0..=text.len().min(LOOKED_AT)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let score = |delimiter: &u8| {
        let mut reader = builder(*delimiter).from_reader(&text.as_bytes()[..end]);
        let cells: Vec<usize> = reader.records().map_while(Result::ok).take(ROWS).map(|row| row.len()).collect();
        let alike = |width: usize| cells.iter().filter(|cells| **cells == width).count();
        cells.iter().map(|width| (*width > 1, alike(*width), *width)).max()
    };
    // of equals the last counts
    DELIMITERS.iter().rev().copied().max_by_key(score).unwrap_or(b',')
}

/// One name a column; upper headings reach to the right until the next begins.
fn headings(rows: &[Vec<String>]) -> Vec<String> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut names = vec![String::new(); width];
    for (at, row) in rows.iter().enumerate() {
        let mut left = "";
        for (column, name) in names.iter_mut().enumerate() {
            let cell = row.get(column).map_or("", String::as_str);
            let is_upper = at + 1 < rows.len();
            left = if cell.is_empty() && is_upper { left } else { cell };
            let parts = if name.is_empty() || left.is_empty() { "" } else { " / " };
            name.push_str(parts);
            name.push_str(left);
        }
    }
    for at in 0..names.len() {
        if names[at].is_empty() {
            names[at] = format!("#{}", at + 1);
        }
        let before = names[..at].iter().filter(|name| **name == names[at]).count();
        if before > 0 {
            names[at] = format!("{} ({})", names[at], before + 1);
        }
    }
    names
}
