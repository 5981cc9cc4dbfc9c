//! The words of other standards that a vocabulary may name as counterparts of its own.

/// The objects of STIX 2.1 that a kind can be; after a colon stands the class of an identity.
pub(super) const STIX_OBJECTS: &[&str] = &[
    "attack-pattern",
    "campaign",
    "course-of-action",
    "identity",
    "identity:class",
    "identity:group",
    "identity:individual",
    "identity:organization",
    "identity:system",
    "incident",
    "infrastructure",
    "intrusion-set",
    "location",
    "malware",
    "threat-actor",
    "tool",
    "vulnerability",
];

/// The relationships of STIX 2.1.
pub(super) const STIX_RELATIONS: &[&str] = &[
    "attributed-to",
    "authored-by",
    "communicates-with",
    "compromises",
    "consists-of",
    "controls",
    "delivers",
    "derived-from",
    "duplicate-of",
    "exploits",
    "has",
    "hosts",
    "impersonates",
    "investigates",
    "located-at",
    "mitigates",
    "originates-from",
    "owns",
    "related-to",
    "remediates",
    "targets",
    "uses",
    "variant-of",
];

/// The schemata of FollowTheMoney that a kind can be.
pub(super) const FTM_THINGS: &[&str] = &[
    "Airplane",
    "Asset",
    "Company",
    "Event",
    "LegalEntity",
    "Organization",
    "Person",
    "Position",
    "Project",
    "PublicBody",
    "RealEstate",
    "Security",
    "Territory",
    "Vehicle",
    "Vessel",
];

/// The schemata of FollowTheMoney that a type can be.
pub(super) const FTM_LINKS: &[&str] = &[
    "Control",
    "Directorship",
    "Employment",
    "Membership",
    "Ownership",
    "ProjectParticipant",
    "Representation",
    "Succession",
    "UnknownLink",
];
