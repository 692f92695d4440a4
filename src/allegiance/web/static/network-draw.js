// Drawing of the network on a canvas. Actors keep their places; the ties in force and what is looked at change.
//
//   field (units of the server) ──Sight──► canvas (CSS pixels)
//
// Ties of one look are one path, since each stroke of a path costs more than a line in it; broken lines are drawn piece by
// piece, since setLineDash is slow where there is no GPU. What lies outside is not drawn.
import { names } from "./network-names.js";
import { placed, radius } from "./network-sight.js";

/** @typedef {{ id: string, name: string, side: number, x: number, y: number, degree: number }} Actor */
/** @typedef {{ a: number, b: number, sum: number, weight: number, mixed: boolean, ties: number[] }} Pair */
/** @typedef {import("./network-sight.js").Sight} Sight */
/** @typedef {{ actors: Actor[], pairs: Pair[], shown: Set<number> | null, chosen: Pair | null, sight: Sight,
 *   moving: boolean }} Scene */
/** @typedef {{ paper: string, ink: string, against: string, neither: string, none: string, sides: string[],
 *   font: string, widths: Map<string, number>, stamps: Map<string, { image: HTMLCanvasElement, half: number }> }} Paint
 * `widths` are those of names that were measured, `stamps` marks that were drawn before */
/** @typedef {{ x: Float64Array, y: Float64Array }} Places of the actors, in CSS pixels */

const SIDES = 6;
const CORNERS = [[4, 45], [3, -90], [4, 0], [5, -90], [6, 0]]; // as in pictures/shapes.py, after the circle
const MANY = 400; // pairs from which broken lines have few pieces
const TOGETHER = 50; // lines in one path: longer paths take the browser more than their share
const WIDTHS = [1, 1.6, 2.3];
const FADED = 0.06, FADED_MARK = 0.12, IDLE = 0.3; // how much of the colour
const FEW = 200; // actors of which each keeps its mark when no tie is in force

/** The colours of the page's theme. @param {HTMLElement} canvas @returns {Paint} */
export function colours(canvas) {
  const style = getComputedStyle(canvas);
  /** @param {string} name */
  const of = (name) => style.getPropertyValue(`--net-${name}`).trim();
  const sides = Array.from({ length: SIDES }, (_, n) => of(`side-${n + 1}`));
  return { paper: of("paper"), ink: of("ink"), against: of("against"), neither: of("neither"), none: of("none"), sides,
    font: style.fontFamily, widths: new Map(), stamps: new Map() };
}

/** @param {CanvasRenderingContext2D} pen @param {Scene} scene @param {Paint} paint */
export function draw(pen, scene, paint) {
  const { sight } = scene;
  pen.setTransform(sight.dense, 0, 0, sight.dense, 0, 0);
  pen.globalAlpha = 1;
  pen.fillStyle = paint.paper;
  pen.fillRect(0, 0, sight.wide, sight.high);
  const places = placed(scene.actors, sight);
  lines(pen, scene, places, paint);
  marks(pen, scene, places, paint);
  names(pen, scene, places, paint);
}

/** @param {CanvasRenderingContext2D} pen @param {Scene} scene @param {Places} places @param {Paint} paint */
function lines(pen, scene, { x, y }, paint) {
  const { wide, high } = scene.sight, crowded = scene.pairs.length > MANY;
  /** @type {Map<number, Pair[]>} */
  const looks = new Map();
  for (const pair of scene.pairs) {
    const { a, b } = pair;
    if (Math.max(x[a], x[b]) < 0 || Math.min(x[a], x[b]) > wide) continue;
    if (Math.max(y[a], y[b]) < 0 || Math.min(y[a], y[b]) > high) continue;
    const look = lookOf(scene, pair), same = looks.get(look);
    if (same) same.push(pair); else looks.set(look, [pair]);
  }
  for (const look of [...looks.keys()].sort((one, other) => one - other)) {
    const pairs = looks.get(look) || [], colour = (look >> 2) % 16, near = look >= 64;
    const isChosen = pairs[0] === scene.chosen;
    pen.globalAlpha = isChosen ? 1 : near ? (crowded ? 0.4 : 0.8) : FADED;
    pen.lineWidth = isChosen ? 4 : crowded ? 1 / scene.sight.dense : WIDTHS[look % 4];
    pen.strokeStyle = colour === 0 ? paint.against : colour < 3 ? paint.neither : paint.sides[colour - 3];
    for (let from = 0; from < pairs.length; from += TOGETHER) {
      pen.beginPath();
      for (const { a, b } of pairs.slice(from, from + TOGETHER)) {
        if (colour < 2) broken(pen, x[a], y[a], x[b], y[b], crowded ? 4 : 60, colour ? 13 : 9);
        else { pen.moveTo(x[a], y[a]); pen.lineTo(x[b], y[b]); }
      }
      pen.stroke();
    }
  }
}

