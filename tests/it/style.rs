//! The house rules that no other tool holds, over every file of the repository.

use crate::shape;
use crate::shape::Function;
use crate::shape::Shape;
use crate::tree;
use crate::tree::Finding;

const FUNCTION_LINES: usize = 60;
const MOST_FUNCTIONS_LINES: usize = 25;
const FILE_LINES: usize = 600;
const MEDIAN_FILE_LINES: usize = 200;
const NESTING: usize = 3;
const ARGUMENTS: usize = 4;

/// Parts of names that say nothing.
const EMPTY_NAMES: &[&str] = &["manager", "helper", "helpers", "util", "utils", "handler", "context", "data", "info"];

/// What has no place in a text that lasts: paths of one machine, what is not done, what once was. Compared
/// in lower case.
const PASSING: &[&str] = &["/home/", "/root/", "/users/", "c:\\", "todo:", "fixme", "used to be"];

#[test]
fn every_source_file_keeps_the_house_rules() {
    let sources = ["src", "tests"].iter().flat_map(|start| tree::files(start, ".rs"));
    tree::report(sources.flat_map(|file| check(&file, &tree::read(&file))).collect());
}

#[test]
fn most_functions_and_files_are_short() {
    let sources: Vec<String> = tree::files("src", ".rs").iter().map(|file| tree::read(file)).collect();
    let functions: Vec<Function> = sources.iter().flat_map(|source| shape::shape(source).unwrap().functions).collect();
    let short = functions.iter().filter(|function| function.lines <= MOST_FUNCTIONS_LINES).count();
    let (all, percent) = (functions.len(), 100 * short / functions.len());
    assert!(percent >= 90, "{percent} % of {all} functions have at most {MOST_FUNCTIONS_LINES} lines");
    let mut lengths: Vec<usize> = sources.iter().map(|source| source.lines().count()).collect();
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= MEDIAN_FILE_LINES, "the median file has {median} lines");
}

#[test]
fn nothing_passing_stands_in_code_or_documents() {
    let mut files: Vec<String> =
        ["src", "docs", "tests", ".ci"].iter().flat_map(|start| tree::files(start, "")).collect();
    files.extend(["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Cargo.toml"].map(str::to_owned));
    files.retain(|file| file != "tests/it/style.rs" && tree::root().join(file).is_file());
    let texts = files.iter().filter_map(|file| Some((file, std::fs::read_to_string(tree::root().join(file)).ok()?)));
    tree::report(texts.flat_map(|(file, text)| passing(file, &text)).collect());
}

#[test]
fn what_breaks_a_rule_is_found() {
    let long = format!("//! x\nfn f() {{\n{}}}\n", "    g();\n".repeat(FUNCTION_LINES));
    let large = format!("//! x\n{}", "const A: u8 = 0;\n".repeat(FILE_LINES));
    let bad = [
        ("src/a.rs", "fn f() {}", "begins with"),
        ("src/a/mod.rs", "//! x", "mod.rs"),
        ("src/a.rs", &long, "62 lines"),
        ("src/a.rs", &large, "601 lines"),
        ("src/a.rs", "//! x\nfn f() { if a { for b in c { match d { _ => e(|| { f() }) } } } }", "4 deep"),
        ("src/a.rs", "//! x\nfn f(a: u8, b: u8, c: u8, d: u8, e: u8) {}", "5 arguments"),
        ("src/a.rs", "//! x\nimpl A { pub fn f(&self, loud: bool) {} }", "bare bool"),
        ("src/a.rs", "//! x\nuse crate::b::{C, D};", "one `use"),
        ("src/a.rs", "//! x\nstruct FileHandler;", "FileHandler"),
        ("src/a.rs", "//! x\nfn load_data() {}", "load_data"),
        ("src/info.rs", "//! x", "info"),
        ("src/a.rs", "//! x\nfn f() { todo!() }", "`todo!`"),
        ("tests/it/a.rs", "//! x\n#[ignore]\nfn f() {}", "without a reason"),
    ];
    for (file, source, why) in bad {
        let found = check(file, source);
        assert!(found.iter().any(|finding| finding.what.contains(why)), "{source:?}: {found:?} lacks {why:?}");
    }
    assert_eq!(passing("docs/a.md", "fine\nlies in /home/me\n").len(), 1);
}

#[test]
fn what_keeps_the_rules_passes() {
    let good = "//! x\nuse crate::b::C;\npub fn f(a: Option<bool>) { if a { if b { if c {} else if d {} } } }\n\
                fn g(a: bool) {}\n#[ignore = \"slow\"]\nfn database() {}";
    assert_eq!(check("src/a.rs", good), []);
}

fn check(file: &str, source: &str) -> Vec<Finding> {
    let finding = |what: String, line: usize| Finding { file: file.to_owned(), line, what };
    let shape = match shape::shape(source) {
        Ok(shape) => shape,
        Err(error) => return vec![finding(format!("not Rust: {error}"), error.span().start().line)],
    };
    let mut found = file_faults(file, source);
    found.extend(shape.functions.iter().flat_map(function_faults));
    found.extend(name_faults(file, &shape));
    found.extend(shape.faults);
    found.into_iter().map(|(what, line)| finding(what, line)).collect()
}

fn file_faults(file: &str, source: &str) -> Vec<(String, usize)> {
    let lines = source.lines().count();
    let faults = [
        (!source.starts_with("//!"), "a module file begins with `//!`".to_owned()),
        (file.ends_with("/mod.rs"), "`x.rs` with a folder `x/`, never mod.rs".to_owned()),
        (lines > FILE_LINES, format!("the file has {lines} lines; {FILE_LINES} are enough")),
    ];
    faults.into_iter().filter(|(wrong, _)| *wrong).map(|(_, what)| (what, 1)).collect()
}

fn function_faults(function: &Function) -> Vec<(String, usize)> {
    let Function { name, line, lines, nesting, arguments, takes_bool } = function;
    let faults = [
        (*lines > FUNCTION_LINES, format!("{name} has {lines} lines; {FUNCTION_LINES} are enough")),
        (*nesting > NESTING, format!("{name} is {nesting} deep; {NESTING} is enough")),
        (*arguments > ARGUMENTS, format!("{name} has {arguments} arguments; {ARGUMENTS} are enough")),
        (*takes_bool, format!("{name} is public and takes a bare bool")),
    ];
    faults.into_iter().filter(|(wrong, _)| *wrong).map(|(_, what)| (what, *line)).collect()
}

fn name_faults(file: &str, shape: &Shape) -> Vec<(String, usize)> {
    if !file.starts_with("src/") {
        return Vec::new();
    }
    let stem = file.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
    let names = shape.names.iter().cloned().chain([(stem, 1)]);
    let empty = |name: &str| words(name).into_iter().find(|word| EMPTY_NAMES.contains(&&**word));
    names
        .filter_map(|(name, line)| Some((format!("{:?} in the name {name} says nothing", empty(&name)?), line)))
        .collect()
}

/// The words of a name, in camel or in snake case, lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        if c == '_' || c.is_uppercase() {
            words.push(String::new());
        }
        words.last_mut().expect("a word was pushed").extend(c.to_lowercase().filter(|c| *c != '_'));
    }
    words
}

fn passing(file: &str, text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let lower = line.to_lowercase();
        let words = PASSING.iter().filter(|word| lower.contains(**word));
        found.extend(words.map(|word| Finding {
            file: file.to_owned(),
            line: at + 1,
            what: format!("{word:?} is passing"),
        }));
    }
    found
}
