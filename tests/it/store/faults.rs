//! Every call of a writer to the system fails in turn, and the writer is killed at every one that
//! changes something; `strace` does both. A writer that tears files shows that this is seen.

use super::trial::FORMAT;
use super::trial::IMPORT;
use super::trial::Task;
use super::trial::Trial;
use super::trial::Writer;
use super::trial::skip;
use crate::process::actant;
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;
use std::time::Duration;

/// Calls that only look. What a failing `close` could lose is on disk before; the standard library
/// calls it a bug of the system.
const LOOKING: &[&str] = &["read", "statx", "newfstatat", "getdents64", "readlink", "lseek", "fcntl"];
/// Calls that change something, or open what will be changed.
const CHANGING: &[&str] = &[
    "openat",
    "write",
    "fsync",
    "rename",
    "renameat",
    "renameat2",
    "linkat",
    "unlink",
    "mkdir",
    "fchmod",
    "fchown",
    "flock",
    "ftruncate",
    "copy_file_range",
];

/// A way in which a call ends that is not its own.
#[derive(Clone, Debug)]
struct Fault {
    call: &'static str,
    what: &'static str,
    nth: usize,
}

fn strace() -> Option<Command> {
    let mut command = Command::new("strace");
    command.arg("-f").stdin(Stdio::null());
    let probe = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).output();
    probe.is_ok_and(|output| output.status.success()).then_some(command)
}

/// Runs a writer under `strace` with one more option, in the graph of a trial.
fn traced(writer: &Writer, trial: &Trial, option: &str) -> Output {
    let mut command = strace().expect("it was there before");
    command.current_dir(trial.folder()).env_remove("ACTANT_GRAPH");
    command.args(["-o", "trace", "-e", option]).args(&writer.words);
    command.output().unwrap()
}

/// How often the writer's main thread makes each call, and how often before it turns to the graph.
fn calls(writer: &Writer) -> BTreeMap<&'static str, (usize, usize)> {
    let trial = writer.trial();
    let names = [LOOKING, CHANGING].concat();
    traced(
        writer,
        &trial,
        &format!("trace={}", names.iter().map(|name| format!("?{name}")).collect::<Vec<_>>().join(",")),
    );
    let trace = fs::read_to_string(trial.folder().join("trace")).unwrap();
    let main = trace.split(' ').next().unwrap();
    let mut counts = BTreeMap::new();
    let mut is_there = false;
    for line in trace.lines().filter(|line| line.starts_with(main)) {
        is_there |= line.contains("graph");
        let called = line.split_whitespace().nth(1).unwrap_or_default();
        if let Some(name) = names.iter().find(|name| called.starts_with(&format!("{name}("))) {
            let (all, before) = counts.entry(*name).or_insert((0, 0));
            *all += 1;
            *before += usize::from(!is_there);
        }
    }
    counts
}

/// Every fault that a writer can meet after it has turned to the graph.
fn faults(writer: &Writer) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (call, (all, before)) in calls(writer) {
        let mut ways = vec!["error=EIO"];
        if CHANGING.contains(&call) {
            ways.extend(["error=ENOSPC", "signal=KILL"]);
        }
        if ["renameat", "fsync"].contains(&call) {
            ways.push("signal=INT");
        }
        // two more than there were: a fault changes the way
        for nth in before + 1..=all + 2 {
            faults.extend(ways.iter().map(|what| Fault { call, what, nth }));
        }
    }
    faults
}

/// What is wrong after each fault, and how many there were.
fn tried(writer: &Writer) -> (usize, Vec<String>) {
    let faults = faults(writer);
    let wrong = std::thread::scope(|scope| {
        let workers = 3;
        let shares: Vec<_> = (0..workers)
            .map(|nth| faults.iter().skip(nth).step_by(workers).collect::<Vec<_>>())
            .map(|share| {
                scope.spawn(move || share.into_iter().filter_map(|fault| met(writer, fault)).collect::<Vec<_>>())
            })
            .collect();
        shares.into_iter().flat_map(|share| share.join().unwrap()).collect()
    });
    (faults.len(), wrong)
}

