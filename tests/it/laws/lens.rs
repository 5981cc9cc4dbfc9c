//! The lens against a filter written straight from its description.

use super::world;
use actant::graph::Graph;
use actant::graph::How;
use actant::graph::Lens;
use actant::graph::Reason;
use actant::graph::When;
use actant::model::ActorId;
use actant::model::Citation;
use actant::model::Date;
use actant::model::Holds;
use actant::model::Interval;
use actant::model::KindId;
use actant::model::Meaning;
use actant::model::Model;
use actant::model::Phase;
use actant::model::Polarity;
use actant::model::Relation;
use actant::model::RelationId;
use actant::model::SourceId;
use actant::model::Status;
use actant::model::Testimony;
use actant::model::Time;
use actant::model::TypeId;
use actant::model::Until;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;

/// Lenses of every sort, and among them many of those that ask for types and a date alone.
pub fn lens(actors: u32) -> impl Strategy<Value = Lens> {
    let plain = (when(), types()).prop_map(|(when, only)| Lens { when, only, ..Lens::default() });
    prop_oneof![1 => plain, 2 => full(actors)]
}

fn when() -> impl Strategy<Value = When> {
    prop_oneof![1 => Just(When::Ever), 3 => world::date().prop_map(When::AsOf)]
}

fn types() -> impl Strategy<Value = Vec<TypeId>> {
    prop_oneof![3 => Just(Vec::new()), 1 => vec(world::type_(), 1..3)]
}

fn full(actors: u32) -> impl Strategy<Value = Lens> {
    let few = |count: u16| prop_oneof![3 => Just(Vec::new()), 1 => vec(0..count, 1..3)];
    let kinds = few(world::KINDS).prop_map(|ids| ids.into_iter().map(KindId).collect::<Vec<_>>());
    let sources = || prop_oneof![3 => Just(Vec::new()), 1 => vec((0..world::SOURCES).prop_map(SourceId), 1..3)];
    let during = option::weighted(0.2, (world::date(), world::date()));
    let time = (when(), proptest::bool::weighted(0.2), during);
    let statuses = prop_oneof![3 => Just(Vec::new()), 1 => vec(option::of(select(Status::ALL)), 1..3)];
    let phases = prop_oneof![3 => Just(Vec::new()), 1 => vec(option::of(select(Phase::ALL)), 1..3)];
    let without = prop_oneof![3 => Just(Vec::new()), 1 => vec((0..actors).prop_map(ActorId), 1..2)];
    let polarities = prop_oneof![3 => Just(Vec::new()), 1 => vec(select(Polarity::ALL), 1..3)];
    let include = prop_oneof![1 => Just(Vec::new()), 1 => vec(select(Reason::ALL), 1..6)];
    let what = (types(), types(), kinds, statuses, phases, polarities);
    let rest = (sources(), sources(), without, include, option::weighted(0.2, 0..3u8), any::<bool>());
    (time, what, rest).prop_map(|((when, strict, during), (only, not, kinds, statuses, phases, polarities), rest)| {
        let (sources, without_sources, without, include, max_handling, directed) = rest;
        let during = during.filter(|(first, last)| first.interval().first <= last.interval().last);
        Lens {
            when,
            strict,
            during,
            only,
            not,
            kinds,
            statuses,
            phases,
            sources,
            without_sources,
            without,
            polarities,
            directed,
            include,
            max_handling,
        }
    })
}

/// Every reason for which a relation is left out; none where it is let through.
struct Naive<'a> {
    model: &'a Model,
    lens: &'a Lens,
}

