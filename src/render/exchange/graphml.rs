//! GraphML 1.0, for NetworkX, igraph, yEd, Gephi and Cytoscape.
//!
//! Every edge is directed, for readers refuse a mixture: the column `symmetric` marks those whose
//! direction means nothing. XML has no place for control characters; they are made visible.

use super::edges;
use super::network::{Field, Network, Record, Sort, used};
use super::nodes;
use crate::answer::Answer;
use crate::render::Carries;
use crate::render::Content;
use crate::render::Format;
use crate::render::Part;
use crate::render::Trouble;
use crate::render::surroundings::Surroundings;
use crate::text::markup;
use std::fmt::Write as _;

/// GraphML.
pub(in crate::render) const FORMAT: Format = Format {
    name: "graphml",
    ending: "graphml",
    media_type: "application/graphml+xml",
    content: Content::Text,
    summary: "a graph for NetworkX, igraph, yEd and Gephi",
    carries: Carries::AllBut(&[Part::Rows, Part::Routes]),
    write,
};

fn write(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let network = Network::new(answer);
    let node_columns = used(nodes::FIELDS.len(), network.nodes.iter());
    let edge_columns = used(edges::FIELDS.len(), network.edges.iter().map(|edge| &edge.record));
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" ",
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ",
        "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns ",
        "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
    ));
    for (name, _) in &network.heading {
        key(&mut out, ("graph", 'g'), name, "string");
    }
    declare(&mut out, ("node", 'n'), nodes::FIELDS, &node_columns);
    declare(&mut out, ("edge", 'e'), edges::FIELDS, &edge_columns);
    out.push_str("  <graph edgedefault=\"directed\">\n");
    for (name, value) in &network.heading {
        datum(&mut out, 'g', name, &value.flat());
    }
    for node in &network.nodes {
        let _ = writeln!(out, "    <node id=\"{}\">", markup(node.id));
        values(&mut out, 'n', nodes::FIELDS, node);
        out.push_str("    </node>\n");
    }
    for edge in &network.edges {
        let [from, to] = [edge.from, edge.to].map(|at| markup(network.nodes[at].id));
        let id = markup(edge.record.id);
        let _ = writeln!(out, "    <edge id=\"{id}\" source=\"{from}\" target=\"{to}\">");
        values(&mut out, 'e', edges::FIELDS, &edge.record);
        out.push_str("    </edge>\n");
    }
    out.push_str("  </graph>\n</graphml>\n");
    Ok(out.into_bytes())
}

fn declare<T>(out: &mut String, of: (&str, char), fields: &[Field<T>], columns: &[usize]) {
    for &at in columns {
        let sort = match fields[at].sort {
            Sort::Number => "double",
            Sort::Flag => "boolean",
            Sort::Text | Sort::Date | Sort::Day | Sort::Ids(_) | Sort::Texts => "string",
        };
        key(out, of, fields[at].name, sort);
    }
}

fn key(out: &mut String, (what, sign): (&str, char), name: &str, sort: &str) {
    let _ = writeln!(out, "  <key id=\"{sign}-{name}\" for=\"{what}\" attr.name=\"{name}\" attr.type=\"{sort}\"/>");
}

fn values<T>(out: &mut String, sign: char, fields: &[Field<T>], record: &Record<'_>) {
    for (field, value) in fields.iter().zip(&record.values) {
        if let Some(value) = value {
            datum(out, sign, field.name, &value.flat());
        }
    }
}

fn datum(out: &mut String, sign: char, name: &str, text: &str) {
    let _ = writeln!(out, "      <data key=\"{sign}-{name}\">{}</data>", markup(text));
}
