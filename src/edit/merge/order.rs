//! One order of what two people have put into the same list.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// All that stands in two lists that come from one, in one order.
///
/// What all three hold keeps its order, the one that a side has given it before the first one's;
/// where both gave it another, ours counts. What a side has put behind one of these stays there.
/// Where both did, the two groups stand one after the other, whichever side is ours. `n log n`.
pub(super) fn merged<K: Ord + Copy>([base, ours, theirs]: [&[K]; 3]) -> Vec<K> {
    let sets = [base, ours, theirs].map(|keys| keys.iter().copied().collect::<BTreeSet<K>>());
    let common = |key: &&K| sets.iter().all(|set| set.contains(*key));
    let spine = |keys: &[K]| keys.iter().filter(common).copied().collect::<Vec<K>>();
    let ordered = if spine(ours) == spine(base) { spine(theirs) } else { spine(ours) };
    let common: BTreeSet<K> = ordered.iter().copied().collect();
    let mut behind = [ours, theirs].map(|keys| groups(keys, &common));
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    for anchor in std::iter::once(None).chain(ordered.into_iter().map(Some)) {
        out.extend(anchor);
        let mut both = behind.each_mut().map(|groups| groups.remove(&anchor).unwrap_or_default());
        both.sort();
        out.extend(both.into_iter().flatten().filter(|key| seen.insert(*key)));
    }
    out
}

/// What stands behind each key that all have, and before the first.
fn groups<K: Ord + Copy>(keys: &[K], common: &BTreeSet<K>) -> BTreeMap<Option<K>, Vec<K>> {
    let mut groups: BTreeMap<Option<K>, Vec<K>> = BTreeMap::new();
    let mut anchor = None;
    for key in keys {
        if common.contains(key) {
            anchor = Some(*key);
        } else {
            groups.entry(anchor).or_default().push(*key);
        }
    }
    groups
}
