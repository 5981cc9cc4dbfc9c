//! Where everything stands: boxes, groups and ties without words go in, places come out.
//!
//! Two engines give the same kind of [`Places`]: the layered layout of our own, which is the same
//! on every machine, and Graphviz through a closure. After either, [`check`] holds the places
//! against what was asked for: a wrong picture is worse than none.

mod across;
mod acyclic;
mod curve;
mod graphviz;
mod lanes;
mod layered;
mod order;
mod pack;
mod rank;
mod simplex;

pub use curve::{Curve, Point};
pub use graphviz::read;
pub(super) use layered::LARGEST;
pub use layered::places;

/// What is to be laid out, in pixels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// The sizes of the boxes: width and height.
    pub boxes: Vec<(f64, f64)>,
    /// What ties them.
    pub ties: Vec<Tie>,
    /// What is framed together.
    pub groups: Vec<Group>,
    /// Whether the groups follow each other in their order along the flow.
    pub order: Order,
    /// The room that the picture should fill: width and height.
    pub room: (f64, f64),
}

/// Boxes with a frame around them. A box is in one group at most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// The positions of its boxes; at least one.
    pub members: Vec<usize>,
    /// The width and height of its title.
    pub title: (f64, f64),
}

/// Whether groups have an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The layout may put them as it likes.
    #[default]
    Free,
    /// Each begins after the one before it has ended.
    Given,
}

/// Where a tie begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// At the box of this position.
    Box(usize),
    /// At the frame of the group of this position.
    Group(usize),
}

/// A tie between two boxes or frames, or of one box to itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// Where it begins.
    pub from: End,
    /// Where it ends.
    pub to: End,
    /// The width and height of its label.
    pub label: Option<(f64, f64)>,
}

/// Where everything stands, from the left and the top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// The width and height of all of it.
    pub size: (f64, f64),
    /// The middles of the boxes.
    pub boxes: Vec<Point>,
    /// The lines of the ties, each from the box where it begins to the box where it ends.
    pub curves: Vec<Curve>,
    /// The middles of the labels.
    pub labels: Vec<Option<Point>>,
    /// The frames of the groups.
    pub groups: Vec<Area>,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// Its upper left corner.
    pub corner: Point,
    /// Its width and height.
    pub size: (f64, f64),
}

impl Area {
    /// The rectangle of this size around a point.
    #[must_use]
    pub fn around(middle: Point, size: (f64, f64)) -> Self {
        Self { corner: Point { x: middle.x - size.0 / 2.0, y: middle.y - size.1 / 2.0 }, size }
    }

    /// The point in its middle.
    #[must_use]
    pub fn middle(&self) -> Point {
        Point { x: self.corner.x + self.size.0 / 2.0, y: self.corner.y + self.size.1 / 2.0 }
    }

    /// Tells whether another lies in it, give or take so many pixels.
    #[must_use]
    pub fn holds(&self, other: &Self, slack: f64) -> bool {
        let (end, others) = (self.far(), other.far());
        self.corner.x - slack <= other.corner.x
            && self.corner.y - slack <= other.corner.y
            && others.x <= end.x + slack
            && others.y <= end.y + slack
    }

    /// Tells whether the two have more than half a pixel in common.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let (end, others) = (self.far(), other.far());
        let along = end.x.min(others.x) - self.corner.x.max(other.corner.x);
        let across = end.y.min(others.y) - self.corner.y.max(other.corner.y);
        along > 0.5 && across > 0.5
    }

    /// How far outside its edge a point lies; inside, less than zero.
    fn off(&self, point: Point) -> f64 {
        let middle = self.middle();
        ((point.x - middle.x).abs() - self.size.0 / 2.0).max((point.y - middle.y).abs() - self.size.1 / 2.0)
    }

    fn far(&self) -> Point {
        Point { x: self.corner.x + self.size.0, y: self.corner.y + self.size.1 }
    }
}

