//! `edit`: an actor with its ties, in your editor.

use super::Command;
use crate::cli::complete;
use crate::cli::desk;
use crate::cli::desk::Desk;
use crate::cli::desk::Found;
use crate::cli::desk::ask;
use crate::cli::desk::home;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::output;
use crate::edit;
use crate::edit::Draft;
use crate::edit::Node;
use crate::edit::Patch;
use crate::edit::Rewritten;
use crate::edit::Section;
use crate::edit::Subject;
use crate::edit::Use;
use crate::question::Takes;
use crate::text::visible;
use clap::Arg;
use clap::ArgMatches;
use std::path::Path;
use std::process::Command as Process;

pub(super) const COMMAND: Command = Command {
    name: "edit",
    summary: "Edit a dossier: an actor with its ties, in your editor",
    arguments: |command| {
        command
            .long_about(
                "Edit a dossier: an actor or a source with all that names it, or one relation, as one file in the \
                 editor that VISUAL or EDITOR names. What you change goes back into the files where it stood, what you \
                 add goes where its like stand, what you take out is removed. The result is checked first: where it \
                 has an error nothing is written, and your text is kept.",
            )
            .args([complete::values(Arg::new("RECORD").required(true).help("The record"), Takes::Anything)])
            .args(desk::arguments())
    },
    examples: &[("edit houthis", "the actor and its relations, in one file")],
    run,
};

/// A record of the dossier and where it stands.
struct Held {
    section: Section,
    place: Use,
    body: Node,
    path: String,
}

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let desk = Desk::open(matches)?;
    let found = desk.find(matches.get_one::<String>("RECORD").expect("clap asks for it"))?;
    let held = dossier(&desk, &found);
    let folder = tempfile::Builder::new().prefix("actant-").tempdir().map_err(cannot_keep)?;
    let path = folder.path().join(format!("{}.json", found.id.replace([':', '/'], "-")));
    std::fs::write(&path, page(&held)).map_err(cannot_keep)?;
    loop {
        visit(&path)?;
        let changes = taken_back(&desk, &held, &path)?;
        if changes.is_empty() || !desk.refuses(&changes) {
            return desk.close(&changes, matches);
        }
        if !ask::is_possible() || !ask::agrees("edit it again?")? {
            let kept = folder.keep().join(path.file_name().unwrap_or_default());
            output::say(&format!("nothing was written; your text is kept in {}", visible(&kept.to_string_lossy())));
            return Ok(Exit::NotHeld);
        }
    }
}

fn cannot_keep(error: std::io::Error) -> Failure {
    Failure::io("cannot keep a file for the editor", &error)
}

/// The record and all that names it.
fn dossier(desk: &Desk, found: &Found) -> Vec<Held> {
    let subject = match found.section {
        Section::Actors => Some(Subject::Actor(&found.id)),
        Section::Sources => Some(Subject::Source(&found.id)),
        _ => None,
    };
    let own = Use { section: found.section, span: found.span };
    let uses = subject.map_or_else(Vec::new, |subject| edit::uses(&desk.files, subject));
    let patch = Patch::new(&desk.files);
    let mut seen: Vec<Use> = vec![own];
    seen.extend(uses.into_iter().filter(|one| *one != own && one.section != Section::Views));
    seen.into_iter()
        .map(|place| Held {
            section: place.section,
            body: patch.read(place.section, place.span),
            path: desk.files[place.span.file as usize].path().to_owned(),
            place,
        })
        .collect()
}

/// The dossier as a file of a graph.
fn page(held: &[Held]) -> String {
    let mut patch = Patch::new(&[]);
    for one in held {
        patch.add("dossier.json", Draft { section: one.section, body: one.body.clone() });
    }
    patch.finish().pop().map_or_else(String::new, |one| one.after)
}

/// Lets a person edit a file.
fn visit(path: &Path) -> Result<(), Failure> {
    let named = |name: &str| std::env::var(name).ok().filter(|editor| !editor.trim().is_empty());
    let editor = named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| "vi".into());
    // an editor may be named with options: the shell takes the words apart
    let status = Process::new("sh").arg("-c").arg(format!("{editor} \"$1\"")).arg("actant").arg(path).status();
    let status = status.map_err(|error| Failure::io(format_args!("cannot run {editor}"), &error))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::Environment(format!("`{editor}` ended with an error, and nothing was written"), Vec::new()))
}

/// What becomes of the files when the dossier reads as it does now.
fn taken_back(desk: &Desk, held: &[Held], path: &Path) -> Result<Vec<Rewritten>, Failure> {
    let file = folder::read_file(path)?;
    if !edit::is_whole(&file) {
        // as an addition it brings its own errors to light, with their places
        return Ok(vec![Rewritten { path: folder::shown(path), before: None, after: file.text().to_owned() }]);
    }
    let one = [file];
    let read = Patch::new(&one);
    let mut new: Vec<(Section, Node)> =
        edit::records(&one[0], 0).into_iter().map(|(section, raw)| (section, read.read(section, raw.span()))).collect();
    let mut patch = Patch::new(&desk.files);
    let mut gone: Vec<&Held> = Vec::new();
    for old in held {
        let identity = identity(old.section, &old.body);
        match new
            .iter()
            .position(|(section, body)| *section == old.section && self::identity(*section, body) == identity)
        {
            Some(at) => {
                let (_, body) = new.remove(at);
                if body != old.body {
                    patch.change(old.section, old.place.span, &body);
                }
            }
            None => gone.push(old),
        }
    }
    for old in &gone {
        patch.remove(old.section, old.place.span);
    }
    for (section, body) in new {
        let draft = Draft { section, body };
        // what was given another end or id stays in its file
        let at = gone.iter().position(|old| old.section == section);
        let path = at.map(|at| gone.remove(at).path.clone());
        patch.add(&path.unwrap_or_else(|| home::of(desk, &draft)), draft);
    }
    Ok(patch.finish())
}

/// What a record is known by.
fn identity(section: Section, body: &Node) -> Vec<Option<String>> {
    let keys: &[&str] = match (section, body.get("id")) {
        (Section::Relations, None) => &["from", "type", "to", "item"],
        _ => &["id"],
    };
    keys.iter().map(|key| body.get(key).map(Node::line)).collect()
}
