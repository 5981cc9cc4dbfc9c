//! STIX and FollowTheMoney, read by the packages of those who made them: the same counts and dates
//! as the JSON of an answer, and nothing told as a fact that is none.

use super::super::{plain, sample};
use super::loss;
use super::readers::read;
use crate::shipped;
use actant::answer::{Answer, Fact, How, Mark};
use actant::model::{Confidence, Phase, RelationId, Status, Time, Until};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What makes a fact another.
type Change = fn(&mut Fact);

/// All that the shipped graph holds, proposals and denials too.
fn everything() -> Answer {
    let words = "list --ever --include planned,possible,proposed,denied,negated,identity,unasserted";
    let question = actant::question::Question::parse(words).unwrap();
    question.run(shipped::graph(), &|| false).unwrap()
}

/// The relations of an answer as its JSON tells them.
fn records(answer: &Answer) -> Vec<Value> {
    let json: Value = serde_json::from_str(&plain(answer, "json")).unwrap();
    json["relations"].as_array().unwrap().clone()
}

/// A date of the JSON, where it is a year, a month or a day to the letter.
fn exact(record: &Value, key: &str) -> Option<String> {
    let date = record[key].as_str()?;
    date.bytes().all(|sign| sign.is_ascii_digit() || sign == b'-').then(|| date.to_owned())
}

fn is_no_fact(record: &Value) -> bool {
    let word = |key: &str, words: &[&str]| words.contains(&record[key].as_str().unwrap_or_default());
    let cited = record["sources"].as_array().unwrap();
    record["negated"] == true
        || word("status", &["denied", "retracted"])
        || word("phase", &["possible", "proposed", "planned", "cancelled"])
        || cited.iter().all(|citation| citation["stance"] != "asserts")
}

#[test]
fn stix_has_the_counts_and_the_days_of_the_json() {
    let answer = everything();
    let Some(told) = read("stix_bundle.py", &[plain(&answer, "stix")]) else { return };
    let (ties, records) = (&told[0]["ties"], records(&answer));
    assert_eq!(told[0]["nodes"].as_object().unwrap().len(), answer.actors.len());
    assert_eq!(ties.as_object().unwrap().len(), records.len());
    assert_eq!(told[0]["whole"]["sources"].as_array().unwrap().len(), answer.sources.len());
    let day = |record: &Value, key: &str| exact(record, key).filter(|date| date.len() == 10);
    for record in &records {
        let tie = &ties[record["key"].as_str().unwrap()];
        let start = day(record, "since").or(day(record, "date")).map(|day| json!(format!("{day}T00:00:00Z")));
        let stop = day(record, "until").or(day(record, "date")).map(|day| json!(format!("{day}T23:59:59.999Z")));
        let over = exact(record, "until").is_some() || record["until"].as_str().is_some_and(|until| until != "..");
        let ended = record["phase"] == "ended" || over;
        if is_no_fact(record) || ended && stop.is_none() {
            assert_eq!((&tie["type"], &tie["start_time"]), (&json!("note"), &Value::Null), "{record}");
        } else {
            assert_eq!(tie["type"], "relationship", "{record}");
            assert_eq!(tie["start_time"], start.unwrap_or(Value::Null), "{record}");
            assert_eq!(tie["stop_time"], stop.unwrap_or(Value::Null), "{record}");
        }
        let references = tie["external_references"].as_array().unwrap();
        assert_eq!(references.len(), record["sources"].as_array().unwrap().len(), "{record}");
        assert_eq!((&tie["created"], &tie["modified"]), (&json!("2026-02-26T00:00:00.000Z"), &tie["created"]));
    }
}

