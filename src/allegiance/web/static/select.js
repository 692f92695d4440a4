// Selecting words of a document: a bar at the foot of the page leads to the forms that add a claim or a mention of them.
// Offsets are code points of the document, as the server counts them. Without this module words are typed.
import { make } from "./make.js";

const PAUSE = 120; // milliseconds without a change of the selection
const SHOWN = 60; // characters of the words
const FIELDS = "input, textarea, select, [contenteditable]";

/** The place of a boundary in the document; null outside of its text. @param {Node} node @param {number} offset */
function place(node, offset) {
  const around = node instanceof Element ? node : node.parentElement;
  const paragraph = around?.closest(".reader .text");
  if (!(paragraph instanceof HTMLElement)) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(node, offset);
  return Number(paragraph.dataset.start) + [...before.toString()].length;
}

/** What is selected, if all of it is text of the document. */
function selected() {
  const chosen = getSelection();
  if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
  const range = chosen.getRangeAt(0);
  const start = place(range.startContainer, range.startOffset), end = place(range.endContainer, range.endOffset);
  const words = chosen.toString().trim();
  return start !== null && end !== null && start < end && words ? { start, end, words } : null;
}

/** @param {string} key @param {string} words */
function link(key, words) {
  return make("a", { class: "button", href: "#", "aria-keyshortcuts": key }, words, " ", make("kbd", { "aria-hidden": "true" }, key));
}

/** @param {HTMLElement} reader @param {string} address of the forms */
function watch(reader, address) {
  const claim = link("c", "Add a claim"), mention = link("m", "Say who is meant"), told = make("span", { class: "picked-words" });
  const bar = make("div", { class: "picked", role: "region", "aria-label": "Selected words", hidden: "" }, told, claim, mention);
  reader.after(bar);
  let waiting = 0;
  const show = () => {
    const found = selected();
    bar.hidden = !found;
    if (!found) return;
    const joined = address.includes("?") ? "&" : "?";
    claim.href = `${address}${joined}start=${found.start}&end=${found.end}#claim`;
    mention.href = `${address}${joined}start=${found.start}&end=${found.end}#mention`;
    told.textContent = `“${found.words.length > SHOWN ? `${found.words.slice(0, SHOWN)}…` : found.words}”`;
  };
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(show, PAUSE);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target instanceof Element && event.target.closest(FIELDS)) return;
    const chosen = event.key === "c" ? claim : event.key === "m" ? mention : null;
    if (!chosen || !selected()) return;
    event.preventDefault();
    show();
    chosen.click();
  });
}

export function watchSelection() {
  const reader = document.querySelector(".reader[data-add]");
  if (reader instanceof HTMLElement && reader.dataset.add) watch(reader, reader.dataset.add);
}
