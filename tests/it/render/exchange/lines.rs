//! JSON Lines load again as the graph that they were.

use crate::shipped;
use actant::answer::{Answer, Findings, Row};
use actant::diagnostic::Severity;
use actant::edit::fmt;
use actant::graph::{Graph, Lens};
use actant::load::{File, load};
use actant::model::RelationId;

use super::super::plain;

/// A graph that states everything that a record can state, in words of its own.
const RICH: &str = r#"{
  "name": "Rich", "as-of": "2026-02-26", "description": "All keys.", "handling": "internal",
  "vocabulary": {
    "kinds": [{"id": "ship", "label": "Ship", "look": {"shape": "rounded"}}, {"id": "port", "label": "Port"}],
    "types": [
      {"id": "escorts", "phrase": "escorts", "inverse": "is escorted by", "from": ["ship"], "to": ["ship"],
       "roles": ["at", "item", "on-behalf-of"], "polarity": "cooperative", "expects": ["date"]},
      {"id": "meets", "phrase": "meets", "symmetric": true, "from": ["ship", "port"], "means": "talks"}],
    "handling": ["public", "internal", "restricted"]
  },
  "sources": [
    {"id": "first", "title": "A \"first\" log", "kind": "log", "publisher": "Port", "author": "A. Clerk", "date": "2020-03~",
     "url": "https://example.org/a", "archive-url": "https://example.org/b", "lang": "fa", "reliability": "B", "handling": "restricted", "note": "n"},
    {"id": "second", "title": "Retelling", "derives-from": ["first"]},
    {"id": "third", "title": "Leaned on"},
    {"id": "fourth", "title": "Leaned on, too"}
  ],
  "actors": [
    {"id": "a", "kind": "ship", "name": "Ship \"A\"", "aliases": ["Old; name"], "tags": ["t"], "description": "d",
     "since": "1990", "until": "..", "ids": {"imo": "123", "callsign": "x"}, "was": ["a-old"],
     "sources": ["first", {"source": "second", "at": "p. 1", "derives-from": "third"}], "note": "n"},
    {"id": "b", "kind": "ship", "name": "B", "placeholder": true},
    {"id": "c", "kind": "port", "name": "C"}
  ],
  "relations": [
    {"id": "escort-1", "from": "a", "type": "escorts", "to": "b", "at": ["c", "b"], "on-behalf-of": "c",
     "quantity": {"amount": 2.50, "unit": "hulls", "precision": "at-least"}, "value": {"amount": 1e3, "currency": "EUR", "precision": "approximate"},
     "since": "2016", "until": "2018-05-08", "status": "disputed", "phase": "done", "condition": "if\nso", "confidence": "low",
     "sources": [{"source": "first", "at": "p. 3", "credibility": 2, "said": "2020-01", "derives-from": ["third", "fourth"], "quote": "“q”", "note": "n"},
                 {"source": "second", "stance": "denies"}],
     "stances": [{"by": "c", "says": "no-comment", "date": "2020", "source": "second", "at": "p. 2", "note": "n"}],
     "handling": "restricted", "note": "line one\nline two"},
    {"from": "c", "type": "meets", "to": "a", "date": "2021-06-01", "sources": ["second"]},
    {"from": "b", "type": "escorts", "to": "a", "negated": true, "phase": "possible", "likelihood": "unlikely", "since": "2019", "until": "..", "sources": ["third"]}
  ]
}"#;

/// The answer that holds all relations of a graph.
fn all(graph: &Graph) -> Answer {
    let relations = u32::try_from(graph.model().relations().len()).unwrap();
    let rows = vec![Row::default().resting_on((0..relations).map(RelationId), None)];
    Answer::new(&graph.through(&Lens::default()), "list", Findings { rows, ..Findings::default() })
}

fn wired(text: &str) -> Graph {
    let loaded = load(&[File::new("x.jsonl", text)]);
    let wrong: Vec<_> = loaded.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(wrong.is_empty(), "{wrong:?}\n{text}");
    Graph::new(loaded.model)
}

fn comes_back(graph: &Graph) {
    let before = all(graph);
    let text = plain(&before, "jsonl");
    assert_eq!(fmt("x.jsonl", &text, 0).unwrap(), text, "it is in canonical form");
    let after = all(&wired(&text));
    assert_eq!(plain(&after, "jsonl"), text);
    let facts = |answer: &Answer| {
        let mut facts: Vec<_> = answer
            .facts
            .values()
            .map(|fact| {
                let relation = &fact.relation;
                let held = (relation.time, relation.status, relation.phase, relation.negated, fact.verdict);
                (fact.key.clone(), fact.type_.id.clone(), held, relation.citations.len(), relation.roles.len())
            })
            .collect();
        facts.sort_by(|a, b| a.0.cmp(&b.0));
        facts
    };
    assert_eq!(facts(&after), facts(&before));
    assert_eq!(after.actors.len(), before.actors.len());
    assert_eq!(after.sources.len(), before.sources.len());
}

#[test]
fn the_shipped_graph_comes_back_from_lines() {
    comes_back(shipped::graph());
}

#[test]
fn a_graph_with_words_of_its_own_comes_back_from_lines() {
    let loaded = load(&[File::new("rich.json", RICH)]);
    let wrong: Vec<_> = loaded.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    comes_back(&Graph::new(loaded.model));
}
