//! Importers of bundles: real files in full, our own exports back again, and hostile ones.

use crate::shipped;
use crate::tree;
use actant::answer::Answer;
use actant::diagnostic::Severity;
use actant::edit::Node;
use actant::edit::Section;
use actant::edit::import::Catch;
use actant::edit::import::Decisions;
use actant::edit::import::Foreign;
use actant::edit::import::Landed;
use actant::edit::import::Landing;
use actant::edit::import::Mapping;
use actant::edit::import::Outcome;
use actant::edit::import::importer;
use actant::edit::import::land;
use actant::edit::import::recognise;
use actant::load::File;
use actant::load::load;
use actant::model::Model;
use actant::render::Surroundings;
use actant::render::by_name;
use std::collections::BTreeSet;

/// Where other people's bundles lie, beside the repository.
const SHARED: &str = "../shared/data";

/// A graph that calls the objects of an attack by words of its own.
const ATTACK: &str = r#"{
  "name": "Attacks", "as-of": "2026-01-01",
  "vocabulary": {
    "kinds": [{"id": "intruder", "stix": "intrusion-set"}, {"id": "implant", "stix": "malware"},
      {"id": "kit", "stix": "tool"}, {"id": "course", "stix": "campaign"}],
    "types": [{"id": "employs", "phrase": "employs", "inverse": "is employed by", "from": ["intruder", "course"],
        "to": ["implant", "kit"], "stix": "uses"},
      {"id": "work-of", "phrase": "is the work of", "inverse": "is behind", "stix": "attributed-to"}]
  }
}
"#;

fn graph(text: &str) -> Vec<File> {
    vec![File::new("graph/graph.json", text)]
}

fn empty() -> Vec<File> {
    graph("{\"name\": \"Try\", \"as-of\": \"2026-01-01\"}\n")
}

/// A file of a folder beside the repository; none, and a notice, where it is not there.
#[expect(clippy::print_stderr, reason = "what is left out is said")]
fn shared(path: &str) -> Option<String> {
    let text = std::fs::read_to_string(tree::root().join(SHARED).join(path)).ok();
    if text.is_none() {
        eprintln!("skipped: {SHARED}/{path} is not there");
    }
    text
}

/// Reads a file as the form that it is recognised as.
fn catch((path, text): (&str, &str), form: &str, (mapping, model): (&str, &Model)) -> Catch {
    assert_eq!(recognise(path, text).unwrap().name, form, "{path}");
    let mapping = Mapping::read(mapping, 0).unwrap();
    let foreign = Foreign { path, text, mapping: Some(&mapping), vocabulary: model.vocabulary() };
    (importer(form).unwrap().read)(&foreign).unwrap()
}

fn import(files: &[File], file: (&str, &str), (form, mapping): (&str, &str)) -> Landed {
    let model = load(files).model;
    let catch = catch(file, form, (mapping, &model));
    let source = Node::object([("title", Node::text("The import")), ("date", Node::text("2025"))]);
    let decisions = Decisions::default();
    let landing =
        Landing { model: &model, files, into: "graph/foreign.json", source: Some(&source), decisions: &decisions };
    land(vec![(file.0.to_owned(), catch)], &landing).unwrap()
}

