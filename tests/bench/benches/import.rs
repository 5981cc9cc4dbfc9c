//! A table of 100,000 rows: what its rows cost beside the csv crate's own reading of the same
//! bytes, and what it costs to bring them into an empty graph.

use actant::edit::import::Catch;
use actant::edit::import::Decisions;
use actant::edit::import::Foreign;
use actant::edit::import::Landing;
use actant::edit::import::Mapping;
use actant::edit::import::importer;
use actant::edit::import::land;
use actant::load::load;
use actant::model::Model;
use criterion::BatchSize;
use criterion::Criterion;
use criterion::Throughput;
use criterion::criterion_group;
use criterion::criterion_main;
use std::fmt::Write as _;
use std::hint::black_box;

const ROWS: usize = 100_000;

const MAPPING: &str = r#"{"source": {"title": "Yearbook"}, "records": [{"relation": {
    "from": {"name": "{country}", "kind": "state"}, "type": "{relation}", "to": {"name": "{partner}", "kind": "state"},
    "quantity": {"amount": "{amount}", "unit": "pieces"}, "date": "{day}", "note": "{note}"}}]}"#;

fn table() -> String {
    let mut text = String::from("country,relation,partner,amount,day,note\n");
    for row in 0..ROWS {
        let (from, to) = (row % 997, 1_000 + row / 997);
        let _ = writeln!(text, "Country {from},supplies,Partner {to},{row},2024-05-{:02},row {row}", row % 28 + 1);
    }
    text
}

fn read(text: &str, mapping: &Mapping, model: &Model) -> Catch {
    let foreign = Foreign { path: "table.csv", text, mapping: Some(mapping), vocabulary: model.vocabulary() };
    (importer("table").expect("it is in the table").read)(&foreign).expect("it is a table")
}

fn import(criterion: &mut Criterion) {
    let (text, model) = (table(), load(&[]).model);
    let mapping = Mapping::read(MAPPING, 0).expect("it is a mapping");
    let mut group = criterion.benchmark_group("table");
    group.sample_size(10).throughput(Throughput::Elements(ROWS as u64));
    group.bench_function("csv crate", |bench| {
        bench.iter(|| {
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
            reader.records().filter(|row| row.as_ref().is_ok_and(|row| black_box(row).len() == 6)).count()
        });
    });
    group.bench_function("read by a mapping", |bench| bench.iter(|| read(&text, &mapping, &model).found.len()));
    let catches = vec![("table.csv".to_owned(), read(&text, &mapping, &model))];
    let (source, decisions) = (mapping.source.as_ref(), Decisions::default());
    let landing = Landing { model: &model, files: &[], into: "graph/table.json", source, decisions: &decisions };
    group.bench_function("landed in an empty graph", |bench| {
        let landed = |catches| land(catches, &landing).expect("it has a source").changes;
        bench.iter_batched(|| catches.clone(), landed, BatchSize::PerIteration);
    });
    group.finish();
}

criterion_group!(benches, import);
criterion_main!(benches);
