//! What git keeps of a graph: its files under a revision, read without touching the working tree.

use super::failure::Failure;
use super::folder;
use super::folder::Root;
use crate::load::File;
use crate::model::Date;
use crate::model::State;
use crate::text::visible;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

/// Reads the files of a graph as they are under a revision.
pub(super) fn files(revision: &str, roots: &[Root]) -> Result<Vec<File>, Failure> {
    let mut files = Vec::new();
    for root in roots {
        let place = Place::of(root)?;
        files.append(&mut place.files(&place.commit(revision)?, revision)?);
    }
    Ok(files)
}

/// Reads the files of a graph as they were in the last commit of this branch on or before a date,
/// by the date of the committer, or under a revision; and says which state that is.
pub(super) fn known(by: &State, roots: &[Root]) -> Result<(Vec<File>, String), Failure> {
    let (mut files, mut commits) = (Vec::new(), Vec::new());
    for root in roots {
        let place = Place::of(root)?;
        place.line(&["rev-parse", "--git-dir"]).map_err(|_| {
            let help = vec!["what was known when is read from git: `git init` makes a repository".into()];
            Failure::Usage(format!("{} lies in no git repository", place.shown()), help)
        })?;
        let commit = place.known(by)?;
        let short = place.line(&["rev-parse", "--short", &commit])?;
        files.append(&mut place.files(&commit, &short)?);
        if !commits.contains(&short) {
            commits.push(short);
        }
    }
    let word = if commits.len() == 1 { "commit" } else { "commits" };
    let by = match by {
        State::AsOf(date) => format!("{date} UTC"),
        State::Path(name) | State::Revision(name) => name.to_string(),
    };
    Ok((files, format!("{by} ({word} {})", commits.join(", "))))
}

/// The commits of this branch after such a state that touched the graph, the first one first, each
/// with the committer's date.
pub(super) fn since(by: &State, root: &Root) -> Result<Vec<(String, String)>, Failure> {
    let place = Place::of(root)?;
    let after = format!("{}..HEAD", place.known(by)?);
    let listed = place.line(&["log", "--first-parent", "--reverse", "--format=%h %cI", &after, "--", &place.inside])?;
    Ok(listed.lines().filter_map(|line| line.split_once(' ')).map(|(one, date)| (one.into(), date.into())).collect())
}

/// Where a graph lies: the folder in which git is run, and its path from there.
struct Place<'a> {
    root: &'a Path,
    folder: &'a Path,
    inside: String,
}

impl<'a> Place<'a> {
    fn of(root: &'a Root) -> Result<Self, Failure> {
        let Root::Path(root) = root else {
            return Err(Failure::Usage("the example inside the program has no revisions".into(), Vec::new()));
        };
        if root.is_dir() {
            return Ok(Self { root, folder: root, inside: ".".to_owned() });
        }
        let inside = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = root.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(Self { root, folder, inside })
    }

    fn shown(&self) -> String {
        visible(&self.root.to_string_lossy()).into_owned()
    }

    fn line(&self, arguments: &[&str]) -> Result<String, Failure> {
        line(self.folder, arguments)
    }

    /// The commit that a revision names.
    fn commit(&self, revision: &str) -> Result<String, Failure> {
        // `--verify` and `--end-of-options` keep a name from being taken for an option or a path.
        let wanted = format!("{revision}^{{commit}}");
        self.line(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]).map_err(|_| {
            Failure::Usage(
                format!("`{revision}` is no file, no date and no revision"),
                vec!["a date is written 2026, 2026-02 or 2026-02-26; `git log` shows revisions".into()],
            )
        })
    }

    /// The commit of a state.
    fn known(&self, by: &State) -> Result<String, Failure> {
        match by {
            State::Revision(revision) => self.commit(revision),
            State::AsOf(date) => self.last_before(*date),
            State::Path(path) => {
                let help = vec!["--known-by takes a date or a revision; --graph takes a path".into()];
                Err(Failure::Usage(format!("`{path}` is no state that git keeps"), help))
            }
        }
    }

    /// The last commit of this branch that was there when a day ended in UTC. What another branch
    /// held by then was not known here before it was merged.
    fn last_before(&self, date: Date) -> Result<String, Failure> {
        let head = self.line(&["rev-parse", "--verify", "--quiet", "HEAD"]).map_err(|_| {
            let help = vec!["`git commit` keeps the graph as it is now".into()];
            Failure::Usage(format!("the repository of {} holds no commit yet", self.shown()), help)
        })?;
        let until = format!("--before={}T23:59:59Z", date.bounds().1);
        let found = self.line(&["rev-list", "-1", "--first-parent", &until, &head])?;
        if !found.is_empty() {
            return Ok(found);
        }
        let all = self.line(&["log", "--first-parent", "--format=%cI", &head])?;
        let first = all.lines().last().unwrap_or_default();
        Err(Failure::Usage(
            format!("git keeps no state of {} on or before {date}", self.shown()),
            vec![format!("the first commit of this branch is of {first}")],
        ))
    }

    /// The files of the graph in a commit, which their paths begin with under a name.
    fn files(&self, commit: &str, name: &str) -> Result<Vec<File>, Failure> {
        let listed = run(self.folder, &["ls-tree", "-r", "-z", commit, "--", &self.inside])?;
        let mut files = Vec::new();
        for entry in String::from_utf8_lossy(&listed).split('\0').filter(|entry| !entry.is_empty()) {
            // `MODE blob HASH\tPATH`, the path from this folder on.
            let Some((facts, path)) = entry.split_once('\t') else { continue };
            let mut facts = facts.split(' ');
            let is_file = facts.next().is_some_and(|mode| mode.starts_with("100")) && facts.next() == Some("blob");
            let is_read = is_file && folder::is_read_within(Path::new(path));
            let Some(hash) = facts.next().filter(|_| is_read) else { continue };
            let bytes = run(self.folder, &["cat-file", "blob", hash])?;
            files.push(File::from_bytes(format!("{name}:{}", self.folder.join(path).to_string_lossy()), bytes));
        }
        if files.is_empty() {
            return Err(Failure::Usage(format!("{name} holds no graph at {}", self.shown()), Vec::new()));
        }
        Ok(files)
    }
}

/// Runs git in a folder; the one line that it prints.
pub(super) fn line(folder: &Path, arguments: &[&str]) -> Result<String, Failure> {
    run(folder, arguments).map(|printed| String::from_utf8_lossy(&printed).trim().to_owned())
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
