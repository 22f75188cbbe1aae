import { getStarter } from "../../api/organisation.js";
import { addTexts } from "../../text/text.js";
import { heedKinds } from "./heed-kinds.js";

/**
 * Heeds the kinds of files that the starter of a conversation asks for. It helps who writes; when it cannot be asked,
 * they write without.
 * @param {import("../../spaces/conversation.js").Conversation} conversation
 * @returns {Promise<import("../shared/pane-options.d.ts").Heed>}
 */
export async function kindsAsked({ starterId }) {
  const kinds = await kindsOf(starterId).catch(() => null);
  return (composer) => heedKinds(composer, kinds);
}

/** @param {string | null} starterId */
async function kindsOf(starterId) {
  const { kinds } = starterId === null ? { kinds: null } : await getStarter(starterId);
  if (kinds !== null) {
    await addTexts("starter-files");
  }

  return kinds;
}
