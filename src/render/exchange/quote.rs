//! Strings as languages hold them that escape with a backslash: Cypher and Turtle.

use crate::text::is_hidden;

/// Puts text between two of these quotes. Hidden characters are escaped, so that it stays on one
/// line; those without a short escape of their own as `hidden` writes them.
pub(super) fn quoted(text: &str, quote: char, hidden: fn(char) -> String) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote || c == '\\' => out.extend(['\\', c]),
            c if is_hidden(c) => out.push_str(&hidden(c)),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}
