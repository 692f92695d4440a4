// Buttons that need a script: copying a text, printing. They are hidden without it.

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const field = document.getElementById(button.dataset.copy || "");
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = "Copied";
  } catch {
    field.select();
    button.textContent = "Selected: copy it with the keys";
  }
  window.setTimeout(() => { button.textContent = before; }, 2000);
}

export function watchCopies() {
  for (const button of document.querySelectorAll("button[data-copy], button[data-print]")) {
    if (!(button instanceof HTMLButtonElement)) continue;
    button.hidden = false;
    button.addEventListener("click", () => (button.dataset.copy ? copy(button) : window.print()));
  }
  // An open panel closes with Escape, or when something beside it is chosen.
  const close = (/** @type {Node | null} */ beside) => {
    for (const panel of document.querySelectorAll(".tools details[open]")) {
      if (!panel.contains(beside)) panel.removeAttribute("open");
    }
  };
  document.addEventListener("click", (event) => close(event.target instanceof Node ? event.target : null));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(null);
  });
}
