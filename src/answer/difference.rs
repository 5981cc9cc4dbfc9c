//! Two answers to one question, laid over each other: what is new, gone, another, and the same.
//!
//! The answers may come from two dates of one graph, or from two graphs. Actors, relations and
//! sources are known again by their written ids, never by their positions.

mod union;
mod words;

use super::Answer;
use super::Cell;
use super::Column;
use super::Mark;
use super::Row;
use super::Seen;
use crate::model::ActorId;
use crate::model::RelationId;
use crate::text::count;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Where what did not change stands.
const SAME: &str = "unchanged";

impl Answer {
    /// Lays an answer over an earlier one to the same question: an answer that holds all facts of
    /// both, each with the [`Mark`] that tells what became of it, and whose rows say so in words.
    ///
    /// What is in both stands as the later one has it. The level of handling is the higher of the
    /// two, and a search that was cut in either is said to be cut: what it did not reach may look
    /// added or gone. Sorts what both hold.
    ///
    /// ```
    /// use actant::answer::Answer;
    ///
    /// let (before, after) = (Answer::default(), Answer::default());
    /// assert_eq!(Answer::difference(&before, &after).summary, "nothing differs");
    /// ```
    #[must_use]
    pub fn difference(before: &Self, after: &Self) -> Self {
        let (before, after) = union::aligned(before, after);
        let mut found = Difference::default();
        found.facts(&before, &after);
        found.actors(&before, &after);
        found.routes(&before, &after);
        // What did not change comes last.
        found.rows.sort_by_key(|(mark, ..)| mark.map_or(u8::MAX, |mark| mark as u8));
        let summary = found.summary();
        let mut both = union::merged(before, after);
        for (relation, mark) in found.marks {
            if let Some(fact) = both.facts.get_mut(&relation) {
                fact.mark = Some(mark);
            }
        }
        Self {
            summary,
            columns: vec![Column::words("change")],
            rows: found.rows.into_iter().map(|(.., row)| row).collect(),
            routes: Vec::new(),
            ..both
        }
    }

    /// Tells whether a comparison found that nothing differs.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.rows.iter().all(|row| row.group.as_deref() == Some(SAME))
    }
}

/// What differs, as it is found: rows with their marks, and the marks of facts.
#[derive(Default)]
struct Difference {
    rows: Vec<(Option<Mark>, What, Row)>,
    marks: BTreeMap<RelationId, Mark>,
}

/// What a row of a comparison tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Relation,
    Route,
    Actor,
}

impl Difference {
    fn push(&mut self, (mark, what): (Option<Mark>, What), change: String) -> &mut Row {
        let cells = if change.is_empty() { Vec::new() } else { vec![Cell::text(change)] };
        let row = Row::of(cells).under(mark.map_or(SAME, Mark::word));
        self.rows.push((mark, what, row));
        &mut self.rows.last_mut().expect("it was just put there").2
    }

    fn facts(&mut self, before: &Answer, after: &Answer) {
        let (then, now) = (told(before), told(after));
        for relation in then.union(&now) {
            let mark = match (then.contains(relation), now.contains(relation)) {
                (false, _) => Some(Mark::Added),
                (_, false) => Some(Mark::Gone),
                _ => None,
            };
            let both = before.facts.get(relation).zip(after.facts.get(relation)).filter(|_| mark.is_none());
            let mut change = both.map_or_else(Vec::new, |(old, new)| words::of_fact((before, old), (after, new)));
            let mark = mark.or((!change.is_empty()).then_some(Mark::Changed));
            if mark == Some(Mark::Added)
                && after.facts.get(relation).is_some_and(|fact| !fact.relation.time.is_stated())
            {
                change.push("no date is stated: it may be older".to_owned());
            }
            self.marks.extend(mark.map(|mark| (*relation, mark)));
            let seen = Seen { relation: *relation, from: None };
            self.push((mark, What::Relation), change.join("; ")).facts.push(seen);
        }
    }

    fn actors(&mut self, before: &Answer, after: &Answer) {
        for (id, card) in &after.actors {
            let change = before.actors.get(id).map_or_else(Vec::new, |old| words::of_actor(old, card));
            if !change.is_empty() {
                let change = format!("{}: {}", card.actor.name, change.join("; "));
                self.push((Some(Mark::Changed), What::Actor), change);
            }
        }
    }

    fn routes(&mut self, before: &Answer, after: &Answer) {
        let of = |answer: &Answer| -> BTreeSet<Vec<ActorId>> {
            answer.routes.iter().map(|route| route.actors.clone()).collect()
        };
        let (then, now) = (of(before), of(after));
        let new = now.difference(&then).map(|route| (Mark::Added, after, route));
        let gone = then.difference(&now).map(|route| (Mark::Gone, before, route));
        for (mark, answer, route) in new.chain(gone) {
            let names = route.iter().filter_map(|actor| answer.actors.get(actor)).map(|card| &*card.actor.name);
            let way = names.collect::<Vec<_>>().join(" – ");
            self.push((Some(mark), What::Route), format!("route {way}"));
        }
    }

    /// How many relations, routes and actors there are under each mark.
    fn summary(&self) -> String {
        let several = |mark: Option<Mark>| {
            let named = [(What::Relation, "relation"), (What::Route, "route"), (What::Actor, "actor")];
            let many = |what| self.rows.iter().filter(|row| (row.0, row.1) == (mark, what)).count();
            let words = named.into_iter().map(|(what, word)| (many(what), word)).filter(|(many, _)| *many > 0);
            words.map(|(many, word)| count(many, word)).collect::<Vec<_>>().join(" and ")
        };
        let marks = [Mark::Added, Mark::Gone, Mark::Changed].map(|mark| (several(Some(mark)), mark.word()));
        let changes = marks.into_iter().filter(|(many, _)| !many.is_empty());
        let changes: Vec<String> = changes.map(|(many, mark)| format!("{many} {mark}")).collect();
        match (changes.is_empty(), several(None)) {
            (true, _) => "nothing differs".to_owned(),
            (false, same) if same.is_empty() => changes.join(", "),
            (false, same) => format!("{}; {same} {SAME}", changes.join(", ")),
        }
    }
}

/// The relations that the rows and routes of an answer tell, not those that merely stand against
/// them.
fn told(answer: &Answer) -> BTreeSet<RelationId> {
    let rows = answer.rows.iter().flat_map(|row| &row.facts).map(|seen| seen.relation);
    rows.chain(answer.routes.iter().flat_map(|route| route.hops.iter().flatten()).copied()).collect()
}
