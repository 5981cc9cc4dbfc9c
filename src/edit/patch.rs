//! Changes to the files of a graph: only the bytes of the records that change.

use super::draft::Draft;
use super::draft::Section;
use super::fmt;
use super::insert;
use super::layout::Node;
use crate::record::Document;
use crate::record::File;
use crate::record::Raw;
use crate::text::Span;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

/// What is to become of the files of a graph.
///
/// Spans count into the files in the order in which they were given. A record is changed by saying
/// what it shall say; only the values that differ are written. What stood in the canonical form
/// does so again.
///
/// ```
/// use actant::edit::{Draft, Patch, Section};
/// use actant::record::File;
///
/// let files = [File::new("one.json", "{\n  \"actors\": [\n  ]\n}\n")];
/// let mut patch = Patch::new(&files);
/// patch.add("one.json", Draft::read(Section::Actors, r#"{"id": "a", "kind": "state", "name": "A"}"#).expect("JSON"));
/// let after = &patch.finish()[0].after;
/// assert_eq!(after, "{\n  \"actors\": [\n    {\"id\": \"a\", \"kind\": \"state\", \"name\": \"A\"}\n  ]\n}\n");
/// ```
#[derive(Clone, Debug)]
pub struct Patch<'a> {
    files: &'a [File],
    splices: Vec<Splice>,
    removed: BTreeSet<(u32, Section, u32, u32)>,
    added: HashMap<String, Vec<Draft>, FixedState>,
}

/// A stretch of a file, and what shall stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Splice {
    span: Span,
    text: String,
}

/// A file before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// Its path.
    pub path: String,
    /// What it holds; none where it is not there yet.
    pub before: Option<String>,
    /// What it shall hold.
    pub after: String,
}

impl<'a> Patch<'a> {
    /// Begins without a change.
    #[must_use]
    pub fn new(files: &'a [File]) -> Self {
        Self { files, splices: Vec::new(), removed: BTreeSet::new(), added: HashMap::default() }
    }

    /// Adds a record to a file, which is made where it is not there; gives what will be written, the
    /// record in its canonical form.
    pub fn add(&mut self, path: &str, draft: Draft) -> &Draft {
        let drafts = self.added.entry_ref(path).or_default();
        drafts.push(Draft::of(draft.section, draft.body));
        &drafts[drafts.len() - 1]
    }

    /// The record at a place, as it can be changed and given to [`Patch::change`].
    #[must_use]
    pub fn read(&self, section: Section, span: Span) -> Node {
        fmt::node(self.raw(span), &section.form())
    }

    /// Lets the record at a place say something else.
    pub fn change(&mut self, section: Section, span: Span, body: &Node) {
        let (file, raw) = (&self.files[span.file as usize], self.raw(span));
        let ordered = Draft::of(section, body.clone()).body;
        let text = insert::rewritten(file.text(), raw, &section.form(), &ordered);
        self.splices.push(Splice { span, text });
    }

    /// Replaces the bytes of a value that no record's own keys hold.
    pub fn replace(&mut self, span: Span, value: &Node) {
        self.splices.push(Splice { span, text: value.line() });
    }

    /// Takes the record at a place out of its list.
    pub fn remove(&mut self, section: Section, span: Span) {
        self.removed.insert((span.file, section, span.start, span.end));
    }

    /// The files that differ, in the order of their paths.
    #[must_use]
    pub fn finish(mut self) -> Vec<Rewritten> {
        self.splices.extend(self.gaps());
        self.splices.sort_by_key(|splice| (splice.span.file, splice.span.start, splice.span.end));
        let mut out: BTreeMap<String, Rewritten> = BTreeMap::new();
        for all in self.splices.chunk_by(|a, b| a.span.file == b.span.file) {
            let file = &self.files[all[0].span.file as usize];
            let (path, before) = (file.path().to_owned(), Some(file.text().to_owned()));
            out.insert(path.clone(), Rewritten { path, before, after: spliced(file.text(), all) });
        }
        for (path, drafts) in self.added {
            let known = self.files.iter().find(|file| *file.path() == path);
            let is_lines = path.ends_with(".jsonl");
            let before = known.map(|file| file.text().to_owned());
            let text = before.clone().unwrap_or_default();
            let one = out.entry(path.clone()).or_insert(Rewritten { path, before, after: text });
            one.after = insert::with(&one.after, is_lines, drafts);
        }
        out.values_mut().for_each(settle);
        out.into_values().filter(|one| one.before.as_deref() != Some(&*one.after)).collect()
    }

    fn raw(&self, span: Span) -> Raw<'a> {
        Raw::at(self.files.get(span.file as usize).map_or("", File::text), span)
    }

    /// What is to be cut out, so that the records to be removed go with the commas that part them
    /// from others.
    fn gaps(&self) -> Vec<Splice> {
        let all: Vec<_> = self.removed.iter().copied().collect();
        let mut spans = Vec::new();
        for run in all.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let (at, section, ..) = run[0];
            let file = &self.files[at as usize];
            if file.is_lines() {
                spans.extend(
                    run.iter().map(|one| insert::line_of(file.text(), Span { file: at, start: one.2, end: one.3 })),
                );
            } else {
                let list = insert::list(Raw::new(file.text(), at), section);
                let items: Vec<Span> = list.map_or_else(Vec::new, |list| list.items().iter().map(Raw::span).collect());
                let goes = |span: &Span| self.removed.contains(&(at, section, span.start, span.end));
                spans.extend(cuts(file.text(), &items, goes));
            }
        }
        spans.into_iter().map(|span| Splice { span, text: String::new() }).collect()
    }
}

/// What goes with the items of a list that go: for a run of them the comma after it, or the one
/// before it where nothing stays behind it.
fn cuts(text: &str, items: &[Span], goes: impl Fn(&Span) -> bool) -> Vec<Span> {
    let mut cuts = Vec::new();
    let mut before: Option<Span> = None;
    let mut done = 0;
    for run in items.chunk_by(|a, b| goes(a) == goes(b)) {
        let (first, last) = (run[0], run[run.len() - 1]);
        done += run.len();
        let after = items.get(done);
        if goes(&first) {
            cuts.push(match (before, after) {
                (_, Some(after)) => Span { end: after.start, ..first },
                (Some(before), None) => Span { start: before.end, end: last.end, ..first },
                (None, None) => insert::with_blanks(text, Span { end: last.end, ..first }),
            });
        }
        before = Some(last);
    }
    cuts
}

/// Puts a file in the canonical form where it stood in it; one that is new was made in it.
fn settle(one: &mut Rewritten) {
    let canonical = |text: &str| fmt(&one.path, text, 0).ok();
    if one.before.as_ref().is_some_and(|before| canonical(before).as_ref() == Some(before)) {
        one.after = canonical(&one.after).unwrap_or_else(|| std::mem::take(&mut one.after));
    }
}

/// The text with its splices, which are sorted; of two that overlap the first counts.
fn spliced(text: &str, splices: &[Splice]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for Splice { span, text: new } in splices {
        let Range { start, end } = span.start as usize..span.end as usize;
        if start >= done {
            out.push_str(&text[done..start]);
            out.push_str(new);
            done = end;
        }
    }
    out.push_str(&text[done..]);
    out
}

/// Tells whether a text can be edited: it is read to its end, and in one way only.
#[must_use]
pub fn is_whole(file: &File) -> bool {
    let document = if file.is_lines() { Document::read_lines(file.text(), 0) } else { Document::read(file.text(), 0) };
    !document.unread && file.fault(0).is_none()
}
