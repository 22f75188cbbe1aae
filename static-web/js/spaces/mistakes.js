import { folded } from "../text/typed-recipients.js";
import { keyOf } from "../text/typed-address.js";
import { distance } from "../../vendor/fastest-levenshtein.js";
import Mailcheck from "../../vendor/mailcheck.js";
import { endings, providers, providersOfMore } from "./mail-domains.js";

/**
 * Somebody who is probably not meant. A `letter` or a `domain` is another than it was, a `namesake` has the name of
 * somebody else who is written to, an `outsider` is the only one who is not of the same place as the others. Meant: the
 * address that probably is; null: nobody.
 * @typedef {{ kind: "letter" | "domain" | "namesake" | "outsider", email: string, name: string,
 *   meant: string | null }} WrongPerson
 * @typedef {{ email: string, name: string }} Person
 * @typedef {{ kind: "many", n: number }} TooMany
 * @typedef {WrongPerson | TooMany} Mistake
 * @typedef {import("../text/typed-recipients.js").Known} Known
 */

/** More people than this are looked at once more. */
export const usualMost = 10;

/** Who was written to less often is no more likely than somebody of the same name. */
const often = 2;

/** Beside so many others of one place somebody from elsewhere is an outsider. */
const colleagues = 3;

/**
 * What is unusual about the people of a message (X8): each has one mistake at most, and who was written to before at
 * this address nearly never has one.
 * @param {Person[]} people
 * @param {Known[]} contacts to whom was written before
 * @returns {Mistake[]}
 */
export function mistakesIn(people, contacts) {
  const known = new Map(contacts.map((contact) => [keyOf(contact.email), contact]));
  const domains = domainsOf(contacts);
  const wrong = people.flatMap((person) => {
    const before = known.get(keyOf(person.email));
    return before === undefined
      ? (wrongDomain(person, domains) ?? wrongLetter(person, contacts) ?? namesake(person, contacts)
        ?? outsider(person, people) ?? [])
      : (rareNamesake(before, contacts) ?? []);
  });
  return people.length > usualMost ? [...wrong, { kind: "many", n: people.length }] : wrong;
}

/** @param {string} email @returns {[local: string, domain: string]} */
function partsOf(email) {
  const at = email.lastIndexOf("@");
  return [keyOf(email.slice(0, at)), keyOf(email.slice(at + 1))];
}

/** How often each domain was written to. @param {Known[]} contacts @returns {Map<string, number>} */
function domainsOf(contacts) {
  const domains = new Map();
  for (const { email, times } of contacts) {
    const [, domain] = partsOf(email);
    domains.set(domain, (domains.get(domain) ?? 0) + times);
  }

  return domains;
}

/** Domains that stand for none (RFC 2606). @param {string} domain */
const isReserved = (domain) =>
  /(?:^|\.)example\.(?:com|net|org|nl|edu)$|\.(?:example|test|invalid|localhost)$/.test(domain);

/**
 * A domain that nobody has yet, and that looks like one that is written to, or of a provider.
 * @param {Person} person
 * @param {Map<string, number>} known
 * @returns {WrongPerson | null}
 */
function wrongDomain({ email, name }, known) {
  const [local, domain] = partsOf(email);
  if (known.has(domain) || providers.includes(domain) || isReserved(domain)) {
    return null;
  }

  // One message to a domain makes it no more likely than the one that is typed.
  const usual = [...known].filter(([one, times]) => times > 1 && !isReserved(one)).map(([one]) => one);
  const all = [...providers, ...usual];
  const meant = slipOf(domain, all) ?? otherEnding(domain, all) ?? suggested(domain);
  return meant === null ? null : { kind: "domain", email, name, meant: `${local}@${meant}` };
}

/** @param {string} domain @param {string[]} all */
function slipOf(domain, all) {
  const [head = "", ending] = split(domain);
  const near = all.filter((one) => {
    const [other = "", otherEnds] = split(one);
    // Two short names are soon alike; where the ending is right as well, one letter of a longer one is a slip.
    return Math.min(head.length, other.length) >= 4 && ending === otherEnds && !isCode(head) && isSlip(head, other);
  });
  return near[0] ?? null;
}

/** The same name with another ending, as gmail.nl. @param {string} domain @param {string[]} all */
function otherEnding(domain, all) {
  const [head = "", ending = ""] = split(domain);
  const same = head.length < 4 || (providersOfMore.includes(head) && endings.includes(ending)) ? []
    : all.filter((one) => split(one)[0] === head);
  return same[0] ?? null;
}

/** By mailcheck: an ending that is none, a provider that is wrong in both its parts. @param {string} domain */
function suggested(domain) {
  const [, ending = ""] = split(domain);
  // Of an ending that there is, it would say that another one is meant.
  const ends = endings.includes(ending) ? [] : usualEndings;
  const found = Mailcheck.suggest(`x@${domain}`, providers, providersOfMore, ends, near);
  return found === false || found.domain === domain ? null : found.domain;
}

const usualEndings = ["nl", "com", "be", "de", "net", "org", "eu"];

/**
 * For mailcheck, which takes two letters for near in a name of any length.
 * @param {string} one
 * @param {string} other
 */
const near = (one, other) => (one.length > 1 && isSlip(one, other) ? 1 : 99);

