//! The keys of every record: the one table that checking, `fmt`, the schema and the reference page read.
//!
//! Keys stand in the order of the canonical form. What a key is about is one line, fit for a
//! reader of the schema.

mod counterparts;

use super::raw::Sort;

/// A sort of record.
#[derive(Debug)]
pub struct Record {
    /// What it is called, one word or two.
    pub name: &'static str,
    /// Its keys, in the order of the canonical form.
    pub keys: &'static [Key],
}

/// A key of a record.
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// Whether a record without it is an error.
    pub required: bool,
    /// What its value may be.
    pub form: Form,
    /// What it says, in one line.
    pub about: &'static str,
}

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A slug that names the record itself.
    Slug,
    /// The id of an actor.
    Actor,
    /// The id of a source.
    Source,
    /// The id of a kind of the vocabulary.
    Kind,
    /// The id of a type of the vocabulary.
    Type,
    /// A level of handling of the vocabulary.
    Level,
    /// A name: one line, no hidden characters, not empty.
    Name,
    /// Free text, not empty; lines may break in it.
    Text,
    /// A date.
    Date,
    /// A date, or `..` for what goes on.
    Until,
    /// A state of the graph: a date, or a revision or path named as one.
    State,
    /// `true` or `false`.
    Flag,
    /// A number, kept as it is spelled.
    Number,
    /// A whole number from one to another.
    Whole(u8, u8),
    /// One of these words.
    Word(&'static [&'static str]),
    /// An `http:`, `https:` or `doi:` address.
    Url,
    /// An ISO 4217 code.
    Currency,
    /// A BCP 47 language tag.
    Language,
    /// A list.
    List(&'static Form),
    /// One, or a list.
    OneOrList(&'static Form),
    /// A record.
    Record(&'static Record),
    /// A record in which other values may stand for its own, as in a mapping.
    Filled(&'static Record),
    /// A string of the one form, or a record.
    Either(&'static Form, &'static Record),
    /// One of these words, or a list.
    WordOr(&'static [&'static str], &'static Form),
    /// An object of strings, its keys free.
    Texts,
    /// An object from the name of a rule to a reason.
    Reasons,
    /// Anything; another part of the program reads it.
    Any,
}

impl Record {
    /// The name with its article: "an actor".
    #[must_use]
    pub fn one(&self) -> String {
        let article = if self.name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {}", self.name)
    }

    /// Finds a key by its name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The position of a key in the canonical order; keys that begin with `x-` stand last.
    #[must_use]
    pub fn position(&self, name: &str) -> usize {
        self.keys.iter().position(|key| key.name == name).unwrap_or(self.keys.len())
    }
}

impl Form {
    /// What is wanted, in words with their article: "a date".
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Slug => "an id".into(),
            Self::Actor => "the id of an actor".into(),
            Self::Source => "the id of a source".into(),
            Self::Kind => "a kind of the vocabulary".into(),
            Self::Type => "a type of the vocabulary".into(),
            Self::Level => "a level of handling".into(),
            Self::Name | Self::Text => "a string".into(),
            Self::Date => "a date".into(),
            Self::Until => "a date or `..`".into(),
            Self::State => "a date, `rev:…` or `path:…`".into(),
            Self::Flag => "`true` or `false`".into(),
            Self::Number => "a number".into(),
            Self::Whole(from, to) => format!("a whole number from {from} to {to}"),
            Self::Word(_) => "a word".into(),
            Self::Url => "an address".into(),
            Self::Currency => "an ISO 4217 code".into(),
            Self::Language => "a language tag".into(),
            Self::List(form) => format!("a list, each item {}", form.words()),
            Self::OneOrList(form) => format!("{} or a list", form.words()),
            Self::Record(record) | Self::Filled(record) => format!("an object with the keys of {}", record.one()),
            Self::Either(form, record) => format!("{} or an object with the keys of {}", form.words(), record.one()),
            Self::WordOr(_, form) => format!("a word or {}", form.words()),
            Self::Texts => "an object of strings".into(),
            Self::Reasons => "an object from rule to reason".into(),
            Self::Any => "anything".into(),
        }
    }

    /// Tells whether a value of this sort can be of this form at all.
    #[must_use]
    pub fn takes(&self, sort: Sort) -> bool {
        match self {
            Self::Any => true,
            Self::Flag => sort == Sort::Flag,
            Self::Number | Self::Whole(..) => sort == Sort::Number,
            Self::List(_) => sort == Sort::List,
            Self::OneOrList(form) => sort == Sort::List || form.takes(sort),
            Self::Record(_) | Self::Filled(_) | Self::Texts | Self::Reasons => sort == Sort::Object,
            Self::Either(form, _) => sort == Sort::Object || form.takes(sort),
            Self::WordOr(_, form) => sort == Sort::String || form.takes(sort),
            _ => sort == Sort::String,
        }
    }
}

const fn required(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, required: true, form, about }
}

