//! Cells under headings, in columns that keep to the width.

use super::flow::{Paper, Style, wrap};
use crate::answer::Column;
use crate::answer::Row;
use crate::render::reading::Reading;
use crate::text::visible;
use unicode_width::UnicodeWidthStr;

const GAP: usize = 2;
const INDENT: usize = 2;
const NARROWEST: usize = 6;

/// The headings and widths of an answer's columns.
pub(super) struct Grid<'a> {
    reading: Reading<'a>,
    columns: Vec<Column>,
    widths: Vec<usize>,
    is_shown: bool,
}

impl<'a> Grid<'a> {
    /// Measures the rows that will be shown in columns. Linear in the number of cells.
    pub fn new(reading: Reading<'a>, rows: impl Iterator<Item = &'a Row>, room: usize) -> Self {
        let columns = &reading.answer.columns;
        let mut widths: Vec<usize> = columns.iter().map(|column| column.name.width()).collect();
        let mut words = widths.clone();
        let mut is_shown = false;
        for row in rows {
            is_shown |= !row.cells.is_empty();
            for ((width, word), cell) in widths.iter_mut().zip(&mut words).zip(&row.cells) {
                let text = visible(&reading.cell(cell)).into_owned();
                *width = (*width).max(text.width());
                *word = text.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0).max(*word);
            }
        }
        fit(&mut widths, &words, room);
        Self { reading, columns: columns.clone(), widths, is_shown }
    }

    /// Writes the headings, if any row stands under them.
    pub fn head(&self, paper: &mut Paper) {
        if self.is_shown && self.columns.len() > 1 {
            let names: Vec<String> = self.columns.iter().map(|column| column.name.to_owned()).collect();
            self.cells(&names, Style::Dim, paper);
        }
    }

    /// Writes a row.
    pub fn line(&self, row: &Row, style: Style, paper: &mut Paper) {
        let cells: Vec<String> = row.cells.iter().map(|cell| self.reading.cell(cell)).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            self.cells(&cells, style, paper);
        }
    }

    fn cells(&self, cells: &[String], style: Style, paper: &mut Paper) {
        let wrapped: Vec<Vec<String>> =
            cells.iter().zip(&self.widths).map(|(cell, &width)| wrap(cell, width)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let mut line = " ".repeat(INDENT);
            for (column, lines) in wrapped.iter().enumerate() {
                let text = lines.get(at).map_or("", String::as_str);
                let pad = " ".repeat(self.widths[column].saturating_sub(text.width()));
                let (before, after) =
                    if self.columns[column].numeric { (pad, String::new()) } else { (String::new(), pad) };
                let gap = if column == 0 { "" } else { "  " };
                line = format!("{line}{gap}{before}{text}{after}");
            }
            paper.line(style, &line);
        }
    }
}

/// Narrows the widest columns, all of them alike, until all fit: first as far as no word is cut,
/// then further.
fn fit(widths: &mut [usize], words: &[usize], room: usize) {
    for least in [words, &vec![NARROWEST; widths.len()]] {
        while let Some(over) =
            (widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)).checked_sub(room + 1)
        {
            let can_give = |at: usize| widths[at] > least[at];
            let Some(widest) = (0..widths.len()).filter(|at| can_give(*at)).map(|at| widths[at]).max() else { break };
            let equals: Vec<usize> = (0..widths.len()).filter(|at| can_give(*at) && widths[*at] == widest).collect();
            let second = widths.iter().copied().filter(|&width| width < widest).max().unwrap_or(0);
            let target = second.max(widest.saturating_sub((over + 1).div_ceil(equals.len()))).min(widest - 1);
            equals.into_iter().for_each(|at| widths[at] = target.max(least[at]));
        }
    }
}
