//! Reading and making the JSON of records that are to be.

use crate::edit::layout::Node;
use crate::edit::layout::Spelled;
use crate::edit::layout::quoted;
use crate::record::Raw;
use crate::record::Text;
use crate::record::keys::Record;

/// The string that a value is.
pub(in crate::edit) fn text(node: &Node) -> Option<Text<'_>> {
    let Node::Atom(atom) = node else { return None };
    Raw::new(atom, 0).text()
}

/// The string under a key.
pub(in crate::edit) fn field<'a>(node: &'a Node, key: &str) -> Option<Text<'a>> {
    text(value(node, key)?)
}

/// The value of a key that needs no escapes.
pub(in crate::edit) fn value<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    entries(node).iter().find(|(spelled, _)| name(spelled) == key).map(|(_, value)| value)
}

/// A key without its quotes.
pub(in crate::edit) fn name(spelled: &str) -> &str {
    spelled.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(spelled)
}

/// Keys and values of an object; none of any other value.
pub(in crate::edit) fn entries(node: &Node) -> &[(Spelled, Node)] {
    match node {
        Node::Object(entries) => entries,
        _ => &[],
    }
}

/// The items of a list, or the one thing that stands alone.
pub(in crate::edit) fn items(node: &Node) -> &[Node] {
    match node {
        Node::List(items) => items,
        one => std::slice::from_ref(one),
    }
}

/// Strings under a key, one or a list.
pub(in crate::edit) fn texts<'a>(node: &'a Node, key: &str) -> impl Iterator<Item = Text<'a>> {
    value(node, key).into_iter().flat_map(items).filter_map(text)
}

/// Gives a key another value; where it is new, it stands where the canonical order wants it.
pub(in crate::edit) fn put(node: &mut Node, card: &Record, key: &str, value: Node) {
    let Node::Object(entries) = node else { return };
    if let Some((_, old)) = entries.iter_mut().find(|(spelled, _)| name(spelled) == key) {
        *old = value;
        return;
    }
    let position = card.position(key);
    let at = entries.iter().position(|(spelled, _)| card.position(name(spelled)) > position);
    entries.insert(at.unwrap_or(entries.len()), (quoted(key), value));
}
