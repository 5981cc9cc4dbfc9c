//! Names that are spelled nearly alike, found without comparing each with each.
//!
//! Two names are near where they hold the same words in another order, or where one edit makes
//! one of the other. Words are looked up by their sorted list. Of two names that one edit parts,
//! the shorter's first or second half stands unchanged in the other, so that a look-up by halves
//! finds it. Each look-up sees a bounded number of names; a name costs its length.

use crate::text::fold;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::hash::BuildHasher;

/// Names under one key beyond which further ones are not compared.
const MOST: usize = 16;
/// Names shorter than this are near nobody: `G-7` is not `G-8`. Neither are abbreviations, of which
/// each letter counts.
const SHORTEST: usize = 5;

/// Names, and whom they name.
#[derive(Debug)]
pub(super) struct Near {
    keys: HashMap<u64, Vec<u32>, FixedState>,
    names: Vec<(Box<str>, u32)>,
}

impl Near {
    pub(super) fn new() -> Self {
        Self { keys: HashMap::with_hasher(FixedState::default()), names: Vec::new() }
    }

    /// Adds a name of somebody.
    pub(super) fn insert(&mut self, name: &str, who: u32) {
        let folded = fold(name);
        let at = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        for key in keys(name, &folded) {
            let slot = self.keys.entry(key).or_default();
            if slot.len() < MOST {
                slot.push(at);
            }
        }
        self.names.push((folded.into(), who));
    }

    /// Those whose names are near, in the order in which they came.
    pub(super) fn find(&self, name: &str) -> Vec<u32> {
        if !name.chars().any(|c| c.is_lowercase() || c.is_alphabetic() && !c.is_uppercase()) {
            return Vec::new();
        }
        let folded = fold(name);
        let words = words(name);
        let mut found = Vec::new();
        for (at, key) in keys(name, &folded).into_iter().enumerate() {
            for other in self.keys.get(&key).into_iter().flatten() {
                let (other, who) = &self.names[*other as usize];
                let is_near = at == 0 && words > 1 || one_edit(&folded, other);
                if is_near && **other != *folded {
                    found.push(*who);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn words(name: &str) -> usize {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count()
}

/// The words in order first, then the halves.
fn keys(name: &str, folded: &str) -> Vec<u64> {
    let hash = |what: (u8, &str)| FixedState::default().hash_one(what);
    let mut words: Vec<String> = name.split(|c: char| !c.is_alphanumeric()).map(fold).collect();
    words.retain(|word| !word.is_empty());
    words.sort_unstable();
    let mut keys = vec![hash((0, &words.join(" ")))];
    let length = folded.chars().count();
    if length >= SHORTEST {
        let byte = |at: usize| folded.char_indices().nth(at).map_or(folded.len(), |(byte, _)| byte);
        // of this name as the shorter of two, and as the longer
        for half in [length / 2, (length - 1) / 2] {
            keys.push(hash((1, &folded[..byte(half)])));
        }
        for half in [length - length / 2, length - 1 - (length - 1) / 2] {
            keys.push(hash((2, &folded[byte(length - half)..])));
        }
        keys[1..].sort_unstable();
    }
    keys.dedup();
    keys
}

/// Tells whether one edit parts two names, and none of their digits.
fn one_edit(one: &str, other: &str) -> bool {
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    let lengths = [one, other].map(|name| name.chars().count());
    lengths[0].abs_diff(lengths[1]) <= 1
        && lengths.iter().all(|length| *length >= SHORTEST)
        && digits(one) == digits(other)
        && distance_is_one(one, other)
}

fn distance_is_one(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let ahead = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let behind = a[ahead..].iter().rev().zip(b[ahead..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (left, right) = (&a[ahead..a.len() - behind], &b[ahead..b.len() - behind]);
    match (left, right) {
        ([x, y], [z, w]) => x == w && y == z,
        (left, right) => left.len() <= 1 && right.len() <= 1,
    }
}
