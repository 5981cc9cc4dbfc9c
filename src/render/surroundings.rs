//! What a form depends on besides the answer: the world, as values.

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
    /// The size of a picture.
    pub page: Page,
    /// What a picture's banner says; the answer's level of handling where none.
    pub banner: Option<&'a str>,
}

impl Default for Surroundings<'_> {
    /// A plain pipe: 100 columns, no colours, Unicode, the layout that is built in.
    fn default() -> Self {
        Self {
            width: 100,
            colour: Colour::Off,
            letters: Letters::Unicode,
            layout: Layout::BuiltIn,
            page: Page::Slide,
            banner: None,
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

/// The size of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// 16:9, as slides are.
    Slide,
    /// A4, the short side up.
    A4Landscape,
    /// A4, the long side up.
    A4Portrait,
    /// As large as its contents.
    Fit,
}

impl Page {
    /// All sizes by the words that name them, the usual one first.
    pub const ALL: &[(&str, Self)] = &[
        ("slide", Self::Slide),
        ("a4-landscape", Self::A4Landscape),
        ("a4-portrait", Self::A4Portrait),
        ("fit", Self::Fit),
    ];

    /// The size that a word names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == word).map(|(_, page)| *page)
    }
}
