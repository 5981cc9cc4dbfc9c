//! `deny`: what an actor itself says about a claim.

use super::Command;
use super::cite;
use crate::cli::complete;
use crate::cli::desk;
use crate::cli::desk::Desk;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::edit::Node;
use crate::edit::Patch;
use crate::question::Takes;
use crate::record::keys::STANCE;
use clap::Arg;
use clap::ArgMatches;

pub(super) const COMMAND: Command = Command {
    name: "deny",
    summary: "Record that an actor denies a relation, affirms it or says nothing",
    arguments: |command| {
        command
            .long_about(
                "Record what an actor itself says about a claim: that it denies it, unless --says has another word. \
                 The claim stays as it is; a denial stands beside it. What the same actor was recorded to say in the \
                 same source is replaced.",
            )
            .args([
                Arg::new("RELATION").required(true).help("The relation, by its identity from:type:to[:item]"),
                complete::values(Arg::new("ACTOR").required(true).help("Who denies it"), Takes::Actor),
            ])
            .args(super::add::options(&STANCE, &["by"]))
            .args(desk::arguments())
    },
    examples: &[
        ("deny iran:backs:houthis iran --date 2026-02-25 --dry-run", "who denies it, and when"),
        ("deny iran:backs:houthis houthis --says affirms --dry-run", "somebody confirms it"),
    ],
    run,
};

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let desk = Desk::open(matches)?;
    let word = |name: &str| matches.get_one::<String>(name).expect("clap asks for it");
    let found = desk.relation(word("RELATION"))?;
    let model = desk.model();
    let actor = crate::question::actor(model, word("ACTOR"))?;
    let stance = cite::of_options(&STANCE, [("by", &*model[actor].id)], matches);
    let stance = if stance.get("says").is_some() { stance } else { stance.with("says", Some(Node::text("denies"))) };
    let mut patch = Patch::new(&desk.files);
    let body = patch.read(found.section, found.span);
    patch.change(found.section, found.span, &cite::joined(&body, "stances", stance, &["by", "source", "at"]));
    let changes = patch.finish();
    desk.close(&changes, matches)
}
