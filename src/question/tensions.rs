//! `tensions`: friends who are enemies, enemies who talk, triads that do not balance.

use super::Argument;
use super::Asked;
use super::Card;
use super::Flag;
use super::Takes;
use super::Trouble;
use crate::analysis::balance::Pair;
use crate::analysis::balance::Pairs;
use crate::analysis::balance::Sign;
use crate::analysis::balance::Verdict;
use crate::analysis::balance::ends;
use crate::analysis::balance::pairs;
use crate::analysis::balance::triad;
use crate::analysis::balance::unbalanced;
use crate::answer::Cell;
use crate::answer::Column;
use crate::answer::Findings;
use crate::answer::Note;
use crate::answer::Row;
use crate::model::ActorId;
use crate::model::RelationId;

pub(super) const CARD: Card = Card {
    verb: "tensions",
    alias: Some("balance"),
    summary: "Show friends who are also enemies, enemies who talk, and triads that do not balance",
    about: "Without actors: pairs that are cooperative and hostile at once, pairs that talk and are hostile, and \
            triads whose signs multiply to a negative (Cartwright and Harary 1956). With actors: the sign of each \
            pair, mixed where both occur, and the verdict on each triad that has one. Friendly and hostile ties are \
            never netted into one. A sign rests on what holds as of the date, or, where nothing holds, on what has \
            happened.",
    arguments: &[Argument { name: "ACTOR", count: (0, usize::MAX), takes: Takes::Actor, help: "Two actors or more" }],
    options: &[Flag {
        name: "limit",
        takes: Takes::Number,
        help: "How many triads to show (25 unless told otherwise)",
    }],
    examples: &[
        ("tensions", "all tensions of the graph"),
        ("tensions us saudi-arabia iran --as-of 2016", "one triad, in 2016"),
        ("tensions israel gcc iran", "what balance would predict"),
    ],
    hypothesis: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Findings, Trouble> {
    let actors = asked.actors()?;
    let pairs = pairs(asked.sight);
    match actors[..] {
        [] => whole(asked, &pairs),
        [one] => Err(Trouble::Conflict(format!("name a second actor beside {}", asked.name(one)))),
        _ => Ok(among(asked, &pairs, &actors)),
    }
}

/// The verdict on a triad of which too little is known.
const UNKNOWN: &str = "open: two signs or more are not stated";

fn columns() -> Vec<Column> {
    vec![Column::words("actors"), Column::words("sign"), Column::words("verdict")]
}

fn pair_row(asked: &Asked<'_>, key: (ActorId, ActorId), pair: Option<&Pair>, verdict: &str) -> Row {
    let sign = pair.map_or(Sign::Unknown, Pair::sign);
    let mut relations: Vec<RelationId> =
        pair.iter().flat_map(|pair| pair.relations().chain(pair.talks.iter().copied())).collect();
    relations.sort_by_key(|relation| (std::cmp::Reverse(asked.sight.strength(*relation)), *relation));
    let talks = if pair.is_some_and(|pair| !pair.talks.is_empty()) { ", and they talk" } else { "" };
    let cells = [Cell::Actors(vec![key.0, key.1]), Cell::text(format!("{}{talks}", sign.word())), Cell::text(verdict)];
    Row::of(cells).resting_on(relations, Some(key.0))
}

/// Signs and verdicts among the actors named.
fn among(asked: &Asked<'_>, pairs: &Pairs, actors: &[ActorId]) -> Findings {
    let mut rows = Vec::new();
    for (at, a) in actors.iter().enumerate() {
        for b in &actors[at + 1..] {
            rows.push(pair_row(asked, (*a, *b), pairs.get(&ends(*a, *b)), "").under("pairs"));
        }
    }
    let verdicts: Vec<([ActorId; 3], String)> =
        threes(actors).map(|three| (three, words(asked, pairs, three))).collect();
    let told = verdicts.iter().filter(|(_, verdict)| verdicts.len() == 1 || verdict != UNKNOWN);
    rows.extend(told.clone().map(|(three, verdict)| {
        Row::of([Cell::Actors(three.to_vec()), Cell::Empty, Cell::text(&**verdict)]).under("triads")
    }));
    let names: Vec<&str> = actors.iter().map(|actor| asked.name(*actor)).collect();
    let names = names.join(", ");
    let summary = match verdicts.as_slice() {
        [] => {
            let sign = pairs.get(&ends(actors[0], actors[1])).map_or(Sign::Unknown, Pair::sign);
            format!("{names}: {}", sign.word())
        }
        [(_, one)] => format!("{names}: {one}"),
        many => format!("{} of {} triads among {names} have signs enough", told.count(), many.len()),
    };
    Findings { title: format!("Tensions among {names}"), summary, columns: columns(), rows, ..Findings::default() }
}

fn threes(actors: &[ActorId]) -> impl Iterator<Item = [ActorId; 3]> + '_ {
    let count = actors.len();
    (0..count).flat_map(move |a| {
        (a + 1..count).flat_map(move |b| (b + 1..count).map(move |c| [actors[a], actors[b], actors[c]]))
    })
}

