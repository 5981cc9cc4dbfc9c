//! Records into a checked model: each rule has a page, nothing is lost in silence, no input panics.

use crate::page;
use crate::page::Part;
use crate::shipped;
use crate::tree;
use actant::diagnostic::All;
use actant::diagnostic::Diagnostic;
use actant::diagnostic::FORMS;
use actant::diagnostic::Page;
use actant::diagnostic::Severity;
use actant::load::File;
use actant::load::Loaded;
use actant::load::RULES;
use actant::load::Rule;
use actant::load::load;
use actant::load::origins;
use actant::model::Model;
use actant::model::Place;
use actant::record::Document;
use actant::text::Colour;
use proptest::prelude::*;
use std::collections::BTreeSet;

#[test]
fn every_rule_has_a_page_that_breaks_it_and_no_other() {
    let pages: BTreeSet<String> = tree::files("docs/rules", ".md").into_iter().collect();
    let named: BTreeSet<String> = RULES.iter().map(|rule| format!("docs/rules/{}.md", rule.name)).collect();
    assert_eq!(pages, named);
    assert!(RULES.is_sorted_by(|a, b| a.name < b.name));
    for rule in RULES {
        assert!(rule.page.starts_with(&format!("# {}\n", rule.name)), "{}", rule.name);
        assert_eq!(Rule::named(rule.name).map(|found| found.name), Some(rule.name));
        let beside = if rule.name == "withheld" { "error[syntax]" } else { "" };
        let mut told: BTreeSet<String> = printed(rule.page).collect();
        assert!(told.remove(&format!("{}[{}]", rule.severity.word(), rule.name)), "{}: {told:?}", rule.name);
        told.remove(beside);
        assert!(told.is_empty(), "{}: {told:?}", rule.name);
    }
}

/// The severities and rules that the console blocks of a page print.
fn printed(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.lines().filter_map(|line| line.split_once("]: ")).map(|(word, _)| format!("{word}]"));
    words.filter(|word| ["error[", "warning[", "note["].iter().any(|start| word.starts_with(start)))
}

