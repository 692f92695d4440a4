// Fields marked data-suggest="ADDRESS" offer actors as people type; what is chosen names its id.

const PAUSE = 120; // milliseconds without a key

/** @param {HTMLInputElement} field @param {string} address */
function watch(field, address) {
  let waiting = 0;
  let asking = new AbortController();
  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    if (!field.list || field.value.includes(" · ")) return;
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q: field.value })}`, { signal: asking.signal });
      if (!answer.ok) return;
      /** @type {{ value: string, words: string }[]} */
      const found = await answer.json();
      field.list.replaceChildren(...found.map((one) => new Option(one.words, one.value)));
    } catch (fault) {
      if (!(fault instanceof DOMException)) field.list.replaceChildren();
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(ask, PAUSE);
  });
  field.addEventListener("focus", ask, { once: true });
}

export function watchSuggestions() {
  for (const field of document.querySelectorAll("input[data-suggest]")) {
    if (field instanceof HTMLInputElement && field.dataset.suggest) watch(field, field.dataset.suggest);
  }
}
