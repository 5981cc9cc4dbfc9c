//! Prints the medians that `docs/performance.md` quotes.
//!
//! `report [RELATIONS] [SKEW] [WORDS]`: one graph, a thousand random questions of each sort whose
//! name contains the words.

use actant::graph::Graph;
use actant::graph::Lens;
use actant::graph::Limits;
use actant::graph::Sight;
use actant::graph::Wanted;
use actant::graph::When;
use actant::model::ActorId;
use actant::model::TypeId;
use actant_bench::generate;
use actant_bench::generate::Size;
use actant_bench::random::Random;
use std::hint::black_box;
use std::time::Instant;

const QUESTIONS: usize = 1000;

fn main() {
    let mut words = std::env::args().skip(1);
    let relations = words.next().and_then(|word| word.parse().ok()).unwrap_or(1_000_000);
    let skew = words.next().and_then(|word| word.parse().ok()).unwrap_or(0.4);
    let wanted = words.next().unwrap_or_default();
    let size = Size { skew, ..Size::of(relations) };
    let model = generate::model(size);
    let start = Instant::now();
    let graph = Graph::new(model);
    println!("{} actors, {relations} relations, skew {skew}", size.actors);
    println!("wired in {:.1} ms, {} MB in memory at most", start.elapsed().as_secs_f64() * 1e3, peak());
    let open = Lens::default();
    let narrow = Lens {
        only: [0, 2, 4, 6].map(TypeId).to_vec(),
        when: When::AsOf("2020-06-01".parse().expect("a date")),
        ..Lens::default()
    };
    println!("\n{:<34} {:>12} {:>10} {:>12} {:>10}", "median", "all", "found", "types, date", "found");
    for question in QUESTIONS_ASKED.into_iter().filter(|question| question.name.contains(&wanted)) {
        let (plain, found) = median(&graph.through(&open), question.ask, question.times);
        let (narrowed, fewer) = median(&graph.through(&narrow), question.ask, question.times);
        println!("{:<34} {:>12} {found:>10} {:>12} {fewer:>10}", question.name, shown(plain), shown(narrowed));
    }
}

/// A sort of question.
struct Question {
    name: &'static str,
    /// How many times it is asked.
    times: usize,
    ask: fn(&Sight<'_>, ActorId, ActorId) -> usize,
}

const fn question(name: &'static str, times: usize, ask: fn(&Sight<'_>, ActorId, ActorId) -> usize) -> Question {
    Question { name, times, ask }
}

const QUESTIONS_ASKED: [Question; 8] = [
    question("within 1 hop", QUESTIONS, |sight, a, _| sight.neighbourhood(a, 1, &limits()).actors.len()),
    question("within 2 hops", QUESTIONS, |sight, a, _| sight.neighbourhood(a, 2, &limits()).actors.len()),
    question("within 3 hops", QUESTIONS, |sight, a, _| sight.neighbourhood(a, 3, &limits()).actors.len()),
    question("shortest route", QUESTIONS, |sight, a, b| {
        sight.shortest(a, b, &limits()).map_or(0, |route| route.len() - 1)
    }),
    question("all shortest routes", QUESTIONS, |sight, a, b| sight.routes((a, b), Wanted::Shortest, &limits()).total),
    question("ten best simple routes", 100, |sight, a, b| sight.routes((a, b), Wanted::Best(10), &limits()).total),
    question("simple routes within 3 hops", QUESTIONS, |sight, a, b| {
        sight.routes((a, b), Wanted::All, &Limits { hops: 3, ..limits() }).total
    }),
    question("looking through the lens anew", QUESTIONS, |sight, _, _| {
        usize::from(sight.graph().through(sight.lens()).lens().directed)
    }),
];

fn limits() -> Limits<'static> {
    Limits::new(&|| false)
}

/// The median time of a question, in nanoseconds, and the median size of its answer.
fn median(sight: &Sight<'_>, ask: fn(&Sight<'_>, ActorId, ActorId) -> usize, times: usize) -> (u128, usize) {
    let mut random = Random(7);
    let actors = u32::try_from(sight.graph().model().actors().len()).expect("ids are 32 bits");
    let mut pair = || (ActorId(random.below(actors)), ActorId(random.below(actors)));
    let mut took = Vec::new();
    let mut found = Vec::new();
    for _ in 0..times {
        let (a, b) = pair();
        let start = Instant::now();
        let size = black_box(ask(sight, a, b));
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

/// The most memory that the process has held, in megabytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()).and_then(|kb| kb.parse::<u64>().ok()).map_or(0, |kb| kb / 1024)
}
