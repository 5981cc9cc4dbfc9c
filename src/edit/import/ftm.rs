//! FollowTheMoney: entities, one a line, as its own package and our exporter write them.
//!
//! What our exporter says in words because a schema has no property for it is read from them.

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
use super::spelling;
use super::spelling::entries;
use super::spelling::name;
use super::spelling::value;
use crate::edit::draft::Section;
use crate::edit::layout::Node;
use crate::model::FTM_TIES;
use crate::model::FtmLink;
use crate::model::FtmThing;
use std::collections::BTreeMap;

/// Entities of FollowTheMoney.
pub(super) const IMPORTER: Importer = Importer {
    name: "ftm",
    endings: &["ftm.jsonl", "ftm.json", "ijson"],
    summary: "entities of FollowTheMoney, one a line or as a list",
    recognises: |_, text| {
        let head = text.char_indices().nth(LOOKED_AT).map_or(text, |(end, _)| &text[..end]);
        let is_page = head.trim_start().starts_with(['{', '[']);
        is_page && ["\"schema\"", "\"properties\""].iter().all(|part| head.contains(part))
    },
    propose: None,
    read,
};

/// How much of a text is looked at to find out whether it holds entities.
const LOOKED_AT: usize = 16 << 10;
/// Keys of an entity that are read, or can be worked out.
const READ: &[&str] = &["id", "caption", "schema", "properties"];
/// The scheme of ids.
const SCHEME: &str = "ftm";
/// Schemata of documents.
const DOCUMENTS: &[&str] =
    &["Document", "Article", "HyperText", "PlainText", "Pages", "Page", "Email", "Table", "Video"];
/// Properties that hold ids elsewhere, and the schemes of these.
const IDS: &[(&str, &str)] = &[
    ("wikidataId", "wikidata"),
    ("leiCode", "lei"),
    ("imoNumber", "imo"),
    ("registrationNumber", "registration"),
    ("ogrnCode", "ogrn"),
    ("innCode", "inn"),
    ("opencorporatesUrl", "opencorporates"),
];
/// Properties of an actor by the key that they become; of a date there is one.
const BEGINS: &[&str] = &["startDate", "birthDate", "incorporationDate", "buildDate"];
const ENDS: &[&str] = &["endDate", "deathDate", "dissolutionDate"];
const NAMES: &[&str] = &["alias", "weakAlias", "previousName", "abbreviation"];
const TAGS: &[&str] = &["keywords", "topics"];
const WORDS: &[&str] = &["description", "summary"];
/// Properties of a link that become words of it.
const TOLD: &[&str] = &["role", "relationship", "purpose", "status", "summary", "description", "notes"];
/// Properties that documents stand in, and those that describe one.
const PROOF: &str = "proof";
const DESCRIBED: &[&str] = &["sourceUrl", "publisher"];
/// Properties of a document that are read.
const OF_DOCUMENT: &[&str] = &["title", "name", "fileName", "publisher", "author", "publishedAt", "date", "sourceUrl"];
/// Properties in which our exporter states columns, and the columns.
const NATIVE: &[(&str, &str)] = &[
    ("name", "label"),
    ("alias", "aliases"),
    ("keywords", "tags"),
    ("description", "description"),
    ("startDate", "since"),
    ("endDate", "until"),
    ("date", "date"),
    ("status", "status"),
    ("recordId", "relation"),
    ("fileName", "id"),
    ("title", "title"),
    ("publisher", "publisher"),
    ("author", "author"),
    ("publishedAt", "date"),
    ("sourceUrl", "url"),
    ("summary", "note"),
];

/// An entity and its place.
struct Entity {
    at: At,
    id: String,
    /// The name that its makers show, where they chose one.
    caption: Option<String>,
    schema: String,
    properties: Node,
    /// Keys beside the properties that are not read.
    rest: Vec<String>,
}

impl Entity {
    fn all(&self, property: &str) -> Vec<String> {
        json::words(&self.properties, property)
    }

    fn several(&self, properties: &[&str]) -> Vec<String> {
        properties.iter().flat_map(|property| self.all(property)).collect()
    }

    /// Its columns, where our exporter wrote them in words: in `notes`, or of a link in
    /// `description`. `mark` is the column that tells that it did.
    fn columns(&self, mark: &str, natives: &[&str]) -> Option<Columns> {
        let words = self.several(&["notes", "description"]);
        let mut columns = Columns::default();
        for (column, value) in words.iter().filter_map(|words| words.split_once(": ")) {
            if column.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b'_') {
                columns.flat(column, value);
            }
        }
        columns.one(mark)?;
        for (property, column) in NATIVE.iter().filter(|(property, _)| natives.contains(property)) {
            columns.add(column, self.all(property));
        }
        Some(columns)
    }
}

