//! What a form cannot carry of an answer.
//!
//! An answer has [`Part`]s, and a form that other programs read on says which of them it has no
//! place for. What is lost of one answer follows from the two, so that no writer can forget to tell.

use crate::answer::ActorCard;
use crate::answer::Answer;
use crate::answer::Fact;
use crate::model::ActorDetails;
use crate::model::Citation;
use crate::model::Details;
use crate::model::Time;
use crate::model::vocabulary::words;
use crate::render::reading::Reading;
use crate::render::surroundings::Letters;
use std::fmt;

/// What a form carries of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carries {
    /// It is for people to read, and says itself what it does not show.
    Reading,
    /// It is for programs to read on: all parts but these. Where an answer takes several files, each
    /// form names what all of them together lose.
    AllBut(&'static [Part]),
}

words! {
    /// A part of an answer that a form may have no place for, in the words that name it to people.
    Part {
        /// The question, its title and summary, and the date looked at.
        Heading = "heading",
        /// Rows that say more than the relation under them.
        Rows = "rows",
        /// Routes from one actor to another.
        Routes = "routes",
        /// Warnings and hints.
        Notes = "warnings and hints",
        /// Levels of handling.
        Handling = "levels of handling",
        /// Title, publisher, date and address of sources.
        Sources = "records of sources",
        /// Which source a relation rests on.
        Evidence = "sources of relations",
        /// Where in a source, how credible, and what the source does with the claim.
        Citations = "places and grades of citations",
        /// The words of a source, and the coder's on it.
        Quotes = "quotes and notes of citations",
        /// The sources of what is said of an actor itself.
        Attestations = "sources of actors",
        /// Aliases and tags.
        Aliases = "aliases and tags",
        /// What an actor is, in one sentence.
        Descriptions = "descriptions",
        /// Ids elsewhere, and former ids.
        OtherIds = "other ids",
        /// When an actor lived.
        Lives = "dates of actors",
        /// Who stands for somebody unnamed.
        Placeholders = "placeholders",
        /// Further participants of a relation.
        Roles = "roles",
        /// Numbers of things and sums.
        Amounts = "quantities and values",
        /// Relations that are said not to hold.
        Negations = "negations",
        /// When a relation held or happened.
        Dates = "dates",
        /// Status and phase.
        Standing = "statuses and phases",
        /// Under which condition.
        Conditions = "conditions",
        /// Confidence and likelihood.
        Judgements = "confidences and likelihoods",
        /// What actors themselves say.
        Stances = "stances",
        /// The coder's own words on actors and relations.
        Remarks = "coder's notes",
        /// How a relation holds at the date looked at.
        Verdicts = "verdicts",
        /// The independent sources of a relation.
        Roots = "independent sources",
        /// Relations that compete with another, or say the opposite.
        Disputes = "disputes",
        /// What a record does not state, and what follows from its numbers.
        Gaps = "gaps and derived numbers",
        /// File and line.
        Places = "places in files",
        /// What a comparison says.
        Marks = "marks of a comparison",
    }
}

impl Part {
    /// Counts how often an answer has it. Linear in the answer.
    #[must_use]
    pub fn count(self, answer: &Answer) -> usize {
        match self {
            Self::Heading => usize::from(!answer.question.is_empty() || !answer.summary.is_empty()),
            Self::Rows => rows(answer),
            Self::Routes => answer.routes.len(),
            Self::Notes => answer.notes.len(),
            Self::Handling => handling(answer),
            Self::Sources => answer.sources.len(),
            Self::Attestations | Self::Aliases | Self::Descriptions | Self::OtherIds | Self::Lives => {
                answer.actors.values().map(|card| self.of_actor(card)).sum()
            }
            Self::Placeholders => answer.actors.values().filter(|card| card.actor.placeholder).count(),
            Self::Quotes | Self::Remarks => {
                let of_actors = answer.actors.values().map(|card| self.of_actor(card)).sum::<usize>();
                of_actors + answer.facts.values().map(|fact| self.of_fact(fact)).sum::<usize>()
            }
            Self::Places => answer.actors.len() + answer.facts.len(),
            _ => answer.facts.values().map(|fact| self.of_fact(fact)).sum(),
        }
    }