impl Naive<'_> {
    fn reasons(&self, relation: &Relation) -> BTreeSet<Reason> {
        let lens = self.lens;
        let type_ = self.model.vocabulary().relation_type(relation.type_);
        let mut reasons = self.defaults(relation);
        if !lens.only.is_empty() {
            reasons.remove(&Reason::Identity);
        }
        for (status, reason) in [(Status::Denied, Reason::Denied), (Status::Retracted, Reason::Retracted)] {
            if lens.statuses.contains(&Some(status)) {
                reasons.remove(&reason);
            }
        }
        for (phase, reason) in [
            (Phase::Possible, Reason::Possible),
            (Phase::Proposed, Reason::Proposed),
            (Phase::Planned, Reason::Planned),
            (Phase::Cancelled, Reason::Cancelled),
        ] {
            if lens.phases.contains(&Some(phase)) {
                reasons.remove(&reason);
            }
        }
        reasons.extend(self.missed(relation));
        reasons.retain(|reason| !lens.include.contains(reason));
        let narrowed = [
            (
                !lens.only.is_empty() && !lens.only.contains(&relation.type_) || lens.not.contains(&relation.type_),
                Reason::Type,
            ),
            (!lens.polarities.is_empty() && !lens.polarities.contains(&type_.polarity), Reason::Polarity),
            (!lens.statuses.is_empty() && !lens.statuses.contains(&relation.status), Reason::Status),
            (!lens.phases.is_empty() && !lens.phases.contains(&relation.phase), Reason::Phase),
            (relation.participants().any(|actor| lens.without.contains(&actor)), Reason::Actor),
            (self.level(relation) > lens.max_handling.map_or(i16::MAX, i16::from), Reason::Handling),
            (self.sources_gone(relation), Reason::Source),
        ];
        reasons.extend(narrowed.into_iter().filter(|(applies, _)| *applies).map(|(_, reason)| reason));
        let in_window = lens.during.map(|(first, last)| self.during(relation, Interval::between(first, last)));
        if in_window == Some(Holds::No) {
            reasons.insert(Reason::Window);
        }
        if lens.strict && (self.at(relation) == Holds::Possible || in_window == Some(Holds::Possible)) {
            reasons.insert(Reason::Uncertain);
        }
        reasons
    }

    fn defaults(&self, relation: &Relation) -> BTreeSet<Reason> {
        let type_ = self.model.vocabulary().relation_type(relation.type_);
        [
            (relation.negated, Reason::Negated),
            (relation.status == Some(Status::Denied), Reason::Denied),
            (relation.status == Some(Status::Retracted), Reason::Retracted),
            (!self.left(relation).any(|citation| citation.testimony == Testimony::Asserts), Reason::Unasserted),
            (relation.phase == Some(Phase::Possible), Reason::Possible),
            (relation.phase == Some(Phase::Proposed), Reason::Proposed),
            (relation.phase == Some(Phase::Planned), Reason::Planned),
            (relation.phase == Some(Phase::Cancelled), Reason::Cancelled),
            (type_.means == Some(Meaning::Identity), Reason::Identity),
        ]
        .into_iter()
        .filter(|(applies, _)| *applies)
        .map(|(_, reason)| reason)
        .collect()
    }

    fn left<'a>(&'a self, relation: &'a Relation) -> impl Iterator<Item = &'a Citation> {
        relation.citations.iter().filter(|citation| {
            let asked = self.lens.sources.is_empty() || self.lens.sources.contains(&citation.source);
            asked && super::roots::citation_stands(self.model, citation, &self.lens.without_sources)
        })
    }

    /// Nothing of it is left, or nothing that asserts it though something did.
    fn sources_gone(&self, relation: &Relation) -> bool {
        let asserts = |citation: &Citation| citation.testimony == Testimony::Asserts;
        let asserted = relation.citations.iter().any(asserts);
        let none = self.left(relation).next().is_none();
        none || asserted && !self.left(relation).any(asserts)
    }

    fn level(&self, relation: &Relation) -> i16 {
        let unrated = -1;
        let level = |level: Option<u8>| level.map_or(unrated, i16::from);
        let mut highest = level(relation.handling.or(self.model.manifest().handling));
        for citation in &relation.citations {
            let here = citation.details().map_or(&[][..], |details| &details.derives_from);
            for source in here.iter().chain([&citation.source]) {
                let all = super::roots::reachable(self.model, *source);
                highest = all.into_iter().map(|source| level(self.model[source].handling)).fold(highest, i16::max);
            }
        }
        highest
    }

    fn at(&self, relation: &Relation) -> Holds {
        let window = match self.lens.when {
            When::Ever => Interval::ALWAYS,
            When::AsOf(date) => date.interval(),
        };
        self.extent(relation).at(window)
    }

    fn during(&self, relation: &Relation, window: Interval) -> Holds {
        self.extent(relation).during(window)
    }

    fn extent(&self, relation: &Relation) -> actant::model::Extent {
        let said = relation.citations.iter().filter_map(|citation| {
            citation.details().and_then(|details| details.said).or(self.model[citation.source].date)
        });
        let first = said.min_by_key(|date: &Date| (date.interval().first, date.interval().last));
        let life = |actor: ActorId| (self.model[actor].since, self.model[actor].until);
        let extent = relation.time.extent(self.model.manifest().as_of, || first);
        extent.within(life(relation.from)).within(life(relation.to))
    }

    fn missed(&self, relation: &Relation) -> Option<Reason> {
        let When::AsOf(date) = self.lens.when else { return None };
        if self.at(relation) != Holds::No {
            return None;
        }
        let begins = self.extent(relation).since.first;
        Some(match relation.time {
            Time::Unstated => Reason::Undated,
            _ if begins > date.interval().last => Reason::Future,
            _ => Reason::Ended,
        })
    }

    fn how(&self, relation: &Relation) -> How {
        let within = self.lens.during.map_or(Holds::Certain, |(a, b)| self.during(relation, Interval::between(a, b)));
        How::new(self.at(relation).min(within), &self.extent(relation))
    }
}

