//! The JSON of Cytoscape.js, which Cytoscape reads as well (ending `cyjs`).
//!
//! Ids of nodes and edges share one room there, so those of edges begin with `relation:`. Columns
//! keep their sorts: numbers are numbers and lists are lists. The sources stand with their records
//! beside the heading.

use super::network::{Network, columns};
use super::nodes;
use super::sources;
use crate::answer::Answer;
use crate::render::Carries;
use crate::render::Content;
use crate::render::Format;
use crate::render::Part;
use crate::render::Trouble;
use crate::render::json::careful;
use crate::render::surroundings::Surroundings;
use serde_json::Map;
use serde_json::Value as Json;
use serde_json::json;

/// Cytoscape.js JSON.
pub(in crate::render) const FORMAT: Format = Format {
    name: "cytoscape",
    ending: "cyjs",
    media_type: "application/json",
    content: Content::Text,
    summary: "elements for Cytoscape.js and Cytoscape",
    carries: Carries::AllBut(&[Part::Rows, Part::Routes]),
    write,
};

fn write(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let network = Network::new(answer);
    let mut data: Map<String, Json> =
        network.heading.iter().map(|(name, value)| ((*name).to_owned(), value.json())).collect();
    let sources = network.sources.iter().map(|source| Json::Object(columns(sources::FIELDS, source)));
    data.insert("sources".into(), sources.collect());
    let nodes = network.nodes.iter().map(|node| json!({"data": columns(nodes::FIELDS, node)}));
    let edges = network.edges.iter().map(|edge| {
        let mut columns = network.columns(edge);
        columns.insert("id".into(), format!("relation:{}", edge.record.id).into());
        json!({"data": columns})
    });
    let document = json!({
        "data": data,
        "elements": {"nodes": nodes.collect::<Json>(), "edges": edges.collect::<Json>()},
    });
    let text = serde_json::to_string_pretty(&document).expect("the keys are strings");
    Ok(careful(&text).into_bytes())
}
