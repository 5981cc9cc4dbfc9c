//! All integration tests, one binary.

mod cases;
mod page;
mod tree;
