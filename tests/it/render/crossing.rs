//! How our layout compares with Graphviz's: crossings of lines, counted in the finished pictures.

use super::blocs::blocs;
use super::picture::dot_json;
use super::picture::graphviz;
use super::plain;
use super::sample::Sketch;
use super::written;
use actant::answer::Answer;
use actant::render::Layout;
use actant::render::Surroundings;

type Place = (f64, f64);

/// The lines of all ties in a picture, as points along their curves.
fn lines(svg: &str) -> Vec<Vec<Place>> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let ties = document.descendants().filter(|node| node.attribute("class").is_some_and(|c| c.starts_with("tie ")));
    ties.map(|tie| curve(tie.children().find(|node| node.has_tag_name("path")).unwrap().attribute("d").unwrap()))
        .collect()
}

/// Points of a path of cubic pieces.
fn curve(path: &str) -> Vec<Place> {
    let numbers: Vec<f64> =
        path.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).filter_map(|n| n.parse().ok()).collect();
    let points: Vec<Place> = numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    let mut all = vec![points[0]];
    for piece in points[1..].chunks_exact(3) {
        let from = *all.last().unwrap();
        all.extend((1..=12).map(|step| {
            let share = f64::from(step) / 12.0;
            let rest = 1.0 - share;
            let weights = [rest.powi(3), 3.0 * rest * rest * share, 3.0 * rest * share * share, share.powi(3)];
            let ends = [from, piece[0], piece[1], piece[2]];
            let sum = |of: fn(&Place) -> f64| weights.iter().zip(&ends).map(|(weight, end)| weight * of(end)).sum();
            (sum(|p| p.0), sum(|p| p.1))
        }));
    }
    all
}

fn crosses([a, b]: [Place; 2], [c, d]: [Place; 2]) -> bool {
    let side = |p: Place, q: Place, r: Place| (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

/// How many pairs of stretches of different lines cross.
fn crossings(svg: &str) -> usize {
    let lines = lines(svg);
    let mut count = 0;
    for (at, line) in lines.iter().enumerate() {
        for other in &lines[..at] {
            let pairs = line.windows(2).flat_map(|p| other.windows(2).map(move |q| (p, q)));
            count += pairs.filter(|(p, q)| crosses([p[0], p[1]], [q[0], q[1]])).count();
        }
    }
    count
}

/// A graph of blocs: most ties within a bloc, some between.
fn bloc_graph(seed: usize) -> Answer {
    let mut state = seed;
    let mut next = |below: usize| {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        state / 65_536 % below
    };
    let mut sketch = Sketch::new("A graph of blocs");
    let ids: Vec<String> = (0..24).map(|at| format!("actor-{at}")).collect();
    for id in &ids {
        sketch.actor(id, "state", &format!("Actor {}", &id[6..]));
    }
    sketch.source("one", "One source", None);
    for _ in 0..36 {
        let from = next(24);
        let to = if next(3) > 0 { from / 6 * 6 + next(6) } else { next(24) };
        let word = ["supplies", "threatens", "backs", "mediates"][next(4)];
        if from != to {
            sketch.tie([&ids[from], word, &ids[to]], (0, ""));
        }
    }
    sketch.rows()
}

#[test]
fn lines_cross_hardly_more_often_than_with_graphviz() {
    if graphviz(&["-Tcanon"], "digraph {}").is_none() {
        return;
    }
    let around = Surroundings { layout: Layout::Graphviz(&dot_json), ..Surroundings::default() };
    let answers: Vec<Answer> = (1..7).map(bloc_graph).chain([blocs()]).collect();
    let count =
        |svg: &dyn Fn(&Answer) -> String| -> Vec<usize> { answers.iter().map(|a| crossings(&svg(a))).collect() };
    let (ours, theirs) = (count(&|a| plain(a, "svg")), count(&|a| written(a, "svg", &around)));
    let (all_ours, all_theirs): (usize, usize) = (ours.iter().sum(), theirs.iter().sum());
    assert!(2 * all_ours <= 3 * all_theirs, "ours {ours:?}, Graphviz's {theirs:?}");
}
