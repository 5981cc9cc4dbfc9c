//! Loading a graph's text, beside nothing but a typed reading of the same bytes.

use actant::load;
use actant::load::File;
use actant_bench::generate;
use actant_bench::generate::Size;
use actant_bench::typed;
use criterion::BenchmarkId;
use criterion::Criterion;
use criterion::Throughput;
use criterion::criterion_group;
use criterion::criterion_main;
use std::hint::black_box;

fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("load");
    group.sample_size(10);
    for relations in [1_000, 10_000, 100_000, 1_000_000] {
        let files = [File::new("generated.json", generate::text(Size::of(relations)))];
        group.throughput(Throughput::Bytes(files[0].text().len() as u64));
        group.bench_function(BenchmarkId::new("actant", relations), |bencher| {
            bencher.iter(|| black_box(load::load(&files)));
        });
        group.bench_function(BenchmarkId::new("serde_json, typed", relations), |bencher| {
            bencher.iter(|| black_box(typed::read(files[0].text())));
        });
    }
}

criterion_group!(benches, read);
criterion_main!(benches);
