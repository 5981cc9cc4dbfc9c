//! "Did you mean": the nearest of a list of words.

/// Finds the words nearest to `word`, best first, at most `most` of them.
///
/// Distance is optimal string alignment (Damerau 1964, restricted); a word counts as near when
/// at most a third of the longer one differs. Equal distances are ordered by the word itself, so
/// the answer never depends on the order of `words`. Costs `|word| · |candidate|` a candidate.
pub fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let length = word.chars().count();
    let mut found: Vec<(usize, &str)> = words
        .into_iter()
        .filter_map(|candidate| {
            let longer = candidate.chars().count().max(length);
            let shorter = candidate.chars().count().min(length);
            let allowed = (longer / 3).max(1);
            if longer - shorter > allowed {
                return None;
            }
            let distance = strsim::osa_distance(word, candidate);
            (distance <= allowed && distance < longer).then_some((distance, candidate))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.truncate(most);
    found.into_iter().map(|(_, candidate)| candidate).collect()
}
