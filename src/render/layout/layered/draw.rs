//! From lanes to points: columns side by side, ends spread along the boxes, lines through lanes.

mod free;

use super::{Axes, Candidate, LARGEST};
use crate::render::layout::Area;
use crate::render::layout::Curve;
use crate::render::layout::Outline;
use crate::render::layout::Places;
use crate::render::layout::Point;
use crate::render::layout::lanes;
use crate::render::layout::lanes::Holds;
use free::{Obstacles, Way};

/// The least gap between two columns.
const GAP: f64 = 19.0;
/// How much of a step across is added to a gap, so that lines do not get steep.
const SLOPE: f64 = 0.06;
/// The most that steps across add.
const STEEPEST: f64 = 24.0;
/// The most that is added to a gap to fill the room.
const LOOSEST: f64 = 44.0;
/// The most that lanes move apart to fill the room.
const AIRIEST: f64 = 1.7;
/// The gap between two ends on one side of a box.
const ENDS: f64 = 7.5;

/// How much larger or smaller a size must get to fill the room.
pub(super) fn scale(outline: &Outline, (width, height): (f64, f64)) -> f64 {
    (outline.room.0 / width.max(1.0)).min(outline.room.1 / height.max(1.0)).min(LARGEST)
}

/// The size that a candidate takes.
pub(super) fn size(candidate: &Candidate) -> (f64, f64) {
    Frame::new(candidate, &candidate.middles, 0.0).size(candidate)
}

/// Draws a candidate, loosened where the room allows it.
pub(super) fn places(outline: &Outline, candidate: &Candidate) -> Places {
    let size = size(candidate);
    let scale = scale(outline, size);
    let room = candidate.axes.split((outline.room.0 / scale, outline.room.1 / scale));
    let (along, across) = candidate.axes.split(size);
    let air = (room.1 / across.max(1.0)).clamp(1.0, AIRIEST);
    let gaps = candidate.lanes.columns.len().saturating_sub(1).max(1);
    #[expect(clippy::cast_precision_loss, reason = "columns are few")]
    let loose = ((room.0 - along) / gaps as f64).clamp(0.0, LOOSEST);
    let middles = aired(candidate, air);
    let frame = Frame::new(candidate, &middles, loose);
    frame.draw(outline, candidate)
}

/// Moves lanes apart; the least edge of all stays at zero.
fn aired(candidate: &Candidate, air: f64) -> Vec<f64> {
    let moved: Vec<f64> = candidate.middles.iter().map(|middle| middle * air).collect();
    let lanes = candidate.lanes.all.iter().zip(&moved);
    let top = lanes.map(|(lane, middle)| middle - lane.across / 2.0).fold(f64::MAX, f64::min);
    moved.into_iter().map(|middle| middle - top).collect()
}

/// Where the columns begin and end along the flow, and the lanes' middles across it.
struct Frame<'a> {
    columns: Vec<(f64, f64)>,
    middles: &'a [f64],
    /// Where the frame of each group begins and ends along the flow.
    groups: Vec<(f64, f64)>,
    end: f64,
}

impl<'a> Frame<'a> {
    fn new(candidate: &Candidate, middles: &'a [f64], loose: f64) -> Self {
        let lanes = &candidate.lanes;
        let mut columns = Vec::new();
        let mut at = 0.0;
        let mut trail = 0.0;
        for (number, column) in lanes.columns.iter().enumerate() {
            at += candidate
                .heads
                .iter()
                .zip(&lanes.spans)
                .filter(|(_, span)| span.0 == number)
                .map(|(head, _)| *head)
                .fold(0.0, f64::max);
            let width = column.iter().map(|&lane| lanes.all[lane].along).fold(0.0, f64::max);
            columns.push((at, at + width));
            let steps = column.iter().flat_map(|&lane| lanes.after[lane].iter().map(move |&next| (lane, next)));
            let steepest = steps.map(|(lane, next)| (middles[lane] - middles[next]).abs()).fold(0.0, f64::max);
            trail = if lanes.spans.iter().any(|span| span.1 == number) { lanes::PADDING } else { 0.0 };
            at += width + trail + GAP + (steepest * SLOPE).min(STEEPEST) + loose;
        }
        let end = columns.last().map_or(0.0, |column| column.1) + trail;
        let frame = |(span, head): (&(usize, usize), &f64)| {
            let edges = |column: usize| {
                let own = lanes.columns[column].iter().filter(|&&lane| is_within(candidate, lane, span));
                let half = own.map(|&lane| lanes.all[lane].along / 2.0).fold(0.0, f64::max);
                let middle = f64::midpoint(columns[column].0, columns[column].1);
                (middle - half, middle + half)
            };
            (edges(span.0).0 - head, edges(span.1).1 + lanes::PADDING)
        };
        Self { groups: lanes.spans.iter().zip(&candidate.heads).map(frame).collect(), columns, middles, end }
    }

