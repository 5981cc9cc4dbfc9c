//! The cases that fuzzing has kept, and a few thousand near ones, hold to the same laws.

use crate::tree;
use proptest::test_runner::Config;
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;

#[path = "../fuzz/laws.rs"]
mod laws;

#[test]
fn kept_cases_hold() {
    for (name, law) in laws::LAWS {
        let cases = tree::files(&format!("tests/fuzz/cases/{name}"), "");
        assert!(!cases.is_empty(), "no case is kept for {name}");
        cases.iter().for_each(|case| law(&std::fs::read(tree::root().join(case)).unwrap()));
    }
}

#[test]
fn every_law_has_a_target() {
    let targets = tree::files("tests/fuzz/targets", ".rs");
    let named = |name: &str| format!("tests/fuzz/targets/{name}.rs");
    let laws: BTreeSet<String> = laws::LAWS.iter().map(|(name, _)| named(name)).collect();
    assert_eq!(targets.into_iter().collect::<BTreeSet<_>>(), laws);
}

/// Cuts, doubles and changes a byte of what is kept: most of what a fuzzer finds in its first minute.
#[test]
fn cases_near_the_kept_ones_hold() {
    for (name, law) in laws::LAWS {
        let kept: Vec<Vec<u8>> = tree::files(&format!("tests/fuzz/cases/{name}"), "")
            .iter()
            .map(|case| std::fs::read(tree::root().join(case)).unwrap())
            .collect();
        let near = (proptest::sample::select(kept), 0..usize::MAX, 0..usize::MAX, proptest::num::u8::ANY);
        let config = Config { cases: 500, failure_persistence: None, ..Config::default() };
        let run = TestRunner::new(config).run(&near, |(mut bytes, from, to, byte)| {
            let (from, to) = (from % (bytes.len() + 1), to % (bytes.len() + 1));
            match (from <= to, byte % 3) {
                (true, 0) => drop(bytes.drain(from..to)),
                (true, _) => bytes.extend_from_within(from..to),
                (false, _) => bytes[to] = byte,
            }
            law(&bytes);
            Ok(())
        });
        run.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
