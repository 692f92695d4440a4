// What of the network is looked at: a window over the field that can be moved and brought closer.

/** `zoom` is CSS pixels for a unit of the field, `x` and `y` the corner of the window in units of the field, `size` how
 * large marks are. @typedef {{ across: number, tall: number, wide: number, high: number, dense: number, zoom: number, x: number,
 *   y: number, size: number }} Sight */

const CLOSEST = 8; // times the whole
const LOWEST = 260; // pixels: on a phone the whole is low, but one can come closer

/** The whole field. @param {number} across @param {number} tall @returns {Sight} */
export const whole = (across, tall) => ({ across, tall, wide: 1, high: 1, dense: 1, zoom: 1, x: 0, y: 0, size: 1 });

/** How much closer than the whole. @param {Sight} sight */
export const closeness = (sight) => sight.zoom / (sight.wide / sight.across);

/** The window has this size now. @param {Sight} sight @param {number} wide @param {number} dense device pixels for one */
export function resize(sight, wide, dense) {
  const close = sight.wide > 1 ? closeness(sight) : 1;
  sight.wide = wide;
  sight.high = Math.max(Math.round((wide * sight.tall) / sight.across), LOWEST);
  sight.dense = dense;
  sight.zoom = (close * wide) / sight.across;
  settle(sight);
}

/** @param {Sight} sight @param {number} dx CSS pixels to the right @param {number} dy */
export function shift(sight, dx, dy) {
  sight.x -= dx / sight.zoom;
  sight.y -= dy / sight.zoom;
  settle(sight);
}

/** So many times closer, a place of the canvas staying where it is. @param {Sight} sight @param {number} times
 * @param {number} [x] @param {number} [y] */
export function closer(sight, times, x = sight.wide / 2, y = sight.high / 2) {
  const least = sight.wide / sight.across, zoom = Math.max(least, Math.min(least * CLOSEST, sight.zoom * times));
  sight.x += x / sight.zoom - x / zoom;
  sight.y += y / sight.zoom - y / zoom;
  sight.zoom = zoom;
  settle(sight);
}

/** The place of the field under a place of the canvas. @param {Sight} sight @param {number} x @param {number} y */
export const inField = (sight, x, y) => [sight.x + x / sight.zoom, sight.y + y / sight.zoom];

/** Where the actors are on the canvas. @param {readonly { x: number, y: number }[]} actors @param {Sight} sight */
export function placed(actors, sight) {
  const x = new Float64Array(actors.length), y = new Float64Array(actors.length);
  actors.forEach((actor, n) => {
    x[n] = (actor.x - sight.x) * sight.zoom;
    y[n] = (actor.y - sight.y) * sight.zoom;
  });
  return { x, y };
}

/** How large a mark is, in CSS pixels. @param {{ degree: number }} actor @param {Sight} sight */
export const radius = (actor, sight) => Math.min(3.5 + 1.3 * Math.sqrt(actor.degree), 12) * sight.size;

/** Keeps the window within the field, or the field in its middle. @param {Sight} sight */
function settle(sight) {
  const right = sight.across - sight.wide / sight.zoom, below = sight.tall - sight.high / sight.zoom;
  sight.x = Math.max(0, Math.min(sight.x, right));
  sight.y = below < 0 ? below / 2 : Math.max(0, Math.min(sight.y, below));
  sight.size = Math.max(0.6, Math.min(Math.sqrt(sight.zoom), 2));
}
