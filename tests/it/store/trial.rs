//! A graph on which a writer is tried, and what must hold of it afterwards.

use crate::process::run;
use crate::process::told;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::ExitStatus;

/// The files of the graph: path, text before and after.
const FILES: &[(&str, &str, &str)] = &[
    (
        "a.json",
        "{\"actors\": [{\"name\": \"A\", \"id\": \"a\", \"kind\": \"state\"}],\n \"name\": \"Trial\"}\n",
        "{\n  \"name\": \"Trial\",\n  \"actors\": [\n    {\"id\": \"a\", \"kind\": \"state\", \"name\": \"A\"}\n  ]\n}\n",
    ),
    (
        "sub/b.json",
        "{\"actors\": [{\"name\": \"B\", \"id\": \"b\", \"kind\": \"state\"}]}\n",
        "{\n  \"actors\": [\n    {\"id\": \"b\", \"kind\": \"state\", \"name\": \"B\"}\n  ]\n}\n",
    ),
];

/// What is tried: a command that is to bring the files from one state into the other.
pub struct Writer {
    /// Its words, run in the folder in which `graph` lies.
    pub words: Vec<String>,
    /// What it finds.
    pub start: Start,
}

/// What a writer finds.
pub enum Start {
    /// Files that are not canonical.
    Fresh,
    /// Files that `fmt` has written.
    Written,
    /// Files of which `fmt` has written some when it was cut off, in this folder.
    CutOff(tempfile::TempDir),
}

/// A graph before a writer.
pub struct Trial {
    folder: tempfile::TempDir,
    /// What the files hold before the writer where it is not cut off, and after it.
    texts: Vec<(&'static str, &'static str, &'static str)>,
    is_cut_off: bool,
}

impl Writer {
    /// Words on files that are not canonical.
    pub fn new(words: &[&str]) -> Self {
        Self { words: words.iter().map(|word| (*word).to_owned()).collect(), start: Start::Fresh }
    }

    /// The program with one word.
    pub fn actant(word: &str, start: Start) -> Self {
        Self { start, ..Self::new(&[env!("CARGO_BIN_EXE_actant"), word]) }
    }

    /// A new graph for it.
    pub fn trial(&self) -> Trial {
        let turned = |(path, before, after): &(_, _, _)| (*path, *after, *before);
        let is_fresh = matches!(self.start, Start::Fresh);
        let texts = if is_fresh { FILES.to_vec() } else { FILES.iter().map(turned).collect() };
        let is_cut_off = matches!(self.start, Start::CutOff(_));
        let trial = Trial { folder: tempfile::tempdir().unwrap(), texts, is_cut_off };
        if let Start::CutOff(start) = &self.start {
            let copy = Command::new("cp").arg("-a").arg(start.path().join("graph")).arg(trial.folder()).status();
            assert!(copy.unwrap().success());
            return trial;
        }
        for (path, before, after) in FILES {
            // `new` is what the tearing writer copies from
            for (start, text) in [("graph", before), ("new", after)] {
                let file = trial.folder().join(start).join(path);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, text).unwrap();
            }
        }
        if !is_fresh {
            assert!(run(trial.folder(), &["fmt"]).status.success());
        }
        trial
    }
}

impl Trial {
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The folder, as the start of another trial.
    pub fn into_start(self) -> Start {
        Start::CutOff(self.folder)
    }

    fn graph(&self) -> PathBuf {
        self.folder().join("graph")
    }

    /// How many files are as after the writer; a file that is neither is torn.
    pub fn written(&self) -> Result<usize, String> {
        let mut written = 0;
        for (path, old, new) in &self.texts {
            let now = fs::read_to_string(self.graph().join(path)).map_err(|error| format!("{path}: {error}"))?;
            match now {
                now if now == *new => written += 1,
                now if now == *old => {}
                now => return Err(format!("{path} is torn: {now:?}")),
            }
        }
        Ok(written)
    }

    /// Judges the graph after a writer that ended so and said this.
    pub fn judge(&self, status: ExitStatus, said: &str) -> Result<(), String> {
        let (written, all) = (self.written()?, FILES.len());
        let unsure = ["written, but not known", "after others were written", "took back"];
        // what was written in part before may still be
        let is_unsure = self.is_cut_off || unsure.iter().any(|words| said.contains(words));
        match status.code() {
            Some(0) if written != all => {
                return Err(format!("it ended with 0 and {written} of {all} files are written"));
            }
            Some(3) if written != 0 && !is_unsure => {
                return Err(format!("it failed and {written} files are written: {said}"));
            }
            // Ctrl-C may come when all is done
            Some(130) if written != 0 && written != all && !self.is_cut_off => {
                return Err(format!("it was interrupted and {written} files are written"));
            }
            // 2: a folder that cannot be looked at is taken for none; 127: the program does not begin
            Some(2 | 127) if written != 0 && !self.is_cut_off => {
                return Err(format!("it did not begin and {written} files are written: {said}"));
            }
            Some(0 | 2 | 3 | 127 | 130) | None => {}
            Some(code) => return Err(format!("it ended with {code}: {said}")),
        }
        let check = run(self.folder(), &["check"]);
        if !check.status.success() {
            return Err(format!("check says {}{}", String::from_utf8_lossy(&check.stdout), told(&check)));
        }
        self.goes_on()
    }

    /// The next commands work, and leave nothing behind.
    fn goes_on(&self) -> Result<(), String> {
        for (word, canonical) in [("fmt", true), ("undo", false), ("fmt", true)] {
            let output = run(self.folder(), &[word]);
            let is_done = FILES.iter().all(|(path, before, after)| {
                fs::read_to_string(self.graph().join(path)).unwrap() == *if canonical { after } else { before }
            });
            if output.status.code() != Some(0) || !is_done {
                return Err(format!("then `{word}` does not work: {}", told(&output)));
            }
        }
        let left = left_over(&self.graph());
        if left.is_empty() { Ok(()) } else { Err(format!("left behind: {left:?}")) }
    }
}

/// Every file below a folder that a writer did not clear away.
pub fn left_over(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            found.extend(left_over(&entry.path()));
        } else if name.contains(".tmp") || name == "pending" {
            found.push(name);
        }
    }
    found
}

/// Says that a test cannot be made here.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub fn skip(why: &str) {
    eprintln!("skipped: {why}");
}

/// Tells whether nothing is forbidden to this process.
pub fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}

/// A small disk in a folder, gone when it is dropped.
pub struct Disk(PathBuf);

impl Disk {
    pub fn mounted(folder: &Path, options: &str) -> Option<Self> {
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", options, "none"]).arg(folder).output();
        mount.is_ok_and(|output| output.status.success()).then(|| Self(folder.to_owned()))
    }

    pub fn remounted(&self, options: &str) {
        let remount = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&self.0).status();
        assert!(remount.unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}
