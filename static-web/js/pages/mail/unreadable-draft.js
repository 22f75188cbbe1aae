import { confirmDialog } from "../../components/confirm-dialog.js";
import { el } from "../../components/dom.js";

/**
 * Asks whether a draft that cannot be read shall go, and throws it away.
 * @param {import("../../spaces/mailbox.js").Mailbox} mailbox
 * @param {string} draftId
 * @returns {Promise<boolean>} whether it went
 */
export const throwAwayUnreadable = (mailbox, draftId) =>
  confirmDialog({
    title: "draft.throw-away.title",
    body: [el("p", { text: "draft.throw-away.body" })],
    confirm: "discard.confirm",
    isDanger: true,
    act: () => mailbox.drafts.throwAway(draftId),
  });
