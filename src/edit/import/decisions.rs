//! Who is who: what only a person can decide, asked and answered in one file.
//!
//! A name that could be one of several actors, or is spelled nearly like another, becomes an
//! actor of its own and a line here. Who writes the answer into the line and gives the file to the
//! next import is not asked again.

use super::spelling::field;
use super::spelling::texts;
use crate::diagnostic::Diagnostic;
use crate::edit::layout::Node;
use crate::edit::layout::quoted;
use crate::record;
use crate::record::Document;
use crate::record::Raw;
use crate::text::Span;
use crate::text::fold;
use crate::text::is_id;
use std::collections::BTreeMap;

/// The answer that somebody is nobody whom the graph knows.
const NEW: &str = "new";

/// Answers by kind and folded name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    answers: BTreeMap<(String, String), (Review, Answer)>,
}

/// What a person said of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is the actor of this id.
    Is(String),
    /// It is somebody new.
    New,
    /// Nothing yet.
    Open,
}

/// A name that a person has to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The name, as the foreign file spells it.
    pub name: String,
    /// The kind that the import gives it.
    pub kind: String,
    /// Why it is asked, in a few words.
    pub why: String,
    /// Ids of those whom it could be.
    pub candidates: Vec<String>,
    /// The id that it got, for the time being.
    pub became: String,
}

impl Review {
    /// The question as files tell it.
    #[must_use]
    pub fn node(&self) -> Node {
        let candidates = self.candidates.iter().map(|id| Node::text(id)).collect();
        Node::object([
            ("name", Node::text(&self.name)),
            ("kind", Node::text(&self.kind)),
            ("why", Node::text(&self.why)),
            ("candidates", Node::List(candidates)),
            ("became", Node::text(&self.became)),
        ])
    }
}

impl Decisions {
    /// Reads the file that [`Decisions::write`] writes.
    ///
    /// # Errors
    ///
    /// Broken JSON, and answers that are neither an id, nor `new`, nor empty.
    pub fn read(json: &str, file: u32) -> Result<Self, Vec<Diagnostic>> {
        let mut faults = Document::read(json, file).faults;
        let body = Raw::new(json, file);
        if faults.is_empty() {
            faults = record::strict(body);
        }
        let mut decisions = Self::default();
        for line in body.get("names").iter().flat_map(Raw::items) {
            match read(line) {
                Ok((review, answer)) => decisions.keep(review, answer),
                Err(fault) => faults.push(*fault),
            }
        }
        if faults.is_empty() { Ok(decisions) } else { Err(faults) }
    }

    /// Who was asked about with a name, and what was answered.
    #[must_use]
    pub fn answer(&self, name: &str, kind: &str) -> (&[String], &Answer) {
        let known = self.answers.get(&(kind.to_owned(), fold(name)));
        known.map_or((&[], &Answer::Open), |(review, answer)| (&review.candidates, answer))
    }

    /// The ids that are answers.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.answers.values().filter_map(|(_, answer)| match answer {
            Answer::Is(id) => Some(&**id),
            Answer::New | Answer::Open => None,
        })
    }

    /// Adds names that are asked; those that were asked before keep their answers.
    pub fn ask(&mut self, reviews: &[Review]) {
        for review in reviews {
            let key = (review.kind.clone(), fold(&review.name));
            self.answers.entry(key).or_insert_with(|| (review.clone(), Answer::Open));
        }
    }

    /// The text of the file, a name a line, sorted by kind and name.
    #[must_use]
    pub fn write(&self) -> String {
        let line = |(review, answer): &(Review, Answer)| {
            let is = match answer {
                Answer::Is(id) => id,
                Answer::New => NEW,
                Answer::Open => "",
            };
            review.node().with("is", Some(Node::text(is)))
        };
        Node::object([("names", Node::List(self.answers.values().map(line).collect()))]).page(2)
    }

    fn keep(&mut self, review: Review, answer: Answer) {
        self.answers.insert((review.kind.clone(), fold(&review.name)), (review, answer));
    }
}

fn read(line: Raw<'_>) -> Result<(Review, Answer), Box<Diagnostic>> {
    let node = plain(line);
    let word = |key: &str| field(&node, key).map(|text| text.as_str().to_owned()).unwrap_or_default();
    let answer = match word("is") {
        empty if empty.is_empty() => Answer::Open,
        new if new == NEW => Answer::New,
        id if is_id(&id) => Answer::Is(id),
        other => return Err(Box::new(no_answer(&other, line.get("is").map_or(line.span(), |is| is.span())))),
    };
    let candidates = texts(&node, "candidates").map(|text| text.as_str().to_owned()).collect();
    let review =
        Review { name: word("name"), kind: word("kind"), why: word("why"), candidates, became: word("became") };
    Ok((review, answer))
}

fn no_answer(word: &str, span: Span) -> Diagnostic {
    let headline = format!("{} is no answer to who somebody is", quoted(word));
    Diagnostic::error("wrong-word", headline, span, "neither an id nor `new`")
        .help("write the id of an actor, `new` for somebody whom the graph does not know, or nothing")
}

fn plain(line: Raw<'_>) -> Node {
    crate::edit::fmt::node(line, &record::keys::Form::Any)
}
