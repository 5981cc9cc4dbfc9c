//! Seeded graphs: power-law degrees, eight types, dates, statuses and sources.
//!
//! Both ends of every relation are drawn with a probability that falls with the actor's rank as
//! `rank^-skew` (Chung and Lu 2002), so that degrees follow a power law with the exponent
//! `1 + 1 / skew`: 3.5 for the skew that is used throughout.

use crate::random::Random;
use actant::model::Actor;
use actant::model::ActorId;
use actant::model::Citation;
use actant::model::Kind;
use actant::model::KindId;
use actant::model::Manifest;
use actant::model::Model;
use actant::model::Parts;
use actant::model::Place;
use actant::model::Polarity;
use actant::model::Relation;
use actant::model::Reliability;
use actant::model::Shape;
use actant::model::Source;
use actant::model::SourceId;
use actant::model::Status;
use actant::model::Testimony;
use actant::model::Time;
use actant::model::Type;
use actant::model::TypeId;
use actant::model::Until;
use actant::model::Vocabulary;
use hashbrown::HashSet;
use std::fmt::Write as _;

/// The eight types, and whether each is symmetric.
pub const TYPES: [(&str, bool); 8] = [
    ("supplies", false),
    ("funds", false),
    ("trains", false),
    ("backs", false),
    ("threatens", false),
    ("attacks", false),
    ("allied-with", true),
    ("rival-of", true),
];

const KINDS: [&str; 4] = ["state", "proxy", "organisation", "person"];
const STATUSES: [Option<Status>; 5] =
    [Some(Status::Confirmed), Some(Status::Reported), Some(Status::Alleged), Some(Status::Alleged), None];

/// How large a graph is, and which.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// How many actors.
    pub actors: u32,
    /// How many relations.
    pub relations: u32,
    /// How unequal degrees are: 0 for equal ones.
    pub skew: f64,
}

impl Size {
    /// Five relations an actor, degrees with the exponent 3.5.
    #[must_use]
    pub const fn of(relations: u32) -> Self {
        Self { actors: relations / 5, relations, skew: 0.4 }
    }

    fn sources(self) -> u32 {
        (self.relations / 100).max(10)
    }
}

/// A relation, before it becomes a record or a text.
struct Row {
    from: u32,
    to: u32,
    type_: u16,
    since: String,
    until: Option<String>,
    status: Option<Status>,
    /// Each with the credibility that some citations have.
    sources: Vec<(u32, Option<u8>)>,
}

/// Draws all relations; no two have the same ends and type.
fn rows(size: Size) -> Vec<Row> {
    let mut random = Random(42);
    let mut known = HashSet::new();
    // Ranks are handed out at random, so that a row's neighbours lie anywhere.
    let mut ranks: Vec<u32> = (0..size.actors).collect();
    (1..ranks.len()).for_each(|at| ranks.swap(at, random.below(u32::try_from(at).expect("small") + 1) as usize));
    let mut rows = Vec::with_capacity(size.relations as usize);
    while rows.len() < size.relations as usize {
        let (from, to) = (ranks[drawn(&mut random, size)], ranks[drawn(&mut random, size)]);
        let type_ = u16::try_from(random.below(8)).expect("eight types");
        let key = if TYPES[usize::from(type_)].1 { (from.min(to), from.max(to), type_) } else { (from, to, type_) };
        if from != to && known.insert(key) {
            rows.push(row(&mut random, size, key));
        }
    }
    rows
}

/// Draws a rank: the inverse of the distribution of `rank^-skew`.
fn drawn(random: &mut Random, size: Size) -> usize {
    let rank = f64::from(size.actors) * random.unit().powf(1.0 / (1.0 - size.skew));
    (rank as usize).min(size.actors as usize - 1)
}

fn row(random: &mut Random, size: Size, (from, to, type_): (u32, u32, u16)) -> Row {
    let year = 1995 + random.below(30);
    let since = match random.below(3) {
        0 => format!("{year}"),
        1 => format!("{year}-{:02}", 1 + random.below(12)),
        _ => format!("{year}-{:02}-{:02}", 1 + random.below(12), 1 + random.below(28)),
    };
    let until = match random.below(4) {
        0 => Some(format!("{}", year + 1 + random.below(20))),
        1 => Some("..".to_owned()),
        _ => None,
    };
    let status = STATUSES[random.below(5) as usize];
    let count = 1 + random.below(4) / 3;
    let mut sources: Vec<(u32, Option<u8>)> = Vec::new();
    for _ in 0..count {
        let source = random.below(size.sources());
        if !sources.iter().any(|(known, _)| *known == source) {
            let digit = u8::try_from(1 + random.below(6)).expect("six grades");
            sources.push((source, (random.below(2) == 0).then_some(digit)));
        }
    }
    Row { from, to, type_, since, until, status, sources }
}

fn actor_id(at: u32) -> String {
    format!("a-{at:06}")
}

fn source_id(at: u32) -> String {
    format!("s-{at:05}")
}

