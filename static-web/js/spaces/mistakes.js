import { nameOf, partsOf, saysAnother, saysItself, wordsOf } from "../text/said-names.js";
import { keyOf } from "../text/typed-address.js";
import { distance } from "../../vendor/fastest-levenshtein.js";
import Mailcheck from "../../vendor/mailcheck.js";
import { endings, providers, providersOfMore } from "./mail-domains.js";

/**
 * Somebody who is probably not meant. A `letter` or a `domain` is another than it was, a `namesake` has the name of
 * somebody else who is written to, an `outsider` is the only one who is not of the same place as the others, a
 * `newcomer` is added to a conversation in which nobody is of that place. Meant: the address that probably is; null:
 * nobody.
 * @typedef {{ kind: "letter" | "domain" | "namesake" | "outsider" | "newcomer", email: string, name: string,
 *   meant: string | null }} WrongPerson
 * @typedef {{ email: string, name: string }} Person
 * @typedef {{ kind: "many", n: number }} TooMany
 * @typedef {WrongPerson | TooMany} Mistake
 * @typedef {import("../text/typed-recipients.js").Known} Known
 */

/** More people than this are looked at once more. */
export const usualMost = 10;

/** A place that was written to less often is no more likely than one that is typed. */
const often = 3;

/** Who was written to so often is more likely than somebody of the same name at another place. */
const allTheTime = 10;

/** Where both were written to before, the other must be so much more likely. */
const farMore = 20;

/** A name stands for one of those who have it where that one is written to so many times as often as all others. */
const standsOut = 2;

/** Beside so many others of one place somebody from elsewhere is an outsider. */
const colleagues = 3;

/**
 * What is unusual about the people of a message (X8): each has one mistake at most, and who was written to before at
 * this address nearly never has one.
 * @param {Person[]} people
 * @param {Known[]} contacts to whom was written before
 * @param {Person[]} [there] who is in the conversation already
 * @returns {Mistake[]}
 */
