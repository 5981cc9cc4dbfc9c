//! Text into text: how facts are written, never the facts.
//!
//! Works on records and not on the model, so that a text that does not load can be put in order.

mod draft;
mod field;
mod fmt;
pub mod import;
mod insert;
mod layout;
mod merge;
mod patch;
mod refer;
mod schema;
mod unite;

pub use draft::Draft;
pub use draft::Section;
pub use field::Change;
pub use field::NoKey;
pub use field::value;
pub use fmt::fmt;
pub use layout::Node;
pub use merge::Conflict;
pub use merge::Merged;
pub use merge::merge;
pub use patch::Patch;
pub use patch::Rewritten;
pub use patch::is_whole;
pub use refer::Subject;
pub use refer::Use;
pub use refer::records;
pub use refer::renamed;
pub use refer::uses;
pub use refer::without;
pub use schema::mapping_schema;
pub use schema::schema;
pub use unite::United;
pub use unite::united;
