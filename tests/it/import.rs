//! Importing: what a foreign file holds comes to lie in the graph once, and every item of it is
//! accounted for.

use crate::shipped;
use crate::tree;
use actant::diagnostic::Severity;
use actant::edit::Node;
use actant::edit::Rewritten;
use actant::edit::Section;
use actant::edit::fmt;
use actant::edit::import::Catch;
use actant::edit::import::Decisions;
use actant::edit::import::Foreign;
use actant::edit::import::Landed;
use actant::edit::import::Landing;
use actant::edit::import::MAPPING;
use actant::edit::import::Mapping;
use actant::edit::import::Outcome;
use actant::edit::import::TABLE;
use actant::edit::import::Trouble;
use actant::edit::import::decode;
use actant::edit::import::importer;
use actant::edit::import::land;
use actant::edit::united;
use actant::load::File;
use actant::load::load;
use actant::model::Model;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Where the World Factbook's tables lie, beside the repository.
const FACTBOOK: &str = "../shared/data/factbook";

/// A mapping of a table with one column a key.
const TIES: &str = r#"{
  "source": {"title": "Yearbook", "date": "2024"},
  "records": [{"relation": {
    "from": {"name": "{from}", "kind": "state"}, "type": "{type}", "to": {"name": "{to}", "kind": "state"},
    "quantity": {"amount": "{amount}"}, "date": "{date}", "note": "{note}"}}]
}"#;

fn read(text: &str, mapping: &Mapping, model: &Model) -> Result<Catch, Trouble> {
    let foreign = Foreign { path: "ties.csv", text, mapping: Some(mapping), vocabulary: model.vocabulary() };
    (importer("table").unwrap().read)(&foreign)
}

fn imported(files: &[File], text: &str, (mapping, decisions): (&str, &Decisions)) -> Result<Landed, Trouble> {
    let model = load(files).model;
    let mapping = Mapping::read(mapping, 0).unwrap();
    let catch = read(text, &mapping, &model)?;
    let landing = Landing { model: &model, files, into: "graph/ties.json", source: mapping.source.as_ref(), decisions };
    land(vec![("ties.csv".to_owned(), catch)], &landing)
}

fn import(files: &[File], text: &str) -> Landed {
    imported(files, text, (TIES, &Decisions::default())).unwrap()
}

/// The files after an import, which must not have an error.
fn after(files: &[File], changes: &[Rewritten]) -> Vec<File> {
    let mut all: Vec<File> = files.to_vec();
    for change in changes {
        let canonical = fmt(&change.path, &change.after, 0).unwrap();
        assert!(change.before.is_some() || change.after == canonical, "a new file is canonical: {}", change.after);
        all.retain(|file| file.path() != change.path);
        all.push(File::new(&*change.path, &*change.after));
    }
    let errors: Vec<String> = load(&all)
        .diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .map(|one| format!("{}: {}", one.rule, one.headline()))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    all
}

/// What became of the items, without those of which nothing did.
fn outcomes(landed: &Landed) -> Vec<(&'static str, usize)> {
    let items = landed.report.accounts[0].items;
    let all = Outcome::ALL.iter().map(|outcome| (outcome.word(), items.of(*outcome)));
    all.filter(|(_, count)| *count > 0).collect()
}

fn empty() -> Vec<File> {
    vec![File::new("graph/graph.json", "{\"name\": \"Try\", \"as-of\": \"2026-01-01\"}\n")]
}

fn table(rows: &[&str]) -> String {
    format!("from,type,to,amount,date,note\n{}\n", rows.join("\n"))
}

#[test]
fn what_is_said_twice_is_one_record_and_what_competes_is_two() {
    let text = table(&["A,backs,B,3,,", "A,backs,B,3.0,,", "A,backs,B,4,,", "A,backs,B,3,2024,", ",,,,,"]);
    let landed = import(&empty(), &text);
    assert_eq!(outcomes(&landed), [("empty", 1), ("said before in this import", 1), ("new", 3)]);
    let files = after(&empty(), &landed.changes);
    let model = load(&files).model;
    let keys: Vec<String> = model.relation_ids().map(|id| model.key(id)).collect();
    assert_eq!(keys, ["a:backs:b", "a-backs-b", "a-backs-b-2024"]);
    assert_eq!(outcomes(&import(&files, &text)), [("empty", 1), ("already there", 4)]);
}

