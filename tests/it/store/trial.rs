//! A graph on which a writer is tried, and what must hold of it afterwards.

use crate::process::run;
use crate::process::told;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::ExitStatus;

/// A file: its path, its text before and after, none where it is not there.
type Held = (&'static str, Option<&'static str>, Option<&'static str>);

/// What is to be done to a graph.
pub struct Task {
    /// The command that does it.
    words: &'static [&'static str],
    /// The files of the graph.
    files: &'static [Held],
    /// Other files in the folder.
    beside: &'static [(&'static str, &'static str)],
}

/// Two files are written anew.
pub const FORMAT: Task = Task {
    words: &["fmt"],
    files: &[
        (
            "a.json",
            Some("{\"actors\": [{\"name\": \"A\", \"id\": \"a\", \"kind\": \"state\"}],\n \"name\": \"Trial\"}\n"),
            Some(
                "{\n  \"name\": \"Trial\",\n  \"actors\": [\n    {\"id\": \"a\", \"kind\": \"state\", \"name\": \"A\"}\n  ]\n}\n",
            ),
        ),
        (
            "sub/b.json",
            Some("{\"actors\": [{\"name\": \"B\", \"id\": \"b\", \"kind\": \"state\"}]}\n"),
            Some("{\n  \"actors\": [\n    {\"id\": \"b\", \"kind\": \"state\", \"name\": \"B\"}\n  ]\n}\n"),
        ),
    ],
    beside: &[],
};

/// A file is changed and another one made.
pub const IMPORT: Task = Task {
    words: &["import", "ties.csv", "--mapping", "ties.mapping.json"],
    files: &[
        (
            "a.json",
            Some(
                "{\"name\": \"Trial\", \"sources\": [{\"id\": \"log\", \"title\": \"Log\"}], \"actors\": [\n\
                 {\"id\": \"a\", \"kind\": \"state\", \"name\": \"A\"},\n{\"id\": \"b\", \"kind\": \"state\", \"name\": \"B\"}],\n\
                 \"relations\": [{\"from\": \"a\", \"type\": \"backs\", \"to\": \"b\", \"sources\": [\"log\"]}]}\n",
            ),
            Some(
                "{\"name\": \"Trial\", \"sources\": [{\"id\": \"log\", \"title\": \"Log\"}], \"actors\": [\n\
                 {\"id\": \"a\", \"kind\": \"state\", \"name\": \"A\"},\n{\"id\": \"b\", \"kind\": \"state\", \"name\": \"B\"}],\n\
                 \"relations\": [{\"from\": \"a\", \"type\": \"backs\", \"to\": \"b\", \"sources\": [\"log\", \"book\"]}]}\n",
            ),
        ),
        (
            "ties.json",
            None,
            Some(
                "{\n  \"sources\": [\n    {\"id\": \"book\", \"title\": \"Book\"}\n  ],\n  \"actors\": [\n    \
                 {\"id\": \"c\", \"kind\": \"state\", \"name\": \"C\"}\n  ],\n  \"relations\": [\n    \
                 {\"from\": \"a\", \"type\": \"backs\", \"to\": \"c\", \"sources\": [\"book\"]}\n  ]\n}\n",
            ),
        ),
    ],
    beside: &[
        ("ties.csv", "from,to\nA,B\nA,C\n"),
        (
            "ties.mapping.json",
            r#"{"source": {"title": "Book"}, "records": [{"relation": {"from": {"name": "{from}", "kind": "state"},
                "type": "backs", "to": {"name": "{to}", "kind": "state"}}}]}"#,
        ),
    ],
};

/// What is tried: a command that is to bring the files from one state into the other.
pub struct Writer {
    /// Its words, run in the folder in which `graph` lies.
    pub words: Vec<String>,
    /// What is to be done, or to be taken back.
    task: &'static Task,
    /// What it finds.
    start: Start,
}

/// What a writer finds.
enum Start {
    /// Files to which nothing was done.
    Fresh,
    /// Files to which it was done.
    Done,
    /// Files of which some were written when it was cut off, in this folder.
    CutOff(tempfile::TempDir),
}

