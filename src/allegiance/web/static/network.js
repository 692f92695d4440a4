// The network as it changes with time: a slider over a canvas, and the ties in force as a list beside it.
// Without this module the page shows the picture and the table of one day.
import { make } from "./make.js";
import { around, inForce, network, under } from "./network-data.js";
import { colours, draw } from "./network-draw.js";
import { fit, step, watchHands } from "./network-hands.js";
import { inEdtf, inWords, lastDay, monthFrom } from "./network-months.js";
import { parts } from "./network-parts.js";
import { closeness, inField, whole } from "./network-sight.js";
import { listed, pairInWords, stand, titled } from "./network-told.js";

/** @typedef {import("./network-draw.js").Pair} Pair */
/** @typedef {import("./network-draw.js").Scene} Scene */

const MONTH = 120; // milliseconds for one while it plays
const REST = 200; // milliseconds after which a movement is over

/** What is shown, what changes it, and how it is drawn at most once a frame. */
class Moving {
  /** @param {HTMLElement} place @param {any} answer what the server gave */
  constructor(place, answer) {
    this.place = place;
    this.all = network(answer);
    this.parts = parts(this.all, answer);
    place.append(...this.parts.rows);
    place.hidden = false;
    this.pen = /** @type {CanvasRenderingContext2D} */ (this.parts.canvas.getContext("2d", { alpha: false }));
    this.paint = colours(this.parts.canvas);
    /** @type {Scene} */
    this.scene = { actors: this.all.actors, pairs: [], shown: null, chosen: null, sight: whole(...sizeOf(answer)), moving: false };
    this.focus = -1;
    this.stale = true; // other ties are in force than those of the scene
    this.waiting = false;
    this.resting = 0;
    this.playing = 0;
  }

  get month() { return Number(this.parts.slider.value); }

  /** Other ties may be in force. */
  change() {
    this.stale = true;
    this.ask();
  }

