//! `diff`: two states of the graph, and what became of what they hold.

use super::Command;
use crate::cli::arguments;
use crate::cli::ask;
use crate::cli::comparison;
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
                 relation, and drawn as one picture. Of two dates it is what held then; of two texts every record \
                 that differs: relations, actors, sources, views, vocabulary and manifest.",
            )
            .args([
                Arg::new("OLD").required(true).help("The earlier state: a date, a path or a revision"),
                Arg::new("NEW").help("The later state; without it, the graph as it lies here"),
                Arg::new("question")
                    .long("question")
                    .value_name("LINE")
                    .help("The question whose answers are compared; all there is without it"),
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
        ("diff HEAD --format md", "every record changed since the last commit, for a pull request"),
        ("diff 2015 2026 --question \"list --only party-to\" -o parties.svg", "as a picture"),
    ],
    run,
};

/// What is compared of two dates: all that a lens lets through.
const EVERYTHING: &str = "list --limit 0";

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    terminal::choose_colour(matches.get_one::<String>("color").map(String::as_str));
    let word = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let old = state::read(word("OLD").expect("clap asks for it"))?;
    let new = word("NEW").map(state::read).transpose()?;
    let roots = folder::roots(matches)?;
    let are_texts = ![Some(&old), new.as_ref()].iter().flatten().any(|state| matches!(state, State::AsOf(_)));
    let (before, faults) = graph(Some(&old), &roots)?;
    let (after, others) = graph(new.as_ref(), &roots)?;
    let compare = || match word("question") {
        None if are_texts => Ok(comparison::records([(Some(&old), &before), (new.as_ref(), &after)])),
        line => {
            let question = Question::parse(line.unwrap_or(EVERYTHING))?;
            let before = comparison::ask(&before, &question, Some(old.clone()))?;
            comparison::overlay(&question, before, comparison::ask(&after, &question, new.clone())?)
        }
    };
    let difference = progress::during("looking for an answer", compare)?;
    let differs = !difference.is_unchanged();
    let exit = ask::deliver(difference, None, faults + others, matches)?;
    Ok(if exit == Exit::Done && differs && matches.get_flag("exit-code") { Exit::NotHeld } else { exit })
}

/// The graph in a state, and how many errors it has.
fn graph(state: Option<&State>, roots: &[Root]) -> Result<(Graph, usize), Failure> {
    let files = || state::files(state, roots).map(|files| load(&files));
    let loaded = progress::during("reading the graph", files)?;
    let errors = loaded.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    Ok((Graph::new(loaded.model), errors))
}
