import { el, icon } from "./dom.js";

/**
 * Whether somebody is handed a message, who may have come in later.
 * @param {import("../api/contract.d.ts").OpenConversationParticipantItem} person
 * @param {{ at: string }} message
 */
export const sees = ({ seesFrom }, { at }) => seesFrom === null || Date.parse(seesFrom) <= Date.parse(at);

/**
 * Who came in with a message: apart who sees all, and who sees what is written from there on.
 * @param {import("../spaces/conversation.js").OpenedMessage} message
 * @param {import("../spaces/conversation.js").Conversation} conversation
 */
export function addedWith({ added }, conversation) {
  const people = conversation.participants.filter(({ participantId }) => added.includes(participantId));
  return (/** @type {const} */ (["all", "from-here"])).flatMap((seen) => {
    const names = people.filter(({ seesFrom }) => (seesFrom === null) === (seen === "all"))
      .map(({ participantId }) => conversation.nameOf(participantId));
    const words = el("span", { text: `added.${seen}`, values: { names, n: names.length } });
    return names.length === 0 ? [] : [el("p", { class: "message-added muted" }, icon("person"), words)];
  });
}
