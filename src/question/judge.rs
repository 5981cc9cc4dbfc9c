//! The questions of views, judged: what is wrong with one is told where it is written.

use super::Question;
use super::Trouble;
use super::quote;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Origin;
use crate::graph::Graph;
use crate::model::View;
use crate::text::Span;
use crate::text::standing_alone;
use crate::text::visible;

/// The rule that a view asks what can be asked.
const RULE: &str = "bad-question";

impl Question {
    /// The question of a view.
    ///
    /// # Errors
    ///
    /// Says what is wrong with its words, or that it compares more than two states.
    pub fn of_view(view: &View) -> Result<Self, Trouble> {
        if view.compare.len() > 2 {
            return Err(Trouble::Conflict("`compare` names more than two states".into()));
        }
        Self::parse(&view.question)
    }
}

/// Finds the views whose questions cannot be asked of their graph.
///
/// Each question is begun and no search is waited for: names, dates and options are looked up
/// before anything is looked for.
#[must_use]
pub fn judge(graph: &Graph, origins: &[Origin<'_>]) -> Vec<Diagnostic> {
    let views = graph.model().views().iter();
    views.filter_map(|view| Some(told(&begun(view, graph).err()?, view, origins))).collect()
}

fn begun(view: &View, graph: &Graph) -> Result<(), Trouble> {
    Question::of_view(view)?.run(graph, &|| true).map(|_| ())
}

/// What is wrong with a view's question, at the word that it is about where there is one.
#[must_use]
pub fn told(trouble: &Trouble, view: &View, origins: &[Origin<'_>]) -> Diagnostic {
    let written = origins.get(view.asked.file as usize).and_then(|origin| {
        let range = view.asked.start as usize..view.asked.end as usize;
        origin.text.get(range)
    });
    let word = trouble.word();
    let within = word.and_then(|word| standing_alone(written?, word).next());
    let (span, label) = match (within, word) {
        (Some(at), Some(word)) => {
            let start = view.asked.start as usize + at;
            (Span::new(view.asked.file, start..start + word.len()), "this word")
        }
        _ => (view.asked, "asked here"),
    };
    let headline = format!("the question of the view `{}` cannot be asked: {trouble}", view.id);
    let fault = Diagnostic::error(RULE, headline, span, label);
    let (line, others) = mended(trouble, &view.question);
    let write = line.map(|line| format!("write `{}`", json(&line)));
    write.into_iter().chain(others).fold(fault, Diagnostic::help)
}

/// The question with the nearest known word instead of the unknown one, and what else can be done.
fn mended(trouble: &Trouble, question: &str) -> (Option<String>, Vec<String>) {
    let Trouble::Unknown { word, near, .. } = trouble else { return (None, trouble.help()) };
    let (Some(at), Some((first, more))) = (standing_alone(question, word).next(), near.split_first()) else {
        return (None, trouble.help());
    };
    let (before, after) = (&question[..at], &question[at + word.len()..]);
    let others = if more.is_empty() { Vec::new() } else { trouble.help() };
    (Some(format!("{before}{}{after}", quote(first))), others)
}

/// A string as JSON spells it.
fn json(text: &str) -> String {
    format!("\"{}\"", visible(text).replace('\\', "\\\\").replace('"', "\\\""))
}
