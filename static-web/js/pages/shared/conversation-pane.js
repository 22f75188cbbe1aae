import { late } from "../../browser/late.js";
import { ConversationView } from "../../components/conversation-view.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { findUnfinished } from "../../spaces/unfinished.js";
import { filesOf } from "./files-of.js";

/**
 * @typedef {import("../../components/composer.js").Composer} Composer
 * @typedef {import("../../spaces/conversation.js").Conversation} Conversation
 * @typedef {object} Above what stands above the text of an answer
 * @property {HTMLElement} element
 * @property {boolean} isDirty
 * @property {() => { participantId: string, phone: string }[] | null} read who is raised; null when it is not complete
 * @property {(error: unknown) => boolean} refuse whether a refusal was about it, and is shown there
 * @typedef {object} Options
 * @property {string} name the writer's, for the subject line in lists
 * @property {{ key: TextKey, values?: import("../../text/text.js").Values }} sentWords said once an answer was sent
 * @property {() => unknown} [sent] an answer was sent
 * @property {() => Above} [above]
 * @property {(personId: string) => Promise<HTMLElement | null>} [renewLink] what to say of it; null: not done
 */

/** What an answer is written with: it comes once the conversation is shown, which need not wait for it. */
const fetchWriting = () => late(() => import("./writing.js"));

/** A conversation with its answer, for people with and without an account. It was loaded before. */
export class ConversationPane {
  /** @type {Composer | null} */
  #composer = null;
  #view;
  #conversation;
  #options;

  /** @param {Conversation} conversation @param {Options} options */
  constructor(conversation, options) {
    this.#conversation = conversation;
    this.#options = options;
    this.#view = new ConversationView(filesOf(conversation), {
      answer: () => void this.answer(),
      earlier: () => void this.#show(() => conversation.loadEarlier()),
      renewLink: (personId) => void this.#renewLink(personId),
    });
    this.#view.show(conversation);
    fetchWriting().catch((error) => this.#tell(error));
  }

  get element() {
    return this.#view.element;
  }

  get isDirty() {
    return this.#composer?.isDirty ?? false;
  }

  focus() {
    this.#view.focusTitle();
    this.#view.showNewest();
  }

  /** Goes on with an answer of which an earlier visit sent files. */
  async goOn() {
    if ((await findUnfinished(this.#conversation)).length > 0) {
      await this.answer();
    }
  }

  /** Says that a message was sent. */
  tellSent() {
    const { key, values } = this.#options.sentWords;
    this.#view.show(this.#conversation);
    this.#view.tell(notice("success", key, values));
  }

  /** Reads what the service made of it. */
  refresh() {
    return this.#show(() => this.#conversation.load());
  }

  async answer() {
    try {
      const writing = await fetchWriting();
      this.#composer ??= this.#write(writing);
      this.#composer.focusFirst();
    } catch (error) {
      this.#tell(error);
    }
  }

  /** What was being written is not sent any more, nor its files. */
  giveUp() {
    this.#composer?.giveUp();
    this.#composer = null;
  }

  /** @param {typeof import("./writing.js")} writing */
  #write({ answerTo, startWriting }) {
    const above = this.#options.above?.();
    const composer = startWriting({
      space: this.#conversation,
      name: this.#options.name,
      subject: answerTo(this.#conversation.subject),
      sent: () => {
        this.#close();
        this.tellSent();
        this.#options.sent?.();
      },
      discard: () => {
        this.#close();
        this.#view.focusAnswer();
      },
      ...(above === undefined ? {} : { read: () => readAbove(above), refuse: above.refuse }),
    });
    this.#view.write(composer);
    if (above !== undefined) {
      composer.putBefore(above.element, () => above.isDirty);
    }

    return composer;
  }

  /** @param {string} personId */
  async #renewLink(personId) {
    const said = (await this.#options.renewLink?.(personId)) ?? null;
    if (said !== null) {
      await this.refresh();
      this.#view.inform(said);
    }
  }

  #close() {
    this.#composer = null;
    this.#view.write(null);
  }

  /** @param {() => Promise<unknown>} read */
  async #show(read) {
    try {
      await read();
      this.#view.show(this.#conversation);
    } catch (error) {
      this.#tell(error);
    }
  }

  /** @param {unknown} error */
  #tell(error) {
    const { key, values } = problemText(error);
    this.#view.tell(notice("error", key, values));
  }
}

/** @param {Above} above */
function readAbove(above) {
  const raise = above.read();
  return raise === null ? null : { recipients: [], raise };
}
