//! Nodes, edges and sources as tables for spreadsheets and scripts (RFC 4180).
//!
//! Each is a form of its own, for a form writes one file. Every column stands in every file, so
//! that scripts find it. Text that a spreadsheet would run as a formula stands behind an
//! apostrophe, as in the other tables.

use super::edges;
use super::network::{Field, Network, Record};
use super::nodes;
use super::sources;
use crate::answer::Answer;
use crate::render::Carries;
use crate::render::Format;
use crate::render::Part;
use crate::render::Trouble;
use crate::render::csv::guarded;
use crate::render::csv::line;
use crate::render::surroundings::Surroundings;

/// The actors.
pub(in crate::render) const NODES: Format = Format {
    name: "csv-nodes",
    ending: "nodes.csv",
    media_type: "text/csv; charset=utf-8",
    summary: "the actors, one line each; goes with csv-edges",
    carries: CARRIES,
    write: write_nodes,
};

/// The relations.
pub(in crate::render) const EDGES: Format = Format {
    name: "csv-edges",
    ending: "edges.csv",
    media_type: "text/csv; charset=utf-8",
    summary: "the relations, one line each; goes with csv-nodes",
    carries: CARRIES,
    write: write_edges,
};

/// The sources.
pub(in crate::render) const SOURCES: Format = Format {
    name: "csv-sources",
    ending: "sources.csv",
    media_type: "text/csv; charset=utf-8",
    summary: "the sources, one line each; goes with csv-edges",
    carries: CARRIES,
    write: write_sources,
};

/// What none of the three files has.
const CARRIES: Carries = Carries::AllBut(&[Part::Heading, Part::Rows, Part::Routes, Part::Notes]);

fn write_nodes(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let mut out = headings(&["id"], nodes::FIELDS);
    for node in &Network::new(answer).nodes {
        line(&mut out, cells(&[node.id], node));
    }
    Ok(out.into_bytes())
}

fn write_edges(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let network = Network::new(answer);
    let mut out = headings(&["source", "target"], edges::FIELDS);
    for edge in &network.edges {
        let ends = [network.nodes[edge.from].id, network.nodes[edge.to].id];
        line(&mut out, cells(&ends, &edge.record));
    }
    Ok(out.into_bytes())
}

fn write_sources(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let mut out = headings(&["id"], sources::FIELDS);
    for source in &Network::new(answer).sources {
        line(&mut out, cells(&[source.id], source));
    }
    Ok(out.into_bytes())
}

fn headings<T>(ids: &[&str], fields: &[Field<T>]) -> String {
    let mut out = String::new();
    let names = ids.iter().copied().chain(fields.iter().map(|field| field.name));
    line(&mut out, names.map(str::to_owned));
    out
}

fn cells<'r>(ids: &'r [&str], record: &'r Record<'_>) -> impl Iterator<Item = String> + 'r {
    let values = record.values.iter().map(|value| value.as_ref().map_or_else(String::new, super::network::Value::flat));
    ids.iter().map(|id| (*id).to_owned()).chain(values).map(|text| guarded(&text))
}
