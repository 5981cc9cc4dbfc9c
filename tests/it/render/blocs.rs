//! A picture of ordinary size: who arms, backs and confronts Iran.

use super::sample::Sketch;
use actant::answer::Answer;
use actant::answer::Cell;
use actant::answer::Row;
use actant::answer::Seen;
use actant::model::Phase;
use actant::model::Reliability;
use actant::model::Role;
use actant::model::Status;

const ACTORS: &[[&str; 3]] = &[
    ["us", "state", "United States"],
    ["israel", "state", "Israel"],
    ["iran", "state", "Iran"],
    ["russia", "state", "Russia"],
    ["china", "state", "China"],
    ["gcc", "organisation", "Gulf Cooperation Council states"],
    ["netanyahu", "person", "Benjamin Netanyahu"],
    ["b-2", "weapon-system", "B-2 bombers and ~50% of US air power"],
    ["alliance", "agreement", "Regional alliance"],
    ["talks", "event", "US–Iran nuclear talks"],
    ["jcpoa", "agreement", "JCPOA (2015)"],
    ["nuclear", "programme", "Nuclear programme"],
    ["missiles", "weapon-system", "Ballistic missiles"],
    ["hezbollah", "proxy", "Hezbollah"],
    ["hamas", "proxy", "Hamas"],
    ["houthis", "proxy", "Houthis"],
    ["verba", "weapon-system", "9K333 Verba"],
    ["cm-302", "weapon-system", "CM-302 missiles"],
];

/// From, type, to, source, status, phase.
type Tie = ([&'static str; 3], u32, Status, Option<Phase>);

const TIES: &[Tie] = &[
    (["us", "allied-with", "israel"], 0, Status::Confirmed, None),
    (["netanyahu", "leads", "israel"], 0, Status::Confirmed, None),
    (["israel", "aligned-with", "gcc"], 2, Status::Confirmed, None),
    (["israel", "seeks", "alliance"], 2, Status::Confirmed, Some(Phase::Planned)),
    (["us", "deploys", "b-2"], 1, Status::Confirmed, None),
    (["us", "participates-in", "talks"], 0, Status::Confirmed, None),
    (["iran", "participates-in", "talks"], 0, Status::Confirmed, None),
    (["talks", "strengthens", "jcpoa"], 0, Status::Confirmed, Some(Phase::Possible)),
    (["jcpoa", "limits", "nuclear"], 0, Status::Confirmed, None),
    (["us", "sanctions", "iran"], 0, Status::Confirmed, None),
    (["b-2", "deters", "iran"], 1, Status::Confirmed, None),
    (["alliance", "opposes", "iran"], 2, Status::Confirmed, Some(Phase::Planned)),
    (["israel", "threatens", "iran"], 2, Status::Confirmed, None),
    (["iran", "threatens", "israel"], 3, Status::Confirmed, None),
    (["iran", "backs", "hezbollah"], 3, Status::Confirmed, None),
    (["iran", "backs", "hamas"], 3, Status::Confirmed, None),
    (["iran", "backs", "houthis"], 3, Status::Confirmed, None),
    (["hezbollah", "attacks", "israel"], 3, Status::Confirmed, None),
    (["houthis", "threatens", "israel"], 3, Status::Reported, None),
    (["iran", "operates", "nuclear"], 0, Status::Confirmed, None),
    (["iran", "develops", "missiles"], 0, Status::Confirmed, None),
];

/// Eighteen actors and twenty-three relations, seen from Iran.
pub fn blocs() -> Answer {
    let mut sketch = Sketch::new("Who arms, backs and confronts Iran");
    for [id, kind, name] in ACTORS {
        sketch.actor(id, kind, name);
    }
    for (id, title) in [
        ("talks", "Talks resumed; sanctions relief and sequencing are the sticking point"),
        ("posture", "Nearly 50% of US air power reported near Iran"),
        ("alliance", "Netanyahu announced a regional alliance"),
        ("axis", "Iran backs Hezbollah, Hamas and Houthis"),
        ("deal", "Reported clandestine deal with Russia"),
        ("transfer", "New intelligence on transfer of CM-302 missiles from China"),
    ] {
        sketch.source(id, title, Some(Reliability::F));
    }
    for (ends, source, status, phase) in TIES {
        let tie = sketch.tie(*ends, (*source, ""));
        sketch.standing(tie, *status, *phase);
    }
    for (from, item, source, status) in
        [("russia", "verba", 4, Status::Alleged), ("china", "cm-302", 5, Status::Reported)]
    {
        let tie = sketch.tie([from, "supplies", "iran"], (source, ""));
        sketch.role(tie, Role::Item, item);
        sketch.standing(tie, status, None);
    }
    let iran = sketch.id("iran");
    let items = [sketch.id("verba"), sketch.id("cm-302")];
    let mut answer = sketch.rows();
    answer.summary = "18 actors stand around Iran.".into();
    answer.handling = Some("Open source — draft for review".into());
    answer.rows.push(Row { group: None, cells: vec![Cell::Actors(items.to_vec()), Cell::Empty], facts: Vec::new() });
    for row in &mut answer.rows {
        for seen in &mut row.facts {
            let fact = &answer.facts[&seen.relation];
            let takes_part = fact.relation.from == iran || fact.relation.to == iran;
            *seen = Seen { from: takes_part.then_some(iran), ..*seen };
        }
    }
    answer
}