#[test]
fn of_many_that_compete_the_one_that_says_it_is_found() {
    let row = |amount: usize, note: &str| format!("A,backs,B,{amount},,{note}");
    let mut rows: Vec<String> = (0..400).map(|amount| row(amount, &format!("note {amount}"))).collect();
    // less than one of them says, in another spelling, and more of another than it said
    rows.extend([row(7, ""), "A,backs,B,8.0,,note 8".to_owned(), "A,backs,B,,,note 9".to_owned()]);
    let landed = import(&empty(), &table(&rows.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!(outcomes(&landed), [("said before in this import", 3), ("new", 400)]);
    let files = after(&empty(), &landed.changes);
    let twice = import(&files, &table(&rows.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!(outcomes(&twice), [("already there", 403)]);
    assert!(twice.changes.is_empty());
}

#[test]
fn a_newer_version_adds_what_it_adds_and_tells_what_differs() {
    let files = after(&empty(), &import(&empty(), &table(&["A,backs,B,3,,", "A,backs,C,,,"])).changes);
    let landed = import(&files, &table(&["A,backs,B,5,,", "A,backs,C,7,,", "A,threatens,C,,2024-02,"]));
    assert_eq!(outcomes(&landed), [("differs and is kept", 1), ("added to a record", 1), ("new", 1)]);
    let told: Vec<&str> = landed.report.remarks.iter().map(|remark| &*remark.what).collect();
    assert!(told.contains(&"`quantity` is {\"amount\": 3} in the graph, {\"amount\": 5} here"), "{told:?}");
    after(&files, &landed.changes);
}

#[test]
fn another_source_that_says_otherwise_competes() {
    let files = after(&empty(), &import(&empty(), &table(&["A,backs,B,3,,"])).changes);
    let other = TIES.replace("Yearbook", "Almanac");
    let landed = imported(&files, &table(&["A,backs,B,5,,"]), (&other, &Decisions::default())).unwrap();
    assert_eq!(outcomes(&landed), [("new", 1)]);
    let same = imported(&files, &table(&["A,backs,B,3,,"]), (&other, &Decisions::default())).unwrap();
    assert_eq!(outcomes(&same), [("added to a record", 1)]);
    let model = load(&after(&files, &same.changes)).model;
    assert_eq!(model.relations()[0].citations.len(), 2);
}

#[test]
fn a_name_alone_does_not_tell_who_somebody_is() {
    let graph = r#"{"name": "Try", "as-of": "2026-01-01", "actors": [
        {"id": "georgia", "kind": "person", "name": "Georgia"},
        {"id": "hezbollah", "kind": "state", "name": "Hezbollah"}]}"#;
    let files = [File::new("graph/graph.json", graph)];
    let text = table(&["Georgia,backs,Hezbolah,,,"]);
    let landed = import(&files, &text);
    let asked: Vec<(&str, &[String])> =
        landed.report.reviews.iter().map(|review| (&*review.became, &*review.candidates)).collect();
    assert_eq!(asked, [("georgia-2", &["georgia".to_owned()][..]), ("hezbolah", &["hezbollah".to_owned()][..])]);
    let all = after(&files, &landed.changes);
    let model = load(&all).model;
    assert!(model.relation("georgia:possibly-same-as:georgia-2").is_some());
    assert_eq!(import(&all, &text).changes, []);

    let mut decisions = Decisions::default();
    decisions.ask(&landed.report.reviews);
    let answered = decisions.write().replacen("\"is\": \"\"", "\"is\": \"georgia\"", 1);
    let answered = answered.replacen("\"is\": \"\"", "\"is\": \"new\"", 1);
    let decisions = Decisions::read(&answered, 0).unwrap();
    let decided = imported(&files, &text, (TIES, &decisions)).unwrap();
    assert_eq!(decided.report.reviews, []);
    let all = after(&files, &decided.changes);
    assert!(load(&all).model.relation("georgia:backs:hezbolah").is_some());
    assert_eq!(imported(&all, &text, (TIES, &decisions)).unwrap().changes, []);
}

#[test]
fn whatever_stands_in_a_cell_comes_through_or_is_told() {
    let cells = [
        "\"He said \"\"no\"\"\"",
        "\"two\nlines\"",
        "'=SUM(A1)",
        "</script><b>",
        "a\u{200b}b \u{feff}c",
        "x\ty\u{1b}[31m",
        "\u{202e}evil",
        "Ω≈ç√",
        "0",
        "-",
        "{from}",
        "\\u0041",
        "😀",
    ];
    let rows: Vec<String> = cells.iter().map(|cell| format!("{cell},backs,B,,,{cell}")).collect();
    let text = table(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let landed = import(&empty(), &text);
    assert_eq!(landed.report.accounts[0].items.sum(), cells.len());
    let files = after(&empty(), &landed.changes);
    let model = load(&files).model;
    let names: BTreeSet<&str> = model.actors().iter().map(|actor| &*actor.name).collect();
    for name in ["He said \"no\"", "two lines", "=SUM(A1)", "</script><b>", "ab c", "evil", "{from}", "\\u0041"] {
        assert!(names.contains(name), "{name:?} is not in {names:?}");
    }
    assert_eq!(import(&files, &text).changes, []);
}

#[test]
fn a_cell_that_is_not_what_it_should_be_is_lost_and_its_row_is_not() {
    let text = table(&["A,backs,B,1.234,soon,", "A,supplies-not,B,,,", "A,backs,,,,", "A,backs,B,,,,more"]);
    let landed = import(&empty(), &text);
    let told: Vec<String> =
        landed.report.remarks.iter().map(|remark| format!("{}: {}", remark.at, remark.what)).collect();
    for start in [
        "line 2: `amount` \"1.234\": `numbers` in the mapping",
        "line 2: `date` \"soon\": it is no date",
        "line 3: \"supplies-not\" is no type of the vocabulary",
        "line 4: it has no `to`",
        "line 5: \"more\" stands right of the last heading",
    ] {
        assert!(told.iter().any(|line| line.starts_with(start)), "{start:?} is not in {told:#?}");
    }
    assert_eq!(outcomes(&landed), [("lost", 2), ("said before in this import", 1), ("new", 1)]);
}

#[test]
fn tables_are_read_as_people_make_them() {
    let mapping = r#"{"source": {"title": "S"}, "table": {"skip": 1, "headings": 2, "fill": ["Ties / From"]},
        "numbers": {"Arms / Pieces": "1.234,5"},
        "dates": {"Arms / Day": "d mmm yyyy"},
        "values": {"Arms / What": {"none": ""}}, "lists": {"Ties / To": "+"},
        "records": [
          {"when": {"Arms / What": "*"}, "relation": {"from": {"name": "{Ties / From}", "kind": "state"}, "type": "supplies",
            "to": {"name": "{Ties / To}", "kind": "state"}, "item": {"name": "{Arms / What}", "kind": "weapon-system"},
            "quantity": {"amount": "{Arms / Pieces}"}, "date": "{Arms / Day}"}}]}"#;
    let text = "Table 3\r\nTies;;Arms;;\r\nFrom;To;What;Pieces;Day\r\nNorland;Sudmark;M-12;1.200;14 Mar 2021\r\n;;;;\r\n;Östmark;M-12;1 040,5;1 January 2022\r\n;Sudmark;;;\r\n";
    let landed = imported(&empty(), text, (mapping, &Decisions::default())).unwrap();
    assert_eq!(outcomes(&landed), [("empty", 1), ("lost", 1), ("new", 2)], "{:?}", landed.report.remarks);
    let after = &landed.changes[0].after;
    for part in ["{\"amount\": 1200}", "{\"amount\": 1040.5}", "\"date\": \"2021-03-14\"", "\"date\": \"2022-01-01\""] {
        assert!(after.contains(part), "{part} is not in {after}");
    }
    assert!(landed.report.remarks.iter().any(|remark| remark.at.to_string() == "line 7"));
}

#[test]
fn bytes_are_read_as_what_they_are() {
    let wide = |text: &str, swap: bool| -> Vec<u8> {
        let bytes = |unit: u16| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    };
    let cases: [(Vec<u8>, Option<&str>, &str, &str); 6] = [
        ("Côte".into(), None, "Côte", "UTF-8"),
        ("\u{feff}Côte".into(), None, "Côte", "UTF-8"),
        (wide("\u{feff}Côte", false), None, "Côte", "UTF-16LE"),
        (wide("Name,Kind", true), None, "Name,Kind", "UTF-16BE"),
        (b"C\xf4te \x80".to_vec(), None, "Côte €", "windows-1252"),
        (b"\xcc\xe8\xed\xf1\xea".to_vec(), Some("windows-1251"), "Минск", "windows-1251"),
    ];
    for (bytes, named, text, encoding) in cases {
        let decoded = decode(&bytes, named).unwrap();
        assert_eq!((&*decoded.text, decoded.encoding), (text, encoding));
    }
    assert!(decode(b"PK\x03\x04...", None).is_err());
    assert!(decode(b"", Some("no-such")).is_err());
}

#[test]
fn a_proposed_mapping_is_one() {
    let model = load(&empty()).model;
    for (text, part) in [
        ("country,relation,neighbour,km\nA,borders,B,1200\n", "\"quantity\": {\"amount\": \"{km}\"}"),
        ("name;kind;aka\nA;state;B\n", "\"aliases\": \"{aka}\""),
        ("a\tverb\tb\tend\nA\tbacks\tB\t14.03.2021\n", "\"end\": \"dd.mm.yyyy\""),
    ] {
        let foreign = Foreign { path: "x/ties.csv", text, mapping: None, vocabulary: model.vocabulary() };
        let proposed = importer("table").unwrap().propose.unwrap()(&foreign).unwrap();
        assert!(proposed.line().contains(part), "{}", proposed.line());
        let mapping = Mapping::read(&proposed.page(2), 0).unwrap();
        let catch = read(text, &mapping, &model).unwrap();
        assert_eq!((catch.seen.len(), catch.found.len()), (1, 1));
    }
}

#[test]
fn the_faults_of_a_mapping_are_told() {
    for (mapping, told) in [
        ("{\"record\": []}", "`record` is no key of a mapping"),
        ("{\"dates\": {\"a\": 1}}", "a string belongs here"),
        ("{\"table\": {\"skip\": \"1\"}}", "a whole number from 0 to 255 belongs here"),
        ("{\"records\": [{\"relations\": {}}]}", "`relations` is no key of a template"),
        ("{\"records\": [{\"relation\": {\"form\": \"{from}\"}}]}", "`form` is no key of a relation"),
        ("{\"records\": [{\"actor\": {\"ids\": [], \"x-a\": \"\"}}]}", "nothing is said here yet"),
        (
            "{\"records\": [{\"relation\": {\"from\": {\"nom\": \"{a}\"}, \"sources\": [{\"source\": {\"titel\": 1}}]}}]}",
            "`nom` is no key of an actor",
        ),
        ("{\"records\": [{\"relation\": {\"sources\": [{\"sorce\": \"{a}\"}]}}]}", "`sorce` is no key of a citation"),
    ] {
        assert_eq!(Mapping::read(mapping, 0).unwrap_err()[0].headline(), told);
    }
    let relation =
        |body: &str| format!("{{\"source\": {{\"title\": \"S\"}}, \"records\": [{{\"relation\": {body}}}]}}");
    for (body, told) in [
        ("{\"from\": \"{form}\"}", "the table has no column `form`"),
        ("{\"from\": \"{from\"}", "a `}` is missing in \"{from\""),
    ] {
        let failed = imported(&empty(), &table(&[]), (&relation(body), &Decisions::default()));
        assert_eq!(failed.unwrap_err().headline, told);
    }
}

#[test]
fn the_page_lists_every_key_of_a_mapping() {
    let page = tree::read("docs/importing.md");
    let first_cells = page.lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
    let listed: BTreeSet<&str> = first_cells.flat_map(|cell| cell.split(", ")).collect();
    for key in MAPPING.keys.iter().chain(TABLE.keys).filter(|key| key.name != "$schema") {
        assert!(listed.contains(key.name), "{} is not in docs/importing.md", key.name);
    }
}

#[test]
fn the_factbook_comes_in_whole_and_once() {
    let root = tree::root().join(FACTBOOK);
    if !root.is_dir() {
        eprintln!("skipped: {FACTBOOK} is not there");
        return;
    }
    let mut files = empty();
    for (table, mapping, rows, lost) in [
        ("factbook_borders.csv", "factbook-borders.json", 660, 0),
        ("factbook_memberships.csv", "factbook-memberships.json", 10_907, 3),
        ("factbook_terrorist_groups_present.csv", "factbook-presences.json", 283, 0),
    ] {
        let text = std::fs::read_to_string(root.join(table)).unwrap();
        let mapping = tree::read(&format!("docs/mappings/{mapping}"));
        let import = |files: &[File]| imported(files, &text, (&mapping, &Decisions::default())).unwrap();
        let landed = import(&files);
        let items = landed.report.accounts[0].items;
        assert_eq!((items.sum(), items.of(Outcome::Lost)), (rows, lost), "{table}");
        assert_eq!(items.of(Outcome::New) + items.of(Outcome::United) + lost, rows, "{table}");
        let explained: BTreeSet<_> = landed.report.remarks.iter().map(|remark| &remark.at).collect();
        assert_eq!(explained.len(), rows - items.of(Outcome::New), "{table}: a row is not explained");
        let before = load(&files).model.relations().len();
        files = after(&files, &landed.changes);
        let more = load(&files).model.relations().len() - before;
        assert_eq!(more, landed.report.of(Section::Relations).of(Outcome::New), "{table}");
        let again = import(&files);
        assert!(again.changes.is_empty() && again.report.is_still(), "{table}: {:?}", again.report.accounts);
    }
}

#[test]
fn two_actors_become_one_with_all_that_is_said_of_both() {
    let files = shipped::files();
    let model = load(&files).model;
    let cited = |model: &Model| -> BTreeSet<(String, String)> {
        let all = model.relation_ids().flat_map(|id| model[id].citations.iter().map(move |one| (id, one)));
        all.map(|(id, one)| (model.type_of(id).id.to_string(), model[one.source].id.to_string())).collect()
    };
    let ids: Vec<_> = model.actor_ids().collect();
    let mut tried = 0;
    for pair in ids.windows(2).step_by(2).filter(|pair| model[pair[0]].kind == model[pair[1]].kind) {
        let union = united(&files, &model, pair[0], pair[1]);
        if !union.between.is_empty() {
            continue;
        }
        let (kept, gone) = (&*model[pair[0]].id, &*model[pair[1]].id);
        let mut all: Vec<File> = files.to_vec();
        for change in &union.changes {
            all.retain(|file| file.path() != change.path);
            all.push(File::new(&*change.path, &*change.after));
        }
        let loaded = load(&all);
        let wrong =
            loaded.diagnostics.iter().find(|one| one.rule == "dangling-reference" || one.rule == "duplicate-id");
        assert_eq!(wrong.map(|one| one.headline()), None, "{kept} and {gone}");
        assert!(loaded.model.actor(gone).is_none());
        let one = &loaded.model[loaded.model.actor(kept).unwrap()];
        assert!(one.was().iter().any(|was| **was == *gone));
        assert_eq!(cited(&loaded.model), cited(&model), "{kept} and {gone}");
        tried += 1;
    }
    assert!(tried > 5, "{tried} pairs");
}

/// A row: two of few actors, a type, and what few rows say.
fn rows() -> impl Strategy<Value = Vec<String>> {
    let type_ = prop::sample::select(vec!["borders", "backs", "threatens"]);
    let amount = prop::sample::select(vec!["", "", "1", "2", "2.0"]);
    let date = prop::sample::select(vec!["", "", "2024", "2024-05"]);
    let note = prop::sample::select(vec!["", "", "", "x", "y"]);
    let row = (0..4_usize, 1..4_usize, type_, amount, date, note).prop_map(|(from, by, type_, amount, date, note)| {
        let name = |at: usize| ["Ona", "Ïla", "Upsala", "Upsalla"][at % 4];
        format!("{},{type_},{},{amount},{date},{note}", name(from), name(from + by))
    });
    prop::collection::vec(row, 0..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn twice_is_once(rows in rows(), more in rows()) {
        let text = |rows: &[String]| table(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        let mut files = empty();
        for rows in [&rows, &more] {
            let landed = import(&files, &text(rows));
            prop_assert_eq!(landed.report.accounts[0].items.sum(), rows.len());
            files = after(&files, &landed.changes);
            let again = import(&files, &text(rows));
            prop_assert!(again.changes.is_empty(), "{:?}\n{}", again.report.remarks, again.changes[0].after);
        }
    }

    #[test]
    fn any_text_is_a_table_or_none(text in "[a-c,;\"'\t\n\r{}=0-9é ]{0,80}") {
        let model = load(&empty()).model;
        let mapping = Mapping::read(TIES, 0).unwrap();
        if let Ok(catch) = read(&text, &mapping, &model) {
            let items: BTreeSet<_> = catch.seen.iter().collect();
            prop_assert!(catch.found.iter().all(|found| items.contains(&found.at)));
        }
        let foreign = Foreign { path: "", text: &text, mapping: None, vocabulary: model.vocabulary() };
        if let Ok(proposed) = importer("table").unwrap().propose.unwrap()(&foreign) {
            let faults = Mapping::read(&Node::page(&proposed, 2), 0).err().unwrap_or_default();
            // what it could not guess is for a person to fill in
            prop_assert!(faults.iter().all(|fault| fault.rule == "empty-text"), "{:?}", faults);
        }
    }
}