#[test]
fn followthemoney_has_the_counts_and_the_dates_of_the_json() {
    let answer = everything();
    let Some(told) = read("ftm_entities.py", &[plain(&answer, "ftm")]) else { return };
    let (ties, records) = (&told[0]["ties"], records(&answer));
    assert_eq!(told[0]["nodes"].as_object().unwrap().len(), answer.actors.len());
    assert_eq!(told[0]["documents"].as_object().unwrap().len(), answer.sources.len());
    assert_eq!(ties.as_object().unwrap().len(), records.len());
    for record in &records {
        let tie = &ties[record["key"].as_str().unwrap()];
        let properties = &tie["properties"];
        let open = record["until"].as_str().is_none_or(|until| until == "..");
        let ended = record["phase"] == "ended" || !open;
        if is_no_fact(record) || ended && exact(record, "until").is_none() {
            assert_eq!(tie["schema"], "Note", "{record}");
            assert!(properties["name"][0].as_str().unwrap().starts_with("not told as a link: "), "{record}");
        } else {
            assert_ne!(tie["schema"], "Note", "{record}");
            for (key, property) in [("since", "startDate"), ("until", "endDate"), ("date", "date")] {
                let date = exact(record, key).map_or(Value::Null, |date| json!([date]));
                assert_eq!(properties[property], date, "{key} of {record}");
            }
        }
    }
}

#[test]
fn a_kind_and_a_type_become_what_the_vocabulary_says() {
    let answer = everything();
    let Some(stix) = read("stix_bundle.py", &[plain(&answer, "stix")]) else { return };
    let Some(ftm) = read("ftm_entities.py", &[plain(&answer, "ftm")]) else { return };
    for (id, object, class, schema) in [
        ("iran", "identity", json!("organization"), "PublicBody"),
        ("houthis", "identity", json!("group"), "Organization"),
        ("verba", "infrastructure", Value::Null, "Asset"),
        ("hodeidah", "identity", json!("unspecified"), "Territory"),
        ("us-houthi-ceasefire-2025", "identity", json!("unspecified"), "Project"),
    ] {
        let node = &stix[0]["nodes"][id];
        assert_eq!((&node["object"], &node["class"]), (&json!(object), &class), "{id}");
        assert_eq!(ftm[0]["nodes"][id]["schema"], schema, "{id}");
    }
    assert_eq!(ftm[0]["nodes"]["iran"]["country"], json!(["ir"]));
    let words = |of: &Value, key: &str| -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        let ties = of["ties"].as_object().unwrap().values();
        ties.filter_map(|tie| tie[key].as_str()).for_each(|word| *counts.entry(word.to_owned()).or_default() += 1);
        counts
    };
    let stated = ["targets", "located-at", "uses", "variant-of", "related-to"];
    assert!(stated.iter().all(|word| words(&stix[0], "relationship_type").contains_key(*word)));
    let schemata = ["Membership", "Directorship", "Representation", "ProjectParticipant", "UnknownLink", "Note"];
    assert!(schemata.iter().all(|word| words(&ftm[0], "schema").contains_key(*word)));
}

#[test]
fn an_answer_tells_what_it_says_of_itself() {
    let answer = loss::full();
    for (form, script) in [("stix", "stix_bundle.py"), ("ftm", "ftm_entities.py")] {
        let Some(told) = read(script, &[plain(&answer, form)]) else { return };
        let whole = told[0]["whole"].get("answer").unwrap_or(&told[0]["whole"]);
        assert_eq!((&whole["title"], &whole["summary"]), (&json!(answer.title), &json!(answer.summary)), "{form}");
        assert_eq!((&whole["as_of"], &whole["handling"]), (&json!("2026-02-26"), &json!("restricted")), "{form}");
        assert!(whole["notes"].to_string().contains("one claim has a rival"), "{form}: {whole}");
    }
}

#[test]
fn a_place_with_a_country_is_a_location() {
    let mut answer = loss::full();
    let card = answer.actors.values_mut().next().unwrap();
    card.kind = answer
        .vocabulary
        .kinds
        .iter()
        .find(|kind| kind.stix.is_some_and(|stix| stix.word() == "location"))
        .unwrap()
        .clone();
    card.actor.details.as_mut().unwrap().ids = vec![("iso3166".into(), "RU".into())];
    let id = card.actor.id.to_string();
    let Some(told) = read("stix_bundle.py", &[plain(&answer, "stix")]) else { return };
    assert_eq!(told[0]["nodes"][id]["object"], "location");
}

