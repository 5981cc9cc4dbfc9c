//! Forms for other programs: what an answer found, as nodes and edges.
//!
//! Every form here writes one [`Network`]: actors are nodes, relations are edges, and what they
//! state stands in the columns of one table, so that a fact has the same name and the same words
//! in every form. A relation with roles stays one edge, for it is one piece of evidence; the roles
//! are columns that hold the ids of their actors, who are nodes as well. What a form has no place
//! for stands in its card.

mod apart;
mod cypher;
mod cytoscape;
mod edges;
mod ftm;
mod gexf;
mod graphml;
mod lines;
mod mermaid;
mod neo4j;
mod network;
mod nodes;
mod quote;
mod sheet;
mod sources;
mod stix;
mod turtle;

pub(super) use cypher::FORMAT as CYPHER;
pub(super) use cytoscape::FORMAT as CYTOSCAPE;
pub(super) use ftm::FORMAT as FTM;
pub(super) use gexf::FORMAT as GEXF;
pub(super) use graphml::FORMAT as GRAPHML;
pub(super) use lines::FORMAT as LINES;
pub(super) use mermaid::FORMAT as MERMAID;
pub(super) use neo4j::EDGES as NEO4J_EDGES;
pub(super) use neo4j::NODES as NEO4J_NODES;
pub(super) use sheet::EDGES as CSV_EDGES;
pub(super) use sheet::NODES as CSV_NODES;
pub(super) use sheet::SOURCES as CSV_SOURCES;
pub(super) use stix::FORMAT as STIX;
pub(super) use turtle::FORMAT as TURTLE;

pub(super) use edges::dates;
pub(super) use network::{actor, citation, relation, source};
