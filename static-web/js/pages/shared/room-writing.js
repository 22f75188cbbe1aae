import { late } from "../../browser/late.js";
import { isBeginner } from "../../spaces/participant-id.js";
import { findUnfinished } from "../../spaces/unfinished.js";
import { KeptNote } from "./kept-note.js";

/**
 * @typedef {import("./writing-message.js").WritingMessage} WritingMessage
 * @typedef {{ inReplyTo: string | null, subject: string, text: string }} Begin what a message begins with
 * @typedef {object} Hears
 * @property {(key: TextKey, place: string) => unknown} elsewhere words that were not sent stand at another place
 * @property {(isSent: boolean) => unknown} ended it was sent, or given up
 */

const fetchWriting = () => late(() => import("./writing-message.js"));

/**
 * What is being written in a part of a dossier: one message at a time, and what an earlier visit wrote and did not send
 * counts as one. Each stands at a place: at the message that it answers, or by itself ("new").
 */
export class RoomWriting {
  #part;
  #name;
  #hears;
  #begun;
  #looked;
  /** @type {WritingMessage | null} */
  #writing = null;
  /**
   * Of an earlier visit.
   * @type {{ place: string, words: import("../../crypto/note-shapes.js").Notes["begun"] | null } | null}
   */
  #left = null;

  /**
   * @param {import("../../spaces/dossier-part.js").DossierPart} part it was opened before
   * @param {string} name the writer's
   * @param {Hears} hears
   */
  constructor(part, name, hears) {
    this.#part = part;
    this.#name = name;
    this.#hears = hears;
    const { spaceId: space, participantId: author } = part;
    /** @type {KeptNote<"begun">} */
    this.#begun = new KeptNote(`zegel-begun-${author}`, { kind: "begun", space, id: space, author },
      () => part.sealKey);
    this.#looked = part.mayWrite ? this.#look() : Promise.resolve();
  }

  get isDirty() {
    return this.#writing?.isDirty ?? false;
  }

  /** Where something was typed that was not sent; null: nowhere. */
  get written() {
    return this.#writing?.isDirty ? this.#writing.element : null;
  }

  /** What it is written with comes before anything is typed. */
  prepare() {
    return fetchWriting();
  }

  /** Where words stand that were not sent; null: nowhere. */
  async place() {
    await this.#looked;
    return this.#place;
  }

  /**
   * @param {string} place
   * @param {Begin} begin
   * @returns {Promise<WritingMessage | null>} null: another one was begun
   */
  async begin(place, begin) {
    const [{ WritingMessage }] = await Promise.all([fetchWriting(), this.#looked]);
    const other = this.#place;
    if (other !== null && other !== place) {
      this.#hears.elsewhere("messages.one-at-a-time", other);
      return null;
    }

    if (this.#writing?.place !== place) {
      // In the one before nothing was typed.
      this.#writing?.giveUp();
      this.#writing = this.#make(WritingMessage, begin);
    }

    return this.#writing;
  }

  /** Nothing of it is sent any more. */
  giveUp() {
    this.#writing?.giveUp();
    this.#writing = null;
  }

  get #place() {
    return this.#writing?.isDirty ? this.#writing.place : (this.#left?.place ?? null);
  }

  /** @param {typeof import("./writing-message.js").WritingMessage} Message @param {Begin} begin */
  #make(Message, begin) {
    const words = this.#left?.words ?? null;
    this.#left = null;
    const end = (/** @type {boolean} */ isSent) => {
      this.#writing = null;
      this.#hears.ended(isSent);
    };
    const to = this.#part.namesOf(!isBeginner(this.#part.participantId));
    return new Message({
      ...begin, words, to, part: this.#part, begun: this.#begun, name: this.#name,
      sent: () => end(true), discarded: () => end(false),
    });
  }

  async #look() {
    const [words, files] = await Promise.all([this.#begun.read(), findUnfinished(this.#part)]);
    if (words !== null || files.length > 0) {
      this.#left = { place: words?.inReplyTo ?? "new", words };
      this.#hears.elsewhere("messages.left", this.#left.place);
    }
  }
}
