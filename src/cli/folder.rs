//! Finding and reading the files of a graph.

use super::example;
use super::failure::Failure;
use crate::load::File;
use crate::text::visible;
use clap::ArgMatches;
use std::path::Path;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Files over this size are refused before they are read: byte positions are 32 bits wide.
pub(super) const LARGEST: u64 = 2 << 30;
/// Folders deeper than this are refused.
const DEEPEST: usize = 32;
/// A graph of more files than this is refused.
const MOST: usize = 100_000;

/// Where a graph is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Root {
    /// A folder or a file.
    Path(PathBuf),
    /// Inside the program.
    Example,
}

/// Where the graph is, once the arguments are known.
static NAMED: OnceLock<Vec<Root>> = OnceLock::new();

/// Finds the graph that the arguments name: `--graph`, `--example`, `ACTANT_GRAPH`, or `graph`
/// here and upwards to the repository's root.
pub(super) fn roots(matches: &ArgMatches) -> Result<Vec<Root>, Failure> {
    let roots = find(matches)?;
    let _ = NAMED.set(roots.clone());
    Ok(roots)
}

/// Where the graph is that was found; nothing where none was looked for.
pub(super) fn named() -> &'static [Root] {
    NAMED.get().map_or(&[], Vec::as_slice)
}

fn find(matches: &ArgMatches) -> Result<Vec<Root>, Failure> {
    if matches.get_flag("example") {
        return Ok(vec![Root::Example]);
    }
    let named: Vec<Root> =
        matches.get_many::<PathBuf>("graph").into_iter().flatten().cloned().map(Root::Path).collect();
    if !named.is_empty() {
        return Ok(named);
    }
    if let Some(path) = std::env::var_os("ACTANT_GRAPH").filter(|path| !path.is_empty()) {
        return Ok(vec![Root::Path(path.into())]);
    }
    match upwards() {
        Some(path) => Ok(vec![Root::Path(path)]),
        None => Err(Failure::Usage(
            "there is no graph here".into(),
            vec![
                "`actant init DIR` makes a small one".into(),
                "`--graph PATH` or ACTANT_GRAPH names one elsewhere".into(),
                "`--example` asks the one inside the program".into(),
            ],
        )),
    }
}

/// `graph` in this folder or one above it, up to the root of the repository. Without a repository
/// only this folder counts.
fn upwards() -> Option<PathBuf> {
    let here = PathBuf::from("graph");
    if here.is_dir() {
        return Some(here);
    }
    let current = std::env::current_dir().ok()?;
    let top = current.ancestors().find(|folder| folder.join(".git").exists())?;
    let inside = current.ancestors().skip(1).take_while(|folder| folder.starts_with(top));
    inside.zip(1..).find(|(folder, _)| folder.join("graph").is_dir()).map(|(_, steps)| {
        let mut path: PathBuf = std::iter::repeat_n("..", steps).collect();
        path.push("graph");
        path
    })
}

/// Reads every file of the graphs, in the order of their paths.
pub(super) fn read(roots: &[Root]) -> Result<Vec<File>, Failure> {
    let mut files = Vec::new();
    for root in roots {
        match root {
            Root::Example => files.extend(example::graph()),
            Root::Path(path) => {
                for path in below(path)? {
                    files.push(read_file(&path)?);
                }
            }
        }
    }
    Ok(files)
}

/// The paths of every file of the graphs, in order; what is inside the program has none.
pub(super) fn paths(roots: &[Root]) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = Vec::new();
    for root in roots {
        if let Root::Path(path) = root {
            paths.extend(below(path)?);
        }
    }
    Ok(paths)
}

/// A path as a file of a graph carries it.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn below(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let shown = visible(&root.to_string_lossy()).into_owned();
    let kind = std::fs::metadata(root).map_err(|error| Failure::io(format_args!("cannot read {shown}"), &error))?;
    if !kind.is_dir() {
        return Ok(vec![root.to_owned()]);
    }
    let top = std::fs::canonicalize(root).map_err(|error| Failure::io(format_args!("cannot read {shown}"), &error))?;
    let mut found = Vec::new();
    collect(root, &top, DEEPEST, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, top: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let shown = visible(&folder.to_string_lossy()).into_owned();
    let refuse = |why: &str| Err(Failure::Environment(format!("{shown} {why}"), Vec::new()));
    if depth == 0 {
        return refuse(&format!("is more than {DEEPEST} folders deep"));
    }
    let entries =
        std::fs::read_dir(folder).map_err(|error| Failure::io(format_args!("cannot read {shown}"), &error))?;
    for entry in entries {
        let path = entry.map_err(|error| Failure::io(format_args!("cannot read {shown}"), &error))?.path();
        if is_ignored(&path) {
            continue;
        }
        let real = std::fs::canonicalize(&path)
            .map_err(|error| Failure::io(format_args!("cannot read {}", path.display()), &error))?;
        if !real.starts_with(top) {
            return Err(Failure::Environment(
                format!("{} is a link that leaves the graph's folder", visible(&path.to_string_lossy())),
                vec!["put the file itself there, or give its folder as another --graph".into()],
            ));
        }
        let kind = std::fs::metadata(&real)
            .map_err(|error| Failure::io(format_args!("cannot read {}", visible(&path.to_string_lossy())), &error))?;
        if kind.is_dir() {
            collect(&path, top, depth - 1, found)?;
        } else if is_read(&path) {
            found.push(path);
        }
        if found.len() > MOST {
            return refuse(&format!("holds more than {MOST} files"));
        }
    }
    Ok(())
}

/// Tells whether a file is part of a graph, going by its name.
fn is_read(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "json" || ending == "jsonl") && !is_ignored(path)
}

/// Tells whether a file is part of a graph in whose folder it has this path.
pub(super) fn is_read_within(path: &Path) -> bool {
    is_read(path) && path.iter().all(|part| !is_ignored(Path::new(part)))
}

/// Hidden files and those that editors and patches leave behind.
fn is_ignored(path: &Path) -> bool {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { return true };
    let ends = ["~", ".orig", ".rej", ".swp"];
    name.starts_with('.')
        || name.starts_with('#')
        || ends.iter().any(|end| name.ends_with(end))
        || name == super::command::IDS_SCHEMA
}

/// Reads one file; anything but a regular file of a bearable size is refused before it is opened.
pub(super) fn read_file(path: &Path) -> Result<File, Failure> {
    Ok(File::from_bytes(shown(path), read_bytes(path)?))
}

/// Reads the bytes of one file, which need not be of a graph, under the same conditions.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let shown = visible(&path.to_string_lossy()).into_owned();
    let failed = |error: std::io::Error| Failure::io(format_args!("cannot read {shown}"), &error);
    let kind = std::fs::metadata(path).map_err(failed)?;
    if !kind.is_file() {
        return Err(Failure::Environment(format!("{shown} is not a file"), vec!["give a file or a folder".into()]));
    }
    if kind.len() > LARGEST {
        let help = vec!["split it: a graph may be any number of files".into()];
        return Err(Failure::Environment(format!("{shown} is larger than {LARGEST} bytes"), help));
    }
    std::fs::read(path).map_err(failed)
}
