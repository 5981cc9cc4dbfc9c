// Walking through the picture with the arrow keys: from an actor onto a tie, along it to its other end.

const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** The middle of a part on the screen; of a tie, that of its label where it has one. */
function middle(part) {
  const box = (part.labels?.[0] ?? part.shape).getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Where a step from a part may lead: over a tie, to the ends and to what lies beside it. */
function steps(part) {
  if (isNode(part)) return part.ties;
  const beside = part.ends[0]?.ties.filter((tie) => tie !== part && tie.ends.every((end) => part.ends.includes(end)));
  return [...part.ends, ...(beside ?? [])];
}

/**
 * The step in a direction: of those that lead within 80 degrees of it, the straightest, and of these the
 * nearest. A tie is judged by its other end, which says better where it leads.
 */
function step(part, [dx, dy]) {
  const [x, y] = middle(part);
  const judged = steps(part).filter((next) => !next.shape.classList.contains("unlit")).map((next) => {
    const other = isNode(part) ? (next.ends.find((end) => end !== part) ?? next) : next;
    const [toX, toY] = middle(other);
    const far = Math.hypot(toX - x, toY - y) || 1;
    return { next, far, straight: ((toX - x) * dx + (toY - y) * dy) / far };
  });
  const ahead = judged.filter(({ straight }) => straight > Math.cos((80 * Math.PI) / 180));
  ahead.sort((one, other) => other.straight - one.straight || one.far - other.far);
  return ahead[0]?.next ?? null;
}

/** Moves the one stop that Tab makes in the picture to a part, and the focus with it. */
function goTo(part) {
  everyPart().forEach(({ shape }) => shape.setAttribute("tabindex", "-1"));
  part.shape.setAttribute("tabindex", "0");
  part.shape.focus();
}

