//! One record's words put to another's: what it adds, and where the two differ.

use super::super::spelling::entries;
use super::super::spelling::items;
use super::super::spelling::name;
use super::super::spelling::put;
use super::super::spelling::value;
use crate::edit::layout::Node;
use crate::record::keys::CITATION;
use crate::record::keys::Form;
use crate::record::keys::Record;

/// Two records as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::edit) struct Joined {
    /// All that ours says, and what it did not say yet.
    pub(in crate::edit) body: Node,
    /// The keys under which something was added.
    pub(in crate::edit) added: Vec<&'static str>,
    /// Where theirs says otherwise; ours is kept.
    pub(in crate::edit) differs: Vec<Difference>,
}

/// A key under which two records say different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The key.
    pub key: &'static str,
    /// What is kept, as JSON.
    pub ours: String,
    /// What is not, as JSON.
    pub theirs: String,
}

/// Puts what theirs says to ours. Keys that no table has are added where ours lacks them.
pub(in crate::edit) fn join(ours: &Node, theirs: &Node, card: &'static Record) -> Joined {
    let mut joined = Joined { body: ours.clone(), added: Vec::new(), differs: Vec::new() };
    for (spelled, their) in entries(theirs) {
        let key = card.key(name(spelled));
        let word = key.map_or("x-", |key| key.name);
        let Some(our) = value(ours, name(spelled)) else {
            joined.added.push(word);
            put(&mut joined.body, card, name(spelled), their.clone());
            continue;
        };
        match both(our, their, key.map_or(&Form::Any, |key| &key.form)) {
            Both::Same => {}
            Both::More(more) => {
                joined.added.push(word);
                put(&mut joined.body, card, name(spelled), more);
            }
            Both::Partly(more) => {
                joined.added.push(word);
                joined.differs.push(Difference { key: word, ours: our.line(), theirs: their.line() });
                put(&mut joined.body, card, name(spelled), more);
            }
            Both::Differ => joined.differs.push(Difference { key: word, ours: our.line(), theirs: their.line() }),
        }
    }
    joined
}

/// Tells whether theirs says nothing that ours does not say. Costs no copy.
pub(super) fn says_all(ours: &Node, theirs: &Node, card: &'static Record) -> bool {
    entries(theirs).iter().all(|(spelled, their)| {
        let form = card.key(name(spelled)).map_or(&Form::Any, |key| &key.form);
        value(ours, name(spelled)).is_some_and(|our| our == their || matches!(both(our, their, form), Both::Same))
    })
}

/// What two values of one key come to.
enum Both {
    Same,
    More(Node),
    /// Some of it is more, some differs.
    Partly(Node),
    Differ,
}

fn both(our: &Node, their: &Node, form: &Form) -> Both {
    match form {
        _ if our == their => Both::Same,
        Form::List(Form::Either(..)) => with(our, their, cites_alike),
        Form::List(_) | Form::OneOrList(_) => with(our, their, |_, _| None),
        Form::Texts | Form::Reasons => with_entries(our, their),
        Form::Record(card) => inner(our, their, card),
        Form::Number if number(our).is_some_and(|our| Some(our) == number(their)) => Both::Same,
        _ => Both::Differ,
    }
}

fn inner(our: &Node, their: &Node, card: &'static Record) -> Both {
    let joined = join(our, their, card);
    match (joined.differs.is_empty(), joined.added.is_empty()) {
        (true, true) => Both::Same,
        (true, false) => Both::More(joined.body),
        (false, _) => Both::Differ,
    }
}

/// A list with the items that it lacks; `alike` joins two that are not equal and yet one.
fn with(our: &Node, their: &Node, alike: fn(&Node, &Node) -> Option<Node>) -> Both {
    let mut all = items(our).to_vec();
    let mut more = false;
    for item in items(their) {
        if all.contains(item) {
            continue;
        }
        match all.iter_mut().find_map(|old| alike(old, item).map(|new| (old, new))) {
            Some((old, new)) => {
                more |= *old != new;
                *old = new;
            }
            None => {
                more = true;
                all.push(item.clone());
            }
        }
    }
    if more { Both::More(Node::List(all)) } else { Both::Same }
}

/// Two citations of one source at one place, as one; none where they are not, or differ.
fn cites_alike(our: &Node, their: &Node) -> Option<Node> {
    let full = |node: &Node| match node {
        Node::Atom(_) => Node::object([("source", node.clone())]),
        full => full.clone(),
    };
    let (our, their) = (full(our), full(their));
    let is_one = value(&our, "source") == value(&their, "source") && value(&our, "at") == value(&their, "at");
    let joined = is_one.then(|| join(&our, &their, &CITATION)).filter(|joined| joined.differs.is_empty())?;
    let only_source = entries(&joined.body).len() == 1;
    if only_source { value(&joined.body, "source").cloned() } else { Some(joined.body) }
}

fn with_entries(our: &Node, their: &Node) -> Both {
    let mut all = entries(our).to_vec();
    let mut differs = false;
    for (key, value) in entries(their) {
        match all.iter().find(|(known, _)| known == key) {
            Some((_, known)) => differs |= known != value,
            None => all.push((key.clone(), value.clone())),
        }
    }
    match (all.len() > entries(our).len(), differs) {
        (false, false) => Both::Same,
        (true, false) => Both::More(Node::Object(all)),
        (true, true) => Both::Partly(Node::Object(all)),
        (false, true) => Both::Differ,
    }
}

fn number(node: &Node) -> Option<f64> {
    match node {
        Node::Atom(atom) => atom.parse().ok(),
        _ => None,
    }
}
