import { ProblemError, whenSessionEnds } from "../../api/call.js";
import { leave, look } from "../../api/participants.js";
import "../../components/conversation-view.js";
import { deadEnd } from "../../components/dead-end.js";
import { button, el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { Conversation } from "../../spaces/conversation.js";
import { findUnfinished } from "../../spaces/unfinished.js";
import { linkInAddress } from "../shared/address.js";
import { filesOf } from "../shared/files-of.js";
import { lacksCookies, showNoCookies } from "../shared/cookies.js";
import { answerOtherTabs, signOutAfterAsking, warnBeforeLeaving } from "../shared/leaving.js";
import { showEnd, showProblem } from "./ends.js";
import { stage, startPage, tellOnTop } from "../shared/page.js";
import { hearVisit, tellVisit } from "../shared/tabs.js";
import { unlockAgain, unlocking } from "./unlocking.js";
import { answerTo, startWriting } from "../shared/writing.js";

/**
 * @typedef {import("../../components/composer.js").Composer} Composer
 * @typedef {import("../../components/conversation-view.js").ConversationView} ConversationView
 * @typedef {import("../../api/contract.d.ts").LinkState} LinkState
 */

/** @type {Composer | null} */
let composer = null;

void startPage(async () => {
  addEventListener("hashchange", () => location.reload());
  warnBeforeLeaving(() => composer?.isDirty ?? false);
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

    whenSessionEnds(() => unlockAgain(link));
    hearVisit((participantId) => participantId === null && showLeft());
    answerOtherTabs("visit");
    await showConversation(conversation);
  } catch (error) {
    showProblem(error);
  }
});

/**
 * Unlocks it first.
 * @param {import("../../api/participants.js").Link} link
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
async function load({ conversationId, participantId }) {
  const conversation = new Conversation(conversationId, participantId);
  await conversation.load();
  return conversation;
}

/** @param {Conversation} conversation */
async function showConversation(conversation) {
  document.body.classList.add("is-reading");
  const view = /** @type {ConversationView} */ (document.createElement("zegel-conversation"));
  view.files = filesOf(conversation);
  stage.replaceChildren(view);
  view.conversation = conversation;
  view.focusTitle();
  view.showNewest();
  view.addEventListener("answer", () => answer(view, conversation));
  view.addEventListener("earlier", () => void showEarlier(view, conversation));
  showSignOut();
  if ((await findUnfinished(conversation)).length > 0) {
    answer(view, conversation);
  }
}

/** @param {ConversationView} view @param {Conversation} conversation */
async function showEarlier(view, conversation) {
  try {
    await conversation.loadEarlier();
    view.conversation = conversation;
  } catch (error) {
    const { key, values } = problemText(error);
    view.tell(notice("error", key, values));
  }
}

/** @param {ConversationView} view @param {Conversation} conversation */
function answer(view, conversation) {
  const writing = startWriting({
    conversation,
    name: conversation.nameOf(conversation.participantId),
    subject: answerTo(conversation.subject),
    sent: () => {
      close();
      view.conversation = conversation;
      view.tell(notice("success", "compose.sent.visitor", { mailbox: mailboxOf(conversation) }));
    },
    discard: () => {
      close();
      view.focusAnswer();
    },
  });
  const close = () => {
    composer = null;
    view.writing = null;
  };
  composer = writing;
  view.writing = writing;
  writing.focusFirst();
}

/** @param {Conversation} conversation */
const mailboxOf = ({ participants }) => participants.find(({ kind }) => kind === "mailbox")?.name ?? "";

/** Nothing readable stays on the screen of who signed out, here or in another tab. */
function showLeft() {
  whenSessionEnds(null);
  composer?.giveUp();
  composer = null;
  document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
  document.querySelector("[data-sign-out]")?.remove();
  stage.replaceChildren(deadEnd("signed-out", {}, { key: "action.open-again", act: () => location.reload() }));
}

function showSignOut() {
  const press = button("action.sign-out", { class: "quiet", icon: "exit" });
  const signOut = async () => {
    await leave();
    tellVisit(null);
    showLeft();
  };
  press.addEventListener("click", () => void signOutAfterAsking("visit", signOut).catch(tellOnTop));
  document.querySelector("[data-tools]")?.prepend(el("span", { set: { "data-sign-out": true } }, press));
}
