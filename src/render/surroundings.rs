//! What a form depends on besides the answer: the world, as values.

mod settings;

pub use settings::{Bloc, Extent, Grouping, Highlight, Page, Picture, Theme};

use crate::text::Colour;
use std::collections::BTreeSet;
use std::fmt;

/// What the caller knows of the place in which an answer is shown.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// How many columns a line may have.
    pub width: usize,
    /// Whether colours are shown.
    pub colour: Colour,
    /// Which signs can be shown.
    pub letters: Letters,
    /// Who places the boxes of a picture.
    pub layout: Layout<'a>,
    /// What a picture is to be.
    pub picture: Picture<'a>,
    /// How text stands in an SVG.
    pub text: Text,
    /// How many pixels of a PNG stand for one of the picture, along each side.
    pub scale: u8,
    /// Takes what there is to say of the output and does not stand in it.
    pub notice: &'a dyn Fn(Notice),
}

impl Default for Surroundings<'_> {
    /// A plain pipe: 100 columns, no colours, Unicode, the layout that is built in.
    fn default() -> Self {
        Self {
            width: 100,
            colour: Colour::Off,
            letters: Letters::Unicode,
            layout: Layout::BuiltIn,
            picture: Picture::default(),
            text: Text::Letters,
            scale: 2,
            notice: &|_| {},
        }
    }
}

/// What there is to say of an output, besides the output itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The size of the smallest text in a picture, in points on its page.
    SmallestText(f64),
    /// Characters that the font lacks: empty boxes stand in their place.
    NoGlyph(BTreeSet<char>),
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // rounded down, so that what is too small is not called readable
            Self::SmallestText(points) => write!(f, "smallest text {} pt", (points * 10.0 + 1e-6).floor() / 10.0),
            Self::NoGlyph(characters) => {
                let named = characters.iter().take(NAMED).map(|c| format!("{c} (U+{:04X})", u32::from(*c)));
                write!(f, "no glyph for {}", named.collect::<Vec<_>>().join(", "))?;
                match characters.len().saturating_sub(NAMED) {
                    0 => Ok(()),
                    more => write!(f, " and {more} more"),
                }
            }
        }
    }
}

/// As many characters as are named one by one.
const NAMED: usize = 8;

/// Which signs of our own a terminal shows. Names keep their letters either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Arrows, dashes and currency signs.
    Unicode,
    /// ASCII alone.
    Ascii,
}

/// How text stands in an SVG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// As text, which can be searched and is drawn by the reader's font.
    Letters,
    /// As outlines, which look the same everywhere.
    Outlines,
}

/// Who places the boxes of a picture.
#[derive(Clone, Copy)]
pub enum Layout<'a> {
    /// The layered layout inside the program: the same picture on every machine.
    BuiltIn,
    /// Graphviz: takes DOT, gives what `dot -Tjson` writes for it, or says what went wrong.
    Graphviz(&'a dyn Fn(&str) -> Result<String, String>),
}
