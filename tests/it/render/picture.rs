//! DOT through Graphviz, SVG through an XML reader, and layouts held against what they must be.

use super::blocs::blocs;
use super::hostile;
use super::plain;
use super::sample;
use super::written;
use actant::answer::Answer;
use actant::model::ActorId;
use actant::render::Layout;
use actant::render::Page;
use actant::render::Picture;
use actant::render::Surroundings;
use actant::render::Trouble;
use actant::render::by_name;
use actant::render::layout;
use actant::render::layout::End;
use actant::render::layout::Group;
use actant::render::layout::Order;
use actant::render::layout::Outline;
use actant::render::layout::Point;
use actant::render::layout::Tie;
use actant::text::visible;
use proptest::prelude::*;
use std::io::Write;
use std::process::Command;
use std::process::Stdio;

/// Runs Graphviz; none, with a notice, where the machine has it not.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub fn graphviz(arguments: &[&str], input: &str) -> Option<String> {
    let mut command = Command::new("dot");
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        eprintln!("skipped: there is no `dot` on this machine");
        return None;
    };
    let mut pipe = child.stdin.take().unwrap();
    let text = input.to_owned();
    let writer = std::thread::spawn(move || pipe.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    let is_clean = output.status.success() && !complaint.contains("Error") && !complaint.contains("syntax");
    assert!(is_clean, "{complaint}\n{input}");
    Some(String::from_utf8(output.stdout).unwrap())
}

pub fn dot_json(input: &str) -> Result<String, String> {
    graphviz(&["-Tjson"], input).ok_or_else(|| "no dot".to_owned())
}

