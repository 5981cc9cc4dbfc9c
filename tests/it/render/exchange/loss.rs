//! A form carries exactly what it says that it carries.

use super::super::{plain, sample};
use actant::answer::{Answer, Mark, Note, Route};
use actant::model::{Citation, CitationDetails, Confidence, Role, SourceId, Testimony, Time};
use actant::render::{Carries, FORMATS, Format, Part, by_name};

/// An answer that has every part, and where each stands alone.
pub fn full() -> Answer {
    let mut answer = sample::verba();
    let date = "2019-05".parse().unwrap();
    for card in answer.actors.values_mut() {
        card.actor.since = Some(date);
        card.actor.placeholder = true;
        let details = card.actor.details.get_or_insert_default();
        details.aliases = vec!["Alias; one".into(), "Alias, \"two\"".into()];
        details.tags = vec!["tag".into()];
        details.description = Some("Description.".into());
        details.ids = vec![("wikidata".into(), "Q1".into())];
        details.was = vec!["former".into()];
        details.note = Some("Note on an actor.".into());
        details.citations = vec![citation(1)];
    }
    for fact in answer.facts.values_mut() {
        fact.mark = Some(Mark::Changed);
        fact.relation.handling = Some(2);
        fact.relation.negated = true;
        fact.relation.phase = Some(actant::model::Phase::UnderWay);
        let details = fact.relation.details.get_or_insert_default();
        details.confidence = Some(Confidence::Moderate);
        details.note = Some("Note on a relation.".into());
        fact.relation.citations = [0, 1].map(citation).into();
    }
    for card in answer.sources.values_mut() {
        card.source.url = Some("https://example.org/a?b=c&d".into());
        card.source.handling = Some(1);
    }
    let (&first, fact) = answer.facts.iter().next().unwrap();
    answer.routes = vec![Route {
        actors: vec![fact.relation.from, fact.relation.to],
        hops: vec![vec![first]],
        roots: vec![SourceId(0)],
        ..Route::default()
    }];
    answer.rows[0].cells = vec![actant::answer::Cell::Text("a cell of its own".into())];
    answer.handling = Some("restricted".into());
    answer
}

fn citation(source: u32) -> Citation {
    let details = CitationDetails {
        at: Some("p. 7".into()),
        quote: Some("A quote.".into()),
        note: Some("Note on a citation.".into()),
        ..CitationDetails::default()
    };
    Citation {
        source: SourceId(source),
        testimony: Testimony::Asserts,
        credibility: Some(2),
        details: Some(Box::new(details)),
    }
}

/// Takes one part out of an answer.
fn without(part: Part) -> Answer {
    let mut answer = full();
    match part {
        Part::Heading => {
            answer.title.clear();
            answer.summary.clear();
            answer.question.clear();
            answer.scope.as_of = None;
        }
        Part::Rows => answer.rows[0].cells = vec![actant::answer::Cell::Text("another cell".into())],
        Part::Routes => answer.routes.clear(),
        Part::Notes => answer.notes = vec![Note::Hint("another hint".into())],
        Part::Handling => answer.sources.values_mut().for_each(|card| card.source.handling = None),
        Part::Sources => answer.sources.values_mut().for_each(|card| card.source.title = "Another".into()),
        _ => {}
    }
    answer.actors.values_mut().for_each(|card| bare_actor(card, part));
    answer.facts.values_mut().for_each(|fact| bare_fact(fact, part));
    answer
}

fn bare_actor(card: &mut actant::answer::ActorCard, part: Part) {
    let details = card.actor.details.as_mut().unwrap();
    match part {
        Part::Attestations => details.citations.clear(),
        Part::Aliases => details.aliases.clear(),
        Part::Descriptions => details.description = None,
        Part::OtherIds => details.ids.clear(),
        Part::Lives => card.actor.since = None,
        Part::Placeholders => card.actor.placeholder = false,
        Part::Quotes => details.citations.iter_mut().for_each(unquoted),
        Part::Remarks => details.note = None,
        Part::Places => card.actor.place.line += 1,
        _ => {}
    }
}

