//! Values of other programs as a graph can hold them.

use crate::model::Date;
use crate::text::is_hidden;

/// A name on one line, without characters that nobody sees; none where nothing is left.
pub(super) fn name(text: &str) -> Option<String> {
    let seen = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_refused(*c));
    filled(&seen.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A text, whose lines may break, without characters that nobody sees; none where nothing is left.
pub(super) fn prose(text: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let seen: String = text.chars().filter(|c| matches!(c, '\n' | '\t') || !is_refused(*c)).collect();
    filled(seen.trim())
}

/// An address that can be followed.
pub(super) fn url(text: &str) -> Option<&str> {
    let rest = ["https://", "http://", "doi:"].iter().find_map(|scheme| text.strip_prefix(scheme))?;
    let bad = |c: char| c.is_whitespace() || "\"<>\\^`{|}".contains(c) || is_refused(c);
    (!rest.is_empty() && !rest.contains(bad)).then_some(text)
}

/// A date as exact as it is written: a year stays a year, of a point in time the day is taken.
pub(super) fn date(text: &str) -> Option<String> {
    let day = text.split_once('T').map_or(text, |(day, _)| day);
    day.parse::<Date>().ok().map(|date| date.to_string())
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Characters that nobody sees, and those that are none.
fn is_refused(c: char) -> bool {
    is_hidden(c) || matches!(u32::from(c), 0xFDD0..=0xFDEF) || u32::from(c) & 0xFFFE == 0xFFFE
}
