import { now } from "../../browser/clock.js";
import { late } from "../../browser/late.js";
import { ConversationView } from "../../components/conversation-view.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { findUnfinished } from "../../spaces/unfinished.js";
import { filesOf } from "./files-of.js";

/**
 * @typedef {import("../../components/composer.js").Composer} Composer
 * @typedef {import("../../spaces/conversation.js").Conversation} Conversation
 * @typedef {import("../../components/words.js").Words} Words
 * @typedef {import("../../spaces/conversation.js").Waiting} Waiting
 * @typedef {object} Above what stands above the text of an answer
 * @property {HTMLElement} element
 * @property {boolean} isDirty
 * @property {unknown} written what is kept of it
 * @property {(written: unknown) => unknown} putBack
 * @property {() => import("../../api/contract.d.ts").RaiseRequest[] | null} read who is raised; null when it is not
 *   complete
 * @property {string | null} expiresAt from when the answer cannot be read any more; null: it stays
 * @property {(error: unknown) => boolean} refuse whether a refusal was about it, and is shown there
 * @typedef {object} Options
 * @property {string} name the writer's, for the subject line in lists
 * @property {{ key: TextKey, values?: import("../../text/text.js").Values }} sentWords said once an answer was sent
 * @property {() => unknown} [sent] an answer was sent
 * @property {() => unknown} [gone] what waited has gone
 * @property {() => Above} [above]
 * @property {() => Promise<Words>} [words] where an answer is written; without: plainly
 * @property {import("../../components/conversation-view.js").Acts["tools"]} [tools] what is done with all of it
 * @property {(message: import("../../spaces/conversation.js").OpenedMessage) => Promise<boolean>} [changeExpiry]
 *   whether another day was chosen
 * @property {(personId: string) => Promise<HTMLElement>} [remind] what to say of it
 * @property {(personId: string) => Promise<HTMLElement | null>} [renewLink] what to say of it; null: not done
 * @property {(personId: string, phone: string, field: import("../../components/field.js").Field) =>
 *   Promise<HTMLElement | null>} [givePhone] what to say of it; null: it was refused, at the field
 * @property {() => Promise<import("./keeping.js").Keeping>} [keep] how an answer is kept for every device
 * @property {() => Promise<boolean>} [hasDraft] whether an answer was begun
 * @property {(waiting: Waiting) => Promise<unknown>} [undo] takes back what waits to go
 * @property {(waiting: Waiting) => Promise<unknown>} [sendNow]
 */

/** What an answer is written with: it comes once the conversation is shown, which need not wait for it. */
const fetchWriting = () => late(() => import("./writing.js"));

/** So long after the moment of what waits it is looked again whether it went. */
const lookAgain = 2_000;

/** A conversation with its answer, for people with and without an account. It was loaded before. */
export class ConversationPane {
  /** @type {Composer | null} */
  #composer = null;
  /** @type {import("../../spaces/kept-draft.js").KeptDraft | null} */
  #kept = null;
  /** Being made. @type {Promise<void> | null} */
  #opening = null;
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
      givePhone: async (...given) => this.#say(await options.givePhone?.(...given)),
      undo: async (waiting) => options.undo?.(waiting),
      sendNow: async (waiting) => {
        await options.sendNow?.(waiting);
        await this.#lookWhetherGone();
      },
      gone: () => void this.#lookWhetherGone(),
      ...(options.changeExpiry === undefined ? {} : { changeExpiry: (message) => void this.#changeExpiry(message) }),
      ...(options.remind === undefined ? {} : { remind: (personId) => void this.#remind(personId) }),
      ...(options.tools === undefined ? {} : { tools: options.tools }),
    });
    this.#view.show(conversation);
    fetchWriting().catch((error) => this.#tell(error));
  }

  get element() {
    return this.#view.element;
  }

  get isDirty() {
    return (this.#composer?.isDirty ?? false) && this.#kept?.isSaved !== true;
  }

  focus() {
    this.#view.focusTitle();
    this.#view.showNewest();
  }

  /** Goes on with an answer of which an earlier visit sent files. */
  async goOn() {
    if ((await this.#options.hasDraft?.()) === true || (await findUnfinished(this.#conversation)).length > 0) {
      await this.answer();
    }
  }

  /** Says that a message was sent. */
  tellSent() {
    const { key, values } = this.#options.sentWords;
    this.#view.show(this.#conversation);
    if (this.#conversation.waiting.length > 0) {
      this.#view.focusWaiting();
    } else {
      this.#view.tell(notice("success", key, values));
    }
  }

  /** What waited is shown as sent, as soon as it went. */
  async #lookWhetherGone() {
    await this.refresh();
    const isDue = this.#conversation.waiting.some(({ goesAt }) => goesAt !== null && Date.parse(goesAt) <= now());
    if (isDue && this.element.isConnected) {
      setTimeout(() => void this.#lookWhetherGone(), lookAgain);
    } else {
      this.#options.gone?.();
    }
  }

  /** Reads what the service made of it. */
  refresh() {
    return this.#show(() => this.#conversation.load());
  }

  async answer() {
    try {
      this.#opening ??= this.#open().finally(() => (this.#opening = null));
      await this.#opening;
      this.#composer?.focusFirst();
    } catch (error) {
      this.#tell(error);
    }
  }

  /** What was being written is not sent any more, nor its files. */
  giveUp() {
    this.#composer?.giveUp();
    this.#composer = null;
  }

  async #open() {
    if (this.#composer === null) {
      const [writing, words, keeping] = await Promise.all([
        fetchWriting(), this.#options.words?.(), this.#options.keep?.(),
      ]);
      this.#kept = keeping?.kept ?? null;
      this.#composer = this.#write(writing, words, keeping);
    }
  }

  /**
   * @param {typeof import("./writing.js")} writing
   * @param {Words} [words]
   * @param {import("./keeping.js").Keeping} [keeping]
   */
  #write({ answerTo, startWriting }, words, keeping) {
    const above = this.#options.above?.();
    const composer = startWriting({
      space: this.#conversation,
      name: this.#options.name,
      subject: answerTo(this.#conversation.subject),
      ...(words === undefined ? {} : { words }),
      sent: () => {
        this.#close();
        this.tellSent();
        this.#options.sent?.();
      },
      discard: () => {
        this.#close();
        this.#view.focusAnswer();
      },
      ...(above === undefined ? {} : { above, read: () => readAbove(above), refuse: above.refuse }),
      ...(keeping === undefined ? {} : { keeping }),
    });
    this.#view.write(composer);
    if (above !== undefined) {
      composer.putBefore(above.element, () => above.isDirty);
    }

    return composer;
  }

  /** @param {string} personId */
  async #renewLink(personId) {
    await this.#say(await this.#options.renewLink?.(personId));
  }

  /** Says what was done above the messages, which are read again. @param {HTMLElement | null} [said] null: nothing */
  async #say(said = null) {
    if (said !== null) {
      await this.refresh();
      this.#view.inform(said);
    }
  }

  /** @param {import("../../spaces/conversation.js").OpenedMessage} message */
  async #changeExpiry(message) {
    if (await this.#options.changeExpiry?.(message)) {
      await this.refresh();
      this.#view.inform(notice("success", "keeping.expiry.changed"));
    }
  }

  /** @param {string} personId */
  async #remind(personId) {
    try {
      const said = await this.#options.remind?.(personId);
      await this.refresh();
      said && this.#view.inform(said);
    } catch (error) {
      this.#tell(error);
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
  return raise === null ? null : { recipients: [], raise, expiresAt: above.expiresAt };
}
