import { withoutUnseen } from "./unseen.js";

/** The longest text in which an address is looked for. */
export const longestTyped = 2000;

/** @typedef {{ address: string, name: string }} Found */

/**
 * The addresses in what was typed or pasted, each once, with the name that stands before it: out of `Name <a@b.nl>`,
 * `mailto:` links, quotes and lists. It reads as the service does (`EmailAddress.cs`); whether an address is a good one
 * says `refusalOf`.
 * @param {string} typed
 * @returns {Found[]}
 */
export function addressesIn(typed) {
  const entries = withoutUnseen(typed).match(/(?:"[^"]*"|[^,;\r\n])+/g) ?? [];
  const found = entries.flatMap(addressesOf);
  const keys = found.map(({ address }) => keyOf(address));
  return found.filter((_, at) => keys.indexOf(keys[at] ?? "") === at);
}

/**
 * The one address in what was typed, or why there is none.
 * @param {string} typed
 * @returns {{ address: string, name: string, refusal: null } | { address: null, refusal: string }} refusal: key
 */
export function readAddress(typed) {
  const [first, ...others] = typed.length > longestTyped ? [] : addressesIn(typed);
  if (first === undefined || others.length > 0) {
    return { address: null, refusal: first === undefined ? "input.email-invalid" : "input.email-several" };
  }

  const refusal = refusalOf(first.address);
  return refusal === null ? { ...first, refusal } : { address: null, refusal };
}

/** Why no mail can be sent to an address; null when it can. @param {string} address */
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
const localForm = new RegExp(`^(?=.{1,64}$)${atom}(?:\\.${atom})*$`);
const domainForm = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/** @param {string} entry of a list @returns {Found[]} */
function addressesOf(entry) {
  const inBrackets = /<([^<>]*@[^<>]*)>/.exec(entry);
  const inside = inBrackets?.[1] ?? entry;
  const [, link] = /(?:^|[^\p{L}\p{N}])mailto:([^?]*)/iu.exec(inside) ?? [];
  const name = inBrackets === null ? "" : entry.slice(0, inBrackets.index).replace(/^[\s"'“”„‘’]+|[\s"'“”„‘’]+$/g, "");
  return (link === undefined ? inside : unescaped(link))
    .split(/\s+/)
    .map(bare)
    .filter((word) => word.indexOf("@") > 0)
    .map((word) => ({ address: withAsciiDomain(word), name }));
}

/** A word without what stands around an address: quotes, brackets, a label before it and a question behind it. @param {string} word */
function bare(word) {
  const at = word.indexOf("@");
  if (at < 0) {
    return word;
  }

  const [behind = ""] = word.slice(at).split("?");
  const text = word.slice(word.lastIndexOf(":", at) + 1, at) + behind;
  const opened = text.replace(/^["“”„«»‹›‘’<>()[\]{}]+/, "");
  const closed = opened.replace(/["“”„«»‹›‘’<>()[\]{}'.:!]+$/, "");
  // An apostrophe may begin a local part; a pair of them is quotes.
  return closed.startsWith("'") && opened.slice(closed.length).includes("'") ? closed.slice(1) : closed;
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
  const domain = address.slice(at + 1);
  const isForeign = /[^\0-\x7f]/.test(domain) && !/[\0-,/:-@[-`{-\x7f]/.test(domain);
  const host = isForeign && URL.canParse(`https://${domain}`) ? new URL(`https://${domain}`).hostname : domain;
  return address.slice(0, at + 1) + host.toLowerCase();
}
