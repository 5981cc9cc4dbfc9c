//! What a type allows: which kinds it joins, which roles it takes.

use super::read::Site;
use super::read::Step::Key;
use super::world::World;
use crate::diagnostic::Diagnostic;
use crate::model::ActorId;
use crate::model::KindId;
use crate::model::Relation;
use crate::model::Role;
use crate::model::Type;
use crate::text::Span;

/// Notes what the type of a relation forbids.
pub(super) fn check(world: &World, relation: &Relation, site: &mut Site<'_>) {
    let type_ = world.vocabulary.relation_type(relation.type_);
    let (from, to) = (kind(world, relation.from), kind(world, relation.to));
    if !joins(type_, from, to) {
        wrong_ends(world, relation, site);
    }
    if relation.from == relation.to {
        site.fault(self_loop(world, relation, site));
    }
    let mut last = None;
    for (role, _) in &relation.roles {
        if !type_.roles.contains(role) && last != Some(*role) {
            site.fault(role_not_taken(world, relation, *role, site));
        }
        last = Some(*role);
    }
}

fn kind(world: &World, actor: ActorId) -> KindId {
    world.kinds[actor.at()]
}

/// Tells whether a type may join two kinds; a symmetric one may in either order.
fn joins(type_: &Type, from: KindId, to: KindId) -> bool {
    let fits = |kinds: &[KindId], kind: KindId| kinds.is_empty() || kinds.contains(&kind);
    let either = |a, b| fits(&type_.from, a) && fits(&type_.to, b);
    either(from, to) || (type_.symmetric && either(to, from))
}

#[cold]
fn wrong_ends(world: &World, relation: &Relation, site: &mut Site<'_>) {
    let type_ = world.vocabulary.relation_type(relation.type_);
    let ends = [("from", relation.from, &type_.from), ("to", relation.to, &type_.to)];
    for (end, actor, kinds) in ends {
        let actor = &world.actors[actor.at()];
        if kinds.is_empty() || kinds.contains(&actor.kind) {
            continue;
        }
        let is = one(world, actor.kind);
        let headline = format!("`{}` cannot have {is} in `{end}`", type_.id);
        let fault = Diagnostic::error("domain-range", headline, site.span(&[Key(end)]), is.clone())
            .also(
                part(world, world.type_spans[relation.type_.at()], end),
                format!("`{end}` takes {}", listed(world, kinds)),
            )
            .also(part(world, actor.place.span, "kind"), format!("`{}` is {is}", actor.id));
        let fault = others(world, relation).into_iter().fold(fault, Diagnostic::help);
        site.fault(fault);
    }
}

/// A kind with its article: "an agreement".
fn one(world: &World<'_>, kind: KindId) -> String {
    let id = &world.vocabulary.actor_kind(kind).id;
    let article = if id.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {id}")
}

/// Where a key of a record stands; its id where it does not have the key.
fn part(world: &World<'_>, record: Span, key: &str) -> Span {
    let raw = world.written(record);
    raw.entry(key).or_else(|| raw.entry("id")).map_or(record, |entry| entry.span())
}

fn listed(world: &World, kinds: &[KindId]) -> String {
    let ids: Vec<&str> = kinds.iter().map(|kind| &*world.vocabulary.actor_kind(*kind).id).collect();
    match ids.as_slice() {
        [all @ .., last] if !all.is_empty() => format!("{} or {last}", all.join(", ")),
        ids => ids.join(""),
    }
}

/// What could be written instead: the ends the other way round, or another type.
fn others(world: &World, relation: &Relation) -> Vec<String> {
    let (from, to) = (kind(world, relation.from), kind(world, relation.to));
    let type_ = world.vocabulary.relation_type(relation.type_);
    let mut help = Vec::new();
    if joins(type_, to, from) {
        let [from, to] = [relation.from, relation.to].map(|actor| &world.actors[actor.at()].id);
        help.push(format!(
            "if the ends were confused, write `\"from\": \"{to}\", \"type\": \"{}\", \"to\": \"{from}\"`",
            type_.id
        ));
    }
    let mut fitting: Vec<&Type> = world.vocabulary.types.iter().filter(|other| joins(other, from, to)).collect();
    // Types made for such ends first, then those of the same polarity; what joins anything helps nobody.
    fitting.retain(|other| !(other.from.is_empty() && other.to.is_empty()));
    fitting.sort_by_key(|other| (other.from.is_empty() || other.to.is_empty(), other.polarity != type_.polarity));
    let ids: Vec<&str> = fitting.into_iter().map(|other| &*other.id).take(6).collect();
    if ids.is_empty() {
        help.push(format!(
            "or let it in the `vocabulary` of the graph: a type `{}` there replaces the program's",
            type_.id
        ));
    } else {
        let [from, to] = [from, to].map(|kind| one(world, kind));
        help.push(format!("types that tie {from} to {to}: `{}`", ids.join("`, `")));
    }
    help
}

fn self_loop(world: &World, relation: &Relation, site: &Site<'_>) -> Diagnostic {
    let headline = format!("a relation ties `{}` to itself", world.actors[relation.from.at()].id);
    Diagnostic::error("self-loop", headline, site.span(&[Key("to")]), "the same actor")
        .also(site.span(&[Key("from")]), "as here")
        .help("say it in the actor's `note` or `description`, or name the part that is meant as an actor of its own")
}

fn role_not_taken(world: &World, relation: &Relation, role: Role, site: &Site<'_>) -> Diagnostic {
    let type_ = world.vocabulary.relation_type(relation.type_);
    let headline = format!("`{}` takes no role `{role}`", type_.id);
    let roles: Vec<&str> = type_.roles.iter().map(|role| role.word()).collect();
    let takes = if roles.is_empty() { "takes no roles".to_owned() } else { format!("takes `{}`", roles.join("`, `")) };
    Diagnostic::error("role-not-taken", headline, site.entry(role.word()), "not a role of this type")
        .also(part(world, world.type_spans[relation.type_.at()], "roles"), takes)
        .help("say it in `note`, or in a relation of its own")
}
