import { whenSessionEnds } from "../../api/call.js";
import { leave } from "../../api/participants.js";
import { deadEnd } from "../../components/dead-end.js";
import { button, el } from "../../components/dom.js";
import { Conversation } from "../../spaces/conversation.js";
import { ConversationPane } from "../shared/conversation-pane.js";
import { answerOtherTabs, signOutAfterAsking, warnBeforeLeaving } from "../shared/leaving.js";
import { stage, tellOnTop } from "../shared/page.js";
import { hearVisit, tellVisit } from "../shared/tabs.js";
import { unlockAgain } from "./unlocking.js";

/** @param {string} participantId */
export async function loadConversation(participantId) {
  const conversation = new Conversation(participantId);
  await conversation.load();
  return conversation;
}

/** @param {import("../../api/participants.js").Link} link @param {Conversation} conversation */
export async function showConversation(link, conversation) {
  const { participants, participantId } = conversation;
  const mailbox = participants.find(({ kind }) => kind === "mailbox")?.name ?? "";
  const pane = new ConversationPane(conversation, {
    name: conversation.nameOf(participantId),
    sentWords: { key: "compose.sent.visitor", values: { mailbox } },
  });
  const over = new AbortController();
  const { signal } = over;
  const showLeft = () => {
    over.abort();
    leaveScreen(pane);
  };
  warnBeforeLeaving(() => pane.isDirty, signal);
  whenSessionEnds(() => unlockAgain(link), signal);
  hearVisit((visitor) => visitor === null && showLeft(), signal);
  answerOtherTabs("visit", signal);
  document.body.classList.add("is-reading");
  stage.replaceChildren(pane.element);
  pane.focus();
  showSignOut(showLeft);
  await pane.goOn();
}

/** Nothing readable stays on the screen of who signed out, here or in another tab. @param {ConversationPane} pane */
function leaveScreen(pane) {
  pane.giveUp();
  document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
  document.querySelector("[data-sign-out]")?.remove();
  stage.replaceChildren(deadEnd("signed-out", {}, { key: "action.open-again", act: () => location.reload() }));
}

/** @param {() => void} showLeft */
function showSignOut(showLeft) {
  const press = button("action.sign-out", { class: "quiet", icon: "exit" });
  const signOut = async () => {
    await leave();
    tellVisit(null);
    showLeft();
  };
  press.addEventListener("click", () => void signOutAfterAsking("visit", signOut).catch(tellOnTop));
  document.querySelector("[data-tools]")?.prepend(el("span", { set: { "data-sign-out": true } }, press));
}
