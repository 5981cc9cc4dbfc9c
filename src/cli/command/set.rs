//! `set`: what a record says, key by key.

use super::Command;
use crate::cli::complete;
use crate::cli::desk;
use crate::cli::desk::Desk;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::edit::Change;
use crate::edit::NoKey;
use crate::edit::Patch;
use crate::question::Takes;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;

pub(super) const COMMAND: Command = Command {
    name: "set",
    summary: "Change what a record says",
    arguments: |command| {
        command
            .long_about(
                "Change what a record says: an actor or a source by id or name, a relation by its identity \
                 from:type:to[:item], a view by its id.\n\nKEY=VALUE states a key, KEY= leaves it out, KEY+=VALUE and \
                 KEY-=VALUE change a list, quantity.amount=5 reaches into a record. The result is checked before it \
                 is written; only the bytes of this record change.",
            )
            .args([
                complete::values(Arg::new("RECORD").required(true).help("The record"), Takes::Anything),
                Arg::new("CHANGE")
                    .required(true)
                    .num_args(1..)
                    .action(ArgAction::Append)
                    .help("KEY=VALUE, KEY=, KEY+=VALUE or KEY-=VALUE"),
            ])
            .args(desk::arguments())
    },
    examples: &[
        ("set iran:backs:houthis status=confirmed --dry-run", "what a change of status would touch"),
        ("set houthis aliases+='Ansarallah movement' --dry-run", "one more name"),
    ],
    run,
};

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let desk = Desk::open(matches)?;
    let found = desk.find(matches.get_one::<String>("RECORD").expect("clap asks for it"))?;
    let mut patch = Patch::new(&desk.files);
    let mut body = patch.read(found.section, found.span);
    for word in matches.get_many::<String>("CHANGE").into_iter().flatten() {
        let (key, change) = Change::read(word).ok_or_else(|| no_change(word))?;
        if key == "id" && found.section != crate::edit::Section::Relations {
            let help = format!("`actant rename {} NEW` does, wherever it is named", found.id);
            return Err(Failure::Usage("an id is not changed in one place alone".into(), vec![help]));
        }
        body = change.applied(found.section, &body, &key).map_err(no_key)?;
    }
    patch.change(found.section, found.span, &body);
    let changes = patch.finish();
    desk.close(&changes, matches)
}

fn no_change(word: &str) -> Failure {
    let help = "write KEY=VALUE, KEY= to leave it out, KEY+=VALUE or KEY-=VALUE for a list".to_owned();
    Failure::Usage(format!("`{word}` is no change"), vec![help])
}

/// There is no such key.
pub(super) fn no_key(NoKey { key, of, near }: NoKey) -> Failure {
    let help = (!near.is_empty()).then(|| format!("did you mean {}?", near.join(", ")));
    Failure::Usage(format!("`{key}` is no key of {of}"), help.into_iter().collect())
}
