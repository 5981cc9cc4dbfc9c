//! All that the answer holds, as tables: what a reader has who cannot see the picture, and where
//! the script finds the evidence that it shows beside the picture.
//!
//! The rows of relations and actors carry their positions in the answer's JSON, in which
//! the script looks them up: `row-relation-0`.

use super::writer::Writer;
use crate::answer::ActorCard;
use crate::answer::Fact;
use crate::answer::Route;
use crate::answer::Row;
use crate::model::Citation;
use crate::model::RelationId;
use crate::model::SourceId;
use crate::model::Time;
use crate::render::reading::Reading;
use crate::render::reading::Topic;
use crate::render::reading::remarks;
use crate::render::reading::when;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Writes the rows, the routes, the relations, the actors and the sources of an answer.
pub(super) fn all(page: &mut Writer, reading: Reading<'_>) {
    rows(page, reading);
    routes(page, reading);
    relations(page, reading);
    actors(page, reading);
    sources(page, reading);
}

/// The rows, where they or their headings say more than the relations under them.
fn rows(page: &mut Writer, reading: Reading<'_>) {
    let answer = reading.answer;
    let says_no_more = |row: &Row| row.group.is_none() && reading.is_said_by_fact(row);
    if reading.routes_tell_all() || answer.rows.iter().all(says_no_more) {
        return;
    }
    let names: Vec<&str> = answer.columns.iter().map(|column| column.name).collect();
    open(page, ("rows", "Answer"), &names);
    let mut group = &None;
    for row in &answer.rows {
        if row.group != *group {
            group = &row.group;
            heading(page, group.as_deref().unwrap_or_default(), names.len());
        }
        line(page, reading, row);
    }
    close(page);
}

fn heading(page: &mut Writer, group: &str, columns: usize) {
    page.open("tr", &[]);
    page.words("th", &[("colspan", columns.to_string()), ("scope", "rowgroup".into())], group);
    page.close("tr");
}

fn line(page: &mut Writer, reading: Reading<'_>, row: &Row) {
    page.open("tr", &[]);
    for (column, cell) in reading.answer.columns.iter().zip(&row.cells) {
        let class = if column.numeric { "number" } else { "words" };
        page.words("td", &[("class", class.into())], &reading.cell(cell));
    }
    page.close("tr");
}

fn routes(page: &mut Writer, reading: Reading<'_>) {
    if reading.answer.routes.is_empty() {
        return;
    }
    section(page, ("routes", "Routes"));
    for one in &reading.answer.routes {
        route(page, reading, one);
    }
    page.close("section");
}

fn route(page: &mut Writer, reading: Reading<'_>, route: &Route) {
    page.words("h3", &[], &reading.way(route));
    if let Some(shared) = reading.shared(route) {
        page.words("p", &[("class", "note warning".into())], &format!("warning: {shared}"));
    }
    page.open("ol", &[]);
    for (at, hop) in route.hops.iter().enumerate() {
        page.open("li", &[]);
        if at == route.weakest && route.hops.len() > 1 {
            page.words("strong", &[], &format!("weakest hop: {}", route.why));
        }
        page.list(hop.iter().map(|&relation| reading.brief(relation)));
        page.close("li");
    }
    page.close("ol");
}

fn relations(page: &mut Writer, reading: Reading<'_>) {
    let facts = &reading.answer.facts;
    if facts.is_empty() {
        return;
    }
    let columns = ["From", "Relation", "To", "Particulars", "When", "Standing", "Remarks", "Sources"];
    let places: BTreeMap<RelationId, usize> = facts.keys().copied().zip(0..).collect();
    open(page, ("relations", "Relations"), &columns);
    for id in in_order(reading) {
        relation(page, reading, (places[&id], &facts[&id]));
    }
    close(page);
}

/// The relations as routes and rows show them, then those that these compete with.
fn in_order(reading: Reading<'_>) -> Vec<RelationId> {
    let answer = reading.answer;
    let hops = answer.routes.iter().flat_map(|route| route.hops.iter().flatten()).copied();
    let rows = answer.rows.iter().flat_map(|row| &row.facts).map(|seen| seen.relation);
    let mut taken = BTreeSet::new();
    let all = hops.chain(rows).chain(answer.facts.keys().copied());
    all.filter(|&id| answer.facts.contains_key(&id) && taken.insert(id)).collect()
}

