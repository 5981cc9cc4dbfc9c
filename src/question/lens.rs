//! The lens options, which narrow every question the same way.

use super::Flag;
use super::Question;
use super::Takes;
use super::Trouble;
use super::actor;
use super::one_of;
use super::source;
use crate::graph::Lens;
use crate::graph::Reason;
use crate::graph::When;
use crate::model::Date;
use crate::model::Model;
use crate::model::Phase;
use crate::model::Polarity;
use crate::model::Status;

/// The options that every question takes.
pub const LENS: &[Flag] = &[
    flag("as-of", Takes::Date, "Look at this date instead of the graph's own"),
    flag("ever", Takes::Nothing, "Look at all times"),
    flag("strict", Takes::Nothing, "Keep only what certainly holds"),
    flag("during", Takes::Window, "Keep what met these days, for example 2015..2018"),
    flag("only", Takes::Types, "Keep only these types of relation"),
    flag("not", Takes::Types, "Leave these types of relation out"),
    flag("kind", Takes::Kinds, "List and pass only actors of these kinds"),
    flag("status", Takes::Statuses, "Keep only these statuses: confirmed, reported, disputed, alleged, unrated, …"),
    flag("phase", Takes::Phases, "Keep only these phases: possible, proposed, planned, agreed, …, unstated"),
    flag("source", Takes::Sources, "Keep only what one of these sources asserts"),
    flag("without-source", Takes::Sources, "Look as if these sources, and what leans on them alone, did not exist"),
    flag("without", Takes::Actor, "Leave out every relation in which this actor takes part"),
    flag("cooperative", Takes::Nothing, "Keep only friendly relations"),
    flag("hostile", Takes::Nothing, "Keep only hostile relations; with --cooperative, both but not the neutral"),
    flag("directed", Takes::Nothing, "Follow relations only in their own direction"),
    flag("include", Takes::Reasons, "Let in what is left out by default: planned, possible, denied, negated, ended, …"),
    flag("max-handling", Takes::Handling, "Leave out whatever is handled above this level"),
];

const fn flag(name: &'static str, takes: Takes, help: &'static str) -> Flag {
    Flag { name, takes, help }
}

/// Makes the lens of a question.
pub(super) fn lens(question: &Question, model: &Model) -> Result<Lens, Trouble> {
    let values = |name| question.values(name).iter().map(String::as_str);
    let has = |name| question.options.contains_key(name);
    let mut lens = Lens::of(model);
    if has("ever") {
        lens.when = When::Ever;
    }
    if let Some(word) = values("as-of").next_back() {
        if has("ever") {
            return Err(Trouble::Conflict("--as-of and --ever shut each other out".into()));
        }
        lens.when = When::AsOf(date(word)?);
    }
    lens.during = values("during").next_back().map(window).transpose()?;
    if lens.during.is_some() && !has("as-of") {
        lens.when = When::Ever;
    }
    lens.strict = has("strict");
    lens.directed = has("directed");
    let vocabulary = model.vocabulary();
    let types: Vec<_> = vocabulary.types.iter().filter_map(|t| Some((&*t.id, vocabulary.type_(&t.id)?))).collect();
    let kinds: Vec<_> = vocabulary.kinds.iter().filter_map(|k| Some((&*k.id, vocabulary.kind(&k.id)?))).collect();
    lens.only = values("only").map(|word| one_of("type", word, &types)).collect::<Result<_, _>>()?;
    lens.not = values("not").map(|word| one_of("type", word, &types)).collect::<Result<_, _>>()?;
    lens.kinds = values("kind").map(|word| one_of("kind", word, &kinds)).collect::<Result<_, _>>()?;
    lens.statuses = values("status").map(status).collect::<Result<_, _>>()?;
    lens.phases = values("phase").map(phase).collect::<Result<_, _>>()?;
    lens.include = values("include").map(reason).collect::<Result<_, _>>()?;
    lens.sources = values("source").map(|word| source(model, word)).collect::<Result<_, _>>()?;
    if !question.card.hypothesis {
        lens.without_sources = values("without-source").map(|word| source(model, word)).collect::<Result<_, _>>()?;
        lens.without = values("without").map(|word| actor(model, word)).collect::<Result<_, _>>()?;
    }
    lens.polarities = [("cooperative", Polarity::Cooperative), ("hostile", Polarity::Hostile)]
        .into_iter()
        .filter_map(|(name, polarity)| has(name).then_some(polarity))
        .collect();
    lens.max_handling = values("max-handling").next_back().map(|word| handling(model, word)).transpose()?;
    Ok(lens)
}

/// Reads a date of the command line.
pub(super) fn date(word: &str) -> Result<Date, Trouble> {
    word.parse().map_err(|why: crate::model::NoDate| Trouble::NoDate(word.into(), why.0))
}

/// Reads `A..B`; one date alone is a window, too.
fn window(word: &str) -> Result<(Date, Date), Trouble> {
    let (first, last) = word.split_once("..").unwrap_or((word, word));
    let (first, last) = (date(first)?, date(last)?);
    if first.interval().first > last.interval().last {
        return Err(Trouble::Conflict(format!("--during {word} ends before it begins")));
    }
    Ok((first, last))
}

fn status(word: &str) -> Result<Option<Status>, Trouble> {
    let known: Vec<_> =
        Status::ALL.iter().map(|status| (status.word(), Some(*status))).chain([("unrated", None)]).collect();
    one_of("status", word, &known)
}

fn phase(word: &str) -> Result<Option<Phase>, Trouble> {
    let known: Vec<_> =
        Phase::ALL.iter().map(|phase| (phase.word(), Some(*phase))).chain([("unstated", None)]).collect();
    one_of("phase", word, &known)
}

fn reason(word: &str) -> Result<Reason, Trouble> {
    let known: Vec<_> =
        Reason::ALL.iter().filter(|reason| reason.can_be_included()).map(|reason| (reason.word(), *reason)).collect();
    one_of("reason", word, &known)
}

fn handling(model: &Model, word: &str) -> Result<u8, Trouble> {
    let levels = &model.vocabulary().handling;
    let known: Vec<_> = (0..).zip(levels).map(|(at, level)| (&**level, at)).collect();
    one_of("level of handling", word, &known)
}
