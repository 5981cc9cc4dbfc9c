//! `explain`: what a rule means.

use super::Command;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::load::RULES;
use crate::question::Trouble;
use clap::Arg;
use clap::ArgMatches;
use clap_complete::engine::ArgValueCompleter;
use clap_complete::engine::CompletionCandidate;
use std::fmt::Write as _;

pub(super) const COMMAND: Command = Command {
    name: "explain",
    summary: "Explain a rule of the format",
    arguments: |command| {
        let rules =
            |_: &std::ffi::OsStr| RULES.iter().map(|rule| CompletionCandidate::new(rule.name)).collect::<Vec<_>>();
        command.arg(
            Arg::new("RULE")
                .help("The name of the rule; without it, all are listed")
                .add(ArgValueCompleter::new(rules)),
        )
    },
    examples: &[("explain", "all rules"), ("explain dangling-reference", "one rule, with an example and its repair")],
    run,
};

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let Some(name) = matches.get_one::<String>("RULE") else { return output::done(&list()) };
    match RULES.iter().find(|rule| rule.name == name) {
        Some(rule) => output::done(rule.page),
        None => Err(Trouble::unknown("rule", name, RULES.iter().map(|rule| rule.name)).into()),
    }
}

fn list() -> String {
    let mut text = String::new();
    for rule in RULES {
        let _ = writeln!(text, "{:24} {:8} {}", rule.name, rule.severity.word(), rule.summary);
    }
    text
}