/// The lines of text that Graphviz draws in one node.
fn drawn(json: &str, node: &str) -> Vec<String> {
    let graph: serde_json::Value = serde_json::from_str(json).unwrap();
    let objects = graph["objects"].as_array().unwrap();
    let object = objects.iter().find(|object| object["name"] == node).unwrap_or_else(|| panic!("no {node}"));
    let strokes = object["_ldraw_"].as_array().cloned().unwrap_or_default();
    strokes.iter().filter(|stroke| stroke["op"] == "T").map(|s| s["text"].as_str().unwrap().to_owned()).collect()
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn check_dot(name: &str) {
    let dot = plain(&hostile::answer(name), "dot");
    let Some(json) = graphviz(&["-Tjson"], &dot) else { return };
    let lines = drawn(&json, "actor-russia").join(" ");
    let shown = visible(name);
    let (shown, lines) = (words(&shown), words(&lines));
    if lines.iter().any(|word| word.ends_with('…')) {
        let whole = lines.iter().take_while(|word| !word.ends_with('…')).count();
        assert_eq!(lines[..whole], shown[..whole], "{name:?}");
    } else {
        assert_eq!(lines, shown, "{name:?}");
    }
}

#[test]
fn any_name_comes_back_from_dot_as_it_went_in() {
    for name in hostile::NAMES {
        check_dot(name);
    }
    // longer than what Graphviz reads at once
    check_dot(&"x".repeat(10_000));
    check_dot(&"&".repeat(40_000));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_string_comes_back_from_dot(name in any::<String>()) {
        check_dot(&name);
    }
}

#[test]
fn dot_is_canonical_to_graphviz() {
    for answer in [blocs(), sample::verba(), sample::route(), sample::figures(), Answer::default()] {
        graphviz(&["-Tcanon"], &plain(&answer, "dot"));
    }
}

#[test]
fn svg_is_xml_with_a_title_for_every_node() {
    for name in hostile::NAMES {
        let svg = plain(&hostile::answer(name), "svg");
        let document = roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{error}: {name:?}\n{svg}"));
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        assert!(!root.descendants().any(|node| node.has_tag_name("script") || node.has_attribute("style")));
        let node = root.descendants().find(|node| node.attribute("id") == Some("actor-russia")).unwrap();
        let title = node.first_element_child().unwrap();
        let shown = visible(name).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(title.text(), Some(format!("{shown}, State").as_str()), "{name:?}");
    }
}

#[test]
fn a_picture_shows_every_actor_and_tie() {
    let svg = plain(&blocs(), "svg");
    let document = roxmltree::Document::parse(&svg).unwrap();
    let of_class = |class: &str| {
        document.descendants().filter(|node| node.attribute("class").is_some_and(|c| c.starts_with(class))).count()
    };
    // Two threats make one line with two heads; what is done for three goes to their frame; two
    // supplies run through what is supplied.
    assert_eq!((of_class("actor "), of_class("tie ")), (18, 23 - 1 - 2 + 2));
    assert!(svg.contains("As of 26 February 2026. 18 actors, 23 relations: 17 confirmed, 2 reported, 1 alleged"));
}

#[test]
fn every_page_holds_its_picture() {
    for page in [Page::Slide, Page::A4Landscape, Page::A4, Page::Fit] {
        for answer in [blocs(), sample::verba(), sample::figures(), Answer::default()] {
            let svg = written(
                &answer,
                "svg",
                &Surroundings { picture: Picture { page, ..Picture::default() }, ..Surroundings::default() },
            );
            roxmltree::Document::parse(&svg).unwrap();
        }
    }
}

#[test]
fn graphviz_places_what_we_draw() {
    let around = Surroundings { layout: Layout::Graphviz(&dot_json), ..Surroundings::default() };
    if graphviz(&["-Tcanon"], "digraph {}").is_some() {
        let svg = written(&blocs(), "svg", &around);
        assert!(svg.contains("id=\"actor-hezbollah\""));
    }
}

#[test]
fn a_wrong_layout_is_refused() {
    let lost = |_: &str| Ok(r#"{"bb": "0,0,100,100", "objects": [{"name": "n0", "pos": "50,50"}]}"#.to_owned());
    let failed = |_: &str| Err("it was stopped".to_owned());
    let svg = by_name("svg").unwrap();
    let write = |layout| (svg.write)(&blocs(), &Surroundings { layout, ..Surroundings::default() });
    assert!(matches!(write(Layout::Graphviz(&lost)), Err(Trouble::Wrong(what)) if what.contains("17 boxes were lost")));
    assert_eq!(write(Layout::Graphviz(&failed)), Err(Trouble::Engine("it was stopped".into())));
    let outline = Outline { boxes: vec![(40.0, 20.0); 2], room: (100.0, 100.0), ..Outline::default() };
    let mut places = layout::places(&outline);
    layout::check(&outline, &places).unwrap();
    places.boxes[1] = places.boxes[0];
    assert!(layout::check(&outline, &places).unwrap_err().contains("overlap"));
}

/// A rectangle by its middle and its size.
type Area = (Point, (f64, f64));

fn apart((p, s): Area, (q, t): Area) -> bool {
    (p.x - q.x).abs() >= (s.0 + t.0) / 2.0 - 0.01 || (p.y - q.y).abs() >= (s.1 + t.1) / 2.0 - 0.01
}

/// Holds a layout of our own to more than [`layout::check`]: labels lie free, lines run beside boxes.
fn check_layout(outline: &Outline) {
    let places = layout::places(outline);
    layout::check(outline, &places).unwrap();
    let boxes: Vec<Area> = places.boxes.iter().copied().zip(outline.boxes.iter().copied()).collect();
    let labels = places.labels.iter().zip(&outline.ties).filter_map(|(place, tie)| Some(((*place)?, tie.label?)));
    let all: Vec<Area> = boxes.iter().copied().chain(labels).collect();
    for (at, area) in all.iter().enumerate() {
        assert!(all[..at].iter().all(|other| apart(*area, *other)), "{area:?} lies on something: {outline:?}");
    }
    for (curve, tie) in places.curves.iter().zip(&outline.ties) {
        let is_end = |item: &usize| [tie.from, tie.to].contains(&End::Box(*item));
        for (item, area) in boxes.iter().enumerate().filter(|(item, _)| !is_end(item)) {
            let inner = (area.1.0 - 1.0, area.1.1 - 1.0);
            let samples = (0..curve.pieces.len()).flat_map(|piece| (0..=20).map(move |step| (piece, step)));
            let hit = samples
                .map(|(piece, step)| curve.at(piece, f64::from(step) / 20.0))
                .find(|&at| !apart((at, (0.0, 0.0)), (area.0, inner)));
            assert_eq!(hit, None, "a line runs through box {item}: {outline:?}");
        }
    }
}

fn outlines() -> impl Strategy<Value = Outline> {
    let size = (30.0..160.0_f64, 20.0..60.0_f64);
    let label = proptest::option::of((20.0..120.0_f64, 12.0..40.0_f64));
    (1..14_usize).prop_flat_map(move |count| {
        let tie = (0..count, 0..count, label.clone());
        let tie = tie.prop_map(|(from, to, label)| Tie { from: End::Box(from), to: End::Box(to), label });
        (proptest::collection::vec(size.clone(), count), proptest::collection::vec(tie, 0..24))
            .prop_map(|(boxes, ties)| Outline { boxes, ties, room: (1200.0, 500.0), ..Outline::default() })
    })
}

/// Outlines of which some boxes stand in up to four groups, and some ties lead to these.
fn grouped() -> impl Strategy<Value = Outline> {
    let homes = proptest::collection::vec(0..7_usize, 14);
    let turned = proptest::collection::vec(proptest::option::weighted(0.15, 0..4_usize), 48);
    let title = (30.0..180.0_f64, 16.0..34.0_f64);
    (outlines(), homes, turned, title, any::<bool>()).prop_map(|(mut outline, homes, turned, title, is_ordered)| {
        let of = |home: usize| (0..outline.boxes.len()).filter(|&item| homes[item] == home).collect::<Vec<_>>();
        let groups = (0..4).map(of).filter(|members| !members.is_empty());
        outline.groups = groups.map(|members| Group { members, title }).collect();
        let count = outline.groups.len();
        for (tie, turned) in outline.ties.iter_mut().zip(turned.chunks_exact(2)) {
            let group = |wanted: Option<usize>| wanted.filter(|_| count > 0).map(|at| End::Group(at % count));
            tie.from = group(turned[0]).unwrap_or(tie.from);
            tie.to = group(turned[1]).unwrap_or(tie.to);
            if tie.from == tie.to {
                (tie.from, tie.to) = (End::Box(0), End::Box(0));
            }
        }
        outline.order = if is_ordered { Order::Given } else { Order::Free };
        outline
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn nothing_overlaps_in_any_layout(outline in outlines()) {
        check_layout(&outline);
    }

    #[test]
    fn every_box_stands_in_its_own_frame_alone(outline in grouped()) {
        check_layout(&outline);
    }

    #[test]
    fn groups_in_an_order_follow_each_other(outline in grouped()) {
        let places = layout::places(&Outline { order: Order::Given, room: (1200.0, 500.0), ..outline });
        let edges: Vec<(f64, f64)> = places.groups.iter().map(|area| (area.corner.x, area.corner.y)).collect();
        let ordered = |of: fn(&(f64, f64)) -> f64| edges.windows(2).all(|pair| of(&pair[0]) < of(&pair[1]));
        prop_assert!(ordered(|edge| edge.0) || ordered(|edge| edge.1), "{:?}", edges);
    }
}

/// A graph of so many boxes and ties, as regular as a small generator of numbers makes it.
fn wide(boxes: usize, ties: usize) -> Outline {
    let mut state = 7_usize;
    let mut next = |below: usize| {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        state / 65_536 % below
    };
    let tie = |next: &mut dyn FnMut(usize) -> usize| Tie {
        from: End::Box(next(boxes)),
        to: End::Box(next(boxes)),
        label: Some((60.0, 15.0)),
    };
    let ties = (0..ties).map(|_| tie(&mut next)).collect();
    Outline { boxes: vec![(100.0, 32.0); boxes], ties, room: (1200.0, 500.0), ..Outline::default() }
}

#[test]
fn the_largest_picture_is_laid_out() {
    check_layout(&wide(150, 220));
    check_layout(&wide(40, 60));
    let tie = |to| Tie { from: End::Box(0), to: End::Box(to), label: Some((60.0, 15.0)) };
    let star = (1..60).map(tie).collect();
    check_layout(&Outline { boxes: vec![(100.0, 32.0); 60], ties: star, room: (1200.0, 500.0), ..Outline::default() });
}

#[test]
fn what_is_too_much_is_left_out_and_said() {
    let mut answer = blocs();
    for at in 0..200 {
        let card = answer.actors[&ActorId(0)].clone();
        let id = ActorId(1000 + at);
        answer.actors.insert(id, card);
        answer.rows[0].cells.push(actant::answer::Cell::Actor(id));
    }
    let svg = plain(&answer, "svg");
    assert!(svg.contains("25 of 218 actors; --full draws all."), "{svg}");
}
