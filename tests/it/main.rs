//! All integration tests, one binary.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod architecture;
mod cases;
mod laws;
mod laws_analysis;
mod laws_fmt;
mod load;
mod page;
mod record;
mod render;
mod shape;
mod style;
mod tokens;
mod tree;
