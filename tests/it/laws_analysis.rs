//! The algorithms against naive ones on small random networks.

use actant::analysis::Network;
use actant::analysis::betweenness::Direction;
use actant::analysis::betweenness::betweenness;
use actant::analysis::cuts::cuts;
use actant::analysis::steiner::tree;
use actant::graph::Graph;
use actant::graph::Lens;
use actant::load::File;
use actant::load::load;
use actant::model::ActorId;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::collections::VecDeque;

/// A network: who stands for somebody unnamed, and who is tied to whom.
#[derive(Clone, Debug)]
struct Small {
    placeholders: Vec<bool>,
    ties: BTreeSet<(usize, usize)>,
}

fn small(most: usize) -> impl Strategy<Value = Small> {
    (2..=most).prop_flat_map(|count| {
        let ties = proptest::collection::btree_set((0..count, 0..count), 0..=2 * count);
        let placeholders = proptest::collection::vec(proptest::bool::weighted(0.15), count);
        (placeholders, ties).prop_map(|(placeholders, ties)| Small {
            placeholders,
            ties: ties.into_iter().filter(|(a, b)| a != b).map(|(a, b)| (a.min(b), a.max(b))).collect(),
        })
    })
}

impl Small {
    fn graph(&self) -> Graph {
        let actor = |(at, placeholder): (usize, &bool)| {
            format!(
                "{{\"actor\": {{\"id\": \"a{at:02}\", \"kind\": \"state\", \"name\": \"A{at}\", \"placeholder\": {placeholder}}}}}\n"
            )
        };
        let relation = |(a, b): &(usize, usize)| {
            format!(
                "{{\"relation\": {{\"from\": \"a{a:02}\", \"type\": \"allied-with\", \"to\": \"a{b:02}\", \"sources\": [\"s\"]}}}}\n"
            )
        };
        let mut text = "{\"source\": {\"id\": \"s\", \"title\": \"S\"}}\n".to_owned();
        text.extend(self.placeholders.iter().enumerate().map(actor));
        text.extend(self.ties.iter().map(relation));
        let loaded = load(&[File::new("small.jsonl", text)]);
        assert_eq!(loaded.model.relations().len(), self.ties.len(), "{:?}", loaded.diagnostics);
        Graph::new(loaded.model)
    }

    fn neighbours(&self, at: usize) -> Vec<usize> {
        let other = |(a, b): &(usize, usize)| (*a == at).then_some(*b).or((*b == at).then_some(*a));
        self.ties.iter().filter_map(other).collect()
    }

    /// All shortest routes between two, by breadth first over whole routes.
    fn shortest(&self, from: usize, to: usize) -> Vec<Vec<usize>> {
        let mut level = vec![vec![from]];
        for _ in 0..self.placeholders.len() {
            let done: Vec<Vec<usize>> = level.iter().filter(|route| route.last() == Some(&to)).cloned().collect();
            if !done.is_empty() {
                return done;
            }
            let grow = |route: &Vec<usize>| {
                let last = route[route.len() - 1];
                let passed = route.len() == 1 || !self.placeholders[last];
                let next: Vec<usize> = if passed { self.neighbours(last) } else { Vec::new() };
                next.into_iter()
                    .filter(|to| !route.contains(to))
                    .map(|to| [route.as_slice(), &[to]].concat())
                    .collect::<Vec<_>>()
            };
            level = level.iter().flat_map(grow).collect();
        }
        Vec::new()
    }

    /// The pieces into which some members fall without one tie.
    fn pieces_of(&self, members: &BTreeSet<usize>, cut: Option<(usize, usize)>) -> Vec<BTreeSet<usize>> {
        let mut left = members.clone();
        let mut pieces = Vec::new();
        while let Some(start) = left.pop_first() {
            let mut piece = BTreeSet::from([start]);
            let mut queue = VecDeque::from([start]);
            while let Some(at) = queue.pop_front() {
                let tied = self.neighbours(at).into_iter().filter(|to| cut != Some((at.min(*to), at.max(*to))));
                let new: Vec<usize> = tied.filter(|to| left.remove(to)).collect();
                piece.extend(&new);
                queue.extend(new);
            }
            pieces.push(piece);
        }
        pieces
    }

    /// The pieces of the whole network without one tie; placeholders join nobody.
    fn pieces(&self, cut: Option<(usize, usize)>) -> Vec<BTreeSet<usize>> {
        let tied = |at: &usize| {
            let neighbours = self.neighbours(*at).len();
            neighbours == 1 || neighbours > 1 && !self.placeholders[*at]
        };
        self.pieces_of(&(0..self.placeholders.len()).filter(tied).collect(), cut)
    }
}

fn id(at: usize) -> ActorId {
    ActorId(u32::try_from(at).unwrap())
}

