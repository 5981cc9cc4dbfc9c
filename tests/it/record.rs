//! Texts into records: spans, splitting, what stops the reading.

use actant::model;
use actant::record::Document;
use actant::record::Raw;
use actant::record::Sort;
use actant::record::keys;
use actant::record::keys::Form;
use actant::record::strict;
use actant::record::typed::RelationRecord;

#[test]
fn every_value_knows_its_bytes() {
    let text = "{ \"a\" : [1, {\"b\": \"c\"}], \"d\\u0065\": null }";
    let raw = Raw::new(text, 3);
    let entries = raw.entries();
    for entry in &entries {
        for part in [entry.key, entry.value] {
            let span = part.span();
            assert_eq!(&text[span.start as usize..span.end as usize], part.json());
            assert_eq!(span.file, 3);
        }
    }
    assert_eq!(entries[1].key.text().as_deref(), Some("de"));
    let inner = entries[0].value.items()[1].get("b").expect("b");
    assert_eq!(&text[inner.span().start as usize..inner.span().end as usize], "\"c\"");
    assert_eq!(inner.sort(), Sort::String);
}

#[test]
fn a_document_keeps_what_came_before_a_syntax_error() {
    let text = "{\"actors\": [{\"id\": \"a\"}, {\"id\": \"b\"}], \"relations\": [{\"from\": \"a\"}, oops]}";
    let document = Document::read(text, 0);
    assert_eq!((document.actors.len(), document.relations.len()), (2, 1));
    assert!(document.unread);
    assert_eq!(document.faults.len(), 1);
    assert_eq!(document.faults[0].headline(), "`oops` is no value of JSON");
}

#[test]
fn a_faulty_line_spares_the_others() {
    let text = "{\"actor\": {\"id\": \"a\"}}\r\n{\"actor\": \n\n{\"relation\": {\"from\": \"a\"}}\n";
    let document = Document::read_lines(text, 0);
    assert_eq!((document.actors.len(), document.relations.len(), document.faults.len()), (1, 1, 1));
    assert_eq!(document.relations.iter().next().map(|raw| raw.json()), Some("{\"from\": \"a\"}"));
}

/// What is written, the rule, the headline's beginning and the text under the label.
const FAULTS: &[(&str, &str, &str, &str)] = &[
    ("", "cut-off", "the file is empty", ""),
    ("   \n", "cut-off", "the file is empty", ""),
    ("[]", "syntax", "the text is no object", "["),
    ("{\"a\": 1", "cut-off", "the text ends inside an object", ""),
    ("{\"a\": [1", "cut-off", "the text ends inside a list", ""),
    ("{\"a\": \"b", "cut-off", "the text ends inside a string", ""),
    ("{\"a\": 1}\0\0\0", "cut-off", "the file holds NUL", "\0"),
    ("\0\0", "cut-off", "the file holds NUL", "\0"),
    ("{\"a\": 1,}", "syntax", "a comma stands before", ","),
    ("{\"a\": [1, ]}", "syntax", "a comma stands before", ","),
    ("{\"a\": 1 \"b\": 2}", "syntax", "a comma is missing", "1"),
    ("{\"a\": [{} {}]}", "syntax", "a comma is missing", "}"),
    ("{\"a\" 1}", "syntax", "a colon is missing", "\""),
    ("{\"a\": [1}", "syntax", "another bracket closes", "}"),
    ("{“a”: 1}", "syntax", "`“` is no quotation mark", "“"),
    ("{'a': 1}", "syntax", "`'` is no quotation mark", "'"),
    ("{\"a\": ‘x’}", "syntax", "`‘` is no quotation mark", "‘"),
    ("{\n// why\n\"a\": 1}", "syntax", "there are no comments", "// why"),
    ("{\"a\": 1 /* b */}", "syntax", "there are no comments", "/* b */}"),
    ("# graph\n{}", "syntax", "there are no comments", "# graph"),
    ("{\"a\": True}", "syntax", "`True` is no value", "True"),
    ("{\"a\": NaN}", "syntax", "`NaN` is no value", "NaN"),
    ("{a: 1}", "syntax", "`a` is no value", "a"),
    ("{\"a\": \"x\ny\"}", "syntax", "a string runs over the end", "\n"),
    ("{\"a\": \"x\ty\"}", "syntax", "a string holds a bare control", "\t"),
    ("{\"a\": \"\\x\"}", "syntax", "this escape means nothing", "x"),
    ("{\"a\": 01}", "syntax", "this is no number", "1"),
    ("{\"a\": +1}", "syntax", "this is no JSON", "+"),
    ("{} {}", "syntax", "something stands after the end", "{"),
    (
        "{\"a\": 1,\n<<<<<<< ours\n\"b\": 2\n=======\n\"b\": 3\n>>>>>>> theirs\n}",
        "conflict-marker",
        "a merge left",
        "<<<<<<< ours",
    ),
    ("<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n", "conflict-marker", "a merge left", "<<<<<<< ours"),
];

