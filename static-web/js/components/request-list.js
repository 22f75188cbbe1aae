import { button, el, say } from "./dom.js";

/**
 * @typedef {import("../api/contract.d.ts").ShownRequest} AccessRequest
 * @typedef {import("./dom.js").Parts} Parts
 */

/** What is asked, in one sentence. @param {AccessRequest} request @returns {Parts} */
export const requestWords = ({ email, mailbox, asOwner, askedBy }) => ({
  text: mailbox === null ? "access.asks-desk" : asOwner ? "access.asks-owner" : "access.asks",
  values: { email, mailbox: mailbox ?? "", by: askedBy },
});

/** When it ends, or comes by itself. @param {AccessRequest} request @returns {Parts} */
export const requestEnd = ({ takesEffectAt, expiresAt }) =>
  takesEffectAt === null
    ? { text: "access.ends", values: { at: { date: expiresAt } } }
    : { text: "access.comes", values: { at: { date: takesEffectAt } } };

/**
 * What waits for a yes, each with what the reader can do about it.
 * @param {AccessRequest[]} requests
 * @param {object} acts
 * @param {(request: AccessRequest, press: HTMLButtonElement) => unknown} acts.approve
 * @param {(request: AccessRequest, press: HTMLButtonElement) => unknown} acts.refuse
 */
export function requestList(requests, { approve, refuse }) {
  const rows = requests.map((request) => {
    const { email } = request;
    const yes = button("access.approve", { class: "primary" });
    const no = button("access.refuse", { class: "secondary" });
    say(yes, { label: "access.approve.of", values: { email } });
    say(no, { label: "access.refuse.of", values: { email } });
    yes.addEventListener("click", () => void approve(request, yes));
    no.addEventListener("click", () => void refuse(request, no));
    return el(
      "li",
      { class: "access-row" },
      el("p", requestWords(request)),
      el("p", { class: "muted", ...requestEnd(request) }),
      el("div", { class: "row" }, request.mayGive ? yes : null, no),
    );
  });
  return requests.length === 0
    ? el("p", { class: "muted", text: "access.none" })
    : el("ul", { class: "access-list", label: "access.title" }, ...rows);
}
