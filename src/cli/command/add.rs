//! `add`: a new record, from options, from JSON or from answers at the terminal.

use super::Command;
use crate::cli::complete;
use crate::cli::desk;
use crate::cli::desk::Desk;
use crate::cli::desk::ask;
use crate::cli::desk::home;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::output;
use crate::diagnostic::Diagnostic;
use crate::edit::Change;
use crate::edit::Draft;
use crate::edit::Node;
use crate::edit::Patch;
use crate::edit::Section;
use crate::load::File;
use crate::model::Model;
use crate::model::Named;
use crate::model::Resolution;
use crate::question::Takes;
use crate::record::keys::Form;
use crate::record::keys::Key;
use crate::record::keys::Record;
use crate::text::fold;
use crate::text::nearest;
use crate::text::slug;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;
use clap::Command as Clap;
use clap::ValueHint;
use clap::builder::PossibleValuesParser;
use std::io::Read as _;
use std::path::PathBuf;

pub(super) const COMMAND: Command = Command {
    name: "add",
    summary: "Add an actor, a relation, a source, a kind or a type",
    arguments: |command| {
        let command = command
            .long_about(
                "Add an actor, a relation, a source, a kind or a type. What is missing is asked for at a terminal; a record, or \
                 a list of them, may also come as JSON on standard input (--json). It is checked before anything is \
                 written, a likely duplicate is named, and it goes into the file where its like stand, unless --into \
                 names another.",
            )
            .subcommand_required(true);
        KINDS.iter().fold(command, |command, kind| command.subcommand(kind.command()))
    },
    examples: &[
        ("add actor 'Red Sea Fleet' --kind organisation --dry-run", "the id follows from the name"),
        ("add relation iran trains houthis --sources us-crt-2020 --dry-run", "a tie, its source"),
        ("add source 'Weekly review' --date 2026-02 --dry-run", "something to cite"),
    ],
    run,
};

/// A sort of record that can be added.
struct Kind {
    section: Section,
    /// The keys that stand without their names, in order, and the options that name them all the same.
    bare: &'static [(&'static str, &'static str)],
}

const KINDS: &[Kind] = &[
    Kind { section: Section::Actors, bare: &[("name", "--name")] },
    Kind { section: Section::Relations, bare: &[("from", "--from"), ("type", "--type"), ("to", "--to")] },
    Kind { section: Section::Sources, bare: &[("title", "--title")] },
    Kind { section: Section::Kinds, bare: &[("id", "--id")] },
    Kind { section: Section::Types, bare: &[("id", "--id")] },
];

impl Kind {
    fn names(&self) -> Vec<&'static str> {
        self.bare.iter().map(|(name, _)| *name).collect()
    }

    fn command(&self) -> Clap {
        let card = self.section.card();
        let keys = self.bare.iter().filter_map(|(name, option)| Some((card.key(name)?, *option)));
        let bare = keys.flat_map(|(key, option)| {
            let value = Arg::new(key.name).value_name(key.name.to_uppercase()).help(key.about);
            let named = Arg::new(option).long(key.name).value_name(key.name.to_uppercase()).hide(true);
            let named = named.conflicts_with(key.name);
            [completed(value, key), completed(named, key)]
        });
        Clap::new(card.name)
            .about(format!("Add {}", card.one()))
            .args(bare)
            .args(options(card, &self.names()))
            .args([
                Arg::new("json")
                    .long("json")
                    .action(ArgAction::SetTrue)
                    .help("Take the record, or a list of them, as JSON from standard input")
                    .help_heading("Writing"),
                Arg::new("into")
                    .long("into")
                    .value_name("FILE")
                    .value_hint(ValueHint::FilePath)
                    .value_parser(clap::value_parser!(PathBuf))
                    .help("The file that it goes into, which is made where it is not there")
                    .help_heading("Writing"),
                Arg::new("yes")
                    .short('y')
                    .long("yes")
                    .action(ArgAction::SetTrue)
                    .help("Add it though it looks like one that is there")
                    .help_heading("Writing"),
            ])
            .args(crate::cli::arguments::shared())
            .args(desk::arguments())
    }
}

/// An option for every key of a record but these.
pub(super) fn options(card: &'static Record, but: &[&str]) -> Vec<Arg> {
    let keys = card.keys.iter().filter(|key| !but.contains(&key.name) && !matches!(key.form, Form::Reasons));
    keys.map(|key| {
        let arg = Arg::new(key.name).long(key.name).help(key.about).help_heading("What it says");
        if matches!(key.form, Form::Flag) {
            return arg
                .value_name("BOOL")
                .num_args(0..=1)
                .default_missing_value("true")
                .value_parser(["true", "false"]);
        }
        let arg = arg.value_name(placeholder(&key.form));
        completed(if is_list(&key.form) { arg.action(ArgAction::Append) } else { arg }, key)
    })
    .collect()
}

