// Paths between two actors, within the answer.

/** As many paths as are shown. */
const MOST_PATHS = 5;

/** Who is tied to whom by some relations, and by which, in the order of the answer. */
function wires(among) {
  const tied = new Map();
  for (const relation of among) {
    for (const [one, other] of pairs(relation)) {
      for (const [here, there] of [[one, other], [other, one]]) {
        if (!tied.has(here)) tied.set(here, new Map());
        const ties = tied.get(here);
        ties.set(there, (ties.get(there) ?? new Set()).add(relation));
      }
    }
  }
  return tied;
}

/** How many hops each actor is from one, breadth first; no path passes a placeholder. */
function distances(tied, from) {
  const far = new Map([[from, 0]]);
  for (const here of far.keys()) {
    if (here !== from && actors.get(here)?.placeholder) continue;
    for (const there of tied.get(here)?.keys() ?? []) {
      if (!far.has(there)) far.set(there, far.get(here) + 1);
    }
  }
  return far;
}

/**
 * The shortest paths from one actor to another over some relations, up to a number; whether there are
 * more. A path is its actors, and for each hop its relations, the strongest first.
 */
function paths(from, to, among, date) {
  const tied = wires(among);
  const far = distances(tied, from);
  const found = [];
  const open = far.has(to) && from !== to ? [[to]] : [];
  while (open.length && found.length <= MOST_PATHS) {
    const way = open.pop();
    const [here] = way;
    if (here === from) found.push(way);
    const passable = (id) => id === from || !actors.get(id)?.placeholder;
    const nearer = [...(tied.get(here)?.keys() ?? [])].filter((id) => far.get(id) === far.get(here) - 1 && passable(id));
    open.push(...nearer.reverse().map((id) => [id, ...way]));
  }
  const hops = (way) => way.slice(1).map((there, at) => strongestFirst(tied.get(way[at]).get(there), date));
  return { ways: found.slice(0, MOST_PATHS).map((way) => measured(way, hops(way), date)), more: found.length > MOST_PATHS };
}

/** A path with its weakest hop, the first of equals, and what falls short in it. */
function measured(way, hops, date) {
  const strengths = hops.map(([best]) => strength(best, date));
  const weakest = strengths.reduce((least, one, at) => (compare(one, strengths[least]) < 0 ? at : least), 0);
  return { actors: way, hops, weakest, why: shortfall(hops[weakest][0], date) };
}

// How strong a relation is: an order, never a number. It is the order in which the program ranks routes.

const SUREST_LAST = ["retracted", "denied", null, "alleged", "disputed", "reported", "confirmed"];
const HOW = ["let-in", "possibly-happened", "happened", "possibly", "certainly"];
const RELIABILITY = "FEDCBA";

/** How a relation holds on a date, in the words of the JSON. */
function how(relation, date) {
  if (!date) return relation.holds ?? "let-in";
  const verdict = holds(relation, date);
  if (verdict === "no") return "let-in";
  if (!relation.days.event) return verdict;
  return verdict === "certainly" ? "happened" : "possibly-happened";
}

/** The best citation that asserts a relation: reliability, then credibility; F and 6 count as unrated. */
function bestCitation(relation) {
  const graded = relation.sources
    .filter(({ stance }) => stance === "asserts")
    .map(({ source, credibility }) => [
      Math.max(0, RELIABILITY.indexOf(sources.get(source)?.reliability ?? "F")),
      credibility ? 6 - credibility : 0,
    ]);
  return graded.sort((one, other) => compare(other, one))[0] ?? [0, 0];
}

/** What a relation is compared by, what weighs most first. */
function strength(relation, date) {
  const roots = Math.min(2, relation["independent-sources"].length);
  return [SUREST_LAST.indexOf(relation.status), HOW.indexOf(how(relation, date)), roots, ...bestCitation(relation)];
}

/** Compares lists of numbers, the first difference deciding. */
function compare(one, other) {
  const at = one.findIndex((number, index) => number !== other[index]);
  return at < 0 ? 0 : one[at] - other[at];
}

/** Relations, the strongest first; equals in the order of the answer. */
function strongestFirst(all, date) {
  return [...all].sort((one, other) => compare(strength(other, date), strength(one, date)));
}

/** What falls short in a relation, what weighs most first. */
function shortfall(relation, date) {
  const [, holding, roots, reliability, credibility] = strength(relation, date);
  const tense = ["does not hold on that date", "has possibly happened", "has happened", "possibly holds", ""];
  const citation = `best citation ${reliability ? RELIABILITY[reliability] : "–"}${credibility ? 6 - credibility : "–"}`;
  const short = [
    relation.status === "confirmed" ? "" : (relation.status ?? "status not rated"),
    tense[holding],
    ["no independent source", "one independent source", ""][roots],
    reliability + credibility === 0 ? "no graded citation" : citation === "best citation A1" ? "" : citation,
  ].filter(Boolean);
  return short.join("; ") || "nothing falls short";
}

