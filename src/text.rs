//! Where something is written, and strings made fit to compare and to show.
//!
//! Everything here is a pure function of its arguments; no other module is used.

mod digest;
mod digits;
mod fold;
mod lines;
mod near;
mod visible;

pub use digest::sha256;
pub use digits::grouped;
pub use fold::fold;
pub use lines::Lines;
pub use lines::Positions;
pub use near::nearest;
pub use visible::{is_hidden, visible};

/// Whether what is written carries the escape sequences of a terminal's colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    #[default]
    Off,
    /// ANSI escape sequences.
    On,
}

/// A stretch of bytes in one of the files that were loaded.
///
/// `start` and `end` are byte offsets into the file's text, `end` exclusive; `file` is the
/// position of the file in the list that was loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file's position in the list of files.
    pub file: u32,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// Makes a span from a file's position and a range of bytes in it.
    ///
    /// Files over 4 GiB are refused before they are read; an offset beyond that is clamped.
    #[must_use]
    pub fn new(file: u32, range: std::ops::Range<usize>) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: clamp(range.start), end: clamp(range.end) }
    }
}

/// Tells whether `word` can be an id: `[a-z0-9][a-z0-9_.-]{0,63}`.
#[must_use]
pub fn is_id(word: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let bytes = word.as_bytes();
    (1..=64).contains(&bytes.len())
        && plain(bytes[0])
        && bytes[1..].iter().all(|&b| plain(b) || matches!(b, b'_' | b'.' | b'-'))
}

/// Makes an id out of any words: in Latin letters, lower case, accents dropped, everything else a
/// hyphen.
///
/// The result is empty where nothing of the words can stand in an id.
///
/// ```
/// use actant::text::slug;
///
/// assert_eq!(slug("Ölçüm A.Ş., Łódź"), "olcum-a-s-lodz");
/// assert_eq!(slug("ОАО «Завод»"), "oao-zavod");
/// assert_eq!(slug("北京"), "bei-jing");
/// ```
#[must_use]
pub fn slug(words: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::new();
    let mut add = |c: char| match c {
        _ if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
        _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
        _ => {}
    };
    // composed: a letter and its accent are one letter
    for c in words.nfkc().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        match deunicode::deunicode_char(c) {
            Some(letters) if !c.is_ascii() => letters.chars().filter(|c| *c != '\'').for_each(&mut add),
            _ => add(c),
        }
    }
    out.truncate(64);
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Words a number of things: "1 hop", "2 hops", "3 entities".
#[must_use]
pub fn count(number: usize, one: &str) -> String {
    match one.strip_suffix('y').filter(|stem| number != 1 && !stem.ends_with(['a', 'e', 'o', 'u'])) {
        Some(stem) => format!("{number} {stem}ies"),
        None => format!("{number} {one}{}", if number == 1 { "" } else { "s" }),
    }
}

/// Where a word stands in a line of words by itself: between blanks, quotes, commas and equals signs.
pub fn standing_alone<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    let ends = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "\"',=\\".contains(c));
    let alone = move |at: &usize| {
        let (before, after) = (text[..*at].chars().next_back(), text[at + word.len()..].chars().next());
        !word.is_empty() && ends(before) && ends(after)
    };
    text.match_indices(word).map(|(at, _)| at).filter(alone)
}

/// Lists words as one says them: with "and" or "or" before the last.
#[must_use]
pub fn joined(words: &[&str], before_last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {before_last} {last}", first.join(", ")),
    }
}

/// Writes text as XML and HTML hold it, in an element or in a quoted attribute.
#[must_use]
pub fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
