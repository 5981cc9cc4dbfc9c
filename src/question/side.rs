//! A relation as it reads from the side of one who takes part in it.

use crate::graph::Part;
use crate::graph::Sight;
use crate::model::ActorId;
use crate::model::Model;
use crate::model::RelationId;
use crate::model::Role;

/// Finds what an actor is in a relation: an end comes before a role, and a relation without
/// direction is always read from the actor's own end.
pub(super) fn side(model: &Model, relation: RelationId, actor: ActorId) -> Part {
    let record = &model[relation];
    let role = || record.roles.iter().find(|(_, other)| *other == actor).map(|(role, _)| Part::Role(*role));
    let part = if record.from == actor {
        Part::From
    } else if record.to == actor {
        Part::To
    } else {
        role().unwrap_or(Part::From)
    };
    own(model, relation, part)
}

/// Reads a relation without direction from `from`, whichever end is meant.
pub(super) fn own(model: &Model, relation: RelationId, part: Part) -> Part {
    if part == Part::To && model.type_of(relation).symmetric { Part::From } else { part }
}

/// Words a relation from one side: "supplies", "is supplied by", "is the item where one supplies
/// another".
pub(super) fn phrase(model: &Model, relation: RelationId, here: Part) -> String {
    let type_ = model.type_of(relation);
    match here {
        Part::From => type_.phrase.to_string(),
        Part::To => type_.inverse.to_string(),
        Part::Role(role) => format!("{} where one {} another", role_words(role), type_.phrase),
    }
}

/// Words the tie of an actor to another through a relation: as [`phrase`], with the other's role
/// where it has one.
pub(super) fn tie_phrase(model: &Model, relation: RelationId, here: Part, there: Part) -> String {
    match (here, there) {
        (Part::Role(_), _) | (_, Part::From | Part::To) => phrase(model, relation, here),
        (_, Part::Role(role)) => format!("{} … ({role})", phrase(model, relation, here)),
    }
}

fn role_words(role: Role) -> &'static str {
    match role {
        Role::Item => "is the item",
        Role::Via => "is the channel",
        Role::Under => "is the agreement",
        Role::At => "is the place or event",
        Role::Against => "is the one against whom",
        Role::OnBehalfOf => "is the principal",
    }
}

/// The relations in which an actor takes part and which the lens lets through.
pub(super) fn permitted(sight: &Sight<'_>, actor: ActorId) -> impl Iterator<Item = RelationId> {
    sight.graph().touching(actor).iter().copied().filter(|relation| sight.verdict(*relation).is_ok())
}