impl Outline {
    /// Both ends of every tie as nodes: a box is its position, a group stands after all boxes. A
    /// tie of a group with a box of its own is a loop of that box.
    fn links(&self) -> Vec<[usize; 2]> {
        let node = |end: End| match end {
            End::Box(at) => at,
            End::Group(at) => self.boxes.len() + at,
        };
        let link = |tie: &Tie| match (tie.from, tie.to) {
            (End::Box(item), End::Group(group)) | (End::Group(group), End::Box(item))
                if self.groups[group].members.contains(&item) =>
            {
                [item, item]
            }
            (from, to) => [node(from), node(to)],
        };
        self.ties.iter().map(link).collect()
    }

    /// Boxes and groups.
    fn nodes(&self) -> usize {
        self.boxes.len() + self.groups.len()
    }

    /// The group of every box that is in one.
    fn homes(&self) -> Vec<Option<usize>> {
        let mut homes = vec![None; self.boxes.len()];
        for (at, group) in self.groups.iter().enumerate() {
            group.members.iter().for_each(|&member| homes[member] = Some(at));
        }
        homes
    }
}

/// Holds places against what was asked for: every box, tie and group is there; no box lies on
/// another; each lies in the frame of its own group and in no other; no frames overlap; every line
/// begins and ends at its boxes or frames; every label has its place; and all is inside.
///
/// Costs a comparison of every two boxes, and of every box with every frame.
///
/// # Errors
///
/// What is missing or out of place, in words.
pub fn check(outline: &Outline, places: &Places) -> Result<(), String> {
    let counts = [places.boxes.len(), places.curves.len(), places.labels.len(), places.groups.len()];
    if counts != [outline.boxes.len(), outline.ties.len(), outline.ties.len(), outline.groups.len()] {
        return Err(format!("{} boxes, {} lines and {} frames have places", counts[0], counts[1], counts[3]));
    }
    let page = Area { corner: Point::default(), size: places.size };
    let boxes: Vec<Area> =
        places.boxes.iter().zip(&outline.boxes).map(|(&middle, &size)| Area::around(middle, size)).collect();
    for (at, area) in boxes.iter().enumerate() {
        if !page.holds(area, 1.0) {
            return Err(format!("box {at} lies outside"));
        }
        if let Some(other) = (0..at).find(|&other| area.overlaps(&boxes[other])) {
            return Err(format!("boxes {other} and {at} overlap"));
        }
    }
    check_groups(outline, places, (&page, &boxes))?;
    outline.ties.iter().enumerate().try_for_each(|(at, tie)| check_tie(places, (&page, &boxes), (at, tie)))
}

fn check_groups(outline: &Outline, places: &Places, (page, boxes): (&Area, &[Area])) -> Result<(), String> {
    let homes = outline.homes();
    for (at, frame) in places.groups.iter().enumerate() {
        if !page.holds(frame, 1.0) {
            return Err(format!("frame {at} lies outside"));
        }
        if let Some(other) = (0..at).find(|&other| frame.overlaps(&places.groups[other])) {
            return Err(format!("frames {other} and {at} overlap"));
        }
        for (item, area) in boxes.iter().enumerate() {
            let is_member = homes[item] == Some(at);
            if is_member && !frame.holds(area, 1.0) {
                return Err(format!("box {item} lies outside its frame {at}"));
            }
            if !is_member && frame.overlaps(area) {
                return Err(format!("box {item} lies in the frame {at} of others"));
            }
        }
    }
    Ok(())
}

fn check_tie(places: &Places, (page, boxes): (&Area, &[Area]), (at, tie): (usize, &Tie)) -> Result<(), String> {
    let curve = &places.curves[at];
    for (end, point) in [(tie.from, curve.start), (tie.to, curve.end())] {
        let (area, what) = match end {
            End::Box(item) => (&boxes[item], format!("box {item}")),
            End::Group(item) => (&places.groups[item], format!("frame {item}")),
        };
        // A spline of Graphviz ends a little before its box.
        if area.off(point) > 4.0 {
            return Err(format!("line {at} does not touch {what}"));
        }
    }
    let Some(size) = tie.label else { return Ok(()) };
    let label = places.labels[at].map(|middle| Area::around(middle, size)).filter(|label| page.holds(label, 1.0));
    match label {
        None => Err(format!("the label of line {at} has no place")),
        Some(_) => Ok(()),
    }
}
