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
                 kept. A file that was changed since is never overwritten: then nothing is taken back.",
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
    let [Root::Path(root)] = roots.as_slice() else {
        return Err(Failure::Usage(
            "only one graph's files can be taken back at a time".into(),
            vec!["name it: `--graph PATH`".into()],
        ));
    };
    if matches.get_flag("list") {
        return list(root);
    }
    let undone = store::undo(root)?;
    output::say(&undone.told);
    output::done(&undone.diff)
}

/// One line a command, the last one first.
fn list(root: &Path) -> Result<Exit, Failure> {
    let done = store::done(root)?;
    let widest = done.iter().map(|done| done.command.chars().count()).max().unwrap_or(0).min(60);
    let mut out = String::new();
    for (nth, done) in (1..).zip(&done) {
        let _ = writeln!(out, "{nth:>2}  {:widest$}  {}", done.command, done.files.join(", "));
    }
    if done.is_empty() {
        output::say(store::NOTHING);
    }
    output::done(&out)
}
