//! `actant` is a knowledge graph of actors and the relationships between them, kept as plain
//! text and asked from one program. Every answer carries its evidence.
//!
//! Data walks up once: text → records with spans → checked [`model`] → wired [`graph`] →
//! [`answer`] → picture. The library does no input or output, reads no clock and no environment.
//!
//! ```
//! use actant::graph::Graph;
//! use actant::load::{self, File};
//!
//! let text = r#"{"actors": [{"id": "norland", "kind": "state", "name": "Norland"}]}"#;
//! let loaded = load::load(&[File::new("one.json", text)]);
//! assert!(loaded.diagnostics.is_empty());
//! let graph = Graph::new(loaded.model);
//! assert_eq!(graph.model().actors().len(), 1);
//! ```

pub mod analysis;
pub mod answer;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod edit;
pub mod graph;
pub mod load;
pub mod model;
pub mod question;
pub mod record;
pub mod render;
pub mod text;
