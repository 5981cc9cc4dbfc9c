//! Laws of merging: two people who change different things both get their way, in either order, and
//! nothing that anybody wrote is lost.

use actant::diagnostic::Severity;
use actant::edit::Conflict;
use actant::edit::fmt;
use actant::edit::merge;
use actant::load::File;
use actant::load::load;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Records by what names them: the section, and the id or identity.
type Graph = BTreeMap<(&'static str, String), Map<String, Value>>;

/// What one person does to a record.
#[derive(Clone, Debug)]
enum Edit {
    Set(&'static str, Value),
    Unset(&'static str),
    Push(&'static str, Value),
    Remove,
}

/// How a text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    Canonical,
    Windows,
    Compact,
    Pretty,
    Lines,
}

const RECORDS: usize = 8;

fn base() -> Graph {
    let mut graph = Graph::new();
    for at in 0..4 {
        let id = format!("a{at}");
        let actor = json!({"id": id, "kind": "state", "name": format!("Land {at}"), "aliases": ["x", "y"], "ids": {"iso": "AA"}});
        graph.insert(("actors", id), actor.as_object().unwrap().clone());
    }
    for (at, type_) in ["supplies", "allied-with", "backs"].into_iter().enumerate() {
        let (from, to) = (format!("a{at}"), format!("a{}", at + 1));
        let relation = json!({"from": from, "type": type_, "to": to, "status": "alleged", "since": "2020",
            "sources": ["s", {"source": "s", "at": "page 2", "credibility": 3}]});
        graph.insert(("relations", format!("{from}:{type_}:{to}")), relation.as_object().unwrap().clone());
    }
    let source = json!({"id": "s", "title": "Source", "date": "2020"});
    graph.insert(("sources", "s".into()), source.as_object().unwrap().clone());
    graph
}

fn edit() -> impl Strategy<Value = Edit> {
    let word = || select(vec!["one", "two", "three"]).prop_map(|word| json!(word));
    prop_oneof![
        (select(vec!["note", "x-mark", "status", "since"]), word()).prop_map(|(key, word)| Edit::Set(key, word)),
        select(vec!["note", "status", "since", "aliases"]).prop_map(Edit::Unset),
        (select(vec!["aliases", "tags"]), select(vec!["p", "q", "r"]))
            .prop_map(|(key, word)| Edit::Push(key, json!(word))),
        Just(Edit::Push("sources", json!({"source": "s", "at": "page 9"}))),
        Just(Edit::Remove),
    ]
}

/// Edits of records by their position.
fn edits() -> impl Strategy<Value = Vec<(usize, Edit)>> {
    prop::collection::vec((0..RECORDS, edit()), 0..10)
}

/// Records that one person adds, whose ids begin with a letter of their own.
fn added(letter: char) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(0..5_u8, 0..3).prop_map(move |all| all.iter().map(|at| format!("{letter}{at}")).collect())
}

fn apply(graph: &mut Graph, edits: &[(usize, Edit)], added: &[String]) {
    let names: Vec<_> = base().into_keys().collect();
    for (at, edit) in edits {
        let name = &names[*at];
        if let Edit::Remove = edit {
            graph.remove(name);
        }
        let Some(record) = graph.get_mut(name) else { continue };
        match edit {
            Edit::Set(key, value) => drop(record.insert((*key).into(), value.clone())),
            Edit::Unset(key) => drop(record.remove(*key)),
            Edit::Push(key, value) => {
                let list = record.entry(*key).or_insert_with(|| json!([])).as_array_mut().unwrap();
                if !list.contains(value) {
                    list.push(value.clone());
                }
            }
            Edit::Remove => {}
        }
    }
    for id in added {
        let actor = json!({"id": id, "kind": "state", "name": id});
        graph.insert(("actors", id.clone()), actor.as_object().unwrap().clone());
    }
}

fn text(graph: &Graph, layout: Layout) -> String {
    let mut file = Map::from_iter([("name".to_owned(), json!("Small"))]);
    for section in ["sources", "actors", "relations"] {
        let records = graph.iter().filter(|((of, _), _)| *of == section);
        file.insert(section.into(), records.map(|(_, record)| Value::Object(record.clone())).collect());
    }
    if layout != Layout::Lines {
        return laid(&Value::Object(file).to_string(), layout);
    }
    let line = |((section, _), record): (&(&str, String), &Map<String, Value>)| {
        format!("{}\n", json!({section.trim_end_matches('s'): record}))
    };
    fmt("a.jsonl", &graph.iter().map(line).collect::<String>(), 0).unwrap()
}

/// A text of sections, laid out so.
pub(super) fn laid(text: &str, layout: Layout) -> String {
    match layout {
        Layout::Canonical | Layout::Lines => fmt("a.json", text, 0).unwrap(),
        Layout::Windows => fmt("a.json", text, 0).unwrap().replace('\n', "\r\n"),
        Layout::Compact => text.to_owned(),
        Layout::Pretty => serde_json::to_string_pretty(&serde_json::from_str::<Value>(text).unwrap()).unwrap(),
    }
}

fn path(layout: Layout) -> &'static str {
    if layout == Layout::Lines { "a.jsonl" } else { "a.json" }
}

pub(super) fn layout() -> impl Strategy<Value = Layout> {
    select(vec![Layout::Canonical, Layout::Windows, Layout::Compact, Layout::Pretty, Layout::Lines])
}

pub(super) fn canonical(path: &str, text: &str) -> String {
    fmt(path, text, 0).unwrap_or_else(|faults| panic!("{:?}\n{text}", faults[0])).replace("\r\n", "\n")
}

/// A text in which what has no order that says anything is in one.
pub(super) fn in_order(path: &str, text: &str) -> String {
    let sorted = |line: &str| {
        let mut value: Value = serde_json::from_str(line).unwrap();
        sort(&mut value);
        canonical(path, &value.to_string())
    };
    if path == "a.jsonl" { text.lines().map(sorted).collect() } else { sorted(text) }
}

fn sort(value: &mut Value) {
    match value {
        Value::Array(items) => {
            items.iter_mut().for_each(sort);
            items.sort_by_key(ToString::to_string);
        }
        Value::Object(entries) => entries.values_mut().for_each(sort),
        _ => {}
    }
}

/// Two graphs in which each of two people made the edits that are theirs, and one with all of them.
fn parted(edits: &[(usize, Edit)], owners: &[bool], [left, right]: [&[String]; 2]) -> [Graph; 3] {
    let of = |owner: bool| edits.iter().filter(|(at, _)| owners[*at] == owner).cloned().collect::<Vec<_>>();
    let [mut ours, mut theirs, mut both] = [base(), base(), base()];
    apply(&mut ours, &of(true), left);
    apply(&mut theirs, &of(false), right);
    apply(&mut both, edits, left);
    apply(&mut both, &[], right);
    [ours, theirs, both]
}

/// The text with one side of each conflict.
pub(super) fn decided(text: &str, keep: usize) -> String {
    let mut side = None;
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        match line.trim_end() {
            "<<<<<<< ours" => side = Some(0),
            "=======" => side = Some(1),
            ">>>>>>> theirs" => side = None,
            _ if side.is_none_or(|side| side == keep) => out.push_str(line),
            _ => {}
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn different_things_merge_in_either_order(
        (edits, owners) in (edits(), prop::collection::vec(any::<bool>(), RECORDS)),
        (left, right) in (added('l'), added('r')),
        (one, other) in (layout(), layout()),
    ) {
        let other = if (one == Layout::Lines) == (other == Layout::Lines) { other } else { one };
        let [ours, theirs, both] = parted(&edits, &owners, [&left, &right]);
        let path = path(one);
        let (base, ours, theirs) = (text(&base(), one), text(&ours, one), text(&theirs, other));
        let merged = merge(path, &base, &ours, &theirs);
        prop_assert_eq!(&merged.conflicts, &[]);
        prop_assert_eq!(canonical(path, &merged.text), canonical(path, &text(&both, one)));
        let swapped = merge(path, &base, &theirs, &ours);
        prop_assert_eq!(canonical(path, &merged.text), canonical(path, &swapped.text));
        if matches!(one, Layout::Canonical | Layout::Windows | Layout::Lines) && ours != base {
            prop_assert_eq!(fmt(path, &merged.text, 0).unwrap(), merged.text);
        }
    }

    #[test]
    fn different_fields_of_one_record_merge(
        (edits, owners) in (edits(), prop::collection::vec(any::<bool>(), 6)),
        layout in layout(),
    ) {
        // whose a field is, by its name; whole records belong to nobody
        let keys = ["note", "x-mark", "status", "since", "tags", "sources"];
        let owner = |edit: &Edit| match edit {
            Edit::Set(key, _) | Edit::Unset(key) | Edit::Push(key, _) => keys.iter().position(|own| own == key).map(|at| owners[at]),
            Edit::Remove => None,
        };
        let of = |wanted| edits.iter().filter(|(_, edit)| owner(edit) == Some(wanted)).cloned().collect::<Vec<_>>();
        let [mut ours, mut theirs, mut both] = [base(), base(), base()];
        apply(&mut ours, &of(true), &[]);
        apply(&mut theirs, &of(false), &[]);
        apply(&mut both, &[of(true), of(false)].concat(), &[]);
        let path = path(layout);
        let [base, ours, theirs, both] = [base(), ours, theirs, both].map(|graph| text(&graph, layout));
        let merged = merge(path, &base, &ours, &theirs);
        prop_assert_eq!(&merged.conflicts, &[]);
        // keys that no table has stand as they come
        prop_assert_eq!(in_order(path, &merged.text), in_order(path, &both));
        let swapped = merge(path, &base, &theirs, &ours);
        prop_assert_eq!(canonical(path, &merged.text), canonical(path, &swapped.text));
    }

    #[test]
    fn items_of_one_list_merge(left in added('l'), right in added('r'), layout in layout()) {
        let with = |names: &[&[String]]| {
            let mut graph = base();
            let pushes: Vec<_> = names.concat().into_iter().map(|name| (0, Edit::Push("aliases", json!(name)))).collect();
            apply(&mut graph, &pushes, &[]);
            text(&graph, layout)
        };
        let path = path(layout);
        let (base, ours, theirs) = (with(&[]), with(&[&left]), with(&[&right]));
        let merged = merge(path, &base, &ours, &theirs);
        prop_assert_eq!(&merged.conflicts, &[]);
        prop_assert_eq!(in_order(path, &merged.text), in_order(path, &with(&[&left, &right])));
        prop_assert_eq!(canonical(path, &merged.text), canonical(path, &merge(path, &base, &theirs, &ours).text));
    }

    #[test]
    fn whatever_two_people_do_nothing_is_lost(
        (ours, theirs) in (edits(), edits()),
        (left, right) in (added('l'), added('r')),
        layout in layout(),
    ) {
        let [mut one, mut other] = [base(), base()];
        apply(&mut one, &ours, &left);
        apply(&mut other, &theirs, &right);
        let path = path(layout);
        let [base, ours, theirs] = [base(), one.clone(), other.clone()].map(|graph| text(&graph, layout));
        let merged = merge(path, &base, &ours, &theirs);
        for added in left.iter().chain(&right) {
            prop_assert!(merged.text.contains(&format!("\"{added}\"")), "{added} is lost");
        }
        prop_assert_eq!(merged.conflicts.is_empty(), !merged.text.contains("<<<<<<<"));
        let unread = merged.conflicts.iter().any(|conflict| matches!(conflict, Conflict::Unread { .. }));
        prop_assert!(!unread);
        // either decision can be read, and says at each conflict what that side says
        for (keep, side) in [(0, &one), (1, &other)] {
            let decided = decided(&merged.text, keep);
            let decided = canonical(path, &decided);
            for conflict in &merged.conflicts {
                let Conflict::Changed { what, field, values } = conflict else { continue };
                let id = what.split(' ').next_back().unwrap();
                let record = &side.iter().find(|((_, name), _)| name == id).unwrap().1;
                let said = record.get(field.split('/').next().unwrap());
                prop_assert_eq!(said.is_some(), values[keep].is_some() || field.contains('/'));
                if let Some(Value::String(word)) = said {
                    let said = format!("\"{}\": \"{}\"", field, word);
                    prop_assert!(decided.contains(&said));
                }
            }
        }
    }

    #[test]
    fn where_one_has_done_nothing_the_other_has_it(edits in edits(), new in added('n'), (one, other) in (layout(), layout())) {
        let mut graph = base();
        apply(&mut graph, &edits, &new);
        let (before, after) = (text(&base(), one), text(&graph, other));
        for path in ["a.json", "a.jsonl"] {
            prop_assert_eq!(merge(path, &before, &after, &after).text, &*after);
            prop_assert_eq!(merge(path, &before, &before, &after).text, &*after);
            prop_assert_eq!(merge(path, &before, &after, &before).text, &*after);
        }
    }

    #[test]
    fn any_three_texts_merge(texts in prop::array::uniform3(r#"[\[\]{}":,a0\\\n "]{0,40}|\PC{0,40}"#)) {
        let [base, ours, theirs] = &texts;
        for path in ["a.json", "a.jsonl"] {
            let merged = merge(path, base, ours, theirs);
            prop_assert!(!merged.conflicts.is_empty() || !merged.text.contains("<<<<<<< ours"));
        }
    }
}

/// Merges files that hold these actors.
fn actors(three: [&str; 3]) -> (String, Vec<String>) {
    let [base, ours, theirs] = three.map(|actors| format!("{{\n  \"actors\": [\n    {actors}\n  ]\n}}\n"));
    let merged = merge("a.json", &base, &ours, &theirs);
    (merged.text, merged.conflicts.iter().map(ToString::to_string).collect())
}

#[test]
fn a_comma_goes_with_the_record_that_needs_it() {
    let [a, b, c] = ["a", "b", "c"].map(|id| format!(r#"{{"id": "{id}", "kind": "state", "name": "{id}"}}"#));
    let changed = |record: &str| record.replace("state", "person");
    let three = [[&*a, &b, &c].join(",\n    "), [&*a, &changed(&b), &changed(&c)].join(",\n    "), a.clone()];
    let (text, conflicts) = actors(three.each_ref().map(|text| &**text));
    assert_eq!(
        conflicts,
        ["actor b is changed in ours and removed in theirs", "actor c is changed in ours and removed in theirs"]
    );
    for (keep, count) in [(0, 3), (1, 1)] {
        let value: Value = serde_json::from_str(&decided(&text, keep)).unwrap();
        assert_eq!(value["actors"].as_array().unwrap().len(), count, "{text}");
    }
}

#[test]
fn what_says_one_thing_with_several_keys_stays_whole() {
    let relation = |amount: u8, unit: &str| {
        format!(
            r#"{{"relations": [{{"from": "a", "type": "supplies", "to": "b", "quantity": {{"amount": {amount}, "unit": "{unit}"}}, "sources": ["s"]}}]}}"#
        )
    };
    let merged = merge("a.json", &relation(40, "pieces"), &relation(50, "pieces"), &relation(40, "tons"));
    let told: Vec<String> = merged.conflicts.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            r#"relation a:supplies:b: `quantity` is {"amount": 50, "unit": "pieces"} in ours and {"amount": 40, "unit": "tons"} in theirs"#
        ]
    );
}

#[test]
fn a_relation_without_direction_is_the_same_from_both_ends() {
    let relation = |from: &str, to: &str, rest: &str| {
        format!(
            r#"{{"relations": [{{"from": "{from}", "type": "allied-with", "to": "{to}", "sources": ["s"]{rest}}}]}}"#
        )
    };
    let (base, ours) = (relation("a", "b", ""), relation("a", "b", r#", "note": "n""#));
    let merged = merge("a.json", &base, &ours, &relation("b", "a", ""));
    assert_eq!(merged.text, relation("b", "a", r#", "note": "n""#));
    assert!(merged.conflicts.is_empty());
    // and where the file's own vocabulary says so
    let own = |text: String| {
        text.replacen('{', r#"{"vocabulary": {"types": [{"id": "knows", "phrase": "knows", "symmetric": true}]}, "#, 1)
            .replace("allied-with", "knows")
    };
    let merged = merge("a.json", &own(base.clone()), &own(ours), &own(relation("b", "a", "")));
    assert_eq!(merged.text, own(relation("b", "a", r#", "note": "n""#)));
}

#[test]
fn the_manifest_and_the_vocabulary_merge_by_key() {
    let file = |as_of: &str, label: &str, more: &str| {
        format!(
            r#"{{"name": "G", "as-of": "{as_of}", "vocabulary": {{"kinds": [{{"id": "state", "label": "{label}"}}{more}]}}, "actors": []}}"#
        )
    };
    let canonical = |text: String| fmt("a.json", &text, 0).unwrap();
    let base = canonical(file("2026", "State", ""));
    let ours = canonical(file("2026-02", "State", r#", {"id": "one", "label": "One"}"#));
    let theirs = canonical(file("2026", "Country", r#", {"id": "two", "label": "Two"}"#));
    let merged = merge("a.json", &base, &ours, &theirs);
    let both = file("2026-02", "Country", r#", {"id": "one", "label": "One"}, {"id": "two", "label": "Two"}"#);
    assert_eq!(merged.text, canonical(both));
    let other = merge("a.json", &base, &ours, &canonical(file("2027", "State", "")));
    assert_eq!(other.conflicts[0].to_string(), r#"the file: `as-of` is "2026-02" in ours and "2027" in theirs"#);
    assert!(canonical(decided(&other.text, 1)).contains("\"2027\""));
}

#[test]
fn what_cannot_be_read_stands_beside_the_other() {
    let merged = merge("a.json", "{}", "{\"name\": \"a\"}\n", "{\"name\": ");
    assert_eq!(merged.text, "<<<<<<< ours\n{\"name\": \"a\"}\n=======\n{\"name\": \n>>>>>>> theirs\n");
    assert!(merged.conflicts[0].to_string().starts_with("theirs cannot be read: "), "{}", merged.conflicts[0]);
    let merged = merge("a.jsonl", "", "{\"actor\": {\"id\": \"a\"}}\n", "{\"view\": {\"id\": \"v\"}}\n");
    assert_eq!(merged.conflicts.len(), 1);
}

#[test]
fn a_file_that_both_have_made_is_merged_with_nothing() {
    let (text, conflicts) =
        actors(["", r#"{"id": "b", "kind": "state", "name": "B"}"#, r#"{"id": "a", "kind": "state", "name": "A"}"#]);
    assert!(conflicts.is_empty());
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["actors"].as_array().unwrap().len(), 2);
    assert!(merge("a.json", "", "{\"name\": \"a\"}", "{\"as-of\": \"2026\"}").conflicts.is_empty());
}

/// The same graph in which an actor has another id, and keeps the old one.
fn renamed(graph: &Graph, old: &str, new: &str) -> Graph {
    let renamed = |((section, name), record): (&(&'static str, String), &Map<String, Value>)| {
        let mut record = record.clone();
        for key in ["from", "to", "item"] {
            if let Some(value) = record.get_mut(key).filter(|value| *value == old) {
                *value = json!(new);
            }
        }
        if record.get("id").is_some_and(|id| id == old) {
            record.insert("id".into(), json!(new));
            record.insert("was".into(), json!([old]));
        }
        ((*section, name.clone()), record)
    };
    graph.iter().map(renamed).collect()
}

/// Adds relations that name an actor.
fn tie(graph: &mut Graph, actor: &str, others: &[String]) {
    for other in others {
        let relation = json!({"from": other, "type": "backs", "to": actor, "sources": ["s"]});
        graph.insert(("relations", format!("{other}:backs:{actor}")), relation.as_object().unwrap().clone());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_others_do_follows_a_renamed_actor(
        (edits, owners) in (edits(), prop::collection::vec(any::<bool>(), RECORDS)),
        (left, right) in (added('l'), added('r')),
        layout in layout(),
    ) {
        // the actor itself stays there: to remove it is another thing than to rename it
        let is_kept = |(at, edit): &(usize, Edit)| *at != 1 || !matches!(edit, Edit::Remove);
        let edits: Vec<_> = edits.into_iter().filter(is_kept).collect();
        let [mut ours, mut theirs, mut both] = parted(&edits, &owners, [&left, &right]);
        tie(&mut ours, "a1", &left);
        tie(&mut theirs, "a1", &right);
        tie(&mut both, "a1", &[left, right].concat());
        let path = path(layout);
        let [ours, both] = [ours, both].map(|graph| renamed(&graph, "a1", "z1"));
        let [base, ours, theirs, both] = [base(), ours, theirs, both].map(|graph| text(&graph, layout));
        for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
            let merged = merge(path, &base, ours, theirs);
            prop_assert_eq!(&merged.conflicts, &[]);
            prop_assert_eq!(in_order(path, &canonical(path, &merged.text)), in_order(path, &canonical(path, &both)));
        }
    }

    #[test]
    fn either_of_two_new_ids_can_be_kept((left, right) in (added('l'), added('r')), layout in layout()) {
        let [mut ours, mut theirs] = [base(), base()];
        apply(&mut ours, &[], &left);
        apply(&mut theirs, &[], &right);
        tie(&mut ours, "a1", &left);
        tie(&mut theirs, "a1", &right);
        let path = path(layout);
        let (ours, theirs) = (renamed(&ours, "a1", "n1"), renamed(&theirs, "a1", "z1"));
        let [base, ours, theirs] = [base(), ours, theirs].map(|graph| text(&graph, layout));
        let merged = merge(path, &base, &ours, &theirs);
        let told: Vec<String> = merged.conflicts.iter().map(ToString::to_string).collect();
        prop_assert_eq!(told, [r#"actor a1: `id` is "n1" in ours and "z1" in theirs"#]);
        for (keep, id) in [(0, "n1"), (1, "z1")] {
            let loaded = load(&[File::new(path, decided(&merged.text, keep))]);
            let errors = loaded.diagnostics.iter().filter(|one| one.severity == Severity::Error);
            prop_assert_eq!(errors.map(|error| error.headline()).collect::<Vec<_>>(), Vec::<&str>::new());
            let added: BTreeSet<&String> = left.iter().chain(&right).collect();
            prop_assert_eq!(loaded.model.relations().len(), 3 + added.len());
            let kept = loaded.model.actor(id).unwrap();
            prop_assert!(loaded.model[kept].was().iter().any(|was| &**was == "a1"));
            let tied = loaded.model.relations().iter().filter(|relation| relation.to == kept).count();
            prop_assert!(tied >= added.len(), "{tied} of {} relations lead to it", added.len());
        }
    }
}