    fn size(&self, candidate: &Candidate) -> (f64, f64) {
        let along = self.end;
        let lanes = candidate.lanes.all.iter().zip(self.middles);
        let across = lanes.map(|(lane, middle)| middle + lane.across / 2.0).fold(0.0, f64::max);
        let point = candidate.axes.point(along, across);
        (point.x, point.y)
    }

    fn draw(&self, outline: &Outline, candidate: &Candidate) -> Places {
        let axes = candidate.axes;
        let boxes: Vec<Point> = (0..outline.boxes.len()).map(|item| self.middle(candidate, item)).collect();
        let labels = outline.ties.iter().enumerate().map(|(tie, _)| {
            let lane = candidate.lanes.chains[tie]
                .iter()
                .find(|&&lane| candidate.lanes.all[lane].holds == Holds::Label(tie))?;
            Some(self.middle(candidate, *lane))
        });
        let mut labels: Vec<Option<Point>> = labels.collect();
        let ports = self.ports(outline, candidate);
        let obstacles = Obstacles::new(outline, axes, (&boxes, &labels)).with_rooms(&candidate.lanes, self.middles);
        let mut curves = Vec::new();
        for (tie, ends) in ports.into_iter().enumerate() {
            if candidate.lanes.chains[tie].is_empty() {
                let (curve, label) = self.turn(outline, candidate, tie);
                curves.push(curve);
                labels[tie] = outline.ties[tie].label.map(|_| label);
            } else {
                let curve = self.line(&obstacles, candidate, (tie, ends));
                curves.push(if candidate.reversed[tie] { curve.turned() } else { curve });
            }
        }
        let groups = (0..outline.groups.len()).map(|group| self.area(candidate, group)).collect();
        Places { size: self.size(candidate), boxes, curves, labels, groups }
    }

    /// The frame of a group.
    fn area(&self, candidate: &Candidate, group: usize) -> Area {
        let edge = |wanted: Holds, sign: f64| {
            let lanes = candidate.lanes.all.iter().zip(self.middles);
            let edges = lanes.filter(|(lane, _)| lane.holds == wanted);
            edges.map(|(lane, middle)| middle + sign * lane.across / 2.0).next().unwrap_or_default()
        };
        let (near, far) = (edge(Holds::Near(group), -1.0), edge(Holds::Far(group), 1.0));
        let (begin, end) = self.groups[group];
        let (size, corner) = (candidate.axes.point(end - begin, far - near), candidate.axes.point(begin, near));
        Area { corner, size: (size.x, size.y) }
    }

    fn middle(&self, candidate: &Candidate, lane: usize) -> Point {
        let (left, right) = self.columns[candidate.lanes.all[lane].column];
        candidate.axes.point(f64::midpoint(left, right), self.middles[lane])
    }

