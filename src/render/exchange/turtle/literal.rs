//! Terms of Turtle: literals with their datatypes, and IRIs.

use crate::model::Date;
use crate::render::exchange::quote;
use std::fmt::Write as _;

/// A string.
pub(super) fn quoted(text: &str) -> String {
    quote::quoted(text, '"', |c| {
        let code = u32::from(c);
        if code > 0xFFFF { format!("\\U{code:08X}") } else { format!("\\u{code:04X}") }
    })
}

/// A date to its precision: a year, a month or a day of XML Schema, or EDTF where it carries a mark.
/// Whatever is none, as the `..` of an open end, stays a string.
pub(super) fn date(text: &str) -> String {
    let sort = match text.parse::<Date>() {
        Err(_) => return quoted(text),
        Ok(date) if date.is_marked() => "edtf:EDTF",
        Ok(date) => match date.parts() {
            (_, 0, _) => "xsd:gYear",
            (_, _, 0) => "xsd:gYearMonth",
            _ => "xsd:date",
        },
    };
    format!("{}^^{sort}", quoted(text))
}

/// A number as it is spelled, for the numbers of JSON are numbers of Turtle; otherwise a string.
pub(super) fn number(text: &str) -> String {
    let is_number = serde_json::from_str::<serde_json::Value>(text).is_ok_and(|value| value.is_number());
    if is_number { text.trim().to_owned() } else { quoted(text) }
}

/// The name of a thing of the graph, after RFC 8141. Colons, which identities of relations have,
/// stay; whatever else is not unreserved is percent-encoded.
pub(super) fn iri(sort: &str, id: &str) -> String {
    let mut out = format!("<urn:actant:{sort}:");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out + ">"
}
