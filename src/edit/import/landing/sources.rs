//! Sources that are described: found by their ids or titles, or made.

use super::super::spelling::entries;
use super::super::spelling::field;
use super::super::spelling::name;
use super::super::spelling::put;
use super::slugs::Slugs;
use crate::edit::draft::Draft;
use crate::edit::draft::Section;
use crate::edit::layout::Node;
use crate::model::Model;
use crate::record::keys::SOURCE;
use crate::text::fold;
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// The sources of the graph and of the import.
#[derive(Debug)]
pub(super) struct Sources {
    /// By id the title, folded.
    ids: HashMap<String, String, FixedState>,
    titles: HashMap<String, String, FixedState>,
    known: HashMap<String, String, FixedState>,
    /// What is new.
    pub(super) new: Vec<Draft>,
}

impl Sources {
    pub(super) fn new(model: &Model) -> Self {
        let mut sources = Self {
            ids: HashMap::with_hasher(FixedState::default()),
            titles: HashMap::with_hasher(FixedState::default()),
            known: HashMap::with_hasher(FixedState::default()),
            new: Vec::new(),
        };
        for source in model.sources() {
            let date = source.date.map(|date| date.to_string());
            let key = title(&source.title, source.publisher.as_deref(), date.as_deref());
            sources.titles.entry(key).or_insert_with(|| source.id.to_string());
            sources.ids.insert(source.id.to_string(), fold(&source.title));
        }
        sources
    }

    /// Tells whether there is a source of this id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }

    /// The id of a source that is described, which is made where there is none.
    pub(super) fn place(&mut self, what: &Node, slugs: &mut Slugs) -> Result<String, String> {
        let line = what.line();
        if let Some(id) = self.known.get(&line) {
            return Ok(id.clone());
        }
        let id = self.find(what).map_or_else(|| self.make(what, slugs), Ok)?;
        self.known.insert(line, id.clone());
        Ok(id)
    }

    fn find(&self, what: &Node) -> Option<String> {
        if let Some(id) = field(what, "id") {
            // an id under which the graph has something else tells nothing
            let known = self.ids.get(&*id)?;
            if field(what, "title").is_none_or(|title| fold(&title) == *known) {
                return Some(id.as_str().to_owned());
            }
        }
        self.titles.get(&key(what)).cloned()
    }

    fn make(&mut self, what: &Node, slugs: &mut Slugs) -> Result<String, String> {
        let Some(words) = field(what, "title") else { return Err(format!("no source is {}", what.line())) };
        let id = match field(what, "id") {
            Some(id) if slugs.take(&id) => id.as_str().to_owned(),
            _ => slugs.free(&[&*words, field(what, "date").as_deref().unwrap_or_default()].join(" ")),
        };
        let mut body =
            Draft::new(Section::Sources, entries(what).iter().map(|(key, value)| (name(key), value.clone()))).body;
        put(&mut body, &SOURCE, "id", Node::text(&id));
        self.titles.insert(key(what), id.clone());
        self.ids.insert(id.clone(), fold(&words));
        self.new.push(Draft { section: Section::Sources, body });
        Ok(id)
    }
}

/// What tells sources without an id from each other.
fn key(what: &Node) -> String {
    let word = |key: &str| field(what, key);
    title(word("title").as_deref().unwrap_or_default(), word("publisher").as_deref(), word("date").as_deref())
}

fn title(title: &str, publisher: Option<&str>, date: Option<&str>) -> String {
    format!("{}\n{}\n{}", fold(title), publisher.map(fold).unwrap_or_default(), date.unwrap_or_default())
}
