//! An answer read aloud: the words that every form for people shares.
//!
//! A fact reads as a sentence from one side, its parts (roles, numbers, dates, standing) and the
//! remarks under it (denials, competing claims, what is not stated). Nothing here colours, wraps
//! or escapes: that is the affair of each form.

mod number;
mod remark;

pub(super) use number::{money, quantity};
pub(super) use remark::{Remark, against, remarks, spoken};

use super::surroundings::Letters;
use crate::answer::Answer;
use crate::answer::Cell;
use crate::answer::Fact;
use crate::answer::How;
use crate::answer::Note;
use crate::answer::Reason;
use crate::answer::Route;
use crate::answer::Row;
use crate::answer::Seen;
use crate::answer::SourceCard;
use crate::model::ActorId;
use crate::model::Citation;
use crate::model::RelationId;
use crate::model::Role;
use crate::model::SourceId;
use crate::model::Status;
use crate::model::Testimony;
use crate::model::Time;
use crate::model::Until;
use crate::text::grouped;
use std::collections::BTreeSet;

/// An answer and the signs in which it is read.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    /// What is read.
    pub answer: &'a Answer,
    /// In which signs.
    pub letters: Letters,
    /// How sources are named.
    pub naming: Naming,
}

/// How words name a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// By its number in the answer, where the list of sources is at hand.
    Number,
    /// By its id, where the words stand alone.
    Id,
}

/// A relation from one side.
pub(super) struct Sentence<'a> {
    /// Who is spoken of.
    pub subject: &'a str,
    /// The phrase, inverse where the reader's side is the other end.
    pub phrase: &'a str,
    /// The other end.
    pub object: &'a str,
}

/// What a part of a fact speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// A further participant.
    Role,
    /// A number of things or a sum.
    Amount,
    /// Its dates, and whether they leave it open that it holds.
    Time,
    /// Its status and phase where they call for care.
    Doubt,
    /// Its status and phase otherwise.
    Standing,
    /// Under which condition.
    Condition,
}

impl<'a> Reading<'a> {
    /// Reads an answer in these signs; sources are named by their numbers.
    pub fn new(answer: &'a Answer, letters: Letters) -> Self {
        Self { answer, letters, naming: Naming::Number }
    }

    /// Reads an answer for words that stand alone: sources are named by their ids.
    pub fn apart(answer: &'a Answer) -> Self {
        Self { answer, letters: Letters::Unicode, naming: Naming::Id }
    }

    /// One sign or the other.
    pub fn sign(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        match self.letters {
            Letters::Unicode => unicode,
            Letters::Ascii => ascii,
        }
    }

