//! What a person says about a foreign file: which of its words mean which of ours.

use crate::edit::layout::Node;
use std::collections::BTreeMap;

/// What a person says about a foreign file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// From words of the file to kinds of the vocabulary.
    pub kinds: BTreeMap<String, String>,
    /// From words of the file to types of the vocabulary.
    pub types: BTreeMap<String, String>,
    /// The source that the import cites: its id, or what is known of it.
    pub source: Option<Node>,
}
