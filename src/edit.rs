//! Text into text: how facts are written, never the facts.
//!
//! Works on records and not on the model, so that a text that does not load can be put in order.

mod draft;
mod fmt;
mod insert;
mod layout;
mod patch;
mod schema;

pub use draft::Draft;
pub use draft::Section;
pub use fmt::fmt;
pub use layout::Node;
pub use patch::Patch;
pub use patch::Rewritten;
pub use patch::is_whole;
pub use schema::schema;
