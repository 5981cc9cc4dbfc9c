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
use std::collections::BTreeSet;
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

/// Takes back what the last command did to the files of these graphs, which must be as it left them;
/// all are looked at before the first is written. One that was cut off half-way is the last.
pub(in crate::cli) fn undo(roots: &[&Path]) -> Result<Undone, Failure> {
    let homes = roots.iter().map(|root| Home::of(root)).collect::<Result<BTreeSet<Home>, Failure>>()?;
    let (mut stores, mut told) = (Vec::new(), Vec::new());
    for home in homes {
        let journal = Journal::of(&home);
        if journal.pending()?.is_none() && journal.done()?.next().is_none() {
            continue;
        }
        let mut store = Store::enter(home, "undo")?;
        told.extend(store.taken_back.take());
        stores.push(store);
    }
    if !told.is_empty() {
        return Ok(Undone { diff: String::new(), told: told.join("\n") });
    }
    let mut lasts: Vec<(Store, u64, Step)> = Vec::new();
    for store in stores {
        let last = store.journal.done()?.next().transpose()?;
        lasts.extend(last.map(|(number, step)| (store, number, step)));
    }
    let Some((_, _, first)) = lasts.first() else { return Ok(Undone { diff: String::new(), told: NOTHING.into() }) };
    if lasts.iter().any(|(_, _, step)| step.command != first.command) {
        let each =
            |(store, _, step): &(Store, u64, Step)| format!("`{}` in {}", visible(&step.command), store.home.called());
        let headline = format!("the last commands differ: {}", lasts.iter().map(each).collect::<Vec<_>>().join(", "));
        return Err(Failure::Usage(headline, vec!["name one graph: `--graph PATH`".into()]));
    }
    let told = format!("took back `{}`", visible(&first.command));
    let backwards = |(store, number, step): (Store, u64, Step)| Ok((store.backwards(&step)?, store, number));
    let all = lasts.into_iter().map(backwards).collect::<Result<Vec<_>, Failure>>()?;
    let diff = all.iter().flat_map(|(edits, store, _)| edits.iter().map(|edit| store.diff(edit))).collect();
    super::commit_all("undo", all.into_iter().map(|(edits, store, number)| (store, Some(number), edits)).collect())?;
    Ok(Undone { diff, told })
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
