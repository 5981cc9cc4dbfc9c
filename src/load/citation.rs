//! Citation and stance records into citations and stances.

use super::cycle;
use super::field;
use super::read::Site;
use super::read::Step::Item;
use super::read::Step::Key;
use super::refer;
use super::vocabulary::word;
use super::world::World;
use crate::model::Citation;
use crate::model::CitationDetails;
use crate::model::Says;
use crate::model::Stance;
use crate::model::Testimony;
use crate::record::OneOrList;
use crate::record::typed::CitationRecord;
use crate::record::typed::FullCitation;
use crate::record::typed::StanceRecord;

/// Makes the citations of a record, less those that cite nothing.
pub(super) fn all(world: &World, records: Option<&[CitationRecord<'_>]>, site: &mut Site<'_>) -> Box<[Citation]> {
    let records = records.unwrap_or_default();
    let mut made = Vec::with_capacity(records.len());
    for (at, record) in records.iter().enumerate() {
        let citation = match record {
            CitationRecord::Bare(id) => {
                let source = refer::source(world, site, id, &[Key("sources"), Item(at)]);
                source.map(|source| Citation {
                    source,
                    testimony: Testimony::Asserts,
                    credibility: None,
                    details: None,
                })
            }
            CitationRecord::Full(full) => one(world, full, at, site),
        };
        made.extend(citation);
    }
    cycle::within(world, &made, site);
    made.into_boxed_slice()
}

fn one(world: &World, record: &FullCitation<'_>, at: usize, site: &mut Site<'_>) -> Option<Citation> {
    let source = refer::source(world, site, &record.source, &[Key("sources"), Item(at), Key("source")]);
    let testimony = word(record.stance.as_ref(), Testimony::from_word, site).unwrap_or(Testimony::Asserts);
    let credibility = record.credibility.and_then(|grade| site.formed((1..=6).contains(&grade).then_some(grade)));
    let derives_from = record.derives_from.as_ref().map_or(&[][..], OneOrList::as_slice).iter().enumerate();
    let here = |nth| [Key("sources"), Item(at), Key("derives-from"), Item(nth)];
    let details = CitationDetails {
        at: field::prose(record.at.as_ref(), site),
        said: field::date(record.said.as_ref(), site),
        derives_from: derives_from.filter_map(|(nth, id)| refer::source(world, site, id, &here(nth))).collect(),
        quote: field::prose(record.quote.as_ref(), site),
        note: field::prose(record.note.as_ref(), site),
    };
    let details = (details != CitationDetails::default()).then(|| Box::new(details));
    Some(Citation { source: source?, testimony, credibility, details })
}

/// Makes the stances of a record.
pub(super) fn stances(world: &World, records: Option<&[StanceRecord<'_>]>, site: &mut Site<'_>) -> Vec<Stance> {
    let records = records.unwrap_or_default().iter().enumerate();
    records.filter_map(|(at, record)| stance(world, record, at, site)).collect()
}

fn stance(world: &World, record: &StanceRecord<'_>, at: usize, site: &mut Site<'_>) -> Option<Stance> {
    let by = refer::actor(world, site, &record.by, &[Key("stances"), Item(at), Key("by")]);
    let says = site.formed(Says::from_word(&record.says));
    let source = record.source.as_ref();
    let made = Stance {
        date: field::date(record.date.as_ref(), site),
        source: source.and_then(|id| refer::source(world, site, id, &[Key("stances"), Item(at), Key("source")])),
        at: field::prose(record.at.as_ref(), site),
        note: field::prose(record.note.as_ref(), site),
        by: by?,
        says: says?,
    };
    Some(made)
}
