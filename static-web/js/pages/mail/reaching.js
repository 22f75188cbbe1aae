import { correctAddress, givePassword, givePhone } from "../../api/participants.js";
import { notice } from "../../components/notice.js";
import { reachingTask } from "../../components/reaching-task.js";
import { refuseFields } from "../shared/refuse-fields.js";

/** @typedef {import("../shared/pane-options.d.ts").Options} Options */

/**
 * What staff give somebody of a conversation, so that they are reached and can open it.
 * @param {import("../../spaces/conversation.js").Conversation} conversation
 * @param {() => unknown} changed says that the list may have changed
 * @returns {Required<Pick<Options, "givePhone" | "givePassword" | "task">>}
 */
export function reaching(conversation, changed) {
  const { participantId } = conversation;
  const name = (/** @type {string} */ personId) => conversation.nameOf(personId);
  /** @type {NonNullable<Options["givePhone"]>} */
  const phone = (personId, typed, field) => refuseFields({ phone: field }, async () => {
    await givePhone(participantId, personId, typed);
    changed();
    return notice("success", "phone.given", { name: name(personId) });
  });
  /** @type {NonNullable<Options["givePhone"]>} */
  const address = (personId, email, field) => refuseFields({ email: field }, async () => {
    await correctAddress(participantId, personId, email);
    changed();
    return notice("success", "reach.corrected", { name: name(personId), email });
  });
  return {
    givePhone: phone,
    givePassword: (personId, password, field) => refuseFields({ password: field }, async () => {
      await givePassword(participantId, personId, password);
      return notice("success", "password.given", { name: name(personId) });
    }),
    task: (participant, say) => reachingTask(participant, {
      givePhone: async (...given) => say(await phone(...given)),
      correctAddress: async (...given) => say(await address(...given)),
    }),
  };
}
