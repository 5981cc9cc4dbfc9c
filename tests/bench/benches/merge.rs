//! Merging two texts of as many records, of which each side has changed, added and removed some.

use actant::edit::merge;
use actant_bench::generate;
use actant_bench::generate::Size;
use criterion::BenchmarkId;
use criterion::Criterion;
use criterion::Throughput;
use criterion::criterion_group;
use criterion::criterion_main;
use std::hint::black_box;

fn texts(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("merge");
    group.sample_size(10);
    for records in [1_000, 10_000, 100_000] {
        let base = actant::edit::fmt("a.json", &generate::text(Size::of(records)), 0).expect("it can be read");
        let (ours, theirs) = (edited(&base, 0), edited(&base, 1));
        let merged = merge("a.json", &base, &ours, &theirs);
        assert!(merged.conflicts.is_empty() && merged.text != ours && merged.text != theirs);
        group.throughput(Throughput::Bytes(base.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(records), |bencher| {
            bencher.iter(|| black_box(merge("a.json", &base, &ours, &theirs)));
        });
    }
}

/// What one of two people makes of a text: of every twenty relations that are theirs one goes and
/// three get a note; an actor comes for every hundred.
fn edited(base: &str, person: usize) -> String {
    let mut out = String::with_capacity(base.len() * 2);
    for (at, line) in base.split_inclusive('\n').enumerate() {
        let is_relation = line.trim_start().starts_with("{\"from\"");
        match (is_relation, at / 2 % 2 == person, at / 4 % 20) {
            (true, true, 0) if line.trim_end().ends_with(',') => {}
            (true, true, 1..4) => out.push_str(&line.replacen("\"sources\"", "\"condition\": \"c\", \"sources\"", 1)),
            _ => out.push_str(line),
        }
        if line.trim_start().starts_with("{\"id\": \"actor") && at % 100 == 0 {
            out.push_str(&format!("    {{\"id\": \"new-{person}-{at}\", \"kind\": \"state\", \"name\": \"New\"}},\n"));
        }
    }
    out
}

criterion_group!(benches, texts);
criterion_main!(benches);