    /// An actor's name; a question mark for one that the answer does not hold.
    pub fn name(self, actor: ActorId) -> &'a str {
        self.answer.actors.get(&actor).map_or("?", |card| &card.actor.name)
    }

    /// The names of several actors, with commas.
    pub fn names(self, actors: impl IntoIterator<Item = ActorId>) -> String {
        actors.into_iter().map(|actor| self.name(actor)).collect::<Vec<_>>().join(", ")
    }

    /// What stands in a cell.
    pub fn cell(self, cell: &Cell) -> String {
        match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Count(count) => grouped(&count.to_string()),
            Cell::Real(real) => number::real(*real),
            Cell::Actor(actor) => self.name(*actor).to_owned(),
            Cell::Actors(actors) => self.names(actors.iter().copied()),
            Cell::Source(source) => self
                .answer
                .sources
                .get(source)
                .map_or_else(String::new, |card| format!("[{}] {}", card.number, card.source.title)),
        }
    }

    /// A fact from the reader's side.
    pub fn sentence(self, fact: &'a Fact, from: Option<ActorId>) -> Sentence<'a> {
        let (a, b) = (fact.relation.from, fact.relation.to);
        let forward = from != Some(b) || a == b;
        let (subject, object) = if forward { (a, b) } else { (b, a) };
        let phrase = if forward { &fact.type_.phrase } else { &fact.type_.inverse };
        Sentence { subject: self.name(subject), phrase, object: self.name(object) }
    }

    /// Everything that a fact states besides its sentence, in the order in which it is read.
    pub fn parts(self, fact: &Fact) -> Vec<(Topic, String)> {
        let relation = &fact.relation;
        let mut parts = Vec::new();
        for &role in Role::ALL {
            let actors = self.names(relation.role(role));
            if !actors.is_empty() {
                parts.push((Topic::Role, format!("{} {actors}", role.word().replace('-', " "))));
            }
        }
        if let Some(details) = relation.details() {
            parts.extend(details.quantity.iter().map(|amount| (Topic::Amount, quantity(amount))));
            parts.extend(details.value.iter().map(|sum| (Topic::Amount, money(sum, self.letters))));
        }
        parts.extend(self.time(fact).map(|time| (Topic::Time, time)));
        parts.push(standing(fact));
        if let Some(condition) = relation.details().and_then(|details| details.condition.as_deref()) {
            let opens = ["if ", "unless ", "provided ", "once ", "should ", "without "]
                .iter()
                .any(|word| condition.starts_with(word));
            parts.push((Topic::Condition, if opens { condition.to_owned() } else { format!("if {condition}") }));
        }
        parts
    }

    /// The dates and what they leave open, or what keeps the fact out of the lens.
    fn time(self, fact: &Fact) -> Option<String> {
        let written = when(fact.relation.time);
        let holds = match fact.verdict {
            Ok(How::Possibly) => Some("possibly".to_owned()),
            Ok(How::PossiblyHappened) => Some("possibly happened".to_owned()),
            Ok(How::Certainly | How::Happened | How::Otherwise) => None,
            Err(Reason::Ended) => Some("over".to_owned()),
            Err(Reason::Future) => Some("lies ahead".to_owned()),
            Err(Reason::Undated) => Some("undated".to_owned()),
            Err(Reason::Uncertain) => Some("possibly".to_owned()),
            Err(_) => None,
        };
        match (written, holds) {
            (Some(written), Some(holds)) => Some(format!("{written} ({holds})")),
            (written, None) => written,
            (None, holds) => holds,
        }
    }

    /// A citation: the name of its source, the place in it, what it does with the claim, grade.
    pub fn citation(self, citation: &Citation) -> String {
        let (name, rest) = self.cited(citation);
        format!("{name}{}{rest}", place(citation, " "))
    }

    /// All citations of a fact in one pair of brackets; places in one source stand together.
    pub fn citations(self, fact: &Fact) -> String {
        let mut all: Vec<((String, String), String)> = Vec::new();
        for citation in &fact.relation.citations {
            let cited = self.cited(citation);
            match all.iter_mut().find(|(other, places)| *other == cited && !places.is_empty()) {
                Some((_, places)) => places.push_str(&place(citation, " + ")),
                None => all.push((cited, place(citation, " "))),
            }
        }
        let texts = all.into_iter().map(|((number, rest), places)| format!("{number}{places}{rest}"));
        format!("[{}]", texts.collect::<Vec<_>>().join("; "))
    }

    /// The name of a citation's source, and what follows the place in it.
    fn cited(self, citation: &Citation) -> (String, String) {
        let card = self.answer.sources.get(&citation.source);
        let name = card.map_or_else(|| "?".to_owned(), |card| self.named(card));
        let details = citation.details();
        let stance = (citation.testimony != Testimony::Asserts).then(|| citation.testimony.word().to_owned());
        let said = details.and_then(|details| details.said).map(|said| format!("said {said}"));
        let grade = grade(card.and_then(|card| card.source.reliability.map(|r| r.word())), citation.credibility);
        let leans = self.leaning(details.map_or(&[][..], |details| &details.derives_from));
        let rest = [stance, said, grade, leans].into_iter().flatten().map(|part| format!(", {part}")).collect();
        (name, rest)
    }

    /// A source's number or id.
    pub fn named(self, card: &SourceCard) -> String {
        match self.naming {
            Naming::Number => card.number.to_string(),
            Naming::Id => card.source.id.to_string(),
        }
    }

    fn leaning(self, sources: &[SourceId]) -> Option<String> {
        let known = sources.iter().filter_map(|id| self.answer.sources.get(id));
        let names: Vec<String> = known.map(|card| self.named(card)).collect();
        (!names.is_empty()).then(|| format!("after {}", names.join(", ")))
    }

    /// A fact in one short sentence with what tells it from its like.
    pub fn brief(self, relation: RelationId) -> String {
        let Some(fact) = self.answer.facts.get(&relation) else {
            return "a record outside this answer".to_owned();
        };
        let sentence = self.sentence(fact, None);
        let not = if fact.relation.negated { "not so: " } else { "" };
        let mut text = format!("{not}{} {} {}", sentence.subject, sentence.phrase, sentence.object);
        for (topic, part) in self.parts(fact) {
            if topic != Topic::Condition {
                text = format!("{text}, {part}");
            }
        }
        format!("{text} {}", self.citations(fact))
    }

    /// The arrow of a hop: the way in which its relations lead, both ways where they do; a dash
    /// where none has a direction.
    pub fn arrow(self, from: ActorId, hop: &[RelationId]) -> &'static str {
        let facts = hop.iter().filter_map(|relation| self.answer.facts.get(relation));
        let directed = facts.filter(|fact| !fact.type_.symmetric);
        let (back, forth): (Vec<&Fact>, Vec<&Fact>) = directed.partition(|fact| fact.relation.to == from);
        match (forth.is_empty(), back.is_empty()) {
            (true, true) => self.sign("—", "--"),
            (false, true) => self.sign("→", "->"),
            (true, false) => self.sign("←", "<-"),
            (false, false) => self.sign("↔", "<->"),
        }
    }

    /// A route's actors with arrows between them.
    pub fn way(self, route: &Route) -> String {
        let mut text = String::new();
        for (at, &actor) in route.actors.iter().enumerate() {
            if at > 0 {
                let hop = route.hops.get(at - 1).map_or(&[][..], Vec::as_slice);
                text = format!("{text} {} ", self.arrow(route.actors[at - 1], hop));
            }
            text.push_str(self.name(actor));
        }
        text
    }

    /// Which hops of a route rest on one and the same source alone, in words.
    pub fn shared(self, route: &Route) -> Option<String> {
        let (source, hops) = route.shared.as_ref()?;
        let card = self.answer.sources.get(source)?;
        let hops: Vec<String> = hops.iter().map(|at| (at + 1).to_string()).collect();
        let which = match hops.split_last() {
            _ if hops.len() == route.hops.len() && hops.len() == 2 => "both hops".to_owned(),
            _ if hops.len() == route.hops.len() => format!("all {} hops", hops.len()),
            Some((last, rest)) => format!("hops {} and {last}", rest.join(", ")),
            None => return None,
        };
        Some(format!("{which} rest on one source, [{}] {}", card.number, card.source.title))
    }

    /// What was looked at, in one line.
    pub fn scope(self) -> String {
        let scope = &self.answer.scope;
        let when = match (&scope.as_of, &scope.during) {
            (None, None) => "over all time".to_owned(),
            (None, Some(window)) => format!("during {window}"),
            (Some(date), None) => format!("as of {date}"),
            (Some(date), Some(window)) => format!("as of {date}, during {window}"),
        };
        let known = scope.known_by.as_ref().map(|state| format!("; as known by {state}")).unwrap_or_default();
        let through = grouped(&scope.through.to_string());
        let relations = grouped(&scope.relations.to_string());
        let left: Vec<String> = scope
            .left_out
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(reason, count)| format!("{} {reason} ({})", grouped(&count.to_string()), reason.remedy()))
            .collect();
        let left = if left.is_empty() { String::new() } else { format!("; left out: {}", left.join(", ")) };
        format!("{when}{known}; {through} of {relations} relations{left}")
    }

    /// A source without its number: title, publisher, date, reliability, address.
    pub fn source(self, id: SourceId) -> String {
        let Some(card) = self.answer.sources.get(&id) else { return "?".to_owned() };
        let source = &card.source;
        let mut parts = vec![source.title.to_string()];
        parts.extend(self.provenance(id));
        parts.extend(source.url.iter().filter(|url| is_link(url)).map(ToString::to_string));
        parts.join(self.sign(" · ", "; "))
    }

    /// What is known of a source besides its title and address: author, publisher, date,
    /// reliability, what it leans on.
    pub fn provenance(self, id: SourceId) -> Vec<String> {
        let Some(card) = self.answer.sources.get(&id) else { return Vec::new() };
        let source = &card.source;
        let mut parts: Vec<String> = Vec::new();
        parts.extend(source.author.iter().chain(&source.publisher).map(ToString::to_string));
        parts.extend(source.date.map(|date| date.to_string()));
        parts.push(source.reliability.map_or("reliability not rated".to_owned(), |grade| match grade.word() {
            "F" => "reliability F (cannot be judged)".to_owned(),
            word => format!("reliability {word}"),
        }));
        parts.extend(self.leaning(&source.derives_from));
        parts
    }

    /// The sources by their numbers.
    pub fn sources(self) -> Vec<(usize, SourceId)> {
        let mut all: Vec<_> = self.answer.sources.iter().map(|(&id, card)| (card.number, id)).collect();
        all.sort_unstable();
        all
    }

    /// Tells whether a row's cells say no more than its one fact: then the fact is the row.
    pub fn is_said_by_fact(self, row: &Row) -> bool {
        let [seen] = row.facts[..] else { return false };
        let Some(fact) = self.fact(seen) else { return false };
        let takes_part = |actor| fact.relation.participants().any(|other| other == actor);
        let words = [&fact.type_.id, &fact.type_.phrase, &fact.type_.inverse];
        row.cells.iter().all(|cell| match cell {
            Cell::Empty => true,
            Cell::Actor(actor) => takes_part(*actor),
            Cell::Actors(actors) => actors.iter().all(|actor| takes_part(*actor)),
            Cell::Text(text) => words.iter().any(|word| ***word == **text),
            Cell::Count(_) | Cell::Real(_) | Cell::Source(_) => false,
        })
    }

    /// Tells whether the routes hold every fact of the rows, which then need not tell them.
    pub fn routes_tell_all(self) -> bool {
        let hops = self.answer.routes.iter().flat_map(|route| route.hops.iter().flatten());
        let told: BTreeSet<RelationId> = hops.copied().collect();
        let mut seen = self.answer.rows.iter().flat_map(|row| &row.facts);
        !told.is_empty() && seen.all(|seen| told.contains(&seen.relation))
    }

    /// The fact that a row shows, if the answer holds it.
    pub fn fact(self, seen: Seen) -> Option<&'a Fact> {
        self.answer.facts.get(&seen.relation)
    }
}

