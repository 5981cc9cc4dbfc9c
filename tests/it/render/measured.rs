//! Pictures of the shipped graph, measured: what overlaps, what crosses, and the same by Graphviz.
//!
//! `cargo test --test it measured -- --nocapture` prints the table.

use super::picture::dot_json;
use super::picture::graphviz;
use crate::tree;
use actant::answer::Answer;
use actant::graph::Graph;
use actant::load;
use actant::load::File;
use actant::question::Question;
use actant::render::Layout;
use actant::render::Surroundings;
use actant::render::layout::Area;
use actant::render::layout::End;
use actant::render::layout::Outline;
use actant::render::layout::Places;
use actant::render::layout::Point;
use actant::render::places;
use std::fmt::Write as _;

/// Twenty questions that a briefer might put on a slide.
const QUESTIONS: &[&str] = &[
    "path russia houthis",
    "path china hezbollah --all --max-hops 3",
    "path us iran --kind state -k 6",
    "path us hezbollah --hostile --source conflict-watch-2026-02-26",
    "around houthis",
    "around hezbollah --hostile",
    "around russia",
    "around iran --only backs,supplies",
    "around israel --source conflict-watch-2026-02-26",
    "around iran --hostile",
    "around saudi-arabia --ever",
    "common us iran --kind state --ever",
    "common russia china iran",
    "connect us russia hamas",
    "connect netanyahu gcc houthis",
    "list --only supplies",
    "list --only designates",
    "list --hostile --kind proxy",
    "list --only negotiates-with,mediates --ever",
    "show verba",
];

/// What is wrong with a picture, in numbers.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Faults {
    boxes: usize,
    labels_on_boxes: usize,
    labels_on_labels: usize,
    lines_through_boxes: usize,
    crossings: usize,
}

impl Faults {
    fn of(outline: &Outline, places: &Places) -> Self {
        let boxes: Vec<Area> =
            places.boxes.iter().zip(&outline.boxes).map(|(&middle, &size)| Area::around(middle, size)).collect();
        let labels = places.labels.iter().zip(&outline.ties);
        let labels: Vec<Area> = labels.filter_map(|(at, tie)| Some(Area::around((*at)?, tie.label?))).collect();
        let lines: Vec<Vec<Point>> = places.curves.iter().map(points).collect();
        let among = |areas: &[Area]| pairs(areas.len()).filter(|&[a, b]| areas[a].overlaps(&areas[b])).count();
        let through = outline.ties.iter().zip(&lines).map(|(tie, line)| {
            let others = boxes.iter().enumerate().filter(|(item, _)| ![tie.from, tie.to].contains(&End::Box(*item)));
            others.filter(|(_, area)| line.iter().any(|&at| area.overlaps(&Area::around(at, (2.0, 2.0))))).count()
        });
        Self {
            boxes: among(&boxes),
            labels_on_boxes: labels.iter().map(|label| boxes.iter().filter(|area| area.overlaps(label)).count()).sum(),
            labels_on_labels: among(&labels),
            lines_through_boxes: through.sum(),
            crossings: pairs(lines.len()).map(|[a, b]| crossings(&lines[a], &lines[b])).sum(),
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            boxes: self.boxes + other.boxes,
            labels_on_boxes: self.labels_on_boxes + other.labels_on_boxes,
            labels_on_labels: self.labels_on_labels + other.labels_on_labels,
            lines_through_boxes: self.lines_through_boxes + other.lines_through_boxes,
            crossings: self.crossings + other.crossings,
        }
    }

    fn row(self) -> String {
        let Self { boxes, labels_on_boxes, labels_on_labels, lines_through_boxes, crossings } = self;
        format!("{boxes:>5} {labels_on_boxes:>9} {labels_on_labels:>11} {lines_through_boxes:>8} {crossings:>9}")
    }
}

fn pairs(count: usize) -> impl Iterator<Item = [usize; 2]> {
    (0..count).flat_map(|b| (0..b).map(move |a| [a, b]))
}

/// Points along a curve.
fn points(curve: &actant::render::layout::Curve) -> Vec<Point> {
    let pieces = (0..curve.pieces.len()).flat_map(|piece| (1..=16).map(move |step| (piece, f64::from(step) / 16.0)));
    std::iter::once(curve.start).chain(pieces.map(|(piece, share)| curve.at(piece, share))).collect()
}

fn crossings(a: &[Point], b: &[Point]) -> usize {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    let cross = |p: &[Point], q: &[Point]| {
        side(p[0], p[1], q[0]) * side(p[0], p[1], q[1]) < 0.0 && side(q[0], q[1], p[0]) * side(q[0], q[1], p[1]) < 0.0
    };
    a.windows(2).map(|p| b.windows(2).filter(|q| cross(p, q)).count()).sum()
}

fn answers() -> Vec<(&'static str, Answer)> {
    let files: Vec<File> =
        tree::files("graph", ".json").iter().map(|path| File::new(path.as_str(), tree::read(path))).collect();
    let graph = Graph::new(load::load(&files).model);
    let ask = |line: &&'static str| (*line, Question::parse(line).unwrap().run(&graph, &|| false).unwrap());
    QUESTIONS.iter().map(ask).collect()
}

#[test]
fn pictures_of_the_shipped_graph_are_clean() {
    let has_dot = graphviz(&["-Tcanon"], "digraph {}").is_some();
    let around = Surroundings { layout: Layout::Graphviz(&dot_json), ..Surroundings::default() };
    let mut table = String::from("boxes, labels on boxes, labels on labels, lines through boxes, crossings\n");
    let (mut ours, mut theirs) = (Faults::default(), Faults::default());
    for (line, answer) in answers() {
        let (outline, drawn) = places(&answer, &Surroundings::default()).unwrap_or_else(|why| panic!("{line}: {why}"));
        let own = Faults::of(&outline, &drawn);
        assert_eq!(Faults { crossings: 0, ..own }, Faults::default(), "{line}");
        ours = ours.and(own);
        let other = has_dot.then(|| places(&answer, &around).map(|(outline, drawn)| Faults::of(&outline, &drawn)));
        let other = match other {
            Some(Ok(faults)) => {
                theirs = theirs.and(faults);
                faults.row()
            }
            Some(Err(why)) => why.to_string(),
            None => "–".to_owned(),
        };
        let _ = writeln!(
            table,
            "{:<62} {:>3} {:>3} | {} | {other}",
            line,
            outline.boxes.len(),
            outline.ties.len(),
            own.row()
        );
    }
    let _ = writeln!(table, "{:<70} | {} | {}", "all", ours.row(), theirs.row());
    println!("{table}");
    if has_dot {
        assert!(2 * ours.crossings <= 3 * theirs.crossings, "{table}");
    }
}
