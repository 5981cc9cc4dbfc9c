//! All integration tests, one binary.

mod architecture;
mod cases;
mod laws;
mod laws_fmt;
mod page;
mod record;
mod render;
mod shape;
mod style;
mod tokens;
mod tree;
