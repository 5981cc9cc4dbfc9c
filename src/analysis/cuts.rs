//! Cuts: actors and ties whose removal takes the network apart.

use super::Network;
use crate::model::ActorId;

/// An actor whose removal cuts others off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutActor {
    /// The actor.
    pub actor: ActorId,
    /// Who hangs on it: everybody outside the largest piece that is left, ascending.
    pub hanging: Vec<ActorId>,
}

/// What holds a network together.
#[derive(Clone, Debug, Default)]
pub struct Cuts {
    /// Articulation points, those on whom most hang first, then by id.
    pub actors: Vec<CutActor>,
    /// Bridges: pairs whose tie alone joins two parts of two actors or more, ascending.
    pub bridges: Vec<(ActorId, ActorId)>,
    /// The connected components, the largest first, then by their first actor.
    pub components: Vec<Vec<ActorId>>,
}

/// Finds articulation points, bridges and components (Hopcroft and Tarjan 1973), iteratively.
///
/// Direction is left aside. A placeholder with several ties joins nobody. Linear in the network,
/// and in the number of hanging actors listed.
#[must_use]
pub fn cuts(network: &Network) -> Cuts {
    let network = network.undirected().without_joining_placeholders();
    let mut search = Search::new(&network);
    let mut cuts = Cuts::default();
    for root in 0..network.len() {
        if search.entered[root] == UNSEEN {
            search.walk(root);
            search.collect(root, &mut cuts);
        }
    }
    cuts.actors.sort_by_key(|cut| (std::cmp::Reverse(cut.hanging.len()), cut.actor));
    cuts.bridges.sort_unstable();
    cuts.components.sort_by_key(|members| (std::cmp::Reverse(members.len()), members.first().copied()));
    cuts
}

const UNSEEN: usize = usize::MAX;

/// A depth-first search over one component at a time. The members of a subtree stand together in
/// `order`, from the actor's own entry for `size` places.
struct Search<'n> {
    network: &'n Network,
    entered: Vec<usize>,
    low: Vec<usize>,
    size: Vec<usize>,
    parent: Vec<usize>,
    order: Vec<usize>,
}

impl<'n> Search<'n> {
    fn new(network: &'n Network) -> Self {
        let fresh = vec![UNSEEN; network.len()];
        Self {
            network,
            entered: fresh.clone(),
            low: fresh.clone(),
            size: vec![1; network.len()],
            parent: fresh,
            order: Vec::new(),
        }
    }

    fn enter(&mut self, at: usize, parent: usize) {
        self.entered[at] = self.order.len();
        self.low[at] = self.order.len();
        self.parent[at] = parent;
        self.order.push(at);
    }

    fn walk(&mut self, root: usize) {
        self.enter(root, UNSEEN);
        let mut stack = vec![(root, 0)];
        while let Some((at, next)) = stack.last_mut() {
            let (at, to) = (*at, self.network.row(*at).get(*next).map(|to| *to as usize));
            *next += 1;
            match to {
                Some(to) if self.entered[to] == UNSEEN => {
                    self.enter(to, at);
                    stack.push((to, 0));
                }
                Some(to) if to != self.parent[at] => self.low[at] = self.low[at].min(self.entered[to]),
                Some(_) => {}
                None => {
                    stack.pop();
                    self.leave(at);
                }
            }
        }
    }

    fn leave(&mut self, at: usize) {
        let parent = self.parent[at];
        if parent != UNSEEN {
            self.low[parent] = self.low[parent].min(self.low[at]);
            self.size[parent] += self.size[at];
        }
    }

    fn members(&self, at: usize) -> &[usize] {
        &self.order[self.entered[at]..self.entered[at] + self.size[at]]
    }

    fn collect(&self, root: usize, cuts: &mut Cuts) {
        let whole = self.members(root);
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); whole.len()];
        let base = self.entered[root];
        for &at in &whole[1..] {
            let parent = self.parent[at];
            let separates = self.low[at] >= self.entered[parent];
            if separates {
                children[self.entered[parent] - base].push(at);
            }
            let (inside, outside) = (self.size[at], whole.len() - self.size[at]);
            if self.low[at] > self.entered[parent] && inside > 1 && outside > 1 {
                let (a, b) = (self.network.actors[parent], self.network.actors[at]);
                cuts.bridges.push((a.min(b), a.max(b)));
            }
        }
        for (&at, pieces) in whole.iter().zip(&children) {
            let hanging = self.hanging(at, pieces, whole);
            if !hanging.is_empty() {
                cuts.actors.push(CutActor { actor: self.network.actors[at], hanging });
            }
        }
        cuts.components.push(self.actors(whole.iter().copied()));
    }

    /// Everybody outside the largest piece that is left without `at`; nobody where one is left.
    fn hanging(&self, at: usize, pieces: &[usize], whole: &[usize]) -> Vec<ActorId> {
        let below: usize = pieces.iter().map(|piece| self.size[*piece]).sum();
        let rest = whole.len() - 1 - below;
        let largest = pieces.iter().copied().max_by_key(|piece| (self.size[*piece], std::cmp::Reverse(*piece)));
        let Some(largest) = largest else { return Vec::new() };
        if pieces.len() == 1 && rest == 0 {
            return Vec::new();
        }
        let rest_is_largest = rest >= self.size[largest];
        let mut keep = vec![false; self.network.len()];
        keep[at] = true;
        if rest_is_largest {
            return self.actors(pieces.iter().flat_map(|piece| self.members(*piece)).copied());
        }
        self.members(largest).iter().for_each(|member| keep[*member] = true);
        self.actors(whole.iter().copied().filter(|member| !keep[*member]))
    }

    fn actors(&self, positions: impl Iterator<Item = usize>) -> Vec<ActorId> {
        let mut actors: Vec<ActorId> = positions.map(|at| self.network.actors[at]).collect();
        actors.sort_unstable();
        actors
    }
}
