//! The program as a process: streams, signals, files that are no files, and completions.

use crate::tree;
use std::fmt::Write as _;
use std::fs;
use std::io::BufRead as _;
use std::io::BufReader;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

/// The program, in a folder, in an environment without wishes.
pub fn actant(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    command.current_dir(folder).env_remove("ACTANT_GRAPH").env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

pub fn run(folder: &Path, words: &[&str]) -> Output {
    actant(folder).args(words).output().unwrap()
}

pub fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A graph of many states in a chain with cross ties.
fn chain(folder: &Path, length: usize) {
    let mut text = String::from(
        "{\"name\": \"chain\", \"as-of\": \"2026\", \"sources\": [{\"id\": \"s\", \"title\": \"S\", \"date\": \"2020\"}],\n\"actors\": [",
    );
    for at in 0..length {
        let _ = write!(
            text,
            "{}{{\"id\": \"a{at}\", \"kind\": \"state\", \"name\": \"A{at}\"}}",
            if at > 0 { ",\n" } else { "" }
        );
    }
    text.push_str("],\n\"relations\": [");
    for at in 0..length {
        for (nth, step) in [1, 7, 31].into_iter().enumerate() {
            let comma = if at + nth > 0 { ",\n" } else { "" };
            let to = (at + step) % length;
            let _ = write!(
                text,
                "{comma}{{\"from\": \"a{at}\", \"type\": \"backs\", \"to\": \"a{to}\", \"since\": \"2020\", \"until\": \"..\", \"status\": \"reported\", \"sources\": [\"s\"]}}"
            );
        }
    }
    text.push_str("]}\n");
    fs::create_dir_all(folder.join("graph")).unwrap();
    fs::write(folder.join("graph/chain.json"), text).unwrap();
}

#[test]
fn ctrl_c_ends_a_long_search_at_once() {
    let folder = tempfile::tempdir().unwrap();
    chain(folder.path(), 20_000);
    let brokers = ["brokers", "--budget", "9000000000000000000"];
    let mut child = actant(folder.path()).args(brokers).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_secs(3));
    assert!(child.try_wait().unwrap().is_none(), "the search should still be running");
    let asked = Instant::now();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(130));
    assert!(asked.elapsed() < Duration::from_secs(2), "it took {:?}", asked.elapsed());
}

/// A process that does not outlive its test.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

