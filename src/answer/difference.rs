//! Two answers to one question, laid over each other: what is new, gone, another, and the same.
//!
//! The answers may come from two dates of one graph, or from two graphs. Actors, relations and
//! sources are known again by their written ids, never by their positions.

mod union;
mod words;

use super::Answer;
use super::Cell;
use super::Column;
use super::Fact;
use super::Mark;
use super::Row;
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
    /// What is in both stands as the later one has it. Sorts what both hold.
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
        let mut found = Difference { rows: Vec::new(), marks: BTreeMap::new() };
        found.facts(&before, &after);
        found.actors(&before, &after);
        found.routes(&before, &after);
        // What did not change comes last.
        found.rows.sort_by_key(|(mark, _)| mark.map_or(u8::MAX, |mark| mark as u8));
        let summary = found.summary();
        let Difference { rows, marks } = found;
        let mut both = union::merged(before, after);
        for (relation, mark) in marks {
            if let Some(fact) = both.facts.get_mut(&relation) {
                fact.mark = Some(mark);
            }
        }
        Self {
            summary,
            columns: vec![Column::words("what"), Column::words("change")],
            rows: rows.into_iter().map(|(_, row)| row).collect(),
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

/// What differs, as it is found: rows in the order of their marks, and the marks of facts.
struct Difference {
    rows: Vec<(Option<Mark>, Row)>,
    marks: BTreeMap<RelationId, Mark>,
}

impl Difference {
    fn push(&mut self, mark: Option<Mark>, row: Row) {
        let group = mark.map_or(SAME, Mark::word);
        self.rows.push((mark, row.under(group)));
    }

    fn facts(&mut self, before: &Answer, after: &Answer) {
        let (then, now) = (told(before), told(after));
        for relation in then.union(&now) {
            let (old, new) = (then.contains(relation), now.contains(relation));
            let pair = (before.facts.get(relation).filter(|_| old), after.facts.get(relation).filter(|_| new));
            let (mark, change) = match pair {
                (None, Some(_)) => (Some(Mark::Added), String::new()),
                (Some(_), None) => (Some(Mark::Gone), String::new()),
                (Some(old), Some(new)) => change((before, old), (after, new)),
                (None, None) => continue,
            };
            self.marks.extend(mark.map(|mark| (*relation, mark)));
            let cells = if change.is_empty() { Vec::new() } else { vec![Cell::Empty, Cell::text(change)] };
            self.push(mark, Row::of(cells).resting_on([*relation], None));
        }
    }

    fn actors(&mut self, before: &Answer, after: &Answer) {
        for (id, card) in &after.actors {
            let Some(old) = before.actors.get(id) else { continue };
            let change = words::of_actor((before, old), (after, card));
            if !change.is_empty() {
                self.push(Some(Mark::Changed), Row::of([Cell::Actor(*id), Cell::text(change.join("; "))]));
            }
        }
    }

    fn routes(&mut self, before: &Answer, after: &Answer) {
        let of = |answer: &Answer| -> BTreeSet<Vec<ActorId>> {
            answer.routes.iter().map(|route| route.actors.clone()).collect()
        };
        let (then, now) = (of(before), of(after));
        for (mark, routes) in [(Mark::Added, now.difference(&then)), (Mark::Gone, then.difference(&now))] {
            for route in routes {
                self.push(Some(mark), Row::of([Cell::Actors(route.clone()), Cell::text("as a route")]));
            }
        }
    }

    /// How many relations and routes there are under each mark.
    fn summary(&self) -> String {
        let several = |mark: Option<Mark>| {
            let rows = || self.rows.iter().filter(|(of, _)| *of == mark);
            let facts = rows().filter(|(_, row)| !row.facts.is_empty()).count();
            let routes = rows().filter(|(_, row)| matches!(row.cells.first(), Some(Cell::Actors(_)))).count();
            let actors = rows().filter(|(_, row)| matches!(row.cells.first(), Some(Cell::Actor(_)))).count();
            let named = [(facts, "relation"), (routes, "route"), (actors, "actor")];
            let words = named.into_iter().filter(|(many, _)| *many > 0).map(|(many, word)| count(many, word));
            words.collect::<Vec<_>>().join(" and ")
        };
        let marks = [Mark::Added, Mark::Gone, Mark::Changed].map(|mark| (several(Some(mark)), mark.word()));
        let changes: Vec<String> = marks
            .into_iter()
            .filter(|(many, _)| !many.is_empty())
            .map(|(many, mark)| format!("{many} {mark}"))
            .collect();
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

fn change((before, old): (&Answer, &Fact), (after, new): (&Answer, &Fact)) -> (Option<Mark>, String) {
    let change = words::of_fact((before, old), (after, new));
    if change.is_empty() { (None, String::new()) } else { (Some(Mark::Changed), change.join("; ")) }
}
