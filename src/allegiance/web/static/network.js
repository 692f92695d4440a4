// The network as it changes with time: a slider over a canvas, and the ties in force as a list beside it.
// Without this module the page shows the picture and the table of one day.
import { around, inForce, network, under } from "./network-data.js";
import { colours, draw } from "./network-draw.js";

const DAY = 86_400_000;
const LISTED = 40;

/** @param {string} name @param {Record<string, string>} [with_] @param {(Node | string)[]} children */
function make(name, with_ = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(with_)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The last day of a month, in days since 1970. @param {number} month months since 1970 */
const lastDay = (month) => Date.UTC(1970, month + 1, 0) / DAY;
/** @param {number} day */
const monthOf = (day) => { const at = new Date(day * DAY); return (at.getUTCFullYear() - 1970) * 12 + at.getUTCMonth(); };
/** @param {number} month */
const inWords = (month) => new Date(lastDay(month) * DAY).toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
/** @param {number} month */
const inEdtf = (month) => new Date(lastDay(month) * DAY).toISOString().slice(0, 7);

/** @param {string} id @param {string} label @param {[string, string][]} choices */
function select(id, label, choices) {
  const made = make("select", { id }, ...choices.map(([value, words]) => make("option", { value }, words)));
  return { made: /** @type {HTMLSelectElement} */ (made), row: make("p", {}, make("label", { for: id }, label), made) };
}

/** @param {HTMLElement} place @param {any} answer */
function start(place, answer) {
  const all = network(answer);
  if (!all.ties.length) return;
  const [across, high] = answer.size;
  const asked = new URLSearchParams(location.search);
  const months = all.ties.map((tie) => monthOf(tie.first));
  const low = months.reduce((a, b) => Math.min(a, b)), top = all.ties.map((tie) => monthOf(tie.last))
    .reduce((a, b) => Math.max(a, b));
  const today = monthOf(Date.parse(answer.asOf) / DAY);
  const until = Math.max(Math.min(top, today), low);
  const slider = /** @type {HTMLInputElement} */ (make("input", { type: "range", id: "moving-when", min: String(low), max: String(until),
    step: "1", value: String(until) }));
  const shownDate = make("output", { for: "moving-when", class: "moving-date" });
  const play = /** @type {HTMLButtonElement} */ (make("button", { type: "button" }, "Play"));
  const kind = select("moving-kind", "Relations", [["", "ties and acts"], ["tie", "ties"], ["act", "acts"]]);
  const publisher = select("moving-publisher", "Publisher", [["", "all"],
    ...all.publishers.map((name, n) => /** @type {[string, string]} */ ([String(n), name || "not named"]))]);
  const certainty = select("moving-certainty", "Certainty", [["", "all"], ["stated", "stated"], ["alleged", "alleged"], ["possible", "possible"]]);
  const names = make("datalist", { id: "moving-names" }, ...all.actors.map((actor) => make("option", { value: actor.name })));
  const near = /** @type {HTMLInputElement} */ (make("input", { id: "moving-near", list: "moving-names", placeholder: "everybody", maxlength: "300" }));
  const canvas = /** @type {HTMLCanvasElement} */ (make("canvas", { role: "img", "aria-label": "The network on this date; the ties in force are listed below it" }));
  const detail = make("div", { class: "moving-detail", "aria-live": "polite" });
  const list = make("div", { class: "moving-list" });
  place.append(
    make("div", { class: "moving-time" }, play, make("label", { for: "moving-when" }, "Time"), slider, shownDate),
    make("div", { class: "filters" }, kind.row, publisher.row, certainty.row,
      make("p", {}, make("label", { for: "moving-near" }, "Partners of"), near, names)),
    canvas,
    make("p", { class: "by" }, "Full line: together. Broken: against each other. Choose an actor for its partners, a tie for its words. " +
      `${answer.note} Colour and shape: the sides as of ${inWords(today)}.`),
    detail, list);
  place.hidden = false;

  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
  let paint = colours(canvas);
  /** @type {import("./network-draw.js").Scene} */
  const scene = { actors: all.actors, pairs: [], shown: null, chosen: null, scale: 1 };
  let focus = -1, waiting = false, resting = 0, playing = 0;

  const fit = () => {
    const wide = place.clientWidth, dense = devicePixelRatio || 1;
    canvas.width = Math.round(wide * dense);
    canvas.height = Math.round(((wide * high) / across) * dense);
    scene.scale = canvas.width / across;
  };
  const paintNow = () => {
    waiting = false;
    scene.pairs = inForce(all, { day: lastDay(Number(slider.value)), kind: kind.made.value, publisher: publisher.made.value, certainty: certainty.made.value });
    scene.shown = focus >= 0 ? around(scene.pairs, focus) : null;
    draw(pen, scene, paint);
    const words = inWords(Number(slider.value));
    shownDate.textContent = words;
    slider.setAttribute("aria-valuetext", words);
    place.dataset.frames = String(Number(place.dataset.frames || 0) + 1);
  };
  const rest = () => {
    const here = new URL(location.href);
    if (slider.value !== String(until) || here.searchParams.has("moment")) here.searchParams.set("moment", inEdtf(Number(slider.value)));
    if (focus >= 0) here.searchParams.set("near", all.actors[focus].id); else here.searchParams.delete("near");
    if (here.href !== location.href) history.replaceState(history.state, "", here);
    tell();
  };
  const ask = () => {
    if (!waiting) { waiting = true; requestAnimationFrame(paintNow); }
    clearTimeout(resting);
    resting = setTimeout(rest, 200);
  };
  /** @param {import("./network-draw.js").Pair} pair */
  const titled = (pair) => `${all.actors[pair.a].name} and ${all.actors[pair.b].name}`;
  /** @param {import("./network-draw.js").Pair} pair */
  const stand = (pair) => (pair.mixed ? "words tell both" : pair.sum < 0 ? "against each other" : "together");
  /** @param {import("./network-draw.js").Pair} pair */
  const choose = (pair) => {
    scene.chosen = pair;
    ask();
  };
  const tell = () => {
    const pair = scene.chosen;
    detail.replaceChildren();
    if (pair && scene.pairs.includes(pair)) {
      const address = `${place.dataset.pairs}/${[pair.a, pair.b].map((n) => encodeURIComponent(all.actors[n].id)).join("/")}`;
      detail.append(make("h3", {}, make("a", { href: address }, make("bdi", {}, titled(pair))), ` · ${stand(pair)}`),
        make("ul", { class: "plain" }, ...pair.ties.slice(0, 12).map((n) => {
          const tie = all.ties[n], by = [tie.marks, tie.speaker, all.publishers[tie.publisher]].filter(Boolean).join(" · ");
          return make("li", {}, make("a", { href: place.dataset.claims + encodeURIComponent(tie.claim) }, make("bdi", {}, tie.sentence)), " ",
            make("span", { class: "by" }, make("bdi", {}, by)));
        })));
    }
    const seen = scene.pairs.filter((one) => focus < 0 || one.a === focus || one.b === focus)
      .sort((one, other) => other.weight - one.weight);
    const rows = seen.slice(0, LISTED).map((one) => {
      const button = make("button", { type: "button", class: "quiet" }, make("bdi", {}, titled(one)));
      button.addEventListener("click", () => choose(one));
      return make("tr", {}, make("td", {}, button), make("td", {}, stand(one)), make("td", { class: "figure" }, String(one.ties.length)));
    });
    const more = seen.length > LISTED ? `, the ${LISTED} firmest listed` : "";
    list.replaceChildren(make("details", list.querySelector("details[open]") ? { open: "" } : {},
      make("summary", {}, `${seen.length.toLocaleString("en")} ${seen.length === 1 ? "pair" : "pairs"} in force, ${inWords(Number(slider.value))}${more}`),
      make("table", { class: "narrow" }, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Actors"), make("th", { scope: "col" }, "Stand"),
        make("th", { scope: "col", class: "figure" }, "Claims"))), make("tbody", {}, ...rows))));
  };
  const stop = () => { clearInterval(playing); playing = 0; play.textContent = "Play"; };

  slider.addEventListener("input", () => { stop(); ask(); });
  for (const one of [kind, publisher, certainty]) one.made.addEventListener("change", ask);
  near.addEventListener("input", () => {
    focus = near.value ? all.actors.findIndex((actor) => actor.name === near.value) : -1;
    ask();
  });
  play.addEventListener("click", () => {
    if (playing) { stop(); return; }
    if (Number(slider.value) >= until) slider.value = String(low);
    play.textContent = "Pause";
    playing = setInterval(() => {
      slider.value = String(Number(slider.value) + 1);
      if (Number(slider.value) >= until) stop();
      ask();
    }, 120);
  });
  /** @param {MouseEvent} event */
  const at = (event) => {
    const box = canvas.getBoundingClientRect(), shrunk = across / box.width;
    return under(all.actors, scene.pairs, (event.clientX - box.left) * shrunk, (event.clientY - box.top) * shrunk);
  };
  canvas.addEventListener("click", (event) => {
    const { actor, pair } = at(event);
    scene.chosen = pair;
    if (!pair) { focus = actor === focus ? -1 : actor; near.value = focus >= 0 ? all.actors[focus].name : ""; }
    ask();
  });
  canvas.addEventListener("mousemove", (event) => {
    const { actor, pair } = at(event);
    canvas.title = actor >= 0 ? all.actors[actor].name : pair ? `${titled(pair)}: ${stand(pair)}` : "";
  });
  const recolour = () => { paint = colours(canvas); ask(); };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  new MutationObserver(recolour).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  addEventListener("resize", () => { fit(); ask(); });

  const moment = /^\d{4}-\d\d$/.test(asked.get("moment") || "") ? asked.get("moment") : null;
  if (moment) slider.value = String(monthOf(Date.parse(`${moment}-01`) / DAY));
  focus = all.actors.findIndex((actor) => actor.id === asked.get("near"));
  if (focus >= 0) near.value = all.actors[focus].name;
  fit();
  ask();
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
