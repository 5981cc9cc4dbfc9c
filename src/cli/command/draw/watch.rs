//! Drawing anew whenever the graph changes.

use super::album::Album;
use super::album::Places;
use super::gallery;
use super::gallery::Drawn;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::folder::Root;
use crate::cli::interrupt;
use crate::cli::output;
use crate::diagnostic::All;
use crate::diagnostic::Form;
use crate::diagnostic::Page;
use crate::load::origins;
use crate::text::Colour;
use clap::ArgMatches;
use std::path::PathBuf;
use std::time::Duration;
use std::time::SystemTime;

/// How often the files are looked at. Ctrl-C ends the program at once, but for a file half written.
const INTERVAL: Duration = Duration::from_millis(100);

/// What tells that a file is another: its path, when it was written, and how long it is.
type Stamp = (PathBuf, Option<SystemTime>, u64);

/// Draws, and draws anew whenever a file of the graph has changed, until Ctrl-C.
pub(super) fn watch(places: &Places, matches: &ArgMatches) -> Result<Exit, Failure> {
    let mut last = None;
    while !interrupt::is_wanted() {
        let now = stamps(&places.all);
        // what is still being written is left alone until it rests
        if last.as_ref() != Some(&now) && rests(&places.all, &now) {
            if last.is_none() {
                gallery::make(matches.get_one::<PathBuf>("out"))?;
            }
            last = Some(now);
            output::say(&redraw(places, matches).unwrap_or_else(Failure::line));
        }
        std::thread::sleep(INTERVAL);
    }
    Ok(Exit::Interrupted)
}

fn rests(roots: &[Root], stamps_before: &[Stamp]) -> bool {
    std::thread::sleep(INTERVAL / 2);
    stamps(roots) == stamps_before
}

fn stamps(roots: &[Root]) -> Vec<Stamp> {
    let paths = folder::paths(roots).unwrap_or_default();
    let stamp = |path: PathBuf| {
        let known = std::fs::metadata(&path).ok();
        let written = known.as_ref().and_then(|known| known.modified().ok());
        (path, written, known.map_or(0, |known| known.len()))
    };
    paths.into_iter().map(stamp).collect()
}

/// Draws what has changed; says what was written, or what it waits for.
fn redraw(places: &Places, matches: &ArgMatches) -> Result<String, Failure> {
    let album = Album::open(places, matches)?;
    let (errors, files) = album.errors();
    if let Some(first) = errors.get(..1) {
        let origins = origins(files);
        let page = Page { diagnostics: first, origins: &origins, all: All::First, colour: Colour::Off };
        let form = Form::named("short").expect("the short form is in the table");
        let more = if errors.len() > 1 { format!(" (and {} more)", errors.len() - 1) } else { String::new() };
        return Ok(format!("{}{more}; waiting", form.print(page).to_string().trim_end()));
    }
    let mut chosen = album.chosen(matches)?;
    if chosen.is_empty() {
        chosen = album.views().collect();
    }
    let all = gallery::drawn(&album, &chosen, matches)?;
    let is_new = |one: &&Drawn| std::fs::read(&one.path).ok().as_ref() != Some(&one.bytes);
    let mut lines = Vec::new();
    for one in all.iter().filter(is_new) {
        output::replace(&one.path, &one.bytes)?;
        lines.push(one.wrote());
    }
    Ok(if lines.is_empty() { "no picture changes".into() } else { lines.join("\n") })
}