  /** Draw at the next frame; tell in words when the movement is over. */
  ask(moving = true) {
    this.scene.moving = moving;
    if (!this.waiting) {
      this.waiting = true;
      requestAnimationFrame(() => this.draw());
    }
    if (!moving) return;
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.rest(), REST);
  }

  draw() {
    const { kind, publisher, certainty, date, slider } = this.parts, { scene } = this;
    this.waiting = false;
    if (this.stale) {
      const wish = { day: lastDay(this.month), kind: kind.value, publisher: publisher.value, certainty: certainty.value };
      scene.pairs = inForce(this.all, wish);
      scene.shown = this.focus >= 0 ? around(scene.pairs, this.focus) : null;
      date.textContent = inWords(this.month);
      slider.setAttribute("aria-valuetext", inWords(this.month));
      this.stale = false;
    }
    draw(this.pen, scene, this.paint);
    this.place.dataset.frames = String(Number(this.place.dataset.frames || 0) + 1);
  }

  rest() {
    this.ask(false);
    this.keep();
    this.tell();
    this.parts.canvas.classList.toggle("is-closer", closeness(this.scene.sight) > 1.01);
  }

  /** The address says what is shown. */
  keep() {
    const here = new URL(location.href), { kind, publisher, certainty, until } = this.parts;
    /** @param {string} name @param {string} value */
    const set = (name, value) => (value ? here.searchParams.set(name, value) : here.searchParams.delete(name));
    set("moment", this.month === until ? "" : inEdtf(this.month));
    set("near", this.focus < 0 ? "" : this.all.actors[this.focus].id);
    set("kind", kind.value);
    set("by", publisher.value && this.all.publishers[Number(publisher.value)]);
    set("certainty", certainty.value);
    if (here.href !== location.href) history.replaceState(history.state, "", here);
  }

  /** What the address says is shown. */
  recall() {
    const asked = new URLSearchParams(location.search), { slider, kind, publisher, certainty, near } = this.parts;
    const month = monthFrom(asked.get("moment"));
    if (month !== null) slider.value = String(month);
    const by = this.all.publishers.indexOf(asked.get("by") || " ");
    for (const [part, value] of /** @type {const} */ ([[kind, asked.get("kind")], [publisher, by < 0 ? "" : `${by}`], [certainty, asked.get("certainty")]])) {
      if (value && [...part.options].some((option) => option.value === value)) part.value = value;
    }
    this.focus = this.all.actors.findIndex((actor) => actor.id === asked.get("near"));
    if (this.focus >= 0) near.value = this.all.actors[this.focus].name;
  }

  tell() {
    const { detail, list } = this.parts, { chosen, pairs } = this.scene;
    const { pairs: addresses = "", claims = "" } = this.place.dataset;
    const there = chosen && pairs.includes(chosen) ? chosen : null;
    detail.replaceChildren(...(there ? pairInWords(this.all, there, addresses, claims) : []));
    const seen = pairs.filter((one) => this.focus < 0 || one.a === this.focus || one.b === this.focus);
    const open = list.querySelector("details[open]") !== null;
    list.replaceChildren(listed(this.all, seen, inWords(this.month), open, (pair) => { this.scene.chosen = pair; this.ask(); }));
  }

  /** @param {number} x of the canvas @param {number} y */
  under(x, y) {
    const { sight } = this.scene, [across, down] = inField(sight, x, y);
    return under(this.all.actors, this.scene.pairs, across, down, 1 / sight.zoom);
  }

  /** @param {number} x @param {number} y */
  press(x, y) {
    const { actor, pair } = this.under(x, y);
    this.scene.chosen = pair;
    if (!pair) this.look(actor === this.focus ? -1 : actor);
    this.ask();
  }

  /** At the partners of an actor; -1: at everybody. @param {number} actor */
  look(actor) {
    this.focus = actor;
    this.parts.near.value = actor >= 0 ? this.all.actors[actor].name : "";
    this.change();
  }

  /** @param {number} x @param {number} y */
  point(x, y) {
    const { actor, pair } = this.under(x, y);
    this.parts.canvas.title = actor >= 0 ? this.all.actors[actor].name : pair ? `${titled(this.all, pair)}: ${stand(pair)}` : "";
  }

  stop() {
    clearInterval(this.playing);
    this.playing = 0;
    this.parts.play.textContent = "Play";
  }

  play() {
    const { slider, play, low, until } = this.parts;
    if (this.playing) { this.stop(); return; }
    if (this.month >= until) slider.value = String(low);
    play.textContent = "Pause";
    this.playing = window.setInterval(() => {
      slider.value = String(this.month + 1);
      if (this.month >= until) this.stop();
      this.change();
    }, MONTH);
  }

  listen() {
    const { slider, play, kind, publisher, certainty, near, canvas, sizes } = this.parts, { sight } = this.scene;
    slider.addEventListener("input", () => { this.stop(); this.change(); });
    for (const one of [kind, publisher, certainty]) one.addEventListener("change", () => this.change());
    near.addEventListener("input", () => {
      this.focus = near.value ? this.all.actors.findIndex((actor) => actor.name === near.value) : -1;
      this.change();
    });
    play.addEventListener("click", () => this.play());
    for (const button of sizes) button.addEventListener("click", () => { step(sight, button.dataset.step || ""); this.ask(); });
    watchHands(canvas, sight, () => this.ask(), (x, y) => this.press(x, y));
    canvas.addEventListener("mousemove", (event) => { if (!event.buttons) this.point(event.offsetX, event.offsetY); });
    const recolour = () => { this.paint = colours(canvas); this.ask(); };
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
    new MutationObserver(recolour).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    addEventListener("resize", () => { fit(canvas, sight); this.ask(); });
  }
}

/** @param {any} answer @returns {[across: number, tall: number]} */
const sizeOf = (answer) => [Number(answer.size[0]), Number(answer.size[1])];

/** @param {HTMLElement} place @param {any} answer */
function start(place, answer) {
  if (!answer.ties.length) return;
  const moving = new Moving(place, answer);
  moving.recall();
  moving.listen();
  fit(moving.parts.canvas, moving.scene.sight);
  moving.ask();
}

export function watchNetwork() {
  const place = document.querySelector("[data-network]");
  if (!(place instanceof HTMLElement) || !place.dataset.network) return;
  const picture = document.getElementById("network-picture");
  fetch(place.dataset.network).then(async (answer) => {
    if (!answer.ok) return;
    start(place, await answer.json());
    if (picture && !place.hidden) fold(picture);
  }).catch(() => place.removeAttribute("data-network"));
}

/** The picture of one day stays at hand below. @param {HTMLElement} picture */
function fold(picture) {
  const folded = make("details", {}, make("summary", {}, "The picture of one day, to print and to cite"));
  picture.before(folded);
  folded.append(picture);
}
