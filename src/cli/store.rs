//! Writing the files of a graph so that nothing is lost.
//!
//! Links are followed inside the graph's folder → one writer at a time → every file is what it was
//! when it was read → the new texts lie beside the files, on disk, and are read again → the journal
//! tells, on disk, what is to become of which file → each file is replaced as a whole, those that
//! are made first → the folders are on disk → the step is done. A writer that is cut off while it
//! replaces files is taken back by the next one; where it had replaced all of them, it was done. So whoever reads at any moment
//! finds each file as it was or as it was to be.

mod journal;
mod lock;
mod place;
mod ready;
mod step;
mod undo;

pub(super) use ready::folder;
pub(super) use ready::ready;
pub(super) use ready::sync_folder;
pub(super) use undo::NOTHING;
pub(super) use undo::done;
pub(super) use undo::undo;

use super::failure::Failure;
use super::folder::Root;
use super::interrupt;
use super::output;
use crate::edit::Rewritten;
use crate::text::visible;
use journal::Journal;
use place::Home;
use place::Place;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use step::Entry;
use step::State;
use step::Step;

/// What is said of an error after the last file was replaced.
const UNSURE: &str = "written, but not known to be on disk";

/// A file of a graph, what it holds and what it shall hold; nothing where it is not there.
struct Edit {
    place: Place,
    before: Option<Vec<u8>>,
    after: Option<Vec<u8>>,
}

impl Edit {
    /// When its turn is: a file that is made comes first and one that goes comes last, so that what
    /// others name is there for as long as they name it.
    const fn turn(&self) -> u8 {
        match (&self.before, &self.after) {
            (None, _) => 0,
            (_, Some(_)) => 1,
            (_, None) => 2,
        }
    }
}

/// A graph that nobody else writes.
struct Store {
    home: Home,
    journal: Journal,
    /// The command that was cut off and had to be taken back when this writer came.
    taken_back: Option<String>,
    _lock: std::fs::File,
}

/// What has become of a step that was under way.
enum Settled {
    /// No file is other than it was found.
    Nothing,
    /// It was at its end.
    Done,
    /// The files that this command had written are what they were.
    TakenBack(String),
}

/// Writes what became of the files of a graph, all of it or nothing, and keeps it to be undone.
///
/// `command` is what the person wrote, without the name of the program. Files in the folders of
/// several graphs are one step for each. Where the error says so, files were written and are not
/// known to be on disk; after any other error nothing was.
pub(in crate::cli) fn write(command: &str, changes: &[Rewritten]) -> Result<(), Failure> {
    let mut homes: BTreeMap<Home, Vec<Edit>> = BTreeMap::new();
    for change in changes {
        if change.before.as_deref() == Some(&*change.after) {
            continue;
        }
        let (home, place) = place::find(Path::new(&change.path))?;
        let (before, after) = (change.before.clone().map(String::into_bytes), change.after.clone().into_bytes());
        let edits = homes.entry(home).or_default();
        let edit = Edit { place, before, after: Some(after) };
        match edits.iter().find(|other| other.place == edit.place) {
            None => edits.push(edit),
            // one file, read by two names
            Some(other) if other.after == edit.after => {}
            Some(_) => return Err(Failure::Environment(twice(&change.path), Vec::new())),
        }
    }
    let mut all = Vec::new();
    for (home, mut edits) in homes {
        edits.sort_by_key(Edit::turn);
        let store = Store::enter(home, command)?;
        if let Some(told) = store.taken_back {
            return Err(Failure::Environment(told, vec!["nothing else was written: run this again".into()]));
        }
        all.push((store, None, edits));
    }
    commit_all(command, all)
}

/// Makes a step in each of several graphs, after all of them were looked at. One that cannot be made
/// leaves those before it as they are, which is said.
fn commit_all(command: &str, all: Vec<(Store, Option<u64>, Vec<Edit>)>) -> Result<(), Failure> {
    for (store, _, edits) in &all {
        store.unchanged(edits)?;
    }
    let mut done = Vec::new();
    for (store, undoes, edits) in all {
        if let Err(failure) = store.commit(command, undoes, &edits) {
            let written =
                done.iter().map(|graph| format!("what belongs into {graph} is written, and stays; in another graph:"));
            written.for_each(|told| output::say(&told));
            return Err(failure);
        }
        done.push(store.home.called());
    }
    Ok(())
}

