// Names on the canvas of the network: the best connected first, none over another.
import { radius } from "./network-sight.js";

/** @typedef {import("./network-draw.js").Scene} Scene */
/** @typedef {import("./network-draw.js").Places} Places */
/** @typedef {import("./network-draw.js").Paint} Paint */
/** @typedef {[left: number, top: number, right: number, bottom: number]} Box */

const MOST = 90, MOST_MOVING = 40; // names; fewer while something moves
const SIZE = 12.5, ROOM = 4;

/** A name that would lie on another name or mark tries the other sides of its actor, else is left out.
 * @param {CanvasRenderingContext2D} pen @param {Scene} scene @param {Places} places @param {Paint} paint */
export function names(pen, scene, { x, y }, paint) {
  const { sight } = scene, size = sight.wide < 500 ? SIZE - 1.5 : SIZE;
  pen.font = `${size}px ${paint.font}`;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.globalAlpha = 1;
  pen.strokeStyle = paint.paper;
  pen.fillStyle = paint.ink;
  pen.lineWidth = 3;
  const order = wanted(scene, x, y);
  /** @type {Box[]} */
  const taken = order.map((n) => around(x[n], y[n], radius(scene.actors[n], sight)));
  order.forEach((n, own) => {
    const actor = scene.actors[n], room = radius(actor, sight) + ROOM;
    const text = actor.name.length > 28 ? `${actor.name.slice(0, 27)}…` : actor.name;
    const wide = width(pen, text, paint.widths);
    for (const [dx, dy] of [[room, 0], [-room - wide, 0], [-wide / 2, -room - size / 2], [-wide / 2, room + size / 2]]) {
      /** @type {Box} */
      const at = [x[n] + dx, y[n] + dy - size / 2, x[n] + dx + wide, y[n] + dy + size / 2];
      if (at[0] < 0 || at[2] > sight.wide || taken.some((other, m) => m !== own && meet(at, other))) continue;
      taken.push(at);
      pen.strokeText(text, at[0], y[n] + dy);
      pen.fillText(text, at[0], y[n] + dy);
      return;
    }
  });
}

/** The actors in sight that are named, the best connected first. @param {Scene} scene @param {Float64Array} x
 * @param {Float64Array} y */
function wanted({ actors, shown, sight, moving }, x, y) {
  return actors.map((_, n) => n)
    .filter((n) => actors[n].degree > 0 && (!shown || shown.has(n)) && x[n] >= 0 && x[n] <= sight.wide && y[n] >= 0 && y[n] <= sight.high)
    .sort((m, n) => actors[n].degree - actors[m].degree).slice(0, moving ? MOST_MOVING : MOST);
}

/** Measuring is dear. @param {CanvasRenderingContext2D} pen @param {string} text @param {Map<string, number>} widths */
function width(pen, text, widths) {
  const key = `${pen.font}\n${text}`, known = widths.get(key);
  if (known !== undefined) return known;
  const wide = pen.measureText(text).width;
  widths.set(key, wide);
  return wide;
}

/** @param {number} x @param {number} y @param {number} size @returns {Box} */
const around = (x, y, size) => [x - size, y - size, x + size, y + size];
/** @param {Box} a @param {Box} b */
const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
