import { now } from "../../browser/clock.js";
import { late } from "../../browser/late.js";
import { ConversationView } from "../../components/conversation-view.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { findUnfinished } from "../../spaces/unfinished.js";
import { Copies } from "./copies.js";
import { filesOf } from "./files-of.js";
import { RevokedSince } from "./revoked-since.js";
import { sentNotice } from "./sent-notice.js";

/**
 * @typedef {import("../../components/composer.js").Composer} Composer
 * @typedef {import("../../spaces/conversation.js").Conversation} Conversation
 * @typedef {import("../../components/words.js").Words} Words
 * @typedef {import("../../spaces/conversation.js").Waiting} Waiting
 * @typedef {import("./pane-options.d.ts").Above} Above
 * @typedef {import("./pane-options.d.ts").Options} Options
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
  /** What was thrown away a moment ago. @type {import("./throwing-away.js").ThrownAway | null} */
  #thrown = null;
  #revoked;
  #files;
  #view;
  #conversation;
  #options;

  /** @param {Conversation} conversation @param {Options} options */
  constructor(conversation, options) {
    this.#conversation = conversation;
    this.#options = options;
    const { task, receipts } = options;
    this.#files = filesOf(conversation);
    this.#revoked = new RevokedSince(conversation, this.#files);
    const copies = new Copies(conversation, this.#files, (read) => this.#show(read));
    this.#view = new ConversationView(this.#files, {
      answer: () => void this.answer(),
      earlier: () => void this.#show(() => conversation.loadEarlier()),
      renewLink: async (personId) => this.#say(await options.renewLink?.(personId)),
      givePhone: async (...given) => this.#say(await options.givePhone?.(...given)),
      ...(task === undefined ? {} : { task: (one) => task(one, (said) => this.#say(said)) }),
      ...(receipts === undefined ? {} : { receipts }),
      ...(options.givePassword === undefined ? {} : {
        givePassword: async (...given) => this.#say(await options.givePassword?.(...given)),
      }),
      undo: async (waiting) => options.undo?.(waiting),
      sendNow: async (waiting) => {
        await options.sendNow?.(waiting);
        await this.#lookWhetherGone();
      },
      gone: () => void this.#lookWhetherGone(),
      menuOf: (message) => [
        ...copies.menuOf(message),
        ...(options.menuOf?.(message) ?? []).map((item) => ({ ...item, act: () => void this.#do(item.act) })),
      ],
      copyOf: (message) => copies.of(message),
      print: () => void copies.printAll(),
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

  /** The draft that is written in it, if any. */
  get draftId() {
    return this.#composer === null ? null : (this.#kept?.draftId ?? null);
  }

  /** The focus goes where somebody was writing. @param {number | null} caret null: nobody knows where */
  writeOn(caret) {
    this.#composer?.writeOn(caret);
  }

  /** Goes on with an answer of which an earlier visit sent files. */
  async goOn() {
    if ((await this.#options.hasDraft?.()) === true || (await findUnfinished(this.#conversation)).length > 0) {
      await this.answer();
    }
  }

  /** Says that a message was sent. */
  tellSent() {
    this.#view.show(this.#conversation);
    if (this.#conversation.waiting.length > 0) {
      this.#view.focusWaiting();
    } else {
      this.#view.tell(sentNotice(this.#conversation, this.#options, () => this.#view.focusHeld()));
    }
  }

  /** What waited is shown as sent, as soon as it went; who was there is told so. */
  async #lookWhetherGone() {
    const wasThere = this.#view.isAtWaiting;
    await this.refresh();
    if (wasThere && this.#conversation.waiting.length === 0) {
      this.tellSent();
    }

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

  /**
   * What was revoked elsewhere goes off the screen.
   * @throws {import("../../api/call.js").ProblemError} when nothing of it may be shown here any more
   */
  async lookForRevoked() {
    await this.#revoked.look((read) => this.#show(read));
  }

  /** @param {() => Promise<HTMLElement | null>} act */
  async #do(act) {
    try {
      const said = await act();
      if (said !== null) {
        await this.#show(() => this.#revoked.readAll());
        this.#view.inform(said);
      }
    } catch (error) {
      this.#tell(error);
    }
  }

  async answer() {
    if (this.#thrown !== null) {
      this.#thrown.comeBack();
      return;
    }

    try {
      this.#opening ??= this.#open().finally(() => (this.#opening = null));
      await this.#opening;
      this.#composer?.focusFirst();
    } catch (error) {
      this.#tell(error);
    }
  }

  /** What was being written is not sent any more, nor its files; what was being saved neither. */
  giveUp() {
    this.#composer?.giveUp();
    this.#composer = null;
    this.#files.stop?.(this.#conversation.entries.flatMap(({ files }) => files));
  }

  async #open() {
    if (this.#composer === null) {
      const [writing, words, keeping, heed] = await Promise.all([
        fetchWriting(), this.#options.words?.(), this.#options.keep?.(), this.#options.heed?.(),
      ]);
      this.#kept = keeping?.kept ?? null;
      this.#composer = this.#write(writing, words, keeping, heed);
    }
  }

  /**
   * @param {typeof import("./writing.js")} writing
   * @param {Words} [words]
   * @param {import("./keeping.js").Keeping} [keeping]
   * @param {import("./pane-options.d.ts").Heed} [heed]
   */
  #write({ answerTo, startWriting }, words, keeping, heed) {
    const above = this.#options.above?.();
    const brake = this.#options.brake?.(() => this.refresh());
    const composer = startWriting({
      space: this.#conversation,
      ...(heed === undefined ? {} : { heed }),
      name: this.#options.name,
      subject: answerTo(this.#conversation.subject),
      ...(words === undefined ? {} : { words }),
      sent: (caret) => {
        const { draftId } = this;
        this.#close();
        this.tellSent();
        this.#options.sent?.(draftId, caret);
      },
      discard: () => {
        this.#close();
        this.#view.focusAnswer();
      },
      ...(above === undefined ? {} : { above, read: above.read, refuse: above.refuse }),
      ...(keeping === undefined ? {} : { keeping }),
      ...(brake === undefined ? {} : { brake, throwAway: (end) => this.#throwAway(brake, composer, end) }),
    });
    this.#view.write(composer);
    if (above !== undefined) {
      composer.putBefore(above.element, () => above.isDirty);
      composer.warn(above.warnings);
    }

    return composer;
  }

  /** @param {import("./brake.js").Brake} brake @param {Composer} composer @param {() => unknown} end */
  #throwAway(brake, composer, end) {
    this.#close();
    this.#thrown = brake.throwAway(() => {
      this.#thrown = null;
      this.#composer = composer;
      this.#view.write(composer);
      composer.writeOn(null);
    }, () => {
      this.#thrown = null;
      end();
    });
    this.#view.tell(this.#thrown.element);
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

  /** @param {() => Promise<unknown>} read @returns {Promise<boolean>} whether it could be read; else that is said */
  async #show(read) {
    try {
      await read();
      this.#view.show(this.#conversation);
      return true;
    } catch (error) {
      this.#tell(error);
      return false;
    }
  }

  /** @param {unknown} error */
  #tell(error) {
    const { key, values } = problemText(error);
    this.#view.tell(notice("error", key, values));
  }
}
