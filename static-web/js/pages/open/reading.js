import { ProblemError, whenSessionEnds } from "../../api/call.js";
import { leave, look } from "../../api/participants.js";
import { deadEnd } from "../../components/dead-end.js";
import { button, el } from "../../components/dom.js";
import { Conversation } from "../../spaces/conversation.js";
import { ConversationPane } from "../shared/conversation-pane.js";
import { answerOtherTabs, signOutAfterAsking, warnBeforeLeaving } from "../shared/leaving.js";
import { stage, tellOnTop } from "../shared/page.js";
import { hearVisit, tellVisit } from "../shared/tabs.js";
import { kindsAsked } from "./kinds-asked.js";
import { moreWaiting } from "./more-waiting.js";
import { watchRevoked } from "../shared/watch-revoked.js";
import { showEnd, showProblem } from "./ends.js";
import { unlockAgain } from "./unlocking.js";

/** Refusals of a link after which nothing is left to unlock again. */
const ended = ["access-revoked", "link-ended"];

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
    heed: () => kindsAsked(conversation),
    sentWords: { key: "compose.sent.visitor", values: { mailbox } },
  });
  const over = new AbortController();
  const { signal } = over;
  const showLeft = () => {
    over.abort();
    leaveScreen(pane);
  };
  const isOut = () => isPutOut(link, pane, over);
  warnBeforeLeaving(() => pane.isDirty, signal);
  whenSessionEnds(async () => ((await isOut()) ? refuseAccess() : unlockAgain(link)), signal);
  watchRevoked(pane, isOut, signal);
  hearVisit((visitor) => visitor === null && showLeft(), signal);
  answerOtherTabs("visit", signal);
  document.body.classList.add("is-reading");
  stage.replaceChildren(pane.element);
  pane.focus();
  showSignOut(showLeft);
  // What else waits need not be there first; when it cannot be asked, its own mail tells of it.
  void moreWaiting(participantId).then((more) => more !== null && pane.element.before(more)).catch(tellOnTop);
  await pane.goOn();
}

/**
 * Whether access was withdrawn, or the conversation is gone: then nothing of it stays here, and the page says so.
 * @param {import("../../api/participants.js").Link} link
 * @param {ConversationPane} pane
 * @param {AbortController} over ends what the page does for who is in
 */
async function isPutOut(link, pane, over) {
  const close = (/** @type {() => unknown} */ showWhy) => {
    over.abort();
    clearScreen(pane);
    showWhy();
    return true;
  };
  try {
    const state = await look(link);
    return state.revokedAt !== null && close(() => showEnd(state));
  } catch (error) {
    return error instanceof ProblemError && ended.includes(error.code) && close(() => showProblem(link, error));
  }
}

/** @returns {never} */
function refuseAccess() {
  throw new ProblemError({ type: "/problems/access-revoked", title: "Access was withdrawn.", status: 403 });
}

/** Nothing readable stays on the screen. @param {ConversationPane} pane */
function clearScreen(pane) {
  pane.giveUp();
  document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
  document.querySelector("[data-sign-out]")?.remove();
}

/** Of who signed out, here or in another tab. @param {ConversationPane} pane */
function leaveScreen(pane) {
  clearScreen(pane);
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
