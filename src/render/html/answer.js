// The answer that the page holds, and how its words reach the page.
//
// The data is the versioned JSON of an answer (docs/answer-json.md). The words of the evidence stand
// in the tables of the page already; this script moves, counts and compares, and writes no sentence
// about a relation that the program has not written.

/** The answer, as `--format json` writes it. */
const answer = JSON.parse(document.getElementById("answer").textContent);

/** The element with an id; null where the page has none. */
const element = (id) => document.getElementById(id);

const actors = new Map(answer.actors.map((actor, at) => [actor.id, { ...actor, row: element(`row-actor-${at}`) }]));
const sources = new Map(answer.sources.map((source) => [source.id, source]));
const relations = new Map(
  answer.relations.map((relation, at) => [relation.key, { ...relation, row: element(`row-relation-${at}`) }]),
);

const ROLES = ["item", "via", "under", "at", "against", "on-behalf-of"];

/** The actors in a relation's roles. */
const inRoles = (relation) => ROLES.flatMap((role) => relation[role] ?? []);

/** Every actor that takes part in a relation, each once. */
const participants = (relation) => [...new Set([relation.from, relation.to, ...inRoles(relation)])];

/** The pairs that a relation ties: its two ends, and each role with both of them. */
function pairs(relation) {
  const { from, to } = relation;
  const all = [[from, to], ...inRoles(relation).flatMap((actor) => [[from, actor], [actor, to]])];
  return all.filter(([one, other]) => one !== other);
}

/** The relations in which each actor takes part. */
const relationsOf = new Map([...actors.keys()].map((id) => [id, []]));
for (const relation of relations.values()) {
  for (const id of participants(relation)) relationsOf.get(id)?.push(relation);
}

/** An actor's name; its id where the answer does not hold it. */
const nameOf = (id) => actors.get(id)?.name ?? id;

/** A relation in a sentence, from the side of one of its ends. */
function sentence(relation, side) {
  const { type, from, to, negated } = relation;
  const turned = side === to && from !== to;
  const words = turned ? [nameOf(to), type.inverse, nameOf(from)] : [nameOf(from), type.phrase, nameOf(to)];
  return `${negated ? "not so: " : ""}${words.join(" ")}`;
}

/** "1 relation", "2 relations". */
const counted = (number, one) => `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;

/** Makes an element; texts among the children become text nodes, and nothing becomes markup. */
function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Makes a button that does something. */
function button(text, act, attributes = {}) {
  const made = make("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", act);
  return made;
}

