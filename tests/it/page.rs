//! Pages that can be run: Markdown with files and console blocks.
//!
//! A fenced block whose info string holds `file=PATH` is written to that path. A block of the
//! language `console` is run: each line that begins with `$ ` is a command for `sh`, and what
//! follows is what it prints: standard output, then standard error, then `[exit 1]` where it did
//! not end with 0. A line that ends in `\` goes on in the next. `console no-run` is only shown.
//! Blocks are taken in order, in one folder that is empty at first; a page that begins with
//! `<!-- graph: shipped -->` finds copies of the shipped `graph/` and `queries/` there.

use crate::tree;
use std::fmt::Write as _;
use std::path::Path;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// The first line of a page that runs on the shipped graph.
pub const SHIPPED: &str = "<!-- graph: shipped -->";

/// How long one command may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A stretch of a page.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// Lines that nothing is done with.
    Prose(String),
    /// A file to be written: its path, and the block with its fences.
    File { path: String, text: String, block: String },
    /// Commands to be run, between the two lines of the fence.
    Console { open: String, steps: Vec<Step>, close: String },
}

/// A command and what it printed.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// As written, with its `$ ` and the lines in which it goes on.
    pub command: String,
    /// Every line of it ended.
    pub output: String,
}

/// Takes a page apart. Its parts, printed one after the other, are the page again.
pub fn parse(page: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut prose = String::new();
    let mut lines = page.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let Some((fence, info)) = fence(line) else {
            prose.push_str(line);
            continue;
        };
        let mut body = String::new();
        let close = loop {
            let next = lines.next().ok_or_else(|| format!("no end of the block that begins with {line:?}"))?;
            if next.trim_end() == fence {
                break next;
            }
            body.push_str(next);
        };
        match block(info, line, body, close)? {
            Part::Prose(text) => prose.push_str(&text),
            part => parts.extend([Part::Prose(std::mem::take(&mut prose)), part]),
        }
    }
    parts.push(Part::Prose(prose));
    Ok(parts)
}

/// Puts a page together again.
pub fn print(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Prose(text) | Part::File { block: text, .. } => out.push_str(text),
            Part::Console { open, steps, close } => {
                out.push_str(open);
                steps.iter().for_each(|step| out.extend([&*step.command, &*step.output]));
                out.push_str(close);
            }
        }
    }
    out
}

/// Runs a page and writes down what its commands print now.
pub fn run(page: &str) -> Result<String, String> {
    let mut parts = parse(page)?;
    let room = if page.starts_with(SHIPPED) { Room::shipped() } else { Room::empty() };
    for part in &mut parts {
        match part {
            Part::Prose(_) => {}
            Part::File { path, text, .. } => write(&room.folder.join(path), text.as_bytes())?,
            Part::Console { close, steps, .. } => {
                for step in steps {
                    step.output = room.output(&step.command["$ ".len()..])?;
                    refuse_ambiguous(step, close.trim_end())?;
                }
            }
        }
    }
    Ok(print(&parts))
}

/// Tells whether running a page says anything.
pub fn is_executable(parts: &[Part]) -> bool {
    parts.iter().any(|part| matches!(part, Part::Console { .. }))
}

/// The backticks that open a block, and its info string.
fn fence(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_end();
    let info = line.trim_start_matches('`');
    let ticks = line.len() - info.len();
    (ticks >= 3 && !info.contains('`')).then(|| (&line[..ticks], info.trim()))
}

fn block(info: &str, open: &str, body: String, close: &str) -> Result<Part, String> {
    let mut words = info.split_whitespace();
    let language = words.next().unwrap_or_default();
    let options: Vec<&str> = words.collect();
    let whole = format!("{open}{body}{close}");
    match (language, &*options) {
        ("console", []) => Ok(Part::Console { open: open.into(), steps: steps(&body)?, close: close.into() }),
        ("console", ["no-run"]) | (_, []) => Ok(Part::Prose(whole)),
        (_, [option]) if option.starts_with("file=") => {
            let path = option["file=".len()..].to_owned();
            let stays =
                !path.is_empty() && Path::new(&path).components().all(|c| matches!(c, std::path::Component::Normal(_)));
            if stays {
                Ok(Part::File { path, text: body, block: whole })
            } else {
                Err(format!("{path:?} leaves the folder"))
            }
        }
        _ => Err(format!("what is {info:?}? a block is `console`, `console no-run` or `LANGUAGE file=PATH`")),
    }
}

