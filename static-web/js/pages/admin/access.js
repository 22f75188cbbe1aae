import { giveMailbox, refuseRequest, takeMailbox } from "../../api/access.js";
import { getSignInPolicy } from "../../api/service-desk.js";
import { choice, choices } from "../../components/choices.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el, say } from "../../components/dom.js";
import { act } from "../../components/part.js";
import { requestRow } from "../../components/request-list.js";
import { askSuccessor } from "../shared/ask-successor.js";

/**
 * @typedef {import("../../api/contract.d.ts").ShownAccount} ShownAccount
 * @typedef {import("../../components/part.js").Part} Part
 * @typedef {(accountId: string, key: TextKey) => Promise<unknown>} Done shows how it stands now, and says what was done
 */

/** @param {ShownAccount} account */
export const nameOf = ({ name, email }) => (name === "" ? email : `${name} (${email})`);

/**
 * The mailboxes of an account, each with a press that takes it away; null without any.
 * @param {ShownAccount} account
 * @param {Part} part
 * @param {Done} done
 */
export function mailboxesOf(account, part, done) {
  const rows = account.mailboxes.map(({ mailboxId, name, right }) => {
    const values = { name: nameOf(account), mailbox: name };
    const take = button("owner.take", { class: "secondary" });
    say(take, { label: "desk.take.of", values });
    take.addEventListener("click", async () => {
      part.clear();
      const isDone = await confirmDialog({
        title: "owner.take.title",
        values,
        body: [el("p", { text: "owner.take.body" })],
        confirm: "owner.take",
        isDanger: true,
        act: () => takeMailbox(mailboxId, account.accountId),
      });
      if (isDone) {
        await done(account.accountId, "desk.take.done");
      }
    });
    const isOwner = right === "owner";
    const succeed = button("successor.choose", { class: "secondary" });
    succeed.addEventListener("click", async () => {
      part.clear();
      const isAsked = await askSuccessor({ mailboxId, name, leaver: account.accountId });
      isAsked && part.tell("success", "successor.asked");
    });
    const words = el("p", {}, el("span", { content: name }), isOwner ? el("span", { text: "owner.is-owner" }) : null);
    return el("li", { class: "access-row" }, words, el("div", { class: "row" }, isOwner ? succeed : null, take));
  });
  return rows.length === 0 ? null : section("desk.mailboxes", rows);
}

/**
 * What was asked for an account and waits for a yes, each with a press that takes it back; null without any.
 * @param {ShownAccount} account
 * @param {Part} part
 * @param {Done} done
 */
export function requestsOf({ accountId, requests }, part, done) {
  const rows = requests.map((request) => {
    const back = button("access.withdraw", { class: "secondary" });
    const withdraw = async () => {
      await refuseRequest(request.requestId);
      await done(accountId, "access.withdrawn");
    };
    back.addEventListener("click", () => void act(back, part, withdraw));
    return requestRow(request, back);
  });
  return rows.length === 0 ? null : section("access.title", rows);
}

/**
 * Asks which mailbox to give; it is given at once where it is one's own.
 * @param {ShownAccount} account
 * @param {Part} part
 * @param {Done} done
 */
export async function askMailbox(account, part, done) {
  const { mailboxes } = await getSignInPolicy();
  const has = account.mailboxes.map(({ mailboxId }) => mailboxId);
  const offered = mailboxes
    .filter(({ mailboxId }) => !has.includes(mailboxId))
    .map(({ mailboxId, name }, i) =>
      choice({ kind: "radio", name: { content: name }, group: "mailbox", value: mailboxId, on: i === 0 }),
    );
  if (offered.length === 0) {
    part.tell("info", "desk.give.all");
    return;
  }

  const chosen = choices("desk.give.which", offered);
  const asOwner = choice({ kind: "checkbox", name: { text: "owner.as-owner" }, advice: "owner.as-owner.advice" });
  let isAsked = false;
  const right = () =>
    mailboxes.some(({ mailboxId, person }) => person && mailboxId === chosen.values[0]) ? "delegate"
      : asOwner.control.checked ? "owner" : "member";
  const isDone = await confirmDialog({
    title: "desk.give.title",
    values: { name: nameOf(account) },
    body: [el("p", { text: "desk.give.body" }), chosen.element, asOwner.element],
    confirm: "desk.give",
    act: async () => {
      const { asked } = await giveMailbox(chosen.values[0] ?? "", account.email, { right: right(), until: null });
      isAsked = asked !== null;
    },
  });
  if (isDone) {
    await done(account.accountId, isAsked ? "desk.give.asked" : "desk.give.done");
  }
}

/** @param {TextKey} title key @param {HTMLElement[]} rows */
const section = (title, rows) =>
  el("section", {}, el("h3", { text: title }), el("ul", { class: "access-list" }, ...rows));

/**
 * An only owner is followed first: asks who does. False when the account owns nothing alone, and can end.
 * @param {ShownAccount} account
 * @param {Part} part
 */
export async function askSuccessorFirst(account, part) {
  const only = account.mailboxes.find(({ isOnlyOwner }) => isOnlyOwner);
  if (only === undefined) {
    return false;
  }

  const { mailboxId, name } = only;
  const isAsked = await askSuccessor({ mailboxId, name, leaver: account.accountId, why: "successor.first" });
  isAsked && part.tell("success", "successor.asked");
  return true;
}
