//! Every page says what the program says: `UPDATE=1 cargo test` rewrites them.

use crate::page;
use crate::tree;
use similar::TextDiff;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where pages lie.
const PAGES: &[&str] = &["README.md", "CONTRIBUTING.md", "docs", "tests/it/pages", "tests/questions"];

#[test]
fn every_page_says_what_the_program_says() {
    let pages: Vec<String> = PAGES.iter().flat_map(|start| tree::files(start, ".md")).collect();
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    let work = || {
        while let Some(path) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(failure) = check(path) {
                failures.lock().unwrap().push((path, failure));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let mut failures = failures.into_inner().unwrap();
    failures.sort();
    let told: Vec<String> = failures.iter().map(|(path, failure)| format!("{path}\n{failure}")).collect();
    assert!(told.is_empty(), "{} of {} pages fail:\n\n{}", told.len(), pages.len(), told.join("\n"));
}

fn check(path: &str) -> Result<(), String> {
    let page = tree::read(path);
    if !path.starts_with("docs/") && !page::is_executable(&page::parse(&page)?) {
        return Err("nothing in this page is run".into());
    }
    let now = page::run(&page)?;
    if now == page {
        return Ok(());
    }
    if std::env::var_os("UPDATE").is_some() {
        return std::fs::write(tree::root().join(path), now).map_err(|error| error.to_string());
    }
    Err(TextDiff::from_lines(&page, &now).unified_diff().header("written", "printed now").to_string())
}

#[test]
fn a_page_is_its_parts() {
    let text = "# T\n\n```json file=a/b.json\n{}\n```\n````console\n$ a \\\n  b\nout\n$ c\n[exit 1]\n````\nend";
    let parts = page::parse(text).unwrap();
    assert_eq!(page::print(&parts), text);
    let page::Part::Console { steps, .. } = &parts[3] else { panic!("{parts:?}") };
    let told: Vec<(&str, &str)> = steps.iter().map(|step| (&*step.command, &*step.output)).collect();
    assert_eq!(told, [("$ a \\\n  b\n", "out\n"), ("$ c\n", "[exit 1]\n")]);
}

#[test]
fn a_page_that_cannot_be_run_is_refused() {
    let bad = [
        ("```console\n$ true\n", "no end"),
        ("```console\nout\n```\n", "before any command"),
        ("```console norun\n$ true\n```\n", "what is"),
        ("```json file=../x.json\n{}\n```\n", "leaves the folder"),
        ("```console\n$ printf '$ x'\n```\n", "cannot hold"),
    ];
    for (page, why) in bad {
        let error = page::run(page).unwrap_err();
        assert!(error.contains(why), "{error:?} should say {why:?}");
    }
}

#[test]
fn a_page_is_run_in_order_in_a_clean_room() {
    let page = "```text file=in/a\none\n```\n```console\n$ cat in/a | tr a-z A-Z; echo wrong >&2; exit 3\n```\n\
                ```text file=in/a\ntwo\n```\n```console\n$ cat in/a; printf end\n$ ls; echo $NO_COLOR $COLUMNS; test -z \"$(ls $HOME)\"\n```\n";
    let ran = page::run(page).unwrap();
    assert!(ran.contains("exit 3\nONE\nwrong\n[exit 3]\n```"), "{ran}");
    assert!(ran.contains("printf end\ntwo\nend\n[no newline at the end]\n$ ls"), "{ran}");
    assert!(ran.contains("in\n100\n```"), "{ran}");
    assert_eq!(page::run(&ran).unwrap(), ran);
}