fn bare_fact(fact: &mut actant::answer::Fact, part: Part) {
    let relation = &mut fact.relation;
    let details = relation.details.as_mut().unwrap();
    match part {
        Part::Evidence => relation.citations.iter_mut().for_each(|one| one.source = SourceId(0)),
        Part::Citations => relation.citations.iter_mut().for_each(|one| one.details.as_mut().unwrap().at = None),
        Part::Quotes => relation.citations.iter_mut().for_each(unquoted),
        Part::Roles => {
            relation.roles = relation.roles.iter().filter(|(role, _)| *role != Role::Item).copied().collect()
        }
        Part::Amounts => details.value = None,
        Part::Negations => relation.negated = false,
        Part::Dates => relation.time = Time::Unstated,
        Part::Standing => relation.phase = None,
        Part::Conditions => details.condition = None,
        Part::Judgements => details.confidence = None,
        Part::Stances => details.stances.clear(),
        Part::Remarks => details.note = None,
        Part::Verdicts => fact.verdict = Ok(actant::answer::How::Happened),
        Part::Roots => fact.roots.clear(),
        Part::Disputes => fact.competing.clear(),
        Part::Gaps => fact.missing.clear(),
        Part::Places => fact.relation.place.line += 1,
        Part::Marks => fact.mark = None,
        Part::Handling => relation.handling = None,
        _ => {}
    }
}

fn unquoted(citation: &mut Citation) {
    let details = citation.details.as_mut().unwrap();
    details.quote = None;
    details.note = None;
}

/// What a form writes, with the other files that it goes with: `csv-nodes` with `csv-edges`.
fn files(answer: &Answer, name: &str) -> Vec<String> {
    let family = name.split_inclusive('-').next().unwrap();
    let goes_with = |other: &&Format| other.name == name || (family != name && other.name.starts_with(family));
    FORMATS.iter().filter(goes_with).map(|format| plain(answer, format.name)).collect()
}

#[test]
fn a_form_carries_what_it_does_not_say_that_it_loses() {
    let mut faults = Vec::new();
    for format in FORMATS {
        if let Carries::AllBut(lost) = format.carries {
            let whole = files(&full(), format.name);
            let carries = |part: Part| files(&without(part), format.name) != whole;
            let wrong = Part::ALL.iter().filter(|&&part| carries(part) == lost.contains(&part));
            faults.extend(wrong.map(|part| format!("{}: Part::{part:?}", format.name)));
        }
    }
    assert!(faults.is_empty(), "these stand in the wrong list:\n{}", faults.join("\n"));
}

#[test]
fn what_is_lost_is_counted_and_what_is_not_there_is_not_named() {
    let graphml = by_name("graphml").unwrap();
    assert_eq!(graphml.losses(&full()).to_string(), "graphml does not carry: rows (1), routes (1)");
    assert!(graphml.losses(&sample::verba()).parts.is_empty());
    assert!(by_name("json").unwrap().losses(&full()).parts.is_empty());
    let csv = by_name("csv").unwrap().losses(&full()).to_string();
    assert!(csv.contains("routes (1), warnings and hints (2), "), "{csv}");
    assert!(csv.contains("aliases and tags (18)"), "{csv}");
    assert!(Part::ALL.iter().all(|part| part.count(&full()) > 0), "the full answer has every part");
}

#[test]
fn whatever_keeps_the_heading_says_what_was_left_out_and_where_the_search_was_cut() {
    let mut answer = full();
    // as an answer is made: a cut is among its warnings, too
    answer.cut = Some("more than 7 steps".into());
    answer.notes.insert(0, Note::Warning("more than 7 steps".into()));
    answer.scope.left_out = vec![(actant::graph::Reason::Ended, 12)];
    let keeps = |form: &&Format| matches!(form.carries, Carries::AllBut(lost) if !lost.contains(&Part::Heading));
    let forms: Vec<&Format> = FORMATS.iter().filter(keeps).collect();
    assert!(forms.len() > 5);
    let says = |form: &&&Format| {
        let text = plain(&answer, form.name);
        let tells_number = || {
            let told: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
            told["scope"]["left-out"][0]["count"] == 12
        };
        text.contains("more than 7 steps") && (text.contains("12 ended") || tells_number())
    };
    let silent: Vec<&str> = forms.iter().filter(|form| !says(form)).map(|form| form.name).collect();
    assert!(silent.is_empty(), "what was left out or cut is not said in {silent:?}");
}
