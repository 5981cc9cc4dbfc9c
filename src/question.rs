//! Questions: one line of words, run to an answer.
//!
//! A question is a value: a verb, its arguments and its options. It is made from a line, prints
//! back as the same line, and runs to an [`Answer`]. The command line, a saved question and a
//! view all speak it; none has verbs or options of its own. What there is to ask is [`CARDS`].
//!
//! ```
//! use actant::question::Question;
//!
//! let question = Question::parse("path russia houthis --as-of 2016").expect("a question");
//! assert_eq!(question.to_string(), "path russia houthis --as-of 2016");
//! ```

mod about;
mod around;
mod brokers;
mod common;
mod connect;
mod find;
mod judge;
mod lens;
mod list;
mod path;
mod saved;
mod show;
mod side;
mod stats;
mod tensions;
mod trouble;
mod what_if;
mod words;

pub use judge::{judge, told};
pub use lens::LENS;
pub use saved::Saved;
pub use trouble::Trouble;
pub use words::{quote, split};

use crate::answer::Answer;
use crate::answer::Findings;
use crate::graph::Graph;
use crate::graph::Sight;
use crate::model::ActorId;
use crate::model::Model;
use crate::model::Named;
use crate::model::Resolution;
use crate::model::Source;
use crate::model::SourceId;
use crate::text::fold;
use crate::text::nearest;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;

/// All that can be asked, in the order in which help lists it.
pub const CARDS: &[Card] = &[
    about::CARD,
    find::CARD,
    show::CARD,
    list::CARD,
    around::CARD,
    path::CARD,
    common::CARD,
    connect::CARD,
    brokers::CARD,
    tensions::CARD,
    what_if::CARD,
    stats::CARD,
];

/// What one verb is, as data: help, completion and reference pages are made from it.
#[derive(Debug)]
pub struct Card {
    /// The word that asks it.
    pub verb: &'static str,
    /// Another word that asks it.
    pub alias: Option<&'static str>,
    /// One line of help.
    pub summary: &'static str,
    /// The rest of the help.
    pub about: &'static str,
    /// What stands after the verb.
    pub arguments: &'static [Argument],
    /// The options of its own; those of [`LENS`] come on top.
    pub options: &'static [Flag],
    /// Lines that work on the shipped graph, each with what it shows.
    pub examples: &'static [(&'static str, &'static str)],
    /// Whether `--without` and `--without-source` are its hypothesis and not part of the lens.
    pub hypothesis: bool,
    /// Finds what was asked for.
    pub run: fn(&Asked<'_>) -> Result<Findings, Trouble>,
}

/// What stands after a verb.
#[derive(Debug)]
pub struct Argument {
    /// How help calls it.
    pub name: &'static str,
    /// How many of it may stand there: at least, at most.
    pub count: (usize, usize),
    /// What it names.
    pub takes: Takes,
    /// One line of help.
    pub help: &'static str,
}

/// An option of a question.
#[derive(Debug, PartialEq, Eq)]
pub struct Flag {
    /// Its name without the hyphens; a name of one letter is written with one.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// One line of help.
    pub help: &'static str,
}

/// What an argument or option takes, for checking and completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing: it is given or not.
    Nothing,
    /// Any words.
    Words,
    /// A whole number.
    Number,
    /// A date.
    Date,
    /// Two dates, `A..B`.
    Window,
    /// An actor; as an option, one or several with commas between.
    Actor,
    /// An actor, a source or the identity of a relation.
    Anything,
    /// Sources, with commas between.
    Sources,
    /// Types of relation, with commas between.
    Types,
    /// Kinds of actor, with commas between.
    Kinds,
    /// Statuses, with commas between.
    Statuses,
    /// Phases, with commas between.
    Phases,
    /// Reasons to be left out, with commas between.
    Reasons,
    /// A level of handling.
    Handling,
}

