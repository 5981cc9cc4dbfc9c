//! Where a new record or a new value stands in a text, and how it is laid out there.

use super::draft::Draft;
use super::draft::Section;
use super::fmt;
use super::layout::Node;
use super::layout::quoted;
use crate::record::Entry;
use crate::record::Raw;
use crate::record::keys;
use crate::record::keys::Form;
use crate::record::keys::Record;
use crate::text::Span;

/// A text with further records, each where the order of its list wants it.
///
/// A list that is in order stays so; one that is not gets them at its end. What is made of an empty
/// text is in the canonical form.
pub(super) fn with(text: &str, is_lines: bool, drafts: Vec<Draft>) -> String {
    let crlf = is_crlf(text);
    let plain = if crlf { text.replace("\r\n", "\n") } else { text.to_owned() };
    let new = if is_lines { lines(&plain, drafts) } else { page(plain, drafts) };
    if crlf { new.replace('\n', "\r\n") } else { new }
}

/// A record's new text: its old bytes wherever a value stays.
pub(super) fn rewritten(text: &str, raw: Raw<'_>, form: &Form, body: &Node) -> String {
    patched(text, raw, (form, &fmt::node(raw, form)), body)
}

/// The list of a section in the text of a file.
pub(super) fn list(body: Raw<'_>, section: Section) -> Option<Raw<'_>> {
    section.within().map_or(Some(body), |key| body.get(key))?.get(section.key())
}

/// A whole line of a text, its end included.
pub(super) fn line_of(text: &str, span: Span) -> Span {
    let start = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end as usize..].find('\n').map_or(text.len(), |at| span.end as usize + at + 1);
    Span::new(span.file, start..end)
}

/// A stretch with the blanks around it.
pub(super) fn with_blanks(text: &str, span: Span) -> Span {
    let start = text[..span.start as usize].trim_end().len();
    let end = text.len() - text[span.end as usize..].trim_start().len();
    Span::new(span.file, start..end)
}

fn page(mut text: String, drafts: Vec<Draft>) -> String {
    let mut lists = Section::ALL.map(|section| (section, Vec::new()));
    for draft in drafts {
        if let Some((_, bodies)) = lists.iter_mut().find(|(section, _)| *section == draft.section) {
            bodies.push(draft.body);
        }
    }
    let lists = lists.into_iter().filter(|(_, bodies)| !bodies.is_empty()).map(|(section, mut bodies)| {
        fmt::sort(&mut bodies, section.card());
        (section, bodies)
    });
    if text.is_empty() {
        return fresh(lists);
    }
    for (section, bodies) in lists {
        text = listed(&text, section, bodies);
    }
    text
}

/// The text of a file that holds these lists and nothing else.
fn fresh(lists: impl Iterator<Item = (Section, Vec<Node>)>) -> String {
    let mut file: Vec<(&str, Node)> = Vec::new();
    for (section, bodies) in lists {
        let list = Node::List(bodies);
        let Some(holder) = section.within() else {
            file.push((section.key(), list));
            continue;
        };
        let held = file.iter().position(|(key, _)| *key == holder);
        let held = held.map_or_else(|| Node::Object(Vec::new()), |at| file.remove(at).1);
        file.push((holder, held.with(section.key(), Some(list))));
    }
    file.sort_by_key(|(key, _)| keys::FILE.position(key));
    Node::object(file).page(fmt::BROKEN)
}

/// A text with further records in one of its lists.
fn listed(text: &str, section: Section, bodies: Vec<Node>) -> String {
    let file = Raw::new(text, 0);
    let body = section.within().map_or(Some(file), |key| file.get(key));
    let Some(body) = body else {
        let held = Node::object([(section.key(), Node::List(bodies))]);
        return with_entry(text, file, (section.within().unwrap_or_default(), &keys::FILE), held);
    };
    let entries = body.entries();
    let is_it = |entry: &&Entry<'_>| entry.key.text().is_some_and(|key| &*key == section.key());
    let Some(entry) = entries.iter().find(is_it) else {
        return with_entry(text, body, (section.key(), section.holder()), Node::List(bodies));
    };
    let items = entry.value.items();
    let Some(first) = items.first() else {
        let list = Node::List(bodies).laid(&separator(text, entry.key.span()), 1, 0);
        return put(text, vec![(entry.value.span(), list)]);
    };
    let separator = separator(text, first.span());
    let known: Vec<Node> = items.iter().map(|item| fmt::node(*item, &section.form())).collect();
    let before = |one: &Node, other: &Node| fmt::order(one, other, section.card()).is_le();
    let sorted = known.is_sorted_by(before);
    let place = |body: Node| {
        let at = if sorted { known.partition_point(|one| before(one, &body)) } else { items.len() };
        let record = body.laid(&separator, 0, usize::from(at < items.len()));
        match at.checked_sub(1).map(|before| items[before].span().end) {
            Some(end) => (Span::new(0, end as usize..end as usize), format!(",{separator}{record}")),
            None => (Span { end: first.span().start, ..first.span() }, format!("{record},{separator}")),
        }
    };
    put(text, bodies.into_iter().map(place).collect())
}