export function mistakesIn(people, contacts, there = []) {
  const known = new Map(contacts.map((contact) => [keyOf(contact.email), contact]));
  const domains = domainsOf(contacts);
  const wrong = people.flatMap((person) => {
    const before = known.get(keyOf(person.email));
    return before === undefined
      ? (wrongDomain(person, domains, known) ?? wrongLetter(person, contacts) ?? namesake(person, people, contacts)
        ?? newcomer(person, there) ?? outsider(person, people) ?? [])
      : (rareNamesake(before, people, contacts) ?? newcomer(person, there) ?? []);
  });
  const n = people.length + there.length;
  return people.length > 0 && n > usualMost ? [...wrong, { kind: "many", n }] : wrong;
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
 * @param {Map<string, number>} domains
 * @param {Map<string, Known>} known
 * @returns {WrongPerson | null}
 */
function wrongDomain({ email, name }, domains, known) {
  const [local, domain] = partsOf(email);
  if (domains.has(domain) || providers.includes(domain) || isReserved(domain)) {
    return null;
  }

  // One message to a domain makes it no more likely than the one that is typed, nor do some to others there.
  const usual = [...domains].filter(([one, times]) => !isReserved(one)
    && times >= (known.has(`${local}@${one}`) ? 2 : often)).map(([one]) => one);
  const all = [...providers, ...usual];
  const isMeant = (/** @type {string} */ one) => providers.includes(one) || known.has(`${local}@${one}`);
  const meant = slipOf(domain, all, 1) ?? slipOf(domain, all.filter(isMeant), 2) ?? otherEnding(domain, all)
    ?? suggested(domain);
  return meant === null ? null : { kind: "domain", email, name, meant: `${local}@${meant}` };
}

/** @param {string} domain @param {string[]} all @param {1 | 2} most slips */
function slipOf(domain, all, most) {
  const [head = "", ending] = split(domain);
  const near = all.filter((one) => {
    const [other = "", otherEnds] = split(one);
    // Two short names are soon alike; where the ending is right as well, one letter of a longer one is a slip.
    return Math.min(head.length, other.length) >= 4 && ending === otherEnds && !isCode(head)
      && isSlip(head, other, most);
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
const near = (one, other) => (one.length > 1 && isSlip(one, other, 2) ? 1 : 99);

/** Before and after the first dot. @param {string} domain */
const split = (domain) => {
  const dot = domain.indexOf(".");
  return [domain.slice(0, dot), domain.slice(dot + 1)];
};

/**
 * One letter more, less or another, two that changed places; in a long name two of these.
 * @param {string} one
 * @param {string} other
 * @param {1 | 2} most slips
 */
function isSlip(one, other, most) {
  const far = distance(one, other);
  const isLong = Math.min(one.length, other.length) >= 10;
  return far === 1 || (far === 2 && (isSwapped(one, other) || (most === 2 && isLong)));
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
  // The first letter is hardly ever the wrong one: jbakker and kbakker are two.
  const isFirst = ours.length === 1 && local.slice(1) === other.slice(1);
  return !(isCrowded && (isInitial || isFirst));
}

/** Letters after a digit are no name: of codes each is another's, however little they differ. @param {string} text */
const isCode = (text) => /\d[a-z]/.test(text);

/**
 * Has the name of somebody who is written to at another address, or before the at sign the same full name. At a
 * provider such an address is easily the wrong one; a place of their own is rather that of somebody else.
 * @param {Person} person
 * @param {Person[]} people
 * @param {Known[]} contacts
 * @returns {WrongPerson | null}
 */
function namesake({ email, name }, people, contacts) {
  const [local, domain] = partsOf(email);
  const isCrowded = providers.includes(domain);
  const isFull = wordsOf(local).filter((word) => word.length > 2).length > 1;
  const called = whoIsCalled(name, contacts, isCrowded && saysAnother(local, name));
  const meant = contacts.filter((contact) => {
    const [other, place] = partsOf(contact.email);
    const isSame = isFull && other === local && place !== domain;
    return contact === called || (isSame && (isCrowded || contact.times >= allTheTime));
  }).sort((one, other) => other.times - one.times)[0];
  return meant === undefined || isExplained(email, meant.email, people) ? null
    : { kind: "namesake", email, name, meant: meant.email };
}

/**
 * Whether the others say who is meant: a colleague beside this one, or the namesake, so that both are in view.
 * @param {string} email
 * @param {string} namesakes
 * @param {Person[]} people
 */
function isExplained(email, namesakes, people) {
  const [, domain] = partsOf(email);
  const others = people.map((one) => keyOf(one.email)).filter((one) => one !== keyOf(email));
  return others.some((one) => one === keyOf(namesakes) || (!providers.includes(domain) && partsOf(one)[1] === domain));
}

/**
 * For whom a name stands: of those who have it, one who stands out and is written to all the time; beside an address
 * that says another name, who is written to most.
 * @param {string} name
 * @param {Known[]} contacts
 * @param {boolean} isBesideAnother
 * @returns {Known | null}
 */
function whoIsCalled(name, contacts, isBesideAnother) {
  const full = nameOf(name);
  const [first = null, ...others] = full === null ? []
    : contacts.filter((contact) => nameOf(contact.name) === full).sort((one, other) => other.times - one.times);
  const elsewhere = others.reduce((sum, { times }) => sum + times, 0);
  const isClear = isBesideAnother || (first !== null && first.times >= Math.max(allTheTime, standsOut * elsewhere));
  return isClear ? first : null;
}

/**
 * Known, and yet: somebody with the same name is written to all the time, this one hardly ever.
 * @param {Known} contact
 * @param {Person[]} people
 * @param {Known[]} contacts
 * @returns {WrongPerson | null}
 */
function rareNamesake({ email, name, times }, people, contacts) {
  const usual = times > 1 ? null : whoIsCalled(name, contacts, false);
  return usual === null || usual.times < farMore || isExplained(email, usual.email, people) ? null
    : { kind: "namesake", email, name, meant: usual.email };
}

/**
 * Nobody in the conversation is of this place; also of who is written to elsewhere, since what was written here was not
 * for them. Of private addresses each may have another provider.
 * @param {Person} person
 * @param {Person[]} there
 * @returns {WrongPerson | null}
 */
function newcomer({ email, name }, there) {
  const places = there.map((one) => partsOf(one.email)[1]);
  const [, domain] = partsOf(email);
  const isKnown = places.includes(domain)
    || (providers.includes(domain) && places.some((place) => providers.includes(place)));
  return places.length === 0 || isKnown ? null : { kind: "newcomer", email, name, meant: null };
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
