import { listOwnMessages, showOwnLink } from "../../api/visiting.js";
import { button, el } from "../../components/dom.js";
import { stage, tellOnTop } from "../shared/page.js";

/** @typedef {import("../../api/contract.d.ts").ListOwnMessagesItem} Item */

/**
 * What was written to the address of who is logged in: from which mailbox, when, and how it is opened.
 * @param {{ email: string }} session
 */
export async function showOwnMessages({ email }) {
  const list = el("ul", { class: "own-messages" });
  const more = button("own.more", { class: "quiet" });
  /** @type {string | null} */
  let cursor = null;
  const page = async () => {
    const { messages, next } = await listOwnMessages(cursor);
    list.append(...messages.map(row));
    cursor = next;
    more.hidden = next === null;
  };
  more.addEventListener("click", () => void page().catch(tellOnTop));
  await page();
  const isEmpty = list.childElementCount === 0 && more.hidden;
  const words = isEmpty ? "own.none" : "own.explain";
  const title = el("h1", { text: "account.messages" });
  stage.replaceChildren(title, el("p", { text: words, values: { email } }), list, more);
}

/** @param {Item} item */
function row(item) {
  const { participantId, mailbox, at, unread, method } = item;
  const values = { mailbox, at: { date: at } };
  const words = { class: "button secondary", text: /** @type {const} */ ("visiting.open"), values };
  const open = method === "account"
    ? el("a", { ...words, label: "visiting.open.of", set: { href: `/read/#${participantId}` } })
    : button("visiting.open", {
        class: "secondary", label: "visiting.open.of", values,
        on: { click: () => void follow(participantId).catch(tellOnTop) },
      });
  const from = el("span", { text: "visiting.from", values });
  return el(
    "li",
    {},
    el("div", {}, unread ? el("strong", {}, from) : from, el("p", { class: "muted" },
      unread ? el("span", { class: "badge", text: "own.new" }) : null, " ", el("span", { text: `own.by.${method}` }))),
    open,
  );
}

/** Goes to the page that asks for its own proof. @param {string} participantId */
async function follow(participantId) {
  const { secret } = await showOwnLink(participantId);
  location.assign(`/open/#${participantId}.${secret}`);
}
