//! JSON of other programs: read whole, or a line at a time, in one way only.

use super::At;
use super::Foreign;
use super::Trouble;
use super::spelling::items;
use super::spelling::text;
use super::spelling::value;
use crate::diagnostic::Severity;
use crate::edit::fmt;
use crate::edit::layout::Node;
use crate::record;
use crate::record::Document;
use crate::record::Raw;
use crate::record::keys::Form;

/// Reads a file that is one value of JSON.
pub(super) fn page(foreign: &Foreign<'_>) -> Result<Node, Trouble> {
    parse(foreign.text).map_err(|why| trouble(format!("it cannot be read as JSON: {why}"), None))
}

/// What stands before a list while it is read, for only objects are read as they stand, and how
/// many bytes that are.
const AHEAD: (&str, u32) = ("{\"\":", 4);

/// Reads an object or a list of JSON; says why it is none, or can be read in two ways.
pub(super) fn parse(spelled: &str) -> Result<Node, String> {
    let list = spelled.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
    if list.starts_with('[') {
        let start = spelled.len() - list.len();
        let held = format!("{}{}{list}}}", &spelled[..start], AHEAD.0);
        let at = |byte: u32| place(spelled, byte.saturating_sub(AHEAD.1));
        let page = read(&held, at)?;
        return Ok(value(&page, "").cloned().unwrap_or(page));
    }
    read(spelled, |byte| place(spelled, byte))
}

fn read(spelled: &str, place: impl Fn(u32) -> String) -> Result<Node, String> {
    let body = Raw::new(spelled, 0);
    let mut faults = Document::read(spelled, 0).faults;
    faults.retain(|fault| fault.severity == Severity::Error);
    if faults.is_empty() {
        faults = record::strict(body);
    }
    match faults.first() {
        Some(fault) => Err(format!("{} ({})", fault.headline(), place(fault.span.start))),
        None => Ok(fmt::node(body, &Form::Any)),
    }
}

/// The line and the column of a byte; the column alone where there is one line.
fn place(text: &str, byte: u32) -> String {
    let before = text.get(..byte as usize).unwrap_or(text);
    let (lines, last) = (before.matches('\n').count(), before.rsplit('\n').next().unwrap_or_default());
    let column = last.chars().count() + 1;
    if text.trim().contains('\n') { format!("line {}, column {column}", lines + 1) } else { format!("column {column}") }
}

/// The items of a list under a key; none where there is no list.
pub(super) fn list<'a>(node: &'a Node, key: &str) -> Option<&'a [Node]> {
    value(node, key).filter(|value| matches!(value, Node::List(_))).map(items)
}

/// A string or number under a key.
pub(super) fn word(node: &Node, key: &str) -> Option<String> {
    plain(value(node, key)?)
}

/// Strings and numbers under a key, one or a list.
pub(super) fn words(node: &Node, key: &str) -> Vec<String> {
    value(node, key).into_iter().flat_map(items).filter_map(plain).collect()
}

/// The words of a string, or a number as it is spelled.
fn plain(node: &Node) -> Option<String> {
    match node {
        Node::Atom(atom) if atom.parse::<f64>().is_ok() => Some(atom.to_string()),
        one => text(one).map(|text| text.as_str().to_owned()),
    }
}

/// A whole number under a key.
pub(super) fn whole(node: &Node, key: &str) -> Option<u32> {
    match value(node, key)? {
        Node::Atom(atom) => atom.parse().ok(),
        _ => None,
    }
}

/// Tells whether `true` stands under a key.
pub(super) fn is_true(node: &Node, key: &str) -> bool {
    matches!(value(node, key), Some(Node::Atom(atom)) if atom == "true")
}

/// Why a file cannot be read at all.
pub(super) fn trouble(headline: impl Into<String>, at: Option<At>) -> Trouble {
    Trouble { headline: headline.into(), at, help: Vec::new() }
}
