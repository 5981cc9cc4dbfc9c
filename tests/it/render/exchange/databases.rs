//! Scripts in Cypher and graphs in Turtle say what the JSON of an answer says, each relation,
//! source, citation and date of it, to databases and readers that are not ours.

use super::super::{blocs, hostile, plain, sample};
use super::loss;
use super::readers::read;
use crate::shipped;
use actant::answer::{Answer, Findings, How, Mark, Row};
use actant::graph::Lens;
use actant::model::{ActorId, Citation, CitationDetails, RelationId};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// All relations of the shipped graph.
fn shipped() -> Answer {
    let relations = u32::try_from(shipped::graph().model().relations().len()).unwrap();
    let rows = vec![Row::default().resting_on((0..relations).map(RelationId), None)];
    Answer::new(&shipped::graph().through(&Lens::default()), "list", Findings { rows, ..Findings::default() })
}

fn answers() -> Vec<Answer> {
    vec![sample::verba(), sample::route(), sample::figures(), blocs::blocs(), loss::full(), asserted(), shipped()]
}

/// An answer of which a part holds for certain.
fn asserted() -> Answer {
    let mut answer = loss::full();
    for fact in answer.facts.values_mut() {
        fact.verdict = Ok(How::Certainly);
        fact.mark = None;
        fact.contradicting.clear();
        fact.relation.negated = false;
        fact.relation.status = None;
    }
    answer
}

