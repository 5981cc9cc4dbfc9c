//! Conflicts as they stand in a text: both variants of a record, whole, between marked lines.
//!
//! Whoever keeps one of the two and deletes the marked lines has a text that can be read: a comma
//! goes with the record that needs it.

use super::side;
use super::side::Key;
use super::side::Name;
use super::side::Side;
use super::side::Symmetric;
use super::value::Doubt;
use crate::edit::draft::Section;
use crate::edit::fmt;
use crate::edit::insert;
use crate::edit::layout::Node;
use crate::edit::layout::quoted;
use crate::record::Entry;
use crate::record::Raw;
use crate::text::Span;
use std::collections::BTreeMap;

const OURS: &str = "<<<<<<< ours\n";
const BETWEEN: &str = "=======\n";
const THEIRS: &str = ">>>>>>> theirs\n";

/// What somebody has to decide.
pub(super) struct Open {
    /// Where it stands.
    pub place: Place,
    /// How it reads in ours and in theirs, all else merged; none where it was removed. The first
    /// that is there stands in the text.
    pub variants: [Option<Node>; 2],
    /// In what they differ.
    pub doubts: Vec<Doubt>,
}

/// Where it stands.
pub(super) enum Place {
    Record(Name),
    /// A value beside the lists of records.
    Entry(Key),
}

/// Both texts as wholes, for a reader to choose from.
pub(super) fn beside(ours: &str, theirs: &str) -> String {
    let end = if insert::is_crlf(ours) { "\r\n" } else { "\n" };
    let ended =
        |text: &str| if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}{end}") };
    let [open, between, close] = [OURS, BETWEEN, THEIRS].map(|mark| mark.replace('\n', end));
    [open, ended(ours), between, ended(theirs), close].concat()
}

/// The text with both variants of everything that is open; none where it is not found in it.
pub(super) fn marked(text: &str, is_lines: bool, (open, symmetric): (&[Open], &Symmetric)) -> Option<String> {
    if open.is_empty() {
        return Some(text.to_owned());
    }
    let crlf = insert::is_crlf(text);
    let plain = if crlf { text.replace("\r\n", "\n") } else { text.to_owned() };
    let side = Side::named(side::read(&plain, is_lines).ok()?, Vec::new(), symmetric);
    let mut places = BTreeMap::new();
    for open in open {
        // of records that say the same, each is marked once
        let is_free = |span: &Span| !places.contains_key(&(span.start, span.end));
        let span = spans(&side, open, symmetric).into_iter().find(is_free)?;
        places.insert((span.start, span.end), open);
    }
    let blocks = if is_lines { of_lines(&plain, &places) } else { of_page(&plain, &side, &places) };
    let marked = put(&plain, blocks);
    Some(if crlf { marked.replace('\n', "\r\n") } else { marked })
}

/// What takes the place of a stretch of the text, on lines of its own.
struct Block {
    span: Span,
    lines: [String; 2],
}

/// Where it may stand in the text.
fn spans(side: &Side<'_>, open: &Open, symmetric: &Symmetric) -> Vec<Span> {
    match &open.place {
        Place::Record((section, ..)) => {
            let stands = open.variants.iter().flatten().next();
            let alike = stands.map_or_else(Vec::new, |stands| side.alike(*section, stands, symmetric));
            alike.iter().map(Raw::span).collect()
        }
        Place::Entry((within, key)) => {
            let entry = object(side.root, *within).and_then(|object| object.entry(key));
            entry.iter().map(Entry::span).collect()
        }
    }
}

fn object<'a>(root: Raw<'a>, within: Option<&str>) -> Option<Raw<'a>> {
    within.map_or(Some(root), |key| root.get(key))
}

type Places<'a> = BTreeMap<(u32, u32), &'a Open>;

