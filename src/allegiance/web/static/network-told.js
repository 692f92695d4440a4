// What the canvas shows, in words: the chosen pair with its claims, and a list of the pairs in force.
import { make } from "./make.js";

/** @typedef {import("./network-draw.js").Pair} Pair */
/** @typedef {ReturnType<typeof import("./network-data.js").network>} Network */

const LISTED = 40, CLAIMS = 12;

/** @param {Network} all @param {Pair} pair */
export const titled = (all, pair) => `${all.actors[pair.a].name} and ${all.actors[pair.b].name}`;
/** @param {Pair} pair */
export const stand = (pair) => (pair.mixed ? "words tell both" : pair.sum < 0 ? "against each other" : "together");

/** The pair with the words of its claims; `pairs` and `claims` are where addresses begin.
 * @param {Network} all @param {Pair} pair @param {string} pairs @param {string} claims */
export function pairInWords(all, pair, pairs, claims) {
  const address = `${pairs}/${[pair.a, pair.b].map((n) => encodeURIComponent(all.actors[n].id)).join("/")}`;
  const rows = pair.ties.slice(0, CLAIMS).map((n) => {
    const tie = all.ties[n], by = [tie.marks, tie.speaker, all.publishers[tie.publisher]].filter(Boolean).join(" · ");
    return make("li", {}, make("a", { href: claims + encodeURIComponent(tie.claim) }, make("bdi", {}, tie.sentence)), " ",
      make("span", { class: "by" }, make("bdi", {}, by)));
  });
  return [make("h3", {}, make("a", { href: address }, make("bdi", {}, titled(all, pair))), ` · ${stand(pair)}`),
    make("ul", { class: "plain" }, ...rows)];
}

/** The pairs, the firmest first; each can be chosen.
 * @param {Network} all @param {Pair[]} pairs @param {string} when @param {boolean} open @param {(pair: Pair) => void} choose */
export function listed(all, pairs, when, open, choose) {
  const ordered = [...pairs].sort((one, other) => other.weight - one.weight);
  const rows = ordered.slice(0, LISTED).map((one) => {
    const button = make("button", { type: "button", class: "quiet" }, make("bdi", {}, titled(all, one)));
    button.addEventListener("click", () => choose(one));
    return make("tr", {}, make("td", {}, button), make("td", {}, stand(one)), make("td", { class: "figure" }, String(one.ties.length)));
  });
  const count = `${ordered.length.toLocaleString("en")} ${ordered.length === 1 ? "pair" : "pairs"} in force, ${when}`;
  const head = ["Actors", "Stand"].map((words) => make("th", { scope: "col" }, words));
  return make("details", open ? { open: "" } : {},
    make("summary", {}, count + (ordered.length > LISTED ? `, the ${LISTED} firmest listed` : "")),
    make("table", { class: "narrow" },
      make("thead", {}, make("tr", {}, ...head, make("th", { scope: "col", class: "figure" }, "Claims"))),
      make("tbody", {}, ...rows)));
}
