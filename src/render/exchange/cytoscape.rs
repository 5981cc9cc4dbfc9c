//! The JSON of Cytoscape.js, which Cytoscape reads as well (ending `cyjs`).
//!
//! Ids of nodes and edges share one room there, so those of edges begin with `relation:`. Columns
//! keep their sorts: numbers are numbers and lists are lists. The sources stand with their records
//! beside the heading.

use super::edges;
use super::network::{Field, Network, Record, Value};
use super::nodes;
use super::sources;
use crate::answer::Answer;
use crate::render::Carries;
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
    summary: "elements for Cytoscape.js and Cytoscape",
    carries: Carries::AllBut(&[Part::Rows, Part::Routes]),
    write,
};

fn write(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let network = Network::new(answer);
    let mut data: Map<String, Json> =
        network.heading.iter().map(|(name, value)| ((*name).to_owned(), typed(value))).collect();
    let sources = network.sources.iter().map(|source| Json::Object(columns(source.id, sources::FIELDS, source)));
    data.insert("sources".into(), sources.collect());
    let nodes = network.nodes.iter().map(|node| json!({"data": columns(node.id, nodes::FIELDS, node)}));
    let edges = network.edges.iter().map(|edge| {
        let mut columns = columns(&format!("relation:{}", edge.record.id), edges::FIELDS, &edge.record);
        let [from, to] = [edge.from, edge.to].map(|at| network.nodes[at].id);
        let own = [("source", from), ("target", to)];
        columns.extend(own.map(|(name, text)| (name.to_owned(), Json::from(text))));
        json!({"data": columns})
    });
    let document = json!({
        "data": data,
        "elements": {"nodes": nodes.collect::<Json>(), "edges": edges.collect::<Json>()},
    });
    let text = serde_json::to_string_pretty(&document).expect("the keys are strings");
    Ok(careful(&text).into_bytes())
}

fn columns<T>(id: &str, fields: &[Field<T>], record: &Record<'_>) -> Map<String, Json> {
    let values = fields.iter().zip(&record.values);
    let stated = values.filter_map(|(field, value)| Some((field.name.to_owned(), typed(value.as_ref()?))));
    std::iter::once(("id".to_owned(), Json::from(id))).chain(stated).collect()
}

fn typed(value: &Value) -> Json {
    match value {
        Value::Text(text) => Json::from(text.as_str()),
        Value::Number(text) => serde_json::from_str(text).unwrap_or_else(|_| Json::from(text.as_str())),
        Value::True => Json::Bool(true),
        Value::Ids(all) | Value::Texts(all) => Json::from(all.as_slice()),
    }
}
