// The switch between light and dark. Without this module it is a form that the server answers.

/** What is shown now: the choice that was made, else what the system prefers. */
function shown() {
  const chosen = document.documentElement.dataset.theme;
  return chosen || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

/** @param {HTMLButtonElement} button */
function label(button) {
  const other = shown() === "dark" ? "light" : "dark";
  button.value = other;
  button.textContent = other === "dark" ? "Dark" : "Light";
}

export function watchTheme() {
  const button = document.querySelector("[data-theme-switch]");
  if (!(button instanceof HTMLButtonElement)) return;
  label(button);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => label(button));
  button.addEventListener("click", (event) => {
    event.preventDefault();
    document.documentElement.dataset.theme = button.value;
    document.cookie = `theme=${button.value}; path=/; max-age=31536000; samesite=strict`;
    label(button);
  });
}
