//! Writing a graph's files: each is what it was or what was asked for, whatever happens meanwhile,
//! and what was written can be taken back.

mod faults;
mod trial;

use crate::process::actant;
use crate::process::run;
use crate::process::told;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use trial::skip;

/// A graph of one file, as a hand would write it.
fn graph(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("graph/a.json");
    fs::create_dir(folder.path().join("graph")).unwrap();
    fs::write(&file, text).unwrap();
    (folder, file)
}

fn actor(id: &str) -> String {
    format!("{{\"actors\": [{{\"kind\": \"state\", \"name\": \"A\", \"id\": \"{id}\"}}]}}")
}

fn canonical(id: &str) -> String {
    format!("{{\n  \"actors\": [\n    {{\"id\": \"{id}\", \"kind\": \"state\", \"name\": \"A\"}}\n  ]\n}}\n")
}

/// Formats the graph in a folder, which must be possible.
fn fmt(folder: &Path) {
    let output = run(folder, &["fmt"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
}

#[test]
fn undo_takes_back_one_command_after_the_other() {
    let (folder, file) = graph(&actor("a"));
    for id in ["a", "b", "c"] {
        fs::write(&file, actor(id)).unwrap();
        fmt(folder.path());
    }
    let undone = run(folder.path(), &["undo"]);
    let diff = String::from_utf8_lossy(&undone.stdout).into_owned();
    assert!(diff.starts_with("--- graph/a.json\n+++ graph/a.json\n@@ -1,5 +1 @@\n"), "{diff}");
    assert_eq!((told(&undone).as_str(), fs::read_to_string(&file).unwrap()), ("took back `fmt`\n", actor("c")));
    let refused = run(folder.path(), &["undo"]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(told(&refused).contains("graph/a.json was changed since `fmt` wrote it"), "{}", told(&refused));
    assert_eq!(fs::read_to_string(&file).unwrap(), actor("c"), "what was changed since is left alone");
    fs::write(&file, canonical("b")).unwrap();
    assert_eq!(told(&run(folder.path(), &["undo"])), "took back `fmt`\n");
    assert_eq!(fs::read_to_string(&file).unwrap(), actor("b"));
    let list = run(folder.path(), &["undo", "--list"]);
    assert_eq!(String::from_utf8_lossy(&list.stdout), " 1  fmt  graph/a.json\n");
}

#[test]
fn a_file_that_is_made_replaces_none_and_goes_when_it_is_taken_back() {
    let (folder, file) = graph(&canonical("a"));
    let made = file.with_file_name("new.json");
    let add = ["add", "actor", "Norland", "--kind", "state", "--into", "graph/new.json"];
    assert_eq!(run(folder.path(), &add).status.code(), Some(0));
    let undone = run(folder.path(), &["undo"]);
    assert!(String::from_utf8_lossy(&undone.stdout).contains("+++ /dev/null"), "{}", told(&undone));
    assert!(!made.exists() && file.exists());
    let lock = fs::File::options().write(true).open(folder.path().join("graph/.actant/lock")).unwrap();
    lock.lock().unwrap();
    let writer = actant(folder.path()).args(add).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(1500));
    fs::write(&made, "{}").unwrap();
    lock.unlock().unwrap();
    let refused = writer.wait_with_output().unwrap();
    assert_eq!(refused.status.code(), Some(3));
    assert!(told(&refused).contains("graph/new.json is there already"), "{}", told(&refused));
    assert_eq!(fs::read_to_string(&made).unwrap(), "{}");
}

#[test]
fn the_last_twenty_commands_are_kept_and_bounded_in_bytes() {
    let (folder, file) = graph("");
    for nth in 0..23 {
        fs::write(&file, actor(&format!("a{nth}"))).unwrap();
        fmt(folder.path());
    }
    let steps = || {
        let list = run(folder.path(), &["undo", "--list"]);
        String::from_utf8_lossy(&list.stdout).lines().count()
    };
    assert_eq!(steps(), 20);
    let large = |id: &str| actor(id).replace("\"A\"", &format!("\"{}\"", "A ".repeat(9 << 20)));
    for id in ["x", "y"] {
        fs::write(&file, large(id)).unwrap();
        fmt(folder.path());
    }
    assert_eq!(steps(), 1, "the last step is kept whatever it has, and one before it where both are small enough");
}

#[test]
fn a_step_is_small_where_the_edit_is() {
    let (folder, file) = graph("");
    let records: Vec<String> = (0..2000)
        .map(|nth| format!("    {{\"id\": \"a{nth:04}\", \"kind\": \"state\", \"name\": \"A {nth}\"}}"))
        .collect();
    let text = format!("{{\n  \"actors\": [\n{}\n  ]\n}}\n", records.join(",\n"));
    fs::write(
        &file,
        text.replacen("{\"id\": \"a1000\", \"kind\": \"state\"", "{\"kind\": \"state\", \"id\": \"a1000\"", 1),
    )
    .unwrap();
    fmt(folder.path());
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    let step = fs::metadata(folder.path().join("graph/.actant/000001.step")).unwrap().len();
    assert!(step < 1000, "a step of {step} bytes for an edit of 40");
}

#[test]
fn git_does_not_see_the_journal_and_readers_do_not_read_it() {
    let (folder, _) = graph(&actor("a"));
    fmt(folder.path());
    fs::write(folder.path().join("graph/.actant/x.json"), "not JSON").unwrap();
    assert_eq!(run(folder.path(), &["check"]).status.code(), Some(0));
    let git = |words: &[&str]| Command::new("git").current_dir(folder.path()).args(words).output().unwrap();
    assert!(git(&["init", "-q"]).status.success());
    assert_eq!(String::from_utf8_lossy(&git(&["status", "--porcelain", "-uall"]).stdout), "?? graph/a.json\n");
}

#[test]
fn the_holder_of_the_lock_is_named_after_five_seconds() {
    let (folder, file) = graph(&actor("a"));
    fmt(folder.path());
    fs::write(&file, actor("b")).unwrap();
    let lock = fs::File::options().write(true).open(folder.path().join("graph/.actant/lock")).unwrap();
    lock.lock().unwrap();
    fs::write(folder.path().join("graph/.actant/lock"), "process 17, `actant fmt`\n").unwrap();
    let begun = std::time::Instant::now();
    let refused = run(folder.path(), &["fmt"]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(told(&refused).contains("graph is being written by process 17, `actant fmt`"), "{}", told(&refused));
    assert!(begun.elapsed() >= Duration::from_secs(5) && begun.elapsed() < Duration::from_secs(12));
    assert_eq!(fs::read_to_string(&file).unwrap(), actor("b"));
}

#[test]
fn what_was_changed_underneath_is_not_overwritten() {
    let (folder, file) = graph(&actor("a"));
    fmt(folder.path());
    for (change, what) in [(Some(actor("c")), "was changed since it was read"), (None, "is gone since it was read")] {
        fs::write(&file, actor("b")).unwrap();
        let lock = fs::File::options().write(true).open(folder.path().join("graph/.actant/lock")).unwrap();
        lock.lock().unwrap();
        let writer = actant(folder.path()).arg("fmt").stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(1500));
        match &change {
            Some(text) => fs::write(&file, text).unwrap(),
            None => fs::remove_file(&file).unwrap(),
        }
        lock.unlock().unwrap();
        let refused = writer.wait_with_output().unwrap();
        assert_eq!(refused.status.code(), Some(3));
        assert!(told(&refused).contains(&format!("graph/a.json {what}")), "{}", told(&refused));
        assert_eq!(fs::read_to_string(&file).ok(), change);
    }
}

#[test]
fn two_writers_at_once_lose_nothing() {
    for round in 0..20 {
        let (folder, file) = graph(&actor("a"));
        let other = file.with_file_name("b.json");
        fs::write(&other, actor("b")).unwrap();
        let graphs = if round % 2 == 0 { ["graph/a.json", "graph/b.json"] } else { ["graph", "graph"] };
        let writers = graphs
            .map(|graph| actant(folder.path()).args(["fmt", "--graph", graph]).stderr(Stdio::piped()).spawn().unwrap());
        for writer in writers {
            let output = writer.wait_with_output().unwrap();
            let is_told = told(&output).contains("since it was read") && round % 2 == 1;
            assert!(output.status.code() == Some(0) || is_told, "{}", told(&output));
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), canonical("a"));
        assert_eq!(fs::read_to_string(&other).unwrap(), canonical("b"));
    }
}

#[cfg(unix)]
#[test]
fn mode_owner_and_links_stay() {
    use std::os::unix::fs::MetadataExt as _;
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, file) = graph(&actor("a"));
    let link = file.with_file_name("link.json");
    let target = folder.path().join("graph/sub/b.json");
    fs::create_dir(folder.path().join("graph/sub")).unwrap();
    fs::write(&target, actor("b")).unwrap();
    std::os::unix::fs::symlink("sub/b.json", &link).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    let may_give = std::os::unix::fs::chown(&file, Some(65534), Some(65534)).is_ok();
    for word in ["fmt", "undo"] {
        let output = run(folder.path(), &[word]);
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        let kept = fs::metadata(&file).unwrap();
        assert_eq!(kept.mode() & 0o7777, 0o640);
        assert!(!may_give || (kept.uid(), kept.gid()) == (65534, 65534));
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        let text = if word == "fmt" { canonical("b") } else { actor("b") };
        assert_eq!(fs::read_to_string(&target).unwrap(), text);
        if word == "fmt" {
            let step = fs::metadata(folder.path().join("graph/.actant/000001.step")).unwrap();
            assert_eq!(step.mode() & 0o7777, 0o640, "who may not read the graph may not read its journal");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_journal_that_came_with_a_graph_leads_nowhere_else() {
    use std::os::unix::fs::symlink;
    let (folder, file) = graph(&actor("a"));
    let (outside, state) = (folder.path().join("outside"), folder.path().join("graph/.actant"));
    let refused = |why: &str| {
        let output = run(folder.path(), &["fmt"]);
        assert!(output.status.code() == Some(3) && told(&output).contains(why), "{}", told(&output));
        assert_eq!(fs::read_to_string(&file).unwrap(), actor("a"));
        assert_eq!(fs::read_to_string(outside.join("lock")).unwrap_or_default(), "");
    };
    fs::create_dir(&outside).unwrap();
    symlink("../outside", &state).unwrap();
    refused("cannot make graph/.actant");
    fs::remove_file(&state).unwrap();
    fs::create_dir(&state).unwrap();
    fs::write(outside.join("lock"), "").unwrap();
    symlink("../../outside/lock", state.join("lock")).unwrap();
    refused("cannot lock graph");
    fs::remove_file(state.join("lock")).unwrap();
    fs::write(state.join("pending"), "actant journal 1\n99999999999999999999\n").unwrap();
    refused("graph/.actant/pending is not what a command left there");
    fs::remove_file(state.join("pending")).unwrap();
    for bytes in ["", "actant journal 1\n", "actant journal 1\n3\nfmt\n0\n18446744073709551615\n"] {
        fs::write(state.join("000007.step"), bytes).unwrap();
        assert_eq!(told(&run(folder.path(), &["undo"])), "there is nothing to take back\n");
    }
    fmt(folder.path());
    assert_eq!(told(&run(folder.path(), &["undo"])), "took back `fmt`\n");
}

#[test]
fn what_one_command_did_in_two_graphs_is_taken_back_in_both_or_in_none() {
    let (folder, file) = graph(&canonical("a"));
    let mine = folder.path().join("mine/b.json");
    let text = "{\n  \"actors\": [\n    {\"id\": \"b\", \"kind\": \"person\", \"name\": \"B\"}\n  ],\n  \"relations\": [\n    \
                {\"from\": \"b\", \"type\": \"leads\", \"to\": \"a\", \"sources\": [\"log\"]}\n  ],\n  \"sources\": [\n    \
                {\"id\": \"log\", \"title\": \"Log\"}\n  ]\n}\n";
    fs::create_dir(mine.parent().unwrap()).unwrap();
    fs::write(&mine, text).unwrap();
    let both = ["--graph", "graph", "--graph", "mine"];
    let done = |words: &[&str]| run(folder.path(), &[words, &both[..]].concat());
    let held = || [&file, &mine].map(|path| fs::read_to_string(path).unwrap());
    let before = held();
    assert_eq!(done(&["rename", "a", "c"]).status.code(), Some(0));
    let renamed = held();
    assert!(renamed.iter().zip(&before).all(|(now, before)| now != before));
    fs::write(&mine, text).unwrap();
    let refused = done(&["undo"]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(told(&refused).contains("mine/b.json was changed since"), "{}", told(&refused));
    assert_eq!(held(), [renamed[0].clone(), text.to_owned()]);
    fs::write(&mine, &renamed[1]).unwrap();
    assert_eq!(told(&done(&["undo"])), "took back `rename a c --graph graph --graph mine`\n");
    assert_eq!(held(), before);
    for (id, root) in [("a", "graph"), ("b", "mine")] {
        let set = run(folder.path(), &["set", id, "name=Y", "--graph", root]);
        assert_eq!(set.status.code(), Some(0), "{}", told(&set));
    }
    let differ = done(&["undo"]);
    assert_eq!(differ.status.code(), Some(2));
    assert!(
        told(&differ).contains("the last commands differ: `set a name=Y --graph graph` in graph"),
        "{}",
        told(&differ)
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    let (folder, file) = graph(&actor("a"));
    for path in [folder.path(), file.parent().unwrap()] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o555)).unwrap();
    }
    let mut command = actant(folder.path());
    if trial::is_root() {
        command.uid(65534).gid(65534);
    }
    let output = command.arg("fmt").output();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(file.parent().unwrap(), fs::Permissions::from_mode(0o755)).unwrap();
    let Ok(output) = output else { return skip("the program cannot be run by another user here") };
    assert_eq!(output.status.code(), Some(3), "{}", told(&output));
    assert!(told(&output).contains("cannot make graph/.actant: Permission denied"), "{}", told(&output));
    assert_eq!(fs::read_to_string(&file).unwrap(), actor("a"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let graph = folder.path().join("graph");
    fs::create_dir(&graph).unwrap();
    let Some(disk) = trial::Disk::mounted(&graph, "size=128k") else {
        return skip("no small disk can be mounted here");
    };
    let old = actor("a").replace("\"A\"", &format!("\"{}\"", "A".repeat(60_000)));
    fs::write(graph.join("a.json"), &old).unwrap();
    let full = run(folder.path(), &["fmt"]);
    assert_eq!(full.status.code(), Some(3), "{}", told(&full));
    assert!(told(&full).contains("No space left") && told(&full).contains("no file was changed"), "{}", told(&full));
    assert_eq!(fs::read_to_string(graph.join("a.json")).unwrap(), old);
    assert_eq!(trial::left_over(&graph), Vec::<String>::new());
    disk.remounted("size=1m");
    fmt(folder.path());
    assert_ne!(fs::read_to_string(graph.join("a.json")).unwrap(), old);
}
