//! The roof on the people's side: the command line.
//!
//! Reads files, the environment and the terminal, runs a question or a command, writes the
//! answer. All exits are sorted in `failure`; a closed pipe is none.

mod arguments;
mod ask;
mod changes;
mod command;
mod comparison;
mod complete;
mod desk;
mod example;
mod failure;
mod folder;
mod git;
mod graphviz;
mod interrupt;
mod output;
mod picture;
mod progress;
mod saved;
mod state;
mod store;
mod terminal;

use failure::Exit;
use failure::Failure;
use std::process::ExitCode;

/// Runs the program on the process's arguments.
///
/// Exit codes: 0 done; 1 a check did not hold; 2 the question or the arguments are wrong; 3 the
/// environment said no; 4 a budget was exceeded under `--strict-limits`; 130 interrupted.
#[must_use]
pub fn main() -> ExitCode {
    complete::answer_shell();
    interrupt::watch();
    let exit = match run() {
        Ok(exit) => exit,
        Err(failure) => failure.report(),
    };
    ExitCode::from(exit.code())
}

fn run() -> Result<Exit, Failure> {
    let matches = match arguments::program().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return Ok(arguments::report(&error)),
    };
    match matches.subcommand() {
        None => ask::run("about", &matches),
        Some((name, matches)) => match command::find(name) {
            Some(command) => (command.run)(matches),
            None => ask::run(name, matches),
        },
    }
}