/// What is wrong after a fault.
fn met(writer: &Writer, fault: &Fault) -> Option<String> {
    let trial = writer.trial();
    let Fault { call, what, nth } = fault;
    let output = traced(writer, &trial, &format!("inject={call}:{what}:when={nth}"));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    trial.judge(output.status, &said).err().map(|wrong| format!("{call} {nth}, {what}: {wrong}"))
}

#[test]
fn a_writer_that_fails_or_dies_at_any_call_tears_nothing() {
    tears_nothing(&FORMAT);
}

#[test]
fn an_import_that_fails_or_dies_at_any_call_tears_nothing() {
    tears_nothing(&IMPORT);
}

/// Tries all faults of doing something, of taking it back, and of taking back a part of it.
fn tears_nothing(task: &'static Task) {
    if strace().is_none() {
        return skip("there is no `strace` that may trace here");
    }
    for writer in [Writer::doing(task), Writer::undoing(task), Writer::undoing_part(cut_off(task))] {
        let (count, wrong) = tried(&writer);
        let words = writer.words[1..].join(" ");
        assert!(count > 150, "only {count} faults for `{words}`");
        assert!(wrong.is_empty(), "{} of {count} faults of `{words}`:\n{}", wrong.len(), wrong.join("\n"));
    }
}

/// A graph of whose two files one is written.
fn cut_off(task: &'static Task) -> Trial {
    let writer = Writer::doing(task);
    let killed = |(call, nth): (&str, u8)| {
        let trial = writer.trial();
        traced(&writer, &trial, &format!("inject=?{call}:signal=KILL:when={nth}"));
        trial
    };
    let kills = ["rename", "renameat", "renameat2"].into_iter().flat_map(|call| (1..6).map(move |nth| (call, nth)));
    kills.map(killed).find(|trial| trial.written() == Ok(1)).expect("a kill between two files")
}

#[test]
fn a_writer_that_tears_a_file_is_found_out() {
    if strace().is_none() {
        return skip("there is no `strace` that may trace here");
    }
    let tear = "for file in a.json sub/b.json; do dd if=new/$file of=graph/$file bs=32 status=none || exit 3; done";
    let shell = Writer::new(&["sh", "-c", tear]);
    let found = |what: &'static str| {
        let met = |nth| met(&shell, &Fault { call: "write", what, nth });
        (1..6).filter_map(met).filter(|wrong| wrong.contains("is torn")).count()
    };
    assert!(found("signal=KILL") > 0 && found("error=ENOSPC") > 0, "a torn file was not seen");
    // one that writes the first file alone, and calls it done
    let half = Writer::new(&["cp", "new/a.json", "graph/a.json"]);
    let wrong = met(&half, &Fault { call: "fsync", what: "error=EIO", nth: 9 }).unwrap();
    assert!(wrong.contains("1 of 2 files"), "{wrong}");
}

#[test]
fn two_hundred_random_kills_tear_nothing() {
    let writer = Writer::doing(&FORMAT);
    let mut seed = 12_345_u64;
    for nth in 0..200 {
        // a linear congruential generator: the same delays in each run
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let trial = writer.trial();
        let mut child = actant(trial.folder()).arg("fmt").stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros((seed >> 33) % 25_000));
        child.kill().unwrap();
        let status = child.wait().unwrap();
        trial.judge(status, "").unwrap_or_else(|wrong| panic!("kill {nth}: {wrong}"));
    }
}

#[test]
fn a_change_between_the_check_and_the_writing_is_seen() {
    if strace().is_none() {
        return skip("there is no `strace` that may trace here");
    }
    let writer = Writer::doing(&FORMAT);
    let trial = writer.trial();
    let file = trial.folder().join("graph/a.json");
    let output = std::thread::scope(|scope| {
        let slow = scope.spawn(|| traced(&writer, &trial, "inject=fsync:delay_enter=3s:when=2"));
        std::thread::sleep(Duration::from_millis(2500));
        fs::write(&file, "{}").unwrap();
        slow.join().unwrap()
    });
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("graph/a.json was changed since it was read"), "{said}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "{}");
    assert!(fs::read_to_string(trial.folder().join("graph/sub/b.json")).unwrap().starts_with("{\"actors\""));
}
