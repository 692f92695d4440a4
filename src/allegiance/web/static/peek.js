// Links marked data-peek open their page in a dialog over the present one; with a modifier key, or without this module,
// they are links like any other.
import { fetchPage } from "./page.js";

/** @param {HTMLDialogElement} dialog @param {string} address */
async function open(dialog, address) {
  const page = await fetchPage(address);
  const main = page.querySelector("main");
  if (!main) throw new Error("no page");
  const close = document.createElement("form");
  close.method = "dialog";
  close.className = "peek-close";
  const button = document.createElement("button");
  button.className = "quiet";
  button.textContent = "Close";
  close.append(button);
  dialog.replaceChildren(close, ...main.childNodes);
  dialog.showModal();
}

export function watchPeeks() {
  const dialog = document.getElementById("peek");
  if (!(dialog instanceof HTMLDialogElement)) return;
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[data-peek], .drawn a[href^="/passages/"]');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const address = link.getAttribute("href") || "/";
    event.preventDefault();
    open(dialog, address).catch(() => location.assign(address));
  });
}
