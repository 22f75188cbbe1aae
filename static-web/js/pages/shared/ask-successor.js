import { nameSuccessor } from "../../api/access.js";
import { ProblemError } from "../../api/call.js";
import { addressField } from "../../components/address-field.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { el } from "../../components/dom.js";
import { refuseFields } from "./refuse-fields.js";

/**
 * Asks who takes the place of an owner who leaves (X13); it changes nothing before others said yes.
 * @param {object} facts
 * @param {string} facts.mailboxId
 * @param {string} facts.name of the mailbox
 * @param {string} facts.leaver id of the owner's account
 * @param {TextKey} [facts.why] said first
 * @returns {Promise<boolean>} whether somebody was asked
 */
export function askSuccessor({ mailboxId, name, leaver, why }) {
  const address = addressField({ label: "successor.email", advice: "successor.email.advice",
    set: { autocomplete: "off" } });
  const { field } = address;
  const ask = async () => {
    const email = address.read() ?? "";
    try {
      return (await refuseFields({ email: field }, () => nameSuccessor(mailboxId, leaver, email))) !== null;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== "no-such-colleague") {
        throw error;
      }

      field.refuse("problem.no-such-colleague");
      field.control.focus();
      return false;
    }
  };
  return confirmDialog({
    title: "successor.title",
    values: { mailbox: name },
    body: [
      ...(why === undefined ? [] : [el("p", { text: why })]), el("p", { text: "successor.body" }), field.element,
    ],
    confirm: "successor.ask",
    check: () => {
      const isRight = address.read() !== null;
      isRight || field.control.focus();
      return isRight;
    },
    act: ask,
  });
}
