//! `rename`: another id, wherever the old one is named.

use super::Command;
use crate::cli::complete;
use crate::cli::desk;
use crate::cli::desk::Desk;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::edit;
use crate::edit::Change;
use crate::edit::Patch;
use crate::edit::Section;
use crate::edit::Subject;
use crate::question::Takes;
use crate::text::is_id;
use clap::Arg;
use clap::ArgMatches;

pub(super) const COMMAND: Command = Command {
    name: "rename",
    summary: "Give an actor or a source another id, everywhere",
    arguments: |command| {
        command
            .long_about(
                "Give an actor or a source another id, everywhere: in relations, citations, stances and views. An \
                 actor keeps the old one in `was`, so that what names it elsewhere still finds it. Saved questions, \
                 which are no part of the graph, stay as they are and are named.",
            )
            .args([
                complete::values(Arg::new("OLD").required(true).help("The actor or source"), Takes::Anything),
                Arg::new("NEW").required(true).help("The new id"),
            ])
            .args(desk::arguments())
    },
    examples: &[("rename houthis ansarallah --dry-run", "what would change")],
    run,
};

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let word = |name: &str| matches.get_one::<String>(name).expect("clap asks for it");
    let new = word("NEW");
    if !is_id(new) {
        let help = "an id has small letters, digits, `-`, `_` and `.`, and begins with a letter or digit".to_owned();
        return Err(Failure::Usage(format!("`{new}` is no id"), vec![help]));
    }
    let desk = Desk::open(matches)?;
    let found = desk.find(word("OLD"))?;
    let subject = match found.section {
        Section::Actors => Subject::Actor(&found.id),
        Section::Sources => Subject::Source(&found.id),
        _ => {
            let help = format!("`actant set {} id={new}` gives a relation an id of its own", found.id);
            return Err(Failure::Usage("an actor or a source is renamed".into(), vec![help]));
        }
    };
    let mut patch = Patch::new(&desk.files);
    for one in edit::uses(&desk.files, subject).into_iter().filter(|one| one.span != found.span) {
        let body = patch.read(one.section, one.span);
        patch.change(one.section, one.span, &edit::renamed(one.section, &body, subject, new));
    }
    let mut body = edit::renamed(found.section, &patch.read(found.section, found.span), subject, new);
    let changes =
        [("id", Change::Set(new.clone())), ("was", Change::Add(found.id.clone())), ("was", Change::Take(new.clone()))];
    let is_kept = |key: &str| key == "id" || found.section == Section::Actors;
    for (key, change) in changes.into_iter().filter(|(key, _)| is_kept(key)) {
        body = change.applied(found.section, &body, key).map_err(super::set::no_key)?;
    }
    patch.change(found.section, found.span, &body);
    let changes = patch.finish();
    let exit = desk.close(&changes, matches)?;
    let known = match found.section {
        Section::Actors => "and still known there",
        _ => "to be changed by hand",
    };
    if let Some(questions) = desk.questions_naming(&found.id)?.filter(|_| exit == Exit::Done) {
        output::say(&format!("`{}` is named by {questions}, {known}", found.id));
    }
    Ok(exit)
}