/** What a pair looks like, as a number by which the looks are drawn in order: the faded first, the chosen last.
 * @param {Scene} scene @param {Pair} pair */
function lookOf(scene, pair) {
  const one = scene.actors[pair.a], other = scene.actors[pair.b];
  const near = !scene.shown || (scene.shown.has(pair.a) && scene.shown.has(pair.b));
  const width = pair.weight < 0.34 ? 0 : pair.weight < 0.67 ? 1 : 2;
  const colour = pair.mixed ? 1 : pair.sum < 0 ? 0 : one.side >= 0 && one.side === other.side ? 3 + (one.side % SIDES) : 2;
  return (pair === scene.chosen ? 128 : near ? 64 : 0) + colour * 4 + width;
}

/** @param {CanvasRenderingContext2D} pen @param {number} ax @param {number} ay @param {number} bx @param {number} by
 * @param {number} most @param {number} step */
function broken(pen, ax, ay, bx, by, most, step) {
  const dx = bx - ax, dy = by - ay;
  const count = Math.max(2, Math.min(most, Math.round(Math.hypot(dx, dy) / step)));
  for (let n = 0; n < count; n++) {
    const from = n / count, to = (n + 0.6) / count;
    pen.moveTo(ax + dx * from, ay + dy * from);
    pen.lineTo(ax + dx * to, ay + dy * to);
  }
}

/** Marks of one look are one image, drawn once and then only copied, on whole pixels; of many those without a tie are dots.
 * @param {CanvasRenderingContext2D} pen @param {Scene} scene @param {Places} places @param {Paint} paint */
function marks(pen, scene, { x, y }, paint) {
  const { wide, high, dense, size } = scene.sight, dot = Math.max(2, Math.round(4 * size * dense));
  const few = scene.actors.length <= FEW;
  /** @type {number[][]} */
  const looks = [[], [], [], []]; // dots, faded, idle, tied
  scene.actors.forEach((actor, n) => {
    if (x[n] < -20 || x[n] > wide + 20 || y[n] < -20 || y[n] > high + 20) return;
    const faded = scene.shown && !scene.shown.has(n);
    looks[actor.degree === 0 ? (few && !faded ? 2 : 0) : faded ? 1 : 3].push(n);
  });
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.globalAlpha = scene.shown ? FADED_MARK : IDLE;
  for (const n of looks[0]) {
    const { side } = scene.actors[n];
    pen.fillStyle = side < 0 ? paint.none : paint.sides[side % SIDES];
    pen.fillRect(Math.round(x[n] * dense - dot / 2), Math.round(y[n] * dense - dot / 2), dot, dot);
  }
  for (const [look, alpha] of [[1, FADED_MARK], [2, IDLE], [3, 1]]) {
    pen.globalAlpha = alpha;
    for (const n of looks[look]) {
      const { image, half } = stamp(scene.actors[n].side, radius(scene.actors[n], scene.sight), dense, paint);
      pen.drawImage(image, Math.round((x[n] - half) * dense), Math.round((y[n] - half) * dense));
    }
  }
  pen.setTransform(dense, 0, 0, dense, 0, 0);
}

/** The image of a mark. @param {number} side @param {number} size @param {number} dense @param {Paint} paint */
function stamp(side, size, dense, paint) {
  const rounded = Math.round(size * 2) / 2, key = `${side} ${rounded} ${dense}`, known = paint.stamps.get(key);
  if (known) return known;
  const half = Math.ceil(rounded * 1.35 + 2), image = document.createElement("canvas");
  image.width = image.height = Math.ceil(2 * half * dense);
  const pen = /** @type {CanvasRenderingContext2D} */ (image.getContext("2d"));
  pen.scale(dense, dense);
  if (side < 0) pen.arc(half, half, rounded * 0.8, 0, 7);
  else outline(pen, half, half, side, rounded);
  pen.fillStyle = side < 0 ? paint.paper : paint.sides[side % SIDES];
  pen.strokeStyle = side < 0 ? paint.none : paint.paper;
  pen.lineWidth = side < 0 ? Math.min(1.5, rounded / 2) : Math.min(1.2, rounded / 3);
  pen.fill();
  pen.stroke();
  const made = { image, half };
  paint.stamps.set(key, made);
  return made;
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} side @param {number} size */
function outline(pen, x, y, side, size) {
  const kind = (side + 2 * Math.floor(side / SIDES)) % (CORNERS.length + 2);
  if (kind === 0) { pen.arc(x, y, size, 0, 7); return; }
  const star = kind > CORNERS.length;
  const [corners, turned] = star ? [10, -90] : CORNERS[kind - 1];
  for (let n = 0; n < corners; n++) {
    const angle = ((turned + (360 * n) / corners) * Math.PI) / 180;
    const reach = size * (star ? (n % 2 ? 0.55 : 1.35) : 1.15);
    pen.lineTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
  }
  pen.closePath();
}
