//! The house stands as `docs/architecture.md` draws it: what each module may use, which guest
//! crates live in which rooms, and what the library never does.

use crate::tokens;
use crate::tokens::Kind;
use crate::tokens::Path;
use crate::tokens::Token;
use crate::tree;
use crate::tree::Finding;
use actant::model;
use std::collections::BTreeSet;

/// Modules from the ground up, and what each may use. Each uses only what stands above it here,
/// so that there is no circle.
const FLOORS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("diagnostic", &["text"]),
    ("record", &["text", "diagnostic"]),
    ("model", &["text"]),
    ("load", &["text", "diagnostic", "record", "model"]),
    ("edit", &["text", "diagnostic", "record", "model"]),
    ("graph", &["text", "model"]),
    ("answer", &["text", "model", "graph"]),
    ("analysis", &["text", "model", "graph", "answer"]),
    ("question", &["text", "diagnostic", "model", "graph", "answer", "analysis"]),
    ("render", &["text", "model", "answer"]),
    (
        "cli",
        &["text", "diagnostic", "record", "model", "load", "edit", "graph", "answer", "analysis", "question", "render"],
    ),
    ("main", &["cli"]),
];

/// Guest crates and their rooms: the beginnings of the paths of files that may use them.
const GUESTS: &[(&str, &[&str])] = &[
    ("annotate-snippets", &["src/diagnostic/draw.rs"]),
    ("base64", &["src/render/html/policy.rs"]),
    ("clap", &["src/cli"]),
    ("clap_complete", &["src/cli"]),
    ("csv", &["src/edit/import"]),
    ("ctrlc", &["src/cli"]),
    ("dejavu", &["src/render/measure/face.rs"]),
    ("deunicode", &["src/text"]),
    ("dot-writer", &["src/render/dot.rs"]),
    ("encoding_rs", &["src/edit/import"]),
    ("foldhash", &["src/"]),
    ("hashbrown", &["src/"]),
    ("krilla", &["src/render/picture"]),
    ("krilla-svg", &["src/render/picture"]),
    ("petgraph", &["src/graph"]),
    ("png", &["src/render/picture"]),
    ("resvg", &["src/render/picture"]),
    ("roxmltree", &["src/edit/import"]),
    ("rustybuzz", &["src/render/measure/face.rs"]),
    ("serde", &["src/record", "src/render/json"]),
    ("serde_json", &["src/record", "src/render"]),
    ("sha2", &["src/text/digest.rs"]),
    ("similar", &["src/cli/changes.rs"]),
    ("smol_str", &["src/edit/layout.rs"]),
    ("strsim", &["src/text/near.rs"]),
    ("supports-color", &["src/cli"]),
    ("tempfile", &["src/cli"]),
    ("terminal_size", &["src/cli"]),
    ("unicode-bidi", &["src/render/measure"]),
    ("unicode-normalization", &["src/text"]),
    ("unicode-security", &["src/text", "src/load"]),
    ("unicode-width", &["src/text", "src/render"]),
    ("uuid", &["src/render/exchange/apart.rs"]),
];

/// Files with the words of other standards, some of which are words of the vocabulary, too.
const STANDARDS: &[&str] = &["src/model/counterparts.rs", "src/record/keys/counterparts.rs"];

/// Modules that are not the library, and may ask the world.
const OUTSIDE: &[&str] = &["cli", "main"];

/// What the library does not take from `std`: it does no input or output, and reads neither
/// environment nor clock; the order of a `HashMap` there is drawn anew at each start.
const WORLD: &[&str] = &["fs", "io", "net", "process", "env", "os"];
const CLOCKS: &[&str] = &["SystemTime", "Instant"];
const UNORDERED: &[&str] = &["HashMap", "HashSet"];
const PRINTERS: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

#[test]
fn the_house_stands_as_it_is_drawn() {
    let vocabulary = vocabulary();
    let findings =
        tree::files("src", ".rs").iter().flat_map(|file| check(file, &tree::read(file), &vocabulary)).collect();
    tree::report(findings);
}

#[test]
fn every_guest_has_a_room() {
    let manifest = tree::read("Cargo.toml");
    let listed = manifest.split("\n[dependencies]\n").nth(1).and_then(|rest| rest.split("\n[").next()).unwrap();
    let named: BTreeSet<&str> = listed.lines().filter_map(|line| Some(line.split_once(" = ")?.0)).collect();
    assert_eq!(named, GUESTS.iter().map(|(name, _)| *name).collect());
}

