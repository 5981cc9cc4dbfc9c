//! A folder of pictures: written, and held against the graph.

use super::album;
use super::album::Album;
use crate::answer::Answer;
use crate::cli::ask;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::model::View;
use crate::render::Format;
use crate::render::Notice;
use crate::render::by_name;
use crate::text::count;
use crate::text::visible;
use clap::ArgMatches;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;

/// A picture and where it belongs.
pub(super) struct Drawn {
    /// The file.
    pub(super) path: PathBuf,
    /// What belongs in it.
    pub(super) bytes: Vec<u8>,
    /// What it shows.
    pub(super) answer: Answer,
    /// What there is to say of it besides.
    pub(super) notices: Vec<Notice>,
}

impl Drawn {
    /// Says what was written where.
    pub(super) fn wrote(&self) -> String {
        ask::wrote(&self.path, &self.answer, &self.notices)
    }
}

/// Draws views and writes each into its file: all, or none where one cannot be drawn.
pub(super) fn draw(album: &Album, views: &[&View], matches: &ArgMatches) -> Result<Exit, Failure> {
    let all = drawn(album, views, matches)?;
    make(matches.get_one::<PathBuf>("out"))?;
    for one in &all {
        output::replace(&one.path, &one.bytes)?;
        output::say(&one.wrote());
        ask::warn(&one.notices);
    }
    let exits = std::iter::once(album.exit()).chain(all.iter().map(|one| ask::exit(&one.answer, matches)));
    Ok(exits.into_iter().find(|exit| *exit != Exit::Done).unwrap_or(Exit::Done))
}

/// Draws views without writing anything.
pub(super) fn drawn(album: &Album, views: &[&View], matches: &ArgMatches) -> Result<Vec<Drawn>, Failure> {
    let here = PathBuf::new();
    let folder = ["out", "check"].iter().find_map(|name| matches.get_one::<PathBuf>(name)).unwrap_or(&here);
    let form = ask::form(matches, by_name("svg").expect("svg is in the table"))?;
    let draw = |view: &&View| {
        let answer = album.answer(view, matches)?;
        let (bytes, notices) = album.draw((view, &answer), form, matches)?;
        let path = matches.get_one::<PathBuf>("output").cloned();
        Ok(Drawn { path: path.unwrap_or_else(|| album::file(folder, view, form)), bytes, answer, notices })
    };
    views.iter().map(draw).collect()
}

/// Makes the folder that pictures are written into.
pub(super) fn make(folder: Option<&PathBuf>) -> Result<(), Failure> {
    let Some(folder) = folder else { return Ok(()) };
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::io(format_args!("cannot make {}", visible(&folder.to_string_lossy())), &error))
}

/// Holds the pictures in a folder against the graph: names those that differ, are missing, or belong
/// to no view.
pub(super) fn check(album: &Album, folder: &Path, matches: &ArgMatches) -> Result<Exit, Failure> {
    let views: Vec<&View> = album.views().collect();
    let all = drawn(album, &views, matches)?;
    let form = ask::form(matches, by_name("svg").expect("svg is in the table"))?;
    let mut text = String::new();
    for one in &all {
        let what = match std::fs::read(&one.path) {
            Ok(bytes) if bytes == one.bytes => continue,
            Ok(_) => "does not match the graph",
            Err(error) if error.kind() == ErrorKind::NotFound => "is missing",
            Err(error) => return Err(Failure::io(format_args!("cannot read {}", shown(&one.path)), &error)),
        };
        let _ = writeln!(text, "{} {what}", shown(&one.path));
    }
    let renew = !text.is_empty();
    for path in superfluous(folder, form, &all)? {
        let _ = writeln!(text, "{} belongs to no view: delete it", shown(&path));
    }
    if renew {
        let _ = writeln!(text, "`{}` renews them", renewal(folder, form, matches));
    }
    if text.is_empty() {
        text = format!("{} as the graph has it\n", count(all.len(), "picture"));
        output::print(text.as_bytes())?;
        return Ok(album.exit());
    }
    output::print(text.as_bytes())?;
    album.exit();
    Ok(Exit::NotHeld)
}

/// Files in the form of the pictures that are no view's.
fn superfluous(folder: &Path, form: &Format, all: &[Drawn]) -> Result<BTreeSet<PathBuf>, Failure> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(Failure::io(format_args!("cannot read {}", shown(folder)), &error)),
    };
    let paths = entries.flatten().map(|entry| entry.path());
    let is_picture = |path: &PathBuf| path.extension().is_some_and(|ending| ending == form.ending);
    Ok(paths.filter(is_picture).filter(|path| all.iter().all(|one| one.path != *path)).collect())
}

/// The command that writes the pictures anew.
fn renewal(folder: &Path, form: &Format, matches: &ArgMatches) -> String {
    let view = matches.get_one::<PathBuf>("view").map(|file| format!(" --view {}", shown(file))).unwrap_or_default();
    let format = if form.name == "svg" { String::new() } else { format!(" --format {}", form.name) };
    format!("actant draw --all --out {}{view}{format}", shown(folder))
}

fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}