    /// Where across the flow every tie leaves its first box and reaches its last.
    fn ports(&self, outline: &Outline, candidate: &Candidate) -> Vec<[f64; 2]> {
        let mut ports = vec![[0.0; 2]; outline.ties.len()];
        let lanes = &candidate.lanes;
        for item in 0..outline.boxes.len() {
            let across = candidate.axes.split(outline.boxes[item]).1;
            for side in 0..2 {
                let chains = lanes.chains.iter().enumerate().filter(|(_, chain)| chain.len() > 1);
                let mut ends: Vec<(f64, usize)> = chains
                    .filter_map(|(tie, chain)| {
                        let (own, next) = [(0, 1), (chain.len() - 1, chain.len() - 2)][side];
                        (chain[own] == item).then(|| (self.middles[chain[next]], tie))
                    })
                    .collect();
                ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                for ((_, tie), port) in ends.iter().zip(spread(&ends, (self.middles[item], across))) {
                    ports[*tie][side] = port;
                }
            }
        }
        ports
    }

    /// The line of a tie in the direction of flow: as few bends as leave all boxes and labels free.
    fn line(&self, obstacles: &Obstacles, candidate: &Candidate, (tie, ends): (usize, [f64; 2])) -> Curve {
        let stops = self.stops(obstacles, candidate, (tie, ends));
        let axes = candidate.axes;
        let last = stops.len() - 1;
        let mut curve = Curve::from(axes.point(stops[0].after, stops[0].across));
        let mut at = 0;
        while at < last {
            // A label and the end are passed in any case; what lies between is passed where it must be.
            let goal = (at + 1..=last).find(|&next| stops[next].is_fixed || next == last).unwrap_or(last);
            let reached = (at + 1..=goal).rev().find(|&next| {
                let way =
                    Way { from: (stops[at].after, stops[at].across), to: (stops[next].before, stops[next].across) };
                let mut between = stops[at + 1..next].iter();
                way.is_free(obstacles, tie) && between.all(|stop| stop.holds(way.across_at(stop.middle())))
            });
            let next = reached.unwrap_or(at + 1);
            let (from, to) = (stops[at], stops[next]);
            let way = if reached.is_some() { (from.after, to.before) } else { narrower(obstacles, tie, [from, to]) };
            curve.straight(axes.point(way.0, from.across));
            bend(&mut curve, axes.point(way.1, to.across), axes);
            curve.straight(axes.point(to.before, to.across));
            curve.straight(axes.point(to.after, to.across));
            at = next;
        }
        curve
    }

    /// Where a tie may have to pass: its boxes' sides, its label, the middles of its lanes.
    fn stops(&self, obstacles: &Obstacles, candidate: &Candidate, (tie, ends): (usize, [f64; 2])) -> Vec<Stop> {
        let chain = &candidate.lanes.chains[tie];
        let rooms = &obstacles.rooms;
        let last = chain.len() - 1;
        let stop = |(at, &lane): (usize, &usize)| {
            let own = candidate.lanes.all[lane];
            let (left, right) = self.columns[own.column];
            let middle = f64::midpoint(left, right);
            let half = match own.holds {
                Holds::Box(item) => obstacles.along[item] / 2.0,
                Holds::Label(_) => own.along / 2.0,
                _ => 0.0,
            };
            let port = self.port(candidate, lane);
            let is_box = matches!(own.holds, Holds::Box(_));
            let across = match at {
                0 if is_box => ends[0],
                at if at == last && is_box => ends[1],
                _ => self.middles[lane],
            };
            let before = port.map_or(middle - half, |port| port.0);
            let after = if at == last { before } else { port.map_or(middle + half, |port| port.1) };
            // A line that ends at a frame does not enter it.
            let (left, right) = port.unwrap_or((left, right));
            let is_fixed = matches!(own.holds, Holds::Label(_));
            Stop { across, left, right, before, after, is_fixed, room: rooms[lane] }
        };
        chain.iter().enumerate().map(stop).collect()
    }

    /// Where along the flow the frame lies at which a tie ends.
    fn port(&self, candidate: &Candidate, lane: usize) -> Option<(f64, f64)> {
        let is_port = matches!(candidate.lanes.all[lane].holds, Holds::Port(_));
        candidate.lanes.homes[lane].filter(|_| is_port).map(|group| self.groups[group])
    }

