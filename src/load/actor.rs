//! Actor records into actors.

use super::citation;
use super::field;
use super::interval;
use super::read::Site;
use super::read::Step::Key;
use super::read::Typed;
use super::refer;
use super::world::World;
use crate::model::Actor;
use crate::model::ActorDetails;
use crate::model::Place;
use crate::record::keys;
use crate::record::keys::Record;
use crate::record::typed::ActorRecord;
use crate::text::is_id;

/// Makes actors.
pub(super) struct Actors<'w>(pub &'w World<'w>);

impl Typed for Actors<'_> {
    type Read<'t> = ActorRecord<'t>;
    type Made = Actor;
    const KEYS: &'static Record = &keys::ACTOR;

    fn make(&self, record: &ActorRecord<'_>, site: &mut Site<'_>) -> Option<Actor> {
        field::accept(record.accept.as_ref(), site);
        let kind = refer::kind(self.0, site, &record.kind, &[Key("kind")]);
        let name = field::name(Some(&record.name), site);
        let since = field::date(record.since.as_ref(), site);
        let until = field::until(record.until.as_ref(), site);
        interval::in_order(since, until, site);
        let details = self.details(record, site);
        Some(Actor {
            id: site.formed(is_id(&record.id).then(|| record.id.as_str().into()))?,
            kind: kind?,
            name: name.unwrap_or_else(|| record.id.as_str().into()),
            since,
            until,
            placeholder: record.placeholder.unwrap_or(false),
            place: Place::default(),
            details,
        })
    }
}

impl Actors<'_> {
    fn details(&self, record: &ActorRecord<'_>, site: &mut Site<'_>) -> Option<Box<ActorDetails>> {
        let was = record.was.as_deref().unwrap_or_default().iter();
        let details = ActorDetails {
            aliases: field::names(record.aliases.as_deref(), site),
            tags: field::names(record.tags.as_deref(), site),
            description: field::prose(record.description.as_ref(), site),
            ids: field::texts(record.ids.as_ref(), site),
            was: was.filter_map(|id| site.formed(is_id(id).then(|| id.as_str().into()))).collect(),
            citations: citation::all(self.0, record.sources.as_deref(), site).into_vec(),
            note: field::prose(record.note.as_ref(), site),
        };
        (details != ActorDetails::default()).then(|| Box::new(details))
    }
}