/// What is known of the entities before relations are read.
#[derive(Default)]
struct Known {
    /// Our own ids by those of the entities.
    ours: BTreeMap<String, String>,
    kinds: BTreeMap<String, String>,
    /// The documents as sources, by their ids.
    documents: BTreeMap<String, Node>,
    /// The sources that our exporter described.
    sources: columns::Sources,
}

fn read(foreign: &Foreign<'_>) -> Result<Catch, Trouble> {
    let mut haul = Haul::new(foreign, "entity");
    let mut entities = Vec::new();
    for (at, node) in items(foreign)? {
        haul.seen(&at);
        match node {
            Ok(node) => entity(node, &at, &mut entities).unwrap_or_else(|why| haul.lost(&at, why)),
            Err(why) => haul.lost(&at, format!("it cannot be read as JSON: {why}")),
        }
    }
    let mut known = Known::default();
    entities.iter().for_each(|entity| document(entity, &mut known, &mut haul));
    known.sources.found(&mut haul);
    let (links, things): (Vec<&Entity>, Vec<&Entity>) = entities
        .iter()
        .filter(|entity| !DOCUMENTS.contains(&&*entity.schema))
        .partition(|entity| is_link(&entity.schema) || entity.columns("relation_type", &[]).is_some());
    for entity in things {
        thing(entity, &mut known, &mut haul).unwrap_or_else(|why| haul.lost(&entity.at, why));
    }
    for entity in links {
        match entity.columns("relation_type", &["startDate", "endDate", "date", "status", "recordId"]) {
            Some(columns) => ours(entity, columns, (&known, &mut haul)),
            None => link(entity, (&known, &mut haul)).unwrap_or_else(|why| haul.lost(&entity.at, why)),
        }
    }
    Ok(haul.finish())
}

/// An item and its place, or why it cannot be read.
type Item = (At, Result<Node, String>);

/// The items of a file: one a line, or those of a list, alone or under the key of an answer.
fn items(foreign: &Foreign<'_>) -> Result<Vec<Item>, Trouble> {
    let first = foreign.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if first.trim_start().starts_with('{') && json::parse(first).is_ok() || !foreign.text.trim().contains('\n') {
        let lines = (1..).zip(foreign.text.lines()).filter(|(_, text)| !text.trim().is_empty());
        let all: Vec<Item> = lines.map(|(line, text)| (At::Line(line), json::parse(text))).collect();
        if !matches!(&all[..], [(_, Ok(Node::List(_)))]) {
            return Ok(all);
        }
    }
    let page = json::page(foreign)?;
    let held = ["results", "entities"].into_iter().find_map(|key| json::list(&page, key));
    let all = held.unwrap_or_else(|| spelling::items(&page));
    Ok(all.iter().enumerate().map(|(at, node)| (At::Part(format!("[{at}]").into()), Ok(node.clone()))).collect())
}

/// Takes up an entity and those that stand inside of it, which it names by their ids.
fn entity(node: Node, at: &At, all: &mut Vec<Entity>) -> Result<(), String> {
    let [Some(id), Some(schema)] = ["id", "schema"].map(|key| json::word(&node, key)) else {
        return Err("it has no `id` or no `schema`".into());
    };
    let caption = json::word(&node, "caption");
    let rest = entries(&node).iter().map(|(key, _)| name(key)).filter(|key| !READ.contains(key));
    let rest = rest.map(ToOwned::to_owned).collect();
    let mut properties = Vec::new();
    for (key, held) in value(&node, "properties").map_or(&[][..], entries) {
        let mut plain = Vec::new();
        for one in spelling::items(held) {
            let inner = Some(one).filter(|one| value(one, "schema").is_some());
            let is_link = inner.and_then(|one| json::word(one, "schema")).is_some_and(|schema| is_link(&schema));
            plain.extend(match inner {
                None => Some(one.clone()),
                Some(_) if is_link => None,
                Some(one) => value(one, "id").cloned(),
            });
            inner.map_or(Ok(()), |one| entity(one.clone(), at, all))?;
        }
        properties.extend((!plain.is_empty()).then(|| (key.clone(), Node::List(plain))));
    }
    all.push(Entity { at: at.clone(), id, caption, schema, properties: Node::Object(properties), rest });
    Ok(())
}

fn is_link(schema: &str) -> bool {
    ends(schema).is_some()
}

/// The properties that name the ends of a link.
fn ends(schema: &str) -> Option<[&'static str; 2]> {
    let further = FTM_TIES.iter().find(|(link, _)| *link == schema).map(|(_, ends)| *ends);
    FtmLink::from_word(schema).map(|link| link.ends().map(|(property, _)| property)).or(further)
}