fn of_lines(text: &str, places: &Places<'_>) -> Vec<Block> {
    let held = |body: &Raw<'_>| body.entries().first().map(|entry| entry.value.span());
    let block = |body: Raw<'_>| {
        let inner = held(&body)?;
        let open = places.get(&(inner.start, inner.end))?;
        let Place::Record(name) = &open.place else { return None };
        let line = |node: &Node| Node::object([(name.0.one(), node.clone())]).line() + "\n";
        Some(Block {
            span: body.span(),
            lines: open.variants.each_ref().map(|node| node.as_ref().map(line).unwrap_or_default()),
        })
    };
    fmt::bodies(text, 0).into_iter().filter_map(block).collect()
}

fn of_page(text: &str, side: &Side<'_>, places: &Places<'_>) -> Vec<Block> {
    let records = Section::ALL.into_iter().filter_map(|section| insert::list(side.root, section));
    let records = records.map(|list| list.items().iter().map(Raw::span).collect::<Vec<_>>());
    let objects = side::objects().into_iter().filter_map(|within| object(side.root, within));
    let entries = objects.map(|object| object.entries().iter().map(Entry::span).collect());
    records.chain(entries).flat_map(|items| of_list(text, &items, places)).collect()
}

/// The blocks in a list, or among the keys of an object.
///
/// The comma after a record goes with it while something stays behind it; else the one before it,
/// where there is something before it on that side.
fn of_list(text: &str, items: &[Span], places: &Places<'_>) -> Vec<Block> {
    let open = |at: usize| places.get(&(items[at].start, items[at].end));
    let is_there = |at: usize, side: usize| open(at).is_none_or(|open| open.variants[side].is_some());
    let stays = |at: &usize| is_there(*at, 0) && is_there(*at, 1);
    let last = (0..items.len()).rev().find(stays);
    let block = |at: usize| {
        let (open, mut span) = (open(at)?, items[at]);
        let after = last.is_some_and(|last| at < last);
        let before = !after && !stays(&at) && at > 0;
        if before {
            span.start = items[at - 1].end;
        }
        if after {
            let comma = text[span.end as usize..].find(',')?;
            span.end += u32::try_from(comma + 1).ok()?;
        }
        let [ours, theirs] = variants(text, items[at], open);
        let line = |side: usize, variant: Option<(&str, String)>| {
            let Some((indentation, variant)) = variant else { return String::new() };
            let before = if before && (0..at).any(|at| is_there(at, side)) { "," } else { "" };
            format!("{indentation}{before}{variant}{}\n", if after { "," } else { "" })
        };
        Some(Block { span, lines: [line(0, ours), line(1, theirs)] })
    };
    (0..items.len()).filter_map(block).collect()
}

/// How both variants are written: indentation and text; the one that stands there as it stands.
fn variants<'a>(text: &'a str, item: Span, open: &Open) -> [Option<(&'a str, String)>; 2] {
    let separator = insert::separator(text, item);
    let begun = &text[..item.start as usize];
    let indentation = begun[begun.rfind('\n').map_or(0, |at| at + 1)..].trim_end_matches(|c| !matches!(c, ' ' | '\t'));
    let indentation = if separator.starts_with('\n') { indentation } else { "" };
    let mut stands = Some(text[item.start as usize..item.end as usize].to_owned());
    open.variants.each_ref().map(|variant| {
        let node = variant.as_ref()?;
        let laid = || match &open.place {
            Place::Record(_) => node.laid(&separator, 0, 1),
            Place::Entry((within, key)) => {
                let levels = usize::from(within.is_none());
                format!("{}: {}", quoted(key), node.laid(&separator, levels, 1))
            }
        };
        Some((indentation, stands.take().unwrap_or_else(laid)))
    })
}

fn put(text: &str, mut blocks: Vec<Block>) -> String {
    blocks.sort_by_key(|block| block.span.end);
    let mut out = String::with_capacity(text.len() * 2);
    let mut done = 0;
    for Block { span, lines: [ours, theirs] } in blocks {
        out.push_str(text.get(done..span.start as usize).unwrap_or_default());
        out.truncate(out.trim_end_matches([' ', '\t']).len());
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        out.extend([OURS, &ours, BETWEEN, &theirs, THEIRS]);
        let rest = &text[span.end as usize..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        done = span.end as usize + if rest[blanks..].starts_with('\n') { blanks + 1 } else { 0 };
    }
    out.push_str(&text[done..]);
    out
}
