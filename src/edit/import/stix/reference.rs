//! External references: ids of an object elsewhere, and documents that its maker leans on.

use super::Object;
use super::columns;
use super::scheme;
use crate::edit::import::clean;
use crate::edit::import::haul::Haul;
use crate::edit::import::json;
use crate::edit::import::spelling::entries;
use crate::edit::import::spelling::name;
use crate::edit::layout::Node;
use std::collections::BTreeMap;

/// The documents of a bundle by their titles, each with its address.
#[derive(Default)]
pub(super) struct References {
    titles: BTreeMap<String, Option<String>>,
}

impl References {
    /// Takes ids to the others; gives the documents as what the source of the import leans on.
    pub(super) fn of(
        &mut self,
        object: &Object<'_>,
        ids: &mut Vec<(String, String)>,
        haul: &mut Haul<'_>,
    ) -> Option<(&'static str, Node)> {
        let mut documents = Vec::new();
        let mut unread = 0;
        for reference in json::list(object.node, "external_references").unwrap_or_default() {
            let named = json::word(reference, "source_name").unwrap_or_default();
            let id = json::word(reference, "external_id").and_then(|id| clean::name(&id));
            let url = json::word(reference, "url").and_then(|url| clean::url(&url).map(ToOwned::to_owned));
            match (id, scheme(&named), url) {
                (Some(id), Some(scheme), _) if ids.iter().all(|(known, _)| *known != scheme) && !ids.is_empty() => {
                    ids.push((scheme, id));
                    spare(reference, ("an id", &[]), (object, haul));
                }
                (None, _, None) if is_about_a_name(reference) => unread += 1,
                (id, _, url) => {
                    let title = [named, id.unwrap_or_default()].join(" ");
                    let read: &[&str] = if url.is_some() { &["description", "url"] } else { &["description"] };
                    documents.extend(self.document(&title, url, reference));
                    spare(reference, ("a document", read), (object, haul));
                }
            }
        }
        if unread > 0 {
            let what = crate::text::count(unread, "reference");
            haul.lost(&object.at, format!("{what} of single names: a graph cites for an actor as a whole"));
        }
        columns::leaning(documents)
    }

    fn document(&mut self, named: &str, url: Option<String>, reference: &Node) -> Option<Node> {
        let mut title = clean::name(named).or_else(|| url.clone())?;
        if self.titles.entry(title.clone()).or_insert_with(|| url.clone()) != &url {
            title = format!("{title} ({})", url.as_deref().unwrap_or("without an address"));
        }
        let mut entries = vec![("title", Node::text(&title))];
        entries.extend(url.map(|url| ("url", Node::text(&url))));
        entries.extend(columns::prose("note", json::word(reference, "description")));
        Some(Node::object(entries))
    }
}

/// Counts what is not read of a reference that became such a thing, beside its names: an id has no
/// place for where it is told of, a document none for an address that cannot be followed.
fn spare(reference: &Node, (what, read): (&str, &[&str]), (object, haul): (&Object<'_>, &mut Haul<'_>)) {
    let keys = entries(reference).iter().map(|(key, _)| name(key));
    let is_read = |key: &&str| ["source_name", "external_id"].contains(key) || read.contains(key);
    for key in keys.filter(|key| !is_read(key)) {
        haul.spare(&object.at, &format!("external_references.{key} (of {what})"));
    }
}

/// Tells whether a reference only says which of the others speak of one of the names.
fn is_about_a_name(reference: &Node) -> bool {
    json::word(reference, "description").is_none_or(|words| words.trim_start().starts_with("(Citation:"))
}
