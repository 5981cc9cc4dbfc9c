//! View records into views.

use super::field;
use super::read::Site;
use super::read::Step;
use super::read::Step::Item;
use super::read::Step::Key;
use super::read::Typed;
use super::refer;
use super::value::clipped;
use super::world::World;
use crate::diagnostic::Diagnostic;
use crate::model::ActorId;
use crate::model::Choice;
use crate::model::Group;
use crate::model::Place;
use crate::model::State;
use crate::model::View;
use crate::record::OneOrList;
use crate::record::Text;
use crate::record::WordOr;
use crate::record::keys;
use crate::record::keys::Record;
use crate::record::typed::GroupRecord;
use crate::record::typed::ViewRecord;
use crate::text::Span;
use crate::text::is_id;
use std::collections::BTreeMap;

/// Makes views. Their questions are words by now; who understands questions judges them.
pub(super) struct Views<'w>(pub &'w World<'w>);

impl Typed for Views<'_> {
    type Read<'t> = ViewRecord<'t>;
    type Made = View;
    const KEYS: &'static Record = &keys::VIEW;

    fn make(&self, record: &ViewRecord<'_>, site: &mut Site<'_>) -> Option<View> {
        field::accept(record.accept.as_ref(), site);
        let question = field::name(Some(&record.question), site);
        Some(View {
            compare: states(record.compare.as_ref(), site),
            title: field::name(record.title.as_ref(), site),
            subtitle: field::name(record.subtitle.as_ref(), site),
            banner: field::name(record.banner.as_ref(), site),
            page: word(record.page.as_ref(), keys::PAGES, site),
            theme: word(record.theme.as_ref(), keys::THEMES, site),
            groups: match &record.groups {
                None => Choice::Unsaid,
                Some(WordOr::Word(text)) => chosen(word(Some(text), keys::GROUPINGS, site)),
                Some(WordOr::List(groups)) => Choice::Listed(self.groups(groups, site)),
            },
            highlight: match &record.highlight {
                None => Choice::Unsaid,
                Some(WordOr::Word(text)) => chosen(word(Some(text), keys::HIGHLIGHTS, site)),
                Some(WordOr::List(actors)) => Choice::Listed(self.stands_out(actors, site)),
            },
            full: record.full.unwrap_or(false),
            note: field::prose(record.note.as_ref(), site),
            place: Place::default(),
            asked: site.span(&[Key("question")]),
            id: site.formed(is_id(&record.id).then(|| record.id.as_str().into()))?,
            question: question?,
        })
    }
}

impl Views<'_> {
    /// The groups; an actor that stands in one already is an error, and so is a title.
    fn groups(&self, records: &[GroupRecord<'_>], site: &mut Site<'_>) -> Box<[Group]> {
        let mut seen: BTreeMap<ActorId, (usize, usize)> = BTreeMap::new();
        let mut titles: BTreeMap<&str, usize> = BTreeMap::new();
        let mut groups = Vec::new();
        for (at, record) in records.iter().enumerate() {
            let title = field::name(Some(&record.title), site);
            let first = *titles.entry(&record.title).or_insert(at);
            if first != at && !record.title.is_empty() {
                let spans = [at, first].map(|at| site.span(&[Key("groups"), Item(at), Key("title")]));
                site.fault(title_twice(&record.title, spans));
            }
            let members = record.members.as_deref().unwrap_or_default();
            site.malformed |= record.members.is_none();
            let mut found = Vec::new();
            for (nth, id) in members.iter().enumerate() {
                let Some(actor) = refer::actor(self.0, site, id, &member((at, nth))) else { continue };
                let first = *seen.entry(actor).or_insert((at, nth));
                if first == (at, nth) {
                    found.push(actor);
                } else {
                    let other = (first.0 != at).then(|| &*records[first.0].title);
                    let spans = [(at, nth), first].map(|at| site.span(&member(at)));
                    site.fault(member_twice(id, other, spans));
                }
            }
            groups.extend(title.map(|title| Group { title, members: found.into() }));
        }
        groups.into()
    }

    fn stands_out(&self, ids: &[Text<'_>], site: &mut Site<'_>) -> Box<[ActorId]> {
        let found = ids.iter().enumerate();
        found.filter_map(|(at, id)| refer::actor(self.0, site, id, &[Key("highlight"), Item(at)])).collect()
    }
}

fn member((group, nth): (usize, usize)) -> [Step<'static>; 4] {
    [Key("groups"), Item(group), Key("members"), Item(nth)]
}

fn states(written: Option<&OneOrList<Text<'_>>>, site: &mut Site<'_>) -> Box<[State]> {
    let words = written.map_or(&[][..], OneOrList::as_slice);
    words.iter().filter_map(|word| site.formed(word.parse().ok())).collect()
}

/// The value of an optional word.
fn word(text: Option<&Text<'_>>, words: &[&str], site: &mut Site<'_>) -> Option<Box<str>> {
    text.and_then(|text| site.formed(words.contains(&text.as_str()).then(|| text.as_str().into())))
}

fn chosen<T>(word: Option<Box<str>>) -> Choice<T> {
    word.map_or(Choice::Unsaid, Choice::Word)
}

fn member_twice(id: &str, other: Option<&str>, [span, first]: [Span; 2]) -> Diagnostic {
    let headline = match other {
        Some(other) => format!("`{}` stands in the group \"{}\" already", clipped(id), clipped(other)),
        None => format!("`{}` stands twice in one group", clipped(id)),
    };
    Diagnostic::error("member-twice", headline, span, "again here")
        .also(first, "first here")
        .help("keep it in one group, once: a picture draws an actor in one place")
}

fn title_twice(title: &str, [span, first]: [Span; 2]) -> Diagnostic {
    let headline = format!("two groups have the title \"{}\"", clipped(title));
    Diagnostic::error("member-twice", headline, span, "again here")
        .also(first, "first here")
        .help("make them one group, or give one another title")
}
