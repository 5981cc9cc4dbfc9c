//! GraphML: nodes and edges as NetworkX, yEd, Gephi and our own exporter write them.

use super::At;
use super::Catch;
use super::Foreign;
use super::Importer;
use super::Trouble;
use super::clean;
use super::columns;
use super::columns::Columns;
use super::haul::Haul;
use super::json;
use crate::edit::draft::Section;
use crate::edit::layout::Node;
use roxmltree::Document;
use std::collections::BTreeMap;

/// GraphML.
pub(super) const IMPORTER: Importer = Importer {
    name: "graphml",
    endings: &["graphml"],
    summary: "nodes and edges of NetworkX, yEd, Gephi and actant",
    recognises: |_, text| text.contains("<graphml"),
    propose: None,
    read,
};

/// Data that name a node, say its kind, name the type of an edge; the first that is there counts.
const NAMES: &[&str] = &["label", "name", "title"];
const KINDS: &[&str] = &["kind", "type", "category", "class"];
const TYPES: &[&str] = &["relation_type", "type", "relation", "relationship", "label", "edge label", "kind"];
/// Further data that are read.
const THINGS: &[&str] = &["aliases", "tags", "description", "since", "until", "note"];
/// The word for nodes and edges of which nothing says what they are.
const UNTOLD: &str = "";

/// A node or an edge.
struct Part {
    at: At,
    id: String,
    ends: [String; 2],
    is_directed: bool,
    /// By names in lower case.
    data: BTreeMap<String, String>,
    /// What stands in it beside its data.
    rest: Vec<String>,
}

impl Part {
    /// The first of these data that is there, and its name.
    fn first<'n>(&self, names: &[&'n str]) -> Option<(&'n str, &str)> {
        names.iter().find_map(|name| Some((*name, &**self.data.get(*name)?)))
    }

    fn word(&self, names: &[&str]) -> Option<&str> {
        self.first(names).map(|(_, word)| word)
    }

    fn columns(&self) -> Columns {
        let mut columns = Columns::default();
        for (name, value) in &self.data {
            columns.flat(name, value);
        }
        columns
    }
}

fn read(foreign: &Foreign<'_>) -> Result<Catch, Trouble> {
    let options = roxmltree::ParsingOptions { allow_dtd: false, ..Default::default() };
    let document = Document::parse_with_options(foreign.text, options);
    let document = document.map_err(|why| json::trouble(format!("it cannot be read as XML: {why}"), None))?;
    let mut haul = Haul::new(foreign, "part");
    let keys = keys(&document);
    let nodes = parts(&document, "node", &keys);
    let edges = parts(&document, "edge", &keys);
    nodes.iter().chain(&edges).for_each(|part| haul.seen(&part.at));
    beside(&document, &keys, &mut haul);
    // the columns that our exporter always writes
    if keys.values().any(|key| key.name == "kind_label") {
        ours(&nodes, &edges, &mut haul);
        return Ok(haul.finish());
    }
    let mut known: BTreeMap<&str, (Node, String)> = BTreeMap::new();
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for node in &nodes {
        match thing(node, &mut haul) {
            Ok((who, kind)) => {
                if let Some(other) = names.insert(who.line(), &node.id) {
                    haul.lost(&node.at, format!("it has the name and the kind of `{other}`, and is taken for it"));
                }
                known.insert(&node.id, (who, kind));
            }
            Err(why) => haul.lost(&node.at, why),
        }
    }
    for edge in &edges {
        tie(edge, &known, &mut haul).unwrap_or_else(|why| haul.lost(&edge.at, why));
    }
    Ok(haul.finish())
}

/// Takes up what our exporter wrote.
fn ours(nodes: &[Part], edges: &[Part], haul: &mut Haul<'_>) {
    let mut sources = columns::Sources::default();
    let nodes: Vec<(&At, Columns)> = nodes
        .iter()
        .map(|node| {
            let mut columns = node.columns();
            columns.add("id", vec![node.id.clone()]);
            (&node.at, columns)
        })
        .collect();
    let edges: Vec<(&At, Columns)> = edges
        .iter()
        .map(|edge| {
            let mut columns = edge.columns();
            let [from, to] = edge.ends.clone();
            columns.add("source", vec![from]);
            columns.add("target", vec![to]);
            (&edge.at, columns)
        })
        .collect();
    nodes.iter().chain(&edges).for_each(|(at, columns)| sources.learn(at, columns));
    sources.found(haul);
    nodes.iter().for_each(|(at, columns)| columns::actor(columns, &sources, (at, haul)));
    edges.iter().for_each(|(at, columns)| columns::relation(columns, &sources, (at, haul)));
}

