//! Wiring, neighbourhoods and routes, from a thousand relations to a million, with and without a lens.

use actant::graph::Graph;
use actant::graph::Lens;
use actant::graph::Sight;
use actant_bench::generate;
use actant_bench::generate::Size;
use actant_bench::questions;
use actant_bench::questions::Question;
use criterion::BatchSize;
use criterion::BenchmarkId;
use criterion::Criterion;
use criterion::criterion_group;
use criterion::criterion_main;
use std::hint::black_box;

const SIZES: [u32; 4] = [1_000, 10_000, 100_000, 1_000_000];

fn wire(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("wire");
    group.sample_size(10);
    for relations in SIZES {
        group.bench_function(BenchmarkId::from_parameter(relations), |bencher| {
            bencher.iter_batched(|| generate::model(Size::of(relations)), Graph::new, BatchSize::PerIteration);
        });
    }
}

fn ask(criterion: &mut Criterion) {
    for relations in SIZES {
        let graph = Graph::new(generate::model(Size::of(relations)));
        for (through, lens) in [("all", Lens::default()), ("types and date", questions::narrow(graph.model()))] {
            let sight = graph.through(&lens);
            let id = BenchmarkId::new(through, relations);
            questions::ALL.iter().for_each(|question| time(criterion, &id, (&sight, question)));
        }
    }
}

fn time(criterion: &mut Criterion, id: &BenchmarkId, (sight, question): (&Sight<'_>, &Question)) {
    let mut group = criterion.benchmark_group(question.name);
    group.sample_size(10);
    let mut pairs = questions::pairs(sight.graph());
    group.bench_with_input(id.clone(), sight, |bencher, sight| {
        bencher.iter_batched(&mut pairs, |(a, b)| black_box((question.ask)(sight, a, b)), BatchSize::SmallInput);
    });
}

criterion_group!(benches, wire, ask);
criterion_main!(benches);
