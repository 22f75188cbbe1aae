/** The address of a new conversation. */
export const compose = "new";

/** A part of the mailbox page, which the document has. @param {string} name */
export function part(name) {
  const found = document.querySelector(`[data-part="${name}"]`);
  if (!(found instanceof HTMLElement)) {
    throw new Error(`The page has no part ${name}.`);
  }

  return found;
}
