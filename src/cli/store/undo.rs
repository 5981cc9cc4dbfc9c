//! Taking back what the last command wrote.

use super::Edit;
use super::Store;
use super::journal::Journal;
use super::place::Home;
use super::step::State;
use super::step::Step;
use crate::cli::changes;
use crate::cli::failure::Failure;
use crate::text::visible;
use std::path::Path;

/// What a command did that can be taken back.
pub(in crate::cli) struct Done {
    /// The command.
    pub(in crate::cli) command: String,
    /// The files that it wrote.
    pub(in crate::cli) files: Vec<String>,
}

/// What was taken back.
pub(in crate::cli) struct Undone {
    /// What became of the files, as a diff.
    pub(in crate::cli) diff: String,
    /// What was done, in a line.
    pub(in crate::cli) told: String,
}

/// What is said where no command wrote.
pub(in crate::cli) const NOTHING: &str = "there is nothing to take back";

/// The last commands that wrote in a graph, the last one first.
pub(in crate::cli) fn done(root: &Path) -> Result<Vec<Done>, Failure> {
    let home = Home::of(root)?;
    let done = |(_, step): (u64, Step)| Done {
        command: visible(&step.command).into_owned(),
        files: step.entries.iter().map(|entry| home.shown(&entry.inside)).collect(),
    };
    Journal::of(&home).done()?.map(|step| step.map(done)).collect()
}

/// Takes back what the last command did to the files of a graph, which must be as it left them. One
/// that was cut off half-way is the last.
pub(in crate::cli) fn undo(root: &Path) -> Result<Undone, Failure> {
    let home = Home::of(root)?;
    let journal = Journal::of(&home);
    let nothing = || Undone { diff: String::new(), told: NOTHING.into() };
    if journal.pending()?.is_none() && journal.done()?.next().is_none() {
        return Ok(nothing());
    }
    let store = Store::enter(home, "undo")?;
    if let Some(told) = &store.taken_back {
        return Ok(Undone { diff: String::new(), told: told.clone() });
    }
    let Some((number, step)) = store.journal.done()?.next().transpose()? else { return Ok(nothing()) };
    let edits = store.backwards(&step)?;
    store.commit("undo", Some(number), &edits)?;
    let diff = edits.iter().map(|edit| store.diff(edit)).collect();
    Ok(Undone { diff, told: format!("took back `{}`", visible(&step.command)) })
}

impl Store {
    /// The edits that take a step back.
    fn backwards(&self, step: &Step) -> Result<Vec<Edit>, Failure> {
        let mut edits = Vec::new();
        for entry in &step.entries {
            let place = self.home.place(&entry.inside)?;
            let now = self.home.bytes(&place)?;
            let State::After(before) = entry.state(now.as_deref()) else {
                let (file, command) = (self.home.shown(&entry.inside), visible(&step.command));
                let help = vec!["nothing was taken back: what was done since would be lost".into()];
                return Err(Failure::Environment(format!("{file} was changed since `{command}` wrote it"), help));
            };
            edits.push(Edit { place, before: now, after: before });
        }
        edits.sort_by_key(Edit::turn);
        Ok(edits)
    }

    fn diff(&self, edit: &Edit) -> String {
        let text = |bytes: &Option<Vec<u8>>| bytes.as_ref().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let (before, after) = (text(&edit.before), text(&edit.after));
        changes::of_file(&self.home.shown(&edit.place.inside), before.as_deref(), after.as_deref())
    }
}