/// The files after an import, which must have no error; importing once more changes nothing.
fn settled(files: &[File], landed: &Landed, file: (&str, &str), how: (&str, &str)) -> Vec<File> {
    let mut all: Vec<File> = files.to_vec();
    for change in &landed.changes {
        all.retain(|file| file.path() != change.path);
        all.push(File::new(&*change.path, &*change.after));
    }
    let faults = load(&all).diagnostics;
    let errors = faults.iter().filter(|one| one.severity == Severity::Error);
    let errors: Vec<String> = errors.take(9).map(|one| format!("{}: {}", one.rule, one.headline())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    let again = import(&all, file, how);
    let changed: Vec<&str> = again.changes.iter().map(|change| &*change.path).collect();
    assert!(
        again.changes.is_empty() && again.report.is_still(),
        "{changed:?}: {:?}",
        again.report.of(Section::Relations)
    );
    all
}

#[test]
fn attack_comes_in_whole() {
    let path = "attack-stix/enterprise-groups-software-campaigns.json";
    let Some(text) = shared(path) else { return };
    let (files, how) = (
        graph(ATTACK),
        ("stix", "{\"kinds\": {\"identity\": \"organisation\", \"identity:organization\": \"organisation\"}}"),
    );
    let landed = import(&files, (path, &text), how);
    let report = &landed.report;
    // 172 groups, 693 and 91 programs, 52 campaigns and who describes them
    assert_eq!(report.of(Section::Actors).of(Outcome::New), 172 + 693 + 91 + 52 + 1);
    let caught = catch((path, &text), how.0, (how.1, &load(&files).model));
    assert_eq!(caught.found.iter().filter(|found| found.draft.section == Section::Relations).count(), 1278);
    let lost = report.remarks.iter().filter(|remark| remark.outcome == Outcome::Lost).count();
    assert_eq!(lost, caught.lost.len(), "nothing that was read is lost on landing");
    assert_eq!(report.accounts[0].items.sum(), 2288);
    let all = settled(&files, &landed, (path, &text), how);
    let model = load(&all).model;
    let apt38 = model.actors().iter().find(|actor| &*actor.name == "APT38").unwrap();
    let ids = &apt38.details.as_ref().unwrap().ids;
    assert!(ids.iter().any(|(scheme, id)| (&**scheme, &**id) == ("mitre-attack", "G0082")), "{ids:?}");
}

#[test]
fn galaxies_come_in_whole() {
    let said = "{\"kinds\": {\"*\": \"proxy\", \"country\": \"state\", \"uavs\": \"weapon-system\", \
        \"manufacturer\": \"organisation\", \"operator\": \"state\"}, \
        \"types\": {\"*\": \"related-to\", \"country\": \"related-to\", \"manufacturer\": \"produces\", \"operator\": \"operates\"}}";
    let galaxies = [("threat-actor", 1041, 432), ("terrorist-groups", 90, 0), ("uavs", 859, 2049)];
    for (name, clusters, related) in galaxies {
        let path = format!("misp-galaxy/{name}.json");
        let Some(text) = shared(&path) else { return };
        let landed = import(&empty(), (&path, &text), ("misp", said));
        let report = &landed.report;
        assert_eq!(report.accounts[0].items.sum(), clusters);
        let actors = catch((&path, &text), "misp", (said, &load(&empty()).model));
        let count = |section: Section| actors.found.iter().filter(|found| found.draft.section == section).count();
        assert_eq!(count(Section::Actors), clusters);
        let ties = actors.found.iter().filter(|found| found.draft.section == Section::Relations);
        let between = ties.filter(|found| found.draft.body.line().matches("\"misp\"").count() == 2).count();
        let itself = actors.lost.iter().filter(|lost| lost.what.ends_with("of itself")).count();
        assert_eq!(between + itself, related);
        settled(&empty(), &landed, (&path, &text), ("misp", said));
    }
}

/// All that the shipped graph holds, proposals and denials too.
fn everything() -> Answer {
    let words = "list --ever --include planned,possible,proposed,denied,negated,identity,unasserted";
    actant::question::Question::parse(words).unwrap().run(shipped::graph(), &|| false).unwrap()
}

/// An empty graph with the kinds and types of the shipped one.
fn bare() -> Vec<File> {
    let own = shipped::files().iter().find_map(|file| {
        let json: serde_json::Value = serde_json::from_str(file.text()).ok()?;
        json.get("vocabulary").cloned()
    });
    graph(&serde_json::json!({"name": "Bare", "as-of": "2026-02-26", "vocabulary": own.unwrap()}).to_string())
}

fn plain(answer: &Answer, form: &str) -> String {
    String::from_utf8((by_name(form).unwrap().write)(answer, &Surroundings::default()).unwrap()).unwrap()
}

/// What a round trip must bring back of actors: all but the place.
fn actors(model: &Model, only: &BTreeSet<String>) -> BTreeSet<String> {
    let line = |actor: &actant::model::Actor| {
        let kind = &model.vocabulary().actor_kind(actor.kind).id;
        let dates = (actor.since, actor.until, actor.placeholder);
        let details = actor.details.as_ref().map(|all| (&all.description, &all.ids, &all.note));
        format!("{} {kind} {} {:?} {:?} {dates:?} {details:?}", actor.id, actor.name, actor.aliases(), actor.tags())
    };
    model.actors().iter().filter(|actor| only.contains(&*actor.id)).map(line).collect()
}

/// What a round trip must bring back of relations.
fn relations(model: &Model) -> BTreeSet<String> {
    let line = |id: actant::model::RelationId| {
        let relation = &model[id];
        let cites = relation.citations.iter().map(|one| {
            let details = one.details().map(|all| (&all.at, all.said, &all.quote, &all.note));
            format!("{} {:?} {:?} {details:?}", model[one.source].id, one.testimony, one.credibility)
        });
        let cites: Vec<String> = cites.collect();
        let details = relation.details();
        // what actors themselves say about a claim is not brought back, and may be all there is
        let more = details.map(|all| {
            let amounts = (all.quantity.as_ref(), all.value.as_ref());
            (amounts, all.condition.as_ref(), all.confidence, all.likelihood, all.note.as_ref())
        });
        let more = more.unwrap_or_default();
        let stands = (relation.status, relation.phase, relation.negated, relation.time);
        format!("{} {stands:?} {more:?} {cites:?}", model.key(id))
    };
    model.relation_ids().map(line).collect()
}

#[test]
fn our_own_exports_come_back() {
    let answer = everything();
    let graph = shipped::graph().model();
    let exported: BTreeSet<String> = answer.actors.values().map(|card| card.actor.id.to_string()).collect();
    for (form, path) in [("stix", "all.stix.json"), ("ftm", "all.ftm.jsonl"), ("graphml", "all.graphml")] {
        let text = plain(&answer, form);
        let landed = import(&bare(), (path, &text), (form, "{}"));
        let all = settled(&bare(), &landed, (path, &text), (form, "{}"));
        let model = load(&all).model;
        let differ = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
            let gone: Vec<&String> = a.difference(b).take(3).collect();
            let new: Vec<&String> = b.difference(a).take(3).collect();
            assert!(gone.is_empty() && new.is_empty(), "{form}: gone {gone:#?}, new {new:#?}");
        };
        differ(&actors(graph, &exported), &actors(&model, &exported));
        differ(&relations(graph), &relations(&model));
    }
}

