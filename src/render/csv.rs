//! The form for spreadsheets (RFC 4180): one line a fact, the cells of its row repeated.
//!
//! The row's cells come first, then the same columns for every fact. An answer without facts has
//! its cells alone. Text that a spreadsheet would run as a formula stands behind an apostrophe,
//! and so does text that begins with one, so that taking one apostrophe away undoes the guard.

use super::Carries;
use super::Format;
use super::Part;
use super::Trouble;
use super::exchange::{actor, citation, dates, relation, source};
use super::reading::Reading;
use super::reading::holds;
use super::reading::remarks;
use super::surroundings::Surroundings;
use crate::answer::Answer;
use crate::answer::Cell;
use crate::answer::Fact;
use crate::answer::Mark;
use crate::answer::Row;
use crate::answer::Seen;
use crate::model::Details;
use crate::model::RelationId;
use crate::model::Role;
use crate::model::Status;
use crate::text::visible;
use std::collections::BTreeSet;

/// Comma-separated values.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    ending: "csv",
    media_type: "text/csv; charset=utf-8",
    summary: "one line a fact, for spreadsheets",
    carries: Carries::AllBut(&[
        Part::Heading,
        Part::Routes,
        Part::Notes,
        Part::Handling,
        Part::Sources,
        Part::Attestations,
        Part::Aliases,
        Part::Descriptions,
        Part::OtherIds,
        Part::Lives,
        Part::Placeholders,
    ]),
    write,
};

/// A column of a fact: its heading and what stands in it.
type FactColumn = (&'static str, fn(Reading<'_>, &Fact) -> String);

/// The columns of every fact, in order.
const COLUMNS: &[FactColumn] = &[
    ("relation", |_, fact| fact.key.clone()),
    ("from", |r, fact| actor(r, fact.relation.from).to_owned()),
    ("type", |_, fact| fact.type_.id.to_string()),
    ("to", |r, fact| actor(r, fact.relation.to).to_owned()),
    ("item", |r, fact| role(r, fact, Role::Item)),
    ("via", |r, fact| role(r, fact, Role::Via)),
    ("under", |r, fact| role(r, fact, Role::Under)),
    ("at", |r, fact| role(r, fact, Role::At)),
    ("against", |r, fact| role(r, fact, Role::Against)),
    ("on-behalf-of", |r, fact| role(r, fact, Role::OnBehalfOf)),
    ("quantity", |_, fact| detail(fact, |d| d.quantity.as_ref().map(|q| q.amount.to_string()))),
    ("unit", |_, fact| detail(fact, |d| d.quantity.as_ref()?.unit.as_ref().map(ToString::to_string))),
    ("quantity-precision", |_, fact| detail(fact, |d| Some(d.quantity.as_ref()?.precision?.to_string()))),
    ("value", |_, fact| detail(fact, |d| d.value.as_ref().map(|v| v.amount.to_string()))),
    ("currency", |_, fact| detail(fact, |d| d.value.as_ref().map(|v| v.currency.to_string()))),
    ("value-precision", |_, fact| detail(fact, |d| Some(d.value.as_ref()?.precision?.to_string()))),
    ("negated", |_, fact| if fact.relation.negated { "true".into() } else { String::new() }),
    ("since", |_, fact| dates(fact.relation.time).since.unwrap_or_default()),
    ("until", |_, fact| dates(fact.relation.time).until.unwrap_or_default()),
    ("date", |_, fact| dates(fact.relation.time).date.unwrap_or_default()),
    ("holds", |_, fact| holds(fact).into()),
    ("status", |_, fact| fact.relation.status.map_or("", Status::word).into()),
    ("phase", |_, fact| fact.relation.phase.map_or("", |phase| phase.word()).into()),
    ("condition", |_, fact| detail(fact, |d| d.condition.as_ref().map(ToString::to_string))),
    ("confidence", |_, fact| detail(fact, |d| Some(d.confidence?.to_string()))),
    ("likelihood", |_, fact| detail(fact, |d| Some(d.likelihood?.to_string()))),
    ("sources", citations),
    ("independent-sources", |r, fact| fact.roots.iter().map(|&root| source(r, root)).collect::<Vec<_>>().join("; ")),
    ("competing", |r, fact| keys(r, &fact.competing)),
    ("contradicting", |r, fact| keys(r, &fact.contradicting)),
    ("not-stated", |_, fact| fact.missing.join("; ")),
    ("derived", |_, fact| fact.derived.join("; ")),
    ("remarks", |r, fact| {
        remarks(r, fact).iter().map(|remark| remark.text().to_owned()).collect::<Vec<_>>().join("; ")
    }),
    ("mark", |_, fact| fact.mark.map_or("", Mark::word).into()),
    ("file", |_, fact| fact.file.clone()),
    ("line", |_, fact| fact.relation.place.line.to_string()),
];

