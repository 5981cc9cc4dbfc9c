//! A state of the graph, as a comparison names it: a date, a file or folder, or a revision.

use super::failure::Failure;
use super::folder;
use super::folder::Root;
use super::git;
use crate::load::File;
use crate::model::Date;
use crate::model::NoDate;
use std::path::PathBuf;

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The graph as it lies here.
    Present,
    /// The same, looked at as of a date.
    AsOf(Date),
    /// Another file or folder.
    Path(PathBuf),
    /// What git keeps of the graph under a name.
    Revision(String),
}

impl State {
    /// Reads a word: what exists is a path, what reads as a date is one, anything else a revision.
    /// `date:`, `path:` and `rev:` before it say which it is.
    pub(super) fn of(word: &str) -> Result<Self, Failure> {
        if let Some(path) = word.strip_prefix("path:") {
            return Ok(Self::Path(path.into()));
        }
        if let Some(name) = word.strip_prefix("rev:") {
            return Ok(Self::Revision(name.to_owned()));
        }
        if let Some(date) = word.strip_prefix("date:") {
            let wrong = |error: NoDate| Failure::Usage(error.0, Vec::new());
            return date.parse().map(Self::AsOf).map_err(wrong);
        }
        match (std::fs::metadata(word), word.parse()) {
            (Ok(_), _) => Ok(Self::Path(word.into())),
            (Err(_), Ok(date)) => Ok(Self::AsOf(date)),
            (Err(_), Err(_)) => Ok(Self::Revision(word.to_owned())),
        }
    }

    /// The files of the graph in this state.
    pub(super) fn files(&self, roots: &[Root]) -> Result<Vec<File>, Failure> {
        match self {
            Self::Present | Self::AsOf(_) => folder::read(roots),
            Self::Path(path) => folder::read(&[Root::Path(path.clone())]),
            Self::Revision(name) => git::files(name, roots),
        }
    }

    /// How an answer calls it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Present => "now".to_owned(),
            Self::AsOf(date) => date.to_string(),
            Self::Path(path) => path.to_string_lossy().into_owned(),
            Self::Revision(name) => name.clone(),
        }
    }
}
