/**
 * What a page takes from its own address. Anybody can make a link with any address, so nothing of it is believed: this
 * is the only module that reads it, and it answers with what has a shape that we know, or with null.
 */

import { withoutUnseen } from "../../text/unseen.js";

/** The address is about nothing that we know: whoever wrote it, nothing went wrong at the service. */
export class BadLinkError extends Error {
  code = "not-found";
}

const part = /^#([0-9a-z-]{1,80})$/;
const link = /^#([0-9a-z-]{1,80})\.([A-Za-z0-9_-]{43})/;

// What comes along when a link is copied out of a sentence, and what mail programs and networks put behind it.
const behindPart = /^(#[0-9a-z-]{1,80})(?:[?&].*|[^#/0-9A-Za-z_-]+)$/u;

/** The id, or the name of a pane, that the page is about: "" when there is none, null when it is not one. */
export function partInAddress() {
  const hash = fragment();
  return hash === "" ? "" : (part.exec(hash.replace(behindPart, "$1"))?.[1] ?? null);
}

const mailbox = /^[0-9a-f]{32}$/;

/** The mailbox that the page is to show first; null when the address names none. */
export function mailboxNamed() {
  const [named = ""] = new URLSearchParams(location.search).getAll("mailbox");
  return mailbox.test(named) ? named : null;
}

/**
 * The address from its # on, with percent signs undone, twice when a program has put them in twice. Marks that nobody
 * sees are gone.
 */
function fragment() {
  const undo = (/** @type {string} */ text) =>
    text.replace(/(?:%[0-9A-F]{2})+/gi, (escaped) => {
      try {
        return decodeURIComponent(escaped);
      } catch {
        // Not UTF-8: these bytes stand for themselves.
        return escaped;
      }
    });
  return withoutUnseen(undo(undo(location.hash)));
}

/**
 * The name of the starter that a link on somebody's site or card names: "" when it names none, null when what it says
 * is no name. What programs write behind a name, and how they write it, does not count.
 * @returns {string | null}
 */
export function starterInAddress() {
  const words = fragment().slice(1).trim().toLowerCase();
  return words === "" ? "" : (/^[0-9a-z-]{1,64}(?![0-9a-z-])/.exec(words)?.[0] ?? null);
}

/**
 * The parts of a mailed link, whatever stands behind them: an id and a secret, or null when it is not one. The secret
 * does not stay in the address, where the browser's history would keep it. It stays with this entry of the tab's own
 * history, for who reloads.
 * @returns {{ id: string, secret: string } | null}
 */
export function linkInAddress() {
  if (location.hash !== "") {
    history.replaceState({ link: fragment() }, "", location.pathname);
  }

  const [, id, secret] = link.exec(history.state?.link ?? "") ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

/** Whether the page was opened with a link, a good one or not. */
export const hasLink = () => location.hash !== "" || history.state?.link !== undefined;

/** The link is used up. */
export function forgetLink() {
  history.replaceState(null, "", location.pathname);
}

/**
 * Which rows of a list are wanted: words of ours and the id of a label, as the address says them.
 * @param {readonly string[]} known the words that there are
 */
export function filtersInAddress(known) {
  const asked = new URLSearchParams(location.search);
  const words = new Set((asked.get("filter") ?? "").split(","));
  const label = asked.get("label") ?? "";
  return {
    filter: known.filter((word) => words.has(word)).join(","), label: /^[0-9a-f]{32}$/.test(label) ? label : "",
  };
}

/** They stand in the address, for who reloads. @param {{ filter: string, label: string }} wanted */
export function putFiltersInAddress(wanted) {
  // What else stands there stays: which mailbox it is.
  const others = [...new URLSearchParams(location.search)].filter(([name]) => !Object.hasOwn(wanted, name))
    .map((pair) => pair.map(encodeURIComponent));
  const words = [...others, ...Object.entries(wanted).filter(([, value]) => value !== "")]
    .map((one) => one.join("=")).join("&");
  history.replaceState(history.state, "", `${location.pathname}${words === "" ? "" : `?${words}`}${location.hash}`);
}

/** Whether who comes to log in must still choose a second factor. */
export const mustChooseFactor = () => new URLSearchParams(location.hash.slice(1)).has("choose");

/**
 * Where somebody wanted to go who has to log in first, for `wayBack`.
 * @param {boolean} isToChoose a second factor comes first
 */
export function logInAddress(isToChoose) {
  const wish = new URLSearchParams({ return: location.pathname + location.hash });
  if (isToChoose) {
    wish.set("choose", "");
  }

  return `/login/#${wish}`;
}

/**
 * Where the person wanted to go before logging in, or null: one of our own pages as it is written, with an id at most.
 * It is compared and not read, because browsers read an address in ways of their own.
 * @param {readonly string[]} pages that may be wished for
 */
export function wayBack(pages) {
  const wished = new URLSearchParams(location.hash.slice(1)).get("return") ?? "";
  const start = wished.indexOf("#");
  const page = start < 0 ? wished : wished.slice(0, start);
  return pages.includes(page) && (start < 0 || part.test(wished.slice(start))) ? wished : null;
}
