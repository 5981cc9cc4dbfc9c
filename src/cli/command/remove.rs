//! `remove`: a record, and with `--cascade` whatever names it.

use super::Command;
use crate::cli::complete;
use crate::cli::desk;
use crate::cli::desk::Desk;
use crate::cli::desk::Found;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::edit;
use crate::edit::Patch;
use crate::edit::Section;
use crate::edit::Subject;
use crate::edit::Use;
use crate::question::Takes;
use crate::text::Lines;
use crate::text::count;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;

pub(super) const COMMAND: Command = Command {
    name: "remove",
    summary: "Take a record out of the graph",
    arguments: |command| {
        command
            .long_about(
                "Take a record out of the graph. What is named elsewhere stays, unless --cascade takes the mention \
                 with it: a relation goes with an end, a role or its last citation, a view with its question.\n\nWhat \
                 turned out to be wrong is better retracted: `actant retract` keeps the record and says so.",
            )
            .args([
                complete::values(Arg::new("RECORD").required(true).help("The record"), Takes::Anything),
                Arg::new("cascade").long("cascade").action(ArgAction::SetTrue).help("Take with it whatever names it"),
            ])
            .args(desk::arguments())
    },
    examples: &[
        ("remove iran:backs:houthis --dry-run", "what would go"),
        ("remove houthis --cascade --dry-run", "an actor with all its ties"),
    ],
    run,
};

/// How many mentions are named one by one.
const NAMED: usize = 12;

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let desk = Desk::open(matches)?;
    let found = desk.find(matches.get_one::<String>("RECORD").expect("clap asks for it"))?;
    let subject = match found.section {
        Section::Actors => Some(Subject::Actor(&found.id)),
        Section::Sources => Some(Subject::Source(&found.id)),
        Section::Relations | Section::Views | Section::Kinds | Section::Types => None,
    };
    let uses = subject.map_or_else(Vec::new, |subject| edit::uses(&desk.files, subject));
    let uses: Vec<Use> = uses.into_iter().filter(|one| one.span != found.span).collect();
    let questions = desk.questions_naming(&found.id)?;
    if !matches.get_flag("cascade") && (!uses.is_empty() || questions.is_some()) {
        return Err(named(&desk, &found, (&uses, questions)));
    }
    let mut patch = Patch::new(&desk.files);
    for one in uses {
        let body = patch.read(one.section, one.span);
        match subject.and_then(|subject| edit::without(one.section, &body, subject)) {
            Some(rest) => patch.change(one.section, one.span, &rest),
            None => patch.remove(one.section, one.span),
        }
    }
    patch.remove(found.section, found.span);
    let changes = patch.finish();
    let exit = desk.close(&changes, matches)?;
    if let Some(questions) = questions.filter(|_| exit == Exit::Done) {
        output::say(&format!("`{}` is named by {questions}, to be changed by hand", found.id));
    }
    Ok(exit)
}

/// It is named elsewhere.
fn named(desk: &Desk, found: &Found, (uses, questions): (&[Use], Option<String>)) -> Failure {
    let place = |one: &Use| {
        let file = &desk.files[one.span.file as usize];
        let line = Lines::new(file.text()).line(one.span.start as usize);
        format!("{} at {}:{line}", one.section.card().one(), file.path())
    };
    let mut help: Vec<String> = uses.iter().take(NAMED).map(place).collect();
    help.extend((uses.len() > NAMED).then(|| format!("and {} more", uses.len() - NAMED)));
    let records = (!uses.is_empty()).then(|| count(uses.len(), "record"));
    help.push(match records {
        Some(_) => "--cascade takes them with it".into(),
        None => "--cascade removes it all the same".into(),
    });
    let naming: Vec<String> = records.into_iter().chain(questions).collect();
    Failure::Usage(format!("`{}` is named by {}", found.id, naming.join(" and ")), help)
}
