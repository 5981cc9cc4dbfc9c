//! How wide text is: measured with the font that is compiled in, nothing guessed, nothing read.
//!
//! The font is DejaVu Sans Condensed: it has Latin, Greek, Cyrillic, Arabic and Hebrew letters, and
//! its Latin ones are nearly as wide as those of Arial and Helvetica, so that the places fit where
//! one of these draws. A drawer pins each text to the width given here. A line for which the face of
//! one weight lacks a glyph is set in the other's, if that has them all.

mod face;

use std::collections::BTreeSet;

/// The font's name, and then those of fonts that are about as wide.
pub(super) const FAMILIES: [&str; 5] = ["DejaVu Sans Condensed", "Arial", "Liberation Sans", "Helvetica", "sans-serif"];

/// The weight of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Regular.
    Regular,
    /// Bold.
    Bold,
}

/// The width of a line of text, in the unit of `size`. Linear in its length.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    set(text, weight).width * size
}

/// The characters of a line that would be drawn as empty boxes. Linear in its length.
pub(super) fn without_glyph(text: &str, weight: Weight) -> BTreeSet<char> {
    set(text, weight).missing
}

/// Tells whether a line runs from right to left: whether its first letter does.
pub(super) fn is_right_to_left(text: &str) -> bool {
    face::is_right_to_left(text)
}

/// Draws the outlines of a line that begins at the pen's origin. The pen is given the commands of
/// an SVG path, each with its points, in the unit of `size`, upwards.
pub(super) fn trace(text: &str, (size, weight): (f64, Weight), mut pen: impl FnMut(char, &[(f64, f64)])) {
    let scaled = |points: &[(f64, f64)]| points.iter().map(|(x, y)| (x * size, y * size)).collect::<Vec<_>>();
    face::trace(&set(text, weight), &mut |command, points| pen(command, &scaled(points)));
}

/// The file of a face, TrueType.
#[cfg(feature = "picture")]
pub(super) fn file(weight: Weight) -> &'static [u8] {
    face::file(weight)
}

fn set(text: &str, weight: Weight) -> face::Line {
    let mut line = face::set(text, weight);
    if !line.missing.is_empty() {
        let other = face::set(text, if weight == Weight::Bold { Weight::Regular } else { Weight::Bold });
        if other.missing.is_empty() {
            return other;
        }
        line.missing.retain(|c| other.missing.contains(c));
    }
    line
}

/// The least width in which every word stays whole, but no more than `most`.
pub(super) fn longest_word(text: &str, (size, weight): (f64, Weight), most: f64) -> f64 {
    text.split_whitespace().map(|word| width(word, size, weight)).fold(0.0, f64::max).min(most)
}

/// Fills words into lines no wider than `room`, at most `most` of them; what is left over is cut
/// with an ellipsis, and so is a word that is wider than a line.
pub(super) fn lines(text: &str, measure: (f64, Weight), limit: (f64, usize)) -> Vec<String> {
    let ((size, weight), (room, most)) = (measure, limit);
    let fits = |line: &str| width(line, size, weight) <= room;
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let joined = lines.last().map(|line| format!("{line} {word}")).filter(|line| fits(line));
        if let (Some(joined), Some(last)) = (joined, lines.last_mut()) {
            *last = joined;
        } else if lines.len() < most {
            lines.push(word.to_owned());
        } else {
            let last = lines.last_mut().expect("a line was pushed, for none fewer than one is asked for");
            *last = format!("{last} {word}{}", if words.peek().is_some() { "…" } else { "" });
            break;
        }
    }
    lines.into_iter().map(|line| shortened(line, &fits)).collect()
}

/// A line that fits, cut with an ellipsis where it does not.
fn shortened(line: String, fits: &impl Fn(&str) -> bool) -> String {
    if fits(&line) {
        return line;
    }
    let mut kept = String::new();
    for c in line.chars() {
        kept.push(c);
        if !fits(&format!("{kept}…")) {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}
