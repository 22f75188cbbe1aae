/**
 * What a reader sees as one sign counts as one: an emoji of many parts, a letter with its accents.
 * @param {string} words
 */
export const signsOf = (words) =>
  "Segmenter" in Intl ? [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(words)].length
    : [...words].length;

const longest = 40;

/**
 * A name for links, from what a mailbox is called: "Cliënten & zorg" becomes "clienten-zorg".
 * @param {string} mailbox
 */
export const suggested = (mailbox) =>
  mailbox.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase()
    .replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, longest).replace(/-+$/, "");

/** The same, with a number behind it when it is taken. @param {string} name @param {readonly string[]} taken */
export function freeName(name, taken) {
  let [free, n] = [name, 1];
  while (free !== "" && taken.includes(free)) {
    n += 1;
    free = `${name.slice(0, longest - `-${n}`.length)}-${n}`;
  }

  return free;
}