#[test]
fn confidence_and_handling_stand_on_the_scales_of_stix() {
    for (confidence, scaled) in [(Confidence::Low, 15), (Confidence::Moderate, 50), (Confidence::High, 85)] {
        let mut answer = loss::full();
        answer.vocabulary.handling = ["tlp-clear", "tlp-amber", "eyes only"].map(Into::into).to_vec();
        let fact = answer.facts.get_mut(&RelationId(0)).unwrap();
        fact.relation.negated = false;
        fact.relation.handling = Some(0);
        fact.relation.details.as_mut().unwrap().confidence = Some(confidence);
        let key = fact.key.clone();
        let Some(told) = read("stix_bundle.py", &[plain(&answer, "stix")]) else { return };
        let edges = told[0]["edges"].as_array().unwrap();
        let marks = |key: &str| &edges.iter().find(|edge| edge[2]["id"] == key).unwrap()[2]["marks"];
        assert_eq!(told[0]["ties"][&key]["confidence"], scaled);
        assert_eq!(*marks(&key), json!(["TLP:AMBER"]), "its sources are handled more closely than it is");
        assert_eq!(*marks("second-count"), json!(["eyes only"]));
    }
}

#[test]
fn what_is_no_fact_is_told_as_a_note() {
    let plainly = |fact: &mut Fact| {
        fact.verdict = Ok(How::Certainly);
        fact.relation.time = Time::Unstated;
        fact.relation.phase = None;
        fact.relation.status = Some(Status::Reported);
    };
    let bars: [(&str, Change); 8] = [
        ("negated", |fact| fact.relation.negated = true),
        ("gone", |fact| fact.mark = Some(Mark::Gone)),
        ("denied", |fact| fact.relation.status = Some(Status::Denied)),
        ("proposed", |fact| fact.relation.phase = Some(Phase::Proposed)),
        ("ended", |fact| fact.relation.phase = Some(Phase::Ended)),
        ("let-in", |fact| fact.verdict = Ok(How::Otherwise)),
        ("unasserted", |fact| fact.relation.citations = Box::default()),
        ("over", |fact| fact.relation.time = Time::State(None, Some(Until::Date("1997~".parse().unwrap())))),
    ];
    let mut answers = vec![sample::route()];
    answers[0].facts.values_mut().for_each(plainly);
    answers[0].scope.as_of = None;
    for (_, bar) in bars {
        let mut answer = answers[0].clone();
        bar(answer.facts.get_mut(&RelationId(0)).unwrap());
        answers.push(answer);
    }
    for (form, script, kind, plain_kind, word) in [
        ("stix", "stix_bundle.py", "type", "relationship", "abstract"),
        ("ftm", "ftm_entities.py", "schema", "UnknownLink", "name"),
    ] {
        let documents: Vec<String> = answers.iter().map(|answer| plain(answer, form)).collect();
        let Some(told) = read(script, &documents) else { return };
        let tie = |at: usize| told[at]["ties"]["russia:supplies:iran"].clone();
        assert_eq!(tie(0)[kind], plain_kind);
        for (at, (why, _)) in bars.iter().enumerate() {
            let tie = tie(at + 1);
            assert!(["note", "Note"].contains(&tie[kind].as_str().unwrap()), "{form}: {why}: {tie}");
            let told = tie.get(word).or(tie["properties"].get(word)).unwrap().to_string();
            assert!(told.contains(&format!(": {why}")), "{form}: {told}");
        }
    }
}

#[test]
fn ids_stay_when_the_answer_changes() {
    let (mut one, mut other) = (sample::verba(), sample::verba());
    other.question = "another".into();
    other.facts.retain(|id, _| *id == RelationId(0));
    other.facts.values_mut().for_each(|fact| fact.competing.clear());
    one.title = "one".into();
    let ids = |answer: &Answer| -> Vec<String> {
        let bundle: Value = serde_json::from_str(&plain(answer, "stix")).unwrap();
        let objects = bundle["objects"].as_array().unwrap().iter();
        let told = objects.filter(|one| one["type"] != "grouping").map(|one| one["id"].as_str().unwrap().to_owned());
        told.collect()
    };
    let all = ids(&one);
    assert!(ids(&other).iter().all(|id| all.contains(id)));
    assert!(all.iter().all(|id| id.split("--").nth(1).unwrap().as_bytes()[14] == b'5'), "version 5: {all:?}");
}
