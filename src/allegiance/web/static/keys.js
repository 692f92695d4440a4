// Keys for reviewing: whatever carries data-key answers to that letter, "?" shows or hides which letters there are.
// A key does what a click does, so that the forms decide; while somebody types, every key is a letter.

const FIELDS = "input, textarea, select, [contenteditable]";

/** @param {HTMLElement} part */
function press(part) {
  if (part instanceof HTMLDetailsElement) {
    part.open = true;
    const field = part.querySelector("select, input:not([type=hidden])");
    if (field instanceof HTMLElement) field.focus();
  } else if (part instanceof HTMLInputElement) {
    part.focus();
  } else {
    part.click();
  }
}

/** @param {HTMLElement} part */
function hint(part) {
  const key = document.createElement("kbd");
  key.textContent = part.dataset.key || "";
  key.setAttribute("aria-hidden", "true");
  const told = part instanceof HTMLDetailsElement ? part.querySelector("summary") : part;
  told?.setAttribute("aria-keyshortcuts", key.textContent);
  const label = part instanceof HTMLInputElement ? part.labels?.[0] : told;
  label?.append(" ", key);
}

export function watchKeys() {
  const review = document.querySelector("[data-review]");
  if (!review) return;
  /** @type {Map<string, HTMLElement>} */
  const parts = new Map();
  for (const part of review.querySelectorAll("[data-key]")) {
    if (!(part instanceof HTMLElement) || !part.dataset.key) continue;
    parts.set(part.dataset.key, part);
    hint(part);
  }
  const help = document.getElementById("keys");
  if (help) help.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const at = event.target instanceof Element ? event.target : null;
    if (at?.closest(FIELDS)) {
      if (event.key === "Escape" && at instanceof HTMLElement) at.blur();
      return;
    }
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "?" && help instanceof HTMLDetailsElement) {
      event.preventDefault();
      help.open = !help.open;
      return;
    }
    const part = parts.get(event.key);
    if (!part) return;
    event.preventDefault();
    press(part);
  });
}
