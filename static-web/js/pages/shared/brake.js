import { ProblemError } from "../../api/call.js";
import { answeredDialog } from "../../components/answered-dialog.js";
import { ThrownAway } from "./throwing-away.js";

/**
 * @typedef {import("../../spaces/conversation.js").Conversation} Conversation
 * @typedef {import("../../components/answered-dialog.js").Choice} Choice
 */

/** Stops what is sent when others answered since it was begun, and asks (X4). */
export class Brake {
  #conversation;
  #refresh;
  /** The ids of what was shown, and as the service is told. */
  #known;
  #seen;

  /**
   * @param {Conversation} conversation as it is shown to whoever begins to write
   * @param {() => Promise<boolean>} refresh reads and shows what came; whether that could be done, else it is said
   */
  constructor(conversation, refresh) {
    this.#conversation = conversation;
    this.#refresh = refresh;
    this.#known = idsIn(conversation);
    this.#seen = shownIn(conversation);
  }

  /** What was shown; null: nothing that anybody could answer. */
  get seen() {
    return this.#seen;
  }

  /** Whether it was stopped for that. @param {unknown} error */
  isAsked(error) {
    return error instanceof ProblemError && error.code === "answered-meanwhile";
  }

  /**
   * Asks, with both texts side by side.
   * @param {import("../../spaces/draft.js").Draft} draft
   * @param {{ subject: string } & import("../../components/words.js").Written} mine
   * @returns {Promise<Choice>}
   */
  async ask(draft, mine) {
    const conversation = this.#conversation;
    if (!(await this.#refresh())) {
      return "write";
    }

    const came = [...conversation.entries, ...conversation.waiting]
      .filter(({ messageId }) => !this.#known.has(messageId))
      .map((message) => ({
        ...message, who: conversation.nameOf("author" in message ? message.author : conversation.participantId),
      }));
    const [known, seen] = [idsIn(conversation), shownIn(conversation)];
    const choice = await answeredDialog(came, mine);
    if (choice === "send") {
      [this.#known, this.#seen] = [known, seen];
      // Under the id of this draft somebody else sent other words.
      conversation.has(draft.messageId) && draft.renew();
    }

    return choice;
  }

  /**
   * It was thrown away, and can be had back for a while.
   * @param {() => unknown} back
   * @param {() => unknown} end
   */
  throwAway(back, end) {
    return new ThrownAway(back, end);
  }
}

/** @param {Conversation} conversation */
const idsIn = ({ entries, waiting }) => new Set([...entries, ...waiting].map(({ messageId }) => messageId));

/** @param {Conversation} conversation */
function shownIn({ entries, waiting }) {
  const last = entries.at(-1);
  return last === undefined ? null : { messageId: last.messageId, waiting: waiting.map(({ messageId }) => messageId) };
}
