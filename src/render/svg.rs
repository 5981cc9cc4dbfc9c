//! The form for slides: one SVG file, finished, with title, legend, as-of line and source notes.
//!
//! It holds no script and needs nothing from outside. Names are text nodes; every text is pinned
//! to the width that the layout counted with. Ids and classes are stable, so that a page around it
//! can find its way: `actor-<id>` and `group-<id>` with the ids of their actors, `tie-<from>--<to>`
//! with the keys of its relations, and labels with the id of their tie. The same answer gives the
//! same bytes.

mod frame;
mod ink;
mod line;
mod shape;

use super::Carries;
use super::Content;
use super::Format;
use super::Trouble;
use super::dot;
use super::layout;
use super::layout::{End, Group, Outline, Places, Tie};
use super::plan::{EDGE_TEXT, Measure, Plan};
use super::surroundings::Layout;
use super::surroundings::Notice;
use super::surroundings::Page;
use super::surroundings::Surroundings;
use super::surroundings::Text;
use crate::answer::Answer;
pub(super) use ink::Setting;

use frame::Frame;
use ink::{Ink, number};

/// SVG.
pub(super) const FORMAT: Format = Format {
    name: "svg",
    ending: "svg",
    media_type: "image/svg+xml",
    content: Content::Text,
    summary: "a finished picture for a slide or a page",
    carries: Carries::Reading,
    write,
};

/// The least size of text that can be read on a slide: 8 pt in pixels.
const READABLE: f64 = 8.0 * 96.0 / 72.0;
/// The margin around a page.
const MARGIN: f64 = 40.0;

fn write(answer: &Answer, around: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let setting = match around.text {
        Text::Letters => Setting::Letters,
        Text::Outlines => Setting::Outlines,
    };
    draw(answer, around, setting).map(String::into_bytes)
}

/// Draws an answer, and gives notice of how well its text can be read.
pub(super) fn draw(answer: &Answer, around: &Surroundings<'_>, setting: Setting) -> Result<String, Trouble> {
    let (mut plan, places) = laid_out(answer, around)?;
    let page = page(around.picture.page);
    let page = if around.picture.page == Page::Fit { fitting(&plan, places.size) } else { page };
    let scale = scale(places.size, Frame::new(&plan, page).room());
    if scale * EDGE_TEXT < READABLE && !plan.edges.is_empty() {
        plan.remarks.push("Text is smaller than 8 pt at this size: ask for less, or take a larger page.".to_owned());
    }
    let frame = Frame::new(&plan, page);
    let mut ink = Ink::new(plan.palette, setting);
    frame.open(&mut ink);
    graph(&plan, &places, &frame, &mut ink);
    frame.close(&mut ink);
    if ink.smallest.is_finite() {
        (around.notice)(Notice::SmallestText(ink.smallest * 72.0 / 96.0));
    }
    if !ink.missing.is_empty() {
        (around.notice)(Notice::NoGlyph(std::mem::take(&mut ink.missing)));
    }
    Ok(ink.into_text())
}

/// Tells where everything stands in the picture of an answer, in pixels before it is magnified to
/// fill its page: what was to be placed, and the places.
///
/// # Errors
/// The layout engine failed, or what it placed would be a wrong picture.
pub fn places(answer: &Answer, around: &Surroundings<'_>) -> Result<(Outline, Places), Trouble> {
    let (plan, places) = laid_out(answer, around)?;
    let room = Frame::new(&plan, page(around.picture.page)).room();
    Ok((outline(&plan, room), places))
}

/// The plan and the places that give the largest text: lines of text are broken shorter where
/// that gains a twentieth.
fn laid_out(answer: &Answer, around: &Surroundings<'_>) -> Result<(Plan, Places), Trouble> {
    let mut best: Option<(f64, Plan, Places)> = None;
    for measure in Measure::ALL {
        let plan = Plan::new(answer, around, measure);
        let room = Frame::new(&plan, page(around.picture.page)).room();
        let places = lay_out(&outline(&plan, room), around.layout)?;
        let scale = scale(places.size, room);
        if best.as_ref().is_none_or(|best| scale > best.0 * 1.05) {
            best = Some((scale, plan, places));
        }
    }
    let (_, plan, places) = best.expect("there is a first measure");
    Ok((plan, places))
}