/// Takes back what a command that was cut off left half done, and says so. To be called before the
/// files are read that are to be written; [`write`] does it, too, but then has to refuse.
pub(in crate::cli) fn recover(roots: &[Root]) -> Result<(), Failure> {
    for root in roots {
        let Root::Path(root) = root else { continue };
        let home = Home::of(root)?;
        if Journal::of(&home).pending()?.is_some() {
            Store::enter(home, "recovery")?.taken_back.iter().for_each(|told| output::say(told));
        }
    }
    Ok(())
}

/// Says where a command was cut off half-way, to those who read only: what they find is partly new
/// and partly old.
pub(in crate::cli) fn warn(roots: &[Root]) {
    for root in roots {
        let Root::Path(root) = root else { continue };
        let Ok(home) = Home::of(root) else { continue };
        let journal = Journal::of(&home);
        let Ok(Some(step)) = journal.pending() else { continue };
        let all = home.standing(&step).unwrap_or_default();
        let has = |sought: fn(&State) -> bool| all.iter().any(|(_, state)| sought(state));
        let is_between =
            has(|state| matches!(state, State::Before(_))) && has(|state| matches!(state, State::After(_)));
        if is_between && lock::is_free(&journal.lock()) {
            let (command, graph) = (visible(&step.command), home.called());
            output::say(&format!(
                "`{command}` was cut off half-way: some files of {graph} are new and some old, and `actant undo` takes it back"
            ));
        }
    }
}

impl Home {
    /// Where the files of a step are, and how they stand.
    fn standing(&self, step: &Step) -> Result<Vec<(Place, State)>, Failure> {
        let one = |entry: &Entry| {
            let place = self.place(&entry.inside)?;
            let state = entry.state(self.bytes(&place)?.as_deref());
            Ok((place, state))
        };
        step.entries.iter().map(one).collect()
    }

    /// The bytes of a file; none where there is none.
    fn bytes(&self, place: &Place) -> Result<Option<Vec<u8>>, Failure> {
        let failed =
            |error: std::io::Error| Failure::io(format_args!("cannot read {}", self.shown(&place.inside)), &error);
        match ready::existing(&place.path).map_err(failed)? {
            None => Ok(None),
            Some(kind) if kind.is_file() => std::fs::read(&place.path).map(Some).map_err(failed),
            // a pipe would be waited for
            Some(_) => Err(failed(std::io::Error::other("it is not a file"))),
        }
    }
}

impl Store {
    /// Locks a graph, takes back what was cut off, and removes what dead writers left.
    fn enter(home: Home, command: &str) -> Result<Self, Failure> {
        let journal = Journal::of(&home);
        journal.make()?;
        let lock = lock::take(&journal.lock(), &home.called(), command)?;
        let mut store = Self { home, journal, taken_back: None, _lock: lock };
        if let Settled::TakenBack(command) = interrupt::uninterrupted(|| store.settle())? {
            store.taken_back = Some(format!("`{}` was cut off half-way, and is taken back", visible(&command)));
        }
        ready::reap(&store.home.folder);
        Ok(store)
    }

    /// Makes an end of the step that is under way.
    fn settle(&self) -> Result<Settled, Failure> {
        let Some(step) = self.journal.pending()? else { return Ok(Settled::Nothing) };
        let failed = |error: std::io::Error| Failure::io("cannot take back what was cut off", &error);
        let (mut written, mut untouched, mut others) = (Vec::new(), 0, Vec::new());
        for (place, state) in self.home.standing(&step)? {
            match state {
                State::Before(_) => untouched += 1,
                State::After(before) => written.push((place, before)),
                State::Other => others.push(self.home.shown(&place.inside)),
            }
        }
        if !others.is_empty() {
            let (command, files) = (visible(&step.command), others.join(", "));
            output::say(&format!("`{command}` was cut off and {files} changed since: every file stays as it is"));
        }
        if !others.is_empty() || untouched == 0 {
            self.journal.end(&step).map_err(failed)?;
            return Ok(if others.is_empty() { Settled::Done } else { Settled::Nothing });
        }
        let had_begun = !written.is_empty();
        for (place, before) in written.into_iter().rev() {
            replace(&place, before.as_deref()).map_err(failed)?;
            sync_folder(folder(&place.path)).map_err(failed)?;
        }
        self.journal.forget().map_err(failed)?;
        Ok(if had_begun { Settled::TakenBack(step.command) } else { Settled::Nothing })
    }

