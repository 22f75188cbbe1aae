import { late } from "../../browser/late.js";
import { el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { addTexts } from "../../text/text.js";

/**
 * @typedef {import("../../spaces/conversation.js").Conversation} Conversation
 * @typedef {import("../../components/asides.js").Tools<Conversation>} Tools
 */

/** How colleagues handle a conversation, and their notes: comes once one is shown. */
const fetchWorking = () => late(async () => {
  const [working] = await Promise.all([import("./working-together.js"), addTexts("handling")]);
  return working;
});

/**
 * What is done with all of a conversation, and what its colleagues do with it together.
 * @param {ReturnType<typeof import("../../components/filing-tools.js").filingTools>} filing
 * @param {import("../../spaces/mailbox.js").Mailbox} mailbox
 * @param {Conversation} conversation
 * @param {() => unknown} changed the list may show it otherwise
 * @param {(until: string) => unknown} snooze
 * @returns {Tools}
 */
export function togetherTools(filing, mailbox, conversation, changed, snooze) {
  const place = el("div");
  /** @type {Promise<import("./working-together.js").WorkingTogether> | null} */
  let working = null;
  /** @type {import("./working-together.js").WorkingTogether | null} */
  let shown = null;
  let redraw = () => {};
  return {
    element: filing.element,
    below: place,
    show(now) {
      filing.show(now);
      // Before its first message there is nothing to handle.
      if (now.started && now.entries.length > 0) {
        working ??= fetchWorking().then(({ WorkingTogether }) => {
          shown = new WorkingTogether(mailbox, conversation, place, { changed, snooze, redraw: () => redraw() });
          return shown;
        });
        void working.then((one) => one.load()).catch((error) => {
          // It is asked for again with the next look.
          working = null;
          const { key, values } = problemText(error);
          place.replaceChildren(notice("error", key, values));
        });
      }
    },
    asides: () => shown?.asides ?? [],
    hear: (again) => (redraw = again),
  };
}