/// Keeps a document as a source.
fn document(entity: &Entity, known: &mut Known, haul: &mut Haul<'_>) {
    if !DOCUMENTS.contains(&&*entity.schema) {
        return;
    }
    let natives = ["fileName", "title", "publisher", "author", "publishedAt", "sourceUrl", "summary"];
    if let Some(columns) = entity.columns("number", &natives) {
        return known.sources.add(&entity.at, &columns);
    }
    let first = |properties: &[&str]| entity.several(properties).iter().find_map(|words| clean::name(words));
    let url = entity.several(&["sourceUrl"]).iter().find_map(|url| clean::url(url).map(ToOwned::to_owned));
    let Some(title) = first(&["title", "name", "fileName"]).or_else(|| url.clone()) else {
        return haul.lost(&entity.at, "the document has no title");
    };
    let mut all = vec![("title", Node::text(&title))];
    all.extend(["publisher", "author"].into_iter().filter_map(|key| Some((key, Node::text(&first(&[key])?)))));
    let date = first(&["publishedAt", "date"]);
    all.extend(haul.date(&entity.at, "date", date));
    all.extend(url.map(|url| ("url", Node::text(&url))));
    spare(entity, &[OF_DOCUMENT], haul);
    known.documents.insert(entity.id.clone(), Node::object(all.clone()));
    haul.found(&entity.at, Section::Sources, all);
}

/// Takes up an entity that is an actor.
fn thing(entity: &Entity, known: &mut Known, haul: &mut Haul<'_>) -> Result<(), String> {
    if let Some(columns) = entity.columns("kind", &["name", "alias", "keywords", "startDate", "endDate"]) {
        let plain = entity.all("description");
        let mut columns = columns;
        columns.add("description", plain);
        known.ours.extend(columns.one("id").map(|id| (entity.id.clone(), id.to_owned())));
        columns::actor(&columns, &known.sources, (&entity.at, haul));
        return Ok(());
    }
    // the answer itself, as our exporter tells of it
    if entity.columns("question", &[]).is_some() {
        return Ok(());
    }
    let called: Vec<String> = entity.all("name").iter().filter_map(|name| clean::name(name)).collect();
    let shown = entity.caption.as_deref().and_then(clean::name).filter(|shown| called.contains(shown));
    let first = shown.or_else(|| called.first().cloned());
    let first = first.ok_or_else(|| format!("`{}` has no `name`, and is no link that is known", entity.schema))?;
    let ftm = FtmThing::from_word(&entity.schema);
    let kind = haul.kind(&entity.schema, |kind| ftm.is_some() && kind.ftm == ftm)?;
    let mut ids = vec![(SCHEME.to_owned(), entity.id.clone())];
    let pairs =
        IDS.iter().flat_map(|(property, scheme)| entity.all(property).into_iter().map(|id| ((*scheme).to_owned(), id)));
    ids.extend(pairs);
    if ftm == Some(FtmThing::Territory) {
        ids.extend(entity.all("country").into_iter().map(|code| ("iso3166".to_owned(), code.to_uppercase())));
    }
    let mut all = vec![("kind", Node::text(&kind)), ("name", Node::text(&first))];
    all.extend(columns::names(
        "aliases",
        called.into_iter().chain(entity.several(NAMES)).filter(|alias| *alias != first),
    ));
    all.extend(columns::names("tags", entity.several(TAGS)));
    all.extend(columns::prose("description", Some(entity.several(WORDS).join("\n"))));
    all.extend(day(entity, ("since", BEGINS), haul));
    all.extend(day(entity, ("until", ENDS), haul));
    all.extend(haul.ids(&entity.at, ids));
    let (cited, described) = proof(entity, known, haul);
    all.extend(cited);
    all.extend(columns::prose("note", Some(entity.all("notes").join("\n"))));
    let read: Vec<&str> = IDS.iter().map(|(property, _)| *property).chain(["name", "notes", PROOF]).collect();
    spare(entity, &[&read, BEGINS, ENDS, NAMES, TAGS, WORDS, described], haul);
    haul.found(&entity.at, Section::Actors, all);
    known.kinds.insert(entity.id.clone(), kind);
    Ok(())
}