/// Writes the graph as one file of the graph format; about 150 bytes a relation.
#[must_use]
pub fn text(size: Size) -> String {
    let mut out = String::with_capacity(size.relations as usize * 170);
    out.push_str("{\n  \"name\": \"Generated\", \"as-of\": \"2026-02-26\",\n  \"sources\": [");
    for at in 0..size.sources() {
        let comma = if at == 0 { "" } else { "," };
        let letter = Reliability::ALL[at as usize % 6];
        let _ = write!(
            out,
            "{comma}\n    {{\"id\": \"{}\", \"title\": \"Source {at}\", \"date\": \"{}\", \"reliability\": \"{letter}\"}}",
            source_id(at),
            1995 + at % 30
        );
    }
    out.push_str("\n  ],\n  \"actors\": [");
    for at in 0..size.actors {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(
            out,
            "{comma}\n    {{\"id\": \"{}\", \"kind\": \"{}\", \"name\": \"Actor {at}\"}}",
            actor_id(at),
            KINDS[at as usize % 4]
        );
    }
    out.push_str("\n  ],\n  \"relations\": [");
    for (at, row) in rows(size).iter().enumerate() {
        out.push_str(if at == 0 { "\n    " } else { ",\n    " });
        write_row(&mut out, row);
    }
    out.push_str("\n  ]\n}\n");
    out
}

fn write_row(out: &mut String, row: &Row) {
    let type_ = TYPES[usize::from(row.type_)].0;
    let _ =
        write!(out, "{{\"from\": \"{}\", \"type\": \"{type_}\", \"to\": \"{}\"", actor_id(row.from), actor_id(row.to));
    let _ = write!(out, ", \"since\": \"{}\"", row.since);
    if let Some(until) = &row.until {
        let _ = write!(out, ", \"until\": \"{until}\"");
    }
    if let Some(status) = row.status {
        let _ = write!(out, ", \"status\": \"{status}\"");
    }
    out.push_str(", \"sources\": [");
    for (at, (source, credibility)) in row.sources.iter().enumerate() {
        let comma = if at == 0 { "" } else { ", " };
        let id = source_id(*source);
        let _ = match credibility {
            Some(digit) => write!(out, "{comma}{{\"source\": \"{id}\", \"credibility\": {digit}}}"),
            None => write!(out, "{comma}\"{id}\""),
        };
    }
    out.push_str("]}");
}

/// Makes the same graph without a text.
#[must_use]
pub fn model(size: Size) -> Model {
    let date = |date: &str| date.parse().expect("a date");
    let until = |until: String| if until == ".." { Until::Open } else { Until::Date(date(&until)) };
    let cite = |(source, credibility)| Citation {
        source: SourceId(source),
        testimony: Testimony::Asserts,
        credibility,
        details: None,
    };
    let relation = |row: Row| Relation {
        from: ActorId(row.from),
        to: ActorId(row.to),
        type_: TypeId(row.type_),
        negated: false,
        status: row.status,
        phase: None,
        handling: None,
        time: Time::State(Some(date(&row.since)), row.until.map(until)),
        roles: [].into(),
        citations: row.sources.into_iter().map(cite).collect(),
        place: Place::default(),
        details: None,
    };
    Model::new(Parts {
        manifest: Manifest { name: "Generated".into(), as_of: Some(date("2026-02-26")), ..Manifest::default() },
        vocabulary: vocabulary(),
        actors: (0..size.actors).map(actor).collect(),
        sources: (0..size.sources()).map(source).collect(),
        views: Vec::new(),
        relations: rows(size).into_iter().map(relation).collect(),
        files: vec!["generated.json".into()],
    })
}

fn actor(at: u32) -> Actor {
    Actor {
        id: actor_id(at).into(),
        kind: KindId(u16::try_from(at % 4).expect("four kinds")),
        name: format!("Actor {at}").into(),
        since: None,
        until: None,
        placeholder: false,
        place: Place::default(),
        details: None,
    }
}

fn source(at: u32) -> Source {
    Source {
        id: source_id(at).into(),
        title: format!("Source {at}").into(),
        kind: None,
        publisher: None,
        author: None,
        date: Some(format!("{}", 1995 + at % 30).parse().expect("a year")),
        url: None,
        archive_url: None,
        lang: None,
        reliability: Some(Reliability::ALL[at as usize % 6]),
        derives_from: [].into(),
        handling: None,
        note: None,
        place: Place::default(),
    }
}

fn vocabulary() -> Vocabulary {
    let kind = |id: &&str| Kind { id: (*id).into(), label: (*id).into(), shape: Shape::Box, stix: None, ftm: None };
    let type_ = |(id, symmetric): &(&str, bool)| Type {
        id: (*id).into(),
        phrase: (*id).into(),
        inverse: (*id).into(),
        symmetric: *symmetric,
        from: [].into(),
        to: [].into(),
        roles: [].into(),
        polarity: Polarity::Neutral,
        expects: [].into(),
        means: None,
        plover: None,
        stix: None,
        ftm: None,
    };
    Vocabulary {
        kinds: KINDS.iter().map(kind).collect(),
        types: TYPES.iter().map(type_).collect(),
        handling: Vec::new(),
    }
}
