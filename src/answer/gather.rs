//! From ids to everything that stands behind them.

use super::ActorCard;
use super::Answer;
use super::Backdrop;
use super::Cell;
use super::Fact;
use super::Findings;
use super::Note;
use super::Row;
use super::Scope;
use super::SourceCard;
use super::missing;
use crate::graph::Sight;
use crate::graph::When;
use crate::model::ActorId;
use crate::model::Citation;
use crate::model::Meaning;
use crate::model::Model;
use crate::model::RelationId;
use crate::model::SourceId;
use std::collections::BTreeSet;

impl Answer {
    /// Makes the answer to a question out of what was found through a lens: gathers every actor,
    /// relation and source that the findings name, and counts what the lens left out.
    ///
    /// `question` is the line that asks it again, `lens` its narrowing as options. Linear in the
    /// relations of the graph for the counts, and in the findings for the rest.
    #[must_use]
    pub fn new(sight: &Sight<'_>, question: &str, findings: Findings) -> Self {
        let mut gathering = Gathering { sight, answer: Self::default() };
        for row in &findings.rows {
            gathering.row(row);
        }
        for route in &findings.routes {
            route.actors.iter().for_each(|actor| gathering.actor(*actor));
            route.hops.iter().flatten().for_each(|relation| gathering.fact(*relation));
            route.roots.iter().for_each(|source| gathering.source(*source));
        }
        let mut answer = gathering.answer;
        answer.handling = handling(sight.graph().model(), &answer);
        answer.backdrop = backdrop(sight, &answer);
        answer.scope = scope(sight);
        answer.manifest = sight.graph().model().manifest().clone();
        answer.vocabulary = sight.graph().model().vocabulary().clone();
        question.clone_into(&mut answer.question);
        let Findings { title, summary, columns, rows, routes, mut asked, mut notes, cut, detail } = findings;
        asked.retain(|actor| answer.actors.contains_key(actor));
        notes.splice(0..0, cut.clone().map(Note::Warning));
        Self { title, summary, columns, rows, routes, asked, notes, cut, detail, ..answer }
    }
}

struct Gathering<'s> {
    sight: &'s Sight<'s>,
    answer: Answer,
}

impl Gathering<'_> {
    fn model(&self) -> &Model {
        self.sight.graph().model()
    }

    fn row(&mut self, row: &Row) {
        for cell in &row.cells {
            match cell {
                Cell::Actor(id) => self.actor(*id),
                Cell::Actors(ids) => ids.iter().for_each(|id| self.actor(*id)),
                Cell::Source(id) => self.source(*id),
                Cell::Empty | Cell::Text(_) | Cell::Count(_) | Cell::Real(_) => {}
            }
        }
        row.facts.iter().for_each(|seen| self.fact(seen.relation));
    }

    fn actor(&mut self, id: ActorId) {
        if self.answer.actors.contains_key(&id) {
            return;
        }
        let model = self.model();
        let actor = model[id].clone();
        let kind = model.vocabulary().actor_kind(actor.kind).clone();
        let file = model.file(actor.place).to_owned();
        let cited: Vec<SourceId> = actor.details.iter().flat_map(|d| &d.citations).flat_map(named).collect();
        self.answer.actors.insert(id, ActorCard { actor, kind, file });
        cited.into_iter().for_each(|source| self.source(source));
    }

    fn source(&mut self, id: SourceId) {
        if self.answer.sources.contains_key(&id) {
            return;
        }
        let number = self.answer.sources.len() + 1;
        let card = source(self.model(), (id, number));
        let leans_on = card.source.derives_from.clone();
        self.answer.sources.insert(id, card);
        leans_on.iter().for_each(|root| self.source(*root));
    }

    fn fact(&mut self, id: RelationId) {
        if self.answer.facts.contains_key(&id) {
            return;
        }
        let fact = fact(self.sight, id);
        fact.relation.participants().for_each(|actor| self.actor(actor));
        fact.relation.citations.iter().flat_map(named).for_each(|source| self.source(source));
        for stance in fact.relation.stances() {
            self.actor(stance.by);
            stance.source.iter().for_each(|source| self.source(*source));
        }
        let disagreeing: BTreeSet<RelationId> = fact.competing.iter().chain(&fact.contradicting).copied().collect();
        self.answer.facts.insert(id, fact);
        disagreeing.into_iter().for_each(|other| self.fact(other));
    }
}

