//! `diff`: two states of the graph, and what became of what they hold.

use super::Command;
use crate::answer::Answer;
use crate::answer::Note;
use crate::cli::arguments;
use crate::cli::ask;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::folder::Root;
use crate::cli::interrupt;
use crate::cli::progress;
use crate::cli::state::State;
use crate::cli::terminal;
use crate::diagnostic::Severity;
use crate::graph::Graph;
use crate::load::load;
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
    let old = State::of(word("OLD").expect("clap asks for it"))?;
    let new = word("NEW").map_or(Ok(State::Present), State::of)?;
    let question = Question::parse(word("question").expect("it has a default"))?;
    let roots = folder::roots(matches)?;
    let (difference, errors) = compare((&old, &new), &question, &roots)?;
    let differs = !difference.is_unchanged();
    let exit = ask::deliver(difference, None, errors, matches)?;
    Ok(if exit == Exit::Done && differs && matches.get_flag("exit-code") { Exit::NotHeld } else { exit })
}

/// Asks the question of both states and lays the answers over each other; how many errors both
/// graphs have.
fn compare((old, new): (&State, &State), question: &Question, roots: &[Root]) -> Result<(Answer, usize), Failure> {
    let (before, faults) = answer(old, question, roots)?;
    let (after, others) = answer(new, question, roots)?;
    let mut difference = Answer::difference(&before, &after);
    difference.question = format!("diff {} {} --question {}", old.name(), new.name(), quoted(question));
    difference.title = format!("{}: what changed from {} to {}", after.title, old.name(), new.name());
    difference.scope.as_of = match (&before.scope.as_of, &after.scope.as_of) {
        (Some(then), Some(now)) if then != now => Some(format!("{then} and {now}")),
        (_, now) => now.clone(),
    };
    difference.notes = [(old, before), (new, after)].into_iter().flat_map(|(state, said)| notes(state, said)).collect();
    Ok((difference, faults + others))
}

/// What the answer of one state warns of, what it says, and how much of the graph it looked at.
fn notes(state: &State, answer: Answer) -> Vec<Note> {
    let name = state.name();
    let (through, all) = (answer.scope.through, answer.scope.relations);
    let said = format!("{name}: {}; {through} of {all} relations looked at", answer.summary);
    let warnings = answer.notes.into_iter().filter_map(|note| match note {
        Note::Warning(text) => Some(Note::Warning(format!("{name}: {text}"))),
        Note::Hint(_) => None,
    });
    warnings.chain([Note::Hint(said)]).collect()
}

fn quoted(question: &Question) -> String {
    crate::question::quote(&question.to_string())
}

fn answer(state: &State, question: &Question, roots: &[Root]) -> Result<(Answer, usize), Failure> {
    let loaded = progress::during("reading the graph", || state.files(roots).map(|files| load(&files)))?;
    let errors = loaded.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let mut question = question.clone();
    if let State::AsOf(date) = state {
        let flag = question.card.flags().find(|flag| flag.name == "as-of").expect("the lens has it");
        question.set(flag, date.to_string());
    }
    let graph = Graph::new(loaded.model);
    let found = progress::during("looking for an answer", || question.run(&graph, &interrupt::is_wanted))?;
    Ok((found, errors))
}
