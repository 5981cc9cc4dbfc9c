//! Conflicts that a merge left in a text, and what they are about.

use super::raw::Entry;
use super::raw::Raw;
use super::raw::Sort;
use super::strict::clipped;
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use std::ops::Range;

/// One diagnostic for every conflict that a merge left in the text.
///
/// Where both sides can be read, it names the record, and what it says on each.
pub(super) fn conflicts(text: &str, file: u32) -> Vec<Diagnostic> {
    let mut found: Vec<Conflict> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start..start + line.trim_end().len();
        start += line.len();
        if line.starts_with("<<<<<<< ") {
            let (ours, theirs) = (start..start, start..start);
            found.push(Conflict { open: at, ours, has_base: false, between: None, theirs, close: None });
        } else if let Some(conflict) = found.last_mut().filter(|conflict| conflict.close.is_none()) {
            conflict.take(line, at, start);
        }
    }
    found.iter().map(|conflict| conflict.explain(text, file)).collect()
}

/// The marked lines of a conflict, and what stands between them.
struct Conflict {
    open: Range<usize>,
    ours: Range<usize>,
    /// Whether the state from which both come is shown between them, as some merges do.
    has_base: bool,
    between: Option<Range<usize>>,
    theirs: Range<usize>,
    close: Option<Range<usize>>,
}

impl Conflict {
    /// Takes up a line that stands there, the next of which begins at `next`.
    fn take(&mut self, line: &str, at: Range<usize>, next: usize) {
        if line.starts_with(">>>>>>>") {
            self.theirs.end = at.start;
            self.close = Some(at);
        } else if self.between.is_some() {
            self.theirs.end = next;
        } else if line.trim_end() == "=======" {
            self.theirs = next..next;
            self.between = Some(at);
        } else if line.starts_with("|||||||") {
            self.has_base = true;
        } else if !self.has_base {
            self.ours.end = next;
        }
    }

    fn explain(&self, text: &str, file: u32) -> Diagnostic {
        let about = self.close.as_ref().and(self.between.as_ref()).and_then(|_| self.about(text));
        let headline = match about {
            Some(about) => format!("a merge left a conflict that nobody has resolved: {about}"),
            None => "a merge left a conflict that nobody has resolved".to_owned(),
        };
        let span = |at: &Range<usize>| Span::new(file, at.clone());
        let mut fault = Diagnostic::error("conflict-marker", headline, span(&self.open), "one side begins here");
        for (at, label) in [(&self.between, "the other side begins here"), (&self.close, "and ends here")] {
            if let Some(at) = at {
                fault = fault.also(span(at), label);
            }
        }
        fault.help("keep one side or both, and delete the three marked lines")
    }

    /// What the two sides disagree about; nothing where a side is more or less than one record.
    fn about(&self, text: &str) -> Option<String> {
        let sides = [&self.ours, &self.theirs].map(|side| text[side.clone()].trim().trim_matches(',').trim());
        let [ours, theirs] = sides.map(object);
        let [ours, theirs] = [&ours, &theirs].map(|json| said(Raw::new(json, 0)));
        match (sides.map(str::is_empty), ours.is_empty(), theirs.is_empty()) {
            ([false, false], false, false) => changed(&ours, &theirs),
            ([true, false], _, false) => {
                Some(format!("{} is removed on one side and changed on the other", name(&theirs)?))
            }
            ([false, true], false, _) => {
                Some(format!("{} is changed on one side and removed on the other", name(&ours)?))
            }
            _ => None,
        }
    }
}

/// A side as an object: a record is one, keys of one become one.
fn object(side: &str) -> String {
    if side.starts_with('{') { side.to_owned() } else { format!("{{{side}}}") }
}

/// What a side says, key by key; a line of a file of lines holds its record under one key.
fn said(raw: Raw<'_>) -> Vec<Entry<'_>> {
    let entries = raw.entries();
    match &entries[..] {
        [Entry { value, .. }] if value.sort() == Sort::Object => value.entries(),
        _ => entries,
    }
}

fn get<'a>(entries: &[Entry<'a>], key: &str) -> Option<Raw<'a>> {
    entries.iter().find(|entry| entry.key.text().as_deref() == Some(key)).map(|entry| entry.value)
}

/// What a record is called, where it says so.
fn name(entries: &[Entry<'_>]) -> Option<String> {
    let word = |key: &str| Some(get(entries, key)?.text()?.as_str().to_owned());
    word("id").or_else(|| Some([word("from")?, word("type")?, word("to")?].join(":")))
}

/// The former id that both sides keep: each has given the same actor another one.
fn former(ours: &[Entry<'_>], theirs: &[Entry<'_>]) -> Option<String> {
    let [ours, theirs] = [ours, theirs].map(|side| get(side, "was").map_or_else(Vec::new, |was| was.items()));
    let both = ours.iter().find(|old| theirs.iter().any(|other| other.json() == old.json()))?;
    Some(both.text()?.as_str().to_owned())
}

/// The keys whose values differ, each with both.
fn changed(ours: &[Entry<'_>], theirs: &[Entry<'_>]) -> Option<String> {
    let same = name(ours).filter(|named| name(theirs).as_ref() == Some(named));
    let named = same.or_else(|| former(ours, theirs));
    if named.is_none() && name(ours).or_else(|| name(theirs)).is_some() {
        return None;
    }
    let keys =
        ours.iter().chain(theirs.iter().filter(|entry| !ours.iter().any(|own| own.key.json() == entry.key.json())));
    let mut fields = Vec::new();
    for key in keys.filter_map(|entry| entry.key.text()) {
        let [one, other] = [get(ours, &key), get(theirs, &key)];
        if one.map(|raw| raw.json()) != other.map(|raw| raw.json()) {
            let [one, other] = [told(one, other), told(other, one)];
            fields.push(format!("`{}` is {one} on one side and {other} on the other", key.as_str()));
        }
    }
    let place = named.map(|named| format!("in {named} ")).unwrap_or_default();
    (!fields.is_empty()).then(|| format!("{place}{}", fields.join("; ")))
}

/// A value as one side has it; of a list what the other has not.
fn told(value: Option<Raw<'_>>, other: Option<Raw<'_>>) -> String {
    let Some(value) = value else { return "not stated".into() };
    let known = other.map_or_else(Vec::new, |other| other.items());
    let own: Vec<&str> =
        value.items().iter().map(Raw::json).filter(|json| !known.iter().any(|raw| raw.json() == *json)).collect();
    let all = if own.is_empty() || known.is_empty() { value.json().to_owned() } else { own.join(", ") };
    clipped(&all.split_whitespace().collect::<Vec<_>>().join(" "))
}