    /// Makes a step of edits.
    fn commit(&self, command: &str, undoes: Option<u64>, edits: &[Edit]) -> Result<(), Failure> {
        let entry = |edit: &Edit| Entry::new(&edit.place.inside, edit.before.as_deref(), edit.after.as_deref());
        let step = Step { command: command.to_owned(), undoes, entries: edits.iter().map(entry).collect() };
        interrupt::uninterrupted(|| {
            self.unchanged(edits)?;
            let mut all = Vec::new();
            for edit in edits {
                all.push(self.prepared(edit)?);
            }
            if interrupt::is_wanted() {
                return Err(Failure::Interrupted);
            }
            let strictest = ready::strictest(edits.iter().map(|edit| &*edit.place.path));
            let begun = strictest.and_then(|strictest| self.journal.begin(&step, strictest));
            let begun = begun.map_err(|error| self.failed(&edits[0], &error));
            if let Err(failure) = begun.and_then(|()| self.unchanged(edits)) {
                // No file was touched: a step that cannot be forgotten here is when it is next read.
                let _ = self.journal.forget();
                return Err(failure);
            }
            for (edit, ready) in edits.iter().zip(all) {
                take_place(edit, ready).map_err(|error| self.given_up(edit, &error))?;
            }
            self.finish(&step, edits)
        })
    }

    /// Refuses where a file is not what it was when it was read.
    fn unchanged(&self, edits: &[Edit]) -> Result<(), Failure> {
        for edit in edits {
            let now = self.home.bytes(&edit.place)?;
            if now != edit.before {
                let shown = self.home.shown(&edit.place.inside);
                let what = match (&edit.before, now) {
                    (None, _) => "is there already",
                    (_, None) => "is gone since it was read",
                    _ => "was changed since it was read",
                };
                let help = vec!["nothing was written: run this again".into()];
                return Err(Failure::Environment(format!("{shown} {what}"), help));
            }
        }
        Ok(())
    }

    /// What is to take the place of a file; none where the file is to go.
    fn prepared(&self, edit: &Edit) -> Result<Option<tempfile::NamedTempFile>, Failure> {
        let Some(after) = &edit.after else { return Ok(None) };
        let made = std::fs::create_dir_all(folder(&edit.place.path));
        made.and_then(|()| ready(&edit.place.path, after)).map(Some).map_err(|error| self.failed(edit, &error))
    }

    /// Waits until everything is on disk, and ends the step.
    fn finish(&self, step: &Step, edits: &[Edit]) -> Result<(), Failure> {
        let folders: BTreeSet<&Path> = edits.iter().flat_map(|edit| self.touched(edit)).collect();
        let synced = folders.into_iter().try_for_each(sync_folder);
        // Every file is written: a step that cannot be ended here is when it is next read.
        let _ = self.journal.end(step);
        synced.map_err(|error| Failure::io(UNSURE, &error))
    }

    /// The folders whose lists of files an edit changes: of a file that is made, those above it, too,
    /// which may have been made for it.
    fn touched<'a>(&'a self, edit: &'a Edit) -> impl Iterator<Item = &'a Path> {
        let depth = if edit.before.is_none() { usize::MAX } else { 1 };
        let above = edit.place.path.ancestors().skip(1).take(depth);
        above.take_while(|above| above.starts_with(&self.home.folder))
    }

    /// What is said when a file cannot be replaced: with those before it taken back, if that can be.
    fn given_up(&self, edit: &Edit, error: &std::io::Error) -> Failure {
        match (self.settle(), self.failed(edit, error)) {
            (Ok(Settled::Done), _) => Failure::io(UNSURE, error),
            (Err(_), Failure::Environment(what, _)) => Failure::Environment(
                format!("{what}, after others were written"),
                vec!["the next command that writes takes them back".into()],
            ),
            (_, failure) => failure,
        }
    }

    fn failed(&self, edit: &Edit, error: &std::io::Error) -> Failure {
        let what = format!("cannot write {}: {error}", self.home.shown(&edit.place.inside));
        Failure::Environment(what, vec!["no file was changed".into()])
    }
}

/// Puts a text in its place, or removes the file. A file that is to be made replaces none.
fn take_place(edit: &Edit, ready: Option<tempfile::NamedTempFile>) -> std::io::Result<()> {
    let path = &edit.place.path;
    match ready {
        None => std::fs::remove_file(path),
        Some(file) if edit.before.is_none() => file.persist_noclobber(path).map(drop).map_err(Into::into),
        Some(file) => file.persist(path).map(drop).map_err(Into::into),
    }
}

/// Lets a file hold these bytes, or none.
fn replace(place: &Place, bytes: Option<&[u8]>) -> std::io::Result<()> {
    match bytes {
        None => std::fs::remove_file(&place.path),
        Some(bytes) => ready(&place.path, bytes)?.persist(&place.path).map(drop).map_err(Into::into),
    }
}

fn twice(path: &str) -> String {
    format!("{} is one file by two names, and each is to hold something else", visible(path))
}
