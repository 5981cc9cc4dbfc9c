// The page: one state, one way to change it, one way to show it.

/** Where the focus goes back to when the panel closes. */
let cameFrom = null;

/** Changes the state, keeps it in the address, and shows it. */
function change(wanted) {
  Object.assign(state, wanted);
  writeAddress();
  show();
  if ("pick" in wanted || "path" in wanted) open();
}

/** Brings what was picked to the reader, without taking the focus from the picture. */
function open() {
  if (panel.hidden) return;
  if (svg?.contains(document.activeElement)) cameFrom = document.activeElement;
  else element("panel-title").focus();
}

/** Closes the panel and goes back into the picture. */
function close() {
  const held = panel.contains(document.activeElement) || svg?.contains(document.activeElement);
  change({ pick: "", path: "" });
  if (held) cameFrom?.focus();
}

/** Shows the state everywhere. */
function show() {
  const asked = FILTERING.some((name) => state[name]);
  const passed = passing(state);
  showControls();
  light(passed, state.date, asked);
  for (const relation of relations.values()) {
    if (relation.row) relation.row.hidden = !passed.relations.has(relation);
  }
  count.textContent = counts(passed, asked);
  const chosen = fill(state, { shown: passed.relations, change, close });
  rest = chosen.spot;
  spotlight(rest);
  const announced = chosen.title && `${chosen.title}. ${panel.querySelector("h3, p")?.textContent ?? ""}`;
  if (said.textContent !== announced) said.textContent = announced;
}

/** What stands out while nothing is pointed at. */
let rest = null;

/** Picks a part of the picture; with Shift, the second actor ends a path that the first began. */
function choose(part, extend) {
  const [sort, from] = state.pick.split(/:(.*)/s);
  const ends = extend && sort === "actor" && isNode(part) && part.id && from !== part.id;
  change(ends ? { path: `${from} ${part.id}`, pick: "" } : { pick: pickOf(part), path: "" });
}

function listenToPicture() {
  const point = (event) => {
    const part = partAt(event.target);
    spotlight(part ? around(part) : rest);
  };
  // Around the svg and not on it: a browser makes what listens to the focus a stop of Tab.
  const room = element("picture");
  room.addEventListener("focusin", point);
  room.addEventListener("focusout", () => spotlight(rest));
  svg.addEventListener("pointerover", point);
  svg.addEventListener("pointerleave", () => spotlight(rest));
  // Shift-click would select text.
  svg.addEventListener("mousedown", (event) => event.shiftKey && event.preventDefault());
  svg.addEventListener("click", (event) => {
    const part = partAt(event.target);
    if (!part) return change({ pick: "", path: "" });
    goTo(part);
    choose(part, event.shiftKey);
  });
  svg.addEventListener("keydown", (event) => {
    const part = partAt(event.target);
    if (!part) return;
    const next = DIRECTIONS[event.key] && step(part, DIRECTIONS[event.key]);
    if (next) goTo(next);
    if (event.key === "Enter" || event.key === " ") choose(part, event.shiftKey);
    if (DIRECTIONS[event.key] || event.key === " ") event.preventDefault();
  });
}

function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape") {
      if (event.target === search && state.q) change({ q: "" });
      else if (!panel.hidden) close();
    }
  });
}

/** Lets the names in the tables be picked, too. */
function listenToTables() {
  const RELATION = 1;
  const NAME = 0;
  const upgrade = (cell, pick) => {
    const made = button(cell.textContent, () => change({ pick, path: "" }));
    cell.replaceChildren(made);
  };
  for (const { row, key } of relations.values()) if (row) upgrade(row.cells[RELATION], `relation:${key}`);
  for (const { row, id } of actors.values()) if (row) upgrade(row.cells[NAME], `actor:${id}`);
}

function start() {
  prepare();
  if (relations.size || actors.size) element("stage").before(controls(change));
  element("stage").append(panel, said);
  if (svg) listenToPicture();
  listenToTables();
  listenToKeys();
  addEventListener("hashchange", () => {
    readAddress();
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showControls);
  readAddress();
  show();
  document.documentElement.dataset.ready = "";
}

start();
