//! `completions`: what a shell needs to complete our words.

use super::Command;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::output;
use clap::Arg;
use clap::ArgMatches;
use clap_complete::env::Shells;

pub(super) const COMMAND: Command = Command {
    name: "completions",
    summary: "Print a script that completes commands, options and the graph's names in a shell",
    arguments: |command| {
        let known: Vec<&str> = Shells::builtins().names().collect();
        command
            .arg(
                Arg::new("SHELL")
                    .required(true)
                    .value_parser(clap::builder::PossibleValuesParser::new(known))
                    .help("The shell"),
            )
            .after_help(
                "Examples:\n  actant completions bash >> ~/.bashrc\n  actant completions zsh >> ~/.zshrc\n  \
             actant completions fish > ~/.config/fish/completions/actant.fish",
            )
    },
    examples: &[],
    run,
};

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let shell = matches.get_one::<String>("SHELL").expect("clap requires a shell");
    let shells = Shells::builtins();
    let completer = shells.completer(shell).expect("clap allows known shells alone");
    let mut script = Vec::new();
    completer
        .write_registration("COMPLETE", "actant", "actant", "actant", &mut script)
        .map_err(|error| Failure::io("cannot write the script", &error))?;
    output::print(&script)?;
    Ok(Exit::Done)
}