impl Takes {
    /// How help writes the value.
    #[must_use]
    pub fn placeholder(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Words => "TEXT",
            Self::Number => "N",
            Self::Date => "DATE",
            Self::Window => "A..B",
            Self::Actor => "ACTOR",
            Self::Anything => "ACTOR|RELATION|SOURCE",
            Self::Sources => "SOURCE,…",
            Self::Types => "TYPE,…",
            Self::Kinds => "KIND,…",
            Self::Statuses => "STATUS,…",
            Self::Phases => "PHASE,…",
            Self::Reasons => "REASON,…",
            Self::Handling => "LEVEL",
        }
    }

    /// Tells whether the option may be given again, each time adding to the list.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(
            self,
            Self::Actor | Self::Sources | Self::Types | Self::Kinds | Self::Statuses | Self::Phases | Self::Reasons
        )
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.name.len() == 1 { "-" } else { "--" })?;
        f.write_str(self.name)
    }
}

impl Card {
    /// Every option that the verb takes: its own, then those of the lens.
    pub fn flags(&'static self) -> impl Iterator<Item = &'static Flag> {
        self.options.iter().chain(LENS)
    }

    /// Finds a card by its verb or alias.
    #[must_use]
    pub fn of(verb: &str) -> Option<&'static Self> {
        CARDS.iter().find(|card| card.verb == verb || card.alias == Some(verb))
    }

    /// How many arguments the verb takes: at least, at most.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        let add = |sum: (usize, usize), argument: &Argument| {
            (sum.0 + argument.count.0, sum.1.saturating_add(argument.count.1))
        };
        self.arguments.iter().fold((0, 0), add)
    }
}

/// A question: a verb with arguments and options, in words.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is asked.
    pub card: &'static Card,
    /// What stands after the verb.
    pub arguments: Vec<String>,
    /// The options given, by name; a list has all its values in order.
    pub options: BTreeMap<&'static str, Vec<String>>,
}

impl Question {
    /// Reads a question from one line, in which words with spaces stand in quotes.
    ///
    /// # Errors
    /// An open quote, an unknown verb or option, a value that is missing, too many or too few
    /// arguments. Names and dates are looked up when the question runs.
    pub fn parse(line: &str) -> Result<Self, Trouble> {
        Self::from_words(&split(line)?)
    }

    /// Makes a question that has no arguments or options yet.
    #[must_use]
    pub fn of(card: &'static Card) -> Self {
        Self { card, arguments: Vec::new(), options: BTreeMap::new() }
    }

    /// Reads a question from words.
    ///
    /// # Errors
    /// As [`Question::parse`].
    pub fn from_words(words: &[String]) -> Result<Self, Trouble> {
        let (verb, rest) = words.split_first().ok_or(Trouble::Empty)?;
        let card =
            Card::of(verb).ok_or_else(|| Trouble::unknown("question", verb, CARDS.iter().map(|card| card.verb)))?;
        let mut question = Self::of(card);
        let mut words = rest.iter();
        while let Some(word) = words.next() {
            if word == "--" {
                question.arguments.extend(words.by_ref().cloned());
            } else if word.starts_with('-') && word.len() > 1 {
                question.read_option(word, &mut words)?;
            } else {
                question.arguments.push(word.clone());
            }
        }
        question.check_count()?;
        Ok(question)
    }

