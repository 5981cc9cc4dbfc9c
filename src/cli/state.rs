//! A state of the graph, as a comparison names it: a date, a file or folder, or a revision.
//!
//! Where there is none, the graph is meant as it lies here.

use super::failure::Failure;
use super::folder;
use super::folder::Root;
use super::git;
use crate::load::File;
use crate::model::NoDate;
use crate::model::State;
use clap::ArgMatches;

/// Reads a word: what exists is a path, what reads as a date is one, anything else a revision.
/// `date:`, `path:` and `rev:` before it say which it is.
pub(super) fn read(word: &str) -> Result<State, Failure> {
    let says_which = ["date:", "path:", "rev:"].iter().any(|prefix| word.starts_with(prefix));
    if !says_which && std::fs::metadata(word).is_ok() {
        return Ok(State::Path(word.into()));
    }
    match word.parse() {
        Err(NoDate(why)) if says_which => Err(Failure::Usage(why, Vec::new())),
        state => Ok(state.unwrap_or_else(|_| State::Revision(word.into()))),
    }
}

/// The files of the graph in a state.
pub(super) fn files(state: Option<&State>, roots: &[Root]) -> Result<Vec<File>, Failure> {
    match state {
        None | Some(State::AsOf(_)) => folder::read(roots),
        Some(State::Path(path)) => folder::read(&[Root::Path((**path).into())]),
        Some(State::Revision(name)) => git::files(name, roots),
    }
}

/// The files of the graph in the state that `--known-by` asks for, and what that state is called; as
/// they lie here where it asks for none.
pub(super) fn known(matches: &ArgMatches, roots: &[Root]) -> Result<(Vec<File>, Option<String>), Failure> {
    let Some(word) = matches.get_one::<String>("known-by") else { return Ok((folder::read(roots)?, None)) };
    let by = match word.parse() {
        Err(NoDate(why)) if word.starts_with("date:") => return Err(Failure::Usage(why, Vec::new())),
        by => by.unwrap_or_else(|_| State::Revision((**word).into())),
    };
    git::known(&by, roots).map(|(files, by)| (files, Some(by)))
}

/// How an answer calls a state.
pub(super) fn name(state: Option<&State>) -> String {
    match state {
        None => "now".to_owned(),
        Some(State::AsOf(date)) => date.to_string(),
        Some(State::Path(text) | State::Revision(text)) => (**text).to_owned(),
    }
}
