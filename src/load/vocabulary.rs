//! Kinds, types and levels: the program's own first, the graph's on top.

use super::read::Site;
use super::read::Step::Item;
use super::read::Step::Key;
use super::read::Typed;
use super::refer;
use super::value::is_name;
use super::world::World;
use crate::diagnostic::Diagnostic;
use crate::model::Expected;
use crate::model::FtmLink;
use crate::model::FtmThing;
use crate::model::Kind;
use crate::model::KindId;
use crate::model::Meaning;
use crate::model::Polarity;
use crate::model::Role;
use crate::model::Shape;
use crate::model::StixObject;
use crate::model::StixRelation;
use crate::model::Type;
use crate::record::Text;
use crate::record::keys;
use crate::record::keys::Record;
use crate::record::typed::KindRecord;
use crate::record::typed::LookRecord;
use crate::record::typed::TypeRecord;
use crate::text::is_id;

/// Makes kinds.
pub(super) struct Kinds;

impl Typed for Kinds {
    type Read<'t> = KindRecord<'t>;
    type Made = Kind;
    const KEYS: &'static Record = &keys::KIND;

    fn make(&self, record: &KindRecord<'_>, site: &mut Site<'_>) -> Option<Kind> {
        let id = site.formed(is_id(&record.id).then(|| record.id.as_str().into()));
        let label = record.label.as_ref().unwrap_or(&record.id);
        let label = site.formed(is_name(label).then(|| label.as_str().into()));
        let shape = shape(record.look.as_ref(), site);
        let stix = word(record.stix.as_ref(), StixObject::from_word, site);
        let ftm = word(record.ftm.as_ref(), FtmThing::from_word, site);
        Some(Kind { id: id?, label: label?, shape, stix, ftm })
    }
}

/// Makes types.
pub(super) struct Types<'w>(pub &'w World<'w>);

impl Typed for Types<'_> {
    type Read<'t> = TypeRecord<'t>;
    type Made = Type;
    const KEYS: &'static Record = &keys::TYPE;

    fn make(&self, record: &TypeRecord<'_>, site: &mut Site<'_>) -> Option<Type> {
        shape(record.look.as_ref(), site);
        let named = |text: &Text<'_>| is_name(text).then(|| Box::from(text.as_str()));
        let symmetric = record.symmetric.unwrap_or(false);
        let phrase = site.formed(named(&record.phrase));
        let inverse = match &record.inverse {
            Some(inverse) => site.formed(named(inverse)),
            None if symmetric => phrase.clone(),
            None => {
                site.fault(no_inverse(record, site));
                phrase.clone()
            }
        };
        if let Some(label) = &record.label {
            site.formed(is_name(label).then_some(()));
        }
        let made = Type {
            from: self.kinds(record.from.as_deref(), "from", site),
            to: self.kinds(record.to.as_deref(), "to", site),
            roles: words(record.roles.as_deref(), Role::from_word, site),
            polarity: word(record.polarity.as_ref(), Polarity::from_word, site).unwrap_or(Polarity::Neutral),
            expects: words(record.expects.as_deref(), Expected::from_word, site),
            means: word(record.means.as_ref(), Meaning::from_word, site),
            plover: record.plover.as_ref().and_then(|plover| site.formed(named(plover))),
            stix: word(record.stix.as_ref(), StixRelation::from_word, site),
            ftm: word(record.ftm.as_ref(), FtmLink::from_word, site),
            id: site.formed(is_id(&record.id).then(|| record.id.as_str().into()))?,
            phrase: phrase?,
            inverse: inverse?,
            symmetric,
        };
        Some(made)
    }
}

impl Types<'_> {
    fn kinds(&self, ids: Option<&[Text<'_>]>, key: &str, site: &mut Site<'_>) -> Box<[KindId]> {
        let ids = ids.unwrap_or_default().iter().enumerate();
        ids.filter_map(|(at, id)| refer::kind(self.0, site, id, &[Key(key), Item(at)])).collect()
    }
}

fn no_inverse(record: &TypeRecord<'_>, site: &Site<'_>) -> Diagnostic {
    let span = site.span(&[Key("phrase")]);
    Diagnostic::error("missing-key", "a type has no `inverse`", span, "reads from one end only")
        .help(format!("write `\"inverse\": …`: how \"{}\" reads from the other end", record.phrase.as_str()))
        .help("or write `\"symmetric\": true` if it has no direction")
}

fn shape(look: Option<&LookRecord<'_>>, site: &mut Site<'_>) -> Shape {
    let shape = look.and_then(|look| look.shape.as_ref());
    word(shape, Shape::from_word, site).unwrap_or(Shape::Box)
}

/// The value of an optional word.
pub(super) fn word<T>(text: Option<&Text<'_>>, from_word: fn(&str) -> Option<T>, site: &mut Site<'_>) -> Option<T> {
    text.and_then(|text| site.formed(from_word(text)))
}

fn words<T>(texts: Option<&[Text<'_>]>, from_word: fn(&str) -> Option<T>, site: &mut Site<'_>) -> Box<[T]> {
    texts.unwrap_or_default().iter().filter_map(|text| site.formed(from_word(text))).collect()
}