/// The names of rules that stand in the code are those of the table.
#[test]
fn no_rule_is_found_that_the_table_does_not_list() {
    let mut used = BTreeSet::new();
    for path in tree::files("src/load", ".rs").into_iter().chain(tree::files("src/record", ".rs")) {
        let text = tree::read(&path);
        for start in ["error(\"", "warning(\""] {
            used.extend(text.split(start).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
        }
    }
    used.retain(|word| word.contains('-') && !word.contains(' '));
    assert!(used.len() > 30, "{used:?}");
    let missing: Vec<&String> = used.iter().filter(|word| Rule::named(word).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What is written and the rules that it breaks.
const HOSTILE: &[(&str, &[&str])] = &[
    ("{}", &[]),
    ("{\"$schema\": \"x\", \"x-own\": {\"a\": [1e3, null]}}", &[]),
    ("null", &["syntax"]),
    ("\"\"", &["syntax"]),
    ("{\"actors\": null}", &["wrong-type"]),
    ("{\"actors\": {}}", &["wrong-type"]),
    ("{\"actors\": [null, 1, \"a\", [], true]}", &["wrong-type"]),
    ("{\"actors\": [{}]}", &["missing-key"]),
    ("{\"actors\": [{\"id\": \"a\", \"kind\": \"state\", \"nmae\": \"A\"}]}", &["unknown-key"]),
    ("{\"relations\": [{}]}", &["missing-key", "no-source"]),
    ("{\"relations\": [{\"from\": {}, \"type\": [], \"to\": 1, \"sources\": {}}]}", &["wrong-type"]),
    ("{\"actors\": [], \"actors\": []}", &["duplicate-key"]),
    ("{\"vocabulary\": {\"kinds\": [{\"id\": \"a\", \"id\": \"b\"}]}}", &["duplicate-key"]),
    ("{\"x-a\": {\"b\": 1, \"b\": 2}}", &["duplicate-key"]),
    ("{\"x-a\": \"\\ud800\"}", &["bad-escape"]),
    ("{\"\\udc00\": 1}", &["bad-escape"]),
    ("{\"x-a\": -1e999}", &["bad-number"]),
    ("{\"actors\": [{\"id\": \"a\", \"kind\": \"state\", \"name\": \"\\u0000\"}]}", &["hidden-character"]),
    ("{\"actors\": [{\"id\": \"a\", \"kind\": \"state\", \"name\": \"a\u{202e}b\"}]}", &["hidden-character"]),
    ("{\"actors\": [{\"id\": \"a\", \"kind\": \"state\", \"name\": \"a\u{fdd0}b\"}]}", &["hidden-character"]),
    ("{\"actors\": [{\"id\": \"a\u{200b}\", \"kind\": \"state\", \"name\": \"a\"}]}", &["hidden-character"]),
    ("{\"actors\": [{\"id\": \"a\", \"kind\": \"state\", \"name\": \"  \"}]}", &["empty-text"]),
    ("{\"actors\": [{\"id\": \"a\", \"kind\": \"state\", \"name\": \"\u{6a9}\u{200c}\u{6a9}\"}]}", &[]),
    ("{\"sources\": [{\"id\": \"s\", \"title\": \"S\", \"derives-from\": \"s\"}]}", &["source-cycle"]),
    ("{\"sources\": [{\"id\": \"s\", \"title\": \"S\", \"url\": \"javascript:alert(1)\"}]}", &["bad-url"]),
    ("{\"sources\": [{\"id\": \"s\", \"title\": \"S\", \"url\": \"https://a b\"}]}", &["bad-url"]),
    ("{\"vocabulary\": {\"types\": [{\"id\": \"t\", \"phrase\": \"does\"}]}}", &["missing-key"]),
    ("{\"vocabulary\": {\"types\": [{\"id\": \"t\", \"phrase\": \"does\", \"symmetric\": true}]}}", &[]),
    ("{\"as-of\": \"2026\"}", &["missing-key"]),
    ("{\"handling\": \"none\", \"name\": \"n\"}", &["unknown-level"]),
];

#[test]
fn hostile_text_is_told_by_its_rule() {
    for (text, rules) in HOSTILE {
        let loaded = load(&[File::new("one.json", *text)]);
        let found: BTreeSet<&str> =
            loaded.diagnostics.iter().map(|one| one.rule).filter(|rule| *rule != "unused-source").collect();
        assert_eq!(found, rules.iter().copied().collect(), "{text}: {:#?}", loaded.diagnostics);
        sound(&[File::new("one.json", *text)], &loaded);
    }
}

#[test]
fn deep_and_long_text_neither_overflows_nor_hangs() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    for text in
        [deep.clone(), format!("{{\"actors\": [{deep}]}}"), format!("{{\"views\": {deep}}}"), "{\"a\":".repeat(100_000)]
    {
        let files = [File::new("one.json", text)];
        assert!(!load(&files).diagnostics.is_empty());
    }
    let name = "x".repeat(1_000_000);
    let text = format!("{{\"actors\": [{{\"id\": \"{name}\", \"kind\": \"state\", \"name\": \"{name}\"}}]}}");
    let files = [File::new("one.json", text)];
    let loaded = load(&files);
    assert_eq!(loaded.diagnostics[0].rule, "bad-id");
    assert!(loaded.diagnostics[0].headline().len() < 200);
    sound(&files, &loaded);
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_offset() {
    let rule = |bytes: &[u8]| {
        load(&[File::from_bytes("one.json", bytes.to_vec())]).diagnostics.first().map(|one| (one.rule, one.span.start))
    };
    assert_eq!(rule(b"{\"name\": \"\xff\"}"), Some(("encoding", 10)));
    assert_eq!(rule(b"\xff\xfe{\0}\0"), Some(("encoding", 0)));
    assert_eq!(rule(b"{\0}\0"), Some(("encoding", 0)));
    assert_eq!(rule(b"{}\0\0\0"), Some(("cut-off", 2)));
    assert_eq!(rule(b"\xef\xbb\xbf{}"), Some(("byte-order-mark", 0)));
    assert_eq!(rule(b"{}\r\n"), None);
}

#[test]
fn after_a_syntax_error_what_it_may_have_held_is_not_missed() {
    let files = [
        File::new(
            "a.json",
            "{\"sources\": [{\"id\": \"s\", \"title\": \"S\"}], \"actors\": [{\"id\": \"a\", \"kind\": \"state\", \"name\": \"A\"} {",
        ),
        File::new(
            "b.json",
            "{\"relations\": [{\"from\": \"a\", \"type\": \"allied-with\", \"to\": \"b\", \"sources\": [\"s\"]}]}",
        ),
    ];
    let loaded = load(&files);
    let rules: Vec<(&str, Severity)> = loaded.diagnostics.iter().map(|one| (one.rule, one.severity)).collect();
    assert!(loaded.unread);
    assert_eq!(rules, [("syntax", Severity::Error), ("withheld", Severity::Note)]);
}

/// The slow road, which a key of one's own forces, makes of a record what the fast one makes.
#[test]
fn both_roads_lead_to_one_model() {
    let fast = load(&shipped::files()).model;
    let slow: Vec<File> = shipped::files().iter().map(|file| File::new(file.path(), forced(file.text()))).collect();
    let loaded = load(&slow);
    assert!(loaded.diagnostics.iter().all(|one| one.severity == Severity::Note), "{:#?}", loaded.diagnostics);
    assert_eq!(facts(&fast), facts(&loaded.model));
}

/// A text in which every record carries a key of one's own.
fn forced(text: &str) -> String {
    let document = Document::read(text, 0);
    let lists = [&document.sources, &document.actors, &document.relations];
    let mut starts: Vec<usize> =
        lists.iter().flat_map(|list| list.iter()).map(|raw| raw.span().start as usize).collect();
    starts.sort_unstable();
    let mut out = text.to_owned();
    starts.iter().rev().for_each(|at| out.insert_str(at + 1, "\"x-own\": [0], "));
    out
}

/// Everything that a model says, places aside.
fn facts(model: &Model) -> String {
    let mut out = String::new();
    for actor in model.actors() {
        let mut actor = actor.clone();
        actor.place = Place::default();
        out += &format!("{actor:?}\n");
    }
    for source in model.sources() {
        let mut source = source.clone();
        source.place = Place::default();
        out += &format!("{source:?}\n");
    }
    for relation in model.relations() {
        let mut relation = relation.clone();
        relation.place = Place::default();
        out += &format!("{relation:?}\n");
    }
    out
}

#[test]
fn the_order_of_the_files_changes_nothing() {
    let mut files = shipped::files();
    let facts_before = facts(&load(&files).model);
    files.reverse();
    assert_eq!(facts_before, facts(&load(&files).model));
}

#[test]
fn every_place_is_where_the_record_stands() {
    let files = shipped::files();
    let model = load(&files).model;
    for relation in model.relations() {
        let file = &files[relation.place.span.file as usize];
        let record = &file.text()[relation.place.span.start as usize..relation.place.span.end as usize];
        assert!(record.starts_with('{') && record.ends_with('}'), "{record}");
        assert!(record.contains(&*model[relation.from].id), "{record}");
        let line = file.text()[..relation.place.span.start as usize].matches('\n').count() + 1;
        assert_eq!(line, relation.place.line as usize);
    }
}

/// Pages of rules, taken for graphs: texts that are nearly right.
fn seeds() -> Vec<String> {
    let mut texts = Vec::new();
    for rule in RULES {
        for part in page::parse(rule.page).unwrap() {
            if let Part::File { text, .. } = part {
                texts.push(text);
            }
        }
    }
    texts
}

/// What holds of everything that was loaded: spans lie in their texts, all forms can print,
/// nothing is left out in silence, the order is that of the places.
fn sound(files: &[File], loaded: &Loaded) {
    let origins = origins(files);
    for one in &loaded.diagnostics {
        for label in one.labels() {
            let text = origins[label.span.file as usize].text;
            assert!(text.get(label.span.start as usize..label.span.end as usize).is_some(), "{one:?}");
        }
        assert!(Rule::named(one.rule).is_some(), "{one:?}");
        assert!(!one.headline().contains('\n'), "{one:?}");
    }
    for form in FORMS {
        let page = Page { diagnostics: &loaded.diagnostics, origins: &origins, all: All::Every, colour: Colour::Off };
        let printed = form.print(page).to_string();
        assert!(!printed.contains(|c: char| c != '\n' && actant::text::is_hidden(c)), "{}: {printed:?}", form.name);
        assert_eq!(printed.is_empty(), loaded.diagnostics.is_empty());
    }
    let records = |file: &File| {
        let document =
            if file.is_lines() { Document::read_lines(file.text(), 0) } else { Document::read(file.text(), 0) };
        document.relations.len()
    };
    let written: usize = files.iter().map(records).sum();
    let told = |one: &Diagnostic| one.severity == Severity::Error || one.rule == "withheld";
    assert!(loaded.model.relations().len() == written || loaded.diagnostics.iter().any(told), "{loaded:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_load(bytes in proptest::collection::vec(any::<u8>(), 0..200), lines in any::<bool>()) {
        let files = [File::from_bytes(if lines { "a.jsonl" } else { "a.json" }, bytes)];
        prop_assert!(load(&files).model.relations().is_empty());
    }

    #[test]
    fn any_text_of_json_signs_loads(text in "[\\[\\]{}\":,0-9a-z\\\\ \n\u{e9}\u{202e}\u{0}-]{0,80}") {
        let files = [File::new("a.json", text)];
        sound(&files, &load(&files));
    }

    #[test]
    fn a_graph_with_a_stretch_replaced_loads(
        seed in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        length in 0_usize..12,
        put in prop_oneof![
            Just(String::new()), "[\\[\\]{}\":,]{1,2}", "[a-z0-9. -]{1,8}", "\\PC{1,4}", Just("null".to_owned()),
            Just("\\u0000".to_owned()), Just("\"x-a\": 1,".to_owned()), Just("[[[[".to_owned()), Just("1e999".to_owned()),
        ],
        lines in any::<bool>(),
    ) {
        let seeds = seeds();
        let text = &seeds[seed.index(seeds.len())];
        let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let from = floor(at.index(text.len()));
        let to = floor(from + length).max(from);
        let text = format!("{}{put}{}", &text[..from], &text[to..]);
        let files = [File::new(if lines { "a.jsonl" } else { "a.json" }, text)];
        sound(&files, &load(&files));
    }
}

/// Columns are those of the file, though only a part of the line is drawn; a long line with many
/// faults is walked once, not once a fault.
#[test]
fn a_line_without_end_is_drawn_in_part_at_its_true_column() {
    let actor = |at: usize| format!("{{\"id\": \"é{at}\", \"kind\": \"state\", \"name\": \"N{at}\"}}");
    let actors: Vec<String> = (0..20_000).map(actor).collect();
    let text = format!("{{\"actors\": [{}]}}", actors.join(", "));
    let files = [File::new("one.json", text.clone())];
    let loaded = load(&files);
    assert_eq!(loaded.diagnostics.len(), 20_000);
    let origins = origins(&files);
    for form in FORMS {
        let page = Page { diagnostics: &loaded.diagnostics, origins: &origins, all: All::First, colour: Colour::Off };
        let printed = form.print(page).to_string();
        assert!(printed.lines().all(|line| line.len() < 1000), "{}", form.name);
    }
    let page =
        Page { diagnostics: &loaded.diagnostics[40..41], origins: &origins, all: All::First, colour: Colour::Off };
    let column = text[..text.find("\"é40\"").unwrap()].chars().count() + 1;
    let drawn = FORMS[0].print(page).to_string();
    assert!(drawn.contains(&format!("one.json:1:{column}\n")), "{drawn}");
    assert!(drawn.contains("^^^^^ not of small letters"), "{drawn}");
}
