//! A state of the graph, as a comparison names it: a date, a file or folder, or a revision.
//!
//! Where there is none, the graph is meant as it lies here.

use super::failure::Failure;
use super::folder;
use super::folder::Root;
use super::git;
use super::store;
use crate::load::File;
use crate::load::load;
use crate::model::NoDate;
use crate::model::State;
use crate::question::Trouble;
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

/// The files of the graph as it lies here; where a command was cut off, it is said.
pub(super) fn as_it_lies(roots: &[Root]) -> Result<Vec<File>, Failure> {
    store::warn(roots);
    folder::read(roots)
}

/// The files of the graph in a state.
pub(super) fn files(state: Option<&State>, roots: &[Root]) -> Result<Vec<File>, Failure> {
    match state {
        None | Some(State::AsOf(_)) => as_it_lies(roots),
        Some(State::Path(path)) => folder::read(&[Root::Path((**path).into())]),
        Some(State::Revision(name)) => git::files(name, roots),
    }
}

/// The files of the graph in the state that `--known-by` asks for, and what that state is called; as
/// they lie here where it asks for none.
pub(super) fn known(matches: &ArgMatches, roots: &[Root]) -> Result<(Vec<File>, Option<String>), Failure> {
    let Some(by) = wanted(matches)? else { return Ok((as_it_lies(roots)?, None)) };
    git::known(&by, roots).map(|(files, by)| (files, Some(by)))
}

/// Why a question cannot be asked of the state of that name: where it names an actor that is not
/// there, since when it is.
pub(super) fn trouble(trouble: Trouble, by: Option<&str>, (matches, roots): (&ArgMatches, &[Root])) -> Failure {
    let (Some(by), Trouble::Unknown { what, word, .. }) = (by, &trouble) else { return trouble.into() };
    let later = if *what == "actor" { later(word, matches, roots) } else { None };
    Failure::Usage(format!("as known by {by}, {trouble}"), later.map_or_else(|| trouble.help(), |help| vec![help]))
}

/// By which commit an actor is there that the state of `--known-by` does not have, if by any.
fn later(name: &str, matches: &ArgMatches, roots: &[Root]) -> Option<String> {
    let ([root], Some(by)) = (roots, wanted(matches).ok()?) else { return None };
    let is_there = |files: Vec<File>| crate::question::actor(&load(&files).model, name).is_ok();
    let commits = git::since(&by, root).ok()?;
    // mostly the first: what a commit has, those after it have as well, unless it was taken out again
    let at = commits.partition_point(|(commit, _)| !git::files(commit, roots).is_ok_and(is_there));
    match commits.get(at) {
        Some((commit, date)) => Some(format!("it is there by commit {commit} of {date}")),
        None if is_there(folder::read(roots).ok()?) => {
            Some("it is in the graph as it lies here, in no commit yet".into())
        }
        None => None,
    }
}

/// What `--known-by` asks for.
fn wanted(matches: &ArgMatches) -> Result<Option<State>, Failure> {
    let Some(word) = matches.get_one::<String>("known-by") else { return Ok(None) };
    match word.parse() {
        Err(NoDate(why)) if word.starts_with("date:") => Err(Failure::Usage(why, Vec::new())),
        by => Ok(Some(by.unwrap_or_else(|_| State::Revision((**word).into())))),
    }
}

/// How an answer calls a state.
pub(super) fn name(state: Option<&State>) -> String {
    match state {
        None => "now".to_owned(),
        Some(State::AsOf(date)) => date.to_string(),
        Some(State::Path(text) | State::Revision(text)) => (**text).to_owned(),
    }
}
