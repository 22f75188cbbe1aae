const token = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/**
 * `JSON.parse`, but an object that names a member twice is an error: two readers could disagree on which one counts.
 * @param {string} text
 * @returns {unknown}
 * @throws {SyntaxError}
 */
export function parseStrictJson(text) {
  const value = JSON.parse(text);
  // From here on the text is known to be JSON, so its tokens are enough to find the names.
  /** @type {Set<string>[]} */
  const open = [];
  let last = "";
  for (const [part] of text.matchAll(token)) {
    if (part === "{" || part === "[") {
      open.push(new Set());
    } else if (part === "}" || part === "]") {
      open.pop();
    } else if (part === ":") {
      addOnce(/** @type {Set<string>} */ (open.at(-1)), JSON.parse(last));
    }

    last = part;
  }

  return value;
}

/**
 * @param {Set<string>} names
 * @param {string} name
 */
function addOnce(names, name) {
  if (names.has(name)) {
    throw new SyntaxError(`The member ${JSON.stringify(name)} stands there twice.`);
  }

  names.add(name);
}
