//! Questions with names: what the shape of a network says of its actors.
//!
//! Every algorithm sees the graph through a lens, bounds its work by a budget that it counts as
//! it goes, and speaks of the file's structure, not of the world's.

pub mod balance;
pub mod betweenness;
pub mod cuts;
mod network;
pub mod steiner;

pub use network::Network;
