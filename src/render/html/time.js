// Which relations hold on a date, in three values.
//
// A date may be a year, a month or a day, and means every day in it. Dates are compared as text:
// "2016-02-31" stands after every day of that month, and nothing has to know how long a month is.

const BEFORE_ALL = "";
const AFTER_ALL = "~";

/** What a lens leaves out for its dates alone, and another date may let in. */
const FOR_ITS_DATES = new Set(["ended", "future", "undated", "uncertain"]);

/** The first and the last day of a date; null for what is no date. */
function days(date) {
  const [, year, month, day] = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/.exec(date) ?? [];
  if (!year) return null;
  return [`${year}-${month ?? "01"}-${day ?? "01"}`, `${year}-${month ?? "12"}-${day ?? "31"}`];
}

/** A date with its preposition: "on 2016-02-10", "in 2016". */
const within = (date) => `${date.length === 10 ? "on" : "in"} ${date}`;

/**
 * Whether a relation holds on some day of a date, or has happened by then: "certainly", "possibly" or
 * "no"; without a date, as the answer says. What is left out for another reason than its dates is left
 * out on every date.
 */
function holds(relation, date) {
  const leftOut = relation["left-out"];
  if (!date) return leftOut ? "no" : relation.holds.startsWith("possibly") ? "possibly" : "certainly";
  if (leftOut && !FOR_ITS_DATES.has(leftOut)) return "no";
  const [first, last] = days(date);
  const { begins, ends = [AFTER_ALL, AFTER_ALL], marked } = relation.days;
  const mayHold = (begins[0] ?? BEFORE_ALL) <= last && (ends[1] ?? AFTER_ALL) >= first;
  const mustHold = (begins[1] ?? AFTER_ALL) <= last && (ends[0] ?? BEFORE_ALL) >= first;
  if (!mayHold) return "no";
  return mustHold && !marked ? "certainly" : "possibly";
}

/** What a verdict says of a relation on a date, in words. */
function holdsInWords(relation, date) {
  const event = relation.days.event;
  const words = {
    certainly: event ? "has happened" : "holds",
    possibly: event ? "has possibly happened" : "possibly holds",
    no: event ? "has not happened" : "does not hold",
  };
  return words[holds(relation, date)];
}

/** The dates that are written in the answer, in order, each once: where the slider stops. */
function stops() {
  const written = answer.relations.flatMap(({ since, until, date }) => [since, until, date]);
  const bare = [...written, answer.scope["as-of"]].filter(Boolean).map((date) => date.replace(/[?~%]$/, ""));
  const order = (date) => days(date).join();
  const known = [...new Set(bare)].filter(days);
  return known.sort((one, other) => (order(one) < order(other) ? -1 : order(one) > order(other) ? 1 : 0));
}

