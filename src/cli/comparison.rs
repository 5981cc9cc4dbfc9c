//! One question asked of two states of the graph, and what became of the answer.

use super::failure::Failure;
use super::interrupt;
use super::state;
use crate::answer::Answer;
use crate::answer::Note;
use crate::graph::Graph;
use crate::model::State;
use crate::question::Question;
use crate::question::Trouble;
use crate::question::quote;
use std::collections::BTreeSet;

/// What one state answers.
pub(super) struct Side {
    /// How the state is called.
    name: String,
    answer: Answer,
    /// The relations that hold in it, by identity.
    holding: BTreeSet<String>,
    /// The name that the graph did not know in this state: one that came later, or went before.
    unknown: Option<Trouble>,
}

impl Side {
    /// The same under another name of its state.
    pub(super) fn called(self, name: String) -> Self {
        Self { name, ..self }
    }
}

/// Asks a question of a graph that is in a state; a date of the state goes before the question's.
pub(super) fn ask(graph: &Graph, question: &Question, state: Option<State>) -> Result<Side, Failure> {
    let mut question = question.clone();
    if let Some(State::AsOf(date)) = state {
        let flag = question.card.flags().find(|flag| flag.name == "as-of").expect("the lens has it");
        question.options.remove(flag.name);
        question.set(flag, date.to_string());
    }
    let (name, holding) = (state::name(state.as_ref()), question.holding(graph).unwrap_or_default());
    match question.run(graph, &interrupt::is_wanted) {
        Ok(answer) => Ok(Side { name, answer, holding, unknown: None }),
        Err(unknown @ Trouble::Unknown { .. }) => {
            let mut answer = Answer { summary: unknown.to_string(), ..Answer::default() };
            answer.scope.relations = graph.model().relations().len();
            Ok(Side { name, answer, holding, unknown: Some(unknown) })
        }
        Err(trouble) => Err(trouble.into()),
    }
}

/// Lays the answers to one question over each other. A name that only one state knows has nothing
/// in the other; one that neither knows is refused.
pub(super) fn overlay(question: &Question, mut old: Side, mut new: Side) -> Result<Answer, Failure> {
    if let (Some(_), Some(unknown)) = (&old.unknown, &new.unknown) {
        return Err(unknown.clone().into());
    }
    let [then, now] = [&mut old, &mut new].map(|side| std::mem::take(&mut side.name));
    let holding = [&mut old, &mut new].map(|side| std::mem::take(&mut side.holding));
    let mut difference = Answer::difference_within(&old.answer, &new.answer, &holding);
    let told = if new.unknown.is_some() { &old.answer } else { &new.answer };
    let [one, other] = [&then, &now].map(|name| quote(name));
    difference.question = format!("diff {one} {other} --question {}", quote(&question.to_string()));
    difference.title = format!("{}: what changed from {then} to {now}", told.title);
    difference.scope.as_of = match (&old.answer.scope.as_of, &new.answer.scope.as_of) {
        (Some(then), Some(now)) if then != now => Some(format!("{then} and {now}")),
        (then, now) => now.clone().or_else(|| then.clone()),
    };
    difference.notes = [(then, old), (now, new)].into_iter().flat_map(|(name, side)| notes(&name, side)).collect();
    Ok(difference)
}

/// Lays two graphs over each other, record by record.
pub(super) fn records(both: [(Option<&State>, &Graph); 2]) -> Answer {
    let [then, now] = both.map(|(state, _)| state::name(state));
    let [before, after] = both.map(|(_, graph)| graph);
    let question = format!("diff {} {}", quote(&then), quote(&now));
    let title = format!("Records: what changed from {then} to {now}");
    Answer { question, title, ..Answer::difference_of_graphs(before, after) }
}

/// What the answer of one state warns of, what it says, and how much of the graph it looked at.
fn notes(name: &str, side: Side) -> Vec<Note> {
    let Answer { scope, summary, notes, .. } = side.answer;
    if side.unknown.is_some() {
        return vec![Note::Warning(format!("{name}: {summary}"))];
    }
    let said = format!("{name}: {summary}; {} of {} relations looked at", scope.through, scope.relations);
    let warnings = notes.into_iter().filter_map(|note| match note {
        Note::Warning(text) => Some(Note::Warning(format!("{name}: {text}"))),
        Note::Hint(_) => None,
    });
    warnings.chain([Note::Hint(said)]).collect()
}
