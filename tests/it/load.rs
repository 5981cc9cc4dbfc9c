//! Records into a checked model.

use crate::tree;
use actant::load::File;
use actant::load::Loaded;
use actant::load::load;

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
