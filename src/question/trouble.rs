//! What can be wrong with a question.

use super::Card;
use crate::text::nearest;
use crate::text::visible;
use std::fmt;

/// Why a question cannot be asked so.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// There are no words.
    Empty,
    /// A quote is opened and not closed.
    OpenQuote,
    /// A word names nothing of this sort; these are near.
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// The word.
        word: String,
        /// What may have been meant.
        near: Vec<String>,
    },
    /// A word is none of these.
    OneOf {
        /// What was looked for.
        what: &'static str,
        /// The word.
        word: String,
        /// All that there are.
        known: Vec<String>,
    },
    /// An actor is meant, and this is the id of a source.
    NotAnActor(String),
    /// A name is that of several.
    Ambiguous {
        /// The name.
        word: String,
        /// What it may mean, id first.
        candidates: Vec<String>,
    },
    /// An option got a value and takes none.
    TakesNoValue(String),
    /// An option got no value and takes one, written so.
    NeedsValue(String, &'static str),
    /// Too many or too few arguments.
    Count {
        /// Of this verb.
        card: &'static Card,
        /// How many were given.
        given: usize,
    },
    /// A word is no number.
    NoNumber(&'static str, String),
    /// A word is no date.
    NoDate(String, String),
    /// The same actor stands where two different ones are meant.
    Same(String),
    /// Options that shut each other out.
    Conflict(String),
    /// A saved question is not written as it should be.
    Saved(String),
}

impl Trouble {
    /// Names an unknown word and what is near it.
    pub fn unknown<'a>(what: &'static str, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let near = nearest(word, known, 3).into_iter().map(str::to_owned).collect();
        Self::Unknown { what, word: word.to_owned(), near }
    }

    /// The word that it is about, as it was written, where there is one.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Unknown { word, .. } | Self::OneOf { word, .. } | Self::Ambiguous { word, .. } => Some(word),
            Self::NotAnActor(word) | Self::NoNumber(_, word) | Self::NoDate(word, _) => Some(word),
            Self::TakesNoValue(flag) | Self::NeedsValue(flag, _) => Some(flag),
            Self::Empty | Self::OpenQuote | Self::Count { .. } | Self::Same(_) => None,
            Self::Conflict(_) | Self::Saved(_) => None,
        }
    }

    /// What to do about it, a line each.
    #[must_use]
    pub fn help(&self) -> Vec<String> {
        match self {
            Self::Empty => vec!["`actant --help` lists what can be asked".into()],
            Self::Unknown { what, near, word } if near.is_empty() => match *what {
                "actor" => vec![format!("`actant find {}` searches names, aliases and tags", super::quote(word))],
                "question" | "option" => vec!["`actant --help` lists what can be asked".into()],
                _ => Vec::new(),
            },
            Self::Unknown { near, .. } => vec![format!("did you mean {}?", visible(&near.join(", ")))],
            Self::Ambiguous { candidates, .. } => {
                candidates.iter().map(|candidate| format!("one of them is {}", visible(candidate))).collect()
            }
            Self::Count { card, .. } => {
                let example = card.examples.first().map(|(line, _)| format!("for example: actant {line}"));
                std::iter::once(format!("it is asked as: actant {}", usage(card))).chain(example).collect()
            }
            Self::OneOf { known, .. } => vec![format!("it is one of {}", visible(&known.join(", ")))],
            Self::NotAnActor(id) => vec![format!("`actant show {id}` tells about the source")],
            _ => Vec::new(),
        }
    }
}

/// How a verb is written with its arguments.
fn usage(card: &Card) -> String {
    let mut line = card.verb.to_owned();
    for argument in card.arguments {
        let many = if argument.count.1 > 1 { " …" } else { "" };
        let word = format!("{}{many}", argument.name);
        line += &if argument.count.0 == 0 { format!(" [{word}]") } else { format!(" {word}") };
    }
    line
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no question"),
            Self::OpenQuote => f.write_str("a quote is opened and not closed"),
            Self::Unknown { what, word, .. } | Self::OneOf { what, word, .. } => {
                write!(f, "no {what} is called `{}`", visible(word))
            }
            Self::NotAnActor(id) => write!(f, "{id} is a source, and an actor is meant"),
            Self::Ambiguous { word, candidates } => {
                write!(f, "`{}` is the name of {}", visible(word), candidates.len())
            }
            Self::TakesNoValue(flag) => write!(f, "{flag} takes no value"),
            Self::NeedsValue(flag, placeholder) => write!(f, "{flag} needs a value: {flag} {placeholder}"),
            Self::Count { card, given } => {
                let (least, most) = card.count();
                let wanted = match (least, most) {
                    (least, most) if least == most => format!("{least}"),
                    (least, usize::MAX) => format!("at least {least}"),
                    (least, most) => format!("{least} to {most}"),
                };
                write!(
                    f,
                    "`{}` takes {wanted} {}, not {given}",
                    card.verb,
                    if wanted == "1" { "argument" } else { "arguments" }
                )
            }
            Self::NoNumber(flag, word) => write!(f, "--{flag} takes a whole number, not `{}`", visible(word)),
            Self::NoDate(word, why) => write!(f, "`{}` is no date: {why}", visible(word)),
            Self::Same(name) => write!(f, "both names mean {}", visible(name)),
            Self::Conflict(what) => f.write_str(what),
            Self::Saved(what) => f.write_str(&visible(what)),
        }
    }
}

impl std::error::Error for Trouble {}
