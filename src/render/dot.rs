//! The form for Graphviz: DOT that is complete by itself, with legend and caption.
//!
//! dot-writer escapes nothing, so everything passes through [`Sheet`]: ids are ours and quoted,
//! attributes are collected, sorted and written once each, and every value is quoted through one
//! escaping function. Any string as a name gives DOT that Graphviz accepts and shows as that string.

use super::Carries;
use super::Content;
use super::Format;
use super::Trouble;
use super::layout::{End, Outline};
use super::measure;
use super::plan::{Edge, Emphasis, Group, Heads, Line, Measure, Node, Plan, Presence, Sample};
use super::surroundings::Surroundings;
use super::theme::Palette;
use super::theme::ToldBy;
use crate::answer::Answer;
use crate::model::Polarity;
use crate::model::Shape;
use crate::model::Status;
use crate::text::markup;
use dot_writer::{Attributes, AttributesList, DotWriter, Scope};
use std::collections::BTreeMap;

/// DOT.
pub(super) const FORMAT: Format = Format {
    name: "dot",
    ending: "dot",
    media_type: "text/vnd.graphviz; charset=utf-8",
    content: Content::Text,
    summary: "a graph for Graphviz, with legend and caption",
    carries: Carries::Reading,
    write,
};

/// Pixels of a plan to the points of Graphviz: both pictures have the same size on paper.
const POINTS: f64 = 0.75;

fn write(answer: &Answer, around: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let plan = Plan::new(answer, around, Measure::ALL[0]);
    Ok(sheet(|sheet| {
        sheet.attributes(Part::Graph, &caption(&plan));
        let font = ("fontname", plain(&measure::FAMILIES.join(",")));
        sheet.attributes(Part::Nodes, &[font.clone(), ("fontsize", plain("10.5")), ("margin", plain("0.12,0.06"))]);
        sheet.attributes(Part::Edges, &[font, ("fontsize", plain("9")), ("arrowsize", plain("0.7"))]);
        for node in &plan.nodes {
            sheet.node(&node.id, &node_attributes(node, plan.palette));
        }
        let groups: Vec<&[usize]> = plan.groups.iter().map(|group| &*group.members).collect();
        for group in &plan.groups {
            let members: Vec<&str> = group.members.iter().map(|&at| &*plan.nodes[at].id).collect();
            sheet.cluster(&members, &frame_attributes(group, plan.palette));
        }
        for edge in &plan.edges {
            let (ends, clips) = ends([edge.from, edge.to], &groups);
            let attributes: Vec<Attribute> = edge_attributes(edge, plan.palette).into_iter().chain(clips).collect();
            sheet.edge(ends.map(|at| &*plan.nodes[at].id), &attributes);
        }
        legend(sheet, &plan);
    }))
}

/// DOT for a layout alone: boxes of fixed sizes, rooms for labels, and no word of the graph.
///
/// Box `i` is `"n<i>"`, tie `i` carries `id="e<i>"`.
pub(super) fn bare(outline: &Outline) -> String {
    let bytes = sheet(|sheet| {
        let spread = [("nodesep", plain("0.3")), ("ranksep", plain("0.5")), ("splines", plain("true"))];
        let flow = [("rankdir", plain("LR")), ("newrank", plain("true")), ("outputorder", plain("edgesfirst"))];
        let clip = [("compound", plain("true"))];
        sheet.attributes(Part::Graph, &spread.into_iter().chain(flow).chain(clip).collect::<Vec<_>>());
        for (at, item) in outline.boxes.iter().enumerate() {
            let inches = |pixels: f64| plain(&format!("{:.4}", pixels * POINTS / 72.0));
            let size = [("width", inches(item.0)), ("height", inches(item.1)), ("fixedsize", plain("true"))];
            let look = [("shape", plain("box")), ("label", plain(""))];
            sheet.node(&format!("n{at}"), &size.into_iter().chain(look).collect::<Vec<_>>());
        }
        let groups: Vec<&[usize]> = outline.groups.iter().map(|group| &*group.members).collect();
        for group in &outline.groups {
            let members: Vec<String> = group.members.iter().map(|member| format!("n{member}")).collect();
            let members: Vec<&str> = members.iter().map(String::as_str).collect();
            let title = Value::Room(group.title.0 * POINTS, group.title.1 * POINTS);
            sheet.cluster(&members, &[("label", title), ("labeljust", plain("l"))]);
        }
        for (at, tie) in outline.ties.iter().enumerate() {
            let (ends, clips) = ends([tie.from, tie.to], &groups);
            let mut attributes = vec![("id", plain(&format!("e{at}"))), ("dir", plain("none"))];
            attributes.extend(clips);
            if let Some((width, height)) = tie.label {
                attributes.push(("label", Value::Room(width * POINTS, height * POINTS)));
            }
            sheet.edge(ends.map(|at| format!("n{at}")).each_ref().map(String::as_str), &attributes);
        }
    });
    String::from_utf8(bytes).expect("ids and numbers are ASCII")
}

