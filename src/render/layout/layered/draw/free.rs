//! Whether a bend leaves all boxes and labels free.

use super::Axes;
use crate::render::layout::Outline;
use crate::render::layout::Point;
use crate::render::layout::lanes::Lanes;

/// How near a line may come to a box or a label.
const CLEAR: f64 = 5.0;
/// Points at which a bend is looked at.
const SAMPLES: u32 = 32;

/// Boxes and labels, along the flow and across it.
pub(super) struct Obstacles {
    /// The boxes' sizes along the flow.
    pub along: Vec<f64>,
    /// For every lane, how far up and down a line in it may go without passing its neighbours.
    pub rooms: Vec<(f64, f64)>,
    /// Each with the tie whose label it is.
    all: Vec<(Option<usize>, Area)>,
}

/// A rectangle: where it begins and ends along the flow, and across it.
struct Area {
    along: (f64, f64),
    across: (f64, f64),
}

impl Obstacles {
    /// Gathers boxes and labels at their places.
    pub fn new(outline: &Outline, axes: Axes, (boxes, labels): (&[Point], &[Option<Point>])) -> Self {
        let area = |middle: Point, size: (f64, f64)| {
            let ((a, p), (half_a, half_p)) =
                (axes.split((middle.x, middle.y)), axes.split((size.0 / 2.0, size.1 / 2.0)));
            Area { along: (a - half_a, a + half_a), across: (p - half_p, p + half_p) }
        };
        let of_boxes = boxes.iter().zip(&outline.boxes).map(|(&middle, &size)| (None, area(middle, size)));
        let of_labels = labels
            .iter()
            .zip(&outline.ties)
            .enumerate()
            .filter_map(|(tie, (middle, label))| Some((Some(tie), area((*middle)?, label.label?))));
        let all = of_boxes.chain(of_labels).collect();
        Self { along: outline.boxes.iter().map(|&size| axes.split(size).0).collect(), rooms: Vec::new(), all }
    }

    /// Gives every lane the room up to half way to its neighbours, so that the order of lanes is kept.
    pub fn with_rooms(mut self, lanes: &Lanes, middles: &[f64]) -> Self {
        self.rooms = vec![(f64::NEG_INFINITY, f64::INFINITY); lanes.all.len()];
        for pair in lanes.columns.iter().flat_map(|column| column.windows(2)) {
            let half = f64::midpoint(middles[pair[0]], middles[pair[1]]);
            self.rooms[pair[0]].1 = half;
            self.rooms[pair[1]].0 = half;
        }
        self
    }
}

/// A bend from one place to another, along the flow and across it.
pub(super) struct Way {
    /// Where it begins.
    pub from: (f64, f64),
    /// Where it ends.
    pub to: (f64, f64),
}

impl Way {
    /// Tells whether the bend of a tie comes near no box and no label of another tie. The boxes at
    /// its own ends it only touches from outside.
    pub fn is_free(&self, obstacles: &Obstacles, tie: usize) -> bool {
        let near = |area: &Area| {
            area.along.1 > self.from.0 + 0.5
                && area.along.0 < self.to.0 - 0.5
                && area.across.1 + CLEAR > self.from.1.min(self.to.1)
                && area.across.0 - CLEAR < self.from.1.max(self.to.1)
        };
        let others = obstacles.all.iter().filter(|(of, area)| *of != Some(tie) && near(area));
        let others: Vec<&Area> = others.map(|(_, area)| area).collect();
        (0..=SAMPLES).all(|step| {
            let (along, across) = self.at(f64::from(step) / f64::from(SAMPLES));
            others.iter().all(|area| {
                let is_beside = along < area.along.0 - 1.0 || along > area.along.1 + 1.0;
                is_beside || across < area.across.0 - CLEAR || across > area.across.1 + CLEAR
            })
        })
    }

    /// Where across the flow the bend is, so far along it.
    pub fn across_at(&self, along: f64) -> f64 {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..24 {
            let middle = f64::midpoint(low, high);
            if self.at(middle).0 < along { low = middle } else { high = middle }
        }
        self.at(low).1
    }

    /// A point of the cubic whose controls lie half way along.
    fn at(&self, share: f64) -> (f64, f64) {
        let rest = 1.0 - share;
        let middle = f64::midpoint(self.from.0, self.to.0);
        let [a, b, c, d] =
            [rest * rest * rest, 3.0 * rest * rest * share, 3.0 * rest * share * share, share * share * share];
        (a * self.from.0 + (b + c) * middle + d * self.to.0, (a + b) * self.from.1 + (c + d) * self.to.1)
    }
}
