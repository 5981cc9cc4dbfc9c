//! `diff`: two states of the graph, and what became of what they hold.

use super::Command;
use crate::cli::arguments;
use crate::cli::ask;
use crate::cli::comparison;
use crate::cli::comparison::Side;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::folder::Root;
use crate::cli::progress;
use crate::cli::state;
use crate::cli::terminal;
use crate::diagnostic::Severity;
use crate::graph::Graph;
use crate::load::load;
use crate::model::State;
use crate::question::Question;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;

pub(super) const COMMAND: Command = Command {
    name: "diff",
    summary: "Tell what changed between two dates, files or revisions",
    arguments: |command| {
        command
            .long_about(
                "Tell what changed between two dates, files or revisions.\n\nA state of the graph is a date \
                 (`2016`), a file or folder, or a revision that git knows (`HEAD~3`, a branch); `date:`, `path:` \
                 and `rev:` before it say which where that is not clear. Without the second, the first is \
                 compared with the graph as it lies here. What is new, gone and changed is told relation by \
                 relation, and drawn as one picture.",
            )
            .args([
                Arg::new("OLD").required(true).help("The earlier state: a date, a path or a revision"),
                Arg::new("NEW").help("The later state; without it, the graph as it lies here"),
                Arg::new("question")
                    .long("question")
                    .value_name("LINE")
                    .default_value(EVERYTHING)
                    .help("The question whose answers are compared"),
                Arg::new("exit-code")
                    .long("exit-code")
                    .action(ArgAction::SetTrue)
                    .help("End with 1 where anything differs"),
            ])
            .args(arguments::output())
    },
    examples: &[
        ("diff 2016 2026 --question \"around syria\"", "what ten years did to the ties of one actor"),
        ("diff 2024 2026 --question \"path russia hezbollah\"", "whether a route still stands"),
        ("diff 2015 2026 --question \"list --only party-to\" -o parties.svg", "as a picture"),
    ],
    run,
};

/// Compares all that a lens lets through.
const EVERYTHING: &str = "list --limit 0";

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    terminal::choose_colour(matches.get_one::<String>("color").map(String::as_str));
    let word = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let old = state::read(word("OLD").expect("clap asks for it"))?;
    let new = word("NEW").map(state::read).transpose()?;
    let question = Question::parse(word("question").expect("it has a default"))?;
    let roots = folder::roots(matches)?;
    let (before, faults) = side(Some(old), &question, &roots)?;
    let (after, others) = side(new, &question, &roots)?;
    let difference = comparison::overlay(&question, before, after)?;
    let differs = !difference.is_unchanged();
    let exit = ask::deliver(difference, None, faults + others, matches)?;
    Ok(if exit == Exit::Done && differs && matches.get_flag("exit-code") { Exit::NotHeld } else { exit })
}

/// What one state answers, and how many errors its graph has.
fn side(state: Option<State>, question: &Question, roots: &[Root]) -> Result<(Side, usize), Failure> {
    let files = || state::files(state.as_ref(), roots).map(|files| load(&files));
    let loaded = progress::during("reading the graph", files)?;
    let errors = loaded.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let graph = Graph::new(loaded.model);
    let side = progress::during("looking for an answer", || comparison::ask(&graph, question, state))?;
    Ok((side, errors))
}