/// A note's kind and its words.
pub(super) fn note(note: &Note) -> (&'static str, &str) {
    match note {
        Note::Warning(text) => ("warning", text),
        Note::Hint(text) => ("hint", text),
    }
}

/// How a fact holds, in one word: the reason where the lens leaves it out.
pub(super) fn holds(fact: &Fact) -> &'static str {
    match fact.verdict {
        Ok(How::Certainly) => "certainly",
        Ok(How::Possibly) => "possibly",
        Ok(How::Happened) => "happened",
        Ok(How::PossiblyHappened) => "possibly-happened",
        Ok(How::Otherwise) => "let-in",
        Err(reason) => reason.word(),
    }
}

/// Tells whether an address may be shown as a link.
pub(super) fn is_link(url: &str) -> bool {
    ["http://", "https://", "doi:"].iter().any(|scheme| url.starts_with(scheme))
}

/// Dates as words; none where no date is stated.
pub(super) fn when(time: Time) -> Option<String> {
    Some(match time {
        Time::Unstated | Time::State(None, None) => return None,
        Time::Event(date) => format!("{} {date}", if date.parts().2 > 0 { "on" } else { "in" }),
        Time::State(Some(since), None) => format!("since {since}"),
        Time::State(Some(since), Some(Until::Open)) => format!("since {since}, goes on"),
        Time::State(Some(since), Some(Until::Date(until))) => format!("{since} to {until}"),
        Time::State(None, Some(Until::Open)) => "goes on".to_owned(),
        Time::State(None, Some(Until::Date(until))) => format!("until {until}"),
    })
}

