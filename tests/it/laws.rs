//! Laws: what must hold of every graph, tried on many small ones and against naive twins.

mod claims;
mod difference;
mod lens;
mod merge;
mod merge_files;
mod paths;
mod roots;
mod time;
mod world;
