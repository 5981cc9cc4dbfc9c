//! Actors to whom one side has given another id, which keep the old one in `was`.

use super::side::Unnamed;
use super::side::word;
use crate::edit::draft::Section;
use crate::edit::layout::Node;
use crate::edit::refer;
use crate::edit::refer::Subject;
use crate::record::Raw;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// How the records of one side name an actor so that all three sides name it alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rename {
    /// The id that the side knows it by.
    old: String,
    /// The id that it has in the merge.
    new: String,
    /// Whose word the actor's own id is.
    own: Own,
}

/// What becomes of the id in the record of the actor itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Own {
    /// It is renamed as well.
    Follows,
    /// It stays as the side has it, for the other side wants another.
    Stays,
}

/// What is renamed in base, ours and theirs before they are compared.
///
/// An actor of the base that a side no longer has is the one of that side that the base does not
/// have and that holds its id in `was`. All three then name it by its new id. Where both sides have
/// renamed it, each in a way of its own, all name it by the old id, which either keeps. Linear,
/// and but one search for `was` where nothing is renamed.
pub(super) fn found(sides: &[Unnamed<'_>; 3]) -> [Vec<Rename>; 3] {
    let mut all: [Vec<Rename>; 3] = Default::default();
    let former = [&sides[1], &sides[2]].map(former);
    if former.iter().all(BTreeMap::is_empty) {
        return all;
    }
    let ids = sides.each_ref().map(ids);
    let [ours, theirs] = [0, 1].map(|at| renamed(&former[at], &ids, at + 1));
    let olds: BTreeSet<&String> = ours.keys().chain(theirs.keys()).copied().collect();
    for old in olds {
        match (ours.get(old), theirs.get(old)) {
            (Some(one), Some(other)) if one != other => {
                for (at, id) in [(1, one), (2, other)] {
                    let (id, new) = ((*id).clone(), old.clone());
                    all[at].push(Rename { old: id, new, own: Own::Stays });
                }
            }
            (Some(new), other) | (other @ None, Some(new)) => {
                // nobody else may have got the id on the other side meanwhile
                let at = if ours.contains_key(old) { 2 } else { 1 };
                if other.is_some() || !ids[at].contains(*new) {
                    let rename = Rename { old: old.clone(), new: (*new).clone(), own: Own::Follows };
                    all.iter_mut().for_each(|renames| renames.push(rename.clone()));
                }
            }
            (None, None) => {}
        }
    }
    all
}

/// A record as the merge names actors.
pub(super) fn applied(renames: &[Rename], section: Section, body: Node) -> Node {
    renames.iter().fold(body, |body, Rename { old, new, own }| {
        let is_its_own = section == Section::Actors && body.get("id") == Some(&Node::text(old));
        let body = refer::renamed(section, &body, Subject::Actor(old), new);
        if is_its_own && *own == Own::Follows { body.with("id", Some(Node::text(new))) } else { body }
    })
}

/// Tells whether a record may name one of these actors.
pub(super) fn may_touch(renames: &[Rename], raw: Raw<'_>) -> bool {
    renames.iter().any(|rename| raw.json().contains(&*rename.old))
}

/// The id that an actor has in the merge.
pub(super) fn id<'a>(renames: &'a [Rename], id: &'a str) -> &'a str {
    renames.iter().find(|rename| rename.old == id).map_or(id, |rename| &rename.new)
}

/// The former ids in a side, each with the one actor that holds it.
fn former(side: &Unnamed<'_>) -> BTreeMap<String, String> {
    let mut holders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for raw in actors(side).filter(|raw| raw.json().contains("\"was\"")) {
        let was = raw.get("was").map_or_else(Vec::new, |was| was.items());
        let (Some(id), was) = (word(raw, "id"), was.iter().filter_map(Raw::text)) else { continue };
        was.for_each(|old| _ = holders.entry(old.as_str().to_owned()).or_default().insert(id.clone()));
    }
    let alone = |(old, ids): (String, BTreeSet<String>)| {
        let mut ids = ids.into_iter();
        ids.next().filter(|_| ids.next().is_none()).map(|id| (old, id))
    };
    holders.into_iter().filter_map(alone).collect()
}

/// The ids of the base that a side has given up for new ones, each for one of its own.
fn renamed<'a>(
    former: &'a BTreeMap<String, String>,
    ids: &[BTreeSet<String>; 3],
    side: usize,
) -> BTreeMap<&'a String, &'a String> {
    let is_it =
        |(old, new): &(&String, &String)| ids[0].contains(*old) && !ids[side].contains(*old) && !ids[0].contains(*new);
    let all: Vec<_> = former.iter().filter(is_it).collect();
    let is_alone = |new: &String| all.iter().filter(|(_, other)| *other == new).count() == 1;
    all.iter().copied().filter(|(_, new)| is_alone(new)).collect()
}

fn ids(side: &Unnamed<'_>) -> BTreeSet<String> {
    actors(side).filter_map(|raw| word(raw, "id")).collect()
}

fn actors<'s, 'a>(side: &'s Unnamed<'a>) -> impl Iterator<Item = Raw<'a>> + use<'s, 'a> {
    side.records.iter().filter(|(section, _)| *section == Section::Actors).map(|(_, raw)| *raw)
}
