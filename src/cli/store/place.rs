//! Where a file of a graph really lies.

use super::ready;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::folder::Root;
use crate::text::visible;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;

/// The hidden folder in a graph's folder that holds its lock and its journal.
pub(super) const STATE: &str = ".actant";

/// The folder of a graph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Home {
    /// Where it lies, without links.
    pub(super) folder: PathBuf,
    /// How it was named.
    pub(super) name: PathBuf,
}

/// A file in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Its path from the graph's folder on, without links.
    pub(super) inside: String,
    /// Where it lies, without links.
    pub(super) path: PathBuf,
}

impl Home {
    /// The home of a graph that is named by a folder, or by a file in one.
    ///
    /// A part of a graph in a repository belongs to the whole that was written before, so that
    /// both have one lock and one journal.
    pub(super) fn of(root: &Path) -> Result<Self, Failure> {
        let failed = |error: std::io::Error| cannot("read", root, &error);
        let real = std::fs::canonicalize(root).map_err(failed)?;
        let is_folder = std::fs::metadata(&real).map_err(failed)?.is_dir();
        let (folder, name) = if is_folder { (&*real, root) } else { (ready::folder(&real), ready::folder(root)) };
        match whole(folder).map_err(failed)?.filter(|whole| *whole != folder) {
            Some(whole) => Ok(Self { folder: whole.to_owned(), name: whole.to_owned() }),
            None => Ok(Self { folder: folder.to_owned(), name: name.to_owned() }),
        }
    }

    /// How it is called.
    pub(super) fn called(&self) -> String {
        visible(&folder::shown(&self.name)).into_owned()
    }

    /// How a file in it is called.
    pub(super) fn shown(&self, inside: &str) -> String {
        let path = if self.name == Path::new(".") { inside.into() } else { self.name.join(inside) };
        visible(&folder::shown(&path)).into_owned()
    }

    /// The place of a file that the journal names; what leads out of the folder is no place.
    pub(super) fn place(&self, inside: &str) -> Result<Place, Failure> {
        let path = self.folder.join(inside);
        let real = real(&path).map_err(|error| cannot("read", &path, &error))?;
        if !is_open(Path::new(inside)) || real != path {
            return Err(Failure::Environment(format!("{} is no file of the graph", self.shown(inside)), Vec::new()));
        }
        Ok(Place { inside: inside.to_owned(), path })
    }
}

/// The graph to which a file belongs, and its place there. A link is followed inside the graph's
/// folder, and refused where it leaves it.
pub(super) fn find(path: &Path) -> Result<(Home, Place), Failure> {
    let root = folder::named().iter().find_map(|root| match root {
        Root::Path(root) if path.starts_with(root) => Some(root.as_path()),
        _ => None,
    });
    let root = root.unwrap_or(ready::folder(path));
    let home = Home::of(root)?;
    let real = real(path).map_err(|error| cannot("write", path, &error))?;
    let top = std::fs::canonicalize(root).map_err(|error| cannot("read", root, &error))?;
    let inside = real.strip_prefix(&home.folder).ok().filter(|_| real.starts_with(&top));
    let refused = |why: &str| {
        Failure::Environment(format!("{} {why}", visible(&path.to_string_lossy())), vec!["nothing was written".into()])
    };
    let inside = inside.ok_or_else(|| refused("is a link that leaves the graph's folder"))?;
    let inside = inside.to_str().filter(|_| is_open(inside));
    let inside = inside.ok_or_else(|| refused("cannot be written: its path is hidden, or no text"))?;
    Ok((home, Place { inside: folder::shown(Path::new(inside)), path: real }))
}

/// The nearest folder here or above, in the same repository, in which there is a lock.
fn whole(folder: &Path) -> std::io::Result<Option<&Path>> {
    let mut nearest = None;
    for above in folder.ancestors() {
        if nearest.is_none() && ready::existing(&above.join(STATE).join("lock"))?.is_some() {
            nearest = Some(above);
        }
        if ready::existing(&above.join(".git"))?.is_some() {
            return Ok(nearest);
        }
    }
    // outside of a repository only the folder itself counts
    Ok(nearest.filter(|nearest| *nearest == folder))
}

/// Tells whether a path stays in its folder, and goes through none that is hidden there, as git's
/// own is; so that a journal that came with a graph can name no other files.
fn is_open(inside: &Path) -> bool {
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let all = inside.components().all(|part| matches!(part, Component::Normal(_)));
    let folders = inside.parent().into_iter().flat_map(Path::iter).all(|name| !hidden(name));
    let is_text = inside.extension().is_some_and(|ending| ending == "json" || ending == "jsonl");
    all && folders && (is_text || inside.file_name().is_some_and(|name| !hidden(name)))
}

/// A path without links; of what is not there yet, that of the folder and its name.
fn real(path: &Path) -> std::io::Result<PathBuf> {
    match std::fs::canonicalize(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if std::fs::symlink_metadata(path).is_ok() {
                return Err(std::io::Error::other("it is a link to nothing"));
            }
            let name = path.file_name().ok_or(error)?;
            Ok(real(ready::folder(path))?.join(name))
        }
        other => other,
    }
}

fn cannot(what: &str, path: &Path, error: &std::io::Error) -> Failure {
    Failure::io(format_args!("cannot {what} {}", visible(&path.to_string_lossy())), error)
}
