//! `cite`: a further source of a relation.

use super::Command;
use crate::cli::complete;
use crate::cli::desk;
use crate::cli::desk::Desk;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::edit::Node;
use crate::edit::Patch;
use crate::edit::value;
use crate::question::Takes;
use crate::record::keys::CITATION;
use crate::record::keys::Key;
use crate::record::keys::Record;
use clap::Arg;
use clap::ArgMatches;

pub(super) const COMMAND: Command = Command {
    name: "cite",
    summary: "Add a source to a relation or an actor",
    arguments: |command| {
        command
            .long_about(
                "Add a source to a relation or an actor: who else says so, and where. A citation of the same source \
                 at the same place is replaced.",
            )
            .args([
                complete::values(Arg::new("RECORD").required(true).help("The relation or actor"), Takes::Anything),
                complete::values(Arg::new("SOURCE").required(true).help("The source"), Takes::Sources),
            ])
            .args(super::add::options(&CITATION, &["source"]))
            .args(desk::arguments())
    },
    examples: &[
        ("cite iran:backs:houthis us-crt-2020 --at 'ch. 5' --dry-run", "one more source, and where in it"),
        ("cite iran:backs:houthis us-crt-2020 --stance denies --dry-run", "a source that says the opposite"),
    ],
    run,
};

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let desk = Desk::open(matches)?;
    let word = |name: &str| matches.get_one::<String>(name).expect("clap asks for it");
    let found = desk.find(word("RECORD"))?;
    let model = desk.model();
    let source = crate::question::source(model, word("SOURCE"))?;
    let id = &*model[source].id;
    let mut patch = Patch::new(&desk.files);
    let body = patch.read(found.section, found.span);
    if found.section.card().key("sources").is_none() {
        let help = vec!["a relation or an actor cites sources".to_owned()];
        return Err(Failure::Usage(format!("{} cites nothing", found.section.card().one()), help));
    }
    let citation = of_options(&CITATION, [("source", id)], matches);
    let body = joined(&body, "sources", citation, &["source", "at"]);
    patch.change(found.section, found.span, &body);
    let changes = patch.finish();
    desk.close(&changes, matches)
}

/// A record of what the options say, besides what is said already.
pub(super) fn of_options<'a>(
    card: &'static Record,
    said: impl IntoIterator<Item = (&'a str, &'a str)>,
    matches: &ArgMatches,
) -> Node {
    let said = said.into_iter().map(|(key, text)| (key, Node::text(text)));
    let option = |key: &'static Key| {
        let text = matches.try_get_one::<String>(key.name).ok().flatten()?;
        Some((key.name, value(&key.form, text)))
    };
    Node::object(said.chain(card.keys.iter().filter_map(option)))
}

/// A record with one thing more in a list of it, in the place of what has the same keys.
pub(super) fn joined(body: &Node, list: &str, new: Node, same: &[&str]) -> Node {
    let mut items = match body.get(list) {
        Some(Node::List(items)) => items.clone(),
        Some(one) => vec![one.clone()],
        None => Vec::new(),
    };
    // a bare id is a citation of its source
    let key = |item: &Node, key: &str| match item {
        Node::Atom(_) if key == same[0] => Some(item.clone()),
        item => item.get(key).cloned(),
    };
    match items.iter().position(|item| same.iter().all(|name| key(item, name) == key(&new, name))) {
        Some(at) => items[at] = new,
        None => items.push(new),
    }
    body.with(list, Some(Node::List(items)))
}
