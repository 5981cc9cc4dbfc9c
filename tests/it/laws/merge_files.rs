//! Laws of merging, tried on whole files in which any key of the format may stand anywhere it can,
//! right or not: what one side has put in is in the text, either decision can be read, and the same
//! decision gives the same file, whoever is called ours.

use super::merge::Layout;
use super::merge::canonical;
use super::merge::decided;
use super::merge::in_order;
use super::merge::layout;
use actant::edit::Conflict;
use actant::edit::merge;
use actant::record::keys::FILE;
use actant::record::keys::Form;
use actant::record::keys::Record;
use proptest::prelude::*;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeSet;

/// Chance, and words that nobody else writes.
struct Writer {
    seed: u64,
    letter: char,
    words: u32,
}

impl Writer {
    fn new(seed: u64, letter: char) -> Self {
        Self { seed, letter, words: 0 }
    }

    /// A number below this (SplitMix64).
    fn below(&mut self, bound: u64) -> u64 {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.seed;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn word(&mut self) -> Value {
        self.words += 1;
        json!(format!("{}{}", self.letter, self.words))
    }

    fn record(&mut self, card: &Record) -> Value {
        let often = if card.name == "file" { 70 } else { 100 / card.keys.len() as u64 + 15 };
        let mut object = Map::new();
        for key in card.keys {
            let is_identity = key.required && matches!(key.form, Form::Slug | Form::Actor | Form::Type);
            if self.chance(if is_identity { 97 } else { often }) {
                object.insert(key.name.into(), self.value(&key.form));
            }
        }
        if self.chance(8) {
            object.insert("x-mark".into(), self.value(&Form::Any));
        }
        Value::Object(object)
    }

    fn list(&mut self, inner: &Form) -> Value {
        let count = if matches!(inner, Form::Record(_)) { self.below(5) } else { self.below(3) + 1 };
        (0..count).map(|_| self.value(inner)).collect()
    }

    fn value(&mut self, form: &Form) -> Value {
        match form {
            // a list of records that is none cannot be read
            _ if !matches!(form, Form::List(Form::Record(_))) && self.chance(1) => json!({ "x": self.word() }),
            // few ids, so that records meet
            Form::Slug | Form::Actor | Form::Source => json!(format!("r{}", self.below(5))),
            Form::Type => json!(["supplies", "allied-with"][self.below(2) as usize]),
            Form::Flag => json!(self.chance(50)),
            Form::Record(card) => self.record(card),
            Form::List(inner) => self.list(inner),
            Form::OneOrList(inner) | Form::WordOr(_, inner) if self.chance(50) => self.list(inner),
            Form::OneOrList(inner) => self.value(inner),
            Form::Either(_, card) if self.chance(60) => self.record(card),
            Form::Either(inner, _) => self.value(inner),
            Form::Texts | Form::Reasons => json!({ (format!("k{}", self.below(3))): self.word() }),
            Form::Any => json!({ "any": [self.word()] }),
            _ => self.word(),
        }
    }

    /// The same with a few things put in, taken out and said otherwise.
    fn edited(&mut self, value: &Value, form: &Form) -> Value {
        match (value, form) {
            (Value::Object(object), Form::Record(card) | Form::Either(_, card)) => self.record_edited(object, card),
            (Value::Array(items), Form::List(inner) | Form::OneOrList(inner) | Form::WordOr(_, inner)) => {
                let mut edited = Vec::new();
                for item in items {
                    if !self.chance(6) {
                        edited.push(self.edited(item, inner));
                    }
                }
                if self.chance(15) {
                    let at = self.below(edited.len() as u64 + 1) as usize;
                    edited.insert(at, self.value(inner));
                }
                Value::Array(edited)
            }
            (Value::Object(object), Form::Texts | Form::Reasons) if self.chance(30) => {
                let mut object = object.clone();
                object.insert(format!("k{}", self.below(3)), self.word());
                Value::Object(object)
            }
            // ids tell what is the same: they stay
            (_, Form::Slug) => value.clone(),
            _ if self.chance(10) => self.value(form),
            _ => value.clone(),
        }
    }

    fn record_edited(&mut self, object: &Map<String, Value>, card: &Record) -> Value {
        let mut edited = Map::new();
        for (key, value) in object {
            let form = card.key(key).map_or(&Form::Any, |key| &key.form);
            if !self.chance(if card.name == "file" { 1 } else { 3 }) {
                edited.insert(key.clone(), self.edited(value, form));
            }
        }
        for key in card.keys {
            if self.chance(3) && !edited.contains_key(key.name) {
                edited.insert(key.name.into(), self.value(&key.form));
            }
        }
        Value::Object(edited)
    }
}

fn text(file: &Value, layout: Layout) -> String {
    let Layout::Lines = layout else { return super::merge::laid(&file.to_string(), layout) };
    let mut lines = String::new();
    for (section, one) in [("sources", "source"), ("actors", "actor"), ("relations", "relation")] {
        for record in file[section].as_array().into_iter().flatten() {
            lines += &format!("{}\n", json!({ one: record }));
        }
    }
    canonical("a.jsonl", &lines)
}

/// The words that stand in a text and that one of these letters begins.
fn words(text: &str, letter: char) -> BTreeSet<&str> {
    let is_word = |word: &&str| word.starts_with(letter) && word[1..].parse::<u32>().is_ok();
    text.split('"').filter(is_word).collect()
}

/// What a text says: neither the order of lists nor a list without a record says anything.
fn graph(path: &str, text: &str) -> String {
    let ordered = in_order(path, &canonical(path, text));
    let Ok(Value::Object(mut file)) = serde_json::from_str(&ordered) else { return ordered };
    let is_bare = |value: &Value| matches!(value, Value::Array(items) if items.is_empty()) || *value == json!({});
    if let Some(Value::Object(vocabulary)) = file.get_mut("vocabulary") {
        vocabulary.retain(|_, value| !is_bare(value));
    }
    file.retain(|_, value| !is_bare(value));
    Value::Object(file).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whole_files_merge(seed in any::<u64>(), (one, other) in (layout(), layout())) {
        let other = if (one == Layout::Lines) == (other == Layout::Lines) { other } else { one };
        let path = if one == Layout::Lines { "a.jsonl" } else { "a.json" };
        let file = Writer::new(seed, 'b').record(&FILE);
        let [ours, theirs] = ['o', 't'].map(|letter| Writer::new(seed ^ u64::from(letter), letter).edited(&file, &Form::Record(&FILE)));
        let (base, ours, theirs) = (text(&file, one), text(&ours, one), text(&theirs, other));
        let (merged, swapped) = (merge(path, &base, &ours, &theirs), merge(path, &base, &theirs, &ours));
        let told = format!("{base}\n---\n{ours}\n---\n{theirs}\n---\n{}", merged.text);
        if merged.conflicts.iter().any(|conflict| matches!(conflict, Conflict::Unread { .. })) {
            return Ok(());
        }
        prop_assert_eq!(merged.conflicts.is_empty(), !merged.text.contains("<<<<<<< ours"), "{}", told);
        prop_assert_eq!(merged.conflicts.len(), swapped.conflicts.len(), "{}", told);
        for (side, letter) in [(&ours, 'o'), (&theirs, 't')] {
            let lost: Vec<_> = words(side, letter).difference(&words(&merged.text, letter)).copied().collect();
            prop_assert!(lost.is_empty(), "{:?} lost\n{}", lost, told);
        }
        let both: BTreeSet<_> = words(&ours, 'b').intersection(&words(&theirs, 'b')).copied().collect();
        let lost: Vec<_> = both.difference(&words(&merged.text, 'b')).copied().collect();
        prop_assert!(lost.is_empty(), "{:?} lost\n{}", lost, told);
        for keep in [0, 1] {
            let (this, that) = (decided(&merged.text, keep), decided(&swapped.text, 1 - keep));
            prop_assert!(actant::edit::fmt(path, &this, 0).is_ok(), "decided for {}\n{}\n{}", keep, this, told);
            prop_assert_eq!(graph(path, &this), graph(path, &that), "{}", told);
        }
    }
}

/// What there is to decide, as it is told.
fn told(three: [&str; 3]) -> (String, Vec<String>) {
    let merged = merge("a.json", three[0], three[1], three[2]);
    (merged.text, merged.conflicts.iter().map(ToString::to_string).collect())
}

#[test]
fn only_the_type_in_doubt_stands_twice() {
    let file = |phrase: &str, more: &str| {
        let type_ = |id: &str, phrase: &str| json!({"id": id, "phrase": phrase, "inverse": "is met by", "note": "x".repeat(90)});
        let types = json!([type_("a", "meets"), type_("b", phrase), type_("c", "meets")]);
        let kinds: Value = serde_json::from_str(&format!(r#"[{{"id": "one", "label": "One"}}{more}]"#)).unwrap();
        canonical("a.json", &json!({"vocabulary": {"kinds": kinds, "types": types}}).to_string())
    };
    let (text, conflicts) = told([
        &file("sees", ""),
        &file("looks at", r#", {"id": "two", "label": "Two"}"#),
        &file("watches", r#", {"id": "three", "label": "Three"}"#),
    ]);
    assert_eq!(conflicts, [r#"type b: `phrase` is "looks at" in ours and "watches" in theirs"#]);
    assert_eq!(text.matches("\"phrase\"").count(), 4, "{text}");
    let both = r#", {"id": "three", "label": "Three"}, {"id": "two", "label": "Two"}"#;
    for (keep, phrase) in [(0, "looks at"), (1, "watches")] {
        assert_eq!(decided(&text, keep), file(phrase, both));
    }
}

#[test]
fn what_each_has_put_in_the_same_place_is_not_both() {
    let via = |via: &str| {
        format!(r#"{{"relations": [{{"from": "a", "type": "supplies", "to": "b", {via}"sources": ["s"]}}]}}"#)
    };
    let (base, ours, theirs) = (via(r#""via": "x", "#), via(r#""via": "y", "#), via(r#""via": ["z"], "#));
    let said = r#"relation a:supplies:b: `via` is "y" in ours and "z" in theirs"#;
    assert_eq!(told([&base, &ours, &theirs]).1, [said]);
    assert_eq!(told([&via(""), &ours, &theirs]).1, [said]);
    let more = via(r#""via": ["x", "y"], "#);
    assert_eq!(told([&base, &more, &via(r#""via": ["x", "z"], "#)]), (via(r#""via": ["x", "y", "z"], "#), vec![]));
    let view = |state: &str| format!(r#"{{"views": [{{"id": "v", "question": "stats", "compare": {state}}}]}}"#);
    let (_, conflicts) = told([&view("\"2016\""), &view("[\"2016\", \"2020\"]"), &view("\"2018\"")]);
    assert_eq!(conflicts, [r#"view v: `compare` is ["2016", "2020"] in ours and "2018" in theirs"#]);
}

#[test]
fn what_holds_no_list_of_records_is_not_written_over() {
    for (key, value) in
        [("views", "{\"note\": \"kept\"}"), ("vocabulary", "\"kept\""), ("vocabulary", "{\"types\": \"kept\"}")]
    {
        let ours = format!("{{\"{key}\": {value}}}\n");
        let theirs = r#"{"views": [{"id": "v", "question": "stats"}], "vocabulary": {"types": [{"id": "t"}]}}"#;
        let (text, conflicts) = told(["{}", &ours, theirs]);
        assert!(conflicts[0].starts_with("ours cannot be read: `"), "{conflicts:?}");
        assert!(text.contains("kept") && text.contains(theirs), "{text}");
    }
}

#[test]
fn a_place_that_reads_like_a_number_is_a_place() {
    let cites = |more: &str| {
        format!(
            r#"{{"relations": [{{"from": "a", "type": "supplies", "to": "b", "sources": [{{"source": "s", "at": "p", "note": "1"}}, {{"source": "s", "at": "p", "note": "2"}}, {{"source": "s", "at": "p #2", "note": "3"}}{more}]}}]}}"#
        )
    };
    let more = |at: &str| format!(r#", {{"source": "s", "at": "{at}"}}"#);
    let (text, conflicts) = told([&cites(""), &cites(&more("q")), &cites(&more("r"))]);
    assert_eq!((text, conflicts), (cites(&(more("q") + &more("r"))), vec![]));
}