fn check(graph: &Graph, lens: &Lens) -> Result<(), TestCaseError> {
    let naive = Naive { model: graph.model(), lens };
    let sight = graph.through(lens);
    let mut through = 0;
    for id in graph.model().relation_ids() {
        let relation = &graph.model()[id];
        let reasons = naive.reasons(relation);
        match sight.verdict(id) {
            Ok(how) => {
                prop_assert!(reasons.is_empty(), "{id:?} passes in spite of {reasons:?}");
                prop_assert_eq!(how, naive.how(relation));
                through += 1;
            }
            Err(reason) => prop_assert!(reasons.contains(&reason), "{id:?} is left out as {reason:?}, not {reasons:?}"),
        }
    }
    let census = sight.census();
    prop_assert_eq!(census.through, through);
    prop_assert_eq!(census.total, graph.model().relations().len());
    prop_assert_eq!(census.through + census.left_out.iter().map(|(_, count)| count).sum::<usize>(), census.total);
    Ok(())
}

/// The permitted relations between two actors, looked for among all relations.
pub fn between(graph: &Graph, lens: &Lens, from: ActorId, to: ActorId) -> Vec<RelationId> {
    let sight = graph.through(lens);
    let leads = |id: RelationId| {
        let relation = &graph.model()[id];
        let roles: Vec<ActorId> = relation.roles.iter().map(|(_, actor)| *actor).collect();
        let forth = |a: ActorId, b: ActorId| {
            (a == relation.from && (b == relation.to || roles.contains(&b))) || (roles.contains(&a) && b == relation.to)
        };
        let symmetric = graph.model().type_of(id).symmetric;
        from != to && (forth(from, to) || (symmetric || !lens.directed) && forth(to, from))
    };
    graph.model().relation_ids().filter(|id| sight.verdict(*id).is_ok() && leads(*id)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_lens_is_a_filter(graph in world::graph(5, 12), lens in lens(5)) {
        check(&graph, &lens)?;
    }

    #[test]
    fn hops_and_neighbours_are_the_permitted_relations(graph in world::graph(5, 14), lens in lens(5)) {
        let sight = graph.through(&lens);
        for from in graph.model().actor_ids() {
            let admitted = |actor: &ActorId| (lens.kinds.is_empty() || lens.kinds.contains(&graph.model()[*actor].kind)) && !lens.without.contains(actor);
            let near: Vec<ActorId> = graph.model().actor_ids().filter(|to| admitted(to) && !between(&graph, &lens, from, *to).is_empty()).collect();
            prop_assert_eq!(sight.neighbours(from), near);
            for neighbour in sight.ties(from) {
                let ties: Vec<RelationId> = neighbour.ties.iter().map(|tie| tie.relation).collect();
                prop_assert_eq!(ties, between(&graph, &lens, from, neighbour.actor));
            }
            for to in graph.model().actor_ids() {
                let mut hop = sight.hop(from, to);
                prop_assert!(hop.windows(2).all(|pair| sight.strength(pair[0]) >= sight.strength(pair[1])));
                hop.sort_unstable();
                prop_assert_eq!(hop, between(&graph, &lens, from, to));
            }
        }
    }

    #[test]
    fn whoever_takes_part_is_touched(graph in world::graph(5, 12)) {
        for actor in graph.model().actor_ids() {
            let naive: Vec<RelationId> = graph.model().relation_ids().filter(|id| graph.model()[*id].participants().any(|other| other == actor)).collect();
            prop_assert_eq!(graph.touching(actor), naive);
        }
    }
}

#[test]
fn an_open_end_is_certain_up_to_the_cut_off() {
    let mut relation = world::plain(ActorId(0), ActorId(1));
    relation.time = Time::State(Some("2016-01-16".parse().unwrap()), Some(Until::Open));
    let graph = world::of(2, vec![relation]);
    let how = |date: &str| {
        graph.through(&Lens { when: When::AsOf(date.parse().unwrap()), ..Lens::default() }).verdict(RelationId(0))
    };
    assert_eq!(how("2016-01-15"), Err(Reason::Future));
    assert_eq!(how("2020"), Ok(How::Possibly));
}
