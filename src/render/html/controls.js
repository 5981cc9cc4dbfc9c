// The controls above the picture, and the address in which they are kept.

/** The parts of the state that say what passes. */
const FILTERING = ["q", ...Object.keys(FILTERS), "date"];

/** Everything that can be asked of the page; the address holds what is not empty. */
const state = Object.fromEntries([...FILTERING, "pick", "path", "theme"].map((name) => [name, ""]));

/** Whether a value may stand in the state: what the answer does not hold is passed over. */
function isKnown(name, value) {
  if (name in FILTERS) return choices(name).some(([choice]) => choice === value);
  if (name === "date") return days(value) !== null;
  if (name === "theme") return value === "light" || value === "dark";
  if (name === "path") return value.split(" ").length === 2 && value.split(" ").every((id) => actors.has(id));
  if (name === "pick") return isPickable(value);
  return true;
}

const PICK = /^(actor|group|tie|relation):(.*)$/s;

function isPickable(value) {
  const [, sort, id] = PICK.exec(value) ?? [];
  if (sort === "group") return nodeOf.has(element(id));
  return Boolean({ actor: actors, tie: ties, relation: relations }[sort]?.has(id));
}

/** Takes the state from the address. */
function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const name of Object.keys(state)) {
    const value = given.get(name) ?? "";
    state[name] = value && isKnown(name, value) ? value : "";
  }
}

/** Puts the state into the address, without a step in the history. */
function writeAddress() {
  const kept = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
  history.replaceState(null, "", `#${kept}`);
}

const search = make("input", { id: "search", type: "search", placeholder: "/", autocomplete: "off" });
const selects = Object.fromEntries(Object.keys(FILTERS).map((name) => [name, select(name)]));
const dates = stops();
const slider = make("input", { id: "slider", type: "range", min: "0", max: String(Math.max(0, dates.length - 1)) });
const date = make("input", { id: "date", type: "text", size: "10", placeholder: "any time", autocomplete: "off" });
const zoom = make("button", { id: "zoom", type: "button" }, "Larger");
const theme = make("button", { id: "theme", type: "button" }, "Dark");
const count = make("p", { id: "count", role: "status" });
const said = make("p", { id: "said", role: "status" });

function select(name) {
  const options = choices(name).map(([value, text]) => make("option", { value }, text));
  return make("select", { id: name }, make("option", { value: "" }, "all"), ...options);
}

const labelled = (control, text) => make("label", { for: control.id }, make("span", {}, text), control);

/** All controls, in the order of Tab; a filter that has nothing to choose from is left out. */
function controls(change) {
  const useful = Object.entries(selects).filter(([name]) => choices(name).length > 1);
  const filters = useful.map(([name, control]) => labelled(control, FILTERS[name].label));
  const time = relations.size && dates.length ? [labelled(slider, "Time"), labelled(date, "Date")] : [];
  const clear = button("Clear", () => change(Object.fromEntries(FILTERING.map((name) => [name, ""]))), { id: "clear" });
  const print = button("Print", () => window.print(), { id: "print" });
  const buttons = [clear, ...(svg ? [zoom] : []), theme, print];
  search.addEventListener("input", () => change({ q: search.value }));
  for (const [name, control] of Object.entries(selects)) {
    control.addEventListener("change", () => change({ [name]: control.value }));
  }
  slider.addEventListener("input", () => change({ date: dates[slider.value] }));
  date.addEventListener("input", () => setDate(change));
  zoom.addEventListener("click", enlarge);
  theme.addEventListener("click", () => change({ theme: isDark() ? "light" : "dark" }));
  const attributes = { id: "controls", role: "search", "aria-label": "Search, filters and time" };
  return make("div", attributes, labelled(search, "Search"), ...filters, ...time, make("div", {}, count, ...buttons));
}

/** How many times as wide as its room the picture can be. */
const ZOOMS = ["1.5", "2", "3", "4"];

/** Makes the picture wider by one step; after the last, it is seen as a whole again. */
function enlarge() {
  const room = element("picture");
  const next = ZOOMS[ZOOMS.indexOf(room.dataset.zoom) + 1];
  if (next) room.dataset.zoom = next;
  else delete room.dataset.zoom;
  zoom.textContent = next === ZOOMS.at(-1) ? "Whole" : "Larger";
}

/** Takes a date that is typed, once it is one. */
function setDate(change) {
  const wrong = date.value !== "" && !days(date.value);
  date.setAttribute("aria-invalid", String(wrong));
  if (!wrong) change({ date: date.value });
}

/** Whether the page is dark: as chosen, else as the reader's system is. */
const isDark = () => (state.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

/** Shows the state in the controls. A slider that no date has set stands at the answer's own. */
function showControls() {
  search.value = state.q;
  for (const [name, control] of Object.entries(selects)) control.value = state[name];
  if (document.activeElement !== date) date.value = state.date;
  const at = dates.indexOf(state.date || answer.scope["as-of"]);
  if (at >= 0) slider.value = String(at);
  slider.setAttribute("aria-valuetext", state.date || "any time");
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  theme.textContent = isDark() ? "Light" : "Dark";
}

/** How much passes, in words, and what a date leaves out of sight. */
function counts({ relations: shown }, asked) {
  const all = counted(relations.size, "relation");
  if (!asked) return all;
  const maybe = state.date ? [...shown].filter((relation) => holds(relation, state.date) === "possibly").length : 0;
  const held = `${shown.size.toLocaleString("en")} of ${all}`;
  const when = state.date ? ` ${within(state.date)}${maybe ? `, ${maybe} of them possibly` : ""}` : "";
  const asOf = answer.scope["as-of"];
  const drawn = state.date && asOf && asOf !== state.date;
  const hint = ` The question was asked as of ${asOf}, and the picture is drawn so; --ever asks over all time.`;
  return `${held}${when}.${drawn ? hint : ""}`;
}

