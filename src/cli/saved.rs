//! Where saved questions lie, and reading them.

use super::example;
use super::failure::Failure;
use super::folder::Root;
use super::folder::read_file;
use crate::model::Manifest;
use crate::question::Saved;
use crate::question::Trouble;
use crate::text::standing_alone;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The ending of a saved question's file.
const ENDING: &str = "question";

/// All saved questions of a graph, by name; what is wrong with one does not hide the others.
pub(super) fn all(roots: &[Root], manifest: &Manifest) -> Result<BTreeMap<String, Result<Saved, Trouble>>, Failure> {
    Ok(texts(roots, manifest)?.into_iter().map(|(name, text)| (name, Saved::parse(&text))).collect())
}

/// The names of saved questions in whose texts an id stands.
pub(super) fn naming(id: &str, roots: &[Root], manifest: &Manifest) -> Result<Vec<String>, Failure> {
    let is_it = |line: &str| !line.starts_with('#') && standing_alone(line, id).next().is_some();
    let is_named = |text: &str| text.lines().any(is_it);
    let texts = texts(roots, manifest)?.into_iter();
    Ok(texts.filter(|(_, text)| is_named(text)).map(|(name, _)| name).collect())
}

fn texts(roots: &[Root], manifest: &Manifest) -> Result<BTreeMap<String, String>, Failure> {
    let mut found = BTreeMap::new();
    for root in roots {
        match root {
            Root::Example => {
                let ours =
                    example::folder("queries").filter_map(|(path, text)| Some((path.strip_suffix(".question")?, text)));
                found.extend(ours.map(|(name, text)| (name.to_owned(), text.to_owned())));
            }
            Root::Path(path) => found.extend(in_folder(&folder(path, manifest))?),
        }
    }
    Ok(found)
}

/// The folder that the manifest names, or `queries` beside the graph.
fn folder(graph: &std::path::Path, manifest: &Manifest) -> PathBuf {
    match &manifest.queries {
        Some(named) if graph.is_dir() => graph.join(&**named),
        Some(named) => graph.with_file_name(&**named),
        None => graph.with_file_name("queries"),
    }
}

fn in_folder(folder: &std::path::Path) -> Result<BTreeMap<String, String>, Failure> {
    let mut found = BTreeMap::new();
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(found) };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.extension().is_none_or(|ending| ending != ENDING) {
            continue;
        }
        let Some(name) = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else { continue };
        found.insert(name, read_file(&path)?.text().to_owned());
    }
    Ok(found)
}
