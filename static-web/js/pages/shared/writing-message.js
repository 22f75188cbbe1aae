import { askDiscard } from "../../components/ask-writer.js";
import { MessageForm } from "../../components/message-form.js";
import { showInTitle } from "../../components/title-progress.js";
import { PartMessage } from "../../spaces/part-message.js";
import { inLanguage } from "../../text/answering.js";

/**
 * @typedef {object} Parts
 * @property {import("../../spaces/dossier-part.js").DossierPart} part
 * @property {import("./kept-note.js").KeptNote<"begun">} begun where its words are kept meanwhile
 * @property {string} name the writer's
 * @property {string[]} to whom it is for
 * @property {string | null} inReplyTo the message that it answers
 * @property {string} subject
 * @property {string} text what it begins with
 * @property {import("../../crypto/note-shapes.js").Notes["begun"] | null} words that were typed before
 * @property {() => unknown} sent
 * @property {() => unknown} discarded
 */

/** A message of a dossier that is being written. */
export class WritingMessage {
  #over = new AbortController();
  #message;
  /** @type {MessageForm} */
  #form;
  #parts;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#message = new PartMessage(parts.part);
    const { attached } = this.#message;
    const { to, subject, text, inReplyTo, words } = parts;
    const title = inReplyTo === null ? "messages.new" : "messages.reply";
    this.#form = new MessageForm({ title, to, subject, text }, {
      add: (chosen) => chosen.forEach((one) => void attached.add(one)),
      remove: (entry) => attached.remove(entry),
      again: (entry) => attached.again(entry),
      forget: (entry) => attached.forget(entry),
      send: (written) => void this.#send(written),
      discard: () => void this.#discard(),
      changed: () => parts.begun.keepSoon(() => ({ ...this.#form.written, inReplyTo })),
    }, this.#over.signal);
    words !== null && this.#form.putBack(words);
    attached.addEventListener("change", () => {
      this.#form.showFiles(attached.files, attached.unfinished);
      showInTitle(attached.share);
    });
    addEventListener("online", () => attached.goOn(), { signal: this.#over.signal });
  }

  /** Where it is written: at the message that it answers, or by itself. */
  get place() {
    return this.#parts.inReplyTo ?? "new";
  }

  get element() {
    return this.#form.element;
  }

  get isDirty() {
    return this.#form.isDirty;
  }

  focus() {
    this.#form.focus();
  }

  /** Nothing of it is sent any more; its files are taken back, its words forgotten. */
  giveUp() {
    this.#over.abort();
    this.#message.giveUp();
    this.#parts.begun.forget();
  }

  /** @param {{ subject: string, text: string }} written */
  async #send(written) {
    this.#form.busy(this.#message.attached.isSending ? "files" : "sealing");
    try {
      const { name, inReplyTo } = this.#parts;
      const text = inReplyTo === null ? written.text : inLanguage(written.text);
      await this.#message.send({ ...written, text, name, inReplyTo });
      this.#over.abort();
      this.#parts.begun.forget();
      this.#parts.sent();
    } catch (error) {
      this.#form.refuse(error);
    }
  }

  async #discard() {
    if (!this.isDirty || (await askDiscard())) {
      this.giveUp();
      this.#parts.discarded();
    }
  }
}