/// What a reader tells of each answer, with the answer's JSON.
fn told(script: &str, form: &str, answers: &[Answer]) -> Vec<(Value, Value)> {
    let documents: Vec<String> = answers.iter().map(|answer| plain(answer, form)).collect();
    let told = read(script, &documents).into_iter().flatten();
    let json = answers.iter().map(|answer| serde_json::from_str(&plain(answer, "json")).unwrap());
    told.zip(json).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A word or a number as text; nothing where none is stated.
fn word(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn words(value: &Value) -> BTreeSet<String> {
    list(value).iter().map(word).collect()
}

/// The relation of a reader with each of the answer's JSON.
fn pairs<'t>(told: &'t Value, json: &'t Value) -> Vec<(&'t Value, &'t Value)> {
    let (edges, relations) = (list(&told["edges"]), list(&json["relations"]));
    assert_eq!(edges.len(), relations.len());
    let edge = |relation: &Value| edges.iter().find(|edge| edge[2]["relation"] == relation["key"]).unwrap();
    relations.iter().map(|relation| (edge(relation), relation)).collect()
}

fn relations_are_equal(told: &Value, json: &Value) {
    for (edge, relation) in pairs(told, json) {
        let stated = &edge[2];
        assert_eq!((&edge[0], &edge[1]), (&relation["from"], &relation["to"]), "{edge}");
        assert_eq!(stated["relation_type"], relation["type"]["id"]);
        for name in ["since", "until", "date", "status", "phase", "condition", "confidence", "likelihood", "note"] {
            assert_eq!(word(&stated[name]), word(&relation[name]), "{name}: {edge}");
        }
        let holds = if relation["holds"].is_null() { &relation["left-out"] } else { &relation["holds"] };
        assert_eq!(word(&stated["holds"]), word(holds), "{edge}");
        for (name, key) in [("independent_sources", "independent-sources"), ("competing", "competing"), ("via", "via")]
        {
            assert_eq!(words(&stated[name]), words(&relation[key]), "{name}: {edge}");
        }
        assert_eq!(list(&stated["derived"]), list(&relation["derived"]));
    }
}

fn sources_are_equal(told: &Value, json: &Value) {
    assert_eq!(told["sources"].as_object().unwrap().len(), list(&json["sources"]).len());
    for source in list(&json["sources"]) {
        let stated = &told["sources"][&word(&source["id"])];
        for name in ["number", "title", "publisher", "author", "date", "url", "reliability", "handling", "line"] {
            assert_eq!(word(&stated[name]), word(&source[name]), "{name}: {stated}");
        }
        assert_eq!(words(&stated["derives_from"]), words(&source["derives-from"]));
    }
}

fn citations_are_equal(told: &Value, json: &Value) {
    let sorted = |all: &[Value]| {
        let names = ["source", "stance", "credibility", "at", "said", "quote", "note"];
        let mut all: Vec<Vec<String>> = all.iter().map(|one| names.map(|name| word(&one[name])).to_vec()).collect();
        all.sort();
        all
    };
    for (edge, relation) in pairs(told, json) {
        assert_eq!(sorted(list(&edge[2]["cited"])), sorted(list(&relation["sources"])), "{edge}");
    }
}

/// The triples that may stand without a word on how sure they are.
fn certain(json: &Value) -> BTreeSet<[String; 3]> {
    let holds = |relation: &&Value| {
        let certain = ["certainly", "happened"].contains(&&*word(&relation["holds"]));
        let sure = ["", "reported", "confirmed"].contains(&&*word(&relation["status"]));
        let plain = relation["condition"].is_null() && relation["negated"].is_null() && relation["mark"] != "gone";
        certain && sure && plain && list(&relation["contradicting"]).is_empty()
    };
    let triple = |relation: &Value| [word(&relation["from"]), word(&relation["type"]["id"]), word(&relation["to"])];
    list(&json["relations"]).iter().filter(holds).map(triple).collect()
}

#[test]
fn rdf_says_of_each_statement_what_json_says() {
    let mut asserted = 0;
    for (told, json) in told("rdflib_graph.py", "turtle", &answers()) {
        relations_are_equal(&told, &json);
        sources_are_equal(&told, &json);
        citations_are_equal(&told, &json);
        let triples = list(&told["asserted"]).iter().map(|triple| [0, 1, 2].map(|at| word(&triple[at])));
        let triples: BTreeSet<[String; 3]> = triples.collect();
        assert_eq!(triples, certain(&json));
        asserted += triples.len();
        assert_eq!(word(&told["graph"]["handling"]), word(&json["handling"]));
        assert_eq!(told["graph"]["title"], json["title"]);
        assert_eq!(told["graph"]["as_of"], json["scope"]["as-of"]);
        let notes = list(&json["notes"]).len();
        assert_eq!(list(&told["graph"]["notes"]).len(), notes);
    }
    assert!(std::env::var_os("ACTANT_READERS").is_none() || asserted > 100, "{asserted}");
}

#[test]
fn rdf_asserts_nothing_of_which_there_is_a_doubt() {
    let triples = |answer: &Answer| plain(answer, "turtle").matches("> <urn:actant:type:").count();
    let whole = triples(&asserted());
    assert!(whole > 0);
    let doubts: [fn(&mut actant::answer::Fact); 5] = [
        |fact| fact.verdict = Ok(How::Possibly),
        |fact| fact.relation.negated = true,
        |fact| fact.relation.status = Some(actant::model::Status::Alleged),
        |fact| fact.mark = Some(Mark::Gone),
        |fact| fact.contradicting = vec![RelationId(0)],
    ];
    for doubt in doubts {
        let mut answer = asserted();
        answer.facts.values_mut().for_each(doubt);
        assert_eq!(triples(&answer), 0);
    }
}

#[test]
fn dates_keep_their_precision_in_rdf() {
    let mut answer = loss::full();
    let citation = &mut answer.facts.values_mut().next().unwrap().relation.citations[0];
    let said = Some("2024-01-02".parse().unwrap());
    let details = CitationDetails { said, ..CitationDetails::default() };
    *citation = Citation { details: Some(Box::new(details)), ..citation.clone() };
    let text = plain(&answer, "turtle");
    for literal in [
        "actant:since \"2026-02~\"^^edtf:EDTF",
        "actant:since \"1987\"^^xsd:gYear ;",
        "actant:until \"1997-10\"^^xsd:gYearMonth ;",
        "actant:last_day \"1997-10-31\"^^xsd:date ;",
        "actant:said \"2024-01-02\"^^xsd:date",
    ] {
        assert!(text.contains(literal), "{literal}\n{text}");
    }
}

#[test]
fn a_database_holds_what_json_says() {
    for (told, json) in told("kglite_database.py", "cypher", &answers()) {
        relations_are_equal(&told, &json);
        sources_are_equal(&told, &json);
        for (edge, relation) in pairs(&told, &json) {
            let type_ = word(&relation["type"]["id"]).to_uppercase().replace('-', "_");
            assert_eq!((&edge[2]["id"], word(&edge[2][":TYPE"])), (&relation["key"], type_));
        }
        let heading = list(&told["graph"]["heading"]);
        for (name, value) in [("question", &json["question"]), ("handling", &json["handling"])] {
            let line = format!("// {name}: {}", word(value));
            assert!(value.is_null() || heading.contains(&json!(line)), "{line}");
        }
    }
}

#[test]
fn neo4j_finds_nothing_to_complain_of() {
    let hostile = hostile::NAMES.iter().map(|name| hostile::answer(name));
    let answers: Vec<Answer> = hostile.chain([loss::full(), blocs::blocs()]).collect();
    for ((told, _), answer) in told("neo4j_analysis.mjs", "cypher", &answers).into_iter().zip(&answers) {
        assert_eq!(told["diagnostics"], json!([]));
        assert_eq!(told["statements"], answer.actors.len() + answer.sources.len() + answer.facts.len());
    }
}

#[test]
fn numbers_fit_into_a_database() {
    let mut answer = sample::verba();
    let amounts = ["12", "-7", "2.50", "1e3", "1E+3", "1234567890123456789012", "1e400"];
    let written = ["12", "-7", "2.5", "1000.0", "1000.0", "1.2345678901234568e21", "'1e400'"];
    for (amount, written) in amounts.into_iter().zip(written) {
        for fact in answer.facts.values_mut() {
            let details = fact.relation.details.get_or_insert_default();
            details.quantity.iter_mut().for_each(|quantity| quantity.amount = amount.into());
        }
        let text = plain(&answer, "cypher");
        assert!(text.contains(&format!("quantity: {written},")), "{amount}: {text}");
    }
}

proptest! {
    #[test]
    fn a_kind_and_a_type_stay_between_their_backticks(id in "[a-z0-9][a-z0-9_.-]{0,63}") {
        let mut answer = sample::verba();
        let kind = &mut answer.actors.get_mut(&ActorId(0)).unwrap().kind;
        kind.id = id.as_str().into();
        answer.facts.values_mut().for_each(|fact| fact.type_.id = id.as_str().into());
        for line in plain(&answer, "cypher").lines().filter(|line| line.starts_with('M')) {
            let parts: Vec<&str> = line.split('`').collect();
            let names = parts.len() / 2;
            prop_assert_eq!(names, usize::from(!line.starts_with("MERGE (s")));
            let plain = |name: &&str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
            prop_assert!(parts.iter().skip(1).step_by(2).all(plain), "{}", line);
        }
    }
}
