//! The form for a report: tables and lists in Markdown (CommonMark with tables and footnotes).
//!
//! Whatever came from the graph is data: every sign that Markdown or HTML would act on is escaped,
//! and no text of the graph begins a line. Sources are footnotes.

use super::Carries;
use super::Format;
use super::Trouble;
use super::reading::{Reading, Topic, note, remarks};
use super::surroundings::Letters;
use super::surroundings::Surroundings;
use crate::answer::Answer;
use crate::answer::Column;
use crate::answer::Fact;
use crate::answer::Row;
use crate::answer::Seen;
use crate::model::SourceId;
use crate::text::visible;
use std::fmt::Write as _;

/// Markdown.
pub(super) const FORMAT: Format = Format {
    name: "markdown",
    ending: "md",
    media_type: "text/markdown; charset=utf-8",
    summary: "headings, tables and lists with footnotes, for reports",
    carries: Carries::Reading,
    write,
};

fn write(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let reading = Reading::new(answer, Letters::Unicode);
    let mut out = String::new();
    head(&mut out, reading);
    rows(&mut out, reading);
    routes(&mut out, reading);
    for one in &answer.notes {
        let (word, text) = note(one);
        let _ = write!(out, "\n> **{word}:** {}\n", escaped(text));
    }
    if answer.scope.relations > 0 {
        let _ = write!(out, "\n*{}*\n", escaped(&reading.scope()));
    }
    sources(&mut out, reading);
    Ok(out.into_bytes())
}

fn head(out: &mut String, reading: Reading<'_>) {
    let answer = reading.answer;
    let title = if answer.title.is_empty() { &answer.question } else { &answer.title };
    if !title.is_empty() {
        let _ = writeln!(out, "# {}", escaped(title));
    }
    if let Some(level) = &answer.handling {
        let _ = write!(out, "\n**{}**\n", escaped(level));
    }
    if !answer.summary.is_empty() {
        let _ = write!(out, "\n{}\n", escaped(&answer.summary));
    }
}

/// Rows without facts make tables, rows with facts make lists.
fn rows(out: &mut String, reading: Reading<'_>) {
    if reading.routes_tell_all() {
        return;
    }
    let mut group = None;
    let mut in_table = false;
    for (at, row) in reading.answer.rows.iter().enumerate() {
        if at == 0 || row.group != group {
            group.clone_from(&row.group);
            in_table = false;
            let heading = row.group.as_ref().map_or_else(String::new, |group| format!("\n## {}\n", escaped(group)));
            out.push_str(&heading);
        }
        if row.facts.is_empty() {
            if !in_table {
                table_head(out, &reading.answer.columns);
            }
            table_row(out, reading, row);
        } else {
            list_row(out, reading, row, at);
        }
        in_table = row.facts.is_empty();
    }
}

fn table_head(out: &mut String, columns: &[Column]) {
    let names: Vec<String> = columns.iter().map(|column| escaped(column.name)).collect();
    let rules: Vec<&str> = columns.iter().map(|column| if column.numeric { "---:" } else { "---" }).collect();
    let _ = write!(out, "\n| {} |\n| {} |\n", names.join(" | "), rules.join(" | "));
}

fn table_row(out: &mut String, reading: Reading<'_>, row: &Row) {
    let cells: Vec<String> = row.cells.iter().map(|cell| escaped(&reading.cell(cell))).collect();
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

fn list_row(out: &mut String, reading: Reading<'_>, row: &Row, at: usize) {
    if at == 0 || reading.answer.rows[at - 1].facts.is_empty() || reading.answer.rows[at - 1].group != row.group {
        out.push('\n');
    }
    let cells: Vec<String> =
        row.cells.iter().map(|cell| escaped(&reading.cell(cell))).filter(|cell| !cell.is_empty()).collect();
    let is_headed = !cells.is_empty() && !reading.is_said_by_fact(row);
    if is_headed {
        let _ = writeln!(out, "- **{}**", cells.join(" · "));
    }
    let indent = if is_headed { "  " } else { "" };
    for &seen in &row.facts {
        fact(out, reading, seen, indent);
    }
}

fn routes(out: &mut String, reading: Reading<'_>) {
    for route in &reading.answer.routes {
        let _ = write!(out, "\n## {}\n", escaped(&reading.way(route)));
        if let Some(shared) = reading.shared(route) {
            let _ = write!(out, "\n> **warning:** {}\n", escaped(&shared));
        }
        out.push('\n');
        for (at, hop) in route.hops.iter().enumerate() {
            let weakest = if at == route.weakest && route.hops.len() > 1 { " (weakest)" } else { "" };
            let ends: Vec<_> =
                route.actors.iter().skip(at).take(2).map(|&actor| escaped(reading.name(actor))).collect();
            let _ = writeln!(out, "{}. **{}**{weakest}", at + 1, ends.join(" – "));
            for &relation in hop {
                fact(out, reading, Seen { relation, from: None }, "   ");
            }
        }
    }
}

fn fact(out: &mut String, reading: Reading<'_>, seen: Seen, indent: &str) {
    let Some(fact) = reading.fact(seen) else { return };
    let words = reading.sentence(fact, seen.from);
    let not = if fact.relation.negated { "not so: " } else { "" };
    let sentence = escaped(&format!("{not}{} {} {}", words.subject, words.phrase, words.object));
    let _ = write!(out, "{indent}- {sentence}");
    for (topic, part) in reading.parts(fact) {
        let part = escaped(&part);
        let _ = if topic == Topic::Doubt { write!(out, " · *{part}*") } else { write!(out, " · {part}") };
    }
    let _ = writeln!(out, " {}", citations(reading, fact));
    for remark in remarks(reading, fact) {
        let _ = writeln!(out, "{indent}  - {}", escaped(remark.text()));
    }
}

/// Footnote marks, each with what the citation says besides its number.
fn citations(reading: Reading<'_>, fact: &Fact) -> String {
    let cite = |citation| {
        let words = reading.citation(citation);
        let number: String = words.chars().take_while(char::is_ascii_digit).collect();
        let rest = words[number.len()..].trim_start_matches([',', ' ']);
        let rest = if rest.is_empty() { String::new() } else { format!(" ({})", escaped(rest)) };
        format!("[^{number}]{rest}")
    };
    fact.relation.citations.iter().map(cite).collect::<Vec<_>>().join(" ")
}

fn sources(out: &mut String, reading: Reading<'_>) {
    for (number, id) in reading.sources() {
        let _ = write!(out, "\n[^{number}]: {}\n", source(reading, id));
    }
}

/// The words are escaped, so that an address is a link only to readers that find links by themselves.
fn source(reading: Reading<'_>, id: SourceId) -> String {
    escaped(&reading.source(id))
}

/// Makes text visible and every sign that Markdown or HTML would act on a letter.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    // These act at the beginning of a line only; behind digits, a point or bracket opens a list.
    let rest = out.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = out.len() - rest.len();
    let mut signs = rest.chars();
    let acts = match signs.next() {
        Some('-' | '=' | '+' | '#' | '!') => digits == 0,
        Some('.' | ')') => digits > 0 && signs.next().is_none_or(|c| c == ' '),
        _ => false,
    };
    if acts {
        out.insert(digits, '\\');
    }
    out
}
