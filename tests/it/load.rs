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
fn zz_shipped() {
    use actant::diagnostic::*;
    let files = shipped();
    let loaded = load(&files);
    let origins = actant::load::origins(&files);
    let page = Page { diagnostics: &loaded.diagnostics, origins: &origins, all: All::Every, colour: Colour::Never };
    print!("{}", FORMS[0].print(&page));
    println!("{}", count(&loaded.diagnostics));
}
