//! What a form depends on besides the answer: the world, as values.

mod settings;

pub use settings::{Bloc, Extent, Grouping, Highlight, Page, Picture, Theme};

use crate::text::Colour;

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
        }
    }
}

/// Which signs of our own a terminal shows. Names keep their letters either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Arrows, dashes and currency signs.
    Unicode,
    /// ASCII alone.
    Ascii,
}

/// Who places the boxes of a picture.
#[derive(Clone, Copy)]
pub enum Layout<'a> {
    /// The layered layout inside the program: the same picture on every machine.
    BuiltIn,
    /// Graphviz: takes DOT, gives what `dot -Tjson` writes for it, or says what went wrong.
    Graphviz(&'a dyn Fn(&str) -> Result<String, String>),
}
