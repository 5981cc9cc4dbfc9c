//! Balance: who is friend and enemy at once, and which triads do not hold together.
//!
//! After Heider 1946 and Cartwright and Harary 1956: a triad is balanced when the product of its
//! signs is positive. What a triad "predicts" is a figure of thought, not a finding.

use crate::graph::How;
use crate::graph::Sight;
use crate::model::ActorId;
use crate::model::Meaning;
use crate::model::Polarity;
use crate::model::RelationId;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// How two actors stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// Friendly relations only.
    Cooperative,
    /// Hostile relations only.
    Hostile,
    /// Both: never netted into one.
    Mixed,
    /// Neither is on record.
    Unknown,
}

impl Sign {
    /// How the sign reads.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Cooperative => "cooperative",
            Self::Hostile => "hostile",
            Self::Mixed => "mixed",
            Self::Unknown => "not stated",
        }
    }

    fn product(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Cooperative | Self::Hostile, Self::Cooperative | Self::Hostile) if self == other => {
                Some(Self::Cooperative)
            }
            (Self::Cooperative | Self::Hostile, Self::Cooperative | Self::Hostile) => Some(Self::Hostile),
            _ => None,
        }
    }
}

/// Two actors and what is between them.
#[derive(Clone, Debug, Default)]
pub struct Pair {
    /// Friendly relations, ascending.
    pub cooperative: Vec<RelationId>,
    /// Hostile relations, ascending.
    pub hostile: Vec<RelationId>,
    /// Talks, ascending.
    pub talks: Vec<RelationId>,
    signs: [BTreeSet<Sign>; 2],
}

impl Pair {
    /// How the two stand: by what holds, or, where nothing holds, by what has happened.
    #[must_use]
    pub fn sign(&self) -> Sign {
        let signs = self.signs.iter().find(|signs| !signs.is_empty());
        match signs.map(|signs| signs.iter().copied().collect::<Vec<_>>()).as_deref() {
            Some([one]) => *one,
            Some([_, ..]) => Sign::Mixed,
            _ => Sign::Unknown,
        }
    }

    /// All relations behind the sign, the friendly ones first.
    pub fn relations(&self) -> impl Iterator<Item = RelationId> + '_ {
        self.cooperative.iter().chain(&self.hostile).copied()
    }

    fn add(&mut self, relation: RelationId, polarity: Polarity, how: How) {
        let (list, sign) = match polarity {
            Polarity::Cooperative => (&mut self.cooperative, Sign::Cooperative),
            Polarity::Hostile => (&mut self.hostile, Sign::Hostile),
            Polarity::Neutral => return,
        };
        list.push(relation);
        let holds_now = how >= How::Possibly;
        self.signs[usize::from(!holds_now)].insert(sign);
    }
}

/// All pairs of a graph that have a sign or talk, by the two ids, the lower first.
pub type Pairs = BTreeMap<(ActorId, ActorId), Pair>;

/// Gathers the pairs that a lens lets through. Only the ends of a relation carry its sign, not its
/// roles. Linear in the relations.
#[must_use]
pub fn pairs(sight: &Sight<'_>) -> Pairs {
    let model = sight.graph().model();
    let mut pairs = Pairs::new();
    for relation in model.relation_ids() {
        let record = &model[relation];
        let type_ = model.type_of(relation);
        let talks = type_.means == Some(Meaning::Talks);
        let both = sight.admits_actor(record.from) && sight.admits_actor(record.to);
        if !both || (type_.polarity == Polarity::Neutral && !talks) {
            continue;
        }
        let Ok(how) = sight.verdict(relation) else { continue };
        let pair = pairs.entry(ends(record.from, record.to)).or_default();
        if talks {
            pair.talks.push(relation);
        }
        pair.add(relation, type_.polarity, how);
    }
    pairs
}

/// The key of a pair.
#[must_use]
pub fn ends(a: ActorId, b: ActorId) -> (ActorId, ActorId) {
    (a.min(b), a.max(b))
}

/// What balance says of three actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The product of the signs is positive.
    Balanced,
    /// It is negative.
    Unbalanced,
    /// One sign is not on record; the other two would make it this.
    Predicts((ActorId, ActorId), Sign),
    /// A pair is mixed, or more than one sign is not on record.
    Open,
}

/// Judges a triad.
#[must_use]
pub fn triad(pairs: &Pairs, three: [ActorId; 3]) -> Verdict {
    let [a, b, c] = three;
    let keys = [ends(a, b), ends(b, c), ends(a, c)];
    let signs = keys.map(|key| pairs.get(&key).map_or(Sign::Unknown, Pair::sign));
    let unknown: Vec<usize> = (0..3).filter(|at| signs[*at] == Sign::Unknown).collect();
    match unknown[..] {
        [] => match signs[0].product(signs[1]).and_then(|two| two.product(signs[2])) {
            Some(Sign::Cooperative) => Verdict::Balanced,
            Some(_) => Verdict::Unbalanced,
            None => Verdict::Open,
        },
        [open] => match signs[(open + 1) % 3].product(signs[(open + 2) % 3]) {
            Some(sign) => Verdict::Predicts(keys[open], sign),
            None => Verdict::Open,
        },
        _ => Verdict::Open,
    }
}

/// Finds the triads that do not balance, ascending, at most `most` of them, and counts all.
///
/// Walks each actor's signed pairs with later actors: `O(Σ d²)` over degrees in signed pairs.
#[must_use]
pub fn unbalanced(pairs: &Pairs, most: usize) -> (Vec<[ActorId; 3]>, usize) {
    let signed = |pair: &Pair| matches!(pair.sign(), Sign::Cooperative | Sign::Hostile);
    let mut later: BTreeMap<ActorId, Vec<ActorId>> = BTreeMap::new();
    for ((a, b), _) in pairs.iter().filter(|(_, pair)| signed(pair)) {
        later.entry(*a).or_default().push(*b);
    }
    let triads = later.iter().flat_map(|(a, others)| {
        let two = others.iter().enumerate().flat_map(|(at, b)| others[at + 1..].iter().map(move |c| (*b, *c)));
        two.map(move |(b, c)| [*a, b, c])
    });
    let mut found = Vec::new();
    let mut count = 0;
    for three in triads.filter(|three| triad(pairs, *three) == Verdict::Unbalanced) {
        count += 1;
        if found.len() < most {
            found.push(three);
        }
    }
    (found, count)
}
