//! What the signs mean, of those that a picture uses.

use super::clean;
use super::scene::Scene;
use super::stroke;
use super::stroke::{Line, Look};
use crate::answer::Fact;
use crate::model::Polarity;
use crate::model::Shape;
use crate::model::Status;
use crate::render::reading::Reading;
use crate::text::joined;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// A line as the legend draws it, and what it means.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::render) struct Sample {
    /// How it looks.
    pub look: Look,
    /// What it means.
    pub text: String,
    /// Whether it stands for a colour; else for a line.
    pub is_colour: bool,
}

/// The signs of a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::render) struct Legend {
    /// Colours, then lines.
    pub lines: Vec<Sample>,
    /// Outlines, in the order of the kinds.
    pub shapes: Vec<(Shape, String)>,
}

impl Legend {
    /// Gathers what a scene uses.
    pub(super) fn new(reading: Reading<'_>, scene: &Scene) -> Self {
        let facts: Vec<&Fact> = scene.facts.iter().filter_map(|fact| reading.answer.facts.get(fact)).collect();
        let polarities: BTreeSet<Polarity> = facts.iter().map(|fact| fact.type_.polarity).collect();
        let colours = polarities.into_iter().map(|polarity| Sample {
            look: Look { polarity, line: Line::Solid },
            text: polarity.word().to_owned(),
            is_colour: true,
        });
        let by_line = by_line(&facts);
        let is_plain = by_line.keys().all(|&line| line == Line::Solid);
        let lines = by_line.into_iter().filter(|_| !is_plain).map(|(line, words)| Sample {
            look: Look { polarity: Polarity::Neutral, line },
            text: joined(&words, "or"),
            is_colour: false,
        });
        let mut shapes: Vec<(Shape, String)> = Vec::new();
        let cards = scene.actors.iter().filter_map(|actor| reading.answer.actors.get(actor));
        let kinds: BTreeMap<_, _> = cards.map(|card| (card.actor.kind, &card.kind)).collect();
        for kind in kinds.into_values() {
            let label = clean(&kind.label).to_lowercase();
            match shapes.iter_mut().find(|(shape, _)| *shape == kind.shape) {
                Some((_, text)) => *text = format!("{text}, {label}"),
                None => shapes.push((kind.shape, label)),
            }
        }
        Self { lines: colours.chain(lines).collect(), shapes }
    }
}

/// What stands behind each line that is used, in words: the statuses and phases that occur.
pub(super) fn by_line(facts: &[&Fact]) -> BTreeMap<Line, Vec<&'static str>> {
    let mut words: BTreeMap<Line, BTreeSet<&'static str>> = BTreeMap::new();
    for fact in facts {
        let line = stroke::look(fact).line;
        let word = match line {
            Line::Solid | Line::Dashed | Line::Broken => fact.relation.status.map_or("unrated", Status::word),
            Line::Dotted => fact.relation.phase.map_or("lies ahead", |phase| phase.word()),
            Line::Faint => stroke::mark(fact).unwrap_or("ended"),
        };
        words.entry(line).or_default().insert(word);
    }
    words.into_iter().map(|(line, words)| (line, words.into_iter().collect())).collect()
}