#[test]
fn each_module_uses_only_what_is_below_it() {
    for (at, (module, uses)) in FLOORS.iter().enumerate() {
        let below: Vec<&str> = FLOORS[..at].iter().map(|(name, _)| *name).collect();
        assert!(uses.iter().all(|name| below.contains(name)), "{module} uses what is not below it");
    }
    let top: BTreeSet<String> =
        tree::files("src", ".rs").iter().filter_map(|file| tokens::home(file).first().cloned()).collect();
    assert_eq!(top, FLOORS.iter().map(|(name, _)| (*name).to_owned()).collect(), "modules and table differ");
}

#[test]
fn the_page_shows_the_same_table() {
    let page = tree::read("docs/architecture.md");
    let table = page.split("\n## ").find(|section| section.starts_with("What each may use")).unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let shown: Vec<(&str, &str)> =
        rows.map(|(module, rest)| (module, rest.split('|').next().unwrap().trim())).collect();
    let floors: Vec<(&str, String)> = FLOORS.iter().map(|(module, uses)| (*module, uses.join(", "))).collect();
    assert_eq!(shown, floors.iter().map(|(module, uses)| (*module, &**uses)).collect::<Vec<_>>());
}

#[test]
fn every_test_file_is_a_module() {
    let main = tree::read("tests/it/main.rs");
    for file in tree::files("tests/it", ".rs").iter().filter(|file| file.matches('/').count() == 2) {
        let name = file.trim_start_matches("tests/it/").trim_end_matches(".rs");
        assert!(name == "main" || main.lines().any(|line| line == format!("mod {name};")), "{file} is not in main.rs");
    }
}

#[test]
fn what_breaks_the_house_is_found() {
    let bad = [
        ("src/graph.rs", "use crate::load::File;", "graph may not use load"),
        (
            "src/graph/dyad.rs",
            "fn f() { let x = super::super::answer::Answer::default(); }",
            "graph may not use answer",
        ),
        ("src/graph/dyad.rs", "mod inner { use super::super::super::cli::run; }", "graph may not use cli"),
        ("src/model.rs", "use crate::{text, graph};", "model may not use graph"),
        ("src/answer.rs", "words! { petgraph::graph::Graph }", "petgraph is no guest"),
        ("src/render/svg.rs", "use dot_writer as d;", "dot-writer is no guest"),
        ("src/load.rs", "use std::{fmt, fs::File};", "std::fs"),
        ("src/load.rs", "fn f() { let now = std::time::Instant::now(); }", "Instant"),
        ("src/load.rs", "use std::collections::HashMap;", "HashMap"),
        ("src/load.rs", "fn f() { println!(\"x\"); }", "println"),
        ("src/load.rs", "fn f() { unsafe { g() } }", "unsafe"),
        ("src/load.rs", "fn f() -> bool { t == \"supplies\" }", "\"supplies\""),
        ("src/load.rs", "fn f( {", "not Rust"),
    ];
    for (file, source, why) in bad {
        let found = check(file, source, &vocabulary());
        assert!(
            found.iter().any(|finding| finding.what.contains(why)),
            "{source:?} in {file}: {found:?} lacks {why:?}"
        );
    }
}

#[test]
fn what_keeps_to_the_house_passes() {
    let good = [
        ("src/graph/dyad.rs", "use crate::model::Model; use super::lens::Lens; fn f(t: super::Graph) {}"),
        ("src/cli/write.rs", "use std::fs; fn f() { println!(\"{:?}\", std::time::Instant::now()); }"),
        ("src/load.rs", "/// `supplies`, \"supplies\"\nfn f() {}\n#[cfg(test)] mod tests { use crate::graph::Graph; }"),
        ("src/main.rs", "fn main() { actant::cli::main() }"),
        ("src/render.rs", "mod csv; const FORMAT: Format = csv::FORMAT;"),
        ("src/model/date.rs", "fn f(x: &str) -> bool { x == \"item\" || x == \"place\" }"),
    ];
    for (file, source) in good {
        assert_eq!(check(file, source, &vocabulary()), [], "{source:?} in {file}");
    }
}

/// The ids of the vocabulary's kinds and types, but for words that the format itself uses.
fn vocabulary() -> BTreeSet<String> {
    let text = tree::read("src/model/vocabulary.json");
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let ids = |list: &str| -> Vec<String> {
        let records = json["vocabulary"][list].as_array().unwrap();
        records.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
    };
    let meanings: BTreeSet<&str> = model::Meaning::ALL.iter().map(|meaning| meaning.word()).collect();
    ids("kinds").into_iter().chain(ids("types")).filter(|id| !meanings.contains(id.as_str())).collect()
}

