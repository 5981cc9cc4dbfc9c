//! What the benchmarks share: seeded graphs with power-law degrees.

pub mod generate;
pub mod random;
