// Progress of a reading: asks for the state until it is done, then for the page once more.
import { fetchPage } from "./page.js";

const PAUSE = 700; // milliseconds

/** @param {HTMLElement} section @param {string} address */
async function follow(section, address) {
  const answer = await fetch(address);
  const state = await answer.json();
  const page = await fetchPage(location.href);
  const fresh = page.getElementById(section.getAttribute("aria-labelledby") || "")?.closest("section");
  if (fresh) {
    const copy = document.adoptNode(fresh);
    section.replaceWith(copy);
    section = copy;
  }
  if (state.active) window.setTimeout(() => follow(section, address), PAUSE);
}

export function watchProgress() {
  const section = document.querySelector("section[data-progress]");
  if (section instanceof HTMLElement && section.dataset.progress) {
    const address = section.dataset.progress;
    window.setTimeout(() => follow(section, address), PAUSE);
  }
}
