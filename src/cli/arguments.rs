//! The arguments of the program, made from the tables of questions and commands.

use super::command::COMMANDS;
use super::complete;
use super::failure::Exit;
use super::picture;
use crate::question::Argument;
use crate::question::CARDS;
use crate::question::Card;
use crate::question::Flag;
use crate::question::LENS;
use crate::question::Takes;
use crate::render::FORMATS;
use clap::Arg;
use clap::ArgAction;
use clap::Command;
use clap::ValueHint;
use clap::builder::PossibleValue;
use clap::builder::PossibleValuesParser;
use std::path::PathBuf;

/// The whole program as clap sees it.
pub(super) fn program() -> Command {
    let mut program = Command::new("actant")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Who is connected to whom, how do we know, and since when")
        .long_about(
            "Who is connected to whom, how do we know, and since when.\n\n\
             A knowledge graph of actors and relationships in text files. Without a command, actant says what \
             the graph here holds and what to ask.",
        )
        .after_help(
            "Examples:\n  actant path russia houthis\n  actant around hezbollah --hostile\n  \
             actant show iran --as-of 2016\n  actant path russia houthis -o russia-houthis.svg\n\n\
             `actant help COMMAND` tells about one of them.",
        )
        .args(shared())
        .args(output())
        .args(LENS.iter().map(|flag| option(flag).help_heading("Lens").hide(true)))
        .arg(known_by().hide(true))
        .subcommand_required(false)
        .disable_help_subcommand(false)
        .max_term_width(100);
    for card in CARDS {
        program = program.subcommand(question(card));
    }
    for command in COMMANDS {
        let built =
            Command::new(command.name).about(command.summary).after_help(examples(command.examples)).args(shared());
        program = program.subcommand((command.arguments)(built));
    }
    program
}

/// Prints help, a version, or what is wrong with the arguments.
pub(super) fn report(error: &clap::Error) -> Exit {
    // What cannot be printed is lost: a closed pipe is no error.
    let _ = error.print();
    if error.use_stderr() { Exit::Usage } else { Exit::Done }
}

fn question(card: &'static Card) -> Command {
    let mut command =
        Command::new(card.verb).about(card.summary).long_about(format!("{}.\n\n{}", card.summary, card.about));
    if let Some(alias) = card.alias {
        command = command.visible_alias(alias);
    }
    command
        .args(card.arguments.iter().map(positional))
        .args(card.options.iter().map(option))
        .args(lens())
        .args(output())
        .args(shared())
        .after_help(examples(card.examples))
}

/// Examples as help prints them.
fn examples(lines: &[(&str, &str)]) -> String {
    let widest = lines.iter().map(|(line, _)| line.chars().count()).max().unwrap_or(0).min(60);
    let line = |(line, what): &(&str, &str)| format!("\n  actant {line:widest$}  # {what}");
    format!("Examples:{}", lines.iter().map(line).collect::<String>())
}

fn positional(argument: &Argument) -> Arg {
    let (least, most) = argument.count;
    let arg = Arg::new(argument.name).value_name(argument.name).help(argument.help).required(least > 0);
    let arg = if most > 1 { arg.num_args(least.max(1)..=most).action(ArgAction::Append) } else { arg };
    complete::values(arg, argument.takes)
}

fn option(flag: &Flag) -> Arg {
    let arg = Arg::new(flag.name).help(flag.help);
    let mut letters = flag.name.chars();
    let arg = match (letters.next(), letters.next()) {
        (Some(letter), None) => arg.short(letter),
        _ => arg.long(flag.name),
    };
    if flag.takes == Takes::Nothing {
        return arg.action(ArgAction::SetTrue);
    }
    let action = if flag.takes.is_list() { ArgAction::Append } else { ArgAction::Set };
    complete::values(arg.value_name(flag.takes.placeholder()).action(action), flag.takes)
}

/// What part of the graph to look through.
pub(super) fn lens() -> impl Iterator<Item = Arg> {
    let heading = "Lens: what part of the graph to look through";
    LENS.iter().map(option).chain([known_by()]).map(move |arg| arg.help_heading(heading))
}

/// Which state of the graph to ask.
pub(super) fn known_by() -> Arg {
    Arg::new("known-by").long("known-by").value_name("DATE|REV").help(
        "Ask the graph as git kept it at the end of this day (UTC, by the committer's date), or under this revision",
    )
}

/// Where the graph is, and how to speak.
pub(super) fn shared() -> Vec<Arg> {
    let heading = "Graph and terminal";
    vec![
        Arg::new("graph")
            .long("graph")
            .value_name("PATH")
            .value_hint(ValueHint::AnyPath)
            .value_parser(clap::value_parser!(PathBuf))
            .action(ArgAction::Append)
            .help("A folder or file of the graph; ACTANT_GRAPH or ./graph without it")
            .help_heading(heading),
        Arg::new("example")
            .long("example")
            .action(ArgAction::SetTrue)
            .help("Use the example graph inside the program")
            .help_heading(heading),
        Arg::new("color")
            .long("color")
            .alias("colour")
            .value_name("WHEN")
            .value_parser(["auto", "always", "never"])
            .help("When to use colours")
            .help_heading(heading),
    ]
}

/// How the answer is given.
pub(super) fn output() -> Vec<Arg> {
    let heading = "Output";
    let formats =
        FORMATS.iter().map(|format| PossibleValue::new(format.name).alias(format.ending).help(format.summary));
    let own = vec![
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .value_parser(clap::value_parser!(PathBuf))
            .help("Write the answer to this file, in the form of its ending")
            .help_heading(heading),
        Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .value_parser(PossibleValuesParser::new(formats))
            .help("The form of the answer")
            .help_heading(heading),
        Arg::new("fail-empty")
            .long("fail-empty")
            .action(ArgAction::SetTrue)
            .help("End with 1 where nothing is found")
            .help_heading(heading),
        Arg::new("strict-limits")
            .long("strict-limits")
            .action(ArgAction::SetTrue)
            .help("End with 4 where a budget cut the search short")
            .help_heading(heading),
    ];
    own.into_iter().chain(picture::arguments()).collect()
}
