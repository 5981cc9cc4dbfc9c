//! The shipped graph and its saved questions, inside the program.

use crate::load::File;

/// Every file of the shipped graph and its questions: path and text.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/example.rs"));

/// The files of the shipped graph.
pub(super) fn graph() -> impl Iterator<Item = File> {
    let ours = FILES
        .iter()
        .filter(|(path, _)| path.starts_with("graph/") && (path.ends_with(".json") || path.ends_with(".jsonl")));
    ours.map(|(path, text)| File::new(*path, *text))
}

/// The files of one folder, `graph` or `queries`: path within it, and text.
pub(super) fn folder(name: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().filter_map(move |(path, text)| Some((path.strip_prefix(name)?.strip_prefix('/')?, *text)))
}