/// The place in a citation's source, after a separator.
fn place(citation: &Citation, separator: &str) -> String {
    let at = citation.details().and_then(|details| details.at.as_deref());
    at.map_or_else(String::new, |at| format!("{separator}{at}"))
}

/// Status and phase, then what the coder thinks of it.
fn standing(fact: &Fact) -> (Topic, String) {
    let relation = &fact.relation;
    let mut words = vec![relation.status.map_or("unrated", Status::word).to_owned()];
    words.extend(relation.phase.map(|phase| phase.word().replace('-', " ")));
    if let Some(details) = relation.details() {
        words.extend(details.likelihood.map(|likelihood| likelihood.word().replace('-', " ")));
        words.extend(details.confidence.map(|confidence| format!("{confidence} confidence")));
    }
    let sure = matches!(relation.status, None | Some(Status::Confirmed | Status::Reported));
    (if sure { Topic::Standing } else { Topic::Doubt }, words.join(", "))
}

/// Reliability and credibility as `B/3`; a hyphen for what is not rated, nothing where neither is.
fn grade(reliability: Option<&str>, credibility: Option<u8>) -> Option<String> {
    if reliability.is_none() && credibility.is_none() {
        return None;
    }
    let credibility = credibility.map_or_else(|| "-".to_owned(), |grade| grade.to_string());
    Some(format!("{}/{credibility}", reliability.unwrap_or("-")))
}
