//! What a picture draws of an answer, held against the answer itself.

use super::blocs::blocs;
use super::sample::Sketch;
use super::sample::verba;
use super::written;
use actant::answer::Answer;
use actant::answer::Cell;
use actant::answer::Fact;
use actant::answer::Row;
use actant::model::ActorId;
use actant::model::Reliability;
use actant::model::Status;
use actant::render::Bloc;
use actant::render::Extent;
use actant::render::Grouping;
use actant::render::Highlight;
use actant::render::Palette;
use actant::render::Picture;
use actant::render::Surroundings;
use actant::render::Theme;
use proptest::prelude::*;
use roxmltree::Document;
use roxmltree::Node;
use std::collections::BTreeSet;

const TYPES: &[&str] = &["backs", "supplies", "attacks", "rival-of", "mediates", "member-of", "part-of", "allied-with"];
const KINDS: &[&str] = &["state", "proxy", "organisation", "person"];
const STATUSES: &[Status] =
    &[Status::Confirmed, Status::Reported, Status::Alleged, Status::Disputed, Status::Denied, Status::Retracted];

/// Both ends, type and status, as positions.
type Tie = (usize, usize, usize, usize);

/// An answer from the side of its first actor, every name and so every sentence of its own.
fn answer(actors: usize, ties: &[Tie]) -> Answer {
    let mut sketch = Sketch::new("Who is tied to whom?");
    for at in 0..actors {
        sketch.actor(&format!("a{at}"), KINDS[at % KINDS.len()], &format!("Actor {at:03}"));
    }
    sketch.source("one", "One source", Some(Reliability::B));
    sketch.source("two", "Another source", None);
    for (at, &(from, to, type_, status)) in ties.iter().enumerate() {
        let ends = [format!("a{from}"), format!("a{to}")];
        let source = u32::try_from(at % 2).unwrap();
        let tie = sketch.tie([&ends[0], TYPES[type_], &ends[1]], (source, ""));
        sketch.standing(tie, STATUSES[status], None);
    }
    let mut answer = sketch.rows();
    for row in &mut answer.rows {
        row.facts.iter_mut().for_each(|seen| seen.from = Some(ActorId(0)));
    }
    answer
}

fn answers(most: usize) -> impl Strategy<Value = Answer> {
    (2..most).prop_flat_map(move |actors| {
        let tie = (0..actors, 0..actors, 0..TYPES.len(), 0..STATUSES.len());
        // Some actors have many ties, as in the world.
        let tie = (tie, any::<bool>())
            .prop_map(|((from, to, type_, status), is_hub)| (if is_hub { from % 4 } else { from }, to, type_, status));
        proptest::collection::vec(tie, 0..2 * most).prop_map(move |ties| answer(actors, &ties))
    })
}

fn drawn(answer: &Answer, picture: Picture<'_>) -> String {
    written(answer, "svg", &Surroundings { picture, ..Surroundings::default() })
}

fn of_class<'a, 'i>(document: &'a Document<'i>, class: &str) -> Vec<Node<'a, 'i>> {
    let has = |node: &Node<'_, '_>| node.attribute("class").is_some_and(|all| all.split(' ').next() == Some(class));
    document.descendants().filter(has).collect()
}

fn told<'a>(node: &Node<'a, '_>) -> Vec<&'a str> {
    node.first_element_child().and_then(|title| title.text()).unwrap_or_default().lines().collect()
}

/// The facts that a sentence can stand for.
fn facts_of<'a>(answer: &'a Answer, sentence: &str) -> Vec<&'a Fact> {
    let name = |actor: ActorId| answer.actors[&actor].actor.name.to_string();
    let is_said = |fact: &&Fact| {
        let start = format!("{} {} {}", name(fact.relation.from), fact.type_.phrase, name(fact.relation.to));
        let standing = fact.relation.status.map_or("unrated", Status::word);
        sentence.starts_with(&start) && sentence.contains(&format!(", {standing}"))
    };
    answer.facts.values().filter(is_said).collect()
}

/// The number before a word.
fn number_before(text: &str, word: &str) -> Option<usize> {
    let before = text.split(word).next().filter(|before| before.len() < text.len())?;
    before.split_whitespace().last()?.replace(',', "").parse().ok()
}