    /// A loop on the near side of its box, and the place of its label beyond it.
    fn turn(&self, outline: &Outline, candidate: &Candidate, tie: usize) -> (Curve, Point) {
        let axes = candidate.axes;
        let item = outline.links()[tie][0];
        let before = Outline { ties: outline.ties[..tie].to_vec(), ..outline.clone() };
        let base = lanes::loops(&before, axes, item).1;
        let (left, right) = self.columns[candidate.lanes.all[item].column];
        let middle = f64::midpoint(left, right);
        let edge = self.middles[item] - axes.split(outline.boxes[item]).1 / 2.0;
        let top = edge - base - lanes::LOOP;
        let wide = 9.0 + base / 4.0;
        let mut curve = Curve::from(axes.point(middle - 9.0, edge));
        let reach = edge - (edge - top) * 4.0 / 3.0 + 2.0;
        curve.pieces.push([
            axes.point(middle - wide - 4.0, reach),
            axes.point(middle + wide + 4.0, reach),
            axes.point(middle + 9.0, edge),
        ]);
        let label = outline.ties[tie].label.map_or(0.0, |size| axes.split(size).1);
        (curve, axes.point(middle, top - label / 2.0))
    }
}

/// Tells whether a lane lies in the group that takes this stretch of columns, as a box.
fn is_within(candidate: &Candidate, lane: usize, span: &(usize, usize)) -> bool {
    let lanes = &candidate.lanes;
    let home = lanes.homes[lane].map(|group| &lanes.spans[group]);
    matches!(lanes.all[lane].holds, Holds::Box(_)) && home.is_some_and(|home| std::ptr::eq(home, span))
}

/// Ends along one side of a box: each as near to where its line goes as order and gaps allow.
fn spread(ends: &[(f64, usize)], (middle, across): (f64, f64)) -> Vec<f64> {
    #[expect(clippy::cast_precision_loss, reason = "ends are few")]
    let count = ends.len() as f64;
    let margin = (across / 4.0).min(9.0);
    let (low, high) = (middle - across / 2.0 + margin, middle + across / 2.0 - margin);
    let gap = if count > 1.0 { ((high - low) / (count - 1.0)).min(ENDS) } else { 0.0 };
    let mut ports: Vec<f64> = Vec::new();
    for (goal, _) in ends {
        let least = ports.last().map_or(low, |last| last + gap);
        ports.push(goal.clamp(low, high).max(least));
    }
    let mut most = high;
    for port in ports.iter_mut().rev() {
        *port = port.min(most);
        most = *port - gap;
    }
    ports
}

/// A place that a tie passes: where it comes in and goes out along the flow, and its column.
#[derive(Clone, Copy)]
struct Stop {
    across: f64,
    left: f64,
    right: f64,
    before: f64,
    after: f64,
    is_fixed: bool,
    /// How far up and down its line may go without passing a neighbour.
    room: (f64, f64),
}

impl Stop {
    fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    fn holds(&self, across: f64) -> bool {
        self.room.0 < across && across < self.room.1
    }
}

/// Where a bend to the next column begins and ends: as far apart as leaves everything free, at
/// least from one column's edge to the other's, between which nothing stands.
fn narrower(obstacles: &Obstacles, tie: usize, [from, to]: [Stop; 2]) -> (f64, f64) {
    let ways = [(from.after, to.left), (from.right, to.before)];
    let is_free = |way: &(f64, f64)| {
        let way = Way { from: (way.0, from.across), to: (way.1, to.across) };
        way.is_free(obstacles, tie)
    };
    ways.into_iter().find(is_free).unwrap_or((from.right, to.left))
}

/// Bends to a point, leaving and arriving along the flow.
fn bend(curve: &mut Curve, to: Point, axes: Axes) {
    let from = curve.end();
    let ((a, p), (b, q)) = (axes.split((from.x, from.y)), axes.split((to.x, to.y)));
    if (p - q).abs() < 0.01 {
        curve.straight(to);
    } else {
        let middle = f64::midpoint(a, b);
        curve.pieces.push([axes.point(middle, p), axes.point(middle, q), to]);
    }
}
