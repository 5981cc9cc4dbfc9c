//! The commands that write, where a page cannot show it: at a terminal, and on a graph that is in
//! the way of being edited.

use crate::process::run;
use crate::process::told;
use crate::tree;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

const GRAPH: &str = r#"{
  "name": "Ports",
  "as-of": "2026-02-26",
  "sources": [
    {"id": "log", "title": "Harbour log", "date": "2020-04"}
  ],
  "actors": [
    {"id": "norland", "kind": "state", "name": "Norland"},
    {"id": "sudmark", "kind": "state", "name": "Sudmark"}
  ],
  "relations": [
    {"from": "norland", "type": "backs", "to": "sudmark", "since": "2020", "status": "reported", "sources": ["log"]}
  ]
}
"#;

fn graph() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("graph")).unwrap();
    fs::write(folder.path().join("graph/ports.json"), GRAPH).unwrap();
    folder
}

/// Runs a command line on a terminal of its own, where these lines are typed.
fn typed(folder: &Path, line: &str, lines: &str) -> Output {
    let line = format!("{} {line}", env!("CARGO_BIN_EXE_actant"));
    let mut script = Command::new("script");
    script.current_dir(folder).args(["-qec", &line, "/dev/null"]).env("ACTANT_GRAPH", "graph");
    let mut child = script.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn held(folder: &Path) -> String {
    fs::read_to_string(folder.join("graph/ports.json")).unwrap()
}

#[test]
fn a_terminal_is_asked_for_what_is_missing() {
    let folder = graph();
    let output = typed(folder.path(), "add relation", "norland\nsupplies\nsudmark\nlog\n\n\n2024-03\nalleged\n");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}");
    assert!(text.contains("from: whose tie it is") && text.contains("(confirmed, reported"), "{text}");
    let line = r#"{"from": "norland", "type": "supplies", "to": "sudmark", "date": "2024-03", "status": "alleged", "sources": ["log"]}"#;
    assert!(held(folder.path()).contains(line), "{}", held(folder.path()));
}

#[test]
fn an_id_follows_from_the_name_and_a_double_is_asked_about() {
    let folder = graph();
    let output = typed(folder.path(), "add actor", "state\nGreat Westmark\n\n");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(held(folder.path()).contains(r#"{"id": "great-westmark", "kind": "state", "name": "Great Westmark"}"#));
    let before = held(folder.path());
    let refused = typed(folder.path(), "add actor norland --kind state --id n", "n\n");
    let text = String::from_utf8_lossy(&refused.stdout).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{text}");
    assert!(text.contains("`norland` has the same name") && text.contains("all the same?"), "{text}");
    assert_eq!(held(folder.path()), before);
    assert!(typed(folder.path(), "add actor norland --kind state --id n", "y\n").status.success());
    assert!(held(folder.path()).contains(r#"{"id": "n", "kind": "state", "name": "norland"}"#));
}

#[test]
fn every_record_of_the_shipped_graph_is_added_again_as_it_stands() {
    // each is taken out by command, given back as JSON on standard input, and lands where it was
    let folder = tempfile::tempdir().unwrap();
    let copied = Command::new("cp").args(["-r"]).arg(tree::root().join("graph")).arg(folder.path()).status().unwrap();
    assert!(copied.success());
    let actant = |words: &[&str], input: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_actant"))
            .current_dir(folder.path())
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    for file in ["article-proxies.json", "article-arms.json", "background-wars.json", "background-arms.json"] {
        let path = folder.path().join("graph").join(file);
        let before = fs::read_to_string(&path).unwrap();
        let graph: serde_json::Value = serde_json::from_str(&before).unwrap();
        let directed =
            |record: &&serde_json::Value| ["backs", "supplies", "attacks"].iter().any(|one| record["type"] == *one);
        let record = graph["relations"].as_array().unwrap().iter().rfind(directed).unwrap();
        let key = &*identity(record);
        actant(&["remove", key], "");
        assert_ne!(fs::read_to_string(&path).unwrap(), before, "{key}");
        actant(&["add", "relation", "--json", "--into", &format!("graph/{file}")], &record.to_string());
        let now = fs::read_to_string(&path).unwrap();
        assert_eq!(now, before, "{key}");
    }
}

#[test]
fn what_stands_without_its_name_may_be_named() {
    let folder = graph();
    let bare = ["add", "actor", "Westmark", "--kind", "state", "--dry-run"];
    let named = ["add", "actor", "--name", "Westmark", "--kind", "state", "--dry-run"];
    let [bare, named] = [&bare[..], &named[..]].map(|words| run(folder.path(), words));
    assert!(named.status.success(), "{}", told(&named));
    assert_eq!(bare.stdout, named.stdout);
    let twice = run(folder.path(), &["add", "actor", "Westmark", "--name", "Nordmark"]);
    assert!(told(&twice).contains("cannot be used with '--name <NAME>'"), "{}", told(&twice));
}

#[test]
fn a_record_is_found_by_the_names_of_its_ends_and_sources() {
    let folder = graph();
    let done = |words: &[&str]| {
        let output = run(folder.path(), words);
        assert!(output.status.success(), "{}", told(&output));
    };
    done(&["set", "Norland:backs:Sudmark", "status=confirmed"]);
    assert!(held(folder.path()).contains(r#""status": "confirmed""#));
    done(&["add", "relation", "Sudmark", "hosts", "Norland", "--sources", "Harbour Log", "--at", "Norland"]);
    let line = r#"{"from": "sudmark", "type": "hosts", "to": "norland", "at": "norland", "sources": ["log"]}"#;
    assert!(held(folder.path()).contains(line), "{}", held(folder.path()));
    done(&["add", "relation", "sudmark", "hosts", "norland", "--id", "second", "--since", "2021", "--sources", "log"]);
    let several = run(folder.path(), &["set", "Sudmark:hosts:Norland", "status=alleged"]);
    assert_eq!(several.status.code(), Some(2));
    let said = told(&several);
    assert!(said.contains("2 relations are called") && said.contains("one of them is second"), "{said}");
    let unknown =
        run(folder.path(), &["add", "relation", "norland", "backs", "sudmark", "--at", "Old Port", "--sources", "log"]);
    let repair = r#"write `"old-port"` here, and add it to the `actors` of any file: `{"id": "old-port", "kind": "…", "name": "Old Port"}`"#;
    assert!(told(&unknown).contains(repair), "{}", told(&unknown));
}

fn identity(record: &serde_json::Value) -> String {
    let keys = ["from", "type", "to", "item"].iter().filter_map(|key| record[key].as_str());
    record["id"].as_str().map_or_else(|| keys.collect::<Vec<_>>().join(":"), str::to_owned)
}
