//! RDF 1.1 as Turtle, for triple stores and whoever asks in SPARQL.
//!
//! A relation is a statement that is spoken of (`rdf:Statement`): its dates, status and grades are
//! said of it, and nothing asserts it. Only where it holds for certain, without a condition, and
//! neither its status nor another record casts doubt on it, its triple stands beside, too. Columns are terms of a vocabulary of the
//! program's own, but for those that RDF has well-known terms for; citations are nodes. Several
//! words are a collection, which keeps their order. The heading is said of the dataset.

mod literal;

use super::edges;
use super::network::{Edge, Field, Network, Of, Record, Sort, Value};
use super::nodes;
use super::sources;
use crate::answer::Answer;
use crate::answer::Fact;
use crate::answer::How;
use crate::answer::Mark;
use crate::model::Citation;
use crate::model::SourceId;
use crate::model::Status;
use crate::render::Carries;
use crate::render::Content;
use crate::render::Format;
use crate::render::Part;
use crate::render::Trouble;
use crate::render::reading::Reading;
use crate::render::surroundings::Surroundings;
use literal::{date, iri, number, quoted};
use std::collections::BTreeMap;

/// Turtle.
pub(in crate::render) const FORMAT: Format = Format {
    name: "turtle",
    ending: "ttl",
    media_type: "text/turtle",
    content: Content::Text,
    summary: "RDF for triple stores: statements with their sources",
    carries: Carries::AllBut(&[Part::Rows, Part::Routes]),
    write,
};

const PREFIXES: &str = "\
@prefix actant: <urn:actant:term:> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
";

fn write(answer: &Answer, _: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let network = Network::new(answer);
    let mut blocks = vec![PREFIXES.to_owned(), dataset(&network)];
    blocks.extend(vocabulary(answer));
    for (node, card) in network.nodes.iter().zip(answer.actors.values()) {
        let mut block = Block::new(iri("actor", node.id), &iri("kind", &card.kind.id));
        block.say("rdfs:label", quoted(&card.actor.name));
        block.columns(nodes::FIELDS, node);
        let details = card.actor.details.as_deref();
        block.citations(answer, details.map_or(&[][..], |details| &details.citations));
        blocks.push(block.text());
    }
    for source in &network.sources {
        let mut block = Block::new(iri("source", source.id), "prov:Entity");
        block.columns(sources::FIELDS, source);
        blocks.push(block.text());
    }
    blocks.extend(network.edges.iter().map(|edge| statement(answer, &network, edge)));
    Ok(blocks.join("\n").into_bytes())
}

/// What the answer says of itself.
fn dataset(network: &Network<'_>) -> String {
    let mut block = Block::new("[]".to_owned(), "dcat:Dataset");
    for (name, value) in &network.heading {
        let object = match (*name, value) {
            ("handling", value) => format!("[ a dcterms:RightsStatement ; rdfs:label {} ]", literal(Sort::Text, value)),
            ("as_of", value) => literal(Sort::Date, value),
            (_, value) => literal(Sort::Text, value),
        };
        let predicate = match *name {
            "handling" => "dcterms:accessRights".to_owned(),
            "summary" => "dcterms:description".to_owned(),
            name => term(name),
        };
        block.say(&predicate, object);
    }
    block.text()
}

/// The kinds and types that the answer uses, with their words.
fn vocabulary(answer: &Answer) -> impl Iterator<Item = String> {
    let kinds = answer.actors.values().map(|card| (iri("kind", &card.kind.id), ("rdfs:Class", &*card.kind.label)));
    let types = answer.facts.values().map(|fact| (iri("type", &fact.type_.id), ("rdf:Property", &*fact.type_.phrase)));
    let words: BTreeMap<String, (&str, &str)> = kinds.chain(types).collect();
    words.into_iter().map(|(word, (class, label))| {
        let mut block = Block::new(word, class);
        block.say("rdfs:label", quoted(label));
        block.text()
    })
}

fn statement(answer: &Answer, network: &Network<'_>, edge: &Edge<'_>) -> String {
    let mut block = Block::new(iri("relation", edge.record.id), "rdf:Statement");
    let [from, to] = [edge.from, edge.to].map(|at| iri("actor", network.nodes[at].id));
    let type_ = iri("type", &edge.fact.type_.id);
    block.say("rdf:subject", from.clone());
    block.say("rdf:predicate", type_.clone());
    block.say("rdf:object", to.clone());
    block.say("rdfs:label", quoted(&sentence(answer, edge.fact)));
    block.columns(edges::FIELDS, &edge.record);
    block.citations(answer, &edge.fact.relation.citations);
    let triple = if can_be_asserted(edge.fact) { format!("{from} {type_} {to} .\n") } else { String::new() };
    block.text() + &triple
}