/// The nodes that a tie leads to, and what clips it at the frames of groups: Graphviz ties nodes
/// alone, so that a tie to a group leads to its first node and ends at the frame.
fn ends(ends: [End; 2], groups: &[&[usize]]) -> ([usize; 2], Vec<Attribute>) {
    let node = |end: End| match end {
        End::Box(at) => at,
        End::Group(at) => groups[at].first().copied().unwrap_or_default(),
    };
    let clip = |(name, end): (&'static str, End)| match end {
        End::Box(_) => None,
        End::Group(at) => Some((name, plain(&format!("cluster_{at}")))),
    };
    let clips = [("ltail", ends[0]), ("lhead", ends[1])].into_iter().filter_map(clip);
    (ends.map(node), clips.collect())
}

/// The value of an attribute.
#[derive(Clone)]
enum Value {
    /// Text, which is escaped and quoted.
    Text(String),
    /// A label in Graphviz's HTML, its texts escaped.
    Table(String),
    /// A label without words that takes so many points of width and height.
    Room(f64, f64),
}

fn plain(text: &str) -> Value {
    Value::Text(escaped(text))
}

/// Lines of text, each with its sign for left (`\l`) or the middle (`\n`).
fn lines(lines: &[String], end: &str) -> Value {
    Value::Text(lines.iter().map(|line| format!("{}{end}", escaped(line))).collect())
}

/// As many bytes of a text as stand in one stretch: Graphviz reads 16 KiB of one at most, and
/// what is escaped is up to six times as long.
const STRETCH: usize = 2_500;

/// Writes a text stretch by stretch, with what Graphviz passes over between them.
fn in_stretches(text: &str, written: impl Fn(&str) -> String, between: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while rest.len() > STRETCH {
        let (stretch, after) = rest.split_at(rest.floor_char_boundary(STRETCH));
        out.push_str(&written(stretch));
        out.push_str(between);
        rest = after;
    }
    out + &written(rest)
}

/// Escapes text so that Graphviz shows it as it is: in a quoted string a backslash opens an
/// escape, also that of the end of a line, a quote ends the string, and an ampersand opens an entity.
fn escaped(text: &str) -> String {
    in_stretches(text, shown, "\\\n")
}

fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}

/// A graph that is being written.
struct Sheet<'d, 'w>(Scope<'d, 'w>);

/// What attributes are for.
#[derive(Clone, Copy)]
enum Part {
    Graph,
    Nodes,
    Edges,
}

