//! The layered graph: boxes in their columns, and every tie cut into stretches of one column.
//!
//! Between two columns of boxes lies a column of labels, so that box columns have even numbers. A
//! tie has a lane in every column that it passes; in one of them the lane is as thick as its label.
//! A group has two lanes in every column from its first box to its last, for the edges of its
//! frame: between them lie its boxes and the ties among them, and nothing else.

use super::Outline;
use super::Tie;
use super::layered::Axes;

/// What runs in a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A box.
    Box(usize),
    /// The label of a tie.
    Label(usize),
    /// The line of a tie.
    Line(usize),
    /// The end of a tie at a group's frame.
    Port(usize),
    /// The near edge of a group's frame, with its title where that lies across.
    Near(usize),
    /// The far edge of a group's frame.
    Far(usize),
}

/// A stretch across one column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lane {
    /// What runs in it.
    pub holds: Holds,
    /// Its column.
    pub column: usize,
    /// Its size in the direction of flow.
    pub along: f64,
    /// Its size along the column.
    pub across: f64,
}

/// All lanes and what ties them.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    /// The boxes first, in their order.
    pub all: Vec<Lane>,
    /// The lanes of every column, in order.
    pub columns: Vec<Vec<usize>>,
    /// The neighbours of every lane in the column before.
    pub before: Vec<Vec<usize>>,
    /// The neighbours of every lane in the column after.
    pub after: Vec<Vec<usize>>,
    /// The lanes of every tie in the direction of flow, both boxes included; empty for a loop.
    pub chains: Vec<Vec<usize>>,
    /// The group in whose frame each lane lies.
    pub homes: Vec<Option<usize>>,
    /// The first and last column of every group.
    pub spans: Vec<(usize, usize)>,
    /// How far the two edges of every frame lie apart at least.
    pub least: Vec<f64>,
}

/// How thick the lane of a bare line is.
const LINE: f64 = 4.0;
/// The room between a frame and what is in it.
pub(super) const PADDING: f64 = 10.0;
/// The room above a loop's box for the loop itself.
pub(super) const LOOP: f64 = 18.0;

impl Lanes {
    /// Cuts all ties; `columns` are the boxes' own, `reversed` tells which ties are drawn backward.
    pub fn new(outline: &Outline, axes: Axes, (columns, reversed): (&[usize], &[bool])) -> Self {
        let mut lanes = Self::default();
        let last = columns.iter().copied().max().unwrap_or(0);
        lanes.columns = vec![Vec::new(); 2 * last + 1];
        lanes.spans = outline.groups.iter().map(|group| span(&group.members, columns)).collect();
        let homes = outline.homes();
        for (at, &size) in outline.boxes.iter().enumerate() {
            let (along, across) = axes.split(size);
            let loops = loops(outline, axes, at);
            let lane = Lane {
                holds: Holds::Box(at),
                column: 2 * columns[at],
                along: along.max(loops.0),
                across: across + 2.0 * loops.1,
            };
            lanes.push(lane, homes[at]);
        }
        for (at, [from, to]) in outline.links().into_iter().enumerate() {
            let ends = if reversed[at] { [to, from] } else { [from, to] };
            let chain = if from == to { Vec::new() } else { lanes.chain((at, &outline.ties[at]), axes, ends) };
            lanes.chains.push(chain);
        }
        lanes.edges(outline, axes);
        lanes
    }

    fn push(&mut self, lane: Lane, home: Option<usize>) -> usize {
        let id = self.all.len();
        self.columns[lane.column].push(id);
        self.all.push(lane);
        self.before.push(Vec::new());
        self.after.push(Vec::new());
        self.homes.push(home);
        id
    }

    fn chain(&mut self, (tie, outline): (usize, &Tie), axes: Axes, ends: [usize; 2]) -> Vec<usize> {
        let boxes = self.all.iter().take_while(|lane| matches!(lane.holds, Holds::Box(_))).count();
        // A frame is left at its last column and reached at its first.
        let port = |lanes: &mut Self, node: usize, is_first: bool| {
            let Some(group) = node.checked_sub(boxes) else { return node };
            let column = if is_first { lanes.spans[group].1 } else { lanes.spans[group].0 };
            lanes.push(Lane { holds: Holds::Port(tie), column, along: 0.0, across: LINE }, Some(group))
        };
        let (from, to) = (port(self, ends[0], true), port(self, ends[1], false));
        let (first, last) = (self.all[from].column, self.all[to].column);
        let home = self.homes[from].filter(|home| self.homes[to] == Some(*home));
        let label = outline.label.map(|size| axes.split(size));
        // The label's column is odd and nearest to the middle.
        let middle = (first + last) / 2;
        let middle = if middle % 2 == 1 { middle } else { middle - 1 };
        let mut chain = vec![from];
        for column in first + 1..last {
            let here = label.filter(|_| column == middle);
            let (along, across) = here.unwrap_or((0.0, LINE));
            let holds = if here.is_some() { Holds::Label(tie) } else { Holds::Line(tie) };
            chain.push(self.push(Lane { holds, column, along, across }, home));
        }
        chain.push(to);
        self.join(&chain);
        chain
    }

    fn join(&mut self, chain: &[usize]) {
        for pair in chain.windows(2) {
            self.after[pair[0]].push(pair[1]);
            self.before[pair[1]].push(pair[0]);
        }
    }

    /// Adds both edges of every frame, each a line from column to column, so that what crosses a
    /// frame counts as a crossing.
    fn edges(&mut self, outline: &Outline, axes: Axes) {
        for (at, group) in outline.groups.iter().enumerate() {
            let (first, last) = self.spans[at];
            let title = axes.split(group.title);
            let (head, least) = if axes == Axes::Right { (title.1, 0.0) } else { (0.0, title.1 + 2.0 * PADDING) };
            self.least.push(least);
            for (holds, across) in [(Holds::Near(at), head), (Holds::Far(at), 0.0)] {
                let edge = |column| Lane { holds, column, along: 0.0, across };
                let lanes: Vec<usize> = (first..=last).map(|column| self.push(edge(column), Some(at))).collect();
                self.join(&lanes);
            }
        }
    }
}

/// The first and the last column of some boxes.
fn span(members: &[usize], columns: &[usize]) -> (usize, usize) {
    let own = || members.iter().map(|&member| 2 * columns[member]);
    (own().min().unwrap_or(0), own().max().unwrap_or(0))
}

/// The room that the loops of a box take: the widest label along, and all of them across.
pub(super) fn loops(outline: &Outline, axes: Axes, item: usize) -> (f64, f64) {
    let links = outline.links();
    let own = outline.ties.iter().zip(links).filter(|(_, link)| *link == [item, item]);
    own.fold((0.0, 0.0), |(along, across), (tie, _)| {
        let label = tie.label.map_or((0.0, 0.0), |size| axes.split(size));
        (label.0.max(along), across + LOOP + label.1)
    })
}
