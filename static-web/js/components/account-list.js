import { isComing } from "../browser/clock.js";
import { el, icon } from "./dom.js";
import { list, markCurrent } from "./list.js";

/**
 * @typedef {import("../api/contract.d.ts").ListedAccount} ListedAccount
 * @typedef {import("../api/contract.d.ts").Role} Role
 */

/** The words of each role. @type {Record<Role, TextKey>} */
export const roleTexts = {
  staff: "desk.role.staff",
  client: "desk.role.client",
  guest: "desk.role.guest",
  "service-desk": "desk.role.service-desk",
};

/** What each role is for. @type {Record<Role, TextKey>} */
export const roleAdvice = {
  staff: "desk.role.staff.advice",
  client: "desk.role.client.advice",
  guest: "desk.role.guest.advice",
  "service-desk": "desk.role.service-desk.advice",
};

/** Whether the invitation ran out unused. @param {ListedAccount} account */
export const isExpired = ({ state, invitedUntil }) =>
  state === "invited" && invitedUntil !== null && !isComing(invitedUntil);

/**
 * Accounts as rows that lead to `#<accountId>`.
 * @param {HTMLElement} element
 * @returns {(accounts: ListedAccount[], current: string) => void} current: id of the one that is open
 */
export function accountList(element) {
  const show = list(element, (/** @type {ListedAccount} */ { accountId }) => accountId, rowOf, printOf);
  return (accounts, current) =>
    show(accounts).forEach((row, at) => markCurrent(row, accounts[at]?.accountId === current));
}

/** An invitation runs out while it is shown. @param {ListedAccount} account */
const printOf = (account) => JSON.stringify([account, isExpired(account)]);

/** @param {ListedAccount} account */
function rowOf(account) {
  const { accountId, name, email, roles, state, hasSecondFactor } = account;
  const isNamed = name !== "";
  const marks =
    state === "suspended" || state === "removed" || state === "ended"
      ? [mark(`desk.state.${state}`, true)]
      : state === "invited"
      ? [mark(isExpired(account) ? "desk.state.expired" : "desk.state.invited", isExpired(account))]
      : hasSecondFactor
        ? []
        : [mark("desk.state.no-factor", true)];
  const link = el(
    "a",
    { class: "desk-row", set: { href: `#${accountId}` } },
    el("span", { class: "desk-row-name", content: isNamed ? name : email }),
    isNamed ? el("span", { class: "muted", content: email }) : null,
    el("span", { class: "desk-row-marks" }, ...roles.map(roleOf), ...marks),
  );
  return el("li", {}, link);
}

/** @param {Role} role */
const roleOf = (role) => el("span", { class: "muted", text: roleTexts[role] });

/** @param {TextKey} text @param {boolean} isWarning */
function mark(text, isWarning) {
  const picture = icon(isWarning ? "warning" : "envelope");
  return el("span", { class: isWarning ? "mark is-warning" : "mark" }, picture, el("span", { text }));
}
