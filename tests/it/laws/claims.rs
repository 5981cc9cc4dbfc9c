//! Claims beside and against each other, and how strong each is, against their definitions.

use super::lens;
use super::world;
use actant::graph::How;
use actant::model::ActorId;
use actant::model::Citation;
use actant::model::Model;
use actant::model::Relation;
use actant::model::RelationId;
use actant::model::Role;
use actant::model::SourceId;
use actant::model::Status;
use actant::model::Testimony;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn role(relation: &Relation, role: Role) -> BTreeSet<ActorId> {
    relation.role(role).collect()
}

fn same_ends(model: &Model, one: &Relation, other: &Relation) -> bool {
    let crossed = model.vocabulary().relation_type(one.type_).symmetric && (one.from, one.to) == (other.to, other.from);
    one.type_ == other.type_ && ((one.from, one.to) == (other.from, other.to) || crossed)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn claims_compete_and_contradict_as_defined(graph in world::graph(2, 12)) {
        let model = graph.model();
        for id in model.relation_ids() {
            let one = &model[id];
            let beside: Vec<RelationId> = model
                .relation_ids()
                .filter(|other| *other != id && same_ends(model, one, &model[*other]))
                .filter(|other| model.extent(id).meets(&model.extent(*other)))
                .collect();
            let competes = |other: &Relation| {
                role(one, Role::Item) == role(other, Role::Item) && (one.phase != other.phase || one.negated != other.negated)
            };
            let competing: Vec<RelationId> = beside.iter().copied().filter(|other| competes(&model[*other])).collect();
            prop_assert_eq!(graph.competing(id), competing);
            let agree = |other: &Relation| {
                let clash = |of: &Role| {
                    let (a, b) = (role(one, *of), role(other, *of));
                    !a.is_empty() && !b.is_empty() && a != b
                };
                !Role::ALL.iter().any(clash)
            };
            let opposite = |other: &RelationId| model[*other].negated != one.negated && agree(&model[*other]);
            let contradicting: Vec<RelationId> = beside.iter().copied().filter(opposite).collect();
            prop_assert_eq!(graph.contradicting(id), contradicting);
        }
    }

    #[test]
    fn strength_is_compared_part_by_part(graph in world::graph(3, 10), lens in lens::lens(3)) {
        let sight = graph.through(&lens);
        let model = graph.model();
        let standing = |status: Option<Status>| match status {
            Some(Status::Confirmed) => 6,
            Some(Status::Reported) => 5,
            Some(Status::Disputed) => 4,
            Some(Status::Alleged) => 3,
            None => 2,
            Some(Status::Denied) => 1,
            Some(Status::Retracted) => 0,
        };
        let grade = |citation: &Citation| {
            let reliability = model[citation.source].reliability.map_or(0, |letter| 5 - (letter as u8).min(5));
            (reliability, citation.credibility.map_or(0, |digit| 6 - digit))
        };
        let parts = |id: RelationId| {
            let kept = |citation: &&Citation| {
                let asked = lens.sources.is_empty() || lens.sources.contains(&citation.source);
                let stands = super::roots::citation_stands(model, citation, &lens.without_sources);
                citation.testimony == Testimony::Asserts && asked && stands
            };
            let best = model[id].citations.iter().filter(kept).map(grade).max().unwrap_or_default();
            let how = sight.verdict(id).unwrap_or(How::Otherwise);
            (standing(model[id].status), how, sight.roots(id).len().min(2), best)
        };
        for one in model.relation_ids() {
            for other in model.relation_ids() {
                prop_assert_eq!(sight.strength(one).cmp(&sight.strength(other)), parts(one).cmp(&parts(other)));
            }
            let (reliability, credibility) = sight.strength(one).best_citation();
            let rated = (reliability.map_or(0, |letter| 5 - letter as u8), credibility.map_or(0, |digit| 6 - digit));
            prop_assert_eq!(rated, parts(one).3);
            prop_assert_eq!(sight.strength(one).status(), model[one].status);
        }
    }
}

#[test]
fn what_falls_short_is_named_the_gravest_first() {
    let mut relation = world::plain(ActorId(0), ActorId(1));
    relation.status = Some(Status::Alleged);
    let cite = |source| Citation {
        source: SourceId(source),
        testimony: Testimony::Asserts,
        credibility: Some(3),
        details: None,
    };
    relation.citations = [cite(0)].into();
    let words = |relation: Relation| {
        let graph = world::of(2, vec![relation]);
        graph.through(&actant::graph::Lens::default()).strength(RelationId(0)).words()
    };
    assert_eq!(words(relation.clone()), "alleged; possibly holds; one independent source; best citation –3");
    relation.citations = [cite(0), cite(1)].into();
    assert_eq!(words(relation), "alleged; possibly holds; best citation –3");
}