/// A graph before a writer.
pub struct Trial {
    folder: tempfile::TempDir,
    task: &'static Task,
    /// What the files hold before the writer where it is not cut off, and after it.
    texts: Vec<Held>,
    is_cut_off: bool,
}

impl Writer {
    /// Any words, which are to do what `FORMAT` does.
    pub fn new(words: &[&str]) -> Self {
        Self { words: words.iter().map(|word| (*word).to_owned()).collect(), task: &FORMAT, start: Start::Fresh }
    }

    /// The program that does something.
    pub fn doing(task: &'static Task) -> Self {
        Self::actant(task.words, task, Start::Fresh)
    }

    /// The program that takes it back.
    pub fn undoing(task: &'static Task) -> Self {
        Self::actant(&["undo"], task, Start::Done)
    }

    /// The program that takes it back where it was cut off, as in this trial.
    pub fn undoing_part(trial: Trial) -> Self {
        Self::actant(&["undo"], trial.task, Start::CutOff(trial.folder))
    }

    fn actant(words: &[&str], task: &'static Task, start: Start) -> Self {
        Self { task, start, ..Self::new(&[&[env!("CARGO_BIN_EXE_actant")], words].concat()) }
    }

    /// A new graph for it.
    pub fn trial(&self) -> Trial {
        let turned = |(path, before, after): &Held| (*path, *after, *before);
        let is_fresh = matches!(self.start, Start::Fresh);
        let files = self.task.files;
        let texts = if is_fresh { files.to_vec() } else { files.iter().map(turned).collect() };
        let is_cut_off = matches!(self.start, Start::CutOff(_));
        let trial = Trial { folder: tempfile::tempdir().unwrap(), task: self.task, texts, is_cut_off };
        if let Start::CutOff(start) = &self.start {
            let copy = Command::new("cp").arg("-a").arg(start.path().join(".")).arg(trial.folder()).status();
            assert!(copy.unwrap().success());
            return trial;
        }
        for (path, before, after) in files {
            // `new` is what the tearing writer copies from
            for (start, text) in [("graph", before), ("new", after)] {
                let file = trial.folder().join(start).join(path);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                text.iter().for_each(|text| fs::write(&file, text).unwrap());
            }
        }
        for (path, text) in self.task.beside {
            fs::write(trial.folder().join(path), text).unwrap();
        }
        if !is_fresh {
            let done = run(trial.folder(), self.task.words);
            assert!(done.status.success(), "{}", told(&done));
        }
        trial
    }
}

impl Trial {
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn graph(&self) -> PathBuf {
        self.folder().join("graph")
    }

    /// What a file of the graph holds, if it is there.
    fn held(&self, path: &str) -> Option<String> {
        let read = fs::read_to_string(self.graph().join(path));
        read.map_err(|error| assert_eq!(error.kind(), ErrorKind::NotFound, "{path}")).ok()
    }

    /// How many files are as after the writer; a file that is neither is torn.
    pub fn written(&self) -> Result<usize, String> {
        let mut written = 0;
        for (path, old, new) in &self.texts {
            match self.held(path) {
                now if now.as_deref() == *new => written += 1,
                now if now.as_deref() == *old => {}
                now => return Err(format!("{path} is torn: {now:?}")),
            }
        }
        Ok(written)
    }

    /// Judges the graph after a writer that ended so and said this.
    pub fn judge(&self, status: ExitStatus, said: &str) -> Result<(), String> {
        let (written, all) = (self.written()?, self.texts.len());
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
        let (is_between, said) = (written != 0 && written != all, told(&check));
        if said.contains("was cut off half-way") != is_between {
            return Err(format!("{written} of {all} files are written, and check says: {said}"));
        }
        self.goes_on()
    }

    /// The next commands work, and leave nothing behind.
    fn goes_on(&self) -> Result<(), String> {
        let again = self.task.words;
        for (words, is_forth) in [(again, true), (&["undo"], false), (again, true)] {
            let output = run(self.folder(), words);
            let is_as_wanted =
                |(path, before, after): &Held| self.held(path).as_deref() == if is_forth { *after } else { *before };
            if output.status.code() != Some(0) || !self.task.files.iter().all(is_as_wanted) {
                return Err(format!("then `{}` does not work: {}", words.join(" "), told(&output)));
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
