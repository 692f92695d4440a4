// Parts that take the server a while: an element marked data-later="ADDRESS" is filled with the part of the same id of
// that page; a link marked data-when-there leads to the whole page, and this one is opened anew once that is there.
// Without this module the element holds a link to the page.
import { fetchPage } from "./page.js";

/** @param {HTMLElement} place @param {Promise<Document>} coming */
async function fill(place, coming) {
  place.setAttribute("aria-busy", "true");
  const page = await coming;
  const part = page.getElementById(place.id);
  if (part) place.replaceChildren(...part.childNodes);
  place.removeAttribute("aria-busy");
}

/** @param {ParentNode} [within] */
export function watchLater(within = document) {
  /** @type {Map<string, Promise<Document>>} */
  const pages = new Map(); // several parts of one page are fetched together
  for (const place of within.querySelectorAll("[data-later]")) {
    if (place instanceof HTMLElement && place.dataset.later) {
      const address = place.dataset.later;
      const coming = pages.get(address) ?? fetchPage(address);
      pages.set(address, coming);
      fill(place, coming).catch(() => place.removeAttribute("aria-busy"));
    }
  }
  const link = within.querySelector("a[data-when-there]");
  if (link instanceof HTMLAnchorElement) {
    fetch(link.href, { headers: { accept: "text/html" } })
      .then(() => location.reload())
      .catch(() => {});
  }
}
