//! `retract`: a claim that its source took back, or that turned out to be wrong.

use super::Command;
use super::cite;
use crate::cli::complete;
use crate::cli::desk;
use crate::cli::desk::Desk;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::edit::Change;
use crate::edit::Node;
use crate::edit::Patch;
use crate::model::Status;
use crate::question::Takes;
use clap::Arg;
use clap::ArgMatches;

pub(super) const COMMAND: Command = Command {
    name: "retract",
    summary: "Mark a relation as retracted, and keep it",
    arguments: |command| {
        command
            .long_about(
                "Mark a relation as retracted, and keep it: answers leave it out and count it, and who asks can see \
                 that it was once said. --source names where it was taken back, which is cited as denying it.",
            )
            .args([
                Arg::new("RELATION").required(true).help("The relation, by its identity from:type:to[:item]"),
                complete::values(
                    Arg::new("source").long("source").value_name("SOURCE").help("Where it was taken back"),
                    Takes::Sources,
                ),
                Arg::new("note").long("note").value_name("TEXT").help("Why, in your own words"),
            ])
            .args(desk::arguments())
    },
    examples: &[("retract iran:backs:houthis --note 'a mix-up of names' --dry-run", "keep it, and say why")],
    run,
};

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let desk = Desk::open(matches)?;
    let found = desk.relation(matches.get_one::<String>("RELATION").expect("clap asks for it"))?;
    let mut patch = Patch::new(&desk.files);
    let mut body = patch.read(found.section, found.span);
    // the note that stands there stays: the reason comes after it
    let before = body.get("note").and_then(Node::string).map_or_else(String::new, |note| format!("{note}\n"));
    let note = matches.get_one::<String>("note").map(|note| ("note", format!("{before}{note}")));
    for (key, text) in [("status", Status::Retracted.word().to_owned())].into_iter().chain(note) {
        body = Change::Set(text).applied(found.section, &body, key).map_err(super::set::no_key)?;
    }
    if let Some(word) = matches.get_one::<String>("source") {
        let source = crate::question::source(desk.model(), word)?;
        let texts = [("source", &*desk.model()[source].id), ("stance", "denies")];
        let citation = Node::object(texts.map(|(key, text)| (key, Node::text(text))));
        body = cite::joined(&body, "sources", citation, &["source", "at"]);
    }
    patch.change(found.section, found.span, &body);
    let changes = patch.finish();
    desk.close(&changes, matches)
}
