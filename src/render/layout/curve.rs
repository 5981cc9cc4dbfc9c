//! Smooth lines through the lanes of a tie.

/// A point, from the left and the top.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// A line of cubic Bézier pieces, each two controls and an end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// Where it begins.
    pub start: Point,
    /// Its pieces.
    pub pieces: Vec<[Point; 3]>,
}

impl Curve {
    /// Begins a line.
    #[must_use]
    pub fn from(start: Point) -> Self {
        Self { start, pieces: Vec::new() }
    }

    /// Where it ends.
    #[must_use]
    pub fn end(&self) -> Point {
        self.pieces.last().map_or(self.start, |piece| piece[2])
    }

    /// Goes straight on to a point; nowhere where the line is there already.
    pub fn straight(&mut self, to: Point) {
        let from = self.end();
        if from != to {
            let part = |share: f64| Point { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
            self.pieces.push([part(1.0 / 3.0), part(2.0 / 3.0), to]);
        }
    }

    /// The same line from its end to its beginning.
    #[must_use]
    pub fn turned(&self) -> Self {
        let mut turned = Self::from(self.end());
        for (at, piece) in self.pieces.iter().enumerate().rev() {
            let before = at.checked_sub(1).map_or(self.start, |before| self.pieces[before][2]);
            turned.pieces.push([piece[1], piece[0], before]);
        }
        turned
    }

    /// The same line with every point moved.
    #[must_use]
    pub fn map(&self, to: impl Fn(Point) -> Point) -> Self {
        Self { start: to(self.start), pieces: self.pieces.iter().map(|piece| piece.map(&to)).collect() }
    }

    /// The point of a piece at a share between 0 and 1 of its way.
    #[must_use]
    pub fn at(&self, piece: usize, share: f64) -> Point {
        let from = piece.checked_sub(1).map_or(self.start, |before| self.pieces[before][2]);
        let [a, b, to] = self.pieces[piece];
        let rest = 1.0 - share;
        let weights =
            [rest * rest * rest, 3.0 * rest * rest * share, 3.0 * rest * share * share, share * share * share];
        let points = [from, a, b, to];
        Point {
            x: weights.iter().zip(points).map(|(weight, point)| weight * point.x).sum(),
            y: weights.iter().zip(points).map(|(weight, point)| weight * point.y).sum(),
        }
    }
}