fn check(file: &str, source: &str, vocabulary: &BTreeSet<String>) -> Vec<Finding> {
    let tokens = match tokens::tokens(file, source) {
        Ok(tokens) => tokens,
        Err(finding) => return vec![finding],
    };
    let module = tokens::home(file).into_iter().next().unwrap_or_default();
    let inside = !OUTSIDE.contains(&&*module);
    let paths = tokens::paths(&tokens);
    let own = modules(&tokens);
    let mut found = Vec::new();
    for path in &paths {
        let guest = || stray(file, path).filter(|_| !own.contains(path.names[0]));
        let what = upward(&module, path).or_else(guest).or_else(|| worldly(path).filter(|_| inside));
        found.extend(what.map(|what| (path.token, what)));
    }
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).map(|token| &token.kind);
        found.extend(
            forbidden(token, next, inside).or_else(|| named(file, token, vocabulary)).map(|what| (token, what)),
        );
    }
    let finding = |(token, what): (&Token, String)| Finding { file: file.to_owned(), line: token.line, what };
    found.into_iter().map(finding).collect()
}

/// A use of a module that this one may not use.
fn upward(module: &str, path: &Path) -> Option<String> {
    let allowed = FLOORS.iter().find(|(name, _)| *name == module).map_or(&[][..], |(_, uses)| uses);
    let bad = |target: &&str| {
        let known = FLOORS.iter().any(|(name, _)| name == target);
        known && *target != module && !allowed.contains(target)
    };
    targets(path).into_iter().find(bad).map(|target| format!("{module} may not use {target}"))
}

/// The top modules that a path leads into.
fn targets<'a>(path: &Path<'a>) -> Vec<&'a str> {
    let rest = match path.names[0] {
        "crate" | "actant" => &path.names[1..],
        "super" | "self" => {
            let ups = path.names.iter().filter(|name| **name == "super").count();
            let after =
                path.names.iter().position(|name| !matches!(*name, "super" | "self")).unwrap_or(path.names.len());
            if ups < path.token.home.len() {
                return Vec::new();
            }
            &path.names[after..]
        }
        _ => return Vec::new(),
    };
    rest.first().map_or_else(|| path.group.clone(), |name| vec![*name])
}

/// The modules that a file declares; one of them may be called like a guest.
fn modules(tokens: &[Token]) -> BTreeSet<&str> {
    let pairs = tokens.iter().zip(tokens.iter().skip(1));
    let declared = pairs.filter_map(|(one, next)| match (&one.kind, &next.kind) {
        (Kind::Word(word), Kind::Word(name)) if word == "mod" => Some(name.as_str()),
        _ => None,
    });
    declared.collect()
}

/// A guest crate outside its room.
fn stray(file: &str, path: &Path) -> Option<String> {
    let is_path = path.names.len() > 1 || !path.group.is_empty();
    let (name, rooms) = GUESTS.iter().find(|(name, _)| name.replace('-', "_") == path.names[0])?;
    // a single word can be a variable; a guest's underscored name in an import cannot
    let stray = (is_path || name.contains('-')) && !rooms.iter().any(|room| file.starts_with(room));
    stray.then(|| format!("{name} is no guest here; its rooms are {}", rooms.join(", ")))
}

/// A path into the parts of `std` that ask the world.
fn worldly(path: &Path) -> Option<String> {
    if path.names[0] != "std" {
        return None;
    }
    let second = path.names.get(1).map_or(&path.group[..], std::slice::from_ref);
    let last = path.names.last().into_iter().chain(&path.group);
    let world = second.iter().find(|name| WORLD.contains(name));
    let rest = path.names.iter().chain(last).find(|name| CLOCKS.contains(name) || UNORDERED.contains(name));
    world.or(rest).map(|name| format!("the library does not use std::{name}"))
}

/// A kind or type that code names.
fn named(file: &str, token: &Token, vocabulary: &BTreeSet<String>) -> Option<String> {
    let Kind::Text(text) = &token.kind else { return None };
    let names = vocabulary.contains(text) && !STANDARDS.contains(&file);
    names.then(|| format!("code names the vocabulary's {text:?}"))
}

fn forbidden(token: &Token, next: Option<&Kind>, inside: bool) -> Option<String> {
    match &token.kind {
        Kind::Word(word) if word == "unsafe" => Some("unsafe".into()),
        Kind::Word(word) if inside && PRINTERS.contains(&&**word) && next == Some(&Kind::Sign('!')) => {
            Some(format!("the library does not print: {word}!"))
        }
        _ => None,
    }
}
