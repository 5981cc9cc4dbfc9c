//! Laws of the canonical form, tried on generated files that are as odd as the format allows.

use crate::shipped;
use actant::diagnostic::Diagnostic;
use actant::edit;
use actant::load;
use actant::load::File;
use actant::model::Place;
use actant::record::keys;
use actant::record::keys::Form;
use actant::record::keys::Record;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::sample::subsequence;
use serde_json::Value;
use std::fmt::Debug;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn formatting_twice_is_formatting_once(text in file()) {
        let once = fmt("a.json", &text).unwrap();
        prop_assert_eq!(fmt("a.json", &once).unwrap(), once);
    }

    #[test]
    fn no_fact_and_no_number_changes(text in file()) {
        let after = fmt("a.json", &text).unwrap();
        prop_assert_eq!(facts(&text), facts(&after));
        prop_assert_eq!(numbers(&text), numbers(&after));
    }

    #[test]
    fn one_graph_has_one_form((one, other) in shuffled()) {
        prop_assert_eq!(fmt("a.json", &one).unwrap(), fmt("a.json", &other).unwrap());
    }

    #[test]
    fn line_ends_are_kept_and_a_mark_is_dropped(text in file()) {
        let canonical = fmt("a.json", &text).unwrap();
        let foreign = format!("\u{FEFF}\r\n{}", canonical.replace('\n', "\r\n"));
        prop_assert_eq!(fmt("a.json", &foreign).unwrap(), canonical.replace('\n', "\r\n"));
    }

    #[test]
    fn lines_stay_records_of_one_line(records in prop::collection::vec(line(), 0..6)) {
        let text = records.join("\n\n");
        let once = fmt("a.jsonl", &text).unwrap();
        prop_assert_eq!(once.lines().count(), records.len());
        prop_assert_eq!(fmt("a.jsonl", &once).unwrap(), &*once);
        let sorted = |text: &str| { let mut all: Vec<_> = text.lines().filter(|line| !line.is_empty()).map(facts).collect(); all.sort(); all };
        prop_assert_eq!(sorted(&text), sorted(&once));
    }

    #[test]
    fn any_text_is_formatted_or_refused(text in r#"[\[\]{}":,a0\\\n "]{0,40}|\PC{0,40}"#) {
        for path in ["a.json", "a.jsonl"] {
            if let Err(faults) = fmt(path, &text) {
                prop_assert!(!faults.is_empty());
            }
        }
    }
}

