//! Records into a checked model.

use crate::tree;
use actant::load::File;
use actant::load::Loaded;
use actant::load::load;
use actant::text::Colour;

fn shipped() -> Vec<File> {
    let mut files: Vec<File> = Vec::new();
    for entry in std::fs::read_dir(tree::root().join("graph")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ext| ext == "json") {
            let name = format!("graph/{}", path.file_name().unwrap().to_string_lossy());
            files.push(File::from_bytes(name, std::fs::read(&path).unwrap()));
        }
    }
    files
}

#[test]
fn the_shipped_graph_loads() {
    let files = shipped();
    let Loaded { model, diagnostics, .. } = load(&files);
    for diagnostic in &diagnostics {
        println!("{diagnostic:#?}");
    }
    assert!(model.relations().len() > 100, "{}", model.relations().len());
    println!("{} {} {}", model.actors().len(), model.sources().len(), model.relations().len());
    assert_eq!(diagnostics.len(), 0);
}

#[test]
fn zz_try() {
    use actant::diagnostic::*;
    let text = "{\n  \"actors\": [\n\t{\"id\": \"norland\", \"kind\": \"state\", \"name\": \"Norland\", \"nmae\": 1},\n    {\"id\": \"Süd mark\", \"kind\": \"agreement\", \"name\": \"South\u{1b}mark\"},\n    {\"id\": \"talks\", \"kind\": \"agreement\", \"name\": \"Talks\"}\n  ],\n  \"sources\": [{\"id\": \"s\", \"title\": \"S\"}],\n  \"relations\": [\n    {\"from\": \"norland\", \"type\": \"supplies\", \"to\": \"talks\", \"item\": \"a\", \"via\": \"norlnd\", \"since\": \"2020-02-30\", \"sources\": [{\"source\": \"s\", \"at\": \"p. 4, the third paragraph from above, as the clerk said\", \"credibility\": 7}], \"status\": \"Confirmd\", \"note\": null}\n  ]\n}\n";
    let files = [
        File::new("one.json", text),
        File::new(
            "two.json",
            "{\"relations\": [{\"from\": \"norland\", \"type\": \"leads\", \"to\": \"norland\", \"sources\": []}, // why\n]}",
        ),
    ];
    let loaded = load(&files);
    let origins = actant::load::origins(&files);
    let page = Page { diagnostics: &loaded.diagnostics, origins: &origins, all: All::First, colour: Colour::Off };
    for form in FORMS {
        println!("{}", form.print(&page));
    }
    println!("{}", count(&loaded.diagnostics));
}