/// A text with a key that an object in it has not had.
fn with_entry(text: &str, body: Raw<'_>, (key, card): (&str, &Record), value: Node) -> String {
    let entries = body.entries();
    let Some(first) = entries.first() else {
        let page = Node::object([(key, value)]).page(fmt::BROKEN);
        let rest = if body.json().is_empty() { text.len() } else { body.span().end as usize };
        let start = if body.json().is_empty() { rest } else { body.span().start as usize };
        let ends = text[rest..].starts_with(['\n', '\r']);
        return put(text, vec![(Span::new(0, start..rest), if ends { page.trim_end().to_owned() } else { page })]);
    };
    let separator = separator(text, first.key.span());
    let entry = format!("\"{key}\": {}", value.laid(&separator, 1, 1));
    let stands_before = |entry: &&Entry<'_>| {
        let name = entry.key.text();
        card.position(name.as_deref().unwrap_or_default()) < card.position(key)
    };
    let (at, new) = match entries.iter().rfind(stands_before) {
        Some(before) => (before.span().end as usize, format!(",{separator}{entry}")),
        None => (first.span().start as usize, format!("{entry},{separator}")),
    };
    put(text, vec![(Span::new(0, at..at), new)])
}

/// A text of lines with further ones.
fn lines(text: &str, drafts: Vec<Draft>) -> String {
    let line = |draft: Draft| Node::object([(draft.section.one(), draft.body)]);
    let mut new: Vec<Node> = drafts.into_iter().map(line).collect();
    new.sort_by(fmt::line_order);
    let bodies = fmt::bodies(text, 0);
    let known: Vec<Node> = bodies.iter().map(|body| fmt::node(*body, &Form::Record(&keys::LINE))).collect();
    let before = |one: &Node, other: &Node| fmt::line_order(one, other).is_le();
    let sorted = known.is_sorted_by(before);
    let ended = if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") };
    let place = |line: Node| {
        let at = if sorted { known.partition_point(|one| before(one, &line)) } else { bodies.len() };
        let start = bodies.get(at).map_or(ended.len(), |next| line_of(&ended, next.span()).start as usize);
        (Span::new(0, start..start), format!("{}\n", line.line()))
    };
    put(&ended, new.into_iter().map(place).collect())
}

/// An object with its old bytes wherever a value stays, and what is new after the keys that stand
/// before it in the canonical order.
fn patched(text: &str, raw: Raw<'_>, (form, old): (&Form, &Node), body: &Node) -> String {
    let (Form::Record(card), Node::Object(wanted)) = (form, body) else { return body.line() };
    let bytes = |from: u32, to: u32| &text[from as usize..to as usize];
    let entries = raw.entries();
    let name = |entry: &Entry<'_>| entry.key.text().map_or_else(String::new, |key| key.as_str().to_owned());
    let mut parts: Vec<(String, String)> = Vec::new();
    for entry in &entries {
        let key = name(entry);
        let Some(value) = body.get(&key) else { continue };
        let (at, to) = (entry.key.span(), entry.value.span());
        let written = if old.get(&key) == Some(value) {
            bytes(at.start, to.end).to_owned()
        } else {
            format!("{}{}", bytes(at.start, to.start), value.line())
        };
        parts.push((key, written));
    }
    for (key, value) in wanted {
        let spelled = Raw::new(key, 0).text().map_or_else(String::new, |key| key.as_str().to_owned());
        if parts.iter().any(|(name, _)| *name == spelled) {
            continue;
        }
        let before = |(name, _): &(String, String)| card.position(name) <= card.position(&spelled);
        // among keys that no table has, as the record wants it
        let place = |name: &str| (card.position(name), wanted.iter().position(|(key, _)| *key == quoted(name)));
        let (table, own) = place(&spelled);
        let behind = |(name, _): &(String, String)| place(name).0 == table && place(name).1 > own;
        let last = || parts.iter().rposition(before).map_or(0, |at| at + 1);
        let at = parts.iter().position(behind).unwrap_or_else(last);
        parts.insert(at, (spelled, format!("{key}: {}", value.line())));
    }
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return body.line() };
    let comma = entries.get(1).map_or(", ", |second| bytes(first.span().end, second.span().start));
    let written: Vec<String> = parts.into_iter().map(|(_, text)| text).collect();
    let (open, close) = (bytes(raw.span().start, first.span().start), bytes(last.span().end, raw.span().end));
    format!("{open}{}{close}", written.join(comma))
}

/// What parts the things of a list or object of which one stands here: the break of a line with the
/// indentation, or a space.
pub(super) fn separator(text: &str, span: Span) -> String {
    let before = &text[..span.start as usize];
    let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    if before.contains('\n') && line.chars().all(|c| matches!(c, ' ' | '\t')) {
        format!("\n{line}")
    } else {
        " ".into()
    }
}

pub(super) fn is_crlf(text: &str) -> bool {
    text.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r'))
}

/// The text with these stretches replaced; those that begin at the same place stand in order.
fn put(text: &str, mut new: Vec<(Span, String)>) -> String {
    new.sort_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (span, part) in new {
        out.push_str(&text[done..span.start as usize]);
        out.push_str(&part);
        done = span.end as usize;
    }
    out.push_str(&text[done..]);
    out
}
