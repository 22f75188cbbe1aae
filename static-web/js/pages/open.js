import { whenSessionEnds } from "../api/call.js";
import { leave, look } from "../api/participants.js";
import "../components/conversation-view.js";
import { deadEnd } from "../components/dead-end.js";
import { button, el } from "../components/dom.js";
import { notice } from "../components/notice.js";
import { problemText } from "../components/problem-text.js";
import { Conversation } from "../conversations/conversation.js";
import { findUnfinished } from "../conversations/unfinished.js";
import { linkInAddress } from "./address.js";
import { filesOf } from "./downloading.js";
import { showEnd, showProblem } from "./open-ends.js";
import { stage, startPage, warnBeforeLeaving } from "./page.js";
import { unlockAgain, unlocking } from "./unlocking.js";
import { answerTo, startWriting } from "./writing.js";

/**
 * @typedef {import("../components/composer.js").Composer} Composer
 * @typedef {import("../components/conversation-view.js").ConversationView} ConversationView
 * @typedef {import("../api/contract.d.ts").LinkState} LinkState
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

    if (!state.unlocked) {
      await unlocking(link, state, (form) => stage.replaceChildren(form));
    }

    whenSessionEnds(() => unlockAgain(link));
    await showConversation(state);
  } catch (error) {
    showProblem(error);
  }
});

/** @param {LinkState} state */
async function showConversation({ conversationId, participantId }) {
  const conversation = new Conversation(conversationId, participantId);
  await conversation.load();
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

function showSignOut() {
  const press = button("action.sign-out", { class: "quiet", icon: "exit" });
  press.addEventListener("click", async () => {
    try {
      await leave();
      composer = null;
      stage.replaceChildren(deadEnd("signed-out", {}, { key: "action.open-again", act: () => location.reload() }));
      press.remove();
    } catch (error) {
      const { key, values } = problemText(error);
      stage.prepend(notice("error", key, values));
    }
  });
  document.querySelector("[data-tools]")?.prepend(el("span", {}, press));
}
