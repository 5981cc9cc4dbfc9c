//! Small random graphs in which anything may occur that a graph allows.

use actant::graph::Graph;
use actant::model::Actor;
use actant::model::ActorId;
use actant::model::Citation;
use actant::model::CitationDetails;
use actant::model::Date;
use actant::model::Kind;
use actant::model::KindId;
use actant::model::Manifest;
use actant::model::Meaning;
use actant::model::Model;
use actant::model::Parts;
use actant::model::Phase;
use actant::model::Polarity;
use actant::model::Relation;
use actant::model::Reliability;
use actant::model::Role;
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
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

pub const KINDS: u16 = 3;
const TYPES: u16 = 80;

/// A type; some are equal modulo 16 or 64, as bits in a mask of types are.
pub fn type_() -> impl Strategy<Value = TypeId> {
    select(vec![0, 1, 2, 3, 4, 17, 20, 65, 67]).prop_map(TypeId)
}
pub const SOURCES: u32 = 5;

pub fn date() -> impl Strategy<Value = Date> {
    let dates = vec![
        "2015",
        "2016",
        "2016-02",
        "2016-02-10",
        "2016-02-11",
        "2016-02-12",
        "2016-02-20",
        "2016-03",
        "2016-07~",
        "2017?",
        "2017-01-01",
        "2017-01-02",
        "2018",
    ];
    select(dates).prop_map(|date| date.parse().unwrap())
}

pub fn time() -> impl Strategy<Value = Time> {
    let until = prop_oneof![Just(Until::Open), date().prop_map(Until::Date)];
    prop_oneof![
        2 => Just(Time::Unstated),
        2 => date().prop_map(Time::Event),
        3 => (option::of(date()), option::of(until)).prop_map(|(since, until)| Time::State(since, until)),
    ]
}

/// A graph of a few actors in which every field that a lens asks for is set to anything.
pub fn graph(actors: u32, relations: usize) -> impl Strategy<Value = Graph> {
    let actors = vec(actor(), actors as usize);
    let sources = vec(source(), SOURCES as usize);
    (actors, sources, option::of(date()), option::weighted(0.2, 0..3u8)).prop_flat_map(
        move |(actors, sources, as_of, handling)| {
            let count = u32::try_from(actors.len()).unwrap();
            let manifest = Manifest { as_of, handling, ..Manifest::default() };
            vec(relation(count), 0..=relations).prop_map(move |relations| {
                let (actors, sources) = (actors.clone(), sources.clone());
                build(Parts {
                    manifest: manifest.clone(),
                    vocabulary: vocabulary(),
                    actors,
                    sources,
                    relations,
                    files: vec!["one".into()],
                    ..Parts::default()
                })
            })
        },
    )
}

/// A graph whose relations all hold, so that routes are plenty.
pub fn open_graph(actors: u32, relations: usize) -> impl Strategy<Value = Graph> {
    let actors = vec(actor(), actors as usize);
    let sources = vec(source(), SOURCES as usize);
    (actors, sources).prop_flat_map(move |(actors, sources)| {
        let count = u32::try_from(actors.len()).unwrap();
        vec(relation(count).prop_map(sound), 0..=relations).prop_map(move |relations| {
            let (actors, sources) = (actors.clone(), sources.clone());
            build(Parts {
                vocabulary: vocabulary(),
                actors,
                sources,
                relations,
                files: vec!["one".into()],
                ..Parts::default()
            })
        })
    })
}

/// The complete graph of so many actors, one relation a pair.
pub fn complete(actors: u32) -> Graph {
    let pairs = (0..actors).flat_map(|from| (from + 1..actors).map(move |to| (ActorId(from), ActorId(to))));
    let relations = pairs.map(|(from, to)| plain(from, to)).collect();
    of(actors, relations)
}

/// A graph of plain actors and these relations.
pub fn of(actors: u32, relations: Vec<Relation>) -> Graph {
    build(Parts {
        vocabulary: vocabulary(),
        actors: vec![bare_actor(); actors as usize],
        sources: vec![bare_source(); SOURCES as usize],
        relations,
        files: vec!["one".into()],
        ..Parts::default()
    })
}

/// A graph of plain actors but for one placeholder.
pub fn with_placeholder(actors: u32, relations: Vec<Relation>, placeholder: ActorId) -> Graph {
    let mut actors = vec![bare_actor(); actors as usize];
    actors[placeholder.at()].placeholder = true;
    let sources = vec![bare_source(); SOURCES as usize];
    build(Parts { vocabulary: vocabulary(), actors, sources, relations, files: vec!["one".into()], ..Parts::default() })
}

/// A graph of two actors, these relations, and sources of which one retells another.
pub fn retold(relations: Vec<Relation>, retellings: &[(u32, u32)]) -> Graph {
    let mut sources = vec![bare_source(); SOURCES as usize];
    for (source, original) in retellings {
        sources[*source as usize].derives_from = [SourceId(*original)].into();
    }
    let actors = vec![bare_actor(); 2];
    build(Parts { vocabulary: vocabulary(), actors, sources, relations, files: vec!["one".into()], ..Parts::default() })
}

/// A relation that holds and has no roles.
pub fn plain(from: ActorId, to: ActorId) -> Relation {
    let citation = Citation { source: SourceId(0), testimony: Testimony::Asserts, credibility: None, details: None };
    Relation {
        from,
        to,
        type_: TypeId(0),
        negated: false,
        status: None,
        phase: None,
        handling: None,
        time: Time::Unstated,
        roles: [].into(),
        citations: [citation].into(),
        place: Default::default(),
        details: None,
    }
}

