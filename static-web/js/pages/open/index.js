import { ProblemError, whenSessionEnds } from "../../api/call.js";
import { leave, look } from "../../api/participants.js";
import { deadEnd } from "../../components/dead-end.js";
import { button, el } from "../../components/dom.js";
import { Conversation } from "../../spaces/conversation.js";
import { linkInAddress } from "../shared/address.js";
import { ConversationPane } from "../shared/conversation-pane.js";
import { lacksCookies, showNoCookies } from "../shared/cookies.js";
import { answerOtherTabs, signOutAfterAsking, warnBeforeLeaving } from "../shared/leaving.js";
import { showEnd, showProblem } from "./ends.js";
import { stage, startPage, tellOnTop } from "../shared/page.js";
import { hearVisit, tellVisit } from "../shared/tabs.js";
import { unlockAgain, unlocking } from "./unlocking.js";

/**
 * @typedef {import("../../api/contract.d.ts").LinkState} LinkState
 * @typedef {import("../../api/participants.js").Link} Link
 */

void startPage(async () => {
  addEventListener("hashchange", () => location.reload());
  const address = linkInAddress();
  if (address === null) {
    stage.replaceChildren(deadEnd("link-unknown", {}, { key: "action.front-page", href: "/" }));
    return;
  }

  const link = { participantId: address.id, secret: address.secret };
  try {
    const state = await look(link);
    if (showEnd(state)) {
      return;
    }

    const conversation = state.unlocked ? await load(state) : await enter(link, state);
    if (conversation === null) {
      showNoCookies();
      return;
    }

    await showConversation(link, conversation);
  } catch (error) {
    showProblem(error);
  }
});

/**
 * Unlocks it first.
 * @param {Link} link
 * @param {LinkState} state
 * @returns {Promise<Conversation | null>} null where the browser does not keep who was let in
 */
async function enter(link, state) {
  if (lacksCookies()) {
    return null;
  }

  await unlocking(link, state, (form) => stage.replaceChildren(form));
  return load(state).catch((error) => {
    if (error instanceof ProblemError && error.code === "not-unlocked") {
      return null;
    }

    throw error;
  });
}

/** @param {LinkState} state */
async function load({ participantId }) {
  const conversation = new Conversation(participantId);
  await conversation.load();
  return conversation;
}

/** @param {Link} link @param {Conversation} conversation */
async function showConversation(link, conversation) {
  const { participants, participantId } = conversation;
  const mailbox = participants.find(({ kind }) => kind === "mailbox")?.name ?? "";
  const pane = new ConversationPane(conversation, {
    name: conversation.nameOf(participantId),
    sentWords: { key: "compose.sent.visitor", values: { mailbox } },
  });
  const showLeft = () => leaveScreen(pane);
  warnBeforeLeaving(() => pane.isDirty);
  whenSessionEnds(() => unlockAgain(link));
  hearVisit((visitor) => visitor === null && showLeft());
  answerOtherTabs("visit");
  document.body.classList.add("is-reading");
  stage.replaceChildren(pane.element);
  pane.focus();
  showSignOut(showLeft);
  await pane.goOn();
}

/** Nothing readable stays on the screen of who signed out, here or in another tab. @param {ConversationPane} pane */
function leaveScreen(pane) {
  whenSessionEnds(null);
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
