//! `merge`: three states of one file into one, by hand or for git.

use super::Command;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::output;
use crate::edit::merge;
use crate::load::File;
use crate::text::count;
use crate::text::visible;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;
use clap::ValueHint;
use std::path::Path;
use std::path::PathBuf;

pub(super) const COMMAND: Command = Command {
    name: "merge",
    summary: "Merge what two people made of one file, record by record",
    arguments: |command| {
        command
            .long_about(
                "Merge what two people made of one file, record by record.\n\nBASE is the file as both found it, OURS \
                 and THEIRS what became of it. Records are matched by their ids and merged field by field, lists item \
                 by item: two people who add records never conflict. Where both changed one field, both variants of \
                 the record stand between marked lines, and the end is 1. Without -o the result is printed.\n\n\
                 `actant init --git` lets git merge the files of a graph so.",
            )
            .args([
                file("BASE").help("The file as both found it; an empty one where there was none"),
                file("OURS").help("The file as we have it, whose bytes stay where nothing changes"),
                file("THEIRS").help("The file as they have it"),
            ])
            .arg(Arg::new("PATH").help("What the file is called: JSON or, by its ending, JSON Lines; OURS without it"))
            .arg(
                Arg::new("output")
                    .short('o')
                    .long("output")
                    .value_name("FILE")
                    .value_hint(ValueHint::FilePath)
                    .value_parser(clap::value_parser!(PathBuf))
                    .help("Write the result to this file"),
            )
            .arg(
                Arg::new("driver")
                    .long("driver")
                    .action(ArgAction::SetTrue)
                    .conflicts_with("output")
                    .help("Write the result over OURS, as git wants it: merge --driver %O %A %B %P"),
            )
    },
    examples: &[
        ("merge base.json ours.json theirs.json", "prints the result"),
        ("merge base.json ours.json theirs.json -o graph/war.json", "writes it"),
    ],
    run,
};

fn file(name: &'static str) -> Arg {
    Arg::new(name).required(true).value_hint(ValueHint::FilePath).value_parser(clap::value_parser!(PathBuf))
}

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let path = |name: &str| matches.get_one::<PathBuf>(name).expect("clap asks for it");
    let [base, ours, theirs] = ["BASE", "OURS", "THEIRS"].map(|name| text(path(name)));
    let name = matches.get_one::<String>("PATH").cloned().unwrap_or_else(|| folder::shown(path("OURS")));
    let merged = merge(&name, base?.text(), ours?.text(), theirs?.text());
    let target = if matches.get_flag("driver") { Some(path("OURS")) } else { matches.get_one("output") };
    match target {
        Some(target) => output::replace(target, merged.text.as_bytes())?,
        None => output::print(merged.text.as_bytes())?,
    }
    for conflict in &merged.conflicts {
        output::say(&format!("conflict: {}", visible(&conflict.to_string())));
    }
    if merged.conflicts.is_empty() {
        return Ok(Exit::Done);
    }
    let many = count(merged.conflicts.len(), "conflict");
    output::say(&format!(
        "{many} to decide in {}: keep one variant of each, and delete the marked lines",
        visible(&name)
    ));
    Ok(Exit::NotHeld)
}

/// Reads a file; bytes that are no text must not come back as something else.
fn text(path: &Path) -> Result<File, Failure> {
    let file = folder::read_file(path)?;
    match file.fault(0) {
        Some(fault) => {
            let headline = format!("{}: {}", file.path(), fault.headline());
            Err(Failure::Usage(headline, fault.helps().map(str::to_owned).collect()))
        }
        None => Ok(file),
    }
}
