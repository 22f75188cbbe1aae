import { chooseMails } from "../../api/access.js";
import { choice } from "../../components/choices.js";
import { problemText } from "../../components/problem-text.js";
import { part } from "../../components/part.js";

/** @typedef {import("../../api/contract.d.ts").SessionView["mailboxes"][number]} OwnMailbox */

/** Of which mailboxes somebody is mailed; each choice is kept at once. */
export class MailsPart {
  #part = part("members.mails", "members.mails.explain");

  /** @param {readonly OwnMailbox[]} mailboxes */
  constructor(mailboxes) {
    this.#part.body.append(...mailboxes.map((mailbox) => this.#choiceOf(mailbox)));
  }

  get element() {
    return this.#part.element;
  }

  /** @param {OwnMailbox} mailbox */
  #choiceOf({ mailboxId, name, mails }) {
    const values = { name };
    const { element, control } = choice({ kind: "checkbox", name: { text: "members.mails.of", values }, on: mails });
    control.addEventListener("change", async () => {
      const wanted = control.checked;
      try {
        await chooseMails(mailboxId, wanted);
        this.#part.tell("success", wanted ? "members.mails.on" : "members.mails.off", values);
      } catch (error) {
        control.checked = !wanted;
        const { key, values: more } = problemText(error);
        this.#part.tell("error", key, more);
      }
    });
    return element;
  }
}
