// Drawing of the network on a canvas. Actors keep their places; only the ties in force change.
//
// Broken lines are drawn piece by piece: setLineDash over thousands of ties is slow where there is no GPU.

/** @typedef {{ id: string, name: string, side: number, x: number, y: number, degree: number }} Actor */
/** @typedef {{ a: number, b: number, sum: number, weight: number, mixed: boolean, ties: number[] }} Pair */
/** @typedef {{ actors: Actor[], pairs: Pair[], shown: Set<number> | null, chosen: Pair | null, scale: number }} Scene */

const SIDES = 6;
const CORNERS = [[4, 45], [3, -90], [4, 0], [5, -90], [6, 0]]; // as in pictures/shapes.py, after the circle
const MANY = 400; // pairs from which broken lines have few pieces
const ROOM = 4;

/** The colours of the page's theme. @param {HTMLElement} canvas */
export function colours(canvas) {
  const style = getComputedStyle(canvas);
  /** @param {string} name */
  const of = (name) => style.getPropertyValue(`--net-${name}`).trim();
  const sides = Array.from({ length: SIDES }, (_, n) => of(`side-${n + 1}`));
  return { paper: of("paper"), ink: of("ink"), against: of("against"), neither: of("neither"), none: of("none"), sides,
    font: style.fontFamily };
}

/** @param {Actor} actor */
export const radius = (actor) => Math.min(3.5 + 1.3 * Math.sqrt(actor.degree), 12);

/** @param {CanvasRenderingContext2D} pen @param {Scene} scene @param {ReturnType<typeof colours>} paint */
export function draw(pen, scene, paint) {
  const { width, height } = pen.canvas;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.fillStyle = paint.paper;
  pen.fillRect(0, 0, width, height);
  pen.setTransform(scene.scale, 0, 0, scene.scale, 0, 0);
  lines(pen, scene, paint);
  marks(pen, scene, paint);
  names(pen, scene, paint);
  pen.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} pen @param {Scene} scene @param {ReturnType<typeof colours>} paint */
function lines(pen, scene, paint) {
  const crowded = scene.pairs.length > MANY;
  for (const pair of scene.pairs) {
    const one = scene.actors[pair.a], other = scene.actors[pair.b];
    const near = !scene.shown || (scene.shown.has(pair.a) && scene.shown.has(pair.b));
    const same = one.side >= 0 && one.side === other.side;
    const chosen = pair === scene.chosen;
    pen.globalAlpha = chosen ? 1 : near ? (crowded ? 0.4 : 0.8) : 0.06;
    pen.lineWidth = chosen ? 4 : 0.8 + 1.6 * Math.min(pair.weight, 1);
    pen.strokeStyle = pair.mixed ? paint.neither : pair.sum < 0 ? paint.against
      : same ? paint.sides[one.side % SIDES] : paint.neither;
    pen.beginPath();
    if (pair.sum < 0 || pair.mixed) broken(pen, one, other, crowded ? 4 : 60, pair.mixed ? 13 : 9);
    else { pen.moveTo(one.x, one.y); pen.lineTo(other.x, other.y); }
    pen.stroke();
  }
}

/** @param {CanvasRenderingContext2D} pen @param {Actor} a @param {Actor} b @param {number} most @param {number} step */
function broken(pen, a, b, most, step) {
  const dx = b.x - a.x, dy = b.y - a.y;
  const count = Math.max(2, Math.min(most, Math.round(Math.hypot(dx, dy) / step)));
  for (let n = 0; n < count; n++) {
    const from = n / count, to = (n + 0.6) / count;
    pen.moveTo(a.x + dx * from, a.y + dy * from);
    pen.lineTo(a.x + dx * to, a.y + dy * to);
  }
}

/** @param {CanvasRenderingContext2D} pen @param {Scene} scene @param {ReturnType<typeof colours>} paint */
function marks(pen, scene, paint) {
  scene.actors.forEach((actor, number) => {
    const idle = actor.degree === 0;
    pen.globalAlpha = scene.shown && !scene.shown.has(number) ? 0.12 : idle ? 0.3 : 1;
    pen.beginPath();
    const size = radius(actor);
    if (actor.side < 0) {
      pen.arc(actor.x, actor.y, size * 0.8, 0, 7);
      pen.fillStyle = paint.paper; pen.strokeStyle = paint.none; pen.lineWidth = 1.5;
    } else {
      outline(pen, actor, size);
      pen.fillStyle = paint.sides[actor.side % SIDES]; pen.strokeStyle = paint.paper; pen.lineWidth = 1.2;
    }
    pen.fill();
    pen.stroke();
  });
}

/** @param {CanvasRenderingContext2D} pen @param {Actor} actor @param {number} size */
function outline(pen, actor, size) {
  const kind = (actor.side + 2 * Math.floor(actor.side / SIDES)) % (CORNERS.length + 2);
  if (kind === 0) { pen.arc(actor.x, actor.y, size, 0, 7); return; }
  const star = kind > CORNERS.length;
  const [corners, turned] = star ? [10, -90] : CORNERS[kind - 1];
  for (let n = 0; n < corners; n++) {
    const angle = ((turned + (360 * n) / corners) * Math.PI) / 180;
    const reach = size * (star ? (n % 2 ? 0.55 : 1.35) : 1.15);
    pen.lineTo(actor.x + reach * Math.cos(angle), actor.y + reach * Math.sin(angle));
  }
  pen.closePath();
}

/** The best connected first; a name that would lie on another name or mark tries the other side, else is left out.
 * @param {CanvasRenderingContext2D} pen @param {Scene} scene @param {ReturnType<typeof colours>} paint */
function names(pen, scene, paint) {
  const size = 12.5 / Math.max(scene.scale / (devicePixelRatio || 1), 0.6);
  pen.font = `${size}px ${paint.font}`;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  const order = scene.actors.map((_, n) => n)
    .filter((n) => scene.actors[n].degree > 0 && (!scene.shown || scene.shown.has(n)))
    .sort((m, n) => scene.actors[n].degree - scene.actors[m].degree).slice(0, 90);
  /** @type {number[][]} */
  const taken = order.map((n) => box(scene.actors[n], 0, radius(scene.actors[n])));
  const right = pen.canvas.width / scene.scale;
  pen.globalAlpha = 1;
  for (const n of order) {
    const actor = scene.actors[n], room = radius(actor) + ROOM;
    const text = actor.name.length > 28 ? `${actor.name.slice(0, 27)}…` : actor.name;
    const wide = pen.measureText(text).width;
    const own = order.indexOf(n);
    for (const [x, y] of [[room, 0], [-room - wide, 0], [-wide / 2, -room - size / 2], [-wide / 2, room + size / 2]]) {
      const at = [actor.x + x, actor.y + y - size / 2, actor.x + x + wide, actor.y + y + size / 2];
      if (at[0] < 0 || at[2] > right || taken.some((other, m) => m !== own && meet(at, other))) continue;
      taken.push(at);
      pen.strokeStyle = paint.paper; pen.lineWidth = 3;
      pen.strokeText(text, at[0], actor.y + y);
      pen.fillStyle = paint.ink;
      pen.fillText(text, at[0], actor.y + y);
      break;
    }
  }
}

/** @param {Actor} actor @param {number} shift @param {number} size */
const box = (actor, shift, size) => [actor.x - size + shift, actor.y - size, actor.x + size + shift, actor.y + size];
/** @param {number[]} a @param {number[]} b */
const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
