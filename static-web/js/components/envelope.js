import { el, icon } from "./dom.js";

/**
 * Which envelope it is: closed, open with a number, open by all (Z43-Z45).
 * @param {number} n how many read it
 * @param {number} all of how many
 */
export const envelopeOf = (n, all) => (n === 0 ? "none" : n < all ? "some" : "all");

/**
 * The envelope of a message that was sent, by shape, colour and words.
 * @param {number} n
 * @param {number} all
 */
export function envelope(n, all) {
  const state = envelopeOf(n, all);
  const words = el("span", { text: `receipt.${state}`, values: { n, all } });
  return el("p", { class: `receipt is-${state}` }, icon(n === 0 ? "envelope" : "envelope-open"), words);
}

/**
 * The same where there is room for a picture and a number.
 * @param {number} n
 * @param {number} all
 */
export function smallEnvelope(n, all) {
  const state = envelopeOf(n, all);
  const values = { n, all };
  const number = state === "some" ? el("span", { content: String(n), set: { "aria-hidden": "true" } }) : null;
  const words = el("span", { class: "visually-hidden", text: `receipt.${state}`, values });
  return el("span", { class: `mark receipt is-${state}`, tip: `receipt.${state}`, values },
    icon(n === 0 ? "envelope" : "envelope-open"), number, words);
}
