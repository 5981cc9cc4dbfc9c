//! Actors: whatever acts in the network.

use super::Place;
use super::date::Date;
use super::id::KindId;
use super::relation::Citation;
use super::time::Until;

/// A node of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Its slug.
    pub id: Box<str>,
    /// Its kind.
    pub kind: KindId,
    /// Its name in full.
    pub name: Box<str>,
    /// The first day of its life.
    pub since: Option<Date>,
    /// The last.
    pub until: Option<Until>,
    /// Whether it stands for somebody unnamed: a route may end there and never passes through.
    pub placeholder: bool,
    /// Where it is written.
    pub place: Place,
    /// What few actors carry.
    pub details: Option<Box<ActorDetails>>,
}

/// What few actors of a large graph carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorDetails {
    /// Other names.
    pub aliases: Vec<Box<str>>,
    /// Words to find it by.
    pub tags: Vec<Box<str>>,
    /// One sentence.
    pub description: Option<Box<str>>,
    /// Ids elsewhere, by scheme.
    pub ids: Vec<(Box<str>, Box<str>)>,
    /// Former ids.
    pub was: Vec<Box<str>>,
    /// Citations for what is said of the actor itself.
    pub citations: Vec<Citation>,
    /// The coder's own words.
    pub note: Option<Box<str>>,
}

impl Actor {
    /// Other names.
    #[must_use]
    pub fn aliases(&self) -> &[Box<str>] {
        self.details.as_ref().map_or(&[], |details| &details.aliases)
    }

    /// Words to find it by.
    #[must_use]
    pub fn tags(&self) -> &[Box<str>] {
        self.details.as_ref().map_or(&[], |details| &details.tags)
    }

    /// Former ids.
    #[must_use]
    pub fn was(&self) -> &[Box<str>] {
        self.details.as_ref().map_or(&[], |details| &details.was)
    }
}
