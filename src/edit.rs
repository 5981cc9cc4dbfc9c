//! Text into text: how facts are written, never the facts.
//!
//! Works on records and not on the model, so that a text that does not load can be put in order.

mod fmt;
mod layout;
mod schema;

pub use fmt::fmt;
pub use schema::schema;