const fn placeholder(form: &Form) -> &'static str {
    match form {
        Form::List(inner) | Form::OneOrList(inner) | Form::Either(inner, _) | Form::WordOr(_, inner) => {
            placeholder(inner)
        }
        Form::Slug => "ID",
        Form::Actor => "ACTOR",
        Form::Source => "SOURCE",
        Form::Kind => "KIND",
        Form::Type => "TYPE",
        Form::Date | Form::Until => "DATE",
        Form::Number | Form::Whole(..) => "N",
        Form::Word(_) => "WORD",
        Form::Url => "URL",
        Form::Record(_) | Form::Texts | Form::Reasons | Form::Any => "JSON",
        _ => "TEXT",
    }
}

const fn is_list(form: &Form) -> bool {
    matches!(form, Form::List(_) | Form::OneOrList(_))
}

/// What completes the values of a key.
fn completed(arg: Arg, key: &Key) -> Arg {
    let inner = match key.form {
        Form::List(inner) | Form::OneOrList(inner) => *inner,
        form => form,
    };
    match inner {
        Form::Actor => complete::values(arg, Takes::Actor),
        Form::Source | Form::Either(Form::Source, _) => complete::values(arg, Takes::Sources),
        Form::Kind => complete::values(arg, Takes::Kinds),
        Form::Type => complete::values(arg, Takes::Types),
        Form::Level => complete::values(arg, Takes::Handling),
        Form::Word(words) => arg.value_parser(PossibleValuesParser::new(words)),
        _ => arg,
    }
}

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let (name, matches) = matches.subcommand().expect("clap asks for it");
    let kind = KINDS.iter().find(|kind| kind.section.one() == name).expect("clap knows these alone");
    let mut drafts =
        if matches.get_flag("json") { from_json(kind.section)? } else { vec![from_options(kind, matches)?] };
    let mut desk = open(matches, &drafts)?;
    if named_by_id(&desk, &mut drafts) {
        desk = open(matches, &drafts)?;
    }
    let at = u32::try_from(desk.files.len() - 1).unwrap_or(u32::MAX);
    let is_about = |one: &&Diagnostic| one.labels().any(|label| label.span.file == at);
    let found: Vec<Diagnostic> = desk.diagnostics.iter().filter(is_about).cloned().collect();
    if desk::told(&desk.files, &found) {
        output::say("nothing was written");
        return Ok(Exit::NotHeld);
    }
    if !is_wanted(&desk, &drafts, matches)? {
        return Ok(Exit::NotHeld);
    }
    let real = &desk.files[..desk.files.len() - 1];
    let mut patch = Patch::new(real);
    for draft in drafts {
        let path = matches.get_one::<PathBuf>("into").map(|path| folder::shown(path));
        patch.add(&path.unwrap_or_else(|| home::of(&desk, &draft)), draft);
    }
    desk::write(&patch.finish(), matches)
}

/// Reads the graph with the new records in a file of their own, so that it is read once.
fn open(matches: &ArgMatches, drafts: &[Draft]) -> Result<Desk, Failure> {
    let mut patch = Patch::new(&[]);
    drafts.iter().for_each(|draft| _ = patch.add(home::NEW, draft.clone()));
    let text = patch.finish().pop().map_or_else(String::new, |one| one.after);
    Desk::open_with(matches, &[File::new(home::NEW, text)])
}

/// The record that the options state; at a terminal, what is missing is asked for.
fn from_options(kind: &Kind, matches: &ArgMatches) -> Result<Draft, Failure> {
    let mut body = Node::Object(Vec::new());
    for key in kind.section.card().keys {
        let option = kind.bare.iter().find(|(name, _)| *name == key.name).map(|(_, option)| *option);
        let said = |id: &str| matches.try_get_many::<String>(id).ok().flatten().into_iter().flatten();
        for text in said(key.name).chain(option.into_iter().flat_map(said)) {
            let change = if is_list(&key.form) { Change::Add(text.clone()) } else { Change::Set(text.clone()) };
            body = change.applied(kind.section, &body, key.name).map_err(super::set::no_key)?;
        }
    }
    let mut draft = Draft { section: kind.section, body };
    identified(&mut draft, kind.bare[0].0);
    if ask::is_possible() {
        ask::complete(&mut draft, (kind.bare[0].0 != "id").then_some("id"))?;
        identified(&mut draft, kind.bare[0].0);
    }
    Ok(Draft::of(kind.section, draft.body))
}

