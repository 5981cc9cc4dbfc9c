//! Answers made by hand, over the vocabulary that ships with the program.

use actant::answer::{ActorCard, Answer, Cell, Column, Fact, How, Note, Reason, Route, Row, Scope, Seen, SourceCard};
use actant::model::{
    Actor, ActorId, Amount, Citation, CitationDetails, Details, FtmLink, FtmThing, Kind, KindId, Meaning, Money, Phase,
    Place, Polarity, Precision, Relation, RelationId, Reliability, Role, Says, Shape, Source, SourceId, Stance, Status,
    StixObject, StixRelation, Testimony, Time, Type, TypeId, Until,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// An answer in the making.
pub struct Sketch {
    pub answer: Answer,
    kinds: Vec<Kind>,
    types: Vec<Type>,
    ids: BTreeMap<String, ActorId>,
}

impl Sketch {
    pub fn new(title: &str) -> Self {
        let vocabulary: Value = serde_json::from_str(include_str!("../../../src/model/vocabulary.json")).unwrap();
        let list = |name: &str| vocabulary["vocabulary"][name].as_array().unwrap().clone();
        let scope = Scope {
            graph: "example".into(),
            as_of: Some("2026-02-26".into()),
            during: None,
            known_by: None,
            relations: 251,
            through: 214,
            left_out: vec![(Reason::Planned, 9), (Reason::Ended, 20)],
        };
        let mut answer = Answer { title: title.into(), question: "around iran".into(), scope, ..Answer::default() };
        let kinds: Vec<Kind> = list("kinds").iter().map(kind).collect();
        let types: Vec<Type> = list("types").iter().map(type_).collect();
        answer.vocabulary.kinds.clone_from(&kinds);
        answer.vocabulary.types.clone_from(&types);
        answer.vocabulary.handling = ["public", "internal", "restricted"].map(Into::into).to_vec();
        Self { answer, kinds, types, ids: BTreeMap::new() }
    }

    /// Adds an actor; `id` and `kind` are words of the vocabulary.
    pub fn actor(&mut self, id: &str, kind: &str, name: &str) -> ActorId {
        let key = ActorId(u32::try_from(self.answer.actors.len()).unwrap());
        let at = self.kinds.iter().position(|one| &*one.id == kind).unwrap();
        let actor = Actor {
            id: id.into(),
            kind: KindId(u16::try_from(at).unwrap()),
            name: name.into(),
            since: None,
            until: None,
            placeholder: false,
            place: Place { line: 7, ..Place::default() },
            details: None,
        };
        let card = ActorCard { actor, kind: self.kinds[at].clone(), file: "graph/one.json".into() };
        self.answer.actors.insert(key, card);
        self.ids.insert(id.into(), key);
        key
    }

    pub fn id(&self, id: &str) -> ActorId {
        self.ids[id]
    }

    pub fn source(&mut self, id: &str, title: &str, reliability: Option<Reliability>) -> SourceId {
        let key = SourceId(u32::try_from(self.answer.sources.len()).unwrap());
        let source = Source {
            id: id.into(),
            title: title.into(),
            kind: None,
            publisher: Some("Example Wire".into()),
            author: None,
            date: Some("2026-02-26".parse().unwrap()),
            url: None,
            archive_url: None,
            lang: None,
            reliability,
            derives_from: Box::default(),
            handling: None,
            note: None,
            place: Place::default(),
        };
        self.answer.sources.insert(key, SourceCard { number: key.at() + 1, source, file: "graph/one.json".into() });
        key
    }

    /// Adds a fact, cited from one source at one place, and a row of the other end's name for it.
    pub fn tie(&mut self, [from, word, to]: [&str; 3], at: (u32, &str)) -> RelationId {
        let key = RelationId(u32::try_from(self.answer.facts.len()).unwrap());
        let type_ = self.types.iter().position(|one| &*one.id == word).unwrap_or_else(|| panic!("no type {word}"));
        let place = CitationDetails { at: (!at.1.is_empty()).then(|| at.1.into()), ..CitationDetails::default() };
        let citation = Citation {
            source: SourceId(at.0),
            testimony: Testimony::Asserts,
            credibility: Some(3),
            details: Some(Box::new(place)),
        };
        let relation = Relation {
            from: self.ids[from],
            to: self.ids[to],
            type_: TypeId(u16::try_from(type_).unwrap()),
            negated: false,
            status: Some(Status::Reported),
            phase: None,
            handling: None,
            time: Time::Unstated,
            roles: Box::default(),
            citations: Box::new([citation]),
            place: Place { line: 12 + key.0, ..Place::default() },
            details: Some(Box::default()),
        };
        let fact = Fact {
            relation,
            key: format!("{from}:{word}:{to}"),
            type_: self.types[type_].clone(),
            verdict: Ok(How::Certainly),
            extent: Time::Unstated.extent(None, || None),
            roots: vec![SourceId(at.0)],
            competing: Vec::new(),
            contradicting: Vec::new(),
            missing: Vec::new(),
            derived: Vec::new(),
            file: "graph/one.json".into(),
            mark: None,
        };
        self.answer.facts.insert(key, fact);
        key
    }

    pub fn fact(&mut self, id: RelationId) -> &mut Fact {
        self.answer.facts.get_mut(&id).unwrap()
    }

    pub fn details(&mut self, id: RelationId) -> &mut Details {
        self.fact(id).relation.details.get_or_insert_default()
    }

    pub fn role(&mut self, id: RelationId, role: Role, actor: &str) {
        let actor = self.ids[actor];
        let mut roles = self.fact(id).relation.roles.to_vec();
        roles.push((role, actor));
        roles.sort();
        self.fact(id).relation.roles = roles.into();
    }

    pub fn standing(&mut self, id: RelationId, status: Status, phase: Option<Phase>) {
        self.fact(id).relation.status = Some(status);
        self.fact(id).relation.phase = phase;
    }

    pub fn time(&mut self, id: RelationId, time: Time) {
        self.fact(id).relation.time = time;
        self.fact(id).extent = time.extent(None, || None);
    }

    /// Gives every fact a row of its own.
    pub fn rows(mut self) -> Answer {
        self.answer.columns = vec![Column { name: "from", numeric: false }, Column { name: "to", numeric: false }];
        for (&relation, fact) in &self.answer.facts {
            let cells = vec![Cell::Actor(fact.relation.from), Cell::Actor(fact.relation.to)];
            self.answer.rows.push(Row { group: None, cells, facts: vec![Seen { relation, from: None }] });
        }
        self.answer
    }
}

fn kind(value: &Value) -> Kind {
    let shape = Shape::from_word(value["look"]["shape"].as_str().unwrap()).unwrap();
    let stix = value["stix"].as_str().and_then(StixObject::from_word);
    let ftm = value["ftm"].as_str().and_then(FtmThing::from_word);
    Kind { id: text(value, "id"), label: text(value, "label"), shape, stix, ftm }
}

fn type_(value: &Value) -> Type {
    Type {
        id: text(value, "id"),
        phrase: text(value, "phrase"),
        inverse: text(value, "inverse"),
        symmetric: value["symmetric"].as_bool().unwrap_or(false),
        from: Box::default(),
        to: Box::default(),
        roles: Box::default(),
        polarity: value["polarity"].as_str().and_then(Polarity::from_word).unwrap_or(Polarity::Neutral),
        expects: Box::default(),
        means: value["means"].as_str().and_then(Meaning::from_word),
        plover: None,
        stix: value["stix"].as_str().and_then(StixRelation::from_word),
        ftm: value["ftm"].as_str().and_then(FtmLink::from_word),
    }
}

fn text(value: &Value, key: &str) -> Box<str> {
    value[key].as_str().unwrap().into()
}

/// One delivery with everything that a fact can carry, seen from the receiver's side.
pub fn verba() -> Answer {
    let mut sketch = Sketch::new("Who supplies Iran?");
    for (id, kind, name) in [
        ("russia", "state", "Russia"),
        ("iran", "state", "Iran"),
        ("china", "state", "China"),
        ("verba", "weapon-system", "9K333 Verba"),
        ("verba-deal", "agreement", "Verba deal"),
        ("cm-302", "weapon-system", "CM-302"),
    ] {
        sketch.actor(id, kind, name);
    }
    sketch.source("watch", "Israel–Iran Conflict Watch", Some(Reliability::F));
    sketch.source("wire", "Example wire report", None);
    let verba = sketch.tie(["russia", "supplies", "iran"], (0, "Covert Proliferation"));
    sketch.role(verba, Role::Item, "verba");
    sketch.role(verba, Role::Under, "verba-deal");
    sketch.standing(verba, Status::Alleged, Some(Phase::Agreed));
    sketch.time(verba, Time::State(Some("2026-02~".parse().unwrap()), None));
    sketch.fact(verba).verdict = Ok(How::Possibly);
    sketch.fact(verba).missing = vec!["delivery date".into()];
    sketch.fact(verba).derived = vec!["€200,000 a system".into()];
    deal(&mut sketch, verba);
    let rival = sketch.tie(["russia", "supplies", "iran"], (1, "p. 4"));
    sketch.role(rival, Role::Item, "verba");
    sketch.details(rival).quantity = Some(systems("3000"));
    sketch.fact(rival).key = "second-count".into();
    sketch.fact(verba).competing = vec![rival];
    let past = sketch.tie(["china", "supplies", "iran"], (0, ""));
    sketch.role(past, Role::Item, "cm-302");
    sketch.fact(past).verdict = Err(Reason::Ended);
    let until = Until::Date("1997-10".parse().unwrap());
    sketch.time(past, Time::State(Some("1987".parse().unwrap()), Some(until)));
    let iran = sketch.id("iran");
    let mut answer = sketch.answer;
    answer.summary = "2 states supply Iran, one of them allegedly.".into();
    answer.columns = vec![Column { name: "actor", numeric: false }];
    let row = |group: &str, actor: u32, relation: RelationId| Row {
        group: Some(group.into()),
        cells: vec![Cell::Actor(ActorId(actor))],
        facts: vec![Seen { relation, from: Some(iran) }],
    };
    answer.rows = vec![row("is supplied by", 0, verba), row("past: is supplied by", 2, past)];
    answer.notes = vec![Note::Warning("one claim has a rival".into()), Note::Hint("--ever shows the past".into())];
    answer
}

/// A deal's numbers, its condition, and the denial of one party.
fn deal(sketch: &mut Sketch, relation: RelationId) {
    let denial = Stance {
        by: sketch.id("russia"),
        says: Says::Denies,
        date: Some("2026-02-24".parse().unwrap()),
        source: Some(SourceId(1)),
        at: Some("p. 2".into()),
        note: None,
    };
    *sketch.details(relation) = Details {
        quantity: Some(systems("2500")),
        value: Some(Money { amount: "500000000".into(), currency: "EUR".into(), precision: None }),
        condition: Some("payment is made".into()),
        stances: vec![denial],
        ..Details::default()
    };
}

fn systems(amount: &str) -> Amount {
    Amount { amount: amount.into(), unit: Some("systems".into()), precision: Some(Precision::Approximate) }
}

/// A route of two hops that rest on one source.
pub fn route() -> Answer {
    let mut sketch = Sketch::new("How is Russia connected to the Houthis?");
    for (id, kind, name) in [("russia", "state", "Russia"), ("iran", "state", "Iran"), ("houthis", "proxy", "Houthis")]
    {
        sketch.actor(id, kind, name);
    }
    sketch.source("watch", "Israel–Iran Conflict Watch", Some(Reliability::F));
    let first = sketch.tie(["russia", "supplies", "iran"], (0, "Covert Proliferation"));
    sketch.standing(first, Status::Alleged, None);
    let second = sketch.tie(["iran", "backs", "houthis"], (0, "The Axis"));
    let actors = vec![ActorId(0), ActorId(1), ActorId(2)];
    sketch.answer.summary = "Russia and the Houthis are 2 hops apart.".into();
    sketch.answer.routes = vec![Route {
        actors,
        hops: vec![vec![first], vec![second]],
        weakest: 0,
        why: "alleged, one source".into(),
        roots: vec![SourceId(0)],
        shared: Some((SourceId(0), vec![0, 1])),
    }];
    sketch.rows()
}

/// Cells without facts, of all sorts.
pub fn figures() -> Answer {
    let mut sketch = Sketch::new("What does the graph hold?");
    let iran = sketch.actor("iran", "state", "Iran");
    let russia = sketch.actor("russia", "state", "Russia");
    sketch.source("watch", "Israel–Iran Conflict Watch", Some(Reliability::F));
    let mut answer = sketch.answer;
    answer.summary = "3 rows.".into();
    answer.columns = ["what", "actor", "count", "share"]
        .map(|name| Column { name, numeric: matches!(name, "count" | "share") })
        .to_vec();
    let row = |text: &str, actor: Cell, count: usize, share: f64| Row {
        group: None,
        cells: vec![Cell::Text(text.into()), actor, Cell::Count(count), Cell::Real(share)],
        facts: Vec::new(),
    };
    answer.rows = vec![
        row("most ties", Cell::Actor(iran), 1234, 0.5),
        row("=cmd()", Cell::Actors(vec![iran, russia]), 7, 0.12345),
        row("a source", Cell::Source(SourceId(0)), 0, -1.0),
    ];
    answer
}
