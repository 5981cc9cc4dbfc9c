//! All integration tests, one binary.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod architecture;
mod browser;
mod bundles;
mod cases;
mod data;
mod desk;
mod faults;
mod fuzz;
mod import;
mod laws;
mod laws_analysis;
mod laws_edit;
mod laws_fmt;
mod load;
mod page;
mod process;
mod record;
mod render;
mod shape;
mod shipped;
mod store;
mod style;
mod tables;
mod tokens;
mod tree;
