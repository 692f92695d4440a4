// The parts of the moving network: slider, filters, canvas, and places for what is told in words.
import { choice, make } from "./make.js";
import { inWords, monthFrom, monthOf } from "./network-months.js";

/** @typedef {ReturnType<typeof import("./network-data.js").network>} Network */

/** First and last month that the slider reaches. @param {Network} all @param {number} today */
function span(all, today) {
  const low = all.ties.reduce((least, tie) => Math.min(least, monthOf(tie.first)), Infinity);
  const top = all.ties.reduce((most, tie) => Math.max(most, monthOf(tie.last)), -Infinity);
  return { low, until: Math.max(Math.min(top, today), low) };
}

/** @param {Network} all @param {{ asOf: string, note: string }} answer */
export function parts(all, answer) {
  const today = monthFrom(answer.asOf) ?? Infinity, { low, until } = span(all, today);
  const slider = make("input", { type: "range", id: "moving-when", min: `${low}`, max: `${until}`, step: "1", value: `${until}` });
  const date = make("output", { for: "moving-when", class: "moving-date" });
  const play = make("button", { type: "button" }, "Play");
  const kind = choice("moving-kind", "Relations", [["", "ties and acts"], ["tie", "ties"], ["act", "acts"]]);
  const publisher = choice("moving-publisher", "Publisher", [["", "all"],
    ...all.publishers.map((name, n) => /** @type {[string, string]} */ ([`${n}`, name || "not named"]))]);
  const certainty = choice("moving-certainty", "Certainty",
    [["", "all"], ["stated", "stated"], ["alleged", "alleged"], ["possible", "possible"]]);
  const near = make("input", { id: "moving-near", list: "moving-names", placeholder: "everybody", maxlength: "300" });
  const names = make("datalist", { id: "moving-names" }, ...all.actors.map((actor) => make("option", { value: actor.name })));
  const canvas = make("canvas", { tabindex: "0", role: "application", "aria-label": "The network on this date", "aria-describedby": "moving-keys" });
  const sizes = [["+", "Closer"], ["-", "Farther"], ["0", "Whole"]].map(([key, words]) =>
    make("button", { type: "button", class: "quiet", "data-step": key }, words));
  const detail = make("div", { class: "moving-detail", "aria-live": "polite" }), list = make("div", { class: "moving-list" });
  const rows = [
    make("div", { class: "moving-time" }, play, make("label", { for: "moving-when" }, "Time"), slider, date),
    make("div", { class: "filters" }, kind.row, publisher.row, certainty.row,
      make("p", {}, make("label", { for: "moving-near" }, "Partners of"), near, names), make("p", { class: "moving-sizes" }, ...sizes)),
    canvas,
    make("p", { class: "by" }, "Full line: together. Broken: against each other. Choose an actor for its partners, a tie for its words. " +
      `${answer.note} Colour and shape: the sides as of ${inWords(Math.min(today, until))}.`),
    make("p", { class: "by", id: "moving-keys" }, "Drag to move; Ctrl and the wheel, or + and −, to come closer; arrow keys move, 0 shows the whole. The list below has the same ties."),
    detail, list,
  ];
  return { rows, slider, date, play, kind: kind.made, publisher: publisher.made, certainty: certainty.made, near, canvas, sizes,
    detail, list, low, until };
}