fn steps(body: &str) -> Result<Vec<Step>, String> {
    let mut steps: Vec<Step> = Vec::new();
    let mut goes_on = false;
    for line in body.split_inclusive('\n') {
        if line.starts_with("$ ") && !goes_on {
            steps.push(Step { command: line.into(), output: String::new() });
        } else {
            let step = steps.last_mut().ok_or_else(|| format!("{line:?} stands before any command"))?;
            if goes_on { step.command.push_str(line) } else { step.output.push_str(line) }
        }
        let last = steps.last().expect("a step was pushed or refused");
        goes_on = last.output.is_empty() && last.command.ends_with("\\\n");
    }
    Ok(steps)
}

/// A folder to run commands in, which ends with it.
pub struct Room {
    folder: PathBuf,
    home: PathBuf,
    _whole: tempfile::TempDir,
}

impl Room {
    /// A room with nothing in it.
    pub fn empty() -> Self {
        let whole = tempfile::tempdir().unwrap();
        let (folder, home) = (whole.path().join("page"), whole.path().join("home"));
        [&folder, &home].into_iter().for_each(|path| std::fs::create_dir(path).unwrap());
        Self { folder, home, _whole: whole }
    }

    /// A room with copies of the shipped `graph/` and `queries/`.
    pub fn shipped() -> Self {
        let room = Self::empty();
        for path in ["graph", "queries"].into_iter().flat_map(|start| tree::files(start, "")) {
            let text = std::fs::read(tree::root().join(&path)).unwrap();
            write(&room.folder.join(&path), &text).unwrap();
        }
        room
    }

    /// Runs one command: standard output, standard error and the exit code where it is not 0.
    pub fn output(&self, command: &str) -> Result<String, String> {
        let failed = |error: std::io::Error| format!("{command}: {error}");
        let (out, err) = (self.home.with_extension("out"), self.home.with_extension("err"));
        let mut child = Command::new("sh")
            .args(["-c", command])
            .current_dir(&self.folder)
            .env_clear()
            .envs([("HOME", self.home.as_os_str()), ("PATH", &*search_path()), ("COLUMNS", "100".as_ref())])
            .envs([("LC_ALL", "C.UTF-8"), ("TZ", "UTC")])
            // where a program that counts its branches leaves the counts
            .envs(std::env::var_os("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file)))
            .stdin(Stdio::null())
            .stdout(std::fs::File::create(&out).map_err(failed)?)
            .stderr(std::fs::File::create(&err).map_err(failed)?)
            .spawn()
            .map_err(failed)?;
        let status = wait(&mut child).map_err(|why| format!("{command}: {why}"))?;
        let mut printed = whole_lines(&std::fs::read(out).map_err(failed)?);
        printed.push_str(&whole_lines(&std::fs::read(err).map_err(failed)?));
        if !status.success() {
            let code = status.code().map_or_else(|| status.to_string(), |code| code.to_string());
            writeln!(printed, "[exit {code}]").expect("a string takes any text");
        }
        Ok(printed)
    }
}

fn wait(child: &mut Child) -> Result<ExitStatus, String> {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            return Ok(status);
        }
        if Instant::now() > end {
            let _ = child.kill();
            return Err(format!("still running after {PATIENCE:?}"));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The folder of the program under test, then those of the machine.
fn search_path() -> std::ffi::OsString {
    let program = Path::new(env!("CARGO_BIN_EXE_actant"));
    let own = program.parent().expect("a program lies in a folder").to_path_buf();
    let machine = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&machine)))
        .expect("no colon in these folders")
}

/// Says where the last line was not ended, so that a page always ends it.
fn whole_lines(bytes: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str("\n[no newline at the end]\n");
    }
    text
}

fn refuse_ambiguous(step: &Step, fence: &str) -> Result<(), String> {
    match step.output.lines().find(|line| line.starts_with("$ ") || *line == fence) {
        Some(line) => Err(format!("{}prints {line:?}, which a page cannot hold", step.command)),
        None => Ok(()),
    }
}

fn write(path: &Path, text: &[u8]) -> Result<(), String> {
    let folder = path.parent().expect("a file lies in a folder");
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}
