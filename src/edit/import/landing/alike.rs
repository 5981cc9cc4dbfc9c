//! The records of one claim and the same dates, and which of them may say all that another does.
//!
//! A few are compared one by one. Of many, only those are looked at that share the rarest of the
//! values, so that thousands of competing records do not cost each a comparison with all others.

use super::super::spelling::entries;
use super::super::spelling::items;
use super::super::spelling::name;
use crate::edit::layout::Node;
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Up to how many records are compared one by one.
const FEW: usize = 16;

/// Records of one claim and the same dates.
#[derive(Debug, Default)]
pub(super) struct Alike {
    all: Vec<u32>,
    /// Once there are more than a few: a box, since most claims have one record.
    index: Option<Box<Index>>,
}

/// Which records say what.
#[derive(Debug, Default)]
struct Index {
    /// By key and value the records that say so, in order.
    values: HashMap<String, Vec<u32>, FixedState>,
    /// How many of the records were read.
    read: usize,
}

impl Alike {
    pub(super) fn push(&mut self, at: u32) {
        self.all.push(at);
    }

    /// All records, in order.
    pub(super) fn all(&self) -> &[u32] {
        &self.all
    }

    /// Takes up what a record says more than before.
    pub(super) fn says_more(&mut self, at: u32, body: &Node) {
        if let Some(index) = &mut self.index {
            index.learn(at, body);
        }
    }

    /// Those that may say all that a record says, in order; `body` gives what a record says.
    pub(super) fn saying<'a>(&mut self, what: &Node, body: impl Fn(u32) -> Option<&'a Node>) -> &[u32] {
        if self.all.len() <= FEW {
            return &self.all;
        }
        let index = self.index.get_or_insert_default();
        while let Some(at) = self.all.get(index.read).copied() {
            body(at).into_iter().for_each(|body| index.learn(at, body));
            index.read += 1;
        }
        let mut rarest = &self.all;
        for value in values(what) {
            match index.values.get(&value) {
                None => return &[],
                Some(those) if those.len() < rarest.len() => rarest = those,
                Some(_) => {}
            }
        }
        rarest
    }
}

impl Index {
    fn learn(&mut self, at: u32, body: &Node) {
        for value in values(body) {
            let those = self.values.entry(value).or_default();
            if let Err(place) = those.binary_search(&at) {
                those.insert(place, at);
            }
        }
    }
}

/// Each value of a record with the keys under which it stands, as it is compared: numbers by what
/// they are, lists by their items.
fn values(node: &Node) -> Vec<String> {
    let mut all = Vec::new();
    let mut left: Vec<(String, &Node)> = vec![(String::new(), node)];
    while let Some((path, node)) = left.pop() {
        match node {
            Node::Object(_) => {
                left.extend(entries(node).iter().map(|(key, value)| (format!("{path}/{}", name(key)), value)));
            }
            Node::List(_) => left.extend(items(node).iter().map(|item| (path.clone(), item))),
            Node::Atom(atom) => {
                let number = atom.parse::<f64>().map(|number| number.to_string());
                all.push(format!("{path} {}", number.as_deref().unwrap_or(atom)));
            }
        }
    }
    all
}