#[test]
fn what_stops_the_reading_is_told_by_what_stands_there() {
    for (text, rule, headline, label) in FAULTS {
        for read in [Document::read, Document::read_lines] {
            if text.contains('\n') && read(text, 0).faults.len() != 1 {
                continue; // a file of lines reads it otherwise
            }
            let document = read(text, 0);
            let Some(fault) = document.faults.first() else { panic!("{text:?} is read") };
            let span = fault.span;
            assert_eq!(fault.rule, *rule, "{text:?}: {fault:?}");
            assert!(fault.headline().starts_with(headline), "{text:?}: {fault:?}");
            assert_eq!(&text[span.start as usize..span.end as usize], *label, "{text:?}: {fault:?}");
            if text.trim().is_empty() {
                break;
            }
        }
        assert!(Document::read(text, 0).unread);
    }
}

#[test]
fn deep_nesting_is_refused_without_recursion() {
    let deep = format!("{{\"x\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let document = Document::read(&deep, 0);
    assert_eq!(strict(document.entries[0].value)[0].rule, "too-deep");
    let open = "{\"a\":".repeat(100_000);
    assert_eq!(Document::read(&open, 0).faults[0].rule, "cut-off");
    assert!(Document::read(&"[".repeat(100_000), 0).unread);
}

#[test]
fn what_json_lets_pass_is_found() {
    let rules = |text: &str| strict(Raw::new(text, 0)).into_iter().map(|fault| fault.rule).collect::<Vec<_>>();
    assert_eq!(rules(r#"{"a": {"b": 1, "\u0062": 2}}"#), ["duplicate-key"]);
    assert_eq!(rules(r#"["\ud800"]"#), ["bad-escape"]);
    assert_eq!(rules(r#"[1e999]"#), ["bad-number"]);
    assert_eq!(rules(r#"[123456789012345678901234567890, "\ud83d\ude00", 1e-999]"#), Vec::<&str>::new());
}

#[test]
fn a_typed_record_refuses_what_the_table_does_not_list() {
    let read = |text: &str| serde_json::from_str::<RelationRecord<'_>>(text).is_ok();
    assert!(read(r#"{"from": "a", "type": "t", "to": "b", "on-behalf-of": ["c"], "sources": ["s", {"source": "s"}]}"#));
    for wrong in [r#"{"from": "a", "from": "b"}"#, r#"{"x-a": 1}"#, r#"{"note": null}"#, r#"{"negated": 1}"#] {
        assert!(!read(wrong), "{wrong}");
    }
}

/// The keys of the typed records and those of the table are the same.
#[test]
fn the_table_of_keys_and_the_typed_records_agree() {
    fn example(form: &Form) -> String {
        match form {
            Form::Flag => "true".into(),
            Form::Number | Form::Whole(..) => "1".into(),
            Form::List(_) => "[]".into(),
            Form::OneOrList(form) => example(form),
            Form::Record(record) => full(record),
            Form::Texts | Form::Reasons | Form::Any => "{}".into(),
            _ => "\"a\"".into(),
        }
    }
    fn full(record: &keys::Record) -> String {
        let entries: Vec<String> =
            record.keys.iter().map(|key| format!("\"{}\": {}", key.name, example(&key.form))).collect();
        format!("{{{}}}", entries.join(", "))
    }
    fn read<'a, T: serde::Deserialize<'a>>(text: &'a str) {
        serde_json::from_str::<T>(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    }
    use actant::record::typed::*;
    read::<SourceRecord<'_>>(&full(&keys::SOURCE));
    read::<ActorRecord<'_>>(&full(&keys::ACTOR));
    read::<RelationRecord<'_>>(&full(&keys::RELATION));
    read::<CitationRecord<'_>>(&full(&keys::CITATION));
    read::<StanceRecord<'_>>(&full(&keys::STANCE));
    read::<KindRecord<'_>>(&full(&keys::KIND));
    read::<TypeRecord<'_>>(&full(&keys::TYPE));
}

/// The words of the table are those of the model.
#[test]
fn the_table_of_keys_and_the_model_agree_on_words() {
    macro_rules! words {
        ($record:ident.$key:literal, $type:ident) => {
            let model: Vec<&str> = model::$type::ALL.iter().map(|word| word.word()).collect();
            agree(&keys::$record, $key, model);
        };
    }
    words!(RELATION."status", Status);
    words!(RELATION."phase", Phase);
    words!(RELATION."confidence", Confidence);
    words!(RELATION."likelihood", Likelihood);
    words!(QUANTITY."precision", Precision);
    words!(VALUE."precision", Precision);
    words!(CITATION."stance", Testimony);
    words!(STANCE."says", Says);
    words!(SOURCE."reliability", Reliability);
    words!(TYPE."roles", Role);
    words!(TYPE."polarity", Polarity);
    words!(TYPE."expects", Expected);
    words!(TYPE."means", Meaning);
    words!(KIND."stix", StixObject);
    words!(KIND."ftm", FtmThing);
    words!(TYPE."stix", StixRelation);
    words!(TYPE."ftm", FtmLink);
    words!(LOOK."shape", Shape);
}

fn agree(record: &keys::Record, key: &str, mut model: Vec<&str>) {
    let form = match record.key(key).expect("a key").form {
        Form::List(form) => *form,
        form => form,
    };
    let Form::Word(words) = form else { panic!("{key} is no word") };
    let mut mine: Vec<&str> = words.to_vec();
    mine.sort_unstable();
    model.sort_unstable();
    assert_eq!(mine, model, "{key}");
}