    fn read_option<'w>(&mut self, word: &str, rest: &mut impl Iterator<Item = &'w String>) -> Result<(), Trouble> {
        let (name, inline) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (word, None),
        };
        let flag = self.card.flags().find(|flag| flag.to_string() == name).ok_or_else(|| {
            let known: Vec<String> = self.card.flags().map(ToString::to_string).collect();
            Trouble::unknown("option", name, known.iter().map(String::as_str))
        })?;
        let value = match (flag.takes, inline) {
            (Takes::Nothing, None) => String::new(),
            (Takes::Nothing, Some(_)) => return Err(Trouble::TakesNoValue(flag.to_string())),
            (_, Some(value)) => value,
            (takes, None) => {
                rest.next().cloned().ok_or_else(|| Trouble::NeedsValue(flag.to_string(), takes.placeholder()))?
            }
        };
        self.set(flag, value);
        Ok(())
    }

    /// Gives an option a value; a list grows, anything else is replaced.
    pub fn set(&mut self, flag: &'static Flag, value: String) {
        let values = self.options.entry(flag.name).or_default();
        if flag.takes.is_list() {
            values.extend(value.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned));
        } else {
            *values = vec![value];
        }
    }

    /// Checks the number of arguments.
    ///
    /// # Errors
    /// Too many or too few.
    pub fn check_count(&self) -> Result<(), Trouble> {
        let (least, most) = self.card.count();
        let given = self.arguments.len();
        if (least..=most).contains(&given) { Ok(()) } else { Err(Trouble::Count { card: self.card, given }) }
    }

    /// Runs the question on a graph, through the lens that its options make.
    ///
    /// `stop` is asked now and then whether to end early.
    ///
    /// # Errors
    /// A name that names nothing or too much, a word that is no date, number, type, kind, status
    /// or reason.
    pub fn run(&self, graph: &Graph, stop: &dyn Fn() -> bool) -> Result<Answer, Trouble> {
        let lens = lens::lens(self, graph.model())?;
        let sight = graph.through(&lens);
        let findings = (self.card.run)(&Asked { question: self, sight: &sight, stop })?;
        Ok(Answer::new(&sight, &self.to_string(), findings))
    }

    /// Names the relations, by identity, that hold through the lens of the question. Linear in the
    /// graph.
    ///
    /// # Errors
    /// As [`Question::run`], as far as the lens goes.
    pub fn holding(&self, graph: &Graph) -> Result<BTreeSet<String>, Trouble> {
        let lens = lens::lens(self, graph.model())?;
        let sight = graph.through(&lens);
        let ids = graph.model().relation_ids().filter(|relation| sight.verdict(*relation).is_ok());
        Ok(ids.map(|relation| graph.model().key(relation)).collect())
    }

    fn values(&self, name: &str) -> &[String] {
        self.options.get(name).map_or(&[], Vec::as_slice)
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // what looks like an option stands behind all options, after `--`
        let apart = self.arguments.iter().any(|argument| argument.starts_with('-'));
        let arguments = self.arguments.iter().map(|argument| format!(" {}", quote(argument))).collect::<String>();
        write!(f, "{}{}", self.card.verb, if apart { "" } else { &arguments })?;
        for flag in self.card.flags() {
            let Some(values) = self.options.get(flag.name) else { continue };
            write!(f, " {flag}")?;
            if flag.takes != Takes::Nothing {
                write!(f, " {}", quote(&values.join(",")))?;
            }
        }
        if apart { write!(f, " --{arguments}") } else { Ok(()) }
    }
}

/// A question as its card sees it while it runs.
pub struct Asked<'a> {
    /// The question.
    pub question: &'a Question,
    /// The graph through the question's lens.
    pub sight: &'a Sight<'a>,
    /// Asked now and then whether to end early.
    pub stop: &'a dyn Fn() -> bool,
}

impl<'a> Asked<'a> {
    fn model(&self) -> &'a Model {
        self.sight.graph().model()
    }

    fn name(&self, actor: ActorId) -> &'a str {
        &self.model()[actor].name
    }

    fn has(&self, flag: &str) -> bool {
        self.question.options.contains_key(flag)
    }

    fn number(&self, flag: &'static str) -> Result<Option<usize>, Trouble> {
        let Some(word) = self.question.values(flag).last() else { return Ok(None) };
        word.parse().map(Some).map_err(|_| Trouble::NoNumber(flag, word.clone()))
    }

    fn actor(&self, at: usize) -> Result<ActorId, Trouble> {
        actor(self.model(), &self.question.arguments[at])
    }

    fn actors(&self) -> Result<Vec<ActorId>, Trouble> {
        let mut found: Vec<ActorId> = Vec::new();
        for name in &self.question.arguments {
            let id = actor(self.model(), name)?;
            if !found.contains(&id) {
                found.push(id);
            }
        }
        Ok(found)
    }
}

