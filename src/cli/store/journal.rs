//! The journal of a graph: the step that is under way, and the last ones that are done.
//!
//! It lies in a hidden folder in the graph's folder, which git is told to ignore. A step is
//! `pending` from before the first file is touched until after the last one is.

use super::place::Home;
use super::place::STATE;
use super::ready;
use super::step::Step;
use crate::cli::failure::Failure;
use std::fs::Metadata;
use std::io::ErrorKind;
use std::path::PathBuf;

/// How many steps are kept.
const MOST: usize = 20;
/// How many bytes they may have; the last one is kept whatever it has.
const LARGEST: u64 = 64 << 20;
/// How a done step's file ends.
const ENDING: &str = ".step";

/// The journal of one graph.
#[derive(Clone, Debug)]
pub(super) struct Journal {
    folder: PathBuf,
    shown: String,
}

impl Journal {
    /// The journal of a graph, which need not be there yet.
    pub(super) fn of(home: &Home) -> Self {
        Self { folder: home.folder.join(STATE), shown: home.shown(STATE) }
    }

    /// Makes its folder, and tells git to ignore it.
    pub(super) fn make(&self) -> Result<(), Failure> {
        let failed = |error: std::io::Error| Failure::io(format_args!("cannot make {}", self.shown), &error);
        match std::fs::create_dir(&self.folder) {
            Ok(()) => ready::sync_folder(ready::folder(&self.folder)).map_err(failed)?,
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(failed(error)),
            // A link may have come with the graph, and lead anywhere.
            Err(_) if std::fs::symlink_metadata(&self.folder).is_ok_and(|kind| kind.is_dir()) => {}
            Err(error) => return Err(failed(error)),
        }
        let ignore = self.folder.join(".gitignore");
        if std::fs::symlink_metadata(&ignore).is_err() {
            let made = ready(&ignore, b"*\n").and_then(|file| Ok(file.persist(&ignore)?));
            made.map_err(failed)?;
        }
        Ok(())
    }

    /// The file that locks the graph.
    pub(super) fn lock(&self) -> PathBuf {
        self.folder.join("lock")
    }

    /// The step that is under way.
    pub(super) fn pending(&self) -> Result<Option<Step>, Failure> {
        let path = self.folder.join("pending");
        let bytes = match std::fs::read(&path) {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            Err(error) => return Err(Failure::io(format_args!("cannot read {}/pending", self.shown), &error)),
            Ok(bytes) => bytes,
        };
        let unreadable = || {
            let help = format!("no file of the graph is torn; without {}/pending the next command writes", self.shown);
            Failure::Environment(format!("{}/pending is not what a command left there", self.shown), vec![help])
        };
        Step::read(&bytes).map(Some).ok_or_else(unreadable)
    }

    /// Begins a step: from here on it is on disk what is to become of the files. It holds their
    /// text, and nobody may read it who may not read `strictest` of them.
    pub(super) fn begin(&self, step: &Step, strictest: Option<Metadata>) -> std::io::Result<()> {
        let path = self.folder.join("pending");
        ready::ready_like(strictest, &path, &step.write())?.persist(&path)?;
        ready::sync_folder(&self.folder)
    }

    /// Forgets the step that is under way.
    pub(super) fn forget(&self) -> std::io::Result<()> {
        match std::fs::remove_file(self.folder.join("pending")) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => ready::sync_folder(&self.folder),
        }
    }

    /// Ends the step that is under way: it is one of the done, or takes one of them out.
    pub(super) fn end(&self, step: &Step) -> std::io::Result<()> {
        if let Some(number) = step.undoes {
            match std::fs::remove_file(self.path(number)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => return self.forget(),
            }
        }
        let numbers = self.numbers()?;
        let next = numbers.last().map_or(1, |last| last.saturating_add(1));
        std::fs::rename(self.folder.join("pending"), self.path(next))?;
        self.shorten();
        Ok(())
    }

    /// The done steps with their numbers, the last one first; what is no step is passed over.
    pub(super) fn done(&self) -> Result<impl Iterator<Item = Result<(u64, Step), Failure>>, Failure> {
        let failed = |error: std::io::Error| Failure::io(format_args!("cannot read {}", self.shown), &error);
        let numbers = self.numbers().map_err(failed)?;
        let read = move |number| match std::fs::read(self.path(number)) {
            Ok(bytes) => Step::read(&bytes).map(|step| Ok((number, step))),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => Some(Err(failed(error))),
        };
        Ok(numbers.into_iter().rev().filter_map(read))
    }

    fn path(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{number:06}{ENDING}"))
    }

    /// The numbers of the done steps, in order.
    fn numbers(&self) -> std::io::Result<Vec<u64>> {
        let entries = match std::fs::read_dir(&self.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut numbers = Vec::new();
        for entry in entries {
            let name = entry?.file_name().to_string_lossy().into_owned();
            numbers.extend(name.strip_suffix(ENDING).and_then(|number| number.parse::<u64>().ok()));
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// Drops the oldest steps beyond what is kept; what cannot be dropped is kept.
    fn shorten(&self) {
        let mut bytes = 0;
        for (nth, number) in self.numbers().unwrap_or_default().into_iter().rev().enumerate() {
            bytes += std::fs::metadata(self.path(number)).map_or(0, |file| file.len());
            if nth >= MOST || (nth > 0 && bytes > LARGEST) {
                let _ = std::fs::remove_file(self.path(number));
            }
        }
    }
}
