//! GEXF 1.3 with spells of time, for Gephi and its timeline.
//!
//! A relation's spell runs from the first day on which it may have held to the last; an event's
//! over the days that its date may mean; an actor's over its life. What states no day has no spell
//! and is there at all times. Every edge is directed, as in GraphML. The `kind` of an edge is its
//! type, for Gephi merges parallel edges of one kind.

use super::edges;
use super::network::{Field, Network, Record, Sort, Value, used};
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

/// GEXF.
pub(in crate::render) const FORMAT: Format = Format {
    name: "gexf",
    ending: "gexf",
    media_type: "application/gexf+xml",
    content: Content::Text,
    summary: "a graph with spells of time, for Gephi",
    carries: Carries::AllBut(&[Part::Rows, Part::Routes]),
    write,
};

fn write(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let network = Network::new(answer);
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\" ",
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ",
        "xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\">\n",
        "  <meta>\n    <creator>actant</creator>\n",
    ));
    let lines = network.heading.iter().map(|(name, value)| format!("{name}: {}", value.flat()));
    let _ = writeln!(out, "    <description>{}</description>", markup(&lines.collect::<Vec<_>>().join("\n")));
    out.push_str("  </meta>\n");
    out.push_str("  <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" ");
    out.push_str("timerepresentation=\"interval\">\n");
    let edges = network.edges.iter().map(|edge| &edge.record);
    let nodes = Table::new("node", nodes::FIELDS, network.nodes.iter());
    let ties = Table::new("edge", edges::FIELDS, edges);
    nodes.declare(&mut out);
    ties.declare(&mut out);
    out.push_str("    <nodes>\n");
    for node in &network.nodes {
        let _ = writeln!(out, "      <node id=\"{}\" label=\"{}\">", markup(node.id), label(node));
        nodes.fill(&mut out, node);
        out.push_str("      </node>\n");
    }
    out.push_str("    </nodes>\n    <edges>\n");
    for edge in &network.edges {
        let [from, to] = [edge.from, edge.to].map(|at| markup(network.nodes[at].id));
        let id = markup(edge.record.id);
        let kind = ties.value(&edge.record, "relation_type").map_or_else(String::new, |value| markup(&value.flat()));
        let label = label(&edge.record);
        let ends = format!("source=\"{from}\" target=\"{to}\"");
        let _ = writeln!(out, "      <edge id=\"{id}\" {ends} kind=\"{kind}\" label=\"{label}\">");
        ties.fill(&mut out, &edge.record);
        out.push_str("      </edge>\n");
    }
    out.push_str("    </edges>\n  </graph>\n</gexf>\n");
    Ok(out.into_bytes())
}

/// The columns of nodes or of edges that are written, but for the first: it is the label.
struct Table<T: 'static> {
    class: &'static str,
    fields: &'static [Field<T>],
    columns: Vec<usize>,
}

impl<T> Table<T> {
    fn new<'r>(
        class: &'static str,
        fields: &'static [Field<T>],
        records: impl Iterator<Item = &'r Record<'r>> + Clone,
    ) -> Self {
        let columns = used(fields.len(), records).into_iter().filter(|&at| at > 0).collect();
        Self { class, fields, columns }
    }

    fn declare(&self, out: &mut String) {
        let _ = writeln!(out, "    <attributes class=\"{}\" mode=\"static\">", self.class);
        for &at in &self.columns {
            let sort = match self.fields[at].sort {
                Sort::Number => "double",
                Sort::Flag => "boolean",
                Sort::Text | Sort::Date | Sort::Day | Sort::Ids(_) | Sort::Texts => "string",
            };
            let name = self.fields[at].name;
            let _ = writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{sort}\"/>");
        }
        out.push_str("    </attributes>\n");
    }

    fn fill(&self, out: &mut String, record: &Record<'_>) {
        out.push_str("        <attvalues>\n");
        for &at in &self.columns {
            if let Some(value) = &record.values[at] {
                let (name, text) = (self.fields[at].name, markup(&value.flat()));
                let _ = writeln!(out, "          <attvalue for=\"{name}\" value=\"{text}\"/>");
            }
        }
        out.push_str("        </attvalues>\n");
        let day = |sign: &str, name: &str| {
            self.value(record, name).map_or_else(String::new, |day| format!(" {sign}=\"{}\"", markup(&day.flat())))
        };
        let spell = format!("{}{}", day("start", "first_day"), day("end", "last_day"));
        if !spell.is_empty() {
            let _ = write!(out, "        <spells>\n          <spell{spell}/>\n        </spells>\n");
        }
    }

    fn value<'r>(&self, record: &'r Record<'_>, name: &str) -> Option<&'r Value> {
        let at = self.fields.iter().position(|field| field.name == name)?;
        record.values[at].as_ref()
    }
}

fn label(record: &Record<'_>) -> String {
    record.values[0].as_ref().map_or_else(String::new, |value| markup(&value.flat()))
}
