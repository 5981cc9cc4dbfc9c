//! Nodes and relationships as `neo4j-admin database import` reads them.
//!
//! The first line names the columns and their types. Labels and types are written as Cypher's style
//! has them (`WeaponSystem`, `PART_OF`); the columns `kind` and `relation_type` keep the words of
//! the vocabulary. Ids stand in lists with semicolons, the importer's own sign. Nothing is guarded
//! against spreadsheets: a database keeps every sign that it is given.

use super::edges;
use super::network::{Field, Network, Record, Sort, Value};
use super::nodes;
use crate::answer::Answer;
use crate::render::Carries;
use crate::render::Content;
use crate::render::Format;
use crate::render::Part;
use crate::render::Trouble;
use crate::render::csv::line;
use crate::render::surroundings::Surroundings;

/// The actors.
pub(in crate::render) const NODES: Format = Format {
    name: "neo4j-nodes",
    ending: "neo4j-nodes.csv",
    media_type: "text/csv; charset=utf-8",
    content: Content::Text,
    summary: "the actors for neo4j-admin import; goes with neo4j-edges",
    carries: CARRIES,
    write: write_nodes,
};

/// The relations.
pub(in crate::render) const EDGES: Format = Format {
    name: "neo4j-edges",
    ending: "neo4j-edges.csv",
    media_type: "text/csv; charset=utf-8",
    content: Content::Text,
    summary: "the relations for neo4j-admin import; goes with neo4j-nodes",
    carries: CARRIES,
    write: write_edges,
};

const CARRIES: Carries = Carries::AllBut(&[Part::Heading, Part::Rows, Part::Routes, Part::Notes]);

fn write_nodes(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let mut out = String::new();
    let own = ["id:ID", ":LABEL"].map(str::to_owned).into_iter();
    line(&mut out, own.chain(headings(nodes::FIELDS)));
    for (node, card) in Network::new(answer).nodes.iter().zip(answer.actors.values()) {
        let own = [node.id.to_owned(), format!("Actor;{}", label(&card.kind.id))].into_iter();
        line(&mut out, own.chain(cells(node)));
    }
    Ok(out.into_bytes())
}

fn write_edges(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let network = Network::new(answer);
    let mut out = String::new();
    let own = [":START_ID", ":END_ID", ":TYPE"].map(str::to_owned).into_iter();
    line(&mut out, own.chain(headings(edges::FIELDS)));
    for edge in &network.edges {
        let [from, to] = [edge.from, edge.to].map(|at| network.nodes[at].id.to_owned());
        line(&mut out, [from, to, relationship(&edge.fact.type_.id)].into_iter().chain(cells(&edge.record)));
    }
    Ok(out.into_bytes())
}

/// A kind as a label in Cypher's style: `weapon-system` is `WeaponSystem`.
pub(super) fn label(kind: &str) -> String {
    let words = kind.split(['-', '_', '.']);
    words.map(|word| word.get(..1).map_or_else(String::new, |first| first.to_ascii_uppercase() + &word[1..])).collect()
}

/// A type as a relationship's type in Cypher's style: `part-of` is `PART_OF`.
pub(super) fn relationship(type_: &str) -> String {
    type_.to_ascii_uppercase().replace(['-', '.'], "_")
}

fn headings<T>(fields: &[Field<T>]) -> impl Iterator<Item = String> + '_ {
    fields.iter().map(|field| {
        let sort = match field.sort {
            Sort::Text | Sort::Texts | Sort::Date => "string",
            Sort::Number => "double",
            Sort::Flag => "boolean",
            Sort::Day => "date",
            Sort::Ids(_) => "string[]",
        };
        format!("{}:{sort}", field.name)
    })
}

fn cells<'r>(record: &'r Record<'_>) -> impl Iterator<Item = String> + 'r {
    record.values.iter().map(|value| value.as_ref().map_or_else(String::new, Value::flat))
}
