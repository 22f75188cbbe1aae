import { isComing, now } from "../browser/clock.js";
import { dayAt, daysBetween } from "../text/days.js";
import { el, icon } from "./dom.js";
import { list, markCurrent } from "./list.js";

/**
 * @typedef {import("../api/contract.d.ts").ShownGuest} ShownGuest
 * @typedef {{ parts: import("./dom.js").Parts, isWarning: boolean }} Mark
 */

/** From so many days before a guest is removed, the list warns: when guest and sponsor get their first mail. */
const near = 30;

/**
 * How a guest stands, in words: the state, and what will happen to it soon.
 * @param {Pick<ShownGuest, "state" | "endsOn" | "removedOn" | "whyRemoved" | "invitedUntil" | "restorableUntil">} guest
 * @param {string} [today] in Amsterdam
 * @returns {Mark}
 */
export function standingOf(guest, today = dayAt(now())) {
  const { state, endsOn, removedOn, whyRemoved, invitedUntil, restorableUntil } = guest;
  if (state === "asked") {
    return { parts: { text: "guests.state.asked" }, isWarning: false };
  }

  if (state === "removed") {
    const values = { at: { day: restorableUntil ?? "" } };
    return { parts: { text: "guests.state.removed", values }, isWarning: true };
  }

  if (state === "invited") {
    return invitedUntil === null || isComing(invitedUntil)
      ? { parts: { text: "guests.state.invited" }, isWarning: false }
      : { parts: { text: "guests.state.expired" }, isWarning: true };
  }

  if (removedOn !== null && daysBetween(today, removedOn) <= near) {
    const text = whyRemoved === "unused" ? "guests.state.unused-soon" : "guests.state.ends-soon";
    return { parts: { text, values: { day: { day: removedOn } } }, isWarning: true };
  }

  return { parts: { text: "guests.state.active", values: { day: { day: endsOn } } }, isWarning: false };
}

/** When a guest was last here. @param {ShownGuest} guest @returns {import("./dom.js").Parts} */
export const lastUseOf = ({ lastUsedAt }) =>
  lastUsedAt === null
    ? { text: "guests.never-used" }
    : { text: "guests.used", values: { at: { day: lastUsedAt } } };

/**
 * Guests as rows that lead to `#<guestId>`, each with a tick to do something with several.
 * @param {HTMLElement} element
 * @param {(guestId: string, isTicked: boolean) => void} ticked
 * @returns {(guests: ShownGuest[], current: string, chosen: ReadonlySet<string>) => void} current: the one that is open
 */
export function guestList(element, ticked) {
  const show = list(element, (/** @type {ShownGuest} */ { guestId }) => guestId, (one) => rowOf(one, ticked), printOf);
  return (guests, current, chosen) => {
    show(guests).forEach((row, at) => {
      const guestId = guests[at]?.guestId ?? "";
      markCurrent(row, guestId === current);
      const tick = row.querySelector("input");
      if (tick !== null) {
        tick.checked = chosen.has(guestId);
      }
    });
  };
}

/** What a row says changes with the days. @param {ShownGuest} guest */
const printOf = (guest) => JSON.stringify([guest, standingOf(guest)]);

/** @param {ShownGuest} guest @param {(guestId: string, isTicked: boolean) => void} ticked */
function rowOf(guest, ticked) {
  const { guestId, name, email } = guest;
  const { parts, isWarning } = standingOf(guest);
  const tick = el("input", { label: "guests.tick", values: { name }, set: { type: "checkbox" } });
  tick.addEventListener("change", () => ticked(guestId, tick.checked));
  const mark = isWarning
    ? el("span", { class: "mark is-warning" }, icon("warning"), el("span", parts))
    : el("span", { class: "muted", ...parts });
  const link = el(
    "a",
    { class: "desk-row", set: { href: `#${guestId}` } },
    el("span", { class: "desk-row-name", content: name }),
    el("span", { class: "muted", content: email }),
    el("span", { class: "desk-row-marks" }, mark, el("span", { class: "muted", ...lastUseOf(guest) })),
  );
  return el("li", { class: "guest-row" }, el("label", { class: "guest-tick" }, tick), link);
}
