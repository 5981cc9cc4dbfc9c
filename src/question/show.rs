//! `show`: the one-page dossier of an actor, a relation or a source.

use super::Argument;
use super::Asked;
use super::Card;
use super::Takes;
use super::Trouble;
use super::named;
use super::side::phrase;
use super::side::side;
use crate::answer::Cell;
use crate::answer::Column;
use crate::answer::Detail;
use crate::answer::Findings;
use crate::answer::Row;
use crate::graph::Reason;
use crate::model::ActorId;
use crate::model::Date;
use crate::model::Model;
use crate::model::Named;
use crate::model::RelationId;
use crate::model::SourceId;
use crate::model::Until;
use crate::text::count;

pub(super) const CARD: Card = Card {
    verb: "show",
    alias: None,
    summary: "Show the dossier of an actor, a relation or a source",
    about: "What it is, every tie by type with dates, status and sources, and under their own headings what is \
            past, planned, denied or contradicted. What a full record would state and this one does not is \
            printed as not stated. A relation is named by its id or by from:type:to[:item], which may name several.",
    arguments: &[Argument {
        name: "ACTOR|RELATION|SOURCE",
        count: (1, 1),
        takes: Takes::Anything,
        help: "What to show: a name, an id, or from:type:to[:item]",
    }],
    options: &[],
    examples: &[
        ("show iran", "everything that is held on Iran"),
        ("show russia:supplies:iran:verba", "one relation, and what it does not state"),
        ("show conflict-watch-2026-02-26", "a source, and what rests on it"),
    ],
    hypothesis: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Findings, Trouble> {
    let (model, name) = (asked.model(), &asked.question.arguments[0]);
    let records = model.relations_called(name);
    let mut findings = match records[..] {
        [] => match named(model, name).map_err(|trouble| of_a_relation(trouble, model))? {
            Named::Actor(actor) => of_actor(asked, actor),
            Named::Source(source) => of_source(asked, source),
        },
        [relation] => of_relation(model, relation),
        [first, ..] => Findings { rows: of_relations(model, &records), ..of_relation(model, first) },
    };
    findings.columns = vec![Column::words("what"), Column::words("detail")];
    findings.detail = Detail::Full;
    Ok(findings)
}

/// What is written like the identity of a relation was meant for one.
fn of_a_relation(trouble: Trouble, model: &Model) -> Trouble {
    let Trouble::Unknown { word, .. } = &trouble else { return trouble };
    if word.matches(':').count() < 2 {
        return trouble;
    }
    let keys: Vec<String> = model.relation_ids().map(|relation| model.key(relation)).collect();
    Trouble::unknown("relation", word, keys.iter().map(String::as_str))
}

/// Where a relation stands in a dossier; the order of the headings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Now,
    Past,
    Later,
    Ahead,
    Cancelled,
    Refused,
    Undated,
    Names,
    Narrowed,
}

impl Standing {
    fn of(asked: &Asked<'_>, relation: RelationId) -> Self {
        match asked.sight.verdict(relation) {
            Ok(_) => Self::Now,
            Err(Reason::Ended) => Self::Past,
            Err(Reason::Future) => Self::Later,
            Err(Reason::Possible | Reason::Proposed | Reason::Planned) => Self::Ahead,
            Err(Reason::Cancelled) => Self::Cancelled,
            Err(Reason::Negated | Reason::Denied | Reason::Retracted | Reason::Unasserted) => Self::Refused,
            Err(Reason::Undated) => Self::Undated,
            Err(Reason::Identity) => Self::Names,
            Err(_) => Self::Narrowed,
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Now => "holds",
            Self::Past => "past",
            Self::Later => "after this date",
            Self::Ahead => "planned, proposed or feared",
            Self::Cancelled => "cancelled",
            Self::Refused => "negated, denied, retracted or unasserted",
            Self::Undated => "without a date by then",
            Self::Names => "possibly the same",
            Self::Narrowed => "left out by the lens",
        }
    }
}

fn of_actor(asked: &Asked<'_>, id: ActorId) -> Findings {
    let model = asked.model();
    let actor = &model[id];
    let mut ties: Vec<(Standing, RelationId)> = asked
        .sight
        .graph()
        .touching(id)
        .iter()
        .map(|relation| (Standing::of(asked, *relation), *relation))
        .filter(|(standing, _)| *standing != Standing::Narrowed)
        .collect();
    ties.sort_by_cached_key(|(standing, relation)| {
        let strength = std::cmp::Reverse(asked.sight.strength(*relation));
        let since = model.extent(*relation).since;
        (*standing, model[*relation].type_, side(model, *relation, id), strength, since, *relation)
    });
    let mut rows = actor_rows(model, id);
    rows.extend(ties.iter().map(|(standing, relation)| {
        let heading = match standing {
            Standing::Now => phrase(model, *relation, side(model, *relation, id)),
            other => other.heading().to_owned(),
        };
        Row::of([Cell::Empty, Cell::Empty]).under(heading).resting_on([*relation], Some(id))
    }));
    Findings { title: actor.name.to_string(), summary: summary(&actor.name, &ties), rows, ..Findings::default() }
}

/// How many relations hold, then how many stand under each of the other headings.
fn summary(name: &str, ties: &[(Standing, RelationId)]) -> String {
    let under = |one: Standing| ties.iter().filter(|(standing, _)| *standing == one).count();
    let now = under(Standing::Now);
    let mut text = format!("{name}: {} {}", count(now, "relation"), if now == 1 { "holds" } else { "hold" });
    let mut seen = Standing::Now;
    for (standing, _) in ties {
        if *standing != seen {
            seen = *standing;
            text = format!("{text}; {} {}", under(seen), seen.heading());
        }
    }
    text
}