/** Before and after the first dot. @param {string} domain */
const split = (domain) => {
  const dot = domain.indexOf(".");
  return [domain.slice(0, dot), domain.slice(dot + 1)];
};

/**
 * One letter more, less or another, two that changed places; in a long name two of these.
 * @param {string} one
 * @param {string} other
 */
function isSlip(one, other) {
  const far = distance(one, other);
  const isLong = Math.min(one.length, other.length) >= 10;
  return far === 1 || (far === 2 && (isSwapped(one, other) || isLong));
}

/** @param {string} one @param {string} other */
function isSwapped(one, other) {
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return one.length === other.length && one[at] === other[at + 1] && one[at + 1] === other[at]
    && one.slice(at + 2) === other.slice(at + 2);
}

/**
 * One letter off somebody at the same domain.
 * @param {Person} person
 * @param {Known[]} contacts
 * @returns {WrongPerson | null}
 */
function wrongLetter({ email, name }, contacts) {
  const [local, domain] = partsOf(email);
  const isCrowded = providers.includes(domain);
  const shortest = isCrowded ? 5 : 3;
  const meant = contacts.filter((contact) => {
    const [other, place] = partsOf(contact.email);
    return place === domain && Math.min(local.length, other.length) >= shortest && isSlipOfName(local, other, isCrowded)
      && !(saysItself(local, name) && !saysItself(other, name));
  }).sort((one, other) => other.times - one.times)[0];
  return meant === undefined ? null : { kind: "letter", email, name, meant: meant.email };
}

/**
 * Whether a local part is one slip from another. Another digit is another person; so is another initial, where there
 * are many people.
 * @param {string} local
 * @param {string} other
 * @param {boolean} isCrowded
 */
function isSlipOfName(local, other, isCrowded) {
  const far = distance(local, other);
  if (!(far === 1 || (far === 2 && isSwapped(local, other)))) {
    return false;
  }

  const letters = (/** @type {string} */ text) => text.replace(/\d/g, "");
  if (letters(local) === letters(other) || isCode(local)) {
    return false;
  }

  const [ours, theirs] = [wordsOf(local), wordsOf(other)];
  const isInitial = ours.length === theirs.length
    && ours.some((word, at) => word !== theirs[at] && (word.length === 1 || theirs[at]?.length === 1));
  return !(isCrowded && isInitial);
}

/** Letters after a digit are no name: of codes each is another's, however little they differ. @param {string} text */
const isCode = (text) => /\d[a-z]/.test(text);

/** @param {string} local */
const wordsOf = (local) => local.split(/[._+-]+/).filter((word) => word !== "");

/**
 * Whether every word of the local part stands in the name: who typed both meant both.
 * @param {string} local
 * @param {string} name
 */
function saysItself(local, name) {
  const words = folded(name).split(/[\s.-]+/).filter((word) => word !== "");
  // "de Vries" is written "devries".
  const joined = new Set(words.flatMap((_, from) => words.map((__, to) => words.slice(from, to + 1).join(""))));
  return words.length > 0 && wordsOf(local).filter((word) => word.length > 1).every((word) => joined.has(word));
}

/**
 * Has the name of somebody who is written to at another address.
 * @param {Person} person
 * @param {Known[]} contacts
 * @returns {WrongPerson | null}
 */
function namesake({ email, name }, contacts) {
  const [local, domain] = partsOf(email);
  const full = nameOf(name);
  const isFull = wordsOf(local).filter((word) => word.length > 2).length > 1;
  const meant = contacts.filter((contact) => {
    const [other, place] = partsOf(contact.email);
    const hasName = full !== null && nameOf(contact.name) === full;
    const hasLocal = isFull && other === local && place !== domain;
    return hasLocal || (hasName && contact.times >= often);
  }).sort((one, other) => other.times - one.times)[0];
  return meant === undefined ? null : { kind: "namesake", email, name, meant: meant.email };
}

/** A name of more than one word, as names are compared; else null. @param {string} name */
function nameOf(name) {
  const words = folded(name).split(/\s+/).filter((word) => word !== "");
  return words.length > 1 ? words.join(" ") : null;
}

/**
 * Known, and yet: somebody with the same name is written to all the time, this one hardly ever.
 * @param {Known} contact
 * @param {Known[]} contacts
 * @returns {WrongPerson | null}
 */
function rareNamesake({ email, name, times }, contacts) {
  const full = nameOf(name);
  const usual = full === null || times > 1 ? undefined
    : contacts.find((other) => other.email !== email && other.times >= 10 && nameOf(other.name) === full);
  return usual === undefined ? null : { kind: "namesake", email, name, meant: usual.email };
}

/**
 * All the others are of one place, which is no provider; this one, to whom nobody wrote before, is not.
 * @param {Person} person
 * @param {Person[]} people
 * @returns {WrongPerson | null}
 */
function outsider({ email, name }, people) {
  const [, domain] = partsOf(email);
  const others = people.filter((one) => one.email !== email).map((one) => partsOf(one.email)[1]);
  const [place = ""] = others;
  const isOut = others.length >= colleagues && others.every((one) => one === place) && place !== domain
    && !providers.includes(place);
  return isOut ? { kind: "outsider", email, name, meant: null } : null;
}
