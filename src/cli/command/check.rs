//! `check`: the graph held to the rules of its format.

use super::Command;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::output;
use crate::cli::progress;
use crate::cli::state;
use crate::cli::terminal;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::FORMS;
use crate::diagnostic::Severity;
use crate::diagnostic::count;
use crate::graph::Graph;
use crate::load::File;
use crate::load::Loaded;
use crate::load::load;
use crate::load::origins;
use crate::load::sort;
use crate::question::judge;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;
use clap::builder::PossibleValue;
use clap::builder::PossibleValuesParser;

pub(super) const COMMAND: Command = Command {
    name: "check",
    summary: "Hold the graph's text to the rules of its format",
    arguments: |command| {
        let forms = FORMS.iter().map(|form| PossibleValue::new(form.name).help(form.about));
        let forms = PossibleValuesParser::new(forms);
        command.args([
            Arg::new("message-format")
                .long("message-format")
                .value_name("FORM")
                .value_parser(forms)
                .default_value("human")
                .help("How to tell what is wrong"),
            Arg::new("all").long("all").action(ArgAction::SetTrue).help("Draw every problem, not only the first 50"),
            Arg::new("strict").long("strict").action(ArgAction::SetTrue).help("End with 1 on warnings, too"),
        ])
    },
    examples: &[
        ("check", "all problems, sorted"),
        ("check --graph graph --all", "however many they are, of this folder"),
        ("check --message-format github", "for a pull request"),
    ],
    run,
};

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    terminal::choose_colour(matches.get_one::<String>("color").map(String::as_str));
    let files = state::as_it_lies(&folder::roots(matches)?)?;
    let loaded = progress::during("checking", || load(&files));
    let found = with_questions(loaded, &files);
    output::print_piecewise(super::problems(&files, &found, matches))?;
    if matches.get_one::<String>("message-format").is_some_and(|form| form == "human") {
        output::print(format!("{}\n", count(&found)).as_bytes())?;
    }
    let worst = found.iter().map(|diagnostic| diagnostic.severity).min();
    let held = match worst {
        Some(Severity::Error) => false,
        Some(Severity::Warning) => !matches.get_flag("strict"),
        Some(Severity::Note) | None => true,
    };
    Ok(if held { Exit::Done } else { Exit::NotHeld })
}

/// All that is wrong, the questions of the views judged, too.
fn with_questions(loaded: Loaded, files: &[File]) -> Vec<Diagnostic> {
    let mut found = loaded.diagnostics;
    if !loaded.model.views().is_empty() {
        found.extend(judge(&Graph::new(loaded.model), &origins(files)));
        sort(&mut found, files);
    }
    found
}
