//! `ask`: saved questions.

use super::Command;
use crate::cli::arguments;
use crate::cli::ask;
use crate::cli::complete;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::output;
use crate::cli::saved;
use crate::load::load;
use crate::question::Saved;
use crate::question::Trouble;
use crate::text::visible;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;
use std::fmt::Write as _;

pub(super) const COMMAND: Command = Command {
    name: "ask",
    summary: "List saved questions, or ask one",
    arguments: |command| {
        let name = Arg::new("NAME").help("The saved question; without it, all are listed");
        let values =
            Arg::new("PARAMETER=VALUE").action(ArgAction::Append).num_args(0..).help("Values of its parameters");
        command
            .long_about(
                "List saved questions, or ask one.\n\nThey lie in the folder `queries` beside the graph, one a file, \
                 NAME.question: a headline (`# …`), parameters with their defaults (`from = russia`), and the line \
                 (`path {from} {to}`).",
            )
            .args([complete::saved(name), values])
            .arg(arguments::known_by())
            .args(arguments::output())
    },
    examples: &[
        ("ask", "what there is"),
        ("ask arms-to-iran", "one of them"),
        ("ask route from=china to=hezbollah", "with other values"),
        ("ask arms-to-iran --known-by HEAD", "what the last commit knows of it"),
    ],
    run,
};

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let roots = folder::roots(matches)?;
    let manifest = load(&folder::read(&roots)?).model.manifest().clone();
    let all = saved::all(&roots, &manifest)?;
    let Some(name) = matches.get_one::<String>("NAME") else {
        return list(all.iter().map(|(name, saved)| (name.as_str(), saved)));
    };
    let saved = match all.get(name) {
        Some(Ok(saved)) => saved,
        Some(Err(trouble)) => return Err(Failure::Usage(format!("{name}.question: {trouble}"), trouble.help())),
        None => return Err(Trouble::unknown("saved question", name, all.keys().map(String::as_str)).into()),
    };
    let mut values = Vec::new();
    for word in matches.get_many::<String>("PARAMETER=VALUE").into_iter().flatten() {
        let (parameter, value) = word.split_once('=').ok_or_else(|| {
            Failure::Usage(format!("`{word}` gives no parameter a value"), vec![format!("write {}", usage(saved))])
        })?;
        values.push((parameter.to_owned(), value.to_owned()));
    }
    ask::answer(&saved.question(&values)?, Some(&saved.headline), &roots, matches)
}

fn usage(saved: &Saved) -> String {
    saved.parameters.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
}

fn list<'a>(all: impl Iterator<Item = (&'a str, &'a Result<Saved, Trouble>)>) -> Result<Exit, Failure> {
    let mut text = String::new();
    for (name, saved) in all {
        let words = match saved {
            Ok(saved) => {
                let parameters =
                    if saved.parameters.is_empty() { String::new() } else { format!("  [{}]", usage(saved)) };
                format!("{}{parameters}", saved.headline)
            }
            Err(trouble) => format!("cannot be asked: {trouble}"),
        };
        let _ = writeln!(text, "{:24} {}", visible(name), visible(&words));
    }
    if text.is_empty() {
        text = "no questions are saved beside this graph\n".into();
    }
    output::done(&text)
}