fn field(what: &str, detail: impl Into<String>) -> Row {
    Row::of([Cell::text(what), Cell::text(detail)])
}

fn actor_rows(model: &Model, id: ActorId) -> Vec<Row> {
    let actor = &model[id];
    let mut rows = vec![field("id", &*actor.id), field("kind", &*model.vocabulary().actor_kind(actor.kind).label)];
    let until = actor.until.and_then(|until| match until {
        Until::Date(date) => Some(date),
        Until::Open => None,
    });
    let dates = [("since", actor.since), ("until", until)];
    rows.extend(dates.into_iter().filter_map(|(what, date)| Some(field(what, date?.to_string()))));
    if actor.placeholder {
        rows.push(field("placeholder", "stands for somebody unnamed; no route passes through it"));
    }
    if let Some(details) = &actor.details {
        let ids = details.ids.iter().map(|(scheme, id)| format!("{scheme} {id}")).collect::<Vec<_>>().join(", ");
        let lists = [
            ("also", details.aliases.join(", ")),
            ("tags", details.tags.join(", ")),
            ("description", details.description.as_deref().unwrap_or_default().to_owned()),
            ("ids", ids),
            ("formerly", details.was.join(", ")),
            ("note", details.note.as_deref().unwrap_or_default().to_owned()),
        ];
        rows.extend(lists.into_iter().filter(|(_, text)| !text.is_empty()).map(|(what, text)| field(what, text)));
        rows.extend(
            details.citations.iter().map(|citation| Row::of([Cell::text("source"), Cell::Source(citation.source)])),
        );
    }
    rows
}

fn of_relation(model: &Model, id: RelationId) -> Findings {
    let record = &model[id];
    let type_ = model.type_of(id);
    let title = format!("{} {} {}", model[record.from].name, type_.phrase, model[record.to].name);
    let mut rows = vec![
        field("identity", model.key(id)),
        field("type", format!("{} ({})", type_.id, type_.polarity)),
        Row::of([Cell::Empty, Cell::Empty]).under("what it says").resting_on([id], None),
    ];
    if let Some(plover) = &type_.plover {
        rows.insert(2, field("PLOVER", &**plover));
    }
    Findings { summary: title.clone(), title, rows, ..Findings::default() }
}

/// Several records of one type between the same two.
fn of_relations(model: &Model, ids: &[RelationId]) -> Vec<Row> {
    let row = |id: &RelationId| Row::of([Cell::Empty, Cell::Empty]).under(model.key(*id)).resting_on([*id], None);
    ids.iter().map(row).collect()
}

fn of_source(asked: &Asked<'_>, id: SourceId) -> Findings {
    let model = asked.model();
    let source = &model[id];
    let bears_on: Vec<RelationId> = model
        .relation_ids()
        .filter(|relation| model[*relation].citations.iter().any(|citation| citation.source == id))
        .collect();
    let alone: Vec<RelationId> =
        bears_on.iter().copied().filter(|relation| model[*relation].citations.iter().all(|c| c.source == id)).collect();
    let leaned_on: Vec<RelationId> = model
        .relation_ids()
        .filter(|relation| {
            let mut details = model[*relation].citations.iter().filter_map(|citation| citation.details());
            details.any(|details| details.derives_from.contains(&id))
        })
        .collect();
    let mut rows = source_rows(model, id);
    let group = |heading: String, relations: &[RelationId]| {
        let row = |relation: &RelationId| {
            Row::of([Cell::Empty, Cell::Empty]).under(heading.clone()).resting_on([*relation], None)
        };
        relations.iter().map(row).collect::<Vec<_>>()
    };
    let others: Vec<RelationId> = bears_on.iter().copied().filter(|relation| !alone.contains(relation)).collect();
    rows.extend(group(format!("rests on it alone ({})", alone.len()), &alone));
    rows.extend(group(format!("rests on it and on others ({})", others.len()), &others));
    rows.extend(group(format!("cites others that lean on it here ({})", leaned_on.len()), &leaned_on));
    Findings {
        title: source.title.to_string(),
        summary: format!(
            "{}: bears on {}, {} of which cite nothing else",
            source.title,
            count(bears_on.len(), "relation"),
            alone.len()
        ),
        rows,
        ..Findings::default()
    }
}

fn source_rows(model: &Model, id: SourceId) -> Vec<Row> {
    let source = &model[id];
    let words = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    let fields = [
        ("id", Some(source.id.to_string())),
        ("kind", words(&source.kind)),
        ("publisher", words(&source.publisher)),
        ("author", words(&source.author)),
        ("date", Some(source.date.map_or_else(|| "not stated".into(), |date: Date| date.to_string()))),
        ("url", words(&source.url)),
        ("archive", words(&source.archive_url)),
        ("language", words(&source.lang)),
        ("reliability", Some(source.reliability.map_or_else(|| "unrated".into(), |grade| grade.to_string()))),
        ("note", words(&source.note)),
    ];
    let mut rows: Vec<Row> = fields.into_iter().filter_map(|(what, text)| Some(field(what, text?))).collect();
    let ties = |what: &'static str, ids: Vec<SourceId>| {
        ids.into_iter().map(move |other| Row::of([Cell::text(what), Cell::Source(other)]))
    };
    let leaners = model.source_ids().filter(|other| model[*other].derives_from.contains(&id)).collect();
    rows.extend(ties("leans on", source.derives_from.to_vec()));
    rows.extend(ties("leaned on by", leaners));
    rows
}
