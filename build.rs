//! Lists the shipped graph and its saved questions, so that the program carries them.

use std::fmt::Write as _;
use std::path::Path;
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").ok_or(std::io::ErrorKind::NotFound)?);
    let mut list = String::from("&[\n");
    for folder in ["graph", "queries"] {
        println!("cargo::rerun-if-changed={folder}");
        for path in files(&root.join(folder))? {
            let name = path.strip_prefix(&root).map_err(std::io::Error::other)?.to_string_lossy().replace('\\', "/");
            let _ = writeln!(list, "    ({name:?}, include_str!({:?})),", path.to_string_lossy());
        }
    }
    list.push_str("]\n");
    let out = std::env::var_os("OUT_DIR").ok_or(std::io::ErrorKind::NotFound)?;
    std::fs::write(Path::new(&out).join("example.rs"), list)
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if !hidden
            && path.extension().is_some_and(|ending| ["json", "jsonl", "md", "question"].iter().any(|e| ending == *e))
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