#[test]
fn what_cannot_be_read_in_one_way_is_refused() {
    let deep = format!("{{\"x-a\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    for text in ["", "{", "[]", "{\"name\": \"a\", \"name\": \"b\"}", "{\"x-a\": {\"b\": 1, \"b\": 2}}", &deep] {
        assert!(fmt("a.json", text).is_err(), "{text:.40}");
        assert!(fmt("a.jsonl", text).is_err() || text.is_empty(), "{text:.40}");
    }
}

#[test]
fn a_record_is_written_on_one_line_where_it_fits() {
    let note = |length: usize| format!("{{\"actors\": [{{\"note\": \"{}\", \"id\": \"a\"}}]}}", "n".repeat(length));
    let fits = 200 - "    {\"id\": \"a\", \"note\": \"\"}".len();
    assert_eq!(fmt("a.json", &note(fits)).unwrap().lines().count(), 5);
    assert_eq!(fmt("a.json", &note(fits + 1)).unwrap().lines().count(), 8);
}

#[test]
fn strings_lose_needless_escapes_and_show_what_is_hidden() {
    let text = "{\"description\": \"\\u00e9\\/\\\\\\\"\\n\\u202e\u{200B}\u{E0041}\", \"x-a\": \"\\u00e9\"}";
    let want = "{\n  \"description\": \"é/\\\\\\\"\\n\\u202e\\u200b\\udb40\\udc41\",\n  \"x-a\": \"\\u00e9\"\n}\n";
    assert_eq!(fmt("a.json", text).unwrap(), want);
}

#[test]
fn strings_lose_needless_escapes_wherever_the_format_knows_them() {
    let text = r#"{"description": "a\u000ab\u000dc\u0009d", "actors": [{"id": "a", "ids": {"x": "\u00e9"}, "accept": {"r": "\u00e9"}}]}"#;
    let actor = r#"    {"id": "a", "ids": {"x": "é"}, "accept": {"r": "é"}}"#;
    let want = format!("{{\n  \"description\": \"a\\nb\\rc\\td\",\n  \"actors\": [\n{actor}\n  ]\n}}\n");
    assert_eq!(fmt("a.json", text).unwrap(), want);
}

#[test]
fn the_shipped_graph_comes_back_from_any_order() {
    let files = shipped::files();
    let jumbled: Vec<File> = files.iter().map(|file| File::new(file.path(), jumbled(file.text()))).collect();
    for (file, jumbled) in files.iter().zip(&jumbled) {
        assert_eq!(fmt(file.path(), jumbled.text()).as_deref(), Ok(file.text()), "{}", file.path());
    }
    let (model, other) = (load::load(&files).model, load::load(&jumbled).model);
    assert_eq!(
        told(model.actors(), |actor| actor.place = Place::default()),
        told(other.actors(), |actor| actor.place = Place::default())
    );
    assert_eq!(
        told(model.sources(), |source| source.place = Place::default()),
        told(other.sources(), |source| source.place = Place::default())
    );
    assert_eq!(
        told(model.relations(), |tie| tie.place = Place::default()),
        told(other.relations(), |tie| tie.place = Place::default())
    );
}

/// The same file on one line, keys by the alphabet and records backwards.
fn jumbled(text: &str) -> String {
    let mut value: Value = serde_json::from_str(text).unwrap();
    for section in ["actors", "sources", "relations"] {
        if let Some(records) = value.get_mut(section).and_then(Value::as_array_mut) {
            records.reverse();
        }
    }
    value.to_string()
}

/// Records in words, sorted, without the places where they stand.
fn told<T: Clone + Debug>(records: &[T], without_place: impl Fn(&mut T)) -> Vec<String> {
    let mut told: Vec<String> = records
        .iter()
        .cloned()
        .map(|mut record| {
            without_place(&mut record);
            format!("{record:?}")
        })
        .collect();
    told.sort();
    told
}

/// What a text says, the order of keys and of sorted records and the spelling aside. A list of
/// one is the one, and a citation of which only the source is stated is that source.
fn facts(text: &str) -> String {
    fn plain(value: Value, sorted: bool) -> Value {
        match value {
            Value::Array(items) => {
                let mut items: Vec<Value> = items.into_iter().map(|item| plain(item, sorted)).collect();
                if sorted {
                    items.sort_by_key(Value::to_string);
                }
                if items.len() == 1 { items.remove(0) } else { Value::Array(items) }
            }
            Value::Object(entries) if entries.len() == 1 && entries.contains_key("source") => {
                plain(entries["source"].clone(), false)
            }
            Value::Object(entries) => {
                let section =
                    |key: &str| matches!(key, "actors" | "sources" | "relations" | "views" | "kinds" | "types");
                Value::Object(
                    entries.into_iter().map(|(key, value)| (key.clone(), plain(value, section(&key)))).collect(),
                )
            }
            other => other,
        }
    }
    plain(serde_json::from_str(text.trim_start_matches('\u{FEFF}')).unwrap(), false).to_string()
}

/// Every number as it is spelled, sorted.
fn numbers(text: &str) -> Vec<String> {
    let text = text.replace("\\\\", "").replace("\\\"", "");
    let mut found: Vec<String> = text
        .split('"')
        .step_by(2)
        .flat_map(|part| part.split(|c: char| !(c.is_ascii_digit() || "+-.eE".contains(c))))
        .filter(|word| word.contains(|c: char| c.is_ascii_digit()))
        .map(str::to_owned)
        .collect();
    found.sort_unstable();
    found
}

fn fmt(path: &str, text: &str) -> Result<String, Vec<Diagnostic>> {
    edit::fmt(path, text, 0)
}

fn file() -> BoxedStrategy<String> {
    record(&keys::FILE)
}

fn line() -> BoxedStrategy<String> {
    select(keys::LINE.keys.iter().collect::<Vec<_>>())
        .prop_flat_map(|key| value(&key.form).prop_map(move |value| format!("{{\"{}\": {value}}}", key.name)))
        .prop_map(|line| line.replace('\n', " "))
        .boxed()
}

/// The same records in two orders, with two spellings of space.
fn shuffled() -> impl Strategy<Value = (String, String)> {
    let records = prop::collection::vec(record(&keys::RELATION), 0..5);
    records.prop_flat_map(|records| (Just(records.clone()).prop_shuffle(), Just(records))).prop_map(|(one, other)| {
        (format!("{{\"relations\": [{}]}}", one.join(",")), format!("{{\"relations\":\n[{}]}}", other.join(" ,\t")))
    })
}

/// Some keys of a record in any order, with values that mostly fit them, and a key of somebody else.
fn record(record: &'static Record) -> BoxedStrategy<String> {
    let keys: Vec<_> = record.keys.iter().collect();
    let chosen = subsequence(keys, 0..=record.keys.len()).prop_shuffle();
    let entries = chosen.prop_flat_map(|keys| {
        keys.into_iter()
            .map(|key| (Just(key.name), value(&key.form)).prop_map(|(name, value)| (format!("\"{name}\""), value)))
            .collect::<Vec<_>>()
    });
    (entries, prop::option::of(odd()), gap())
        .prop_map(|(mut entries, odd, gap)| {
            entries.extend(odd.map(|odd| ("\"x-odd\"".to_owned(), odd)));
            let entries: Vec<String> =
                entries.into_iter().map(|(key, value)| format!("{key}{gap}:{gap}{value}")).collect();
            format!("{{{gap}{}{gap}}}", entries.join(","))
        })
        .boxed()
}

fn value(form: &'static Form) -> BoxedStrategy<String> {
    match form {
        Form::Record(inner) => record(inner),
        Form::Either(inner, other) => prop_oneof![value(inner), record(other)].boxed(),
        Form::List(inner) => list(value(inner)),
        Form::WordOr(words, inner) => {
            prop_oneof![select(*words).prop_map(|word| format!("\"{word}\"")), value(inner)].boxed()
        }
        Form::OneOrList(inner) => prop_oneof![value(inner), list(value(inner))].boxed(),
        Form::Number | Form::Whole(..) => number(),
        Form::Flag => select(vec!["true", "false"]).prop_map(str::to_owned).boxed(),
        Form::Name | Form::Text => string(),
        Form::Texts | Form::Reasons => {
            string().prop_map(|text| format!("{{\"b\": {text}, \"\\u0061\": \"\"}}")).boxed()
        }
        Form::Any => odd(),
        _ => prop_oneof![9 => id(), 1 => odd()].boxed(),
    }
}

fn list(items: BoxedStrategy<String>) -> BoxedStrategy<String> {
    (prop::collection::vec(items, 0..4), gap())
        .prop_map(|(items, gap)| format!("[{gap}{}]", items.join(&format!("{gap},"))))
        .boxed()
}

fn id() -> BoxedStrategy<String> {
    select(vec!["\"a\"", "\"a-b\"", "\"b\"", "\"\\u0062\"", "\"c\""]).prop_map(str::to_owned).boxed()
}

fn number() -> BoxedStrategy<String> {
    select(vec!["0", "-0", "1e3", "1E+3", "0.10", "1.0", "-12.5e-7", "123456789012345678901234567890"])
        .prop_map(str::to_owned)
        .boxed()
}

fn string() -> BoxedStrategy<String> {
    let pieces = vec![
        "a",
        "é",
        "\\u00e9",
        "\\\"",
        "\\\\",
        "\\/",
        "\\n",
        "\\t",
        "\\u0000",
        "\\u202e",
        "\u{202E}",
        "\\ud83d\\ude00",
        "😀",
        "</script>",
        "=cmd()",
        " ",
        "{",
        "\\u2028",
    ];
    prop::collection::vec(select(pieces), 0..12).prop_map(|pieces| format!("\"{}\"", pieces.concat())).boxed()
}

/// Values that no form of the format asks for.
fn odd() -> BoxedStrategy<String> {
    let odd = select(vec!["null", "{}", "[]", "{\"z\": 1.50, \"a\": [ [], {\"\\u0061\": \"\\/\"}]}", "[[\"one\"]]"]);
    prop_oneof![odd.prop_map(str::to_owned), string(), number()].boxed()
}

fn gap() -> impl Strategy<Value = &'static str> {
    select(vec!["", " ", "\n", "\t \n  "])
}