/// Finds the actor of a name.
///
/// # Errors
///
/// The name names nothing, several, or a source.
pub fn actor(model: &Model, name: &str) -> Result<ActorId, Trouble> {
    let found = named(model, name).map_err(|mut trouble| {
        if let Trouble::Unknown { near, .. } = &mut trouble {
            near.retain(|id| model.actor(id).is_some());
        }
        trouble
    });
    match found? {
        Named::Actor(id) => Ok(id),
        Named::Source(id) => Err(Trouble::NotAnActor(model[id].id.to_string())),
    }
}

/// Finds the source of a name; the beginning of an id will do where it fits one source alone.
///
/// # Errors
///
/// The name names nothing or several.
pub fn source(model: &Model, name: &str) -> Result<SourceId, Trouble> {
    if let Some(id) = model.source(name) {
        return Ok(id);
    }
    match model.resolve(name) {
        Resolution::One(Named::Source(id)) => return Ok(id),
        Resolution::Many(many) => return Err(ambiguous(model, name, many)),
        _ => {}
    }
    let begun: Vec<SourceId> =
        model.source_ids().filter(|id| !name.is_empty() && model[*id].id.starts_with(name)).collect();
    match begun[..] {
        [one] => Ok(one),
        [] => Err(Trouble::Unknown { what: "source", word: name.into(), near: near_source(model, name) }),
        _ => Err(ambiguous(model, name, begun.into_iter().map(Named::Source).collect())),
    }
}

/// The ids of sources that hold the text in id, title or publisher; else of those spelled nearly so.
fn near_source(model: &Model, text: &str) -> Vec<String> {
    let folded = fold(text);
    let holds = |source: &&Source| {
        let words = [&source.id, &source.title].into_iter().chain(&source.publisher);
        !folded.is_empty() && words.into_iter().any(|word| fold(word).contains(&folded))
    };
    let holding: Vec<&str> = model.sources().iter().filter(holds).map(|source| &*source.id).take(5).collect();
    let near = || nearest(text, model.sources().iter().map(|source| &*source.id), 3);
    let ids = if holding.is_empty() { near() } else { holding };
    ids.into_iter().map(str::to_owned).collect()
}

/// Finds the actor or source of a name.
///
/// # Errors
///
/// The name names nothing or several.
pub fn named(model: &Model, name: &str) -> Result<Named, Trouble> {
    match model.resolve(name) {
        Resolution::One(named) => Ok(named),
        Resolution::Many(many) => Err(ambiguous(model, name, many)),
        Resolution::None(near) => Err(Trouble::Unknown { what: "actor", word: name.into(), near }),
    }
}

fn ambiguous(model: &Model, name: &str, many: Vec<Named>) -> Trouble {
    let candidates = many.into_iter().map(|named| describe(model, named)).collect();
    Trouble::Ambiguous { word: name.into(), candidates }
}

/// Names something by id and name.
fn describe(model: &Model, named: Named) -> String {
    match named {
        Named::Actor(id) => format!("{} ({})", model[id].id, model[id].name),
        Named::Source(id) => format!("{} ({})", model[id].id, model[id].title),
    }
}

/// Finds one of a list of words.
fn one_of<T>(what: &'static str, word: &str, all: &[(&str, T)]) -> Result<T, Trouble>
where
    T: Copy,
{
    let found = all.iter().find(|(known, _)| *known == word).map(|(_, value)| *value);
    found.ok_or_else(|| {
        let near = nearest(word, all.iter().map(|(known, _)| *known), 3);
        match near.is_empty() {
            true => Trouble::OneOf {
                what,
                word: word.into(),
                known: all.iter().map(|(known, _)| (*known).to_owned()).collect(),
            },
            false => Trouble::Unknown { what, word: word.into(), near: near.into_iter().map(str::to_owned).collect() },
        }
    })
}
