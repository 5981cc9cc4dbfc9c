//! What must hold whatever the bytes: the bodies of the fuzz targets, which the ordinary tests try
//! on the cases kept.
#![allow(dead_code, reason = "each fuzz target uses one of them")]

use actant::diagnostic::Diagnostic;
use actant::edit;
use actant::graph::Graph;
use actant::load;
use actant::load::File;
use actant::model::Date;
use actant::question::Question;
use actant::question::judge;

/// What must hold of any bytes.
pub type Law = fn(&[u8]);

/// Each law under the name of its target and of the folder of its cases.
pub const LAWS: &[(&str, Law)] = &[("load", load), ("lines", lines), ("date", date), ("question", question)];

/// Any bytes as a `.json` file.
pub fn load(bytes: &[u8]) {
    file("any.json", bytes);
}

/// Any bytes as a `.jsonl` file.
pub fn lines(bytes: &[u8]) {
    file("any.jsonl", bytes);
}

/// A date prints back as it was written.
pub fn date(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(date) = text.parse::<Date>() {
        assert_eq!(date.to_string(), text);
        assert!(date.interval().first <= date.interval().last);
    }
}

/// A question prints back as a line that is the same question.
pub fn question(bytes: &[u8]) {
    if let Ok(question) = Question::parse(&String::from_utf8_lossy(bytes)) {
        let line = question.to_string();
        let again = Question::parse(&line).unwrap_or_else(|error| panic!("{line:?} is no question: {error:?}"));
        assert_eq!(again.to_string(), line);
    }
}

/// Loading never fails and points into the text; the canonical form stays as it is.
fn file(path: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let files = [File::from_bytes(path, bytes.to_vec())];
    let loaded = load::load(&files);
    loaded.diagnostics.iter().for_each(|diagnostic| points_into(&files, diagnostic));
    if let Ok(once) = edit::fmt(path, &text, 0) {
        assert_eq!(edit::fmt(path, &once, 0).as_ref(), Ok(&once));
        let again = load::load(&[File::new(path, &*once)]);
        if std::str::from_utf8(bytes).is_ok() {
            assert_eq!(again.model.actors().len(), loaded.model.actors().len());
            assert_eq!(again.model.relations().len(), loaded.model.relations().len());
            assert_eq!(again.model.views().len(), loaded.model.views().len());
        }
    }
    let judged = judge(&Graph::new(loaded.model), &load::origins(&files));
    judged.iter().for_each(|diagnostic| points_into(&files, diagnostic));
}

fn points_into(files: &[File], diagnostic: &Diagnostic) {
    let origins = load::origins(files);
    for label in diagnostic.labels() {
        let range = label.span.start as usize..label.span.end as usize;
        let text = origins[label.span.file as usize].text;
        assert!(text.get(range).is_some(), "{}: {:?} is no part of the text", diagnostic.rule, label.span);
    }
}
