//! Actors, relations and sources in the keys of the graph format, with what the answer adds.

use super::Ids;
use crate::answer::ActorCard;
use crate::answer::Fact;
use crate::answer::Mark;
use crate::answer::SourceCard;
use crate::model::Amount;
use crate::model::Citation;
use crate::model::Date;
use crate::model::Details;
use crate::model::Extent;
use crate::model::Interval;
use crate::model::Money;
use crate::model::Phase;
use crate::model::Role;
use crate::model::Stance;
use crate::model::Status;
use crate::model::Time;
use crate::model::Until;
use crate::render::reading::holds;
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ActorForm<'a> {
    id: &'a str,
    kind: &'a str,
    kind_label: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    aliases: &'a [Box<str>],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [Box<str>],
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    placeholder: bool,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    ids: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    was: &'a [Box<str>],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<CitationForm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    file: &'a str,
    line: u32,
}

impl<'a> ActorForm<'a> {
    pub fn new(ids: Ids<'a>, card: &'a ActorCard) -> Self {
        let actor = &card.actor;
        let details = actor.details.as_deref();
        let citations = details.map_or(&[][..], |details| &details.citations);
        let foreign = details.map_or(&[][..], |details| &details.ids);
        Self {
            id: &actor.id,
            kind: &card.kind.id,
            kind_label: &card.kind.label,
            name: &actor.name,
            aliases: actor.aliases(),
            tags: actor.tags(),
            description: details.and_then(|details| details.description.as_deref()),
            since: actor.since.map(|date| date.to_string()),
            until: actor.until.map(until),
            placeholder: actor.placeholder,
            ids: foreign.iter().map(|(scheme, id)| (&**scheme, &**id)).collect(),
            was: actor.was(),
            sources: citations.iter().map(|citation| CitationForm::new(ids, citation)).collect(),
            note: details.and_then(|details| details.note.as_deref()),
            file: &card.file,
            line: actor.place.line,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct SourceForm<'a> {
    number: usize,
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
    reliability: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    derives_from: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    handling: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    file: &'a str,
    line: u32,
}

impl<'a> SourceForm<'a> {
    pub fn new(ids: Ids<'a>, card: &'a SourceCard) -> Self {
        let source = &card.source;
        Self {
            number: card.number,
            id: &source.id,
            title: &source.title,
            kind: source.kind.as_deref(),
            publisher: source.publisher.as_deref(),
            author: source.author.as_deref(),
            date: source.date.map(|date| date.to_string()),
            url: source.url.as_deref(),
            archive_url: source.archive_url.as_deref(),
            lang: source.lang.as_deref(),
            reliability: source.reliability.map(|grade| grade.word()),
            derives_from: ids.sources(&source.derives_from),
            handling: ids.level(source.handling),
            note: source.note.as_deref(),
            file: &card.file,
            line: source.place.line,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct RelationForm<'a> {
    key: &'a str,
    from: &'a str,
    r#type: TypeForm<'a>,
    to: &'a str,
    #[serde(flatten)]
    roles: Roles<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<AmountForm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<MoneyForm<'a>>,
    #[serde(skip_serializing_if = "is_false")]
    negated: bool,
    #[serde(flatten)]
    time: TimeForm,
    days: DaysForm,
    holds: Option<&'static str>,
    left_out: Option<&'static str>,
    status: Option<&'static str>,
    phase: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    likelihood: Option<&'static str>,
    sources: Vec<CitationForm<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stances: Vec<StanceForm<'a>>,
    independent_sources: Vec<&'a str>,
    competing: Vec<&'a str>,
    contradicting: Vec<&'a str>,
    not_stated: &'a [String],
    derived: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    handling: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<&'static str>,
    file: &'a str,
    line: u32,
    bytes: [u32; 2],
}

impl<'a> RelationForm<'a> {
    pub fn new(ids: Ids<'a>, fact: &'a Fact) -> Self {
        let relation = &fact.relation;
        let details = relation.details();
        let span = relation.place.span;
        Self {
            key: &fact.key,
            from: ids.actor(relation.from),
            r#type: TypeForm::new(fact),
            to: ids.actor(relation.to),
            roles: Roles::new(ids, fact),
            quantity: details.and_then(|details| details.quantity.as_ref()).map(AmountForm::new),
            value: details.and_then(|details| details.value.as_ref()).map(MoneyForm::new),
            negated: relation.negated,
            time: TimeForm::new(relation.time),
            days: DaysForm::new(fact.extent),
            holds: fact.verdict.is_ok().then(|| holds(fact)),
            left_out: fact.verdict.is_err().then(|| holds(fact)),
            status: relation.status.map(Status::word),
            phase: relation.phase.map(Phase::word),
            condition: text(details, |details| &details.condition),
            confidence: details.and_then(|details| details.confidence).map(|confidence| confidence.word()),
            likelihood: details.and_then(|details| details.likelihood).map(|likelihood| likelihood.word()),
            sources: relation.citations.iter().map(|citation| CitationForm::new(ids, citation)).collect(),
            stances: relation.stances().iter().map(|stance| StanceForm::new(ids, stance)).collect(),
            independent_sources: ids.sources(&fact.roots),
            competing: ids.relations(&fact.competing),
            contradicting: ids.relations(&fact.contradicting),
            not_stated: &fact.missing,
            derived: &fact.derived,
            handling: ids.level(relation.handling),
            note: text(details, |details| &details.note),
            mark: fact.mark.map(Mark::word),
            file: &fact.file,
            line: relation.place.line,
            bytes: [span.start, span.end],
        }
    }
}

#[derive(Serialize)]
struct TypeForm<'a> {
    id: &'a str,
    phrase: &'a str,
    inverse: &'a str,
    symmetric: bool,
    polarity: &'static str,
}

impl<'a> TypeForm<'a> {
    fn new(fact: &'a Fact) -> Self {
        let type_ = &fact.type_;
        Self {
            id: &type_.id,
            phrase: &type_.phrase,
            inverse: &type_.inverse,
            symmetric: type_.symmetric,
            polarity: type_.polarity.word(),
        }
    }
}

/// The roles under their own names, each a list.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Roles<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    item: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    via: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    under: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    at: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    against: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    on_behalf_of: Vec<&'a str>,
}

impl<'a> Roles<'a> {
    fn new(ids: Ids<'a>, fact: &Fact) -> Self {
        let of = |role| fact.relation.role(role).map(|actor| ids.actor(actor)).collect();
        Self {
            item: of(Role::Item),
            via: of(Role::Via),
            under: of(Role::Under),
            at: of(Role::At),
            against: of(Role::Against),
            on_behalf_of: of(Role::OnBehalfOf),
        }
    }
}

#[derive(Default, Serialize)]
struct TimeForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

impl TimeForm {
    fn new(time: Time) -> Self {
        match time {
            Time::Unstated => Self::default(),
            Time::Event(date) => Self { date: Some(date.to_string()), ..Self::default() },
            Time::State(since, end) => {
                Self { since: since.map(|date| date.to_string()), until: end.map(until), date: None }
            }
        }
    }
}

/// The days that the dates may mean, as dates.
#[derive(Serialize)]
struct DaysForm {
    begins: [Option<String>; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<[Option<String>; 2]>,
    #[serde(skip_serializing_if = "is_false")]
    event: bool,
    #[serde(skip_serializing_if = "is_false")]
    marked: bool,
    #[serde(skip_serializing_if = "is_false")]
    undated: bool,
}

impl DaysForm {
    fn new(extent: Extent) -> Self {
        let date = |day: i32| Date::of_day(day).map(|date| date.to_string());
        let dates = |days: Interval| [date(days.first), date(days.last)];
        let Extent { since, until, event, marked, undated } = extent;
        let ends = (until.first < i32::MAX).then(|| dates(until));
        Self { begins: dates(since), ends, event, marked, undated }
    }
}

#[derive(Serialize)]
struct AmountForm<'a> {
    amount: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<&'static str>,
}

impl<'a> AmountForm<'a> {
    fn new(amount: &'a Amount) -> Self {
        Self {
            amount: number(&amount.amount),
            unit: amount.unit.as_deref(),
            precision: amount.precision.map(|precision| precision.word()),
        }
    }
}

#[derive(Serialize)]
struct MoneyForm<'a> {
    amount: Box<RawValue>,
    currency: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<&'static str>,
}

impl<'a> MoneyForm<'a> {
    fn new(sum: &'a Money) -> Self {
        Self {
            amount: number(&sum.amount),
            currency: &sum.currency,
            precision: sum.precision.map(|precision| precision.word()),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct CitationForm<'a> {
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'a str>,
    credibility: Option<u8>,
    stance: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    derives_from: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl<'a> CitationForm<'a> {
    fn new(ids: Ids<'a>, citation: &'a Citation) -> Self {
        let details = citation.details();
        Self {
            source: ids.source(citation.source),
            at: details.and_then(|details| details.at.as_deref()),
            credibility: citation.credibility,
            stance: citation.testimony.word(),
            said: details.and_then(|details| details.said).map(|date| date.to_string()),
            derives_from: details.map_or_else(Vec::new, |details| ids.sources(&details.derives_from)),
            quote: details.and_then(|details| details.quote.as_deref()),
            note: details.and_then(|details| details.note.as_deref()),
        }
    }
}

#[derive(Serialize)]
struct StanceForm<'a> {
    by: &'a str,
    says: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl<'a> StanceForm<'a> {
    fn new(ids: Ids<'a>, stance: &'a Stance) -> Self {
        Self {
            by: ids.actor(stance.by),
            says: stance.says.word(),
            date: stance.date.map(|date| date.to_string()),
            source: stance.source.map(|source| ids.source(source)),
            at: stance.at.as_deref(),
            note: stance.note.as_deref(),
        }
    }
}

/// A number keeps its spelling; what is no number comes as a string.
fn number(spelled: &str) -> Box<RawValue> {
    let is_number =
        serde_json::from_str::<serde_json::Number>(spelled).is_ok() && !spelled.contains(char::is_whitespace);
    let text = if is_number { spelled.to_owned() } else { serde_json::Value::from(spelled).to_string() };
    RawValue::from_string(text).expect("a number or a string is JSON")
}

fn text<'a>(details: Option<&'a Details>, of: impl Fn(&'a Details) -> &'a Option<Box<str>>) -> Option<&'a str> {
    details.and_then(|details| of(details).as_deref())
}

fn until(until: Until) -> String {
    match until {
        Until::Open => "..".to_owned(),
        Until::Date(date) => date.to_string(),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}