#[test]
fn another_graph_is_not_taken_for_this_one() {
    let ours = r#"{"name": "Ours", "as-of": "2026-01-01", "sources": [{"id": "log", "title": "Log", "date": "2020"}],
      "actors": [{"id": "north", "kind": "state", "name": "Norland"}, {"id": "south", "kind": "state", "name": "Sudmark"}],
      "relations": [{"id": "r1", "from": "north", "type": "backs", "to": "south", "sources": ["log"]}]}"#;
    let theirs = r#"{"name": "Theirs", "sources": [{"id": "log", "title": "Diary", "date": "2021"}],
      "actors": [{"id": "north", "kind": "organisation", "name": "North Bank"}, {"id": "s", "kind": "state", "name": "Sudmark"},
        {"id": "t", "kind": "person", "name": "Unknown"}, {"id": "u", "kind": "person", "name": "Unknown"}],
      "relations": [{"id": "r1", "from": "north", "type": "funds", "to": "s", "date": "2019", "sources": ["log"]},
        {"from": "t", "type": "leads", "to": "north", "sources": [{"source": "log", "at": "p. 3"}]},
        {"from": "u", "type": "leads", "to": "north", "sources": ["log"]}]}"#;
    let (file, how) = (("theirs.json", theirs), ("actant", "{}"));
    let landed = import(&graph(ours), file, how);
    let all = settled(&graph(ours), &landed, file, how);
    let model = load(&all).model;
    let named: BTreeSet<(&str, &str)> = model.actors().iter().map(|actor| (&*actor.id, &*actor.name)).collect();
    let wanted =
        [("north", "Norland"), ("north-bank", "North Bank"), ("south", "Sudmark"), ("t", "Unknown"), ("u", "Unknown")];
    assert_eq!(named, BTreeSet::from(wanted));
    let told: Vec<String> =
        model.relation_ids().map(|id| format!("{}>{}", model[model[id].from].id, model[model[id].to].id)).collect();
    assert!(told.contains(&"north-bank>south".to_owned()) && told.contains(&"u>north-bank".to_owned()), "{told:?}");
    let titles: BTreeSet<&str> = model.sources().iter().map(|source| &*source.title).collect();
    assert!(titles.contains("Log") && titles.contains("Diary"), "{titles:?}");
}

