//! Records into a checked model.
//!
//! [`load`] takes texts and gives the model of what is right in them, and of everything else a
//! diagnostic. It never fails: a record with an error is left out, the others stand.
//!
//! The program's own vocabulary is read first, like any file; then the files in the order of
//! their paths, in five rounds, each knowing what the rounds before it found: vocabulary, sources,
//! actors, relations, views.

mod accept;
mod actor;
mod citation;
mod currency;
mod cycle;
mod doubles;
mod field;
mod gather;
mod interval;
mod manifest;
mod read;
mod refer;
mod relation;
mod rules;
mod shape;
mod source;
mod tie;
mod value;
mod view;
mod vocabulary;
mod world;

pub use crate::record::File;
pub use rules::RULES;
pub use rules::Rule;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Origin;
use crate::model::Model;
use crate::model::Parts;
use crate::record::Document;
use gather::Gather;
use rules::Checked;

/// The path under which the program's own vocabulary is shown.
pub const VOCABULARY_PATH: &str = "<actant>/vocabulary.json";

const VOCABULARY: &str = include_str!("model/vocabulary.json");

/// What loading gave.
#[derive(Debug)]
pub struct Loaded {
    /// What is right.
    pub model: Model,
    /// What is wrong or worth a look, in the order of paths and places.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a part of some file could not be read at all.
    pub unread: bool,
}

/// Loads the files of a graph.
///
/// Spans of the model and of the diagnostics count into [`origins`] of the same files. Costs
/// about twice what it costs to parse the texts.
///
/// ```
/// use actant::load::{self, File};
///
/// let text = r#"{"actors": [{"id": "norland", "kind": "state", "name": "Norland", "tag": ["north"]}]}"#;
/// let loaded = load::load(&[File::new("one.json", text)]);
/// assert_eq!(loaded.diagnostics[0].headline(), "`tag` is no key of an actor");
/// assert!(loaded.diagnostics[0].helps().eq(["did you mean `tags`?"]));
/// assert_eq!(loaded.model.actors().len(), 1);
/// ```
#[must_use]
pub fn load(files: &[File]) -> Loaded {
    let origins = origins(files);
    let order = order(files);
    let mut gather = Gather::new(origins);
    let mut documents = vec![read(&gather, files, files.len())];
    for at in &order {
        match files[*at].fault(position(*at)) {
            Some(fault) => {
                gather.world.unread = true;
                gather.diagnostics.push(fault);
            }
            None => documents.push(read(&gather, files, *at)),
        }
    }
    gather.run(documents);
    finish(gather, files)
}

/// The paths and texts that spans count into: the files in the order in which they were loaded,
/// then the program's own vocabulary.
#[must_use]
pub fn origins(files: &[File]) -> Vec<Origin<'_>> {
    let own = Origin { path: VOCABULARY_PATH, text: VOCABULARY };
    files.iter().map(|file| Origin { path: file.path(), text: file.text() }).chain([own]).collect()
}

/// Puts diagnostics of these files in the order of paths, then of places, then of rules.
pub fn sort(diagnostics: &mut [Diagnostic], files: &[File]) {
    let mut ranks = vec![files.len(); files.len() + 1];
    for (rank, at) in order(files).into_iter().enumerate() {
        ranks[at] = rank;
    }
    let rank = |file: u32| ranks.get(file as usize).copied().unwrap_or(usize::MAX);
    diagnostics.sort_by(|a, b| {
        let key = |one: &Diagnostic| (rank(one.span.file), one.span.start, one.span.end, one.rule);
        key(a).cmp(&key(b)).then_with(|| a.headline().cmp(b.headline()))
    });
}

fn read<'a>(gather: &Gather<'a>, files: &[File], at: usize) -> Document<'a> {
    let text = gather.world.origins[at].text;
    match files.get(at) {
        Some(file) if file.is_lines() => Document::read_lines(text, position(at)),
        _ => Document::read(text, position(at)),
    }
}

fn finish(gather: Gather<'_>, files: &[File]) -> Loaded {
    let Gather { world, manifest, relations, views, mut diagnostics, accepted, .. } = gather;
    let (unread, origins) = (world.unread, world.origins);
    let model = Model::new(Parts {
        manifest,
        vocabulary: world.vocabulary,
        actors: world.actors,
        sources: world.sources,
        relations,
        views,
        files: origins.iter().map(|origin| origin.path.into()).collect(),
    });
    let checked = Checked::new(&model, &origins, &diagnostics);
    rules::check(&checked, &mut diagnostics);
    let complete = checked.complete;
    let vain = accept::settle(accepted, &mut diagnostics);
    diagnostics.extend(vain.into_iter().filter(|one| complete || one.rule != accept::STALE));
    sort(&mut diagnostics, files);
    Loaded { model, diagnostics, unread }
}

/// The positions of files in the order of their paths.
fn order(files: &[File]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|at| (files[*at].path(), *at));
    order
}

fn position(at: usize) -> u32 {
    u32::try_from(at).expect("nobody has four billion files")
}