/// A page in pixels of 1/96 inch; the sizes of a slide for one that is yet to be fitted.
fn page(page: Page) -> (f64, f64) {
    match page {
        Page::Slide | Page::Fit => (1280.0, 720.0),
        Page::A4Landscape => (1123.0, 794.0),
        Page::A4 => (794.0, 1123.0),
    }
}

/// The page that holds a graph of this size as it is.
fn fitting(plan: &Plan, (width, height): (f64, f64)) -> (f64, f64) {
    let width = (width + 2.0 * MARGIN).max(640.0).ceil();
    let bare = Frame::new(plan, (width, 10_000.0));
    (width, (height + 10_000.0 - bare.room().1).max(360.0).ceil())
}

/// How much a graph is magnified to fill its room.
fn scale((width, height): (f64, f64), room: (f64, f64)) -> f64 {
    (room.0 / width.max(1.0)).min(room.1 / height.max(1.0)).min(layout::LARGEST)
}

/// Boxes and ties without words.
fn outline(plan: &Plan, room: (f64, f64)) -> Outline {
    let tie = |edge: &super::plan::Edge| Tie {
        from: edge.from,
        to: edge.to,
        label: (!edge.label.lines.is_empty()).then_some((edge.label.width + 8.0, edge.label.height + 2.0)),
    };
    let framed = |group: &super::plan::Group| Group {
        members: group.members.clone(),
        title: (group.title.width + 4.0, group.title.height + 6.0),
    };
    Outline {
        boxes: plan.nodes.iter().map(|node| node.size).collect(),
        ties: plan.edges.iter().map(tie).collect(),
        groups: plan.groups.iter().map(framed).collect(),
        order: plan.order,
        room,
    }
}

/// Places from the engine that was asked for, held against the outline.
fn lay_out(outline: &Outline, layout: Layout<'_>) -> Result<Places, Trouble> {
    let places = match layout {
        Layout::BuiltIn => layout::places(outline),
        Layout::Graphviz(run) => {
            let json = run(&dot::bare(outline)).map_err(Trouble::Engine)?;
            layout::read(outline, &json).map_err(Trouble::Wrong)?
        }
    };
    layout::check(outline, &places).map_err(Trouble::Wrong)?;
    Ok(places)
}

/// The graph in the middle of its room: frames first, then lines, then labels, then boxes.
fn graph(plan: &Plan, places: &Places, frame: &Frame<'_>, ink: &mut Ink) {
    if plan.nodes.is_empty() {
        return;
    }
    let (corner, room) = (frame.corner(), frame.room());
    let scale = scale(places.size, room);
    let left = corner.0 + (room.0 - places.size.0 * scale) / 2.0;
    let top = corner.1 + (room.1 - places.size.1 * scale) / 2.0;
    let transform = format!("translate({} {}) scale({scale:.4})", number(left), number(top));
    ink.open("g", &[("id", "graph".into()), ("transform", transform)]);
    ink.scale = scale;
    for (group, area) in plan.groups.iter().zip(&places.groups) {
        shape::frame(group, area, ink);
    }
    for (edge, curve) in plan.edges.iter().zip(&places.curves) {
        let ends = [edge.from, edge.to].map(|end| match end {
            End::Box(at) => line::Target::Node(places.boxes[at], &plan.nodes[at]),
            End::Group(at) => line::Target::Frame(&plan.groups[at]),
        });
        line::line(edge, curve, ends, ink);
    }
    for (edge, place) in plan.edges.iter().zip(&places.labels) {
        if let Some(place) = place {
            line::label(edge, *place, ink);
        }
    }
    for (node, place) in plan.nodes.iter().zip(&places.boxes) {
        shape::node(node, *place, ink);
    }
    ink.scale = 1.0;
    ink.close("g");
}
