//! What programs that are not ours read in the forms for other programs: the same nodes, edges,
//! words and numbers, whatever the names are.
//!
//! `.ci/run` makes a folder with these programs and names it in `ACTANT_READERS`. A reader that is
//! not there is skipped with a notice.

use super::super::{blocs, hostile, plain, sample};
use super::loss;
use actant::answer::{Answer, Fact};
use actant::text::visible;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A reader, the forms that it reads at once, and how it tells the names.
struct Reader {
    script: &'static str,
    forms: &'static [&'static str],
    names: Names,
}

/// Which name a reader tells of an actor that the graph calls so.
#[derive(Clone, Copy, PartialEq)]
enum Names {
    /// The same to the letter.
    Literal,
    /// The same with its hidden characters made visible.
    Visible,
}

const READERS: &[Reader] = &[
    Reader { script: "networkx_graph.py", forms: &["graphml"], names: Names::Visible },
    Reader { script: "networkx_graph.py", forms: &["gexf"], names: Names::Visible },
    Reader { script: "igraph_graph.py", forms: &["graphml"], names: Names::Visible },
    Reader { script: "gexf_schema.py", forms: &["gexf"], names: Names::Visible },
    Reader { script: "csv_tables.py", forms: &["csv-nodes", "csv-edges"], names: Names::Visible },
    Reader { script: "csv_tables.py", forms: &["neo4j-nodes", "neo4j-edges"], names: Names::Visible },
    Reader { script: "stix_bundle.py", forms: &["stix"], names: Names::Literal },
    Reader { script: "ftm_entities.py", forms: &["ftm"], names: Names::Visible },
    Reader { script: "cytoscape_elements.mjs", forms: &["cytoscape"], names: Names::Literal },
    Reader { script: "kglite_database.py", forms: &["cypher"], names: Names::Literal },
    Reader { script: "rdflib_graph.py", forms: &["turtle"], names: Names::Literal },
];

/// Has a program read documents; none, with a notice, where the machine has it not.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub fn read(script: &str, documents: &[String]) -> Option<Vec<Value>> {
    let Some(folder) = std::env::var_os("ACTANT_READERS").map(PathBuf::from) else {
        eprintln!("skipped: {script}, for ACTANT_READERS names no folder of readers");
        return None;
    };
    let program = if script.ends_with(".py") { folder.join("bin/python") } else { "node".into() };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/render/exchange/readers").join(script);
    let mut command = Command::new(&program);
    command.arg(path).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        eprintln!("skipped: {script}, for there is no {}", program.display());
        return None;
    };
    let mut pipe = child.stdin.take().unwrap();
    let input = json!(documents).to_string();
    let writer = std::thread::spawn(move || pipe.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{script}: {complaint}");
    writer.join().unwrap().unwrap();
    let read: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(read.len(), documents.len(), "{script}");
    Some(read)
}

fn document(answer: &Answer, forms: &[&str]) -> String {
    let texts: Vec<String> = forms.iter().map(|form| plain(answer, form)).collect();
    if let [one] = &texts[..] { one.clone() } else { json!(texts).to_string() }
}

fn hold(answers: &[Answer]) {
    for reader in READERS {
        let documents: Vec<String> = answers.iter().map(|answer| document(answer, reader.forms)).collect();
        for (answer, told) in answers.iter().zip(read(reader.script, &documents).into_iter().flatten()) {
            nodes(reader, answer, &told);
            edges(reader, answer, &told);
        }
    }
}

fn nodes(reader: &Reader, answer: &Answer, told: &Value) {
    let told = told["nodes"].as_object().unwrap();
    assert_eq!(told.len(), answer.actors.len(), "{}", reader.script);
    for card in answer.actors.values() {
        let node = &told[&*card.actor.id];
        assert_eq!(text(&node["label"]), reader.word(&card.actor.name), "{}: {node}", reader.script);
        assert_eq!(node["kind"], *card.kind.id, "{}", reader.script);
        let details = card.actor.details.as_deref();
        let description = details.and_then(|details| details.description.as_deref()).unwrap_or_default();
        assert_eq!(text(&node["description"]), reader.word(description), "{}", reader.script);
        let aliases = card.actor.aliases().iter().map(|alias| reader.word(alias));
        assert_eq!(sorted(list(&node["aliases"])), sorted(aliases), "{}", reader.script);
    }
}

fn edges(reader: &Reader, answer: &Answer, told: &Value) {
    let told = told["edges"].as_array().unwrap();
    assert_eq!(told.len(), answer.facts.len(), "{}", reader.script);
    let by_key: BTreeMap<String, &Value> = told.iter().map(|edge| (text(&edge[2]["relation"]), edge)).collect();
    for fact in answer.facts.values() {
        let edge = by_key.get(&fact.key).unwrap_or_else(|| panic!("{}: no {}", reader.script, fact.key));
        let id = |actor| &*answer.actors[&actor].actor.id;
        assert_eq!((text(&edge[0]), text(&edge[1])), (id(fact.relation.from).into(), id(fact.relation.to).into()));
        edge_columns(reader, answer, (fact, &edge[2]));
    }
}

