// The evidence beside the picture: rows of the tables, turned on their sides.

const panel = make("aside", { id: "panel", "aria-labelledby": "panel-title" });

/** A row of a table as a list of terms, from a column on; empty cells are left out. */
function turned(row, from) {
  const list = make("dl");
  const names = row.closest("table").tHead.rows[0].cells;
  for (const cell of [...row.cells].slice(from).filter((cell) => cell.textContent.trim())) {
    const copies = [...cell.childNodes].map((node) => node.cloneNode(true));
    list.append(make("dt", {}, names[cell.cellIndex].textContent), make("dd", {}, ...copies));
  }
  return list;
}

/** The column of a relation's row from which on it tells more than its sentence. */
const BESIDES_SENTENCE = 3;

/** A relation with all its evidence. */
function evidence(relation, date) {
  const told = make("article", {}, make("h3", {}, sentence(relation)));
  if (date) told.append(make("p", { class: `verdict ${holds(relation, date)}` }, onDate(relation, date)));
  if (relation.row) told.append(turned(relation.row, BESIDES_SENTENCE));
  return told;
}

/** "In 2016: possibly holds." */
function onDate(relation, date) {
  const when = within(date);
  return `${when[0].toUpperCase()}${when.slice(1)}: ${holdsInWords(relation, date)}.`;
}

/** What tells a relation from its like, in a line: what it is about, when, and its standing. */
function particulars(relation) {
  if (!relation.row) return "";
  const [, , , besides, when, standing] = relation.row.cells;
  const parts = [...besides.querySelectorAll("li"), when, standing].map((part) => part.textContent);
  return parts.filter(Boolean).join(" · ");
}

/** An actor: what it is, where a path from it may lead, and its relations among those shown. */
function aboutActor(actor, { shown, change }) {
  const own = relationsOf.get(actor.id).filter((relation) => shown.has(relation));
  const items = own.map((relation) => {
    const pick = button(sentence(relation, actor.id), () => change({ pick: `relation:${relation.key}` }));
    pick.append(make("small", {}, particulars(relation)));
    return make("li", {}, pick);
  });
  const parts = [make("h3", {}, counted(own.length, "relation")), make("ul", { class: "picks" }, ...items)];
  return [actor.row ? turned(actor.row, 1) : "", pathFrom(actor, change), ...parts];
}

/** The choice of another actor, for those who do not shift-click. */
function pathFrom(actor, change) {
  const others = [...actors.values()].filter(({ id }) => id !== actor.id);
  others.sort((one, other) => one.name.localeCompare(other.name, "en"));
  const options = others.map(({ id, name }) => make("option", { value: id }, name));
  const select = make("select", { id: "path-to" }, make("option", { value: "" }, "choose an actor"), ...options);
  select.addEventListener("change", () => select.value && change({ path: `${actor.id} ${select.value}`, pick: "" }));
  return make("p", {}, make("label", { for: "path-to" }, "Path to "), select);
}

/** A path: its hops in order, each with its evidence, and which of them is the weakest. */
function aboutPath(path, nth, date) {
  const hops = path.hops.map((hop, at) => {
    const weakest = at === path.weakest && path.hops.length > 1 ? [make("strong", {}, ` weakest: ${path.why}`)] : [];
    const ends = `${nameOf(path.actors[at])} – ${nameOf(path.actors[at + 1])}`;
    return make("li", {}, make("h4", {}, ends, ...weakest), ...hop.map((relation) => evidence(relation, date)));
  });
  const summary = make("summary", {}, path.actors.map(nameOf).join(" – "));
  const warning = shared(path).map((text) => make("p", { class: "note warning" }, text));
  return make("details", nth === 0 ? { open: "" } : {}, summary, ...warning, make("ol", {}, ...hops));
}

/** The sources on each of which alone two or more hops of a path rest, in words. */
function shared({ hops }) {
  const roots = hops.map((hop) => [...new Set(hop.flatMap((relation) => relation["independent-sources"]))]);
  const alone = roots.filter((all) => all.length === 1).flat();
  const twice = [...new Set(alone)].filter((id) => alone.indexOf(id) !== alone.lastIndexOf(id));
  const count = (id) => alone.filter((other) => other === id).length;
  return twice.map((id) => `warning: ${count(id)} of ${hops.length} hops rest on one source, ${sourceLabel(id)}`);
}

/** All paths between two actors, or that there is none. */
function aboutPaths({ ways, more }, date) {
  const when = date ? ` that hold ${within(date)}, certainly or possibly` : "";
  if (!ways.length) return [make("p", {}, `No path within this answer over relations shown${when}.`)];
  const which = `${counted(ways.length, "shortest path")} of ${counted(ways[0].hops.length, "hop")}`;
  const rest = more ? "; there are more of this length" : "";
  return [make("p", {}, `${which} over relations shown${when}${rest}.`), ...ways.map((way, at) => aboutPath(way, at, date))];
}

/** What a frame stands for, as the picture words it: the ties that make it. */
function framed(node) {
  const [title, ...made] = node?.shape.matches(".group") ? node.shape.querySelector("title").textContent.split("\n") : [];
  return { title, made: made.length ? [make("ul", {}, ...made.map((line) => make("li", {}, line)))] : [] };
}

/** The parts of the picture in which some paths lie. */
function along(ways, ends) {
  const over = new Set(ways.flatMap(({ hops }) => hops.flat()));
  const on = [...ways.flatMap((way) => way.actors), ...ends].flatMap(placesOf);
  return new Set([...on, ...[...ties.values()].filter((tie) => tie.relations.some((one) => over.has(one)))]);
}

/** What is picked: a heading, what stands under it, and the parts of the picture that stand out. */
function picked({ pick, path, date }, surroundings) {
  if (path) {
    const [from, to] = path.split(" ");
    const found = paths(from, to, surroundings.shown, date);
    const title = `From ${nameOf(from)} to ${nameOf(to)}`;
    return { title, contents: aboutPaths(found, date), spot: along(found.ways, [from, to]) };
  }
  const [, sort, id] = PICK.exec(pick) ?? [];
  if (sort === "actor") {
    const actor = actors.get(id);
    const [node] = placesOf(id);
    const contents = [...aboutActor(actor, surroundings), ...framed(node).made];
    return { title: actor.name, contents, spot: node ? around(node) : null };
  }
  if (sort === "group") {
    const node = nodeOf.get(element(id));
    const { title = node.shape.getAttribute("aria-label"), made } = framed(node);
    return { title, contents: made, spot: around(node) };
  }
  return sort ? pickedRelations({ tie: ties.get(id), relation: relations.get(id) }, date) : null;
}

/** The relations of a tie, or one of them. */
function pickedRelations({ tie, relation }, date) {
  const held = tie?.relations ?? [relation];
  const title = tie?.ends.length === 2 ? tie.ends.map(titleOf).join(" – ") : "Evidence";
  return { title, contents: held.map((one) => evidence(one, date)), spot: partsOf(new Set(held)) };
}

/** What a box or a frame is called. */
const titleOf = (node) => (node.id ? nameOf(node.id) : (framed(node).title ?? node.shape.getAttribute("aria-label")));

/** Shows what is picked, or nothing; gives its title and the parts that stand out. */
function fill(state, surroundings) {
  const chosen = picked(state, surroundings);
  panel.hidden = !chosen;
  panel.replaceChildren();
  if (!chosen) return { title: "", spot: null };
  const close = button("Close", surroundings.close, { id: "close" });
  panel.append(close, make("h2", { id: "panel-title", tabindex: "-1" }, chosen.title), ...chosen.contents);
  panel.scrollTop = 0;
  return chosen;
}