fn write(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let reading = Reading::apart(answer);
    let has_facts = !answer.facts.is_empty();
    let mut out = String::new();
    line(&mut out, headings(answer, has_facts).into_iter());
    let mut told = BTreeSet::new();
    for row in &answer.rows {
        row_lines(&mut out, reading, row, has_facts);
        told.extend(row.facts.iter().map(|seen| seen.relation));
    }
    let cells = Row { cells: vec![Cell::Empty; answer.columns.len()], ..Row::default() };
    for &relation in answer.routes.iter().flat_map(|route| route.hops.iter().flatten()) {
        if told.insert(relation) {
            let row = Row { facts: vec![Seen { relation, from: None }], ..cells.clone() };
            row_lines(&mut out, reading, &row, has_facts);
        }
    }
    Ok(out.into_bytes())
}

/// The row's headings, `row-` before one that a fact's column has too, then the facts'.
fn headings(answer: &Answer, has_facts: bool) -> Vec<String> {
    let facts = if has_facts { COLUMNS } else { &[] };
    let is_taken = |name: &str| facts.iter().any(|(heading, _)| *heading == name);
    let own = answer.columns.iter().map(|column| match column.name {
        name if is_taken(name) => format!("row-{name}"),
        name => name.to_owned(),
    });
    std::iter::once("group".to_owned()).chain(own).chain(facts.iter().map(|(name, _)| (*name).to_owned())).collect()
}

fn row_lines(out: &mut String, reading: Reading<'_>, row: &Row, has_facts: bool) {
    let group = guarded(row.group.as_deref().unwrap_or_default());
    let cells: Vec<String> = std::iter::once(group).chain(row.cells.iter().map(|one| cell(reading, one))).collect();
    let facts: Vec<&Fact> = row.facts.iter().filter_map(|&seen| reading.fact(seen)).collect();
    for fact in &facts {
        let of_fact = COLUMNS.iter().map(|(_, text)| guarded(&text(reading, fact)));
        line(out, cells.iter().cloned().chain(of_fact));
    }
    if facts.is_empty() {
        let empty = if has_facts { COLUMNS.len() } else { 0 };
        line(out, cells.into_iter().chain(std::iter::repeat_n(String::new(), empty)));
    }
}

/// Writes one line (RFC 4180).
pub(super) fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains(['"', ',', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ') {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

/// Numbers as they are, text guarded.
fn cell(reading: Reading<'_>, cell: &Cell) -> String {
    match cell {
        Cell::Count(count) => count.to_string(),
        Cell::Real(real) => real.to_string(),
        Cell::Source(id) => source(reading, *id).to_owned(),
        other => guarded(&reading.cell(other)),
    }
}

/// Makes text visible, and harmless to a spreadsheet.
pub(super) fn guarded(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) && text.parse::<f64>().is_err();
    let text = visible(text);
    if is_formula { format!("'{text}") } else { text.into_owned() }
}

fn role(reading: Reading<'_>, fact: &Fact, role: Role) -> String {
    fact.relation.role(role).map(|id| actor(reading, id)).collect::<Vec<_>>().join("; ")
}

fn detail(fact: &Fact, of: impl Fn(&Details) -> Option<String>) -> String {
    fact.relation.details().and_then(of).unwrap_or_default()
}

fn citations(reading: Reading<'_>, fact: &Fact) -> String {
    fact.relation.citations.iter().map(|one| citation(reading, one)).collect::<Vec<_>>().join("; ")
}

fn keys(reading: Reading<'_>, relations: &[RelationId]) -> String {
    relations.iter().map(|&id| relation(reading, id)).filter(|key| !key.is_empty()).collect::<Vec<_>>().join("; ")
}
