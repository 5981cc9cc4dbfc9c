//! The colours of pictures: one table a theme.
//!
//! Colour means polarity and nothing else. Its three colours stay apart for the colour-blind; in
//! print they are greys, and heads and widths tell what they tell. Text has a contrast of 4.5 to 1
//! or more against what lies behind it, after WCAG 2.1.

use super::plan::{Line, Look, Presence};
use super::surroundings::Theme;
use crate::model::Polarity;

/// All colours of a theme, each as `#RRGGBB`.
#[derive(Debug)]
pub struct Palette {
    /// Behind everything.
    pub ground: &'static str,
    /// Names and titles.
    pub ink: &'static str,
    /// The as-of line and the notes.
    pub quiet: &'static str,
    /// The line above the legend.
    pub rule: &'static str,
    /// The band of the banner, and its text.
    pub banner: (&'static str, &'static str),
    /// Inside a box.
    pub box_: &'static str,
    /// Inside the box of an actor that is asked about.
    pub asked: &'static str,
    /// Around a box.
    pub outline: &'static str,
    /// Inside a group.
    pub yard: &'static str,
    /// Around a group, and its title.
    pub frame: Pen,
    /// Ties that help.
    pub cooperative: Pen,
    /// Ties that harm.
    pub hostile: Pen,
    /// Other ties.
    pub neutral: Pen,
    /// Ties that do not hold.
    pub faint: Pen,
    /// Whatever stands back behind what is highlighted.
    pub faded: Pen,
    /// What tells polarity where colour does not.
    pub told_by: ToldBy,
}

/// The colour of a line and that of the text on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pen {
    /// The line.
    pub line: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// What tells the polarity of a tie besides its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToldBy {
    /// Its colour.
    Colour,
    /// Its head: a bar where it is hostile, an open one where it is neutral.
    Head,
}

const LIGHT: Palette = Palette {
    ground: "#FFFFFF",
    ink: "#1A1A1A",
    quiet: "#4D4D4D",
    rule: "#D0D4D9",
    banner: ("#2B2F36", "#FFFFFF"),
    box_: "#FFFFFF",
    asked: "#E6E8EB",
    outline: "#4D4D4D",
    yard: "#F3F4F6",
    frame: Pen { line: "#B4BAC2", text: "#4D4D4D" },
    cooperative: Pen { line: "#0072B2", text: "#005685" },
    hostile: Pen { line: "#D55E00", text: "#A34700" },
    neutral: Pen { line: "#6B6B6B", text: "#4D4D4D" },
    faint: Pen { line: "#A6A6A6", text: "#6B6B6B" },
    faded: Pen { line: "#D5D8DC", text: "#6E6E6E" },
    told_by: ToldBy::Colour,
};

const DARK: Palette = Palette {
    ground: "#15181D",
    ink: "#F2F4F7",
    quiet: "#B8BEC7",
    rule: "#3A414B",
    banner: ("#E6E8EB", "#15181D"),
    box_: "#22272F",
    asked: "#3D4653",
    outline: "#AEB5BF",
    yard: "#1C2027",
    frame: Pen { line: "#59616C", text: "#B8BEC7" },
    cooperative: Pen { line: "#56B4E9", text: "#8CCDF2" },
    hostile: Pen { line: "#F0803C", text: "#FFA875" },
    neutral: Pen { line: "#9BA2AC", text: "#C3C8D0" },
    faint: Pen { line: "#5D6570", text: "#9198A3" },
    faded: Pen { line: "#353B44", text: "#8D949E" },
    told_by: ToldBy::Colour,
};

const PRINT: Palette = Palette {
    ground: "#FFFFFF",
    ink: "#000000",
    quiet: "#333333",
    rule: "#999999",
    banner: ("#FFFFFF", "#000000"),
    box_: "#FFFFFF",
    asked: "#E8E8E8",
    outline: "#000000",
    yard: "#FFFFFF",
    frame: Pen { line: "#777777", text: "#333333" },
    cooperative: Pen { line: "#000000", text: "#000000" },
    hostile: Pen { line: "#000000", text: "#000000" },
    neutral: Pen { line: "#595959", text: "#333333" },
    faint: Pen { line: "#A0A0A0", text: "#595959" },
    faded: Pen { line: "#CFCFCF", text: "#707070" },
    told_by: ToldBy::Head,
};

impl Theme {
    /// The colours of the theme.
    #[must_use]
    pub const fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::Print => &PRINT,
        }
    }
}

impl Palette {
    /// The colours of a tie.
    pub(super) const fn pen(&self, look: Look, presence: Presence) -> Pen {
        match (presence, look.line, look.polarity) {
            (Presence::Faded, ..) => self.faded,
            (_, Line::Faint, _) => self.faint,
            (.., Polarity::Cooperative) => self.cooperative,
            (.., Polarity::Hostile) => self.hostile,
            (.., Polarity::Neutral) => self.neutral,
        }
    }
}
