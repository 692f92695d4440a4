// Making parts of a page. Texts go in as texts, never as HTML.

/** @template {keyof HTMLElementTagNameMap} Name @param {Name} name @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children @returns {HTMLElementTagNameMap[Name]} */
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A choice with its label. @param {string} id @param {string} label @param {[value: string, words: string][]} choices */
export function choice(id, label, choices) {
  const made = make("select", { id }, ...choices.map(([value, words]) => make("option", { value }, words)));
  return { made, row: make("p", {}, make("label", { for: id }, label), made) };
}
