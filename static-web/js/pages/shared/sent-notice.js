import { button, el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";

/**
 * Whom a message went to; who is still to get it, because their number is missing, can be given one.
 * @param {import("../../spaces/conversation.js").Conversation} conversation
 * @param {Pick<import("./pane-options.d.ts").Options, "sentWords" | "givePhone">} options
 * @param {() => unknown} fill goes where the first number can be given
 */
export function sentNotice(conversation, { sentWords, givePhone }, fill) {
  const { participants, participantId } = conversation;
  const others = participants.filter((one) => one.participantId !== participantId && one.revokedAt === null);
  const held = givePhone === undefined ? [] : others.filter((one) => one.held);
  if (held.length === 0) {
    return notice("success", sentWords.key, sentWords.values);
  }

  const names = held.map((one) => conversation.nameOf(one.participantId));
  const press = button("compose.sent.fill", { class: "secondary", on: { click: fill } });
  return notice("warning", held.length === others.length ? "compose.sent.nobody" : "compose.sent.held",
    { names, n: held.length }, el("p", { class: "row" }, press));
}
