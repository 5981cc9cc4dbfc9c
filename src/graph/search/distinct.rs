//! A different relation for every hop.

use crate::model::RelationId;

/// A system of distinct representatives (Hall 1935), kept up hop by hop along augmenting paths
/// (Kuhn 1955).
#[derive(Debug, Default)]
pub(super) struct Distinct {
    /// What each hop may be given.
    choices: Vec<Vec<RelationId>>,
    /// What each hop is given.
    given: Vec<Option<RelationId>>,
}

impl Distinct {
    /// Adds a hop; tells whether every hop can still be given a relation of its own. Where it
    /// cannot, the hop is not added.
    pub(super) fn push(&mut self, choices: Vec<RelationId>) -> bool {
        self.choices.push(choices);
        self.given.push(None);
        let fits = self.augment(self.given.len() - 1);
        if !fits {
            self.pop();
        }
        fits
    }

    /// Takes the last hop back.
    pub(super) fn pop(&mut self) {
        self.choices.pop();
        self.given.pop();
    }

    /// Looks, breadth first, for a hop that can take an unused relation and so frees its own for
    /// the hop that asked for it, and so on back to the new one.
    fn augment(&mut self, hop: usize) -> bool {
        // Who asked for what: the hops reached so far, each with the hop that wants its relation.
        let mut reached: Vec<(usize, usize)> = vec![(hop, hop)];
        let mut at = 0;
        while let Some((asking, _)) = reached.get(at).copied() {
            for choice in &self.choices[asking] {
                match self.given.iter().position(|given| given == &Some(*choice)) {
                    None => {
                        let choice = *choice;
                        self.hand_back(&reached, at, choice);
                        return true;
                    }
                    Some(owner) if reached.iter().all(|(known, _)| *known != owner) => reached.push((owner, at)),
                    Some(_) => {}
                }
            }
            at += 1;
        }
        false
    }

    fn hand_back(&mut self, reached: &[(usize, usize)], mut at: usize, mut free: RelationId) {
        loop {
            let (hop, wanted_by) = reached[at];
            let old = self.given[hop].replace(free);
            match old {
                Some(old) => free = old,
                None => return,
            }
            at = wanted_by;
        }
    }
}