fn relation(page: &mut Writer, reading: Reading<'_>, (at, fact): (usize, &Fact)) {
    let sentence = reading.sentence(fact, None);
    let not = if fact.relation.negated { "not so: " } else { "" };
    let parts = reading.parts(fact);
    let of = |topics: &[Topic]| -> Vec<String> {
        parts.iter().filter(|(topic, _)| topics.contains(topic)).map(|(_, text)| text.clone()).collect()
    };
    page.open("tr", &[("id", format!("row-relation-{at}"))]);
    page.words("td", &[], sentence.subject);
    page.words("td", &[], &format!("{not}{}", sentence.phrase));
    page.words("td", &[], sentence.object);
    cell(page, |page| page.list(of(&[Topic::Role, Topic::Amount, Topic::Condition])));
    page.words("td", &[], &of(&[Topic::Time]).join("; "));
    let standing = of(&[Topic::Doubt, Topic::Standing]).into_iter().chain(fact.mark.map(|mark| mark.word().to_owned()));
    page.words("td", &[], &standing.collect::<Vec<_>>().join(", "));
    cell(page, |page| page.list(remarks(reading, fact).iter().map(|remark| remark.text().to_owned())));
    cell(page, |page| {
        page.open("ul", &[]);
        fact.relation.citations.iter().for_each(|citation| cited(page, reading, citation));
        page.close("ul");
    });
    page.close("tr");
}

/// A citation: number, place, grade; then its source with a link to it.
fn cited(page: &mut Writer, reading: Reading<'_>, citation: &Citation) {
    page.open("li", &[]);
    page.words("b", &[], &format!("[{}]", reading.citation(citation)));
    source(page, reading, citation.source);
    page.close("li");
}

/// The title of a source as a link, what else is known of it, and its archived copy.
fn source(page: &mut Writer, reading: Reading<'_>, id: SourceId) {
    let Some(card) = reading.answer.sources.get(&id) else { return };
    page.link(card.source.url.as_deref(), &card.source.title);
    page.words("span", &[], &reading.provenance(id).iter().map(|part| format!("· {part} ")).collect::<String>());
    if let Some(copy) = &card.source.archive_url {
        page.link(Some(copy), "archived copy");
    }
}

fn actors(page: &mut Writer, reading: Reading<'_>) {
    if reading.answer.actors.is_empty() {
        return;
    }
    open(page, ("actors", "Actors"), &["Name", "Kind", "Also known as", "When", "Description", "Written in"]);
    for (at, card) in reading.answer.actors.values().enumerate() {
        actor(page, (at, card));
    }
    close(page);
}

fn actor(page: &mut Writer, (at, card): (usize, &ActorCard)) {
    let actor = &card.actor;
    let details = actor.details.as_deref();
    let words = details.into_iter().flat_map(|d| [&d.description, &d.note]).flatten().map(ToString::to_string);
    page.open("tr", &[("id", format!("row-actor-{at}"))]);
    page.words("td", &[], &actor.name);
    page.words("td", &[], &card.kind.label);
    page.words("td", &[], &actor.aliases().join(", "));
    page.words("td", &[], &when(Time::State(actor.since, actor.until)).unwrap_or_default());
    page.words("td", &[], &words.collect::<Vec<_>>().join(" "));
    page.words("td", &[], &format!("{}:{}", card.file, actor.place.line));
    page.close("tr");
}

fn sources(page: &mut Writer, reading: Reading<'_>) {
    if reading.answer.sources.is_empty() {
        return;
    }
    open(page, ("sources", "Sources"), &["Number", "Source", "Note", "Written in"]);
    for (number, id) in reading.sources() {
        let card = &reading.answer.sources[&id];
        page.open("tr", &[]);
        page.words("td", &[], &format!("[{number}]"));
        cell(page, |page| source(page, reading, id));
        page.words("td", &[], card.source.note.as_deref().unwrap_or_default());
        page.words("td", &[], &format!("{}:{}", card.file, card.source.place.line));
        page.close("tr");
    }
    close(page);
}

/// Opens a section with a heading.
fn section(page: &mut Writer, (id, title): (&str, &str)) {
    page.open("section", &[("id", id.into()), ("aria-labelledby", format!("{id}-title"))]);
    page.words("h2", &[("id", format!("{id}-title"))], title);
}

/// Opens a section with a table, down to its rows.
fn open(page: &mut Writer, titled: (&str, &str), columns: &[&str]) {
    section(page, titled);
    page.open("table", &[]);
    page.open("thead", &[]);
    page.open("tr", &[]);
    columns.iter().for_each(|name| page.words("th", &[("scope", "col".into())], name));
    page.close("tr");
    page.close("thead");
    page.open("tbody", &[]);
}

fn close(page: &mut Writer) {
    ["tbody", "table", "section"].iter().for_each(|tag| page.close(tag));
}

fn cell(page: &mut Writer, contents: impl FnOnce(&mut Writer)) {
    page.open("td", &[]);
    contents(page);
    page.close("td");
}
