//! One order of what two people have put into the same list.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// All that stands in two lists that come from one, in one order.
///
/// What all three hold keeps its order, the one that a side has given it before the first one's;
/// where both gave it another, ours counts. What a side has put behind one of these stays there.
/// Where both did, the two groups stand one after the other, whichever side is ours. `n log n`.
pub(super) fn merged<'a>([base, ours, theirs]: [&[&'a str]; 3]) -> Vec<&'a str> {
    let sets = [base, ours, theirs].map(|keys| keys.iter().copied().collect::<BTreeSet<&str>>());
    let common = |key: &&&str| sets.iter().all(|set| set.contains(**key));
    let spine = |keys: &[&'a str]| keys.iter().filter(common).copied().collect::<Vec<&str>>();
    let ordered = if spine(ours) == spine(base) { spine(theirs) } else { spine(ours) };
    let common: BTreeSet<&str> = ordered.iter().copied().collect();
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
fn groups<'a>(keys: &[&'a str], common: &BTreeSet<&str>) -> BTreeMap<Option<&'a str>, Vec<&'a str>> {
    let mut groups: BTreeMap<Option<&str>, Vec<&str>> = BTreeMap::new();
    let mut anchor = None;
    for key in keys {
        if common.contains(key) {
            anchor = Some(*key);
        } else {
            groups.entry(anchor).or_default().push(key);
        }
    }
    groups
}
