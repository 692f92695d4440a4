// Moving over the network and closer to it: by dragging, with the wheel and Ctrl, with keys, with buttons.
import { closer, resize, shift } from "./network-sight.js";

/** @typedef {import("./network-sight.js").Sight} Sight */

const STEP = 1.5; // times closer at once
const STILL = 4; // pixels that a click may move
const FAR = 80; // pixels at one key
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [FAR, 0], ArrowRight: [-FAR, 0], ArrowUp: [0, FAR], ArrowDown: [0, -FAR] };

/** `moved` is told of every move, `pressed` of a click that was none; places are pixels of the canvas.
 * @param {HTMLCanvasElement} canvas @param {Sight} sight @param {() => void} moved
 * @param {(x: number, y: number) => void} pressed */
export function watchHands(canvas, sight, moved, pressed) {
  /** @type {{ x: number, y: number, far: number } | null} */
  let held = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    held = { x: event.clientX, y: event.clientY, far: 0 };
    if (event.isTrusted) canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!held) return;
    const dx = event.clientX - held.x, dy = event.clientY - held.y;
    held = { x: event.clientX, y: event.clientY, far: held.far + Math.hypot(dx, dy) };
    if (held.far <= STILL) return;
    shift(sight, dx, dy);
    moved();
  });
  canvas.addEventListener("pointerup", (event) => {
    if (held && held.far <= STILL) pressed(event.offsetX, event.offsetY);
    held = null;
  });
  canvas.addEventListener("pointercancel", () => { held = null; });
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return; // the page scrolls
    event.preventDefault();
    closer(sight, STEP ** (-event.deltaY / 100), event.offsetX, event.offsetY);
    moved();
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) shift(sight, ...arrow);
    else if (!step(sight, event.key)) return;
    event.preventDefault();
    moved();
  });
}

/** Closer, farther or to the whole, as a key says. @param {Sight} sight @param {string} key whether it is one of these */
export function step(sight, key) {
  if (key === "+" || key === "=") closer(sight, STEP);
  else if (key === "-") closer(sight, 1 / STEP);
  else if (key === "0") closer(sight, 0);
  else return false;
  return true;
}

/** The canvas as wide as its place. @param {HTMLCanvasElement} canvas @param {Sight} sight */
export function fit(canvas, sight) {
  resize(sight, canvas.parentElement?.clientWidth || 1, devicePixelRatio || 1);
  canvas.width = Math.round(sight.wide * sight.dense);
  canvas.height = Math.round(sight.high * sight.dense);
}