fn words(asked: &Asked<'_>, pairs: &Pairs, three: [ActorId; 3]) -> String {
    match triad(pairs, three) {
        Verdict::Balanced => "balanced".into(),
        Verdict::Unbalanced => "strained: the signs do not balance".into(),
        Verdict::Predicts((a, b), sign) => format!(
            "open: nothing is stated between {} and {}; balance would predict a {} tie, which is a prediction and no finding",
            asked.name(a),
            asked.name(b),
            sign.word()
        ),
        Verdict::Open => {
            let [a, b, c] = three;
            let keys = [ends(a, b), ends(b, c), ends(a, c)];
            let mixed: Vec<String> = keys
                .into_iter()
                .filter(|key| pairs.get(key).is_some_and(|pair| pair.sign() == Sign::Mixed))
                .map(|(a, b)| format!("{} and {}", asked.name(a), asked.name(b)))
                .collect();
            if mixed.is_empty() {
                UNKNOWN.into()
            } else {
                format!("strained: {} are friend and enemy at once", mixed.join("; "))
            }
        }
    }
}

/// Everything that is tense in the graph.
fn whole(asked: &Asked<'_>, pairs: &Pairs) -> Result<Findings, Trouble> {
    let limit = asked.number("limit")?.unwrap_or(25);
    let mixed = pairs.iter().filter(|(_, pair)| pair.sign() == Sign::Mixed);
    let talking = pairs.iter().filter(|(_, pair)| !pair.talks.is_empty() && !pair.hostile.is_empty());
    let (triads, count) = unbalanced(pairs, limit);
    let mut rows: Vec<Row> = Vec::new();
    rows.extend(mixed.map(|(key, pair)| {
        pair_row(asked, *key, Some(pair), "friend and enemy").under("cooperative and hostile at once")
    }));
    let both = rows.len();
    rows.extend(talking.map(|(key, pair)| {
        pair_row(asked, *key, Some(pair), "hostile, and they talk").under("hostile pairs that talk")
    }));
    let talk = rows.len() - both;
    let sign = |a, b| pairs.get(&ends(a, b)).map_or(Sign::Unknown, Pair::sign).word();
    rows.extend(triads.iter().map(|three| {
        let [a, b, c] = *three;
        let signs = format!("{}, {}, {}", sign(a, b), sign(b, c), sign(a, c));
        Row::of([Cell::Actors(three.to_vec()), Cell::Text(signs), Cell::text("does not balance")])
            .under("triads that do not balance")
    }));
    let more = count - triads.len();
    let hint = (more > 0).then(|| Note::Hint(format!("{more} more triads are not shown; --limit {count} shows them")));
    Ok(Findings {
        title: "Tensions".into(),
        summary: format!(
            "{both} pairs are friend and enemy at once, {talk} talk and are hostile, {count} triads do not balance"
        ),
        columns: columns(),
        rows,
        notes: hint.into_iter().collect(),
        ..Findings::default()
    })
}