const fn key(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, required: false, form, about }
}

const NOTE: Key = key("note", Form::Text, "the coder's own words");
const ACCEPT: Key =
    key("accept", Form::Reasons, "from rule to reason: the warning of that rule on this record becomes a counted note");
const HANDLING: Key = key("handling", Form::Level, "its level of handling");
const PRECISION: Key = key("precision", Form::Word(&["exact", "approximate", "at-least", "at-most"]), "how exactly");
const ACTORS: Form = Form::OneOrList(&Form::Actor);
const SOURCES: Form = Form::OneOrList(&Form::Source);
const CITATIONS: Form = Form::List(&Form::Either(&Form::Source, &CITATION));

/// A file, whose first keys are the manifest's.
pub static FILE: Record = Record {
    name: "file",
    keys: &[
        key("$schema", Form::Text, "where an editor finds the schema"),
        key("name", Form::Name, "what this graph is called; makes this the file of the manifest"),
        key("as-of", Form::Date, "the date up to which it was coded; questions look through it unless told otherwise"),
        key("description", Form::Text, "one or two sentences"),
        key("queries", Form::Name, "the folder of saved questions, relative to the graph's folder"),
        key("handling", Form::Level, "the level of every relation that states none"),
        key("vocabulary", Form::Record(&VOCABULARY), "kinds, types and levels that this graph adds"),
        key("sources", Form::List(&Form::Record(&SOURCE)), "documents and other things that say something"),
        key("actors", Form::List(&Form::Record(&ACTOR)), "whoever and whatever acts"),
        key("relations", Form::List(&Form::Record(&RELATION)), "typed, dated, sourced ties"),
        key("views", Form::List(&Form::Record(&VIEW)), "saved pictures: a question and how its answer is drawn"),
    ],
};

/// The keys of a file that make up the manifest.
pub const MANIFEST: &[&str] = &["name", "as-of", "description", "queries", "handling"];

/// A line of a `.jsonl` file, which holds one of these.
pub static LINE: Record = Record {
    name: "line",
    keys: &[
        key("source", Form::Record(&SOURCE), "a source"),
        key("actor", Form::Record(&ACTOR), "an actor"),
        key("relation", Form::Record(&RELATION), "a relation"),
    ],
};

/// The vocabulary.
pub static VOCABULARY: Record = Record {
    name: "vocabulary",
    keys: &[
        key("kinds", Form::List(&Form::Record(&KIND)), "kinds of actor"),
        key("types", Form::List(&Form::Record(&TYPE)), "types of relation"),
        key("handling", Form::List(&Form::Slug), "levels from the most open to the most closed"),
    ],
};

/// A kind of actor.
pub static KIND: Record = Record {
    name: "kind",
    keys: &[
        required("id", Form::Slug, "a readable slug"),
        key("label", Form::Name, "how it reads"),
        key("stix", Form::Word(counterparts::STIX_OBJECTS), "the STIX 2.1 object that it is; an identity without it"),
        key("ftm", Form::Word(counterparts::FTM_THINGS), "the FollowTheMoney schema; LegalEntity without it"),
        key("look", Form::Record(&LOOK), "how it is drawn"),
    ],
};

/// A type of relation.
pub static TYPE: Record = Record {
    name: "type",
    keys: &[
        required("id", Form::Slug, "a readable slug"),
        key("label", Form::Name, "how it reads as a heading"),
        required("phrase", Form::Name, "how it reads from `from`: supplies"),
        key("inverse", Form::Name, "how it reads from `to`: is supplied by; only a symmetric type may leave it out"),
        key("symmetric", Form::Flag, "whether it has no direction"),
        key("from", Form::List(&Form::Kind), "the kinds that may stand in `from`; any without it"),
        key("to", Form::List(&Form::Kind), "the kinds that may stand in `to`; any without it"),
        key("roles", Form::List(&Form::Word(ROLES)), "the roles that it takes"),
        key(
            "polarity",
            Form::Word(&["cooperative", "hostile", "neutral"]),
            "whether it is friendly; neutral without it",
        ),
        key("expects", Form::List(&Form::Word(EXPECTED)), "the roles and fields of a full record"),
        key("means", Form::Word(MEANINGS), "what it means to the program"),
        key("plover", Form::Name, "the PLOVER event type that fits"),
        key("stix", Form::Word(counterparts::STIX_RELATIONS), "the STIX 2.1 relationship; the most general without it"),
        key(
            "ftm",
            Form::Word(counterparts::FTM_LINKS),
            "the FollowTheMoney schema of the link; UnknownLink without it",
        ),
        key("look", Form::Record(&LOOK), "how it is drawn"),
    ],
};

