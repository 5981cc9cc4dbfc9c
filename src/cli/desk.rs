//! The researcher's desk: a graph that is read to be changed, and what becomes of the changes.

pub(super) mod ask;
pub(super) mod home;

use super::changes;
use super::failure::Exit;
use super::failure::Failure;
use super::folder;
use super::folder::Root;
use super::output;
use super::progress;
use super::saved;
use super::store;
use super::terminal;
use crate::diagnostic::All;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Form;
use crate::diagnostic::Page;
use crate::diagnostic::Severity;
use crate::edit::Rewritten;
use crate::edit::Section;
use crate::graph::Graph;
use crate::load::File;
use crate::load::Loaded;
use crate::load::load;
use crate::load::origins;
use crate::model::Model;
use crate::model::Named;
use crate::question::Trouble;
use crate::question::judge;
use crate::text::Colour;
use crate::text::Span;
use crate::text::count;
use crate::text::visible;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;
use std::path::PathBuf;

/// A graph that is read to be changed.
pub(super) struct Desk {
    /// Where it is.
    pub(super) roots: Vec<Root>,
    /// Its files.
    pub(super) files: Vec<File>,
    /// What they say.
    pub(super) graph: Graph,
    /// What is wrong with them.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A record that is there.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Its list.
    pub(super) section: Section,
    /// Where it stands.
    pub(super) span: Span,
    /// Its id, or the identity of a relation.
    pub(super) id: String,
}

/// The options of every command that writes.
pub(super) fn arguments() -> [Arg; 1] {
    [Arg::new("dry-run")
        .long("dry-run")
        .action(ArgAction::SetTrue)
        .help("Write nothing, only show what would change")
        .help_heading("Writing")]
}

impl Desk {
    /// Reads the graph that the arguments name, which must be one that can be written.
    pub(super) fn open(matches: &ArgMatches) -> Result<Self, Failure> {
        Self::open_with(matches, &[])
    }

    /// Reads it with further files that are not written yet.
    pub(super) fn open_with(matches: &ArgMatches, further: &[File]) -> Result<Self, Failure> {
        terminal::choose_colour(matches.get_one::<String>("color").map(String::as_str));
        let roots = folder::roots(matches)?;
        if roots.contains(&Root::Example) {
            let help = vec!["`actant init --example DIR` makes a copy of it that can be".into()];
            return Err(Failure::Usage("the example inside the program cannot be changed".into(), help));
        }
        store::recover(&roots)?;
        let mut files = folder::read(&roots)?;
        files.extend_from_slice(further);
        let Loaded { model, diagnostics, .. } = progress::during("reading the graph", || load(&files));
        Ok(Self { roots, files, graph: Graph::new(model), diagnostics })
    }

    /// What the graph says.
    pub(super) fn model(&self) -> &Model {
        self.graph.model()
    }

    /// Finds the record that a word names: the identity of a relation, the id or name of an actor or
    /// source, the id of a view.
    pub(super) fn find(&self, word: &str) -> Result<Found, Failure> {
        let model = self.model();
        match model.relations_called(word)[..] {
            [] => {}
            [one] => {
                return Ok(Found { section: Section::Relations, span: model[one].place.span, id: model.key(one) });
            }
            [..] => return Err(self.no_relation(word)),
        }
        if let Some(view) = model.view(word) {
            return Ok(Found { section: Section::Views, span: view.place.span, id: word.to_owned() });
        }
        if word.contains(':') {
            return Err(self.no_relation(word));
        }
        match crate::question::named(model, word)? {
            Named::Actor(id) => {
                Ok(Found { section: Section::Actors, span: model[id].place.span, id: model[id].id.to_string() })
            }
            Named::Source(id) => {
                Ok(Found { section: Section::Sources, span: model[id].place.span, id: model[id].id.to_string() })
            }
        }
    }

    /// Finds a relation.
    pub(super) fn relation(&self, word: &str) -> Result<Found, Failure> {
        let found = self.find(word)?;
        if found.section == Section::Relations {
            return Ok(found);
        }
        let help = "its identity is from:type:to[:item], and `actant show ACTOR` lists relations".to_owned();
        Err(Failure::Usage(format!("`{word}` is {}, and a relation is meant", found.section.card().one()), vec![help]))
    }

