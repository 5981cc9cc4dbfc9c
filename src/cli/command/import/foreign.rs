//! Reading foreign files, mappings and decisions.

use crate::cli::desk::Desk;
use crate::cli::desk::told as shown;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::output;
use crate::cli::progress;
use crate::diagnostic::Diagnostic;
use crate::edit::Node;
use crate::edit::import::Catch;
use crate::edit::import::Decisions;
use crate::edit::import::Foreign;
use crate::edit::import::IMPORTERS;
use crate::edit::import::Importer;
use crate::edit::import::Mapping;
use crate::edit::import::decode;
use crate::edit::import::importer;
use crate::edit::import::recognise;
use crate::record::File;
use crate::text::count;
use crate::text::visible;
use clap::ArgMatches;
use std::path::Path;
use std::path::PathBuf;

/// What came of reading the files.
pub(super) enum Caught {
    /// All that they hold.
    All(Files),
    /// A table without a mapping; this one is proposed.
    Proposed(Node),
    /// A mapping has faults, which are told.
    Faulty,
}

/// What files hold.
pub(super) struct Files {
    /// Each with its path.
    pub(super) files: Vec<(String, Catch)>,
    /// The names of their forms and encodings.
    pub(super) forms: Vec<(&'static str, &'static str)>,
    /// What the first mapping that says so wants cited.
    pub(super) source: Option<Node>,
}

/// Reads all files that the arguments name.
pub(super) fn catch(desk: &Desk, matches: &ArgMatches) -> Result<Caught, Failure> {
    let paths: Vec<&PathBuf> = matches.get_many("FILE").into_iter().flatten().collect();
    let mut mappings: Vec<Mapping> = Vec::new();
    for path in matches.get_many::<PathBuf>("mapping").into_iter().flatten() {
        match told(path, Mapping::read)? {
            Some(mapping) => mappings.push(mapping),
            None => return Ok(Caught::Faulty),
        }
    }
    if mappings.len() > 1 && mappings.len() != paths.len() {
        let help = "give one mapping for all files, or one for each, in their order".to_owned();
        let headline = format!("there are {} mappings for {}", mappings.len(), count(paths.len(), "file"));
        return Err(Failure::Usage(headline, vec![help]));
    }
    let source = mappings.iter().find_map(|mapping| mapping.source.clone());
    let mut all = Files { files: Vec::new(), forms: Vec::new(), source };
    for (at, path) in paths.into_iter().enumerate() {
        let mapping = mappings.get(at).or_else(|| mappings.first());
        if let Some(instead) = one(path, mapping, (desk, matches), &mut all)? {
            return Ok(instead);
        }
    }
    Ok(Caught::All(all))
}

/// Reads one file; where it needs a mapping and has no right one, this is what came of it instead.
fn one(
    path: &Path,
    mapping: Option<&Mapping>,
    (desk, matches): (&Desk, &ArgMatches),
    all: &mut Files,
) -> Result<Option<Caught>, Failure> {
    let shown = folder::shown(path);
    let failure = |why| super::failure(Some(&shown), why);
    let bytes = bytes(path)?;
    let encoding = mapping.and_then(|mapping| mapping.encoding.as_deref());
    let decoded = decode(&bytes, encoding).map_err(failure)?;
    let form = form(&shown, &decoded.text, matches)?;
    let foreign = Foreign { path: &shown, text: &decoded.text, mapping, vocabulary: desk.model().vocabulary() };
    let read = |foreign: &Foreign<'_>| progress::during(&format!("reading {shown}"), || (form.read)(foreign));
    let catch = match form.propose.filter(|_| mapping.is_none_or(|mapping| !mapping.has_records())) {
        None => read(&foreign).map_err(failure)?,
        Some(propose) => {
            let proposed = propose(&foreign).map_err(failure)?;
            if !matches.get_flag("yes") {
                return Ok(Some(Caught::Proposed(proposed)));
            }
            let Some(mapping) = judged(File::new("the proposed mapping", proposed.page(2)), Mapping::read) else {
                return Ok(Some(Caught::Faulty));
            };
            all.source = all.source.take().or_else(|| mapping.source.clone());
            read(&Foreign { mapping: Some(&mapping), ..foreign }).map_err(failure)?
        }
    };
    all.files.push((shown, catch));
    all.forms.push((form.name, decoded.encoding));
    Ok(None)
}

/// Prints a proposed mapping, and what to do with it.
pub(super) fn proposed(mapping: &Node) -> Result<Exit, Failure> {
    output::print(mapping.page(2).as_bytes())?;
    output::say("a table needs a mapping, and this is a first one: save it, mend it, and give it with --mapping");
    output::say("nothing was written");
    Ok(Exit::Usage)
}

/// Reads decisions, where there are any yet; none where they have faults, which are told.
pub(super) fn decisions(path: &Path) -> Result<Option<Decisions>, Failure> {
    if !path.exists() {
        return Ok(Some(Decisions::default()));
    }
    told(path, Decisions::read)
}

/// Reads a file that a person wrote; none where it has faults, which are told.
fn told<T>(path: &Path, read: fn(&str, u32) -> Result<T, Vec<Diagnostic>>) -> Result<Option<T>, Failure> {
    Ok(judged(folder::read_file(path)?, read))
}

fn judged<T>(file: File, read: fn(&str, u32) -> Result<T, Vec<Diagnostic>>) -> Option<T> {
    let read = file.fault(0).map_or_else(|| read(file.text(), 0), |fault| Err(vec![fault]));
    read.map_err(|faults| shown(&[file], &faults)).ok()
}

fn form(path: &str, text: &str, matches: &ArgMatches) -> Result<&'static Importer, Failure> {
    if let Some(name) = matches.get_one::<String>("as") {
        return Ok(importer(name).expect("clap allows known forms alone"));
    }
    recognise(path, text).ok_or_else(|| {
        let forms: Vec<String> =
            IMPORTERS.iter().map(|form| format!("--as {} for {}", form.name, form.summary)).collect();
        Failure::Usage(format!("nothing tells the form of {path}"), forms)
    })
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if path.is_dir() {
        let shown = visible(&path.to_string_lossy()).into_owned();
        let help = vec![
            format!("name the files in it: `actant import {shown}/*.csv`"),
            format!("a folder of a graph is laid over another with `--graph {shown}`"),
        ];
        return Err(Failure::Usage(format!("{shown} is a folder, and files are imported"), help));
    }
    folder::read_bytes(path)
}
