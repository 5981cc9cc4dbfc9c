//! Two answers to one question, laid over each other: what is new, gone, another, and the same.
//!
//! The answers may come from two dates of one graph, or from two graphs. Actors, relations and
//! sources are known again by their written ids, never by their positions.

mod records;
mod union;
mod vocabulary;
mod words;

use super::Answer;
use super::Cell;
use super::Column;
use super::Fact;
use super::Mark;
use super::Row;
use super::Seen;
use crate::model::RelationId;
use crate::text::count;
use crate::text::joined;
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
        Self::difference_within(before, after, &[BTreeSet::new(), BTreeSet::new()])
    }

    /// The same, where it is known which relations hold in the two states, by identity, whether
    /// their answers tell of them or not.
    ///
    /// Then what merely left an answer is not called gone, nor what entered it added: a shorter
    /// route does not end the ties of a longer one.
    #[must_use]
    pub fn difference_within(before: &Self, after: &Self, holding: &[BTreeSet<String>; 2]) -> Self {
        let (before, after) = union::aligned(before, after);
        let mut found = Difference::default();
        found.facts([&before, &after], holding, words::of_told);
        found.actors(&before, &after);
        found.routes([&before, &after], holding);
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
    /// What differs besides relations, by id.
    names: BTreeSet<(What, String)>,
}

/// What to say of a fact that a mark was found for, or that both states have.
type Judge = fn([&Answer; 2], [Option<&Fact>; 2], Option<Mark>) -> Vec<String>;

/// What a row of a comparison tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Relation,
    Route,
    Actor,
    Source,
    View,
    Kind,
    Type,
    Key,
}

impl What {
    const ALL: [(Self, &'static str); 8] = [
        (Self::Relation, "relation"),
        (Self::Route, "route"),
        (Self::Actor, "actor"),
        (Self::Source, "source"),
        (Self::View, "view"),
        (Self::Kind, "kind"),
        (Self::Type, "type"),
        (Self::Key, "manifest key"),
    ];
}

impl Difference {
    fn push(&mut self, (mark, what): (Option<Mark>, What), change: String) -> &mut Row {
        let cells = if change.is_empty() { Vec::new() } else { vec![Cell::text(change)] };
        let row = Row::of(cells).under(mark.map_or(SAME, heading));
        self.rows.push((mark, what, row));
        &mut self.rows.last_mut().expect("it was just put there").2
    }

    fn facts(&mut self, both: [&Answer; 2], [held, holds]: &[BTreeSet<String>; 2], judge: Judge) {
        let [before, after] = both;
        let (then, now) = (told(before), told(after));
        let among = |keys: &BTreeSet<String>, fact: Option<&Fact>| fact.is_some_and(|fact| keys.contains(&fact.key));
        for relation in then.union(&now) {
            let [old, new] = [before, after].map(|answer| answer.facts.get(relation));
            let mark = match (then.contains(relation), now.contains(relation)) {
                (false, _) if among(held, new) => Some(Mark::Entered),
                (false, _) => Some(Mark::Added),
                (_, false) if among(holds, old) => Some(Mark::Left),
                (_, false) => Some(Mark::Gone),
                _ => None,
            };
            let change = judge(both, [old, new], mark);
            let mark = mark.or((!change.is_empty()).then_some(Mark::Changed));
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

    fn routes(&mut self, both: [&Answer; 2], holding: &[BTreeSet<String>; 2]) {
        let [then, now] = both.map(|answer| answer.routes.iter().map(|route| &route.actors).collect::<BTreeSet<_>>());
        for (at, other, marks) in [(1, &then, [Mark::Added, Mark::Entered]), (0, &now, [Mark::Gone, Mark::Left])] {
            let (answer, mut seen) = (both[at], other.clone());
            // what this state shows and the other does not: new or gone where the other had not its hops
            for route in answer.routes.iter().filter(|route| seen.insert(&route.actors)) {
                let holds =
                    |id: &RelationId| answer.facts.get(id).is_some_and(|fact| holding[1 - at].contains(&fact.key));
                let mark = marks[usize::from(route.hops.iter().all(|hop| hop.iter().any(holds)))];
                let names = route.actors.iter().filter_map(|actor| answer.actors.get(actor));
                let way = names.map(|card| &*card.actor.name).collect::<Vec<_>>().join(" – ");
                self.push((Some(mark), What::Route), format!("route {way}"));
            }
        }
    }

    /// How many relations, routes and actors there are under each mark.
    fn summary(&self) -> String {
        let several = |mark: Option<Mark>| {
            let many = |what| self.rows.iter().filter(|row| (row.0, row.1) == (mark, what)).count();
            let words = What::ALL.into_iter().map(|(what, word)| (many(what), word)).filter(|(many, _)| *many > 0);
            let words: Vec<String> = words.map(|(many, word)| count(many, word)).collect();
            joined(&words.iter().map(String::as_str).collect::<Vec<_>>(), "and")
        };
        let all = [Mark::Added, Mark::Gone, Mark::Changed, Mark::Entered, Mark::Left];
        let marks = all.map(|mark| (several(Some(mark)), mark.word()));
        let changes = marks.into_iter().filter(|(many, _)| !many.is_empty());
        let changes: Vec<String> = changes.map(|(many, mark)| format!("{many} {mark}")).collect();
        match (changes.is_empty(), several(None)) {
            (true, _) => "nothing differs".to_owned(),
            (false, same) if same.is_empty() => changes.join(", "),
            (false, same) => format!("{}; {same} {SAME}", changes.join(", ")),
        }
    }
}

/// The heading of what is marked so, with what it could be mistaken for.
const fn heading(mark: Mark) -> &'static str {
    match mark {
        Mark::Entered => "newly shown; held before",
        Mark::Left => "no longer shown; still holds",
        mark => mark.word(),
    }
}

/// The relations that the rows and routes of an answer tell, not those that merely stand against
/// them.
fn told(answer: &Answer) -> BTreeSet<RelationId> {
    let rows = answer.rows.iter().flat_map(|row| &row.facts).map(|seen| seen.relation);
    rows.chain(answer.routes.iter().flat_map(|route| route.hops.iter().flatten()).copied()).collect()
}
