//! The shipped graph is right, in order, and fits its schema.

use crate::shipped;
use crate::tree;
use actant::diagnostic::Severity;
use actant::edit;
use actant::edit::import::Mapping;
use actant::load;
use actant::question::Question;
use actant::render::Surroundings;
use actant::render::by_name;
use boon::Compiler;
use boon::Schemas;
use serde_json::Value;
use serde_json::json;
use std::process::Command;

/// Where the picture lies that the README shows.
const PICTURE: &str = "docs/russia-houthis.svg";

/// Where the pictures of the views lie.
const GALLERY: &str = "docs/gallery";

/// Where the schema lies.
const SCHEMA: &str = "docs/graph.schema.json";
/// Where that of mappings lies.
const MAPPING_SCHEMA: &str = "docs/mapping.schema.json";

#[test]
fn the_shipped_graph_has_no_error_and_no_warning_without_a_reason() {
    let found = shipped::diagnostics().into_iter().filter(|diagnostic| diagnostic.severity != Severity::Note);
    let files = shipped::files();
    let told: Vec<String> = found
        .map(|diagnostic| {
            let file = &files[diagnostic.span.file as usize];
            let line = file.text()[..diagnostic.span.start as usize].matches('\n').count() + 1;
            format!("{}:{line}: {} [{}]", file.path(), diagnostic.headline(), diagnostic.rule)
        })
        .collect();
    assert!(told.is_empty(), "{} problems:\n{}", told.len(), told.join("\n"));
}

#[test]
fn the_shipped_graph_is_in_canonical_form() {
    for file in shipped::files() {
        assert_eq!(edit::fmt(file.path(), file.text(), 0).as_deref(), Ok(file.text()), "{}", file.path());
    }
}

#[test]
fn the_schemas_in_the_documentation_are_those_that_are_written() {
    let of_files = edit::schema(load::load(&[]).model.vocabulary(), None);
    for (path, written) in [(SCHEMA, of_files), (MAPPING_SCHEMA, edit::mapping_schema())] {
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(tree::root().join(path), &written).unwrap();
        }
        assert_eq!(tree::read(path), written, "UPDATE=1 cargo test rewrites it");
    }
}

#[test]
fn mappings_fit_their_schema_and_their_faults_do_not() {
    let schema = Schema::new(&tree::read(MAPPING_SCHEMA));
    let fits = |text: &str| schema.faults(&serde_json::from_str(text).unwrap());
    for name in ["borders", "memberships", "presences"] {
        assert_eq!(fits(&tree::read(&format!("docs/mappings/factbook-{name}.json"))), None, "{name}");
    }
    for (mapping, is_right) in [
        (
            r#"{"records": [{"relation": {"from": {"name": "{A}"}, "quantity": {"amount": "{N}"}, "x-own": "{B}"}}]}"#,
            true,
        ),
        (
            r#"{"source": {"title": "S"}, "records": [{"actor": {"name": "{A}", "aliases": "{B}", "ids": {"q": "{Q}"}}}]}"#,
            true,
        ),
        (r#"{"record": []}"#, false),
        (r#"{"records": [{"relation": {"form": "{A}"}}]}"#, false),
        (r#"{"records": [{"relation": {"from": {"nom": "{A}"}}}]}"#, false),
        (r#"{"table": {"skip": "1"}}"#, false),
    ] {
        assert_eq!(fits(mapping).is_none(), is_right, "{mapping}");
        assert_eq!(Mapping::read(mapping, 0).is_ok(), is_right, "{mapping}");
    }
}

#[test]
fn the_picture_of_the_readme_is_the_one_that_is_drawn() {
    let question = Question::parse("path russia houthis").unwrap();
    let answer = question.run(shipped::graph(), &|| false).unwrap();
    let drawn = (by_name("svg").unwrap().write)(&answer, &Surroundings::default()).unwrap();
    let drawn = String::from_utf8(drawn).unwrap();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(tree::root().join(PICTURE), &drawn).unwrap();
    }
    assert_eq!(tree::read(PICTURE), drawn, "UPDATE=1 cargo test rewrites it");
}

#[test]
fn the_gallery_shows_the_views_as_the_graph_has_them() {
    let draw = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
        let output = command.current_dir(tree::root()).args(["draw", "--graph", "graph"]).args(words).output().unwrap();
        let told = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&told).into_owned())
    };
    if std::env::var_os("UPDATE").is_some() {
        assert!(draw(&["--all", "--out", GALLERY]).0);
    }
    let (held, told) = draw(&["--check", GALLERY]);
    assert!(held, "{told}");
    let page = tree::read(&format!("{GALLERY}/README.md"));
    for view in shipped::graph().model().views() {
        let image = format!("]({}.svg)", view.id);
        assert!(page.contains(&image), "{GALLERY}/README.md does not show {}", view.id);
        assert!(view.title.is_some(), "{} has no title", view.id);
    }
}

#[test]
fn the_shipped_graph_fits_its_schema() {
    let plain = Schema::new(&tree::read(SCHEMA));
    let graph = shipped::graph();
    let with_ids = Schema::new(&edit::schema(graph.model().vocabulary(), Some(graph.model())));
    for file in shipped::files().iter().filter(|file| file.path().ends_with(".json")) {
        let value = serde_json::from_str(file.text()).unwrap();
        for schema in [&plain, &with_ids] {
            assert_eq!(schema.faults(&value), None, "{}", file.path());
        }
    }
}

#[test]
fn the_schema_refuses_what_the_format_refuses() {
    let schema = Schema::new(&tree::read(SCHEMA));
    let relation = |key: &str, value: Value| {
        let mut relation = json!({"from": "a", "type": "b", "to": "c", "sources": ["d"]});
        relation[key] = value;
        json!({"relations": [relation]})
    };
    let view = |key: &str, value: Value| {
        let mut view = json!({"id": "v", "question": "stats"});
        view[key] = value;
        json!({"views": [view]})
    };
    let good = [
        json!({}),
        relation("x-mine", json!([1])),
        relation("until", json!("..")),
        relation("item", json!(["a", "b"])),
        view("groups", json!([{"title": "A", "members": ["a"]}])),
        view("groups", json!("kind")),
        view("highlight", json!("best")),
    ];
    for value in good {
        assert_eq!(schema.faults(&value), None, "{value}");
    }
    let bad = [
        json!([]),
        json!({"actor": []}),
        json!({"actors": [{"id": "a", "kind": "state"}]}),
        json!({"actors": [{"id": "A b", "kind": "state", "name": "A"}]}),
        relation("since", json!("..")),
        relation("date", json!("26 February 2026")),
        relation("status", json!("certain")),
        relation("item", json!({"id": "a"})),
        relation("sources", json!([{"source": "d", "credibility": 7}])),
        relation("value", json!({"amount": 5})),
        relation("confidnce", json!("low")),
        view("groups", json!("kinds")),
        view("groups", json!([{"title": "A"}])),
        view("highlight", json!("russia")),
        view("page", json!("a5")),
        json!({"views": [{"id": "v"}]}),
    ];
    for value in bad {
        assert!(schema.faults(&value).is_some(), "{value}");
    }
}

/// A compiled schema.
struct Schema {
    schemas: Schemas,
    index: boon::SchemaIndex,
}

impl Schema {
    fn new(text: &str) -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("graph.json", serde_json::from_str(text).unwrap()).unwrap();
        let index = compiler.compile("graph.json", &mut schemas).unwrap();
        Self { schemas, index }
    }

    fn faults(&self, value: &Value) -> Option<String> {
        self.schemas.validate(value, self.index).err().map(|error| format!("{error:#}"))
    }
}