    fn of_actor(self, card: &ActorCard) -> usize {
        let actor = &card.actor;
        let details = |of: fn(&ActorDetails) -> usize| actor.details.as_deref().map_or(0, of);
        match self {
            Self::Attestations => details(|details| details.citations.len()),
            Self::Aliases => details(|details| details.aliases.len() + details.tags.len()),
            Self::Descriptions => details(|details| usize::from(details.description.is_some())),
            Self::OtherIds => details(|details| details.ids.len() + details.was.len()),
            Self::Lives => usize::from(actor.since.is_some() || actor.until.is_some()),
            Self::Quotes => details(|details| quotes(&details.citations)),
            Self::Remarks => details(|details| usize::from(details.note.is_some())),
            _ => 0,
        }
    }

    fn of_fact(self, fact: &Fact) -> usize {
        let relation = &fact.relation;
        let details = |of: fn(&Details) -> usize| relation.details().map_or(0, of);
        match self {
            Self::Evidence | Self::Citations => relation.citations.len(),
            Self::Quotes => quotes(&relation.citations),
            Self::Roles => relation.roles.len(),
            Self::Amounts => {
                details(|details| usize::from(details.quantity.is_some()) + usize::from(details.value.is_some()))
            }
            Self::Negations => usize::from(relation.negated),
            Self::Dates => usize::from(relation.time != Time::Unstated),
            Self::Standing => usize::from(relation.status.is_some() || relation.phase.is_some()),
            Self::Conditions => details(|details| usize::from(details.condition.is_some())),
            Self::Judgements => {
                details(|details| usize::from(details.confidence.is_some() || details.likelihood.is_some()))
            }
            Self::Stances => relation.stances().len(),
            Self::Remarks => details(|details| usize::from(details.note.is_some())),
            Self::Verdicts => 1,
            Self::Roots => fact.roots.len(),
            Self::Disputes => fact.competing.len() + fact.contradicting.len(),
            Self::Gaps => fact.missing.len() + fact.derived.len(),
            Self::Marks => usize::from(fact.mark.is_some()),
            _ => 0,
        }
    }
}

/// What one form loses of one answer, most of all first in the order of [`Part`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Losses {
    /// The form's name.
    pub form: &'static str,
    /// What is lost, and how often the answer has it.
    pub parts: Vec<(Part, usize)>,
}

impl Losses {
    pub(super) fn new(form: &'static str, carries: Carries, answer: &Answer) -> Self {
        let lost = match carries {
            Carries::Reading => &[][..],
            Carries::AllBut(lost) => lost,
        };
        let counts = lost.iter().map(|&part| (part, part.count(answer)));
        Self { form, parts: counts.filter(|(_, count)| *count > 0).collect() }
    }
}

impl fmt::Display for Losses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} does not carry: ", self.form)?;
        for (at, (part, count)) in self.parts.iter().enumerate() {
            let separator = if at > 0 { ", " } else { "" };
            write!(f, "{separator}{part} ({count})")?;
        }
        Ok(())
    }
}

fn rows(answer: &Answer) -> usize {
    let reading = Reading::new(answer, Letters::Unicode);
    answer.rows.iter().filter(|row| !reading.is_said_by_fact(row)).count()
}

fn handling(answer: &Answer) -> usize {
    let relations = answer.facts.values().filter(|fact| fact.relation.handling.is_some()).count();
    let sources = answer.sources.values().filter(|card| card.source.handling.is_some()).count();
    (relations + sources).max(usize::from(answer.handling.is_some()))
}

fn quotes(citations: &[Citation]) -> usize {
    let details = citations.iter().filter_map(Citation::details);
    details.map(|details| usize::from(details.quote.is_some()) + usize::from(details.note.is_some())).sum()
}