/// Takes up a node; gives what tells it from others, and its kind.
fn thing(node: &Part, haul: &mut Haul<'_>) -> Result<(Node, String), String> {
    let kind = haul.kind(node.word(KINDS).unwrap_or(UNTOLD), |_| false)?;
    let called = node.word(NAMES).and_then(clean::name).or_else(|| clean::name(&node.id)).ok_or("it has no name")?;
    let who = vec![("name", Node::text(&called)), ("kind", Node::text(&kind))];
    let mut all = who.clone();
    let columns = node.columns();
    all.extend(columns::names("aliases", columns.all("aliases").iter().cloned()));
    all.extend(columns::names("tags", columns.all("tags").iter().cloned()));
    for key in ["description", "note"] {
        all.extend(columns::prose(key, node.data.get(key).cloned()));
    }
    for key in ["since", "until"] {
        all.extend(haul.date(&node.at, key, node.data.get(key).cloned()));
    }
    let read = [NAMES, KINDS].map(|names| node.first(names).map_or(UNTOLD, |(name, _)| name));
    spare(node, &[&read, THINGS], haul);
    haul.found(&node.at, Section::Actors, all);
    Ok((Node::object(who), kind))
}

/// Takes up an edge.
fn tie(edge: &Part, known: &BTreeMap<&str, (Node, String)>, haul: &mut Haul<'_>) -> Result<(), String> {
    let end = |at: usize| {
        let id = &*edge.ends[at];
        known.get(id).ok_or_else(|| format!("the node `{id}` is not there, or is lost"))
    };
    let ((from, a), (to, b)) = (end(0)?, end(1)?);
    if from == to {
        return Err("both its ends are one node".into());
    }
    let type_ = haul.type_(edge.word(TYPES).unwrap_or(UNTOLD), [Some(a), Some(b)], |_| false)?;
    let vocabulary = haul.foreign.vocabulary;
    let is_symmetric = vocabulary.type_(&type_).is_some_and(|one| vocabulary.relation_type(one).symmetric);
    if !edge.is_directed && !is_symmetric {
        return Err(format!("the edge has no direction, and `{type_}` has one"));
    }
    let mut all = vec![("from", from.clone()), ("type", Node::text(&type_)), ("to", to.clone())];
    let mut read = vec![edge.first(TYPES).map_or(UNTOLD, |(name, _)| name)];
    let mut of = |names: &[&'static str]| {
        let (name, word) = edge.first(names)?;
        read.push(name);
        Some(word.to_owned())
    };
    let [since, until] = [of(&["since", "start"]), of(&["until", "end"])];
    let date = if since.is_none() && until.is_none() { of(&["date"]) } else { None };
    let note = of(&["note", "description"]);
    for (key, words) in [("since", since), ("until", until), ("date", date)] {
        all.extend(haul.date(&edge.at, key, words));
    }
    all.extend(columns::prose("note", note));
    spare(edge, &[&read], haul);
    haul.found(&edge.at, Section::Relations, all);
    Ok(())
}

/// Counts the data that are not read.
fn spare(part: &Part, read: &[&[&str]], haul: &mut Haul<'_>) {
    for name in part.data.keys().filter(|name| read.iter().all(|all| !all.contains(&name.as_str()))) {
        haul.spare(&part.at, name);
    }
    part.rest.iter().for_each(|name| haul.spare(&part.at, name));
}

/// Tells what stands beside nodes and edges: what the graph says of itself, and edges of many ends.
fn beside(document: &Document<'_>, keys: &BTreeMap<String, Key>, haul: &mut Haul<'_>) {
    let graphs = document.descendants().filter(|node| node.has_tag_name_of("graph"));
    for (nth, graph) in graphs.enumerate() {
        let at = At::Part(format!("graph[{nth}]").into());
        for child in graph.children().filter(|child| child.has_tag_name_of("data") && !words(*child).is_empty()) {
            let key = child.attribute("key").unwrap_or_default();
            let name = keys.get(key).map_or(key, |key| &key.name);
            haul.lost(&at, format!("`{name}` \"{}\": the mapping says what the source is", words(child)));
        }
    }
    for (nth, _) in document.descendants().filter(|node| node.has_tag_name_of("hyperedge")).enumerate() {
        let at = At::Part(format!("hyperedge[{nth}]").into());
        haul.seen(&at);
        haul.lost(&at, "a relation has two ends");
    }
}