fn network(graph: &Graph) -> Network {
    Network::of(&graph.through(&Lens::default()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn betweenness_is_the_share_of_shortest_routes(small in small(8)) {
        let graph = small.graph();
        let found = betweenness(&network(&graph), Direction::Either, u64::MAX, &|| false);
        prop_assert!(found.is_exact());
        for (actor, score) in found.scores {
            let mut expected = 0.0;
            for a in 0..small.placeholders.len() {
                for b in a + 1..small.placeholders.len() {
                    let routes = small.shortest(a, b);
                    let passing = routes.iter().filter(|route| route[1..route.len() - 1].contains(&actor.at())).count();
                    if passing > 0 {
                        expected += passing as f64 / routes.len() as f64;
                    }
                }
            }
            prop_assert!((score - expected).abs() < 1e-9, "{actor:?}: {score} is not {expected} in {small:?}");
        }
    }

    #[test]
    fn a_cut_actor_leaves_more_pieces_and_names_who_hangs_on_it(small in small(9)) {
        let graph = small.graph();
        let found = cuts(&network(&graph));
        let whole = small.pieces(None);
        for at in (0..small.placeholders.len()).filter(|at| whole.iter().any(|piece| piece.contains(at))) {
            let home = whole.iter().find(|piece| piece.contains(&at)).unwrap();
            let left: Vec<BTreeSet<usize>> = small.pieces_of(&home.iter().copied().filter(|other| *other != at).collect(), None);
            let cut = found.actors.iter().find(|cut| cut.actor == id(at));
            prop_assert_eq!(cut.is_some(), left.len() > 1, "{:?} in {:?}", at, small);
            if let Some(cut) = cut {
                let largest = left.iter().map(BTreeSet::len).max().unwrap();
                let hanging: BTreeSet<usize> = cut.hanging.iter().map(|actor| actor.at()).collect();
                let kept: BTreeSet<usize> = home.iter().copied().filter(|other| *other != at && !hanging.contains(other)).collect();
                prop_assert!(left.contains(&kept), "{:?} is no piece in {:?}", kept, small);
                prop_assert_eq!(kept.len(), largest);
            }
        }
    }

    #[test]
    fn a_bridge_joins_two_parts_of_two_or_more(small in small(9)) {
        let graph = small.graph();
        let found: BTreeSet<(usize, usize)> = cuts(&network(&graph)).bridges.iter().map(|(a, b)| (a.at(), b.at())).collect();
        let whole = small.pieces(None);
        let expected: BTreeSet<(usize, usize)> = small.ties.iter().copied().filter(|tie| {
            let both = whole.iter().any(|piece| piece.contains(&tie.0) && piece.contains(&tie.1));
            let after = small.pieces(Some(*tie));
            let side = |at: usize| after.iter().find(|piece| piece.contains(&at)).map_or(1, BTreeSet::len);
            both && after.len() > whole.len() && side(tie.0) > 1 && side(tie.1) > 1
        }).collect();
        prop_assert_eq!(found, expected, "{:?}", small);
    }

    #[test]
    fn no_smaller_tree_joins_the_terminals(small in small(7), picks in proptest::collection::btree_set(0usize..7, 2..4)) {
        let graph = small.graph();
        let network = network(&graph);
        let terminals: Vec<usize> = picks.into_iter().filter(|at| *at < small.placeholders.len()).collect();
        prop_assume!(terminals.len() > 1);
        let ids: Vec<ActorId> = terminals.iter().map(|at| id(*at)).collect();
        let found = tree(&network, &ids, u64::MAX);
        let near = tree(&network, &ids, 0);
        let expected = small.smallest(&terminals);
        prop_assert_eq!(found.unreached.is_empty(), expected.is_some(), "{:?} of {:?}", terminals, small);
        if let Some(size) = expected {
            prop_assert!(found.is_smallest);
            prop_assert_eq!(found.ties.len(), size, "{:?} of {:?}", terminals, small);
            prop_assert!(near.ties.len() <= 2 * size && near.unreached.is_empty());
            prop_assert!(small.joins(&terminals, &found.ties) && small.joins(&terminals, &near.ties));
        }
    }
}

impl Small {
    /// The size of the smallest tree, by trying every set of further actors that may be passed.
    fn smallest(&self, terminals: &[usize]) -> Option<usize> {
        let others: Vec<usize> =
            (0..self.placeholders.len()).filter(|at| !terminals.contains(at) && !self.placeholders[*at]).collect();
        let sets = (0..1usize << others.len()).filter_map(|set| {
            let extra = others.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, other)| *other);
            let members: BTreeSet<usize> = terminals.iter().copied().chain(extra).collect();
            self.is_connected(&members).then(|| members.len() - 1)
        });
        sets.min()
    }

    fn is_connected(&self, members: &BTreeSet<usize>) -> bool {
        self.pieces_of(members, None).len() <= 1
    }

    fn joins(&self, terminals: &[usize], ties: &[(ActorId, ActorId)]) -> bool {
        let real = ties.iter().all(|(a, b)| self.ties.contains(&(a.at(), b.at())));
        let tree = Small {
            placeholders: self.placeholders.clone(),
            ties: ties.iter().map(|(a, b)| (a.at(), b.at())).collect(),
        };
        let members: BTreeSet<usize> =
            tree.ties.iter().flat_map(|(a, b)| [*a, *b]).chain(terminals.iter().copied()).collect();
        real && tree.is_connected(&members)
    }
}
