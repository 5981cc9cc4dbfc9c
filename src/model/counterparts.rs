//! What kinds and types are called elsewhere: in STIX 2.1 and in FollowTheMoney.
//!
//! A vocabulary states these words; whoever writes a form of exchange reads them one way, whoever
//! reads it the other way. The lists hold what a kind or a type can stand for, and no more.

use super::vocabulary::words;

words! {
    /// The object of STIX 2.1 that a kind of actor is: one that needs no more than a name. After a
    /// colon stands the class of an identity.
    StixObject {
        /// A way to attack.
        AttackPattern = "attack-pattern",
        /// A course of attacks.
        Campaign = "campaign",
        /// What is done against an attack.
        CourseOfAction = "course-of-action",
        /// Whoever is none of the following.
        Identity = "identity",
        /// A class of beings.
        Class = "identity:class",
        /// People without a formal order.
        Group = "identity:group",
        /// One human being.
        Individual = "identity:individual",
        /// People in a formal order: a company, a country.
        Organization = "identity:organization",
        /// A system of machines.
        System = "identity:system",
        /// What has happened.
        Incident = "incident",
        /// What serves a purpose: systems and physical means.
        Infrastructure = "infrastructure",
        /// What is taken for the work of one group.
        IntrusionSet = "intrusion-set",
        /// A place; its country must be known.
        Location = "location",
        /// Harmful software.
        Malware = "malware",
        /// Whoever means harm.
        ThreatActor = "threat-actor",
        /// Software that serves an attack.
        Tool = "tool",
        /// A weakness.
        Vulnerability = "vulnerability",
    }
}

impl StixObject {
    /// The type of the object.
    #[must_use]
    pub fn object(self) -> &'static str {
        self.word().split_once(':').map_or(self.word(), |(object, _)| object)
    }

    /// The class of an identity, where one is stated.
    #[must_use]
    pub fn class(self) -> Option<&'static str> {
        self.word().split_once(':').map(|(_, class)| class)
    }
}

words! {
    /// The word of STIX 2.1 that a type of relation is.
    StixRelation {
        /// `from` is believed to be the work of `to`.
        AttributedTo = "attributed-to",
        /// `from` is written by `to`.
        AuthoredBy = "authored-by",
        /// `from` talks with `to` as machines do.
        CommunicatesWith = "communicates-with",
        /// `from` breaks into `to`.
        Compromises = "compromises",
        /// `to` is a part of `from`.
        ConsistsOf = "consists-of",
        /// `from` commands `to`.
        Controls = "controls",
        /// `from` brings `to`.
        Delivers = "delivers",
        /// `from` is made from `to`.
        DerivedFrom = "derived-from",
        /// The two are one.
        DuplicateOf = "duplicate-of",
        /// `to` lies open to `from`.
        Exploits = "exploits",
        /// `from` has `to`.
        Has = "has",
        /// `from` shelters `to`.
        Hosts = "hosts",
        /// `from` gives itself out as `to`.
        Impersonates = "impersonates",
        /// `from` looks into `to`.
        Investigates = "investigates",
        /// `from` lies in `to`.
        LocatedAt = "located-at",
        /// `from` weakens `to`.
        Mitigates = "mitigates",
        /// `from` comes from `to`.
        OriginatesFrom = "originates-from",
        /// `from` owns `to`.
        Owns = "owns",
        /// Anything that has no word of its own.
        RelatedTo = "related-to",
        /// `from` mends `to`.
        Remediates = "remediates",
        /// `from` acts, or means to act, against `to`.
        Targets = "targets",
        /// `from` makes use of `to`.
        Uses = "uses",
        /// `from` is a variant of `to`.
        VariantOf = "variant-of",
    }
}

