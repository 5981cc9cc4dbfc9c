//! The layered graph: boxes in their columns, and every tie cut into stretches of one column.
//!
//! Between two columns of boxes lies a column of labels, so that box columns have even numbers. A
//! tie has a lane in every column that it passes; in one of them the lane is as thick as its label.

use super::Outline;
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
}

/// How thick the lane of a bare line is.
const LINE: f64 = 4.0;
/// The room above a loop's box for the loop itself.
pub(super) const LOOP: f64 = 18.0;

impl Lanes {
    /// Cuts all ties; `columns` are the boxes' own, `reversed` tells which ties are drawn backward.
    pub fn new(outline: &Outline, axes: Axes, (columns, reversed): (&[usize], &[bool])) -> Self {
        let mut lanes = Self::default();
        let last = columns.iter().copied().max().unwrap_or(0);
        lanes.columns = vec![Vec::new(); 2 * last + 1];
        for (at, &size) in outline.boxes.iter().enumerate() {
            let (along, across) = axes.split(size);
            let loops = loops(outline, axes, at);
            let lane = Lane {
                holds: Holds::Box(at),
                column: 2 * columns[at],
                along: along.max(loops.0),
                across: across + 2.0 * loops.1,
            };
            lanes.push(lane);
        }
        for (at, tie) in outline.ties.iter().enumerate() {
            let (from, to) = if reversed[at] { (tie.to, tie.from) } else { (tie.from, tie.to) };
            let label = tie.label.map(|size| axes.split(size));
            let chain = if from == to { Vec::new() } else { lanes.chain(at, [from, to], label) };
            lanes.chains.push(chain);
        }
        lanes
    }

    fn push(&mut self, lane: Lane) -> usize {
        let id = self.all.len();
        self.columns[lane.column].push(id);
        self.all.push(lane);
        self.before.push(Vec::new());
        self.after.push(Vec::new());
        id
    }

    fn chain(&mut self, tie: usize, [from, to]: [usize; 2], label: Option<(f64, f64)>) -> Vec<usize> {
        let (first, last) = (self.all[from].column, self.all[to].column);
        // The label's column is odd and nearest to the middle.
        let middle = (first + last) / 2;
        let middle = if middle % 2 == 1 { middle } else { middle - 1 };
        let mut chain = vec![from];
        for column in first + 1..last {
            let here = label.filter(|_| column == middle);
            let (along, across) = here.unwrap_or((0.0, LINE));
            let holds = if here.is_some() { Holds::Label(tie) } else { Holds::Line(tie) };
            chain.push(self.push(Lane { holds, column, along, across }));
        }
        chain.push(to);
        for pair in chain.windows(2) {
            self.after[pair[0]].push(pair[1]);
            self.before[pair[1]].push(pair[0]);
        }
        chain
    }
}

/// The room that the loops of a box take: the widest label along, and all of them across.
pub(super) fn loops(outline: &Outline, axes: Axes, item: usize) -> (f64, f64) {
    let own = outline.ties.iter().filter(|tie| tie.from == item && tie.to == item);
    own.fold((0.0, 0.0), |(along, across), tie| {
        let label = tie.label.map_or((0.0, 0.0), |size| axes.split(size));
        (label.0.max(along), across + LOOP + label.1)
    })
}