/// Tells whether a triple, which has no place for doubts and conditions, may say what a fact says.
fn can_be_asserted(fact: &Fact) -> bool {
    let sure = matches!(fact.relation.status, None | Some(Status::Confirmed | Status::Reported));
    let holds = matches!(fact.verdict, Ok(How::Certainly | How::Happened)) && fact.mark != Some(Mark::Gone);
    let conditional = fact.relation.details().is_some_and(|details| details.condition.is_some());
    holds && sure && !conditional && !fact.relation.negated && fact.contradicting.is_empty()
}

/// A statement in words.
fn sentence(answer: &Answer, fact: &Fact) -> String {
    let sentence = Reading::apart(answer).sentence(fact, None);
    let not = if fact.relation.negated { "not so: " } else { "" };
    format!("{not}{} {} {}", sentence.subject, sentence.phrase, sentence.object)
}

/// What is said of one subject.
struct Block {
    subject: String,
    said: Vec<String>,
}

impl Block {
    fn new(subject: String, class: &str) -> Self {
        Self { subject, said: vec![format!("a {class}")] }
    }

    fn say(&mut self, predicate: &str, object: String) {
        self.said.push(format!("{predicate} {object}"));
    }

    /// Says what stands in the columns, but for the label and for citations, which are nodes.
    fn columns<T>(&mut self, fields: &[Field<T>], record: &Record<'_>) {
        let stated =
            fields.iter().zip(&record.values).filter(|(field, _)| !matches!(field.name, "label" | "citations"));
        for (field, value) in stated.filter_map(|(field, value)| Some((field, value.as_ref()?))) {
            let object = match field.name {
                // their terms want an agent, not the name of one
                "publisher" | "author" => format!("[ rdfs:label {} ]", literal(field.sort, value)),
                "aliases" => members(value).join(", "),
                _ => literal(field.sort, value),
            };
            self.say(&term(field.name), object);
        }
    }

    fn citations(&mut self, answer: &Answer, all: &[Citation]) {
        all.iter().for_each(|citation| self.say("actant:citation", cited(answer, citation)));
    }

    fn text(&self) -> String {
        format!("{} {} .\n", self.subject, self.said.join(" ;\n    "))
    }
}

/// The term for a column: a well-known one that means the same, or the program's own.
fn term(column: &str) -> String {
    let known = match column {
        "aliases" => "skos:altLabel",
        "description" => "dcterms:description",
        "note" => "rdfs:comment",
        "title" => "dcterms:title",
        "publisher" => "dcterms:publisher",
        "author" => "dcterms:creator",
        "derives_from" => "prov:wasDerivedFrom",
        "independent_sources" => "prov:hadPrimarySource",
        own => return format!("actant:{own}"),
    };
    known.to_owned()
}

/// A citation as a node: its source, and what it says there.
fn cited(answer: &Answer, citation: &Citation) -> String {
    let source = |id: SourceId| answer.sources.get(&id).map(|card| iri("source", &card.source.id));
    let mut said: Vec<String> = source(citation.source).map(|iri| format!("actant:source {iri}")).into_iter().collect();
    said.push(format!("actant:stance {}", quoted(citation.testimony.word())));
    said.extend(citation.credibility.map(|grade| format!("actant:credibility {grade}")));
    if let Some(details) = citation.details() {
        said.extend(details.at.iter().map(|at| format!("actant:place {}", quoted(at))));
        said.extend(details.said.map(|said| format!("actant:said {}", date(&said.to_string()))));
        let leans = details.derives_from.iter().filter_map(|&id| source(id));
        said.extend(leans.map(|iri| format!("prov:wasDerivedFrom {iri}")));
        said.extend(details.quote.iter().map(|quote| format!("actant:quote {}", quoted(quote))));
        said.extend(details.note.iter().map(|note| format!("rdfs:comment {}", quoted(note))));
    }
    format!("[ {} ]", said.join(" ; "))
}

fn literal(sort: Sort, value: &Value) -> String {
    match (sort, value) {
        (Sort::Date, Value::Text(text)) => date(text),
        (Sort::Day, Value::Text(text)) => format!("{}^^xsd:date", quoted(text)),
        (_, Value::Text(text)) => quoted(text),
        (_, Value::Number(text)) => number(text),
        (_, Value::True) => "true".to_owned(),
        (Sort::Ids(of), Value::Ids(ids)) => {
            let named = |id: &String| match of {
                Of::Actors => iri("actor", id),
                Of::Relations => iri("relation", id),
                Of::Sources => iri("source", id),
                Of::Nothing => quoted(id),
            };
            ids.iter().map(named).collect::<Vec<_>>().join(", ")
        }
        (_, Value::Ids(_) | Value::Texts(_)) => format!("( {} )", members(value).join(" ")),
    }
}

fn members(value: &Value) -> Vec<String> {
    match value {
        Value::Ids(all) | Value::Texts(all) => all.iter().map(|text| quoted(text)).collect(),
        Value::Text(_) | Value::Number(_) | Value::True => Vec::new(),
    }
}