words! {
    /// The schema of FollowTheMoney that a kind of actor is: one that needs no more than a name.
    FtmThing {
        /// An aircraft.
        Airplane = "Airplane",
        /// Whatever can be owned.
        Asset = "Asset",
        /// A company.
        Company = "Company",
        /// What happens.
        Event = "Event",
        /// Whoever can own and be liable.
        LegalEntity = "LegalEntity",
        /// A body of people.
        Organization = "Organization",
        /// A human being.
        Person = "Person",
        /// A post.
        Position = "Position",
        /// What several work on.
        Project = "Project",
        /// A body of a state, and a state.
        PublicBody = "PublicBody",
        /// Land and buildings.
        RealEstate = "RealEstate",
        /// A paper of value.
        Security = "Security",
        /// A country or a part of one.
        Territory = "Territory",
        /// What drives.
        Vehicle = "Vehicle",
        /// A ship.
        Vessel = "Vessel",
    }
}

impl FtmThing {
    /// Tells whether this schema is another, or extends it.
    #[must_use]
    pub fn is_a(self, other: Self) -> bool {
        self == other || self.extends().iter().any(|parent| parent.is_a(other))
    }

    fn extends(self) -> &'static [Self] {
        match self {
            Self::Airplane | Self::Vessel => &[Self::Vehicle],
            Self::Company => &[Self::Asset, Self::Organization],
            Self::Organization | Self::Person => &[Self::LegalEntity],
            Self::PublicBody => &[Self::Organization],
            Self::RealEstate | Self::Security | Self::Vehicle => &[Self::Asset],
            Self::Asset | Self::Event | Self::LegalEntity | Self::Position | Self::Project | Self::Territory => &[],
        }
    }
}

words! {
    /// The schema of FollowTheMoney that a type of relation is: an interest, which has a role and a
    /// status.
    FtmLink {
        /// `from` has power over `to`.
        Control = "Control",
        /// `from` sits on the board of `to`.
        Directorship = "Directorship",
        /// `from` works for `to`.
        Employment = "Employment",
        /// `from` is a member of `to`.
        Membership = "Membership",
        /// `from` owns `to`.
        Ownership = "Ownership",
        /// `from` takes part in `to`.
        ProjectParticipant = "ProjectParticipant",
        /// `from` acts for `to`.
        Representation = "Representation",
        /// `to` follows upon `from`.
        Succession = "Succession",
        /// Anything that has no schema of its own.
        UnknownLink = "UnknownLink",
    }
}

/// Schemata of FollowTheMoney that join two things and are no interest, so that no type is one of
/// them, each with the properties that name its ends.
pub const FTM_TIES: &[(&str, [&str; 2])] = &[
    ("Associate", ["person", "associate"]),
    ("Debt", ["debtor", "creditor"]),
    ("Family", ["person", "relative"]),
    ("Occupancy", ["holder", "post"]),
    ("Payment", ["payer", "beneficiary"]),
];

/// An end of a link: the property that names it, and the schema that it must be; any where none.
pub type FtmEnd = (&'static str, Option<FtmThing>);

impl FtmLink {
    /// The ends of the link, that of `from` first.
    #[must_use]
    pub fn ends(self) -> [FtmEnd; 2] {
        use FtmThing::{Asset, LegalEntity, Organization, Person, Project};
        match self {
            Self::Control => [("controller", Some(LegalEntity)), ("controlled", Some(LegalEntity))],
            Self::Directorship => [("director", Some(LegalEntity)), ("organization", Some(Organization))],
            Self::Employment => [("employee", Some(Person)), ("employer", Some(Organization))],
            Self::Membership => [("member", Some(LegalEntity)), ("organization", Some(Organization))],
            Self::Ownership => [("owner", Some(LegalEntity)), ("asset", Some(Asset))],
            Self::ProjectParticipant => [("participant", Some(LegalEntity)), ("project", Some(Project))],
            Self::Representation => [("agent", Some(LegalEntity)), ("client", Some(LegalEntity))],
            Self::Succession => [("predecessor", Some(LegalEntity)), ("successor", Some(LegalEntity))],
            Self::UnknownLink => [("subject", None), ("object", None)],
        }
    }

    /// Tells whether the link can join two things, in this order.
    #[must_use]
    pub fn joins(self, from: FtmThing, to: FtmThing) -> bool {
        let fits = |(_, range): FtmEnd, thing: FtmThing| range.is_none_or(|range| thing.is_a(range));
        let [first, second] = self.ends();
        fits(first, from) && fits(second, to)
    }
}