/// Takes up a relation that our exporter wrote.
fn ours(entity: &Entity, mut columns: Columns, (known, haul): (&Known, &mut Haul<'_>)) {
    for (property, column) in ends(&entity.schema).into_iter().flatten().zip(["source", "target"]) {
        let ids = entity.all(property).iter().filter_map(|id| known.ours.get(id).cloned()).collect();
        columns.add(column, ids);
    }
    columns::relation(&columns, &known.sources, (&entity.at, haul));
}

/// Takes up a link of another program.
fn link(entity: &Entity, (known, haul): (&Known, &mut Haul<'_>)) -> Result<(), String> {
    let [first, second] = ends(&entity.schema).ok_or("it is no link")?;
    let link = FtmLink::from_word(&entity.schema);
    let pairs =
        entity.all(first).into_iter().flat_map(|from| entity.all(second).into_iter().map(move |to| (from.clone(), to)));
    let pairs: Vec<(String, String)> = pairs.collect();
    if pairs.is_empty() {
        return Err(format!("it has no `{first}` or no `{second}`"));
    }
    let (cited, described) = proof(entity, known, haul);
    for (from, to) in pairs {
        if from == to {
            haul.lost(&entity.at, format!("both its ends are `{from}`"));
            continue;
        }
        let kinds = [&from, &to].map(|id| known.kinds.get(id).map(String::as_str));
        let type_ = haul.type_(&entity.schema, kinds, |one| link.is_some() && one.ftm == link)?;
        let [from, to] = [from, to].map(|id| match known.ours.get(&id) {
            Some(id) => columns::by_id(id),
            None => columns::known_by(SCHEME, &id),
        });
        let mut all = vec![("from", from), ("type", Node::text(&type_)), ("to", to)];
        let lasts = [day(entity, ("since", &["startDate"]), haul), day(entity, ("until", &["endDate"]), haul)];
        let is_state = lasts.iter().any(Option::is_some);
        all.extend(lasts.into_iter().flatten());
        match day(entity, ("date", &["date"]), haul) {
            Some(date) if !is_state => all.push(date),
            Some(_) => haul.spare(&entity.at, "date"),
            None => {}
        }
        all.extend(cited.clone());
        all.extend(columns::prose("note", Some(entity.several(TOLD).join("\n"))));
        haul.found(&entity.at, Section::Relations, all);
    }
    spare(entity, &[&[first, second, "startDate", "endDate", "date", PROOF], TOLD, described], haul);
    Ok(())
}

/// The one date that several properties give; of more than one none is taken.
fn day(
    entity: &Entity,
    (key, properties): (&'static str, &[&str]),
    haul: &mut Haul<'_>,
) -> Option<(&'static str, Node)> {
    let mut all: Vec<String> = entity.several(properties);
    all.dedup();
    match &all[..] {
        [] => None,
        [one] => haul.date(&entity.at, key, Some(one.clone())),
        _ => {
            haul.lost(&entity.at, format!("`{key}`: {} is not one date", all.join(", ")));
            None
        }
    }
}

/// The documents that prove an entity, else the one that it describes itself, and the properties
/// that were read for it.
fn proof(
    entity: &Entity,
    known: &Known,
    haul: &mut Haul<'_>,
) -> (Option<(&'static str, Node)>, &'static [&'static str]) {
    let mut all: Vec<Node> = Vec::new();
    for id in entity.all(PROOF) {
        match known.documents.get(&id) {
            Some(document) => all.push(document.clone()),
            None => haul.lost(&entity.at, format!("`{PROOF}`: the file has no document `{id}`")),
        }
    }
    let mut read: &[&str] = &[];
    if all.is_empty() {
        let (good, bad): (Vec<String>, Vec<String>) =
            entity.all("sourceUrl").into_iter().partition(|url| clean::url(url).is_some());
        bad.iter().for_each(|url| haul.lost(&entity.at, format!("`sourceUrl`: \"{url}\" is no address")));
        let publisher = entity.all("publisher").iter().find_map(|name| clean::name(name));
        let publisher = publisher.map(|publisher| ("publisher", Node::text(&publisher)));
        read = if good.is_empty() { &DESCRIBED[..1] } else { DESCRIBED };
        let document = |url: String| {
            Node::object([("title", Node::text(&url)), ("url", Node::text(&url))].into_iter().chain(publisher.clone()))
        };
        all.extend(good.into_iter().map(document));
    }
    let cited: Vec<Node> = all.into_iter().map(|source| Node::object([("source", source)])).collect();
    ((!cited.is_empty()).then_some(("sources", Node::List(cited))), read)
}

/// Counts the properties and other keys that are not read.
fn spare(entity: &Entity, read: &[&[&str]], haul: &mut Haul<'_>) {
    entity.rest.iter().for_each(|key| haul.spare(&entity.at, key));
    for (property, _) in entries(&entity.properties) {
        let property = name(property);
        if read.iter().all(|all| !all.contains(&property)) {
            haul.spare(&entity.at, property);
        }
    }
}
