import { button, el, say } from "./dom.js";
import { list } from "./list.js";

/**
 * @typedef {import("../api/contract.d.ts").ShownRequest} AccessRequest
 * @typedef {import("./dom.js").Parts} Parts
 */

/** What is asked, in one sentence. @param {AccessRequest} request @returns {Parts} */
export const requestWords = ({ email, mailbox, right, until, isSuccession, askedBy }) => ({
  text: mailbox === null ? "access.asks-desk"
    : isSuccession ? "access.asks-successor"
    : right === "owner" ? "access.asks-owner"
    : until === null ? "access.asks" : "access.asks-until",
  values: { email, mailbox: mailbox ?? "", by: askedBy, until: { date: until ?? "" } },
});

/** When it ends, or comes by itself. @param {AccessRequest} request @returns {Parts} */
export const requestEnd = ({ takesEffectAt, expiresAt }) =>
  takesEffectAt === null
    ? { text: "access.ends", values: { at: { date: expiresAt } } }
    : { text: "access.comes", values: { at: { date: takesEffectAt } } };

/**
 * What waits for a yes, each with what the reader can do about it.
 * @param {object} acts
 * @param {(request: AccessRequest, press: HTMLButtonElement) => unknown} acts.approve
 * @param {(request: AccessRequest, press: HTMLButtonElement) => unknown} acts.refuse
 * @returns {{ elements: HTMLElement[], show: (requests: AccessRequest[]) => void }} the list, and what is said without
 *   any
 */
export function requestList({ approve, refuse }) {
  const none = el("p", { class: "muted", text: "access.none" });
  const element = el("ul", { class: "access-list", label: "access.title" });
  const showRows = list(element, (/** @type {AccessRequest} */ { requestId }) => requestId, (request) => {
    const { email } = request;
    const yes = button("access.approve", { class: "primary" });
    const no = button("access.refuse", { class: "secondary" });
    say(yes, { label: "access.approve.of", values: { email } });
    say(no, { label: "access.refuse.of", values: { email } });
    yes.addEventListener("click", () => void approve(request, yes));
    no.addEventListener("click", () => void refuse(request, no));
    return requestRow(request, request.mayGive ? yes : null, no);
  });
  return {
    elements: [none, element],
    show(requests) {
      none.hidden = requests.length > 0;
      element.hidden = requests.length === 0;
      showRows(requests);
    },
  };
}

/** @param {AccessRequest} request @param {(HTMLElement | null)[]} presses what the reader can do about it */
export const requestRow = (request, ...presses) =>
  el(
    "li",
    { class: "access-row" },
    el("p", requestWords(request)),
    el("p", { class: "muted", ...requestEnd(request) }),
    el("div", { class: "row" }, ...presses),
  );