fn fact(sight: &Sight<'_>, id: RelationId) -> Fact {
    let graph = sight.graph();
    let model = graph.model();
    let relation = model[id].clone();
    Fact {
        key: model.key(id),
        type_: model.type_of(id).clone(),
        verdict: sight.verdict(id),
        extent: model.extent(id),
        roots: sight.roots(id),
        competing: graph.competing(id),
        contradicting: graph.contradicting(id),
        missing: missing::not_stated(model, id),
        derived: missing::derived(&relation),
        file: model.file(relation.place).to_owned(),
        mark: None,
        relation,
    }
}

fn source(model: &Model, (id, number): (SourceId, usize)) -> SourceCard {
    let source = model[id].clone();
    SourceCard { number, file: model.file(source.place).to_owned(), source }
}

/// As many actors as an answer has for which a backdrop is gathered.
const MOST_ACTORS: usize = 1000;

/// The memberships and sponsorships among the actors of an answer that it does not tell itself.
fn backdrop(sight: &Sight<'_>, answer: &Answer) -> Backdrop {
    let mut backdrop = Backdrop::default();
    if answer.actors.len() > MOST_ACTORS {
        return backdrop;
    }
    let graph = sight.graph();
    let model = graph.model();
    let most = answer.handling.as_deref();
    let ids: BTreeSet<RelationId> = answer.actors.keys().flat_map(|&actor| graph.touching(actor)).copied().collect();
    for id in ids {
        let relation = &model[id];
        let is_bond = matches!(model.type_of(id).means, Some(Meaning::Membership | Meaning::Sponsorship))
            && [relation.from, relation.to].iter().all(|actor| answer.actors.contains_key(actor))
            && !answer.facts.contains_key(&id)
            && sight.verdict(id).is_ok()
            && is_as_open(model, id, most);
        if is_bond {
            backdrop.facts.insert(id, fact(sight, id));
        }
    }
    let cited = backdrop.facts.values().flat_map(|fact| &fact.relation.citations).map(|citation| citation.source);
    let cited: BTreeSet<SourceId> = cited.filter(|id| !answer.sources.contains_key(id)).collect();
    let numbered = cited.into_iter().zip(answer.sources.len() + 1..);
    backdrop.sources = numbered.map(|(id, number)| (id, source(model, (id, number)))).collect();
    backdrop
}

/// Tells whether a relation and its sources may be shown wherever this level may.
fn is_as_open(model: &Model, id: RelationId, most: Option<&str>) -> bool {
    let most = most.and_then(|most| model.vocabulary().handling.iter().position(|level| **level == *most));
    let own = model[id].handling.or(model.manifest().handling);
    let sources = model[id].citations.iter().map(|citation| model[citation.source].handling);
    let highest = sources.chain([own]).flatten().max();
    highest.is_none_or(|level| most.is_some_and(|most| usize::from(level) <= most))
}

/// The source of a citation, and those that it leans on there.
fn named(citation: &Citation) -> impl Iterator<Item = SourceId> + '_ {
    let leans_on = citation.details().into_iter().flat_map(|details| &details.derives_from);
    std::iter::once(citation.source).chain(leans_on.copied())
}

fn scope(sight: &Sight<'_>) -> Scope {
    let model = sight.graph().model();
    let census = sight.census();
    let as_of = match sight.lens().when {
        When::Ever => None,
        When::AsOf(date) => Some(date.to_string()),
    };
    let during = sight.lens().during.map(|window| match window {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first}..{last}"),
    });
    let graph = model.manifest().name.to_string();
    let (relations, through) = (census.total, census.through);
    Scope { graph, as_of, during, known_by: None, relations, through, left_out: census.left_out }
}

/// The highest level of handling among relations and sources, the graph's own level included.
fn handling(model: &Model, answer: &Answer) -> Option<String> {
    let relations = answer.facts.values().map(|fact| fact.relation.handling.or(model.manifest().handling));
    let sources = answer.sources.values().map(|card| card.source.handling);
    let highest = relations.chain(sources).flatten().max()?;
    model.vocabulary().handling.get(usize::from(highest)).map(ToString::to_string)
}
