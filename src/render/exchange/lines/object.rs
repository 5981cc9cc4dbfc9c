//! Objects of JSON in canonical form: keys in the order in which they are put, one space after
//! each colon and comma.

use crate::render::json::escaped;

/// An object in the making; what is not stated is left out.
#[derive(Default)]
pub(super) struct Object(Vec<(String, String)>);

impl Object {
    /// Adds a key and a value that is JSON, if there is one.
    pub fn put(&mut self, key: &str, json: Option<String>) {
        self.0.extend(json.map(|json| (key.to_owned(), json)));
    }

    /// Adds a key and a string, if there is one.
    pub fn text_of(&mut self, key: &str, text: Option<impl ToString>) {
        self.put(key, text.map(|text| quoted(&text.to_string())));
    }

    /// What stands under a key, as JSON.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == key).map(|(_, json)| &**json)
    }

    /// The keys and what stands under each, as JSON.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, json)| (&**key, &**json))
    }

    /// How many keys it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The object as JSON, if it holds anything.
    pub fn unless_empty(&self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.text())
    }

    /// The object as JSON.
    pub fn text(&self) -> String {
        let entries: Vec<String> = self.0.iter().map(|(key, json)| format!("{}: {json}", quoted(key))).collect();
        format!("{{{}}}", entries.join(", "))
    }
}

/// A string as JSON.
pub(super) fn quoted(text: &str) -> String {
    escaped(&serde_json::Value::from(text).to_string())
}

/// A list of JSON, if it holds anything.
pub(super) fn list(items: impl Iterator<Item = String>) -> Option<String> {
    let items: Vec<String> = items.collect();
    (!items.is_empty()).then(|| format!("[{}]", items.join(", ")))
}

/// One, or a list of several.
pub(super) fn one_or_list(items: impl Iterator<Item = String>) -> Option<String> {
    let mut items: Vec<String> = items.collect();
    if items.len() == 1 { items.pop() } else { list(items.into_iter()) }
}
