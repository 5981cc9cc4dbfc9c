//! The form for a terminal: one sentence, then rows under their headings with the evidence below.
//!
//! Lines keep to the width of the terminal with a hanging indent. Every string of the graph is
//! made visible before it is written, and colours are written only where they are shown. What is
//! said once in full is not said twice: a later row points back to it.

mod evidence;
mod flow;
mod grid;
mod route;

use super::Carries;
use super::Format;
use super::Trouble;
use super::reading::Reading;
use super::reading::note;
use super::surroundings::Surroundings;
use crate::answer::Answer;
use crate::answer::Note;
use crate::answer::Row;
use crate::model::RelationId;
use flow::{Flow, Paper, Style};
use grid::Grid;
use std::collections::BTreeSet;

/// The table of the terminal.
pub(super) const FORMAT: Format = Format {
    name: "table",
    ending: "txt",
    media_type: "text/plain; charset=utf-8",
    summary: "lines for reading, with the evidence under each row",
    carries: Carries::Reading,
    write,
};

/// A table that is being written.
struct Table<'a> {
    reading: Reading<'a>,
    paper: Paper,
    grid: Grid<'a>,
    /// The facts that stand above in full.
    told: BTreeSet<RelationId>,
}

fn write(answer: &Answer, around: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let reading = Reading::new(answer, around.letters);
    let paper = Paper::new(around.width, around.colour);
    let lines = answer.rows.iter().filter(|row| !reading.is_said_by_fact(row));
    let grid = Grid::new(reading, lines, paper.width().saturating_sub(2));
    let mut table = Table { reading, paper, grid, told: BTreeSet::new() };
    table.summary();
    table.rows();
    table.routes();
    table.notes();
    table.sources();
    table.scope();
    Ok(table.paper.into_bytes())
}

impl Table<'_> {
    fn summary(&mut self) {
        let answer = self.reading.answer;
        if !answer.summary.is_empty() {
            self.paper.print(0, 2, &Flow::of(Style::Strong, &answer.summary));
        }
        if let Some(level) = &answer.handling {
            self.paper.print(0, 2, &Flow::of(Style::Warning, &format!("handling: {level}")));
        }
    }

    /// The rows under their headings; with routes, only what the routes do not tell.
    fn rows(&mut self) {
        let answer = self.reading.answer;
        if answer.rows.is_empty() {
            return;
        }
        if self.reading.routes_tell_all() {
            return self.ways();
        }
        self.paper.blank();
        self.grid.head(&mut self.paper);
        let mut group = None;
        for row in &answer.rows {
            if row.group != group {
                self.heading(row.group.as_deref());
                group.clone_from(&row.group);
            }
            self.row(row);
        }
    }

    /// Several routes in a line each, before they are told hop by hop.
    fn ways(&mut self) {
        let routes = &self.reading.answer.routes;
        if routes.len() > 1 {
            self.paper.blank();
        }
        for (at, route) in routes.iter().enumerate().filter(|_| routes.len() > 1) {
            let flow = Flow::of(Style::Plain, &format!("{}. {}", at + 1, self.reading.way(route)));
            self.paper.print(2, 5, &flow);
        }
    }

    fn heading(&mut self, group: Option<&str>) {
        self.paper.blank();
        if let Some(group) = group {
            self.paper.print(0, 2, &Flow::of(Style::Heading, group));
        }
    }

    fn row(&mut self, row: &Row) {
        let said = self.reading.is_said_by_fact(row);
        if !said {
            let style = if row.facts.is_empty() { Style::Plain } else { Style::Strong };
            self.grid.line(row, style, &mut self.paper);
        }
        let indent = if said { 2 } else { 4 };
        for &seen in &row.facts {
            evidence::fact(self, seen, indent);
        }
    }

    fn routes(&mut self) {
        let answer = self.reading.answer;
        for (at, route) in answer.routes.iter().enumerate() {
            self.paper.blank();
            route::route(self, at, route);
        }
    }

    fn notes(&mut self) {
        if !self.reading.answer.notes.is_empty() {
            self.paper.blank();
        }
        for one in &self.reading.answer.notes {
            let style = if matches!(one, Note::Warning(_)) { Style::Warning } else { Style::Hint };
            let (word, text) = note(one);
            let mut flow = Flow::of(style, &format!("{word}:"));
            flow.say(Style::Plain, text);
            self.paper.print(0, 2, &flow);
        }
    }

    fn sources(&mut self) {
        let sources = self.reading.sources();
        if sources.is_empty() {
            return;
        }
        self.paper.blank();
        self.paper.print(0, 2, &Flow::of(Style::Heading, "Sources"));
        for (number, id) in sources {
            let mut flow = Flow::of(Style::Plain, &format!("[{number}]"));
            flow.say(Style::Plain, &self.reading.source(id));
            self.paper.print(2, 6, &flow);
        }
    }

    fn scope(&mut self) {
        if self.reading.answer.scope.relations == 0 {
            return;
        }
        self.paper.blank();
        self.paper.print(0, 2, &Flow::of(Style::Dim, &self.reading.scope()));
    }
}
