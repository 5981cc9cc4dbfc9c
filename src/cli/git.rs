//! What git keeps of a graph: its files under a revision, read without touching the working tree.

use super::failure::Failure;
use super::folder;
use super::folder::Root;
use crate::load::File;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

/// Reads the files of a graph as they are under a revision.
pub(super) fn files(revision: &str, roots: &[Root]) -> Result<Vec<File>, Failure> {
    let mut files = Vec::new();
    for root in roots {
        match root {
            Root::Path(path) => files.append(&mut under(revision, path)?),
            Root::Example => {
                return Err(Failure::Usage("the example inside the program has no revisions".into(), Vec::new()));
            }
        }
    }
    Ok(files)
}

fn under(revision: &str, root: &Path) -> Result<Vec<File>, Failure> {
    let (folder, inside) = if root.is_dir() {
        (root, ".".to_owned())
    } else {
        let name = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        (root.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")), name)
    };
    // `--verify` and `--end-of-options` keep a name from being taken for an option or a path.
    let wanted = format!("{revision}^{{commit}}");
    let commit = run(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]).map_err(|_| {
        Failure::Usage(
            format!("`{revision}` is no file, no date and no revision"),
            vec!["a date is written 2026, 2026-02 or 2026-02-26; `git log` shows revisions".into()],
        )
    })?;
    let commit = String::from_utf8_lossy(&commit).trim().to_owned();
    let listed = run(folder, &["ls-tree", "-r", "-z", &commit, "--", &inside])?;
    let mut files = Vec::new();
    for entry in String::from_utf8_lossy(&listed).split('\0').filter(|entry| !entry.is_empty()) {
        // `MODE blob HASH\tPATH`, the path from this folder on.
        let Some((facts, path)) = entry.split_once('\t') else { continue };
        let mut facts = facts.split(' ');
        let is_file = facts.next().is_some_and(|mode| mode.starts_with("100")) && facts.next() == Some("blob");
        let Some(hash) = facts.next().filter(|_| is_file && folder::is_read_within(Path::new(path))) else { continue };
        let bytes = run(folder, &["cat-file", "blob", hash])?;
        files.push(File::from_bytes(format!("{revision}:{}", folder.join(path).to_string_lossy()), bytes));
    }
    if files.is_empty() {
        let shown = root.to_string_lossy();
        return Err(Failure::Usage(format!("{revision} holds no graph at {shown}"), Vec::new()));
    }
    Ok(files)
}

/// Runs git in a folder; what it prints.
fn run(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Failure::io("cannot run git", &error))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let says = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(Failure::Environment(format!("git says: {says}"), Vec::new()))
}
