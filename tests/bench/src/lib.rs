//! What the benchmarks share: seeded graphs with power-law degrees, and questions about them.

pub mod generate;
pub mod questions;
pub mod random;
pub mod typed;
