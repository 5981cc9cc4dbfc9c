//! All integration tests, one binary.

mod architecture;
mod cases;
mod page;
mod record;
mod shape;
mod style;
mod tokens;
mod tree;
