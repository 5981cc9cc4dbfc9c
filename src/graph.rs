//! The wired graph: petgraph inside, and a lens to see it through.
//!
//! A built graph never changes. No petgraph type is public: ids are the model's own.

mod lens;

pub use lens::{How, Lens, Reason, When};
