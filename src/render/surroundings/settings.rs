//! What a picture is to be, as its maker wishes: size, theme, how much, grouped how, what stands out.

/// What is wished of a picture. Forms that are no picture take no notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Picture<'a> {
    /// Its size.
    pub page: Page,
    /// Its colours.
    pub theme: Theme,
    /// How much of the answer is drawn.
    pub extent: Extent,
    /// What the banner says; the answer's level of handling where none.
    pub banner: Option<&'a str>,
    /// A line under the title.
    pub subtitle: Option<&'a str>,
    /// Which actors stand in one box.
    pub groups: Grouping<'a>,
    /// What keeps its colours while the rest fades.
    pub highlight: Highlight<'a>,
}

/// The size of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// 16:9, as slides are.
    #[default]
    Slide,
    /// A4, the long side up.
    A4,
    /// A4, the short side up.
    A4Landscape,
    /// As large as its contents.
    Fit,
}

impl Page {
    /// All sizes by the words that name them, the usual one first.
    pub const ALL: &[(&str, Self)] =
        &[("slide", Self::Slide), ("a4", Self::A4), ("a4-landscape", Self::A4Landscape), ("fit", Self::Fit)];

    /// The size that a word names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        named(Self::ALL, word)
    }
}

/// The colours of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on white.
    #[default]
    Light,
    /// Light on black.
    Dark,
    /// For paper: nothing is told by colour alone.
    Print,
}

impl Theme {
    /// All themes by the words that name them, the usual one first.
    pub const ALL: &[(&str, Self)] = &[("light", Self::Light), ("dark", Self::Dark), ("print", Self::Print)];

    /// The theme that a word names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        named(Self::ALL, word)
    }
}

/// How much of an answer is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// As much as a slide can carry; what is left out is counted.
    #[default]
    Pruned,
    /// All of it, up to the limit of a layout.
    Full,
}

/// Which actors stand in one box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping<'a> {
    /// As the answer's facts say: what belongs to one whole, what one sponsors.
    #[default]
    Auto,
    /// None.
    None,
    /// Those of one kind.
    Kind,
    /// As listed, from left to right; who is in no list stands alone.
    Listed(&'a [Bloc]),
}

impl Grouping<'static> {
    /// The groupings that a word names, the usual one first; a list has none.
    pub const ALL: &[(&str, Self)] = &[("auto", Self::Auto), ("none", Self::None), ("kind", Self::Kind)];

    /// The grouping that a word names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        named(Self::ALL, word)
    }
}

/// Actors that stand in one box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bloc {
    /// What is written on it.
    pub title: String,
    /// The ids of its members, as the graph's text writes them.
    pub members: Vec<String>,
}

/// What keeps its colours while the rest fades.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Highlight<'a> {
    /// Everything.
    #[default]
    All,
    /// The first route of the answer.
    Best,
    /// Actors by their ids, and what ties them.
    Actors(&'a [String]),
}

fn named<T: Copy>(all: &[(&str, T)], word: &str) -> Option<T> {
    all.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}
