// The document reader: a claim's words and its note in the margin light up together, and in its paragraph those whom it
// is about.

/** @param {Element} reader @param {readonly string[]} claims @param {boolean} on */
function light(reader, claims, on) {
  for (const piece of reader.querySelectorAll("[data-claims]")) {
    const its = piece.getAttribute("data-claims")?.split(" ") || [];
    if (its.some((id) => claims.includes(id))) piece.classList.toggle("is-on", on);
  }
  for (const note of reader.querySelectorAll("[data-claim]")) {
    if (!claims.includes(note.getAttribute("data-claim") || "")) continue;
    note.classList.toggle("is-on", on);
    if (claims.length === 1) parties(note, on);
  }
}

/** @param {Element} note @param {boolean} on */
function parties(note, on) {
  for (const piece of note.closest(".row")?.querySelectorAll("[data-actors]") || []) {
    const actors = piece.getAttribute("data-actors")?.split(" ") || [];
    for (const role of ["subject", "object"]) {
      const party = note.getAttribute(`data-${role}`);
      if (party && actors.includes(party)) piece.classList.toggle(`is-${role}`, on);
    }
  }
}

/** @param {EventTarget | null} target */
function claimsOf(target) {
  if (!(target instanceof Element)) return [];
  const piece = target.closest("[data-claims], [data-claim]");
  const ids = piece?.getAttribute("data-claims") || piece?.getAttribute("data-claim");
  return ids ? ids.split(" ") : [];
}

export function watchReader() {
  const reader = document.querySelector(".reader");
  if (!reader) return;
  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    reader.addEventListener(begin, (event) => light(reader, claimsOf(event.target), true));
    reader.addEventListener(end, (event) => light(reader, claimsOf(event.target), false));
  }
}