/// Holds a picture to the rules; gives how many boxes and lines it has.
fn check(answer: &Answer, picture: Picture<'_>) -> (usize, usize) {
    let svg = drawn(answer, picture);
    let document = Document::parse(&svg).unwrap();
    let (boxes, lines) = (of_class(&document, "actor"), of_class(&document, "tie"));
    let mut sentences: BTreeSet<&str> = BTreeSet::new();
    for line in &lines {
        let facts: Vec<&Fact> = told(line)
            .into_iter()
            .map(|sentence| {
                sentences.insert(sentence);
                *facts_of(answer, sentence).first().unwrap_or_else(|| panic!("not in the answer: {sentence}"))
            })
            .collect();
        let kinds: BTreeSet<_> = facts.iter().map(|fact| (fact.type_.polarity, fact.relation.status)).collect();
        assert_eq!(kinds.len(), 1, "bundled across polarity or status: {:?}", told(line));
    }
    let desc = document.descendants().find(|node| node.attribute("id") == Some("desc")).unwrap().text().unwrap();
    let relations = number_before(desc, " relation").unwrap_or_default();
    let undrawn = desc.split_once(" actors; ").map_or(desc, |(_, rest)| rest);
    let undrawn = number_before(undrawn, " relations not shown").or(number_before(undrawn, " relation not shown"));
    if !answer.facts.is_empty() {
        assert_eq!(relations + undrawn.unwrap_or_default(), answer.facts.len(), "{desc}");
    }
    (boxes.len(), lines.len())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_slide_keeps_to_its_limits_and_says_what_it_leaves_out(answer in answers(70)) {
        let (boxes, lines) = check(&answer, Picture::default());
        prop_assert!(boxes <= 25 && lines <= 30, "{boxes} boxes and {lines} lines");
        let svg = drawn(&answer, Picture::default());
        prop_assert!(answer.facts.is_empty() || svg.contains("id=\"actor-a0\""), "the actor asked about is drawn");
    }

    #[test]
    fn nothing_is_left_out_of_a_full_picture(answer in answers(16)) {
        for groups in [Grouping::Auto, Grouping::None, Grouping::Kind] {
            let picture = Picture { extent: Extent::Full, groups, ..Picture::default() };
            check(&answer, picture);
            prop_assert!(!drawn(&answer, picture).contains("not shown"));
        }
    }

    #[test]
    fn a_picture_is_the_same_each_time(answer in answers(40)) {
        prop_assert_eq!(drawn(&answer, Picture::default()), drawn(&answer.clone(), Picture::default()));
    }
}

/// One sponsor of three, who have a foe in common.
fn sponsor() -> Answer {
    // backs: 0, attacks: 2; confirmed: 0, reported: 1
    let backs = (1..4).map(|to| (0, to, 0, 0));
    let attacks = (1..4).map(|from| (from, 4, 2, 1));
    answer(5, &backs.chain(attacks).collect::<Vec<_>>())
}

#[test]
fn what_one_has_with_all_of_a_group_is_one_line_to_its_frame() {
    let svg = drawn(&sponsor(), Picture::default());
    let document = Document::parse(&svg).unwrap();
    let frames = of_class(&document, "group");
    assert_eq!(frames.len(), 1);
    assert_eq!(frames[0].attribute("id"), Some("group-sponsorship.a0"));
    assert_eq!(told(&frames[0])[0], "backed by Actor 000");
    let lines = of_class(&document, "tie");
    assert_eq!(lines.len(), 2, "{svg}");
    assert!(lines.iter().all(|line| told(line).len() == 3));
    assert!(svg.contains("backs (all 3)") && svg.contains("attacks (all 3)"));
    let none = drawn(&sponsor(), Picture { groups: Grouping::None, ..Picture::default() });
    assert_eq!(of_class(&Document::parse(&none).unwrap(), "tie").len(), 6);
}

#[test]
fn a_tie_of_another_status_or_polarity_stays_by_itself() {
    let mut answer = sponsor();
    answer.facts.values_mut().next().unwrap().relation.status = Some(Status::Alleged);
    let svg = drawn(&answer, Picture::default());
    assert!(!svg.contains("backs (all 3)") && svg.contains("attacks (all 3)"), "{svg}");
}

#[test]
fn no_frame_holds_two_that_a_hostile_tie_parts() {
    let ties = [(0, 1, 0, 0), (0, 2, 0, 0), (0, 3, 0, 0), (1, 4, 2, 0), (2, 4, 2, 0), (3, 4, 2, 0), (1, 2, 2, 0)];
    let svg = drawn(&answer(5, &ties), Picture::default());
    assert!(!svg.contains("class=\"group"), "{svg}");
}

