//! Entities of FollowTheMoney: a schema, and properties with any number of values.

use crate::render::exchange::network::Value;
use crate::render::json::escaped;
use crate::text::visible;
use serde_json::json;
use std::collections::BTreeMap;

/// A column, the property that holds it, and whether a value fits in there.
pub(super) type Native = (&'static str, &'static str, fn(&str) -> bool);

/// The most signs of a name.
const NAME: usize = 384;

/// The most signs of a line.
const LINE: usize = 1024;

/// The most signs of a text.
const TEXT: usize = 65_000;

/// An entity in the making.
pub(super) struct Entity {
    schema: &'static str,
    id: String,
    properties: BTreeMap<&'static str, Vec<String>>,
}

impl Entity {
    /// Begins with nothing stated.
    pub fn new(schema: &'static str, id: String) -> Self {
        Self { schema, id, properties: BTreeMap::new() }
    }

    /// Adds a value to a property, once.
    pub fn put(&mut self, property: &'static str, value: impl Into<String>) {
        let values = self.properties.entry(property).or_default();
        let value = value.into();
        if !values.contains(&value) {
            values.push(value);
        }
    }

    /// States columns: those that a property holds there, all others in words.
    pub fn fill(&mut self, columns: Vec<(&'static str, Value)>, natives: &[&[Native]], words: &'static str) {
        for (name, value) in columns {
            let values = value.each();
            let native = natives.iter().copied().flatten().find(|(column, ..)| *column == name);
            match native {
                Some((_, property, fits)) if values.iter().all(|value| fits(value)) => {
                    values.into_iter().for_each(|value| self.put(property, value));
                }
                _ => self.put(words, format!("{name}: {}", value.flat())),
            }
        }
    }

    /// Gives it a name where it has none yet: this one, cut where it is too long, or else this id.
    pub fn name_or(&mut self, name: &str, id: &str) {
        if !self.properties.contains_key("name") {
            let cut: String = visible(name).chars().take(NAME).collect();
            self.put("name", if cut.trim().is_empty() { id.to_owned() } else { cut });
        }
    }

    /// The entity on a line of its own.
    pub fn line(self) -> String {
        let json = json!({"id": self.id, "schema": self.schema, "properties": self.properties});
        escaped(&json.to_string()) + "\n"
    }
}

/// Tells whether words can be a name.
pub(super) fn is_name(words: &str) -> bool {
    is_short(words, NAME)
}

/// Tells whether words fit in a line.
pub(super) fn is_line(words: &str) -> bool {
    is_short(words, LINE)
}

/// Tells whether words fit in a text.
pub(super) fn is_text(words: &str) -> bool {
    is_short(words, TEXT)
}

fn is_short(words: &str, most: usize) -> bool {
    words == words.trim() && !words.is_empty() && words.chars().count() <= most
}

/// Tells whether a date is one to the letter: a year, a month or a day without a mark.
pub(super) fn is_date(words: &str) -> bool {
    words.ends_with(|sign: char| sign.is_ascii_digit()) && !words.starts_with("0000")
}

/// Tells whether an address is one of the web.
pub(super) fn is_address(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme))
}