    /// The word fits no relation or several; those that it describes or that begin so are listed.
    fn no_relation(&self, word: &str) -> Failure {
        let model = self.model();
        let one_of = |keys: &[String]| keys.iter().take(8).map(|key| format!("one of them is {key}")).collect();
        let called = model.relations_called(word);
        if !called.is_empty() {
            let keys: Vec<String> = called.into_iter().map(|relation| model.key(relation)).collect();
            return Failure::Usage(format!("{} are called `{word}`", count(keys.len(), "relation")), one_of(&keys));
        }
        let keys: Vec<String> = model.relation_ids().map(|relation| model.key(relation)).collect();
        let begun: Vec<String> = keys.iter().filter(|key| key.starts_with(word)).cloned().collect();
        if begun.is_empty() {
            return Trouble::unknown("relation", word, keys.iter().map(String::as_str)).into();
        }
        Failure::Usage(format!("no relation is called `{word}`, and some begin so"), one_of(&begun))
    }

    /// How many saved questions name an id, and which; none where none does.
    pub(super) fn questions_naming(&self, id: &str) -> Result<Option<String>, Failure> {
        let names = saved::naming(id, &self.roots, self.model().manifest())?;
        let all = names.iter().map(|name| visible(name)).collect::<Vec<_>>().join(", ");
        Ok((!names.is_empty()).then(|| format!("{} ({all})", count(names.len(), "saved question"))))
    }

    /// Checks what changes make of the graph, shows them, and writes them: all, or nothing where they
    /// would bring a new error.
    pub(super) fn close(&self, changes: &[Rewritten], matches: &ArgMatches) -> Result<Exit, Failure> {
        if changes.is_empty() {
            output::say("nothing changes");
            return Ok(Exit::Done);
        }
        if self.refuses(changes) {
            output::say("nothing was written");
            return Ok(Exit::NotHeld);
        }
        write(changes, matches)
    }

    /// Shows what would be wrong after changes and is not wrong now; tells whether an error is among
    /// it.
    pub(super) fn refuses(&self, changes: &[Rewritten]) -> bool {
        let after = applied(&self.files, changes);
        let loaded = progress::during("checking", || load(&after));
        let mut before = self.diagnostics.clone();
        before.extend(judge(&self.graph, &origins(&self.files)));
        let mut found = loaded.diagnostics;
        found.extend(judge(&Graph::new(loaded.model), &origins(&after)));
        told(&after, &new_problems(&before, found))
    }
}

/// Shows what is wrong; tells whether an error is among it.
pub(super) fn told(files: &[File], problems: &[Diagnostic]) -> bool {
    if !problems.is_empty() {
        let form = Form::named("human").expect("it is in the table");
        let colour = if terminal::has_colour(terminal::Stream::Error) { Colour::On } else { Colour::Off };
        let origins = origins(files);
        let page = Page { diagnostics: problems, origins: &origins, all: All::First, colour };
        output::say(form.print(page).to_string().trim_end());
    }
    problems.iter().any(|one| one.severity == Severity::Error)
}

/// Shows changes that are checked, and writes them unless only asked to show.
pub(super) fn write(changes: &[Rewritten], matches: &ArgMatches) -> Result<Exit, Failure> {
    output::print(changes::diff(changes).as_bytes())?;
    if matches.get_flag("dry-run") {
        output::say("nothing was written");
        return Ok(Exit::Done);
    }
    store::write(&line(), changes)?;
    for change in changes {
        output::say(&format!("wrote {}", visible(&change.path)));
    }
    Ok(Exit::Done)
}

/// The files after changes; new ones come last.
pub(super) fn applied(files: &[File], changes: &[Rewritten]) -> Vec<File> {
    let mut after = files.to_vec();
    for change in changes {
        let new = File::new(&*change.path, &*change.after);
        match after.iter().position(|file| file.path() == change.path) {
            Some(at) => after[at] = new,
            None => after.push(new),
        }
    }
    after
}

/// What is wrong now and was not before, whatever its place.
pub(super) fn new_problems(before: &[Diagnostic], after: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut known: Vec<(&str, &str)> = before.iter().map(|one| (one.rule, one.headline())).collect();
    let is_new = |one: &Diagnostic| {
        let found = known.iter().position(|known| *known == (one.rule, one.headline()));
        found.map(|at| known.swap_remove(at)).is_none() && one.accepted().is_none()
    };
    after.into_iter().filter(is_new).collect()
}

/// The words of the command as they were typed.
pub(super) fn line() -> String {
    let words = std::env::args_os().skip(1);
    words.map(|word| crate::question::quote(&word.to_string_lossy())).collect::<Vec<_>>().join(" ")
}

/// Where files of this graph are made: the last folder that is named, for a private graph is laid
/// over a shared one.
pub(super) fn folder_of(roots: &[Root]) -> PathBuf {
    let last = roots.iter().rev().find_map(|root| match root {
        Root::Path(path) => Some(path.clone()),
        Root::Example => None,
    });
    last.unwrap_or_default()
}
