import { ProblemError } from "../../api/call.js";
import { look } from "../../api/participants.js";
import { late } from "../../browser/late.js";
import { deadEnd } from "../../components/dead-end.js";
import { linkInAddress } from "../shared/address.js";
import { lacksCookies, showNoCookies } from "../shared/cookies.js";
import { stage, startPage } from "../shared/page.js";
import { afterExpiry, showEnd, showProblem } from "./ends.js";
import { isLetIn, unlocking } from "./unlocking.js";

/**
 * @typedef {import("../../api/contract.d.ts").LinkState} LinkState
 * @typedef {import("../../spaces/conversation.js").Conversation} Conversation
 * @typedef {import("../../api/participants.js").Link} Link
 */

/** What a conversation is read and answered with. It comes while somebody unlocks, who need not wait for it. */
const fetchReading = () => late(() => import("./reading.js"));

void startPage(async () => {
  addEventListener("hashchange", () => location.reload());
  // Back to the conversation from which this one was opened: only its link differs.
  addEventListener("popstate", () => location.reload());
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

    await afterExpiry(state);
    const conversation = (await isLetIn(link, state)) ? await load(state) : await enter(link, state);
    if (conversation === null) {
      showNoCookies();
      return;
    }

    const { showConversation } = await fetchReading();
    await showConversation(link, conversation);
  } catch (error) {
    showProblem(link, error);
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

  await unlocking(link, state, "h1", (form) => {
    stage.replaceChildren(form);
    // What does not come is said once it is wanted.
    fetchReading().catch(() => null);
  });
  return load(state).catch((error) => {
    if (error instanceof ProblemError && error.code === "not-unlocked") {
      return null;
    }

    throw error;
  });
}

/** @param {LinkState} state */
async function load({ participantId }) {
  const { loadConversation } = await fetchReading();
  return loadConversation(participantId);
}
