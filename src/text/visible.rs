//! Strings that came from outside, made harmless to a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Tells whether a character acts on a terminal or on the order of text without being seen:
/// controls, bidirectional controls, zero-width and invisible format characters, noncharacters.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{FFFE}'..='\u{FFFF}' | '\u{E0000}'..='\u{E007F}')
}

/// Shows every hidden character of a string as its code point, `<U+001B>`; the rest stays.
///
/// Everything that came from a file, an argument or a path passes through here before it is
/// printed. Borrows when nothing has to change.
///
/// ```
/// assert_eq!(actant::text::visible("red \u{1b}[31m"), "red <U+001B>[31m");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) {
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}