#[test]
fn what_programs_write_is_read() {
    let networkx = "<?xml version='1.0' encoding='utf-8'?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\
        <key id=\"d0\" for=\"node\" attr.name=\"kind\" attr.type=\"string\"/><key id=\"d1\" for=\"edge\" attr.name=\"type\" \
        attr.type=\"string\"/><key id=\"d2\" for=\"edge\" attr.name=\"since\" attr.type=\"long\"/>\
        <key id=\"d3\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/><graph edgedefault=\"directed\">\
        <node id=\"Norland\"><data key=\"d0\">state</data></node><node id=\"Sudmark\"><data key=\"d0\">state</data></node>\
        <edge source=\"Norland\" target=\"Sudmark\"><data key=\"d1\">backs</data><data key=\"d2\">2019</data>\
        <data key=\"d3\">0.5</data></edge></graph></graphml>";
    let yed = "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:y=\"http://www.yworks.com/xml/graphml\">\
        <key for=\"node\" id=\"d6\" yfiles.type=\"nodegraphics\"/><key for=\"edge\" id=\"d9\" yfiles.type=\"edgegraphics\"/>\
        <graph edgedefault=\"directed\" id=\"G\"><node id=\"n0\"><data key=\"d6\"><y:ShapeNode><y:NodeLabel>Norland\
        </y:NodeLabel></y:ShapeNode></data></node><node id=\"n1\"><data key=\"d6\"><y:ShapeNode><y:NodeLabel>Sudmark\
        </y:NodeLabel></y:ShapeNode></data></node><edge id=\"e0\" source=\"n0\" target=\"n1\"><data key=\"d9\">\
        <y:PolyLineEdge><y:EdgeLabel>backs</y:EdgeLabel></y:PolyLineEdge></data></edge></graph></graphml>";
    let ftm = "{\"id\": \"n\", \"caption\": \"Norland\", \"schema\": \"PublicBody\", \"datasets\": [\"default\"], \
        \"properties\": {\"name\": [\"Norland\"], \"wikidataId\": [\"Q1\"]}}\n{\"id\": \"s\", \"schema\": \"PublicBody\", \
        \"properties\": {\"name\": [\"Sudmark\"], \"email\": [\"a@example.org\"]}}\n{\"id\": \"c\", \"schema\": \"Control\", \
        \"properties\": {\"controller\": [\"n\"], \"controlled\": [\"s\"], \"startDate\": [\"2019\"]}}\n";
    for (path, text, form, mapping, type_) in [
        ("a.graphml", networkx, "graphml", "{}", "backs"),
        ("b.graphml", yed, "graphml", "{\"kinds\": {\"*\": \"state\"}}", "backs"),
        ("c.ftm.json", ftm, "ftm", "{}", "directs"),
    ] {
        let landed = import(&empty(), (path, text), (form, mapping));
        let model = load(&settled(&empty(), &landed, (path, text), (form, mapping))).model;
        let id = model.relation_ids().next().unwrap();
        assert_eq!(model.key(id), format!("norland:{type_}:sudmark"), "{path}");
        let dated = format!("{:?}", model[id].time);
        assert_eq!(dated.contains("2019") && !dated.contains("2019-"), path != "b.graphml", "{path}: {dated}");
    }
}