type Attribute = (&'static str, Value);

/// Writes a directed graph into memory.
fn sheet(fill: impl FnOnce(&mut Sheet<'_, '_>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = DotWriter::from(&mut bytes);
    fill(&mut Sheet(writer.digraph()));
    bytes
}

impl Sheet<'_, '_> {
    fn attributes(&mut self, part: Part, attributes: &[Attribute]) {
        let mut list = match part {
            Part::Graph => self.0.graph_attributes(),
            Part::Nodes => self.0.node_attributes(),
            Part::Edges => self.0.edge_attributes(),
        };
        set(&mut list, attributes);
    }

    fn node(&mut self, id: &str, attributes: &[Attribute]) {
        set(&mut self.0.node_named(quoted(id)), attributes);
    }

    /// Writes a cluster; the clusters of a sheet are numbered from 0 in the order of writing.
    fn cluster(&mut self, members: &[&str], attributes: &[Attribute]) {
        let mut cluster = self.0.cluster();
        set(&mut cluster.graph_attributes(), attributes);
        for member in members {
            cluster.node_named(quoted(member));
        }
    }

    fn edge(&mut self, [from, to]: [&str; 2], attributes: &[Attribute]) {
        set(&mut self.0.edge(quoted(from), quoted(to)).attributes(), attributes);
    }
}

/// Writes attributes, each once, in the order of their names.
fn set(list: &mut AttributesList<'_, '_>, attributes: &[Attribute]) {
    let sorted: BTreeMap<&str, &Value> = attributes.iter().map(|(name, value)| (*name, value)).collect();
    for (name, value) in sorted {
        match value {
            Value::Text(text) => list.set(name, text, true),
            Value::Table(table) => list.set(name, table, false),
            Value::Room(width, height) => list.set(name, &room(*width, *height), false),
        };
    }
}

fn quoted(id: &str) -> String {
    format!("\"{}\"", escaped(id))
}

fn room(width: f64, height: f64) -> String {
    let (width, height) = (width.ceil(), height.ceil());
    format!(
        "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"0\" FIXEDSIZE=\"TRUE\" \
         WIDTH=\"{width}\" HEIGHT=\"{height}\"><TR><TD></TD></TR></TABLE>>"
    )
}

fn caption(plan: &Plan) -> Vec<Attribute> {
    let title = std::iter::once(plan.title.clone()).chain(plan.subtitle.clone());
    let head = plan.banner.iter().cloned().chain(title).chain([plan.as_of.clone()]);
    let head: Vec<String> = head.filter(|line| !line.is_empty()).collect();
    vec![
        ("label", lines(&head, "\\n")),
        ("labelloc", plain("t")),
        ("fontname", plain(&measure::FAMILIES.join(","))),
        ("fontsize", plain("14")),
        ("fontcolor", plain(plan.palette.ink)),
        ("bgcolor", plain(plan.palette.ground)),
        ("rankdir", plain("LR")),
        ("newrank", plain("true")),
        ("compound", plain("true")),
        ("nodesep", plain("0.3")),
        ("ranksep", plain("0.5")),
    ]
}

/// A frame; of a group that has none only that its members stay together.
fn frame_attributes(group: &Group, palette: &Palette) -> Vec<Attribute> {
    if group.title.lines.is_empty() {
        return vec![("style", plain("invis"))];
    }
    let pen = if group.presence == Presence::Faded { palette.faded } else { palette.frame };
    let style = match group.line {
        Line::Solid | Line::Faint => "rounded,filled",
        Line::Dashed | Line::Broken => "rounded,filled,dashed",
        Line::Dotted => "rounded,filled,dotted",
    };
    vec![
        ("style", plain(style)),
        ("fillcolor", plain(palette.yard)),
        ("color", plain(pen.line)),
        ("fontcolor", plain(pen.text)),
        ("fontsize", plain("9")),
        ("label", lines(&group.title.lines, "\\l")),
        ("labeljust", plain("l")),
    ]
}

fn node_attributes(node: &Node, palette: &Palette) -> Vec<Attribute> {
    let (line, text) = match node.presence {
        Presence::Full => (palette.outline, palette.ink),
        Presence::Faded => (palette.faded.line, palette.faded.text),
    };
    let mut attributes = shape(node.shape);
    let is_asked = node.emphasis == Emphasis::Asked;
    let width = if node.shape == Shape::HeavyBox || is_asked { "2" } else { "1" };
    attributes.extend([
        ("label", lines_of(&node.label.lines)),
        ("tooltip", plain(&format!("{}, {}", node.name, node.kind))),
        ("penwidth", plain(width)),
        ("fillcolor", plain(if is_asked { palette.asked } else { palette.box_ })),
        ("color", plain(line)),
        ("fontcolor", plain(text)),
    ]);
    attributes
}

/// Lines in the middle, without an empty one at the end.
fn lines_of(all: &[String]) -> Value {
    Value::Text(all.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("\\n"))
}

fn shape(shape: Shape) -> Vec<Attribute> {
    let (name, style) = match shape {
        Shape::Box | Shape::HeavyBox => ("box", "filled"),
        Shape::Rounded => ("box", "filled,rounded"),
        Shape::Ellipse => ("ellipse", "filled"),
        Shape::Hexagon => ("hexagon", "filled"),
        Shape::Octagon => ("octagon", "filled"),
        Shape::Note => ("note", "filled"),
        Shape::Cut => ("box", "filled,diagonals"),
        Shape::Component => ("component", "filled"),
        Shape::Plain => ("plaintext", "filled"),
    };
    vec![("shape", plain(name)), ("style", plain(style))]
}

fn edge_attributes(edge: &Edge, palette: &Palette) -> Vec<Attribute> {
    let mut attributes = line(edge, palette);
    attributes.extend([
        ("id", plain(&edge.id)),
        (
            "dir",
            plain(match edge.heads {
                Heads::None => "none",
                Heads::To => "forward",
                Heads::Both => "both",
            }),
        ),
        ("tooltip", plain(&edge.sentences.join(" / "))),
    ]);
    if !edge.label.lines.is_empty() {
        // Graphviz has one sort of dashes: what is only alleged says so.
        let alleged = edge.look.line == Line::Broken && !edge.label.lines.concat().contains(Status::Disputed.word());
        let mark = alleged.then(|| format!("({})", Status::Alleged));
        attributes.push(("label", lines_of(&edge.label.lines.iter().cloned().chain(mark).collect::<Vec<_>>())));
    }
    attributes
}

fn line(edge: &Edge, palette: &Palette) -> Vec<Attribute> {
    let look = edge.look;
    let pen = palette.pen(look, edge.presence);
    let style = match look.line {
        Line::Solid | Line::Faint => "solid",
        Line::Dashed | Line::Broken => "dashed",
        Line::Dotted => "dotted",
    };
    let width = match (look.line, look.polarity) {
        (Line::Faint, _) => "0.8",
        (_, Polarity::Hostile) => "1.8",
        _ => "1.2",
    };
    let head = match (palette.told_by, look.polarity) {
        (ToldBy::Head, Polarity::Hostile) => "tee",
        (ToldBy::Head, Polarity::Neutral) => "vee",
        _ => "normal",
    };
    vec![
        ("color", plain(pen.line)),
        ("fontcolor", plain(pen.text)),
        ("style", plain(style)),
        ("penwidth", plain(width)),
        ("arrowhead", plain(head)),
        ("arrowtail", plain(head)),
    ]
}

/// One node that holds the legend and the notes as a table.
fn legend(sheet: &mut Sheet<'_, '_>, plan: &Plan) {
    let lines = plan.legend.lines.iter().map(|sample| row(sign(sample, plan.palette), &sample.text));
    let shapes = plan.legend.shapes.iter().map(|(shape, text)| row(markup(&shape.word().replace('-', " ")), text));
    let sources =
        plan.sources.iter().map(|note| row(format!("[{}]", note.number), &format!("{}{}", note.title, note.rest)));
    let remarks = plan.remarks.iter().chain([&plan.stamp]).map(|remark| row(String::new(), remark));
    let rows: String = lines.chain(shapes).chain(sources).chain(remarks).collect();
    if rows.is_empty() {
        return;
    }
    let table = format!("<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"1\" CELLSPACING=\"1\">{rows}</TABLE>>");
    let text = ("fontcolor", plain(plan.palette.quiet));
    let look = [("shape", plain("plaintext")), ("fontsize", plain("9")), text, ("label", Value::Table(table))];
    sheet.node("legend", &look);
}

fn row(sign: String, text: &str) -> String {
    format!("<TR><TD ALIGN=\"LEFT\">{sign}</TD><TD ALIGN=\"LEFT\">{}</TD></TR>", in_stretches(text, markup, "\n"))
}

/// A line in letters, in its colour.
fn sign(sample: &Sample, palette: &Palette) -> String {
    let letters = match (sample.is_colour, sample.look.line) {
        (true, _) => "\u{2014}\u{2014}\u{2192}",
        (_, Line::Solid) => "\u{2014}\u{2014}\u{2014}",
        (_, Line::Dashed) => "\u{2013} \u{2013} \u{2013}",
        (_, Line::Broken) => "- - - -",
        (_, Line::Dotted) => ". . . .",
        (_, Line::Faint) => "\u{2013}\u{2013}\u{2013}",
    };
    let colour = palette.pen(sample.look, Presence::Full).line;
    format!("<FONT COLOR=\"{colour}\">{letters}</FONT>")
}