/// Gives a record an id after its name, where it needs one and has none.
fn identified(draft: &mut Draft, name: &str) {
    let needs = draft.section.card().key("id").is_some_and(|key| key.required);
    if let (true, None, Some(text)) = (needs, draft.body.get("id"), draft.text(name)) {
        let id = slug(&text);
        if !id.is_empty() {
            draft.body = draft.body.with("id", Some(Node::text(&id)));
        }
    }
}

/// The records that stand on standard input.
fn from_json(section: Section) -> Result<Vec<Draft>, Failure> {
    let mut text = String::new();
    std::io::stdin()
        .take(folder::LARGEST)
        .read_to_string(&mut text)
        .map_err(|error| Failure::io("cannot read standard input", &error))?;
    let wrong = |faults: Vec<Diagnostic>| {
        let headline = faults.first().map_or("it is empty", Diagnostic::headline);
        Failure::Usage(format!("standard input is no JSON: {headline}"), Vec::new())
    };
    if text.trim_start().starts_with('[') {
        Draft::read_all(section, &text).map_err(wrong)
    } else {
        Draft::read(section, &text).map(|draft| vec![draft]).map_err(wrong)
    }
}

/// Puts ids where actors and sources are named by other names; tells whether there were any.
fn named_by_id(desk: &Desk, drafts: &mut [Draft]) -> bool {
    let mut changed = false;
    for draft in drafts {
        for key in draft.section.card().keys {
            let Some(value) = draft.body.get(key.name) else { continue };
            let by_id = by_id(desk.model(), value, &key.form);
            if by_id != *value {
                draft.body = draft.body.with(key.name, Some(by_id));
                changed = true;
            }
        }
    }
    changed
}

fn by_id(model: &Model, value: &Node, form: &Form) -> Node {
    match (form, value) {
        (Form::List(inner) | Form::OneOrList(inner), Node::List(all)) => {
            Node::List(all.iter().map(|one| by_id(model, one, inner)).collect())
        }
        (Form::OneOrList(inner) | Form::Either(inner, _), one) => by_id(model, one, inner),
        (Form::Actor | Form::Source, one) => {
            // an id is known without an index of all names
            let is_id = |name: &String| model.actor(name).is_some() || model.source(name).is_some();
            let name = one.string().filter(|name| !is_id(name));
            let id = name.and_then(|name| match (form, model.resolve(&name)) {
                (Form::Actor, Resolution::One(Named::Actor(id))) => Some(&model[id].id),
                (Form::Source, Resolution::One(Named::Source(id))) => Some(&model[id].id),
                _ => None,
            });
            id.map_or_else(|| one.clone(), |id| Node::text(id))
        }
        (_, one) => one.clone(),
    }
}

/// Names what a new record looks like; an exact likeness has to be wanted.
fn is_wanted(desk: &Desk, drafts: &[Draft], matches: &ArgMatches) -> Result<bool, Failure> {
    let mut doubles = Vec::new();
    for draft in drafts {
        let (same, near) = likeness(desk, draft);
        for line in near {
            output::say(&format!("warning: {line}"));
        }
        doubles.extend(same);
    }
    if doubles.is_empty() || matches.get_flag("yes") {
        return Ok(true);
    }
    for line in &doubles {
        output::say(&format!("warning: {line}"));
    }
    if ask::is_possible() {
        return ask::agrees("add it all the same?");
    }
    output::say("nothing was written; --yes adds it all the same");
    Ok(false)
}

/// What has the same name, and what has nearly the same.
fn likeness(desk: &Desk, draft: &Draft) -> (Vec<String>, Vec<String>) {
    let model = desk.model();
    let own = draft.text("id").unwrap_or_default();
    let named: Vec<(&str, &str)> = match draft.section {
        Section::Actors => model
            .actors()
            .iter()
            .flat_map(|a| std::iter::once(&a.name).chain(a.aliases()).map(|n| (&*a.id, &**n)))
            .collect(),
        Section::Sources => model.sources().iter().map(|source| (&*source.id, &*source.title)).collect(),
        _ => return (Vec::new(), Vec::new()),
    };
    let name = draft.text("name").or_else(|| draft.text("title")).unwrap_or_default();
    let others = named.into_iter().filter(|(id, _)| *id != own);
    let folded = fold(&name);
    let (same, rest): (Vec<_>, Vec<_>) = others.partition(|(_, other)| fold(other) == folded);
    let same: Vec<String> = same.into_iter().map(|(id, other)| format!("`{id}` has the same name, {other}")).collect();
    let near = nearest(&name, rest.iter().map(|(_, other)| *other), 3);
    let near = near.into_iter().map(|other| {
        let id = rest.iter().find(|(_, name)| *name == other).map_or("", |(id, _)| id);
        format!("`{id}` has nearly the same name, {other}")
    });
    (same, near.collect())
}
