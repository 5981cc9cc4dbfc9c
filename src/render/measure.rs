//! How wide text is, from a table of the font's own widths: nothing is guessed, nothing is read.
//!
//! The font is Liberation Sans, which has the metrics of Arial and Helvetica, so that the places
//! fit wherever one of the three draws. Kerning is left out; a drawer pins each text to the width
//! given here. A character outside the table counts as 0.6 of the font's size, a wide one of East
//! Asia as 1, a combining one as nothing.

mod sans;

use unicode_width::UnicodeWidthChar;

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
    let table = match weight {
        Weight::Regular => sans::REGULAR,
        Weight::Bold => sans::BOLD,
    };
    text.chars().map(|c| f64::from(advance(table, c))).sum::<f64>() * size / 200.0
}

fn advance(table: &[sans::Range], c: char) -> u16 {
    let code = u32::from(c);
    let at = table.partition_point(|(first, _)| *first <= code);
    let known = at.checked_sub(1).and_then(|at| table[at].1.get((code - table[at].0) as usize));
    known.copied().unwrap_or(match c.width() {
        None | Some(0) => 0,
        Some(1) => 120,
        Some(_) => 200,
    })
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
