//! Names of actors, folded to what is compared.

use super::Checked;
use crate::model::ActorId;
use crate::text::fold;
use std::collections::BTreeMap;

/// A name that an actor goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name<'m> {
    /// Whose.
    pub actor: ActorId,
    /// As it is written.
    pub text: &'m str,
    /// Whether it is an alias.
    pub alias: bool,
}

/// The names that several actors go by when case, accents and punctuation are left aside, sorted.
pub(super) fn shared<'m>(checked: &Checked<'m>) -> Vec<Vec<Name<'m>>> {
    let model = checked.model;
    let mut folded: Vec<(u64, Name<'m>)> = Vec::with_capacity(model.actors().len());
    for actor in model.actor_ids() {
        let record = &model[actor];
        let names = [(&record.name, false)].into_iter().chain(record.aliases().iter().map(|alias| (alias, true)));
        folded.extend(names.map(|(text, alias)| (hash(text), Name { actor, text, alias })));
    }
    folded.sort_unstable();
    let mut groups: BTreeMap<String, Vec<Name<'m>>> = BTreeMap::new();
    for run in folded.chunk_by(|(a, _), (b, _)| a == b).filter(|run| run.len() > 1) {
        for (_, name) in run {
            groups.entry(fold(name.text)).or_default().push(*name);
        }
    }
    let several = |names: &Vec<Name<'m>>| names.iter().any(|name| name.actor != names[0].actor);
    groups.into_iter().filter(|(folded, names)| !folded.is_empty() && several(names)).map(|(_, names)| names).collect()
}

/// A hash of a folded name (FNV-1a), made without making the folded name where it is ASCII.
fn hash(text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    let basis = 0xCBF2_9CE4_8422_2325;
    if text.is_ascii() {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        return letters.fold(basis, |hash, byte| step(hash, byte.to_ascii_lowercase()));
    }
    fold(text).bytes().fold(basis, step)
}
