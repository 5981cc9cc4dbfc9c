// What passes the search and the filters.

/** Text as it is compared: case, accents and compatibility forms aside, words kept apart. */
function folded(text) {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFKD");
  return bare.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** The words that an actor is found by. */
const actorText = new Map(
  [...actors.values()].map((actor) => {
    const { id, name, aliases = [], tags = [] } = actor;
    return [id, folded([id, name, ...aliases, actor["kind-label"], ...tags].join(" "))];
  }),
);

/** The column of sources, whose titles name much that a relation does not. */
const SOURCES = 7;

/** The words that a relation is found by: its row, and the words of its actors. */
const relationText = new Map(
  [...relations.values()].map((relation) => {
    const cells = [...(relation.row?.cells ?? [])].filter((cell) => cell.cellIndex !== SOURCES);
    const own = folded([relation.key, ...cells.map((cell) => cell.textContent)].join(" "));
    return [relation.key, [own, ...participants(relation).map((id) => actorText.get(id) ?? "")].join(" ")];
  }),
);

/**
 * The filters: what they are called, the values that occur among the relations, and whether a relation
 * has one. What is not stated is a value, too.
 */
const FILTERS = {
  type: { label: "Relation", of: (relation) => [[relation.type.id, relation.type.phrase]] },
  polarity: { label: "Polarity", of: (relation) => [[relation.type.polarity, relation.type.polarity]] },
  status: { label: "Status", of: ({ status }) => [[status ?? "unrated", status ?? "unrated"]] },
  mark: { label: "Change", of: ({ mark }) => [[mark ?? "as before", mark ?? "as before"]] },
  source: {
    label: "Source",
    of: (relation) => relation.sources.map(({ source }) => [source, sourceLabel(source)]),
  },
};

/** A source by number and title. */
function sourceLabel(id) {
  const source = sources.get(id);
  return source ? `[${source.number}] ${source.title}` : id;
}

/** The values of a filter that occur, with what they are called, by what they are called. */
function choices(filter) {
  const found = new Map(answer.relations.flatMap((relation) => FILTERS[filter].of(relation)));
  return [...found].sort(([, one], [, other]) => one.localeCompare(other, "en", { numeric: true }));
}

/** Whether every word of a search occurs in a folded text. */
const hasAll = (text, words) => words.every((word) => text.includes(word));

/**
 * The relations that pass what is asked for, with how they hold; and the actors that are found by their
 * own words.
 */
function passing({ q, date, ...wanted }) {
  const words = folded(q).split(" ").filter(Boolean);
  const passes = (relation) =>
    hasAll(relationText.get(relation.key), words) &&
    Object.entries(FILTERS).every(
      ([name, filter]) => !wanted[name] || filter.of(relation).some(([value]) => value === wanted[name]),
    ) &&
    (!date || holds(relation, date) !== "no");
  const found = words.length ? [...actors.keys()].filter((id) => hasAll(actorText.get(id), words)) : [];
  return { relations: new Set([...relations.values()].filter(passes)), found: new Set(found) };
}

