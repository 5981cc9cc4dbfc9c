//! Differences of answers: nothing is lost, nothing is told twice, and what is the same is the same.

use super::lens;
use super::world;
use actant::answer::Answer;
use actant::answer::Findings;
use actant::answer::Mark;
use actant::answer::Row;
use actant::graph::Graph;
use actant::graph::Lens;
use actant::model::RelationId;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// All that a lens lets through, as an answer; each relation with an identity of its own, which
/// these graphs do not give.
fn all(graph: &Graph, lens: &Lens) -> Answer {
    let sight = graph.through(lens);
    let permitted = graph.model().relation_ids().filter(|relation| sight.verdict(*relation).is_ok());
    let rows = permitted.map(|relation| Row::default().resting_on([relation], None)).collect();
    let mut answer = Answer::new(&sight, "list", Findings { rows, ..Findings::default() });
    answer.facts.iter_mut().for_each(|(id, fact)| fact.key = format!("relation-{:05}", id.0));
    answer
}

/// The keys of the relations that rows tell, with their marks.
fn told(answer: &Answer) -> BTreeMap<String, Option<Mark>> {
    let seen = answer.rows.iter().flat_map(|row| &row.facts);
    seen.map(|seen| &answer.facts[&seen.relation]).map(|fact| (fact.key.clone(), fact.mark)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_lenses_differ_by_what_only_one_lets_through(
        graph in world::graph(8, 20),
        one in lens::lens(8),
        other in lens::lens(8),
    ) {
        let (before, after) = (all(&graph, &one), all(&graph, &other));
        let difference = Answer::difference(&before, &after);
        let (old, new) = (told(&before), told(&after));
        let marks = told(&difference);
        prop_assert_eq!(marks.len(), difference.rows.iter().filter(|row| !row.facts.is_empty()).count());
        let both: Vec<&String> = old.keys().chain(new.keys()).collect();
        prop_assert!(both.iter().all(|key| marks.contains_key(*key)));
        for (key, mark) in &marks {
            let expected = match (old.contains_key(key), new.contains_key(key)) {
                (false, true) => Some(Mark::Added),
                (true, false) => Some(Mark::Gone),
                _ => None,
            };
            let holds_alike = mark.is_none() || *mark == Some(Mark::Changed);
            prop_assert!(expected == *mark || expected.is_none() && holds_alike, "{} is {:?}", key, mark);
        }
    }

    #[test]
    fn what_holds_in_both_states_is_neither_added_nor_gone(
        graph in world::graph(8, 20),
        one in lens::lens(8),
        other in lens::lens(8),
    ) {
        let (before, after) = (all(&graph, &one), all(&graph, &other));
        let everything: BTreeSet<String> = told(&before).into_keys().chain(told(&after).into_keys()).collect();
        let held: BTreeSet<String> = told(&before).into_keys().collect();
        let nothing = BTreeSet::new();
        let known = told(&Answer::difference_within(&before, &after, &[everything.clone(), everything]));
        prop_assert!(known.values().all(|mark| !matches!(mark, Some(Mark::Added | Mark::Gone))));
        // what held before, and only that, can enter
        let half = told(&Answer::difference_within(&before, &after, &[held, nothing]));
        prop_assert_eq!(half, told(&Answer::difference(&before, &after)));
    }

    #[test]
    fn an_answer_does_not_differ_from_itself(graph in world::graph(8, 20), lens in lens::lens(8)) {
        let answer = all(&graph, &lens);
        let difference = Answer::difference(&answer, &answer);
        prop_assert!(difference.is_unchanged());
        prop_assert_eq!(difference.facts.len(), answer.facts.len());
        prop_assert_eq!(difference.sources.len(), answer.sources.len());
        prop_assert_eq!(told(&difference), told(&answer));
    }

    #[test]
    fn the_other_way_round_new_is_gone(graph in world::graph(8, 20), one in lens::lens(8), other in lens::lens(8)) {
        let (before, after) = (all(&graph, &one), all(&graph, &other));
        let turned = |mark: Option<Mark>| mark.map(|mark| match mark {
            Mark::Added => Mark::Gone,
            Mark::Gone => Mark::Added,
            Mark::Changed => Mark::Changed,
            Mark::Entered => Mark::Left,
            Mark::Left => Mark::Entered,
        });
        let there = told(&Answer::difference(&before, &after));
        let back = told(&Answer::difference(&after, &before));
        prop_assert_eq!(there.into_iter().map(|(key, mark)| (key, turned(mark))).collect::<BTreeMap<_, _>>(), back);
    }
}

/// A graph that lacks an actor numbers all that come after it differently.
#[test]
fn what_is_numbered_differently_is_known_again() {
    let graph = |actors: &str, relations: &str| {
        let text = format!(
            r#"{{"name": "N", "sources": [{{"id": "s", "title": "S", "date": "2020"}}], "actors": [{actors}], "relations": [{relations}]}}"#
        );
        Graph::new(actant::load::load(&[actant::load::File::new("n.json", text)]).model)
    };
    let actor = |id: &str| format!(r#"{{"id": "{id}", "kind": "state", "name": "{id}"}}"#);
    let tie =
        |from: &str, to: &str| format!(r#"{{"from": "{from}", "type": "backs", "to": "{to}", "sources": ["s"]}}"#);
    let small = graph(&[actor("b"), actor("c")].join(","), &tie("b", "c"));
    let large = graph(&[actor("a"), actor("b"), actor("c")].join(","), &[tie("a", "b"), tie("b", "c")].join(","));
    let [small, large] = [small, large].map(|graph| {
        let mut answer = all(&graph, &Lens::default());
        answer.facts.iter_mut().for_each(|(id, fact)| fact.key = graph.model().key(*id));
        answer
    });
    assert_eq!(small.facts.keys().next(), Some(&RelationId(0)));
    let difference = Answer::difference(&small, &large);
    let marks = told(&difference);
    assert_eq!(marks, BTreeMap::from([("a:backs:b".to_owned(), Some(Mark::Added)), ("b:backs:c".to_owned(), None)]));
    assert_eq!(difference.actors.len(), 3);
}

/// What one of two answers was careful about, the comparison is careful about.
#[test]
fn a_comparison_is_handled_as_its_most_closed_answer_and_cut_where_either_was() {
    let vocabulary = actant::model::Vocabulary { handling: vec!["open".into(), "closed".into()], ..Default::default() };
    let open = Answer { handling: Some("open".into()), vocabulary, ..Answer::default() };
    let closed = Answer { handling: Some("closed".into()), cut: Some("too much".into()), ..open.clone() };
    for (before, after) in [(&open, &closed), (&closed, &open)] {
        let difference = Answer::difference(before, after);
        assert_eq!(difference.handling.as_deref(), Some("closed"));
        assert_eq!(difference.cut.as_deref(), Some("too much"));
    }
    assert_eq!(Answer::difference(&open, &open).handling.as_deref(), Some("open"));
}

/// A lens that asks for an earlier day leaves out what has no date; nobody says that it is new.
#[test]
fn what_is_added_without_a_date_may_be_older() {
    let text = r#"{"name": "N", "as-of": "2026", "sources": [{"id": "s", "title": "S", "date": "2024"}],
        "actors": [{"id": "a", "kind": "state", "name": "A"}, {"id": "b", "kind": "state", "name": "B"}],
        "relations": [{"from": "a", "type": "borders", "to": "b", "sources": ["s"]}]}"#;
    let graph = Graph::new(actant::load::load(&[actant::load::File::new("n.json", text)]).model);
    let as_of = |date: &str| Lens { when: actant::graph::When::AsOf(date.parse().unwrap()), ..Lens::default() };
    let difference = Answer::difference(&all(&graph, &as_of("2016")), &all(&graph, &as_of("2026")));
    let said = actant::answer::Cell::text("no date is stated: it may be older");
    assert_eq!(difference.rows.iter().map(|row| row.cells.clone()).collect::<Vec<_>>(), [vec![said]]);
}
