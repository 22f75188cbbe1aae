import { stripUnseen } from "./unseen.js";
import { longestAddressText } from "../limits.js";

/** @typedef {{ address: string, name: string }} Found */

/**
 * The addresses in what was typed or pasted, each once, with the name that stands before it: out of `Name <a@b.nl>`,
 * `mailto:` links, quotes and lists. It reads as the service does (`EmailAddress.cs`); whether an address is a good one
 * says `refusalOf`.
 * @param {string} typed
 * @returns {Found[]}
 */
export function addressesIn(typed) {
  // Up to a closing bracket, too; in a quoted name all of these are part of it.
  const entries = plain(typed).match(/(?:"[^"]*"|[^,;\r\n>])+>?/g) ?? [];
  const found = entries.flatMap(addressesOf);
  const keys = found.map(({ address }) => keyOf(address));
  return found.filter((_, at) => keys.indexOf(keys[at] ?? "") === at);
}

/**
 * The one address in what was typed, or why there is none.
 * @param {string} typed
 * @returns {{ address: string, name: string, refusal: null } | { address: null, refusal: TextKey }} refusal: key
 */
export function readAddress(typed) {
  if (typed.length > longestAddressText) {
    return { address: null, refusal: "input.email-long" };
  }

  const [first, ...others] = addressesIn(typed);
  if (first === undefined || others.length > 0) {
    return { address: null, refusal: first === undefined ? "input.email-invalid" : "input.email-several" };
  }

  const refusal = refusalOf(first.address);
  return refusal === null ? { ...first, refusal } : { address: null, refusal };
}

/** Why no mail can be sent to an address; null when it can. @param {string} address @returns {TextKey | null} */
export function refusalOf(address) {
  const [, local = "", domain = ""] = /^(.*)@(.*)$/.exec(address) ?? [];
  if (/[^\0-\x7f]/.test(local)) {
    return "input.email-letters";
  }

  const isGood = localForm.test(local) && domainForm.test(domain) && address.length <= 254;
  return isGood ? null : "input.email-invalid";
}

/** In which form two addresses are the same. @param {string} address */
export const keyOf = (address) => address.toLowerCase();

const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const localForm = new RegExp(`^(?=.{1,64}$)(?!/)${atom}(?:\\.${atom})*$`);
const domainForm = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/**
 * Without what nobody sees, and full-width letters as plain ones. Nothing else is rewritten: jan² is another than jan2.
 * @param {string} typed
 */
const plain = (typed) =>
  stripUnseen(typed).replace(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0));

/**
 * What may be an address in one entry of a list: between the brackets, and a complete one before them.
 * @param {string} entry
 * @returns {Found[]}
 */
function addressesOf(entry) {
  const inBrackets = /<([^<>]*@[^<>]*)>$/.exec(entry);
  if (inBrackets === null) {
    return wordsOf(entry).map((address) => ({ address, name: "" }));
  }

  const before = entry.slice(0, inBrackets.index);
  const inside = wordsOf(inBrackets[1] ?? "");
  const keys = inside.map(keyOf);
  const others = wordsOf(before).filter((word) => refusalOf(word) === null && !keys.includes(keyOf(word)));
  const name = before.includes("@") ? "" : before.replace(/^[\s"'“”„‘’]+|[\s"'“”„‘’]+$/g, "");
  return [...others.map((address) => ({ address, name: "" })), ...inside.map((address) => ({ address, name }))];
}

/** The words that have an at sign in them. @param {string} text */
function wordsOf(text) {
  const [, link] = /(?:^|[^\p{L}\p{N}])mailto:(?:\/\/)?([^?]*)/iu.exec(text) ?? [];
  // A link has its commas escaped.
  return (link === undefined ? text : unescaped(link))
    .split(/[\s,;]+/)
    .map(bare)
    .filter((word) => word.indexOf("@") > 0)
    .map(withAsciiDomain);
}

/** A word without what stands around an address: quotes, brackets, a label before it and a question behind it. @param {string} word */
function bare(word) {
  const at = word.indexOf("@");
  if (at < 0) {
    return word;
  }

  const [behind = ""] = word.slice(at).split("?");
  const text = word.slice(word.lastIndexOf(":", at) + 1, at) + behind;
  const opened = text.replace(/^["“”„«»‹›‘’<>()[\]{}•·●▪◦‣]+/, "");
  const closed = opened.replace(/["“”„«»‹›‘’<>()[\]{}•·●▪◦‣'*_~`.:!]+$/, "");
  const [first = ""] = closed;
  // One of these may begin a local part; a pair of them stands around it.
  return /^['*_~`]/.test(closed) && opened.slice(closed.length).includes(first) ? closed.slice(1) : closed;
}

/** @param {string} escaped */
function unescaped(escaped) {
  try {
    return decodeURIComponent(escaped);
  } catch {
    // A percent sign that stands for itself.
    return escaped;
  }
}

/** The domain as mail servers write it (RFC 5890). @param {string} address */
function withAsciiDomain(address) {
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1).normalize("NFKC");
  const isForeign = /[^\0-\x7f]/.test(domain) && !/[\0-,/:-@[-`{-\x7f]/.test(domain);
  const host = isForeign && URL.canParse(`https://${domain}`) ? new URL(`https://${domain}`).hostname : domain;
  return address.slice(0, at + 1) + host.toLowerCase();
}
