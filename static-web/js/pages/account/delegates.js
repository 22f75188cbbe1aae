import { listOwnMailboxes } from "../../api/access.js";
import { button, el } from "../../components/dom.js";
import { part } from "../../components/part.js";
import { MembersPart } from "../shared/members-part.js";
import { DelegateActsPart } from "./delegate-acts.js";

/**
 * Granting access to one's own mailbox (Z22-Z25), and what delegates did in it; whoever has none, and owns a group's,
 * is led to where access to that one is granted.
 * @param {string} own id of the reader's account
 * @returns {Promise<{ element: HTMLElement }[]>}
 */
export async function delegateParts(own) {
  const { mailboxes } = await listOwnMailboxes();
  const personal = mailboxes.find(({ person }) => person);
  if (personal !== undefined) {
    const titled = /** @type {const} */ (["members.grant", "members.grant.explain"]);
    const members = new MembersPart(personal, { own, people: personal.people, titled });
    const succeed = button("successor.choose", { class: "secondary", on: { click: () => void members.succeed() } });
    const about = el("p", { class: "muted", text: "members.mailbox", values: { name: personal.name } });
    members.append(about, succeed);
    return [members, new DelegateActsPart(personal.mailboxId)].map(({ element }) => ({ element }));
  }

  if (mailboxes.length === 0) {
    return [];
  }

  const elsewhere = part("members.grant", "members.grant.elsewhere");
  elsewhere.body.append(el("p", {}, el("a", { text: "owner.title", set: { href: "/account/mailboxes/" } })));
  return [{ element: elsewhere.element }];
}
