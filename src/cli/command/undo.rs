//! `undo`: the last command's edits, taken back.

use super::Command;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::folder::Root;
use crate::cli::output;
use crate::cli::store;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;
use std::fmt::Write as _;
use std::path::Path;

pub(super) const COMMAND: Command = Command {
    name: "undo",
    summary: "Take back what the last command wrote",
    arguments: |command| {
        command
            .long_about(
                "Take back what the last command wrote in the files of the graph, and show what became of them. \
                 Again, it takes back the one before, up to the last twenty; what was taken back is not \
                 kept. A file that was changed since is never overwritten: then nothing is taken back. What a \
                 command wrote in several graphs is taken back in all that are named.",
            )
            .arg(
                Arg::new("list")
                    .long("list")
                    .action(ArgAction::SetTrue)
                    .help("Only tell what can be taken back, in its order"),
            )
    },
    examples: &[("undo --list", "what can be taken back"), ("undo", "take back the last command")],
    run,
};

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let roots = folder::roots(matches)?;
    let paths: Vec<&Path> = roots
        .iter()
        .map(|root| match root {
            Root::Path(path) => Ok(path.as_path()),
            Root::Example => Err(Failure::Usage("the example inside the program is never changed".into(), Vec::new())),
        })
        .collect::<Result<_, _>>()?;
    if matches.get_flag("list") {
        return list(&paths);
    }
    let undone = store::undo(&paths)?;
    output::say(&undone.told);
    output::done(&undone.diff)
}

/// One line a command, the last one first; of several graphs one after the other.
fn list(paths: &[&Path]) -> Result<Exit, Failure> {
    let mut out = String::new();
    for path in paths {
        let done = store::done(path)?;
        let widest = done.iter().map(|done| done.command.chars().count()).max().unwrap_or(0).min(60);
        for (nth, done) in (1..).zip(&done) {
            let _ = writeln!(out, "{nth:>2}  {:widest$}  {}", done.command, done.files.join(", "));
        }
    }
    if out.is_empty() {
        output::say(store::NOTHING);
    }
    output::done(&out)
}