/// How a kind or type is drawn.
pub static LOOK: Record = Record { name: "look", keys: &[key("shape", Form::Word(SHAPES), "the outline of an actor")] };

/// A document or other thing that says something.
pub static SOURCE: Record = Record {
    name: "source",
    keys: &[
        required("id", Form::Slug, "a readable slug"),
        required("title", Form::Name, "its title"),
        key("kind", Form::Name, "a word such as report, video, treaty"),
        key("publisher", Form::Name, "who published it"),
        key("author", Form::Name, "who wrote it"),
        key("date", Form::Date, "when it was published"),
        key("url", Form::Url, "where it is: an http, https or doi address"),
        key("archive-url", Form::Url, "where a copy is kept"),
        key("lang", Form::Language, "its language, a BCP 47 tag such as fa"),
        key(
            "reliability",
            Form::Word(&["A", "B", "C", "D", "E", "F"]),
            "Admiralty code; F means that it cannot be judged",
        ),
        key("derives-from", SOURCES, "ids of the sources that it retells"),
        HANDLING,
        NOTE,
        ACCEPT,
    ],
};

/// Whoever or whatever acts.
pub static ACTOR: Record = Record {
    name: "actor",
    keys: &[
        required("id", Form::Slug, "a readable slug"),
        required("kind", Form::Kind, "a kind of the vocabulary"),
        required("name", Form::Name, "the name in full"),
        key("aliases", Form::List(&Form::Name), "other names"),
        key("tags", Form::List(&Form::Name), "words to find it by"),
        key("description", Form::Text, "one sentence"),
        key("since", Form::Date, "the first day of its life, which bounds its relations"),
        key("until", Form::Until, "the last day of its life, or `..`"),
        key("placeholder", Form::Flag, "true where it stands for somebody unnamed: a path never passes through it"),
        key("ids", Form::Texts, "ids elsewhere, by scheme"),
        key("was", Form::List(&Form::Slug), "former ids, which still resolve"),
        key("sources", CITATIONS, "citations for what is said of the actor itself"),
        NOTE,
        ACCEPT,
    ],
};

/// A typed, dated, sourced tie.
pub static RELATION: Record = Record {
    name: "relation",
    keys: &[
        key("id", Form::Slug, "a name of its own; without it the identity is from:type:to[:item]"),
        required("from", Form::Actor, "whose tie it is"),
        required("type", Form::Type, "a type of the vocabulary"),
        required("to", Form::Actor, "to whom"),
        key("item", ACTORS, "what is supplied, deployed or used"),
        key("via", ACTORS, "through whom"),
        key("under", ACTORS, "the agreement under which it happens"),
        key("at", ACTORS, "where, or at which event"),
        key("against", ACTORS, "against whom"),
        key("on-behalf-of", ACTORS, "for whom"),
        key("quantity", Form::Record(&QUANTITY), "how many"),
        key("value", Form::Record(&VALUE), "for how much"),
        key("negated", Form::Flag, "true where the record says that this does not hold"),
        key("since", Form::Date, "the state holds from then on"),
        key("until", Form::Until, "the state holds until then, that day included; `..` says that it goes on"),
        key("date", Form::Date, "an event: from then on it has happened"),
        key("status", Form::Word(STATUSES), "what is known of its truth"),
        key("phase", Form::Word(PHASES), "where it is in its life"),
        key("condition", Form::Text, "under which condition it holds or would hold"),
        key("confidence", Form::Word(&["low", "moderate", "high"]), "the coder's (ICD 203)"),
        key("likelihood", Form::Word(LIKELIHOODS), "of what lies ahead (ICD 203)"),
        required("sources", CITATIONS, "who says so: citations, at least one"),
        key("stances", Form::List(&Form::Record(&STANCE)), "what actors themselves say about it"),
        HANDLING,
        NOTE,
        ACCEPT,
    ],
};

/// Where one source bears on one relation.
pub static CITATION: Record = Record {
    name: "citation",
    keys: &[
        required("source", Form::Source, "the id of a source"),
        key("at", Form::Text, "where in it: a section, a page"),
        key("credibility", Form::Whole(1, 6), "Admiralty code; 6 means that it cannot be judged"),
        key(
            "stance",
            Form::Word(&["asserts", "denies", "mentions"]),
            "what the source does with the claim; asserts without it",
        ),
        key("said", Form::Date, "when it was said, where that differs from the source's date"),
        key("derives-from", SOURCES, "what the source itself leans on here"),
        key("quote", Form::Text, "the words, where they are short and free to quote"),
        NOTE,
    ],
};

