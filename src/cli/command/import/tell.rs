//! What became of an import, for people and for programs.

use crate::cli::failure::Failure;
use crate::cli::output;
use crate::edit::Node;
use crate::edit::Section;
use crate::edit::import::Account;
use crate::edit::import::Landed;
use crate::edit::import::Outcome;
use crate::edit::import::Remark;
use crate::edit::import::Report;
use crate::edit::import::Review;
use crate::edit::import::Tally;
use crate::text::count;
use crate::text::visible;
use clap::ArgMatches;
use std::fmt::Write as _;
use std::path::PathBuf;

/// The form and the encoding of each file.
type Forms<'a> = &'a [(&'static str, &'static str)];

/// How much is told of one sort on a terminal.
const MOST: usize = 5;

/// The version of the JSON form.
const SCHEMA: &str = "actant.import/1";

/// Prints what became of everything, and writes all of it to the file of `--report`.
pub(super) fn all(landed: &Landed, forms: Forms<'_>, matches: &ArgMatches) -> Result<(), Failure> {
    let is_json = matches.get_one::<String>("format").is_some_and(|format| format == "json");
    let text = if is_json { json(landed, forms) } else { human(landed, forms, MOST) };
    output::print(text.as_bytes())?;
    if let Some(path) = matches.get_one::<PathBuf>("report") {
        let is_json = path.extension().is_some_and(|ending| ending == "json");
        let text = if is_json { json(landed, forms) } else { human(landed, forms, usize::MAX) };
        output::replace(path, text.as_bytes())?;
    }
    Ok(())
}

fn human(landed: &Landed, forms: Forms<'_>, most: usize) -> String {
    let report = &landed.report;
    let mut out = String::new();
    for (account, (form, encoding)) in report.accounts.iter().zip(forms) {
        let mut items = count(account.items.sum(), account.unit);
        if account.items.sum() > 0 {
            let _ = write!(items, ": {}", words(account.items));
        }
        let read = if *encoding == "UTF-8" { String::new() } else { format!(" read as {encoding}") };
        let _ = writeln!(out, "{}: {form}{read}, {items}", visible(&account.path));
    }
    for section in Section::ALL {
        let tally = report.of(section);
        if tally.sum() > 0 {
            let _ = writeln!(out, "{}: {}", section.key(), words(tally));
        }
    }
    let not_new = Outcome::ALL.iter().rev().filter(|outcome| **outcome != Outcome::New);
    for outcome in not_new {
        let remarks: Vec<&Remark> = report.remarks.iter().filter(|remark| remark.outcome == *outcome).collect();
        part(&mut out, outcome.word(), &remarks, (most, &|remark| told(report, remark)));
    }
    part(&mut out, "who is who", &report.reviews.iter().collect::<Vec<_>>(), (most, &asked));
    out
}

/// How often each outcome was, the most first.
fn words(tally: Tally) -> String {
    let full = Outcome::ALL.iter().rev().filter(|outcome| tally.of(**outcome) > 0);
    full.map(|outcome| format!("{} {outcome}", tally.of(*outcome))).collect::<Vec<_>>().join(", ")
}

/// A heading and lines under it, of which only the first are told.
fn part<T>(out: &mut String, heading: &str, all: &[&T], (most, line): (usize, &dyn Fn(&T) -> String)) {
    if all.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{heading}");
    for one in all.iter().take(most) {
        let _ = writeln!(out, "  {}", visible(&line(one)));
    }
    if all.len() > most {
        let _ = writeln!(out, "  … and {} more: --report FILE tells all", all.len() - most);
    }
}

fn told(report: &Report, remark: &Remark) -> String {
    let several = report.accounts.len() > 1;
    let path = if several { format!("{}, ", report.accounts[remark.file].path) } else { String::new() };
    format!("{path}{}: {}", remark.at, remark.what)
}

fn asked(review: &Review) -> String {
    let Review { name, kind, why, candidates, became } = review;
    format!("\"{name}\" ({kind}) became {became}; {}: {why}", candidates.join(", "))
}

fn json(landed: &Landed, forms: Forms<'_>) -> String {
    let report = &landed.report;
    let files = report.accounts.iter().zip(forms).map(|(account, form)| file(account, *form)).collect();
    let records = Section::ALL.map(|section| (section.key(), tally(report.of(section))));
    let remark = |remark: &Remark| {
        Node::object([
            ("file", Node::text(&report.accounts[remark.file].path)),
            ("at", Node::text(&remark.at.to_string())),
            ("outcome", Node::text(remark.outcome.word())),
            ("what", Node::text(&remark.what)),
        ])
    };
    let changes = landed.changes.iter().map(|change| Node::text(&change.path)).collect();
    let whole = Node::object([
        ("schema", Node::text(SCHEMA)),
        ("files", Node::List(files)),
        ("records", Node::object(records)),
        ("remarks", Node::List(report.remarks.iter().map(remark).collect())),
        ("who-is-who", Node::List(report.reviews.iter().map(Review::node).collect())),
        ("changes", Node::List(changes)),
    ]);
    whole.page(2)
}

fn file(account: &Account, (form, encoding): (&str, &str)) -> Node {
    Node::object([
        ("path", Node::text(&account.path)),
        ("form", Node::text(form)),
        ("encoding", Node::text(encoding)),
        ("unit", Node::text(account.unit)),
        ("items", Node::Atom(account.items.sum().to_string().into())),
        ("outcomes", tally(account.items)),
    ])
}

fn tally(tally: Tally) -> Node {
    let full = Outcome::ALL.iter().filter(|outcome| tally.of(**outcome) > 0);
    Node::object(full.map(|outcome| (outcome.word(), Node::Atom(tally.of(*outcome).to_string().into()))))
}