fn edge_columns(reader: &Reader, answer: &Answer, (fact, edge): (&Fact, &Value)) {
    let relation = &fact.relation;
    assert_eq!(edge["relation_type"], *fact.type_.id, "{}", reader.script);
    assert_eq!(edge["label"], *fact.type_.phrase, "{}", reader.script);
    assert_eq!(text(&edge["status"]), relation.status.map_or("", |status| status.word()), "{}", reader.script);
    let note = relation.details().and_then(|details| details.note.as_deref()).unwrap_or_default();
    assert_eq!(text(&edge["note"]), reader.word(note), "{}", reader.script);
    let gaps: Vec<String> = fact.missing.iter().map(|gap| reader.word(gap)).collect();
    assert_eq!(list(&edge["not_stated"]), gaps, "{}", reader.script);
    let items = relation.role(actant::model::Role::Item).map(|item| answer.actors[&item].actor.id.to_string());
    assert_eq!(ids(&edge["item"]), items.collect::<Vec<_>>(), "{}", reader.script);
    let mut sources: Vec<String> =
        relation.citations.iter().map(|one| answer.sources[&one.source].source.id.to_string()).collect();
    sources.sort();
    sources.dedup();
    assert_eq!(ids(&edge["evidence"]), sources, "{}", reader.script);
    if let Some(quantity) = relation.details().and_then(|details| details.quantity.as_ref()) {
        let told = &edge["quantity"];
        let number = told.as_f64().or_else(|| told.as_str()?.parse().ok());
        assert_eq!(number, quantity.amount.parse().ok(), "{}: {told}", reader.script);
    }
}

impl Reader {
    fn word(&self, word: &str) -> String {
        if self.names == Names::Literal { word.to_owned() } else { visible(word).into_owned() }
    }
}

/// A word; nothing where the reader was told none.
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Several words, from a list or from its text.
fn list(value: &Value) -> Vec<String> {
    let parsed = value.as_str().map(|text| serde_json::from_str(text).unwrap_or_else(|why| panic!("{value}: {why}")));
    let value: Value = parsed.unwrap_or_else(|| value.clone());
    value.as_array().into_iter().flatten().map(text).collect()
}

/// The same words in one order: some readers tell sets.
fn sorted(words: impl IntoIterator<Item = String>) -> Vec<String> {
    words.into_iter().collect::<BTreeSet<_>>().into_iter().collect()
}

/// Several ids, from a list or with semicolons.
fn ids(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => text.split(';').map(str::to_owned).collect(),
        other => list(other),
    }
}

/// Answers in which hostile names stand, those that chance makes as well.
fn hostile_answers() -> Vec<Answer> {
    let mut runner = TestRunner::deterministic();
    let drawn: Vec<String> = (0..48).map(|_| any::<String>().new_tree(&mut runner).unwrap().current()).collect();
    let long = ["x".repeat(10_000), "\u{202e}<&\"".repeat(500)];
    let names = hostile::NAMES.iter().map(|name| (*name).to_owned()).chain(drawn).chain(long);
    let hostile = |name: String| {
        let mut answer = hostile::answer(&name);
        for card in answer.actors.values_mut() {
            let details = card.actor.details.get_or_insert_default();
            details.aliases = vec![name.as_str().into(), "a; b".into()];
            details.description = Some(name.as_str().into());
        }
        answer
    };
    names.map(hostile).collect()
}

#[test]
fn readers_find_what_an_answer_holds() {
    hold(&[sample::verba(), sample::route(), sample::figures(), blocs::blocs(), loss::full()]);
}

#[test]
fn readers_find_hostile_names_again() {
    hold(&hostile_answers());
}

#[test]
fn a_timeline_has_the_days_that_dates_may_mean() {
    let Some(told) = read("gexf_schema.py", &[plain(&loss::full(), "gexf")]) else { return };
    let spells: Vec<String> =
        told[0]["edges"].as_array().unwrap().iter().map(|edge| edge[2]["spell"].to_string()).collect();
    assert_eq!(spells, ["[\"2026-02-01\",null]", "null", "[\"1987-01-01\",\"1997-10-31\"]"]);
    assert_eq!(told[0]["nodes"]["iran"]["spell"], json!(["2019-05-01", null]));
}

#[test]
fn graphml_tells_the_heading() {
    let answer = loss::full();
    for script in ["networkx_graph.py", "igraph_graph.py"] {
        let Some(told) = read(script, &[plain(&answer, "graphml")]) else { return };
        let graph = &told[0]["graph"];
        assert_eq!((text(&graph["title"]), text(&graph["as_of"])), (answer.title.clone(), "2026-02-26".into()));
        assert_eq!(graph["handling"], "restricted");
    }
}

#[test]
fn mermaid_draws_every_name_as_it_is() {
    let answers: Vec<Answer> = hostile_answers().into_iter().chain([sample::verba(), blocs::blocs()]).collect();
    let fits = |answer: &&Answer| answer.actors.values().all(|card| card.actor.name.chars().count() < 2_000);
    let answers: Vec<&Answer> = answers.iter().filter(fits).collect();
    let documents: Vec<String> = answers.iter().map(|answer| plain(answer, "mermaid")).collect();
    let Some(told) = read("mermaid_flowchart.mjs", &documents) else { return };
    for (answer, told) in answers.iter().zip(told) {
        let nodes = told["nodes"].as_object().unwrap();
        let drawn: Vec<String> = (0..nodes.len()).map(|at| text(&nodes[&format!("a{at}")]["label"])).collect();
        let names: Vec<String> =
            answer.actors.values().map(|card| visible(&card.actor.name).trim().to_owned()).collect();
        assert_eq!(drawn.iter().map(|name| name.trim()).collect::<Vec<_>>(), names);
        let edges = told["edges"].as_array().unwrap();
        let phrases = edges.iter().zip(answer.facts.values());
        for (edge, fact) in phrases {
            assert!(text(&edge[2]["label"]).contains(&*fact.type_.phrase), "{edge}");
        }
        assert_eq!(edges.len(), answer.facts.len());
    }
}