#[test]
fn a_list_groups_as_it_says() {
    let bloc = |title: &str, members: &[&str]| Bloc {
        title: title.into(),
        members: members.iter().map(ToString::to_string).collect(),
    };
    let listed = [bloc("Clients", &["a1", "a2", "a3"]), bloc("Alone", &["a4"]), bloc("Nobody", &["zz"])];
    let picture = Picture { groups: Grouping::Listed(&listed), ..Picture::default() };
    let svg = drawn(&sponsor(), picture);
    let document = Document::parse(&svg).unwrap();
    let titles: Vec<&str> = of_class(&document, "group").iter().map(|group| told(group)[0]).collect();
    assert_eq!(titles, ["Clients"], "one alone has no frame");
}

#[test]
fn a_highlight_fades_the_rest() {
    let named = ["a0".to_owned(), "a1".to_owned()];
    let picture = Picture { highlight: Highlight::Actors(&named), groups: Grouping::None, ..Picture::default() };
    let svg = drawn(&sponsor(), picture);
    let document = Document::parse(&svg).unwrap();
    let is_faded = |node: &&Node<'_, '_>| node.attribute("class").unwrap().ends_with(" faded");
    let (boxes, lines) = (of_class(&document, "actor"), of_class(&document, "tie"));
    assert_eq!((boxes.iter().filter(is_faded).count(), boxes.len()), (3, 5));
    assert_eq!((lines.iter().filter(is_faded).count(), lines.len()), (5, 6));
    let route = super::sample::route();
    let best = drawn(&route, Picture { highlight: Highlight::Best, ..Picture::default() });
    assert!(!best.contains(" faded"), "the only route is all of it");
    let none = ["nobody".to_owned()];
    let unknown = drawn(&sponsor(), Picture { highlight: Highlight::Actors(&none), ..Picture::default() });
    assert!(!unknown.contains(" faded"));
}

#[test]
fn what_is_too_much_even_for_a_full_picture_is_summed_up() {
    let ties: Vec<Tie> = (1..200).map(|to| (0, to, if to % 2 == 0 { 0 } else { 2 }, 0)).collect();
    let answer = answer(200, &ties);
    let picture = Picture { extent: Extent::Full, groups: Grouping::Kind, ..Picture::default() };
    let svg = drawn(&answer, picture);
    let document = Document::parse(&svg).unwrap();
    let names: Vec<&str> = of_class(&document, "actor").iter().map(|node| told(node)[0]).collect();
    let expected = ["Actor 000, State", "State: 49 actors, 49 actors", "Armed group: 50 actors, 50 actors"];
    assert_eq!(names[..3], expected);
    assert!(svg.contains("backs 49") && svg.contains("attacks 50") && svg.contains("200 actors in groups"), "{svg}");
}

#[test]
fn whom_the_question_names_stays_in_the_picture() {
    // 59 hangs on by one tie, as all the others do.
    let ties: Vec<Tie> = (1..60).map(|to| (0, to, 0, 0)).collect();
    let mut answer = answer(60, &ties);
    answer.asked = vec![ActorId(0), ActorId(59)];
    let svg = drawn(&answer, Picture { groups: Grouping::None, ..Picture::default() });
    assert!(svg.contains("id=\"actor-a59\"") && svg.contains("25 of 60 actors"), "{svg}");
}

#[test]
fn hangers_on_go_before_hubs_and_foes() {
    // 0 backs everyone; 1 and 2 attack each other; 3 is tied to four.
    let mut ties: Vec<Tie> = (1..60).map(|to| (0, to, 0, 0)).collect();
    ties.extend([(58, 59, 2, 0), (57, 1, 3, 0), (56, 55, 4, 0), (56, 54, 4, 0)]);
    let svg = drawn(&answer(60, &ties), Picture { groups: Grouping::None, ..Picture::default() });
    for actor in ["a0", "a58", "a59", "a57", "a56"] {
        assert!(svg.contains(&format!("id=\"actor-{actor}\"")), "{actor} is drawn");
    }
    assert!(svg.contains("25 of 60 actors; ") || svg.contains("23 of 60 actors; "), "{svg}");
}

/// The stamp at the foot: the question and the fingerprint.
fn stamp(answer: &Answer) -> String {
    let svg = drawn(answer, Picture::default());
    let line = svg.lines().find(|line| line.contains(" · answer ")).unwrap_or_else(|| panic!("no stamp: {svg}"));
    line.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned()
}

#[test]
fn the_fingerprint_is_of_the_answer_and_of_nothing_else() {
    let answer = blocs();
    let before = stamp(&answer);
    let mut same = answer.clone();
    same.scope.relations += 7;
    same.scope.through += 5;
    same.title = "Another title".into();
    for fact in same.facts.values_mut() {
        fact.relation.place.line += 100;
        fact.file = "graph/elsewhere.json".into();
    }
    assert_eq!(stamp(&same), before, "a fact that is not in it changes nothing");
    let mut other = answer.clone();
    other.facts.values_mut().next().unwrap().relation.status = Some(Status::Alleged);
    assert_ne!(stamp(&other), before);
    assert!(before.starts_with("around iran · answer "), "{before}");
}

