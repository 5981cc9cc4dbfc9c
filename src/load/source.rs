//! Source records into sources.

use super::field;
use super::read::Site;
use super::read::Step::Item;
use super::read::Step::Key;
use super::read::Taken;
use super::read::Typed;
use super::refer;
use super::vocabulary::word;
use super::world::World;
use crate::model::Place;
use crate::model::Reliability;
use crate::model::Source;
use crate::model::SourceId;
use crate::record::OneOrList;
use crate::record::Raw;
use crate::record::keys;
use crate::record::keys::Record;
use crate::record::typed::SourceRecord;
use crate::text::is_id;

/// Makes sources, whose references to each other are still to be found.
pub(super) struct Sources<'w>(pub &'w World<'w>);

/// A source, and the ids of those that it retells.
pub(super) struct Draft {
    /// The source, deriving from nothing yet.
    pub source: Source,
    /// The ids.
    pub derives_from: Vec<Box<str>>,
}

impl Typed for Sources<'_> {
    type Read<'t> = SourceRecord<'t>;
    type Made = Draft;
    const KEYS: &'static Record = &keys::SOURCE;

    fn make(&self, record: &SourceRecord<'_>, site: &mut Site<'_>) -> Option<Draft> {
        field::accept(record.accept.as_ref(), site);
        let level = record.handling.as_ref();
        let title = field::name(Some(&record.title), site);
        let made = Source {
            kind: field::name(record.kind.as_ref(), site),
            publisher: field::name(record.publisher.as_ref(), site),
            author: field::name(record.author.as_ref(), site),
            date: field::date(record.date.as_ref(), site),
            url: field::url(record.url.as_ref(), site),
            archive_url: field::url(record.archive_url.as_ref(), site),
            lang: field::language(record.lang.as_ref(), site),
            reliability: word(record.reliability.as_ref(), Reliability::from_word, site),
            derives_from: Box::default(),
            handling: level.and_then(|level| refer::level(self.0, site, level, &[Key("handling")])),
            note: field::prose(record.note.as_ref(), site),
            place: Place::default(),
            id: site.formed(is_id(&record.id).then(|| record.id.as_str().into()))?,
            title: title.unwrap_or_else(|| record.id.as_str().into()),
        };
        let derives_from = record.derives_from.as_ref().map_or(&[][..], OneOrList::as_slice);
        let derives_from = derives_from.iter().map(|id| id.as_str().into()).collect();
        Some(Draft { source: made, derives_from })
    }
}

/// Finds the sources that one retells.
pub(super) fn derivation(world: &World, raw: Raw<'_>, ids: &[Box<str>]) -> (Box<[SourceId]>, Taken<()>) {
    let mut site = Site::new(raw);
    let nth = |id: &str| {
        let value = raw.get("derives-from").map(|value| value.items()).unwrap_or_default();
        value.iter().position(|item| item.text().as_deref() == Some(id)).unwrap_or(0)
    };
    let find = |id: &str| {
        let found = world.source(id);
        found.or_else(|| refer::source(world, &mut site, &id.into(), &[Key("derives-from"), Item(nth(id))]))
    };
    (ids.iter().map(|id| &**id).filter_map(find).collect(), site.into_taken(None))
}