/// What an actor itself says about a claim.
pub static STANCE: Record = Record {
    name: "stance",
    keys: &[
        required("by", Form::Actor, "the actor that speaks"),
        required("says", Form::Word(&["affirms", "denies", "no-comment"]), "what it says"),
        key("date", Form::Date, "when"),
        key("source", Form::Source, "where that is read"),
        key("at", Form::Text, "where in the source"),
        NOTE,
    ],
};

/// A number of things.
pub static QUANTITY: Record = Record {
    name: "quantity",
    keys: &[required("amount", Form::Number, "how many"), key("unit", Form::Name, "of what"), PRECISION],
};

/// A sum of money.
pub static VALUE: Record = Record {
    name: "value",
    keys: &[
        required("amount", Form::Number, "how much"),
        required("currency", Form::Currency, "an ISO 4217 code"),
        PRECISION,
    ],
};

/// A saved picture.
pub static VIEW: Record = Record {
    name: "view",
    keys: &[
        required("id", Form::Slug, "a readable slug; the picture's file is called so, too"),
        required(
            "question",
            Form::Name,
            "the question whose answer is drawn, as `actant` takes it: path russia houthis",
        ),
        key(
            "compare",
            Form::OneOrList(&Form::State),
            "the state with which the answer is compared, or two states: a date, `rev:NAME` or `path:PATH`",
        ),
        key("title", Form::Name, "what stands above the picture; the question without it"),
        key("subtitle", Form::Name, "a line under the title"),
        key("banner", Form::Name, "what the banner says; the answer's level of handling without it"),
        key("page", Form::Word(PAGES), "the size of the picture; slide without it"),
        key("theme", Form::Word(THEMES), "its colours; light without it"),
        key(
            "groups",
            Form::WordOr(GROUPINGS, &Form::List(&Form::Record(&GROUP))),
            "who stands in one box: a word, or a list from left to right; auto without it",
        ),
        key(
            "highlight",
            Form::WordOr(HIGHLIGHTS, &Form::List(&Form::Actor)),
            "what keeps its colours while the rest fades: actors, or best for the first route",
        ),
        key("full", Form::Flag, "true where all of the answer is drawn, and not only what a slide can carry"),
        NOTE,
        ACCEPT,
    ],
};

/// Actors in one box of a picture.
pub static GROUP: Record = Record {
    name: "group",
    keys: &[
        required("title", Form::Name, "what is written on the box"),
        required("members", Form::List(&Form::Actor), "who stands in it"),
    ],
};

/// The sizes of a picture.
pub const PAGES: &[&str] = &["slide", "a4", "a4-landscape", "fit"];

/// The colours of a picture.
pub const THEMES: &[&str] = &["light", "dark", "print"];

/// How a picture's boxes come about, where no list says so.
pub const GROUPINGS: &[&str] = &["auto", "none", "kind"];

/// What stands out in a picture, where no list says so.
pub const HIGHLIGHTS: &[&str] = &["best"];

/// The roles of a relation.
pub const ROLES: &[&str] = &["item", "via", "under", "at", "against", "on-behalf-of"];

/// What a type can expect of a full record.
pub const EXPECTED: &[&str] = &[
    "item",
    "via",
    "under",
    "at",
    "against",
    "on-behalf-of",
    "quantity",
    "value",
    "since",
    "until",
    "date",
    "phase",
    "status",
];

/// What a type can mean to the program.
pub const MEANINGS: &[&str] = &["membership", "office", "sponsorship", "identity", "variant", "place", "talks"];

/// The outlines of an actor in a picture.
pub const SHAPES: &[&str] =
    &["box", "heavy-box", "rounded", "ellipse", "hexagon", "octagon", "note", "cut", "component", "plain"];

/// What can be known of a relation's truth.
pub const STATUSES: &[&str] = &["confirmed", "reported", "alleged", "disputed", "denied", "retracted"];

/// Where a relation can be in its life.
pub const PHASES: &[&str] =
    &["possible", "proposed", "planned", "agreed", "under-way", "done", "suspended", "ended", "cancelled"];

/// How likely something is that lies ahead.
pub const LIKELIHOODS: &[&str] = &[
    "almost-no-chance",
    "very-unlikely",
    "unlikely",
    "roughly-even-chance",
    "likely",
    "very-likely",
    "almost-certain",
];

/// All records, for whoever walks the table.
pub static RECORDS: &[&Record] = &[
    &FILE,
    &LINE,
    &VOCABULARY,
    &KIND,
    &TYPE,
    &LOOK,
    &SOURCE,
    &ACTOR,
    &RELATION,
    &CITATION,
    &STANCE,
    &QUANTITY,
    &VALUE,
    &VIEW,
    &GROUP,
];
