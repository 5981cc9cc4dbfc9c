//! Kinds of actor and types of relation: data that a graph extends, never Rust.

use super::counterparts::{FtmLink, FtmThing, StixObject, StixRelation};
use super::id::{KindId, TypeId};

/// Makes an enum of words: the words that the file format writes are the only list.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$item])* $variant,)* }

        impl $name {
            /// All values, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word that the file format writes.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The value that a word stands for.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What a further participant of a relation is in it.
    Role {
        /// What is supplied, deployed or used.
        Item = "item",
        /// Through whom.
        Via = "via",
        /// The agreement under which it happens.
        Under = "under",
        /// Where, or at which event.
        At = "at",
        /// Against whom.
        Against = "against",
        /// For whom.
        OnBehalfOf = "on-behalf-of",
    }
}

words! {
    /// Whether a relation is friendly.
    Polarity {
        /// It helps.
        Cooperative = "cooperative",
        /// It harms.
        Hostile = "hostile",
        /// Neither.
        Neutral = "neutral",
    }
}

words! {
    /// What a type means to the program, which asks for meanings and never for names.
    Meaning {
        /// `from` belongs to `to`.
        Membership = "membership",
        /// `from` holds an office in `to`.
        Office = "office",
        /// `from` sponsors `to`.
        Sponsorship = "sponsorship",
        /// The two may be one; never travelled unless asked.
        Identity = "identity",
        /// `from` is a variant of `to`.
        Variant = "variant",
        /// `from` lies in `to`.
        Place = "place",
        /// The two talk, or are brought to.
        Talks = "talks",
    }
}

words! {
    /// The outline of an actor in a picture.
    Shape {
        /// A plain rectangle.
        Box = "box",
        /// A rectangle with a heavy line.
        HeavyBox = "heavy-box",
        /// A rectangle with round corners.
        Rounded = "rounded",
        /// An ellipse.
        Ellipse = "ellipse",
        /// A hexagon.
        Hexagon = "hexagon",
        /// An octagon.
        Octagon = "octagon",
        /// A sheet with a folded corner.
        Note = "note",
        /// A rectangle with its corners cut.
        Cut = "cut",
        /// A rectangle with double sides.
        Component = "component",
        /// No outline.
        Plain = "plain",
    }
}

words! {
    /// What a full record of a type states.
    Expected {
        /// The role of this name.
        Item = "item",
        /// The role of this name.
        Via = "via",
        /// The role of this name.
        Under = "under",
        /// The role of this name.
        At = "at",
        /// The role of this name.
        Against = "against",
        /// The role of this name.
        OnBehalfOf = "on-behalf-of",
        /// How many.
        Quantity = "quantity",
        /// For how much.
        Value = "value",
        /// A beginning.
        Since = "since",
        /// An end.
        Until = "until",
        /// Any date.
        Date = "date",
        /// Where it is in its life.
        Phase = "phase",
        /// What is known of its truth.
        Status = "status",
    }
}

/// A kind of actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its slug.
    pub id: Box<str>,
    /// How it reads; the slug where the vocabulary gives none.
    pub label: Box<str>,
    /// Its outline in a picture.
    pub shape: Shape,
    /// What it is in STIX.
    pub stix: Option<StixObject>,
    /// What it is in FollowTheMoney.
    pub ftm: Option<FtmThing>,
}

/// A type of relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Type {
    /// Its slug.
    pub id: Box<str>,
    /// How it reads from `from`: "supplies".
    pub phrase: Box<str>,
    /// How it reads from `to`: "is supplied by".
    pub inverse: Box<str>,
    /// Whether it has no direction.
    pub symmetric: bool,
    /// The kinds that may stand in `from`; any where empty.
    pub from: Box<[KindId]>,
    /// The kinds that may stand in `to`; any where empty.
    pub to: Box<[KindId]>,
    /// The roles that it takes.
    pub roles: Box<[Role]>,
    /// Whether it is friendly.
    pub polarity: Polarity,
    /// What a full record states.
    pub expects: Box<[Expected]>,
    /// What it means to the program.
    pub means: Option<Meaning>,
    /// The PLOVER event type that fits.
    pub plover: Option<Box<str>>,
    /// What it is in STIX.
    pub stix: Option<StixRelation>,
    /// What it is in FollowTheMoney.
    pub ftm: Option<FtmLink>,
}

/// The kinds, types and levels of handling that a graph uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// The kinds: the program's, then the graph's.
    pub kinds: Vec<Kind>,
    /// The types: the program's, then the graph's.
    pub types: Vec<Type>,
    /// The levels of handling, the most open first.
    pub handling: Vec<Box<str>>,
}

impl Vocabulary {
    /// Finds a kind by its slug.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<KindId> {
        let at = self.kinds.iter().position(|kind| &*kind.id == id)?;
        u16::try_from(at).ok().map(KindId)
    }

    /// Finds a type by its slug.
    #[must_use]
    pub fn type_(&self, id: &str) -> Option<TypeId> {
        let at = self.types.iter().position(|type_| &*type_.id == id)?;
        u16::try_from(at).ok().map(TypeId)
    }

    /// The kind of an id.
    #[must_use]
    pub fn actor_kind(&self, id: KindId) -> &Kind {
        &self.kinds[id.at()]
    }

    /// The type of an id.
    #[must_use]
    pub fn relation_type(&self, id: TypeId) -> &Type {
        &self.types[id.at()]
    }
}
