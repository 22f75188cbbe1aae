import { addressesIn, keyOf, refusalOf } from "./typed-address.js";

/**
 * Somebody as typed or pasted; a fault: why no mail can be sent there.
 * @typedef {{ address: string, name: string, fault: TextKey | null }} TypedRecipient
 * @typedef {{ email: string, name: string, at: string, times: number }} Known somebody who was written to before
 */

/** So many are offered at once. */
const mostOffered = 6;

/**
 * Everybody in what was typed or pasted, each once: `Name <a@b.nl>; c@d.nl`. Words without an address in them are
 * somebody too, whose address is wrong: nothing that was typed is dropped.
 * @param {string} typed
 * @returns {TypedRecipient[]}
 */
export function recipientsIn(typed) {
  const found = addressesIn(typed).map((one) => ({ ...one, fault: refusalOf(one.address) }));
  const words = typed.trim();
  return found.length > 0 || words === "" ? found : [{ address: words, name: "", fault: "input.email-invalid" }];
}

/**
 * Who may be meant by what was typed so far: those of whom a word of the name, or the address, begins with it; who was
 * written to most often first. Whose address is complete needs no help.
 * @template {Known} Contact
 * @param {Contact[]} contacts
 * @param {string} typed
 * @param {string[]} taken addresses that are there already
 * @returns {Contact[]}
 */
export function suggestionsFor(contacts, typed, taken) {
  const words = folded(typed.trim());
  const isOver = words === "" || contacts.some(({ email }) => keyOf(email) === words);
  if (isOver) {
    return [];
  }

  const keys = new Set(taken.map(keyOf));
  return contacts
    .filter(({ email, name }) => !keys.has(keyOf(email)) && begins(words, email, name))
    .sort((one, other) => other.times - one.times || other.at.localeCompare(one.at))
    .slice(0, mostOffered);
}

/** @param {string} words @param {string} email @param {string} name */
function begins(words, email, name) {
  const address = keyOf(email);
  const called = folded(name);
  const beginnings = [...called.matchAll(/(?<![\p{L}\p{N}])\p{L}/gu)].map(({ index }) => called.slice(index));
  const inside = [...address.matchAll(/(?<=[.@_+-])[a-z0-9]/g)].map(({ index }) => address.slice(index));
  return [address, ...beginnings, ...inside].some((one) => one.startsWith(words));
}

/** Without capitals and accents: who types "Andre" finds André. @param {string} text */
export const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
