//! What Graphviz placed, read from the JSON of `dot -Tjson`.
//!
//! Graphviz measures in points and inches from the bottom; places come out in pixels from the top.

use super::Area;
use super::Curve;
use super::Outline;
use super::Places;
use super::Point;
use serde_json::Value;

/// Pixels in a point: a plan's pixel is 1/96 inch, a point 1/72.
const PIXELS: f64 = 96.0 / 72.0;

/// Reads the places of an outline whose box `i` is named `n<i>`, whose tie `i` has the id `e<i>`
/// and whose group `i` is the cluster `cluster_<i>`.
///
/// # Errors
///
/// What is missing or is not written as Graphviz writes it, in words.
pub fn read(outline: &Outline, json: &str) -> Result<Places, String> {
    let graph: Value = serde_json::from_str(json).map_err(|error| format!("not JSON: {error}"))?;
    let bounds = numbers(text(&graph, "bb")?)?;
    let [left, bottom, right, top] = bounds[..] else { return Err("no bounding box".into()) };
    let turn = |x: f64, y: f64| Point { x: (x - left) * PIXELS, y: (top - y) * PIXELS };
    let mut boxes = vec![None; outline.boxes.len()];
    let mut groups = vec![None; outline.groups.len()];
    for object in list(&graph, "objects") {
        let at = text(object, "name").ok().and_then(|name| name.strip_prefix("cluster_")?.parse::<usize>().ok());
        if let Some(slot) = at.and_then(|at| groups.get_mut(at)) {
            *slot = Some(area(text(object, "bb")?, turn)?);
        }
        let at = text(object, "name").ok().and_then(|name| name.strip_prefix('n')?.parse::<usize>().ok());
        if let Some(slot) = at.and_then(|at| boxes.get_mut(at)) {
            *slot = Some(point(text(object, "pos")?, turn)?);
        }
    }
    let mut curves = vec![None; outline.ties.len()];
    let mut labels = vec![None; outline.ties.len()];
    for edge in list(&graph, "edges") {
        let at = text(edge, "id").ok().and_then(|id| id.strip_prefix('e')?.parse::<usize>().ok());
        let Some(at) = at.filter(|&at| at < curves.len()) else { continue };
        curves[at] = Some(spline(text(edge, "pos")?, turn)?);
        labels[at] = edge.get("lp").and_then(Value::as_str).map(|place| point(place, turn)).transpose()?;
    }
    let lost = |kind: &str, count: usize| format!("{count} {kind} were lost");
    let missing = boxes.iter().filter(|place| place.is_none()).count();
    let boxes: Vec<Point> = boxes.into_iter().collect::<Option<_>>().ok_or_else(|| lost("boxes", missing))?;
    let missing = curves.iter().filter(|curve| curve.is_none()).count();
    let curves: Vec<Curve> = curves.into_iter().collect::<Option<_>>().ok_or_else(|| lost("lines", missing))?;
    let missing = groups.iter().filter(|area| area.is_none()).count();
    let groups: Vec<Area> = groups.into_iter().collect::<Option<_>>().ok_or_else(|| lost("frames", missing))?;
    Ok(Places { size: ((right - left) * PIXELS, (top - bottom) * PIXELS), boxes, curves, labels, groups })
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str, String> {
    value.get(key).and_then(Value::as_str).ok_or_else(|| format!("no {key}"))
}

/// Numbers between commas.
fn numbers(text: &str) -> Result<Vec<f64>, String> {
    let number = |part: &str| part.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    text.split(',').map(|part| number(part).ok_or_else(|| format!("no number: {part}"))).collect()
}

/// A bounding box: left, bottom, right, top.
fn area(text: &str, turn: impl Fn(f64, f64) -> Point) -> Result<Area, String> {
    let [left, bottom, right, top] = numbers(text)?[..] else { return Err(format!("no bounding box: {text}")) };
    let (corner, far) = (turn(left, top), turn(right, bottom));
    Ok(Area { corner, size: (far.x - corner.x, far.y - corner.y) })
}

fn point(text: &str, turn: impl Fn(f64, f64) -> Point) -> Result<Point, String> {
    match numbers(text)?[..] {
        [x, y, ..] => Ok(turn(x, y)),
        _ => Err(format!("no point: {text}")),
    }
}

/// A spline: perhaps `e,x,y` and `s,x,y` for the tips, then a start and three points a piece.
fn spline(text: &str, turn: impl Fn(f64, f64) -> Point) -> Result<Curve, String> {
    let knots = text.split_whitespace().filter(|part| !part.starts_with(['e', 's']));
    let points: Vec<Point> = knots.map(|part| point(part, &turn)).collect::<Result<_, _>>()?;
    let Some((&start, rest)) = points.split_first() else { return Err("a line without points".into()) };
    if rest.is_empty() || !rest.len().is_multiple_of(3) {
        return Err("a line that is no spline".into());
    }
    Ok(Curve { start, pieces: rest.chunks_exact(3).map(|piece| [piece[0], piece[1], piece[2]]).collect() })
}
