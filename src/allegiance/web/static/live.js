// Forms marked data-live="ID" search as people type: the part of the page with that id is replaced, the address follows.
import { watchLater } from "./later.js";
import { fetchPage } from "./page.js";

const PAUSE = 150; // milliseconds without a key

/** @param {HTMLFormElement} form @param {string} part */
function watch(form, part) {
  let waiting = 0;
  let asking = new AbortController();
  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && value.trim()) asked.set(name, value);
    }
    const address = location.pathname + (asked.size ? `?${asked}` : "");
    try {
      const page = await fetchPage(address, asking.signal);
      const found = page.getElementById(part);
      if (!found) return;
      const shown = document.adoptNode(found);
      document.getElementById(part)?.replaceWith(shown);
      watchLater(shown);
      history.replaceState(null, "", address);
    } catch (fault) {
      if (!(fault instanceof DOMException && fault.name === "AbortError")) form.submit();
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(ask, PAUSE);
  });
}

export function watchLists() {
  for (const form of document.querySelectorAll("form[data-live]")) {
    if (form instanceof HTMLFormElement && form.dataset.live) watch(form, form.dataset.live);
  }
}