#[test]
fn a_watched_view_is_drawn_anew_until_ctrl_c() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("graph")).unwrap();
    write("graph/a.json", r#"{"actors": [{"id": "a", "kind": "state", "name": "A"}]}"#);
    write("graph/v.json", r#"{"views": [{"id": "v", "question": "around a", "title": "Before"}]}"#);
    let watch = actant(folder.path()).args(["draw", "v", "--watch"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut child = Ended(watch);
    let mut lines = BufReader::new(child.0.stderr.take().unwrap()).lines().map(Result::unwrap);
    let mut next = || lines.next().unwrap();
    assert!(next().starts_with("wrote v.svg: "));
    let picture = || fs::read_to_string(folder.path().join("v.svg")).unwrap();
    assert!(picture().contains("Before"));
    write("graph/v.json", r#"{"views": [{"id": "v", "question": "around b", "title": "After"}]}"#);
    assert_eq!(
        next(),
        "graph/v.json:1:44: error[bad-question]: the question of the view `v` cannot be asked: no actor is called `b`; waiting"
    );
    assert!(picture().contains("Before"), "a faulty graph changes no picture");
    write("graph/v.json", r#"{"views": [{"id": "v", "question": "around a", "title": "After"}]}"#);
    assert!(next().starts_with("wrote v.svg: "));
    assert!(picture().contains("After"));
    write("graph/w.json", r#"{"actors": [{"id": "w", "kind": "state", "name": "W"}]}"#);
    assert_eq!(next(), "no picture changes");
    let asked = Instant::now();
    assert!(Command::new("kill").args(["-INT", &child.0.id().to_string()]).status().unwrap().success());
    assert_eq!(child.0.wait().unwrap().code(), Some(130));
    assert!(asked.elapsed() < Duration::from_millis(200), "it took {:?}", asked.elapsed());
}

#[test]
fn a_budget_is_named_and_strict_limits_end_with_4() {
    let folder = tempfile::tempdir().unwrap();
    chain(folder.path(), 400);
    let words = ["path", "a0", "a200", "--all", "--max-hops", "30", "--budget", "1000"];
    let loose = run(folder.path(), &words);
    assert_eq!(loose.status.code(), Some(0), "{}", told(&loose));
    let text = String::from_utf8_lossy(&loose.stdout).into_owned();
    assert!(text.contains("--budget"), "{text}");
    let strict = run(folder.path(), &[words.as_slice(), &["--strict-limits"]].concat());
    assert_eq!(strict.status.code(), Some(4), "{}", told(&strict));
}

#[test]
fn a_full_device_is_an_error_and_a_closed_pipe_is_none() {
    let root = tree::root();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = actant(root).args(["list"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", told(&output));
    for words in
        [&["list", "--limit", "0"][..], &["list", "--format", "json"], &["--help"], &["check"], &["ask"], &["schema"]]
    {
        let mut child = actant(root).args(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), told(&output).as_str()), (Some(0), ""), "{words:?}");
    }
}

#[test]
fn what_no_terminal_shows_is_refused_there_and_goes_through_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    chain(folder.path(), 40);
    let line = format!("{} around a1 --format png", env!("CARGO_BIN_EXE_actant"));
    // `script` runs a command on a terminal of its own
    let mut script = Command::new("script");
    script.current_dir(folder.path()).args(["-qec", &line, "/dev/null"]).stdin(Stdio::null());
    let output = script.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("png is nothing for a terminal") && text.contains("-o FILE.png"), "{text}");
    let piped = run(folder.path(), &["around", "a1", "--format", "png"]);
    assert!(piped.status.success() && piped.stdout.starts_with(b"\x89PNG"), "{}", told(&piped));
}

#[test]
fn a_file_is_replaced_as_a_whole_or_not_at_all() {
    let root = tree::root();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("answer.json");
    fs::write(&file, "before").unwrap();
    let path = file.to_string_lossy().into_owned();
    let wrong = run(root, &["path", "rusia", "iran", "-o", &path]);
    assert_eq!((wrong.status.code(), fs::read_to_string(&file).unwrap().as_str()), (Some(2), "before"));
    let right = run(root, &["path", "russia", "iran", "-o", &path]);
    assert_eq!((right.status.code(), right.stdout.as_slice()), (Some(0), &b""[..]), "{}", told(&right));
    assert_eq!(told(&right).lines().count(), 1, "{}", told(&right));
    assert!(fs::read_to_string(&file).unwrap().starts_with('{'));
    let missing = folder.path().join("no/such/folder/answer.json");
    assert_eq!(run(root, &["about", "-o", &missing.to_string_lossy()]).status.code(), Some(3));
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["answer.json"], "nothing half-written stays behind");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let root = tree::root();
    let folder = tempfile::tempdir().unwrap();
    let (target, link) = (folder.path().join("target.csv"), folder.path().join("link.csv"));
    fs::write(&target, "before").unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    let output = run(root, &["list", "-o", &link.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_ne!(fs::read_to_string(&target).unwrap(), "before");
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt as _;
    let root = tree::root();
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.csv");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().unwrap();
    let output = run(root, &["list", "-o", &pipe.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(reader.wait_with_output().unwrap().stdout, run(root, &["list", "--format", "csv"]).stdout);
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    let inner = folder.path().join("folder.csv");
    fs::create_dir(&inner).unwrap();
    let refused = run(root, &["list", "-o", &inner.to_string_lossy()]);
    assert_eq!(refused.status.code(), Some(3), "{}", told(&refused));
    assert!(told(&refused).contains("cannot write"), "{}", told(&refused));
}

#[cfg(unix)]
#[test]
fn a_graph_is_read_wherever_it_lies() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join(".hidden").join("#notes");
    fs::create_dir_all(&home).unwrap();
    chain(&home, 4);
    let graph = home.join("graph").canonicalize().unwrap();
    fs::write(graph.join(".swap.json"), "not JSON").unwrap();
    let stats = run(folder.path(), &["stats", "--graph", graph.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&stats.stdout).contains("4 actors"), "{}", told(&stats));
}

#[test]
fn what_is_no_file_is_refused_before_it_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let graph = folder.path().join("graph");
    fs::create_dir(&graph).unwrap();
    assert!(Command::new("mkfifo").arg(graph.join("pipe.json")).status().unwrap().success());
    let pipe = run(folder.path(), &["check"]);
    assert_eq!(pipe.status.code(), Some(3), "{}", told(&pipe));
    assert!(told(&pipe).contains("is not a file"), "{}", told(&pipe));
    fs::remove_file(graph.join("pipe.json")).unwrap();
    fs::write(folder.path().join("outside.json"), "{}").unwrap();
    std::os::unix::fs::symlink("../outside.json", graph.join("out.json")).unwrap();
    let link = run(folder.path(), &["check"]);
    assert_eq!(link.status.code(), Some(3), "{}", told(&link));
    assert!(told(&link).contains("leaves the graph's folder"), "{}", told(&link));
    assert_eq!(run(folder.path(), &["check", "--graph", "/dev/zero"]).status.code(), Some(3));
}

#[test]
fn colours_are_shown_only_where_they_are_wanted() {
    let root = tree::root();
    let has_colour = |words: &[&str]| run(root, words).stdout.contains(&0x1b);
    assert!(!has_colour(&["around", "iran"]));
    assert!(has_colour(&["around", "iran", "--color", "always"]));
    let forbidden = actant(root).args(["around", "iran"]).env("NO_COLOR", "1").output().unwrap();
    assert!(!forbidden.stdout.contains(&0x1b));
}

#[test]
fn the_surroundings_change_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let root = tree::root();
    for format in ["table", "json", "csv", "markdown"] {
        let words = ["path", "russia", "houthis", "--format", format];
        let plain = run(root, &words).stdout;
        let graph = root.join("graph").canonicalize().unwrap();
        let elsewhere = actant(folder.path())
            .args(words)
            .env_clear()
            .envs([("LANG", "de_DE.UTF-8"), ("TZ", "Asia/Tehran"), ("COLUMNS", "40"), ("HOME", "/nowhere")])
            .env("ACTANT_GRAPH", "graph")
            .envs(std::env::var_os("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file)))
            .current_dir(graph.parent().unwrap())
            .output()
            .unwrap();
        assert_eq!(plain, elsewhere.stdout, "{format}");
    }
}

#[test]
fn a_shell_completes_the_names_of_the_graph() {
    let root = tree::root();
    let complete = |words: &[&str]| {
        let last = (words.len() - 1).to_string();
        let output = actant(root)
            .env("COMPLETE", "bash")
            .envs([
                ("_CLAP_COMPLETE_INDEX", last.as_str()),
                ("_CLAP_COMPLETE_COMP_TYPE", "9"),
                ("_CLAP_COMPLETE_SPACE", "false"),
                ("_CLAP_IFS", "\n"),
            ])
            .arg("--")
            .args(words)
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(
        complete(&["actant", "path", "russ"]).contains(&"russia".to_owned()),
        "{:?}",
        complete(&["actant", "path", "russ"])
    );
    assert!(complete(&["actant", "list", "--only", "supplies,thr"]).contains(&"supplies,threatens".to_owned()));
    assert!(complete(&["actant", "ask", "quds"]).contains(&"quds-force-commander".to_owned()));
    assert!(complete(&["actant", "draw", "russia-h"]).contains(&"russia-houthis".to_owned()));
    assert!(complete(&["actant", "tens"]).contains(&"tensions".to_owned()));
    for shell in ["bash", "zsh", "fish"] {
        let script = run(root, &["completions", shell]);
        assert!(script.status.success() && script.stdout.len() > 100, "{shell}");
    }
}
