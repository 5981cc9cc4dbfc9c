//! What there is to do besides asking. One file and one line of the table add a command.

mod ask;
mod check;
mod completions;
mod fmt;
mod init;
mod schema;

pub(super) use schema::IDS_SCHEMA;

use super::failure::Exit;
use super::failure::Failure;
use crate::diagnostic::Diagnostic;
use crate::load::File;
use crate::load::origins;
use clap::ArgMatches;
use clap::Command as Clap;

/// A command, as data.
pub(super) struct Command {
    /// The word that runs it.
    pub(super) name: &'static str,
    /// One line of help.
    pub(super) summary: &'static str,
    /// Adds the arguments of its own, and the rest of the help.
    pub(super) arguments: fn(Clap) -> Clap,
    /// Lines that work on the shipped graph, each with what it does.
    pub(super) examples: &'static [(&'static str, &'static str)],
    /// Does it.
    pub(super) run: fn(&ArgMatches) -> Result<Exit, Failure>,
}

/// All commands, in the order in which help lists them.
pub(super) const COMMANDS: &[Command] =
    &[ask::COMMAND, check::COMMAND, fmt::COMMAND, schema::COMMAND, init::COMMAND, completions::COMMAND];

/// Tells what is wrong in files, in the form that the arguments name.
fn problems(files: &[File], diagnostics: &[Diagnostic], _matches: &ArgMatches) -> String {
    let origins = origins(files);
    let line = |diagnostic: &Diagnostic| {
        let origin = origins[diagnostic.primary.span.file as usize];
        let line = origin.text[..diagnostic.primary.span.start as usize].lines().count();
        format!(
            "{}:{line}: {:?}: {} [{}] {:?}\n",
            origin.path, diagnostic.severity, diagnostic.headline, diagnostic.rule, diagnostic.help
        )
    };
    diagnostics.iter().map(line).collect()
}

/// Finds a command by its name.
pub(super) fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}