/// What a key declares.
struct Key {
    name: String,
    /// Whether it holds what yEd draws.
    is_drawn: bool,
    of: String,
    default: Option<String>,
}

/// The keys by their ids. What yEd draws is called a label here.
fn keys(document: &Document<'_>) -> BTreeMap<String, Key> {
    let all = document.descendants().filter(|node| node.has_tag_name_of("key"));
    let key = |node: roxmltree::Node<'_, '_>| {
        let drawn = node.attribute("yfiles.type").is_some_and(|sort| sort.ends_with("graphics"));
        let named = node.attribute("attr.name").map(str::to_lowercase);
        let name = named.or_else(|| drawn.then(|| "label".to_owned()))?;
        let default = node.children().find(|child| child.has_tag_name_of("default"));
        let default = default.and_then(|child| child.text()).map(ToOwned::to_owned);
        let of = node.attribute("for").unwrap_or("all").to_owned();
        Some((node.attribute("id")?.to_owned(), Key { name, is_drawn: drawn, of, default }))
    };
    all.filter_map(key).collect()
}

fn parts(document: &Document<'_>, sort: &str, keys: &BTreeMap<String, Key>) -> Vec<Part> {
    let all = document.descendants().filter(|node| node.has_tag_name_of(sort)).enumerate();
    all.map(|(nth, node)| {
        let word = |name: &str| node.attribute(name).unwrap_or_default().to_owned();
        let graph = node.ancestors().find(|one| one.has_tag_name_of("graph"));
        let usual = graph.and_then(|graph| graph.attribute("edgedefault")).unwrap_or("directed");
        let is_directed = node.attribute("directed").map_or(usual == "directed", |word| word == "true");
        let defaults = keys.values().filter(|key| key.of == sort || key.of == "all");
        let data = defaults.filter_map(|key| Some((key.name.clone(), key.default.clone()?))).collect();
        let folder = graph.and_then(|graph| graph.parent_element()).filter(|one| one.has_tag_name_of("node"));
        let rest = folder.iter().map(|_| "folder".to_owned()).collect();
        let (at, ends) = (At::Part(format!("{sort}[{nth}]").into()), [word("source"), word("target")]);
        let mut part = Part { at, id: word("id"), ends, is_directed, data, rest };
        node.children().filter(roxmltree::Node::is_element).for_each(|child| part.take(child, keys));
        part
    })
    .collect()
}

impl Part {
    /// Takes up what an element in it says.
    fn take(&mut self, child: roxmltree::Node<'_, '_>, keys: &BTreeMap<String, Key>) {
        let name = child.tag_name().name();
        match (name, child.attribute("key").and_then(|key| keys.get(key))) {
            ("data", Some(key)) => {
                let drawn = drawn(child);
                let further = drawn.len().saturating_sub(1);
                self.rest.extend(std::iter::repeat_n(format!("{} that is a further one", key.name), further));
                let said = drawn.into_iter().next().unwrap_or_else(|| words(child));
                // what is told by name goes before what is drawn
                if !said.is_empty() && (!key.is_drawn || !self.data.contains_key(&key.name)) {
                    self.data.insert(key.name.clone(), said);
                }
            }
            ("desc", _) => _ = self.data.entry("description".into()).or_insert_with(|| words(child)),
            // the parts of a folder stand for themselves
            ("graph", _) | ("data", None) if words(child).is_empty() || name == "graph" => {}
            _ => self.rest.push(format!("<{name}>")),
        }
    }
}

/// The labels that yEd draws; of a folder, those of the state that is shown.
fn drawn(data: roxmltree::Node<'_, '_>) -> Vec<String> {
    let labels = |node: roxmltree::Node<'_, '_>| {
        let all = node.descendants().filter(|one| one.tag_name().name().ends_with("Label"));
        all.map(words).filter(|words| !words.is_empty()).collect()
    };
    let folder = data.descendants().find(|one| one.has_tag_name_of("Realizers"));
    let shown = folder.and_then(|folder| folder.children().find(roxmltree::Node::is_element));
    labels(shown.unwrap_or(data))
}

/// The text in an element.
fn words(node: roxmltree::Node<'_, '_>) -> String {
    let all: String = node.descendants().filter(|one| one.is_text()).filter_map(|one| one.text()).collect();
    all.trim().to_owned()
}

/// Elements by their names alone, for not every program writes the namespace.
trait Named {
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl Named for roxmltree::Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}
