//! What JSON allows and a graph does not: equal keys, deep nesting, halves of surrogate pairs,
//! numbers beyond all bounds.

use super::raw::Raw;
use super::raw::Sort;
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use std::collections::BTreeMap;

/// How deep values may lie in each other.
pub const DEPTH: usize = 64;

/// Finds what JSON allows in a value and a graph does not.
///
/// The depth is measured before anything recurses. Costs the value's length times its depth.
#[must_use]
pub fn strict(raw: Raw<'_>) -> Vec<Diagnostic> {
    if let Some(fault) = too_deep(raw) {
        return vec![fault];
    }
    let mut faults = Vec::new();
    walk(raw, &mut faults);
    faults
}

/// Says where a value goes too deep. Linear, without recursion.
pub(crate) fn too_deep(raw: Raw<'_>) -> Option<Diagnostic> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in raw.json().bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH {
            let start = raw.span().start as usize + at;
            let span = Span::new(raw.span().file, start..start + 1);
            let headline = format!("values lie more than {DEPTH} deep in each other");
            let fault = Diagnostic::error("too-deep", headline, span, format!("level {depth}"));
            return Some(fault.help("no record needs that: keep such a value outside the graph"));
        }
    }
    None
}

/// The caller has bounded the depth.
fn walk(raw: Raw<'_>, faults: &mut Vec<Diagnostic>) {
    match raw.sort() {
        Sort::Object => {
            let entries = raw.entries();
            repeated(entries.iter().map(|entry| entry.key), faults);
            for entry in entries {
                walk(entry.key, faults);
                walk(entry.value, faults);
            }
        }
        Sort::List => raw.items().into_iter().for_each(|item| walk(item, faults)),
        Sort::String => faults.extend(broken_string(raw)),
        Sort::Number => faults.extend(endless_number(raw)),
        Sort::Flag | Sort::Null => {}
    }
}

/// Finds keys that stand twice in one object.
pub(crate) fn repeated<'a>(keys: impl Iterator<Item = Raw<'a>>, faults: &mut Vec<Diagnostic>) {
    let mut seen = BTreeMap::new();
    for key in keys {
        let Some(name) = key.text() else { continue };
        let first = *seen.entry(name.clone()).or_insert(key.span());
        if first != key.span() {
            let headline = format!("the key `{}` stands twice in one object", clipped(&name));
            faults.push(
                Diagnostic::error("duplicate-key", headline, key.span(), "again here")
                    .also(first, "first here")
                    .help("keep one of the two; a reader of JSON would silently drop the other"),
            );
        }
    }
}

/// Tells of a string that stands for no text.
pub(crate) fn broken_string(raw: Raw<'_>) -> Option<Diagnostic> {
    let broken = raw.text().is_none();
    let headline = "a string holds half of a surrogate pair, which is no character";
    broken.then(|| {
        Diagnostic::error("bad-escape", headline, raw.span(), "no text")
            .help("write the character itself: the files are UTF-8 and need no escapes for it")
    })
}

/// Tells of a number that no number type holds.
pub(crate) fn endless_number(raw: Raw<'_>) -> Option<Diagnostic> {
    let finite = raw.json().parse::<f64>().is_ok_and(f64::is_finite);
    (!finite).then(|| {
        Diagnostic::error(
            "bad-number",
            format!("`{}` is beyond all numbers", clipped(raw.json())),
            raw.span(),
            "too large",
        )
    })
}

/// A text that a headline can hold.
pub(super) fn clipped(text: &str) -> String {
    if text.chars().count() > 40 { text.chars().take(40).chain(['…']).collect() } else { text.to_owned() }
}