#[test]
fn ties_of_people_and_money_come_in_and_what_ties_nobody_is_told() {
    let entities = "{\"id\": \"p\", \"schema\": \"Person\", \"properties\": {\"name\": [\"Ада\"]}}\n\
        {\"id\": \"q\", \"schema\": \"Person\", \"properties\": {\"name\": [\"Bo\"]}}\n\
        {\"id\": \"f\", \"schema\": \"Family\", \"properties\": {\"person\": [\"p\"], \"relative\": [\"q\"], \"relationship\": [\"brother\"]}}\n\
        {\"id\": \"d\", \"schema\": \"Debt\", \"properties\": {\"debtor\": [\"q\"], \"creditor\": [\"p\"], \"startDate\": [\"2019\"]}}\n\
        {\"id\": \"s\", \"schema\": \"Sanction\", \"properties\": {\"entity\": [\"p\"]}}\n";
    let mapping = "{\"types\": {\"Family\": \"related-to\", \"Debt\": \"opposes\"}}";
    let landed = import(&empty(), ("a.ftm.json", entities), ("ftm", mapping));
    let model = load(&settled(&empty(), &landed, ("a.ftm.json", entities), ("ftm", mapping))).model;
    let keys: BTreeSet<String> = model.relation_ids().map(|id| model.key(id)).collect();
    assert_eq!(keys, BTreeSet::from(["ada:related-to:bo".into(), "bo:opposes:ada".into()]));
    let told: Vec<&str> = landed.report.remarks.iter().map(|remark| &*remark.what).collect();
    assert_eq!(told, ["`Sanction` has no `name`, and is no link that is known"]);
}

#[test]
fn hostile_files_are_told_and_break_nothing() {
    let hidden = "{\"type\": \"bundle\", \"id\": \"bundle--1\", \"objects\": [\
        {\"type\": \"identity\", \"id\": \"identity--1\", \"identity_class\": \"individual\", \"name\": \"A\\u202e\\u0000<b>\\n\\\"B\"},\
        {\"type\": \"identity\", \"id\": \"identity--2\", \"identity_class\": \"individual\", \"name\": \"\\u200b\"},\
        {\"type\": \"identity\", \"id\": \"identity--3\", \"identity_class\": \"individual\", \"name\": \"C\", \"revoked\": true},\
        {\"type\": \"relationship\", \"id\": \"relationship--1\", \"relationship_type\": \"related-to\", \
         \"source_ref\": \"identity--1\", \"target_ref\": \"identity--3\"}, 7, {}, {\"type\": []}]}";
    let landed = import(&empty(), ("a.json", hidden), ("stix", "{}"));
    let all = settled(&empty(), &landed, ("a.json", hidden), ("stix", "{}"));
    let model = load(&all).model;
    assert_eq!(model.actors().iter().map(|actor| &*actor.name).collect::<Vec<_>>(), ["A<b> \"B"]);
    let lost = |words: &str| landed.report.remarks.iter().any(|remark| remark.what.contains(words));
    assert!(lost("it has no `name`") && lost("revoked") && lost("`target_ref` is lost"), "{:?}", landed.report.remarks);
    let model = load(&empty()).model;
    let foreign = |text: &'static str| Foreign { path: "x", text, mapping: None, vocabulary: model.vocabulary() };
    let broken = [
        "",
        "{",
        "[]",
        "{\"objects\": 1}",
        "{\"values\": {}}",
        "<graphml>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><graphml/>",
        "\u{0}",
    ];
    for text in broken {
        for form in ["stix", "misp", "ftm", "graphml", "actant"] {
            let read = (importer(form).unwrap().read)(&foreign(text));
            assert!(read.map_or(true, |catch| catch.found.is_empty()), "{form}: {text}");
        }
    }
}
