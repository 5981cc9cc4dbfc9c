//! The graph that comes with the program.

use crate::tree;
use actant::diagnostic::Diagnostic;
use actant::graph::Graph;
use actant::load;
use actant::load::File;
use std::sync::LazyLock;

/// Its files, in the order in which they are read.
pub fn files() -> Vec<File> {
    let paths = tree::files("graph", ".json").into_iter().chain(tree::files("graph", ".jsonl"));
    paths.map(|path| File::new(&*path, tree::read(&path))).collect()
}

/// It, wired.
pub fn graph() -> &'static Graph {
    static GRAPH: LazyLock<Graph> = LazyLock::new(|| Graph::new(load::load(&files()).model));
    &GRAPH
}

/// What is wrong with it.
pub fn diagnostics() -> Vec<Diagnostic> {
    load::load(&files()).diagnostics
}
