// The network's ties with their days, and what is in force on one of them.

/** @typedef {import("./network-draw.js").Actor} Actor */
/** @typedef {import("./network-draw.js").Pair} Pair */
/** @typedef {{ pair: number, strength: number, first: number, last: number, act: boolean, publisher: number,
 *   certainty: string, sentence: string, claim: string, speaker: string, marks: string }} Tie */
/** @typedef {{ day: number, kind: string, publisher: string, certainty: string }} Wish */

const CLEAR = 0.02; // of what counts each way: less is told as nothing

/** @param {any} answer what the server gave */
export function network(answer) {
  /** @type {Actor[]} */
  const actors = answer.actors.map((/** @type {any[]} */ [id, name, side, x, y]) => ({ id, name, side, x, y, degree: 0 }));
  /** @type {Pair[]} */
  const pairs = [];
  /** @type {Map<number, number>} */
  const known = new Map();
  /** @type {Tie[]} */
  const ties = answer.ties.map((/** @type {any[]} */ [a, b, strength, first, last, act, publisher, certainty, sentence, claim, speaker, marks]) => {
    const key = a * actors.length + b;
    let pair = known.get(key);
    if (pair === undefined) {
      pair = pairs.push({ a, b, sum: 0, weight: 0, mixed: false, ties: [] }) - 1;
      known.set(key, pair);
    }
    return { pair, strength, first, last, act: act === 1, publisher, certainty, sentence, claim, speaker, marks };
  });
  return { actors, pairs, ties, publishers: /** @type {string[]} */ (answer.publishers) };
}

/** The pairs in force; also counts the partners of every actor anew.
 * @param {ReturnType<typeof network>} all @param {Wish} wish @returns {Pair[]} */
export function inForce(all, wish) {
  for (const pair of all.pairs) { pair.sum = 0; pair.weight = 0; pair.ties.length = 0; }
  for (const actor of all.actors) actor.degree = 0;
  const publisher = wish.publisher === "" ? -1 : Number(wish.publisher);
  all.ties.forEach((tie, number) => {
    if (tie.first > wish.day || tie.last < wish.day) return;
    if (wish.kind && (wish.kind === "act") !== tie.act) return;
    if (publisher >= 0 && tie.publisher !== publisher) return;
    if (wish.certainty && tie.certainty !== wish.certainty) return;
    const pair = all.pairs[tie.pair];
    pair.sum += tie.strength;
    pair.weight += Math.abs(tie.strength);
    pair.ties.push(number);
  });
  const found = all.pairs.filter((pair) => pair.weight > CLEAR);
  for (const pair of found) {
    pair.mixed = Math.abs(pair.sum) < 0.5 * pair.weight;
    all.actors[pair.a].degree++;
    all.actors[pair.b].degree++;
  }
  return found.sort((one, other) => one.sum - other.sum); // opposition below
}

/** The actor and its partners. @param {Pair[]} pairs @param {number} actor */
export function around(pairs, actor) {
  const near = new Set([actor]);
  for (const pair of pairs) {
    if (pair.a === actor) near.add(pair.b);
    if (pair.b === actor) near.add(pair.a);
  }
  return near;
}

/** What lies under a place of the field: an actor, else a pair. `unit` is how many units of the field a pixel is.
 * @param {Actor[]} actors @param {Pair[]} pairs @param {number} x @param {number} y @param {number} unit */
export function under(actors, pairs, x, y, unit) {
  let best = 14 * unit, actor = -1;
  actors.forEach((one, n) => {
    const far = Math.hypot(one.x - x, one.y - y);
    if (far < best) { best = far; actor = n; }
  });
  if (actor >= 0) return { actor, pair: null };
  /** @type {Pair | null} */
  let pair = null;
  best = 6 * unit;
  for (const one of pairs) {
    const far = toLine(actors[one.a], actors[one.b], x, y);
    if (far < best) { best = far; pair = one; }
  }
  return { actor: -1, pair };
}

/** @param {Actor} a @param {Actor} b @param {number} x @param {number} y */
function toLine(a, b, x, y) {
  const dx = b.x - a.x, dy = b.y - a.y, long = dx * dx + dy * dy || 1;
  const at = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / long));
  return Math.hypot(a.x + at * dx - x, a.y + at * dy - y);
}
