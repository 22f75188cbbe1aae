import { isComing } from "../browser/clock.js";
import { el, icon } from "./dom.js";

/** @typedef {import("../api/contract.d.ts").ListedAccount} ListedAccount */

/** The words of each role, and what it is for. */
export const roleTexts = {
  staff: "desk.role.staff",
  client: "desk.role.client",
  guest: "desk.role.guest",
  "service-desk": "desk.role.service-desk",
};

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
 * Shows the accounts as rows that lead to `#<accountId>`. A row that stays keeps the focus.
 * @param {ListedAccount[]} accounts
 * @param {string} current id of the one that is open
 * @param {HTMLElement} list
 */
export function showAccounts(accounts, current, list) {
  const focused = document.activeElement?.getAttribute("href");
  list.replaceChildren(...accounts.map((one) => row(one, one.accountId === current)));
  if (focused?.startsWith("#")) {
    /** @type {HTMLElement | null} */ (list.querySelector(`a[href="${focused}"]`))?.focus();
  }
}

/** @param {ListedAccount} account @param {boolean} isCurrent */
function row(account, isCurrent) {
  const { accountId, name, email, roles, state, hasSecondFactor } = account;
  const isNamed = name !== "";
  const marks =
    state === "suspended" || state === "ended"
      ? [mark(`desk.state.${state}`, true)]
      : state === "invited"
      ? [mark(isExpired(account) ? "desk.state.expired" : "desk.state.invited", isExpired(account))]
      : hasSecondFactor
        ? []
        : [mark("desk.state.no-factor", true)];
  const link = el(
    "a",
    { class: "desk-row", set: { href: `#${accountId}`, "aria-current": isCurrent ? "true" : null } },
    el("span", { class: "desk-row-name", content: isNamed ? name : email }),
    isNamed ? el("span", { class: "muted", content: email }) : null,
    el("span", { class: "desk-row-marks" }, ...roles.map(roleOf), ...marks),
  );
  return el("li", {}, link);
}

/** @param {import("../api/contract.d.ts").Role} role */
const roleOf = (role) => el("span", { class: "muted", text: roleTexts[role] });

/** @param {string} text @param {boolean} isWarning */
function mark(text, isWarning) {
  const picture = icon(isWarning ? "warning" : "envelope");
  return el("span", { class: isWarning ? "mark is-warning" : "mark" }, picture, el("span", { text }));
}
