//! Prints the figures that the documentation quotes.
//!
//! `report [RELATIONS] [SKEW] [WORDS]`: one graph, a thousand random questions of each sort whose
//! name contains the words. Without words the graph is written as text and loaded, else made
//! without a text.

use actant::graph::Graph;
use actant::graph::Lens;
use actant::graph::Sight;
use actant::load;
use actant::load::File;
use actant::model::Model;
use actant::model::Parts;
use actant_bench::generate;
use actant_bench::generate::Size;
use actant_bench::questions;
use actant_bench::questions::Question;
use actant_bench::typed;
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let mut words = std::env::args().skip(1);
    let relations = words.next().and_then(|word| word.parse().ok()).unwrap_or(1_000_000);
    let skew = words.next().and_then(|word| word.parse().ok()).unwrap_or(Size::of(relations).skew);
    let wanted = words.next();
    let size = Size { skew, ..Size::of(relations) };
    println!("{} actors, {relations} relations, skew {skew}", size.actors);
    let model = if wanted.is_none() { loaded(size) } else { generate::model(size) };
    let before = Usage::now();
    let graph = Graph::new(model);
    println!("wired: {}", before.until_now());
    let (open, narrow) = (Lens::default(), questions::narrow(graph.model()));
    let rest = Graph::new(left(&graph.through(&narrow)));
    let head = ["median", "all", "found", "types, date", "found", "only these"];
    println!("\n{:<34} {:>12} {:>10} {:>12} {:>10} {:>12}", head[0], head[1], head[2], head[3], head[4], head[5]);
    let sort = |question: &Question| question.name.contains(wanted.as_deref().unwrap_or_default());
    for question in questions::ALL.into_iter().filter(sort) {
        let (plain, found) = median(&graph.through(&open), question);
        let (narrowed, fewer) = median(&graph.through(&narrow), question);
        let (alone, _) = median(&rest.through(&open), question);
        let [plain, narrowed, alone] = [plain, narrowed, alone].map(shown);
        println!("{:<34} {plain:>12} {found:>10} {narrowed:>12} {fewer:>10} {alone:>12}", question.name);
    }
}

/// A graph that holds only what a lens lets through: what is left to pay for the lens itself.
fn left(sight: &Sight<'_>) -> Model {
    let model = sight.graph().model();
    let permitted = model.relation_ids().filter(|relation| sight.verdict(*relation).is_ok());
    Model::new(Parts {
        manifest: model.manifest().clone(),
        vocabulary: model.vocabulary().clone(),
        actors: model.actors().to_vec(),
        sources: model.sources().to_vec(),
        views: Vec::new(),
        relations: permitted.map(|relation| model[relation].clone()).collect(),
        files: vec!["generated.json".into()],
    })
}

/// Loads the graph from its text, and says what that and a typed reading alone took.
fn loaded(size: Size) -> Model {
    let text = generate::text(size);
    println!("text: {} MB, {} MB held with it", text.len() / 1_000_000, peak());
    let files = [File::new("generated.json", text)];
    let before = Usage::now();
    let loaded = load::load(&files);
    println!("loaded: {}, {} problems", before.until_now(), loaded.diagnostics.len());
    let before = Usage::now();
    let read = typed::read(files[0].text());
    println!("read by serde_json alone, typed: {}", before.until_now());
    drop(black_box(read));
    loaded.model
}

/// The median time of a question, in nanoseconds, and the median of what it finds.
fn median(sight: &Sight<'_>, question: Question) -> (u128, usize) {
    let times = if question.slow { 100 } else { 1000 };
    let mut pairs = questions::pairs(sight.graph());
    let (mut took, mut found) = (Vec::new(), Vec::new());
    for _ in 0..times {
        let (a, b) = pairs();
        let start = Instant::now();
        let size = black_box((question.ask)(sight, a, b));
        took.push(start.elapsed().as_nanos());
        found.push(size);
    }
    took.sort_unstable();
    found.sort_unstable();
    (took[times / 2], found[times / 2])
}

fn shown(nanoseconds: u128) -> String {
    match nanoseconds {
        0..1_000_000 => format!("{:.2} µs", nanoseconds as f64 / 1e3),
        _ => format!("{:.1} ms", nanoseconds as f64 / 1e6),
    }
}

/// What the process has used at a point of time.
struct Usage {
    start: Instant,
    processor: f64,
}

impl Usage {
    fn now() -> Self {
        Self { start: Instant::now(), processor: processor() }
    }

    fn until_now(&self) -> String {
        let wall = self.start.elapsed().as_secs_f64() * 1e3;
        let processor = (processor() - self.processor) * 1e3;
        format!("{wall:.0} ms, {processor:.0} ms of the processors, {} MB held at most so far", peak())
    }
}

/// The time of all processors that the process has used, in seconds; 0 where the system does not say.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in parentheses, may contain anything.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    // User and system time, in hundredths of a second on every common Linux.
    fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The most memory that the process has held, in megabytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()).and_then(|kb| kb.parse::<u64>().ok()).map_or(0, |kb| kb / 1024)
}
