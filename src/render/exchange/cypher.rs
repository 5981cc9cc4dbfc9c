//! A script in openCypher, for Neo4j and other databases that speak it.
//!
//! One statement a line. Each merges by an id and sets what is stated, so that a script that is run
//! twice, or after another that overlaps it, changes nothing. Actors are nodes with the label
//! `Actor` and that of their kind; sources are nodes, too, and relations name them by their ids. The
//! heading is a comment, which a database does not keep.

use super::edges;
use super::neo4j::label;
use super::neo4j::relationship;
use super::network::{Field, Network, Record, Sort, Value};
use super::nodes;
use super::quote;
use super::sources;
use crate::answer::Answer;
use crate::render::Carries;
use crate::render::Content;
use crate::render::Format;
use crate::render::Part;
use crate::render::Trouble;
use crate::render::surroundings::Surroundings;
use crate::text::visible;
use std::fmt::Write as _;

/// openCypher.
pub(in crate::render) const FORMAT: Format = Format {
    name: "cypher",
    ending: "cypher",
    media_type: "application/x-cypher-query",
    content: Content::Text,
    summary: "an openCypher script for graph databases, which can be run again",
    carries: Carries::AllBut(&[Part::Rows, Part::Routes]),
    write,
};

fn write(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let network = Network::new(answer);
    let mut out = String::new();
    for (name, value) in &network.heading {
        for text in comments(value) {
            let _ = writeln!(out, "// {name}: {text}");
        }
    }
    for (node, card) in network.nodes.iter().zip(answer.actors.values()) {
        let (id, kind) = (quoted(node.id), name(&label(&card.kind.id)));
        let _ = writeln!(out, "MERGE (n:Actor {{id: {id}}}) SET n:{kind}, n += {};", map(nodes::FIELDS, node));
    }
    for source in &network.sources {
        let id = quoted(source.id);
        let _ = writeln!(out, "MERGE (s:Source {{id: {id}}}) SET s += {};", map(sources::FIELDS, source));
    }
    for edge in &network.edges {
        let [from, to] = [edge.from, edge.to].map(|at| quoted(network.nodes[at].id));
        let (id, type_) = (quoted(edge.record.id), name(&relationship(&edge.fact.type_.id)));
        // one pattern a clause, for two in one make databases warn of a product of all with all
        let _ = write!(out, "MATCH (a:Actor {{id: {from}}}) MATCH (b:Actor {{id: {to}}}) ");
        let _ = writeln!(out, "MERGE (a)-[r:{type_} {{id: {id}}}]->(b) SET r += {};", map(edges::FIELDS, &edge.record));
    }
    Ok(out.into_bytes())
}

/// What stands behind `//`, a line for each. In Cypher `\u000a` may end a comment, so that no
/// backslash can stand in one.
fn comments(value: &Value) -> Vec<String> {
    let lines = match value {
        Value::Texts(lines) => lines.clone(),
        one => vec![one.flat()],
    };
    lines.iter().map(|line| visible(line).replace('\\', "<U+005C>")).collect()
}

/// A label or a type between backticks, for it may begin with a digit or be a word of Cypher's.
/// Both are made of ids, which hold no backtick.
fn name(word: &str) -> String {
    format!("`{word}`")
}

fn map<T>(fields: &[Field<T>], record: &Record<'_>) -> String {
    let stated = fields.iter().zip(&record.values).filter_map(|(field, value)| Some((field, value.as_ref()?)));
    let entries: Vec<String> =
        stated.map(|(field, value)| format!("{}: {}", field.name, literal(field.sort, value))).collect();
    format!("{{{}}}", entries.join(", "))
}

fn literal(sort: Sort, value: &Value) -> String {
    match value {
        Value::Text(day) if sort == Sort::Day => format!("date({})", quoted(day)),
        Value::Text(text) => quoted(text),
        Value::Number(text) => number(text),
        Value::True => "true".to_owned(),
        Value::Ids(all) | Value::Texts(all) => {
            let all: Vec<String> = all.iter().map(|text| quoted(text)).collect();
            format!("[{}]", all.join(", "))
        }
    }
}

/// A whole number where it has room in 64 bits, otherwise a floating one; the text where it has
/// none there either.
fn number(text: &str) -> String {
    let whole = text.parse::<i64>().map(|number| number.to_string());
    let real = || text.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| format!("{number:?}"));
    whole.ok().or_else(real).unwrap_or_else(|| quoted(text))
}

fn quoted(text: &str) -> String {
    quote::quoted(text, '\'', |c| c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04X}")).collect())
}