#[test]
fn the_words_around_a_picture_are_there() {
    let picture = Picture { subtitle: Some("Draft for review"), banner: Some("OPEN"), ..Picture::default() };
    for form in ["svg", "dot"] {
        let text = written(&blocs(), form, &Surroundings { picture, ..Surroundings::default() });
        for word in ["Draft for review", "OPEN", "Who arms, backs and confronts Iran", "around iran · answer "] {
            assert!(text.contains(word), "{form} has {word}");
        }
    }
}

#[test]
fn what_somebody_denies_is_told_in_the_picture() {
    let mut answer = verba();
    let svg = drawn(&answer, Picture::default());
    for words in [
        "(contested)",
        "Contested: Russia supplies Iran (denied by Russia [2], told otherwise [2]).<",
        "; denied by Russia, 2026-02-24 [2 p. 2]",
    ] {
        assert!(svg.contains(words), "{words}: {svg}");
    }
    for fact in answer.facts.values_mut() {
        fact.relation.details.iter_mut().for_each(|details| details.stances.clear());
        (fact.competing, fact.contradicting) = (Vec::new(), Vec::new());
    }
    let svg = drawn(&answer, Picture::default());
    assert!(!svg.contains("ontested") && !svg.contains("denied"), "{svg}");
}

#[test]
fn a_label_has_three_words_of_what_is_done() {
    // Three types between the same two, of one polarity and status.
    let ties = [(0, 1, 0, 0), (0, 1, 1, 0), (0, 1, 4, 0), (0, 1, 5, 0), (0, 1, 6, 0)];
    let svg = drawn(&answer(2, &ties), Picture::default());
    assert!(svg.contains(">backs; supplies [1,2]<"), "{svg}");
    assert!(svg.contains("+"), "what does not fit is counted: {svg}");
}

fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

/// The contrast of two colours, after WCAG 2.1.
fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn pairs(palette: &Palette) -> Vec<(&'static str, &'static str)> {
    let ties = [palette.cooperative, palette.hostile, palette.neutral, palette.faint, palette.faded];
    let on_ground = ties.map(|pen| (pen.text, palette.ground));
    let others = [
        (palette.ink, palette.ground),
        (palette.quiet, palette.ground),
        (palette.ink, palette.box_),
        (palette.ink, palette.asked),
        (palette.faded.text, palette.box_),
        (palette.frame.text, palette.yard),
        (palette.faded.text, palette.yard),
        (palette.banner.1, palette.banner.0),
    ];
    on_ground.into_iter().chain(others).collect()
}

#[test]
fn every_text_stands_out_from_its_ground() {
    assert!((contrast("#000000", "#FFFFFF") - 21.0).abs() < 0.001);
    for (name, theme) in Theme::ALL {
        for (text, ground) in pairs(theme.palette()) {
            let contrast = contrast(text, ground);
            assert!(contrast >= 4.5, "{name}: {text} on {ground} has {contrast:.2}");
        }
    }
}

#[test]
fn lines_of_three_polarities_stand_out_and_print_needs_no_colour() {
    for (name, theme) in Theme::ALL {
        let palette = theme.palette();
        for pen in [palette.cooperative, palette.hostile, palette.neutral] {
            assert!(contrast(pen.line, palette.ground) >= 3.0, "{name}: {}", pen.line);
        }
    }
    let svg = drawn(&blocs(), Picture { theme: Theme::Print, ..Picture::default() });
    let colours = svg.match_indices('#').filter_map(|(at, _)| svg.get(at + 1..at + 7));
    for colour in colours.filter(|text| text.chars().all(|c| c.is_ascii_hexdigit())) {
        assert_eq!((&colour[..2], &colour[2..4]), (&colour[2..4], &colour[4..]), "#{colour} is no grey");
    }
}

#[test]
fn a_row_without_ties_is_drawn_as_far_as_there_is_room() {
    let mut answer = answer(60, &[]);
    answer.rows = (0..60).map(|at| Row::of([Cell::Actor(ActorId(at))])).collect();
    let svg = drawn(&answer, Picture::default());
    assert!(svg.contains("25 of 60 actors; --full draws all."), "{svg}");
    assert!(svg.contains("id=\"actor-a0\"") && !svg.contains("id=\"actor-a59\""));
}
