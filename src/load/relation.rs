//! Relation records into relations.

use super::citation;
use super::field;
use super::interval;
use super::read::Site;
use super::read::Step::Item;
use super::read::Step::Key;
use super::read::Typed;
use super::refer;
use super::tie;
use super::value::is_amount;
use super::vocabulary::word;
use super::world::World;
use crate::load::currency;
use crate::model::ActorId;
use crate::model::Amount;
use crate::model::Confidence;
use crate::model::Details;
use crate::model::Likelihood;
use crate::model::Money;
use crate::model::Phase;
use crate::model::Place;
use crate::model::Precision;
use crate::model::Relation;
use crate::model::Role;
use crate::model::Status;
use crate::record::Number;
use crate::record::OneOrList;
use crate::record::keys;
use crate::record::keys::Record;
use crate::record::typed::QuantityRecord;
use crate::record::typed::RelationRecord;
use crate::record::typed::ValueRecord;
use crate::text::is_id;

/// Makes relations.
pub(super) struct Relations<'w>(pub &'w World<'w>);

impl Typed for Relations<'_> {
    type Read<'t> = RelationRecord<'t>;
    type Made = Relation;
    const KEYS: &'static Record = &keys::RELATION;

    fn make(&self, record: &RelationRecord<'_>, site: &mut Site<'_>) -> Option<Relation> {
        let world = self.0;
        field::accept(record.accept.as_ref(), site);
        let from = refer::actor(world, site, &record.from, &[Key("from")]);
        let type_ = refer::type_(world, site, &record.r#type, &[Key("type")]);
        let to = refer::actor(world, site, &record.to, &[Key("to")]);
        let roles = self.roles(record, site);
        let level = record.handling.as_ref();
        let citations = citation::all(world, record.sources.as_deref(), site);
        site.malformed |= record.sources.as_deref().is_none_or(<[_]>::is_empty);
        let status = word(record.status.as_ref(), Status::from_word, site);
        let phase = word(record.phase.as_ref(), Phase::from_word, site);
        let handling = level.and_then(|level| refer::level(world, site, level, &[Key("handling")]));
        let time = interval::time(record, site);
        let details = self.details(record, site);
        let (negated, place) = (record.negated.unwrap_or(false), Place::default());
        let (from, to, type_) = (from?, to?, type_?);
        let made =
            Relation { from, to, type_, negated, status, phase, handling, time, roles, citations, place, details };
        tie::check(world, &made, site);
        Some(made)
    }
}

impl Relations<'_> {
    fn roles(&self, record: &RelationRecord<'_>, site: &mut Site<'_>) -> Box<[(Role, ActorId)]> {
        let RelationRecord { item, via, under, at, against, on_behalf_of, .. } = record;
        let mut roles = Vec::new();
        for (role, ids) in Role::ALL.iter().zip([item, via, under, at, against, on_behalf_of]) {
            let ids = ids.as_ref().map_or(&[][..], OneOrList::as_slice);
            roles.reserve_exact(ids.len());
            for (nth, id) in ids.iter().enumerate() {
                let actor = refer::actor(self.0, site, id, &[Key(role.word()), Item(nth)]);
                roles.extend(actor.map(|actor| (*role, actor)));
            }
        }
        roles.into_boxed_slice()
    }

    fn details(&self, record: &RelationRecord<'_>, site: &mut Site<'_>) -> Option<Box<Details>> {
        let id = record.id.as_ref();
        let details = Details {
            id: id.and_then(|id| site.formed(is_id(id).then(|| id.as_str().into()))),
            quantity: record.quantity.as_ref().and_then(|quantity| amount(quantity, site)),
            value: record.value.as_ref().and_then(|value| money(value, site)),
            condition: field::prose(record.condition.as_ref(), site),
            confidence: word(record.confidence.as_ref(), Confidence::from_word, site),
            likelihood: word(record.likelihood.as_ref(), Likelihood::from_word, site),
            stances: citation::stances(self.0, record.stances.as_deref(), site),
            note: field::prose(record.note.as_ref(), site),
        };
        (details != Details::default()).then(|| Box::new(details))
    }
}

fn amount(record: &QuantityRecord<'_>, site: &mut Site<'_>) -> Option<Amount> {
    let amount = number(record.amount, site);
    let unit = field::name(record.unit.as_ref(), site);
    let precision = word(record.precision.as_ref(), Precision::from_word, site);
    Some(Amount { amount: amount?, unit, precision })
}

fn money(record: &ValueRecord<'_>, site: &mut Site<'_>) -> Option<Money> {
    let amount = number(record.amount, site);
    let currency = site.formed(currency::is_code(&record.currency).then(|| record.currency.as_str().into()));
    let precision = word(record.precision.as_ref(), Precision::from_word, site);
    Some(Money { amount: amount?, currency: currency?, precision })
}

fn number(number: Option<Number<'_>>, site: &mut Site<'_>) -> Option<Box<str>> {
    site.formed(number.filter(|number| is_amount(number.0)).map(|number| number.0.into()))
}
