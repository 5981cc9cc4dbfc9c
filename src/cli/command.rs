//! What there is to do besides asking. One file and one line of the table add a command.

mod add;
mod ask;
mod check;
mod cite;
mod completions;
mod deny;
mod diff;
mod draw;
mod edit;
mod explain;
mod fmt;
mod import;
mod init;
mod merge;
mod merge_actors;
mod remove;
mod rename;
mod retract;
mod schema;
mod set;
mod undo;

pub(super) use schema::IDS_SCHEMA;

use super::failure::Exit;
use super::failure::Failure;
use super::terminal;
use super::terminal::Stream;
use crate::diagnostic::All;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Form;
use crate::diagnostic::Page;
use crate::load::File;
use crate::load::origins;
use crate::text::Colour;
use clap::ArgMatches;
use clap::Command as Clap;
use std::fmt::Display;

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
pub(super) const COMMANDS: &[Command] = &[
    ask::COMMAND,
    diff::COMMAND,
    merge::COMMAND,
    draw::COMMAND,
    add::COMMAND,
    set::COMMAND,
    cite::COMMAND,
    deny::COMMAND,
    retract::COMMAND,
    rename::COMMAND,
    remove::COMMAND,
    edit::COMMAND,
    check::COMMAND,
    fmt::COMMAND,
    import::COMMAND,
    merge_actors::COMMAND,
    undo::COMMAND,
    explain::COMMAND,
    schema::COMMAND,
    init::COMMAND,
    completions::COMMAND,
];

/// Tells what is wrong in files, in the form that the arguments name.
fn problems<'a>(files: &'a [File], diagnostics: &'a [Diagnostic], matches: &ArgMatches) -> impl Display + use<'a> {
    let name = matches.try_get_one::<String>("message-format").ok().flatten().map_or("human", String::as_str);
    let form = Form::named(name).expect("clap allows known forms alone");
    let everything = matches.try_get_one::<bool>("all").ok().flatten().is_some_and(|all| *all);
    let all = if everything { All::Every } else { All::First };
    let colour = if terminal::has_colour(Stream::Output) { Colour::On } else { Colour::Off };
    let origins = origins(files);
    std::fmt::from_fn(move |out| form.print(Page { diagnostics, origins: &origins, all, colour }).fmt(out))
}

/// Finds a command by its name.
pub(super) fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}
