//! Two graphs, laid over each other: what became of every record, whatever a lens lets through.

use super::Difference;
use super::What;
use super::union;
use super::vocabulary;
use super::words;
use crate::answer::Answer;
use crate::answer::Cell;
use crate::answer::Column;
use crate::answer::Findings;
use crate::answer::Mark;
use crate::answer::Reason;
use crate::answer::Row;
use crate::graph::Graph;
use crate::graph::Lens;
use crate::graph::When;
use crate::model::ActorId;
use crate::model::SourceId;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// What tells records apart: the sort, and the id or identity.
type Name = (What, String);

impl Answer {
    /// Lays a graph over an earlier state of it: an answer whose rows tell of every record that is
    /// new, gone or another, be it a relation, an actor, a source, a view, a word of the vocabulary
    /// or a key of the manifest.
    ///
    /// It holds what its rows tell of, and counts the rest. Relations that no question would travel
    /// are told, too. Takes `n log n` time in the records of both.
    ///
    /// ```
    /// use actant::answer::Answer;
    /// use actant::graph::Graph;
    /// use actant::load::{File, load};
    ///
    /// let graph = |name: &str| {
    ///     let text = format!(r#"{{"name": "G", "actors": [{{"id": "a", "kind": "state", "name": "{name}"}}]}}"#);
    ///     Graph::new(load(&[File::new("a.json", text)]).model)
    /// };
    /// let difference = Answer::difference_of_graphs(&graph("Ardland"), &graph("Borduria"));
    /// assert_eq!(difference.summary, "1 actor changed");
    /// ```
    #[must_use]
    pub fn difference_of_graphs(before: &Graph, after: &Graph) -> Self {
        let graphs = [before, after];
        let all = Compared::new(graphs.map(|graph| everything(graph, |_| true)));
        let mut rest = Difference::default();
        vocabulary::compare(&mut rest, [before.model(), after.model()]);
        let told = all.differing();
        // once more with what differs alone, so that the answer holds nothing else
        let Compared { mut found, answers } =
            Compared::new(graphs.map(|graph| everything(graph, |name| told.contains(name))));
        let summary = Difference { rows: [all.found.rows, rest.rows.clone()].concat(), ..rest }.summary();
        found.rows.extend(rest.rows);
        found.rows.retain(|(mark, ..)| mark.is_some());
        found.rows.sort_by_key(|(mark, what, _)| (mark.map(|mark| mark as u8), *what));
        let [before, after] = answers;
        let mut answer = union::merged(before, after);
        for (relation, mark) in found.marks {
            answer.facts.entry(relation).and_modify(|fact| fact.mark = Some(mark));
        }
        let rows = found.rows.into_iter().map(|(.., row)| row).collect();
        Self { summary, columns: vec![Column::words("change")], rows, routes: Vec::new(), ..answer }
    }
}

/// The records of a graph that are wanted, as an answer through a lens that leaves nothing out.
fn everything(graph: &Graph, is_wanted: impl Fn(&Name) -> bool) -> Answer {
    let model = graph.model();
    let include = Reason::ALL.iter().copied().filter(|reason| reason.can_be_included()).collect();
    let lens = Lens { when: When::Ever, include, ..Lens::of(model) };
    let relations = model.relation_ids().filter(|id| is_wanted(&(What::Relation, model.key(*id))));
    let relations = relations.map(|id| Row::default().resting_on([id], None));
    let actors = model.actor_ids().filter(|id| is_wanted(&(What::Actor, model[*id].id.to_string())));
    let sources = model.source_ids().filter(|id| is_wanted(&(What::Source, model[*id].id.to_string())));
    let things = actors.map(Cell::Actor).chain(sources.map(Cell::Source)).map(|cell| Row::of([cell]));
    let rows = relations.chain(things).collect();
    Answer::new(&graph.through(&lens), "", Findings { rows, ..Findings::default() })
}

/// Two answers of one numbering, and what differs in what their rows tell.
struct Compared {
    found: Difference,
    answers: [Answer; 2],
}

impl Compared {
    fn new([before, after]: [Answer; 2]) -> Self {
        let (before, after) = union::aligned(&before, &after);
        let mut found = Difference::default();
        found.facts([&before, &after], &[BTreeSet::new(), BTreeSet::new()], words::of_record);
        found.records(What::Actor, [&before, &after].map(actors), |old, new| {
            words::of_actor(&before.actors[old], &after.actors[new])
        });
        found.records(What::Source, [&before, &after].map(sources), |old, new| {
            words::of_source((&before, &before.sources[old]), (&after, &after.sources[new]))
        });
        Self { found, answers: [before, after] }
    }

    /// What differs.
    fn differing(&self) -> BTreeSet<Name> {
        let [before, after] = &self.answers;
        let fact = |id| after.facts.get(id).or_else(|| before.facts.get(id));
        let relations = self.found.marks.keys().filter_map(fact).map(|fact| (What::Relation, fact.key.clone()));
        relations.chain(self.found.names.iter().cloned()).collect()
    }
}

/// The actors that rows tell, by id, with how they are called.
fn actors(answer: &Answer) -> BTreeMap<String, (String, ActorId)> {
    let cells = answer.rows.iter().flat_map(|row| &row.cells);
    let told = cells.filter_map(|cell| if let Cell::Actor(id) = cell { Some(*id) } else { None });
    let card = |id| {
        let card = &answer.actors[&id];
        (card.actor.id.to_string(), (format!("{} ({}), {}", card.actor.name, card.actor.id, card.kind.label), id))
    };
    told.map(card).collect()
}

/// The sources that rows tell, by id, with how they are called.
fn sources(answer: &Answer) -> BTreeMap<String, (String, SourceId)> {
    let cells = answer.rows.iter().flat_map(|row| &row.cells);
    let told = cells.filter_map(|cell| if let Cell::Source(id) = cell { Some(*id) } else { None });
    let card = |id| {
        let source = &answer.sources[&id].source;
        (source.id.to_string(), (format!("source {} ({})", source.title, source.id), id))
    };
    told.map(card).collect()
}

impl Difference {
    /// Tells which things are new, gone and another: by id, how each is called and what stands
    /// behind it.
    pub(super) fn records<T>(
        &mut self,
        what: What,
        [then, now]: [BTreeMap<String, (String, T)>; 2],
        changes: impl Fn(&T, &T) -> Vec<String>,
    ) {
        let ids: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
        for id in ids {
            let (mark, change) = match (then.get(id), now.get(id)) {
                (None, Some((called, _))) => (Some(Mark::Added), called.clone()),
                (Some((called, _)), None) => (Some(Mark::Gone), called.clone()),
                (Some((_, old)), Some((called, new))) => match changes(old, new) {
                    changes if changes.is_empty() => (None, String::new()),
                    changes => (Some(Mark::Changed), format!("{called}: {}", changes.join("; "))),
                },
                (None, None) => continue,
            };
            if mark.is_some() {
                self.names.insert((what, id.clone()));
            }
            self.push((mark, what), change);
        }
    }
}