fn build(mut parts: Parts) -> Graph {
    for (at, actor) in parts.actors.iter_mut().enumerate() {
        actor.id = format!("actor-{at:05}").into();
    }
    for (at, source) in parts.sources.iter_mut().enumerate() {
        source.id = format!("source-{at:05}").into();
    }
    Graph::new(Model::new(parts))
}

/// Of every five types some of each polarity, some that are symmetric, one that means identity.
fn vocabulary() -> Vocabulary {
    let type_ = |id: &str, symmetric, polarity, means| Type {
        id: id.into(),
        phrase: id.into(),
        inverse: id.into(),
        symmetric,
        from: [].into(),
        to: [].into(),
        roles: Role::ALL.into(),
        polarity,
        expects: [].into(),
        means,
        plover: None,
        stix: None,
        ftm: None,
    };
    let kind = |id: &str| Kind { id: id.into(), label: id.into(), shape: Shape::Box, stix: None, ftm: None };
    let five = [
        type_("helps", false, Polarity::Cooperative, None),
        type_("hurts", false, Polarity::Hostile, None),
        type_("meets", true, Polarity::Neutral, None),
        type_("fights", true, Polarity::Hostile, None),
        type_("equals", true, Polarity::Neutral, Some(Meaning::Identity)),
    ];
    let types = (0..TYPES).map(|at| {
        let model = &five[usize::from(at % 5)];
        Type { id: format!("{}-{at}", model.id).into(), ..model.clone() }
    });
    Vocabulary {
        kinds: vec![kind("red"), kind("green"), kind("blue")],
        types: types.collect(),
        handling: vec!["open".into(), "closed".into(), "sealed".into()],
    }
}

fn bare_actor() -> Actor {
    Actor {
        id: "".into(),
        kind: KindId(0),
        name: "".into(),
        since: None,
        until: None,
        placeholder: false,
        place: Default::default(),
        details: None,
    }
}

fn bare_source() -> Source {
    Source {
        id: "".into(),
        title: "".into(),
        kind: None,
        publisher: None,
        author: None,
        date: None,
        url: None,
        archive_url: None,
        lang: None,
        reliability: None,
        derives_from: [].into(),
        handling: None,
        note: None,
        place: Default::default(),
    }
}

fn actor() -> impl Strategy<Value = Actor> {
    let life = (option::weighted(0.1, date()), option::weighted(0.1, date().prop_map(Until::Date)));
    (0..KINDS, proptest::bool::weighted(0.15), life).prop_map(|(kind, placeholder, (since, until))| Actor {
        id: "".into(),
        kind: KindId(kind),
        name: "".into(),
        since,
        until,
        placeholder,
        place: Default::default(),
        details: None,
    })
}

fn source() -> impl Strategy<Value = Source> {
    let parents = prop_oneof![Just(Vec::new()), vec((0..SOURCES).prop_map(SourceId), 0..3)];
    let reliability = option::of(select(Reliability::ALL));
    (option::of(date()), parents, option::weighted(0.2, 0..3u8), reliability).prop_map(
        |(date, parents, handling, reliability)| Source {
            id: "".into(),
            title: "".into(),
            kind: None,
            publisher: None,
            author: None,
            date,
            url: None,
            archive_url: None,
            lang: None,
            reliability,
            derives_from: parents.into(),
            handling,
            note: None,
            place: Default::default(),
        },
    )
}

fn citation() -> impl Strategy<Value = Citation> {
    let testimony =
        prop_oneof![4 => Just(Testimony::Asserts), 1 => Just(Testimony::Denies), 1 => Just(Testimony::Mentions)];
    let here = option::weighted(0.3, (option::of(date()), vec((0..SOURCES).prop_map(SourceId), 0..3)));
    ((0..SOURCES).prop_map(SourceId), testimony, option::of(1..=6u8), here).prop_map(
        |(source, testimony, credibility, here)| Citation {
            source,
            testimony,
            credibility,
            details: here.map(|(said, derives_from)| {
                Box::new(CitationDetails { said, derives_from, ..CitationDetails::default() })
            }),
        },
    )
}

fn relation(actors: u32) -> impl Strategy<Value = Relation> {
    let who = move || (0..actors).prop_map(ActorId);
    let roles = prop_oneof![3 => Just(Vec::new()), 2 => vec((select(Role::ALL), who()), 1..3)];
    let says =
        (proptest::bool::weighted(0.1), option::of(select(Status::ALL)), option::weighted(0.4, select(Phase::ALL)));
    let ends = (who(), who(), type_());
    (ends, says, option::weighted(0.2, 0..3u8), time(), roles, vec(citation(), 1..4)).prop_map(
        |((from, to, type_), (negated, status, phase), handling, time, roles, citations)| {
            let (roles, citations) = (roles.into(), citations.into());
            let place = Default::default();
            Relation { from, to, type_, negated, status, phase, handling, time, roles, citations, place, details: None }
        },
    )
}

/// Takes away whatever would speak against travelling a relation.
fn sound(mut relation: Relation) -> Relation {
    relation.negated = false;
    relation.status = relation.status.filter(|status| *status < Status::Denied);
    relation.phase = None;
    relation.handling = None;
    relation.time = Time::Unstated;
    relation.type_.0 %= 4;
    relation.citations[0].testimony = Testimony::Asserts;
    relation
}
