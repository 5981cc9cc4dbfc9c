//! Names that try to break out of a form.

use super::plain;
use super::sample;
use actant::answer::Answer;
use actant::model::ActorId;
use actant::render::Content;
use actant::render::FORMATS;
use actant::render::Surroundings;
use actant::render::by_name;
use actant::text::{is_hidden, visible};
use proptest::prelude::*;

pub const NAMES: &[&str] = &[
    "\"quoted\" 'single'",
    "line\nbreak\r\n",
    "bell \u{7} escape \u{1b}[31m nul \u{0}",
    "over \u{202e}ride\u{2066}",
    "</script><script>alert(1)</script>",
    "]]> <!-- --> &amp; &#x26;",
    "=cmd()|' /C calc'!A0",
    "@SUM(1)\t",
    "\\N \\E \\G \\n \\",
    "\\u000aMATCH (n) DETACH DELETE n; // \\u0027}); \\\\u0027",
    "\"\"\" ^^<x> . <a> <b> <c> . # \\",
    "a -> b [color=red]; }",
    "| pipe ` tick * star _ under [link](x) <b>",
    "",
    " ",
    "مرحبا שלום 中文 🙂",
    "\u{fffe}\u{ffff}\u{e0001}",
];

/// An answer in which a name stands wherever text can stand.
pub fn answer(name: &str) -> Answer {
    let mut answer = sample::verba();
    let actor = answer.actors.get_mut(&ActorId(0)).unwrap();
    actor.actor.name = name.into();
    answer.title = name.into();
    answer.summary = name.into();
    answer.handling = Some(name.into());
    answer.rows[0].group = Some(name.into());
    for fact in answer.facts.values_mut() {
        fact.missing = vec![name.into()];
        fact.relation.details.get_or_insert_default().note = Some(name.into());
    }
    for card in answer.sources.values_mut() {
        card.source.title = name.into();
    }
    answer
}

fn check(name: &str) {
    let answer = answer(name);
    for format in FORMATS.iter().filter(|format| format.content == Content::Text) {
        let text = plain(&answer, format.name);
        let hidden = text.chars().find(|&c| is_hidden(c) && !matches!(c, '\n' | '\r'));
        assert_eq!(hidden, None, "{} lets through {:?} of {name:?}", format.name, hidden);
    }
    let json: serde_json::Value = serde_json::from_str(&plain(&answer, "json")).unwrap();
    assert_eq!(json["actors"][0]["name"], name);
    for line in csv(&plain(&answer, "csv")) {
        assert!(line.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{line:?}");
        assert_eq!(line.len(), 38, "{line:?}");
    }
    for form in ["csv-nodes", "csv-edges", "csv-sources"] {
        for line in csv(&plain(&answer, form)) {
            assert!(line.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{form}: {line:?}");
        }
    }
    for form in ["graphml", "gexf", "svg"] {
        let text = plain(&answer, form);
        let labels: Vec<String> = roxmltree::Document::parse(&text).unwrap().descendants().filter_map(label).collect();
        assert!(form == "svg" || labels.contains(&visible(name).into_owned()), "{form}: {name:?} of {labels:?}");
    }
    let elements: serde_json::Value = serde_json::from_str(&plain(&answer, "cytoscape")).unwrap();
    assert_eq!(elements["elements"]["nodes"][0]["data"]["label"], name);
    let lines = plain(&answer, "jsonl");
    let records: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(records.iter().any(|record| record["actor"]["name"] == name), "{lines}");
    let markdown = plain(&answer, "markdown");
    assert!(!markdown.contains("<b>") && !markdown.contains("<script"), "{markdown}");
}

#[test]
fn hostile_names_come_out_harmless() {
    for name in NAMES {
        check(name);
        for format in ["png", "pdf"] {
            let around = Surroundings { scale: 1, ..Surroundings::default() };
            assert!((by_name(format).unwrap().write)(&answer(name), &around).is_ok(), "{format} of {name:?}");
        }
    }
    check(&"x".repeat(10_000));
    check(&"word ".repeat(2_000));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_name_comes_out_harmless(name in any::<String>()) {
        check(&name);
    }
}

/// The label of a node in GraphML or GEXF.
fn label(node: roxmltree::Node) -> Option<String> {
    match node.tag_name().name() {
        "data" if node.attribute("key") == Some("n-label") => Some(node.text().unwrap_or_default().to_owned()),
        "node" => node.attribute("label").map(str::to_owned),
        _ => None,
    }
}

/// Reads comma-separated values after RFC 4180.
fn csv(text: &str) -> Vec<Vec<String>> {
    let mut lines = vec![vec![String::new()]];
    let mut quoted = false;
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        let line = lines.last_mut().unwrap();
        match c {
            '"' if quoted && signs.peek() == Some(&'"') => line.last_mut().unwrap().push(signs.next().unwrap()),
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => lines.push(vec![String::new()]),
            c => line.last_mut().unwrap().push(c),
        }
    }
    assert_eq!(lines.pop(), Some(vec![String::new()]), "the last line is ended");
    lines
}
