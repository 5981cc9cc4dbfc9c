// The picture: what in it stands for what, and what of it is lit.
//
// The script depends on what the drawer promises: a box is `.actor`, a frame around boxes `.group`; what
// is one actor has `data-actor`, what holds several `data-actors`. A tie is
// `.tie[data-from][data-to][data-relations]`, a label `.label[data-tie]`. All else is left alone.

const svg = document.querySelector("#picture svg");
const drawn = (selector) => [...(svg?.querySelectorAll(selector) ?? [])];

/** The boxes and frames of the picture, by their elements: which actor each is, and whom it holds. */
const nodeOf = new Map(
  drawn(".actor, .group").map((shape) => {
    const { actor = "", actors: held = "" } = shape.dataset;
    return [shape, { shape, id: actor, holds: held.split(" ").filter(Boolean), ties: [] }];
  }),
);

/** Where in the picture each actor is: its box, and the frames and sums that hold it. */
const places = new Map();
for (const node of nodeOf.values()) {
  for (const id of new Set([node.id, ...node.holds])) places.set(id, [...(places.get(id) ?? []), node]);
}

/** The ties in the picture, each with its relations, ends and labels, by the id of its element. */
const ties = new Map(
  drawn(".tie[data-relations]").map((shape) => {
    const held = shape.dataset.relations.split(" ").map((key) => relations.get(key));
    const ends = [shape.dataset.from, shape.dataset.to].map((id) => nodeOf.get(element(id))).filter(Boolean);
    return [shape.id, { shape, relations: held.filter(Boolean), ends, labels: [] }];
  }),
);
const tieOf = new Map([...ties.values()].map((tie) => [tie.shape, tie]));
for (const tie of ties.values()) tie.ends.forEach((node) => node.ties.push(tie));
for (const label of drawn(".label[data-tie]")) ties.get(label.dataset.tie)?.labels.push(label);

/** The box, frame or tie that an element of the picture belongs to. */
function partAt(target) {
  const shape = target.closest?.(".actor, .group, .tie");
  if (shape) return nodeOf.get(shape) ?? tieOf.get(shape) ?? null;
  return ties.get(target.closest?.(".label")?.dataset.tie) ?? null;
}

/** Whether a part is a box or a frame. */
const isNode = (part) => nodeOf.has(part.shape);

/** How the state names a part. */
function pickOf({ id, shape }) {
  if (tieOf.has(shape)) return `tie:${shape.id}`;
  return id ? `actor:${id}` : `group:${shape.id}`;
}

/**
 * A part and all that touches it: ties, their other ends, what these hold, the frames around, and all else
 * that shows the same relations, which may pass through other boxes.
 */
function around(part) {
  const near = isNode(part) ? [part, ...part.ties, ...part.ties.flatMap((tie) => tie.ends)] : [part, ...part.ends];
  const held = near.filter(isNode).flatMap((node) => [node.id, ...node.holds]);
  const own = isNode(part) ? (relationsOf.get(part.id) ?? []) : part.relations;
  return new Set([...near, ...held.flatMap(placesOf), ...partsOf(new Set(own))]);
}

const placesOf = (id) => (id && places.get(id)) || [];

/** The parts of the picture that show some relations: ties, and where the actors are that take part. */
function partsOf(shown) {
  const showing = [...ties.values()].filter((tie) => tie.relations.some((relation) => shown.has(relation)));
  return new Set([...showing, ...[...shown].flatMap(participants).flatMap(placesOf)]);
}

/** Sets or takes a class on a part and its labels. */
function mark(part, name, wanted) {
  [part.shape, ...(part.labels ?? [])].forEach((shape) => shape.classList.toggle(name, wanted));
}

const everyPart = () => [...nodeOf.values(), ...ties.values()];

/** Fades what does not pass, and marks what holds possibly only and what was searched for. */
function light({ relations: shown, found }, date, asked) {
  const lit = partsOf(shown);
  [...found].flatMap(placesOf).forEach((node) => lit.add(node));
  for (const part of everyPart()) mark(part, "unlit", asked && !lit.has(part));
  for (const tie of ties.values()) {
    const held = tie.relations.filter((relation) => shown.has(relation));
    mark(tie, "possibly", Boolean(date) && held.length > 0 && held.every((one) => holds(one, date) === "possibly"));
  }
  for (const node of nodeOf.values()) mark(node, "found", found.has(node.id));
}

/** Lets some parts stand out, and fades the rest; null lets all stand. */
function spotlight(parts) {
  svg?.classList.toggle("spotlit", Boolean(parts));
  for (const part of everyPart()) mark(part, "spot", Boolean(parts?.has(part)));
}

/** Makes the picture a thing to be used: names for readers, wide lines to click, one stop for Tab. */
function prepare() {
  svg?.setAttribute("role", "group");
  for (const { shape } of everyPart()) {
    shape.setAttribute("role", "button");
    shape.setAttribute("tabindex", "-1");
    shape.setAttribute("aria-label", shape.querySelector("title")?.textContent ?? "");
  }
  for (const { shape } of ties.values()) {
    const reach = shape.querySelector("path")?.cloneNode();
    reach?.removeAttribute("stroke-dasharray");
    reach?.setAttribute("class", "reach");
    if (reach) shape.append(reach);
  }
  svg?.querySelector(".actor")?.setAttribute("tabindex", "0");
}

