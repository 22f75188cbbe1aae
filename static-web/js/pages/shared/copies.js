import { now } from "../../browser/clock.js";
import { late } from "../../browser/late.js";
import { el } from "../../components/dom.js";
import { shownDownload } from "../../components/downloading.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { text } from "../../text/text.js";
import { printOnly } from "./printing.js";

/**
 * @typedef {import("../../spaces/conversation.js").Conversation} Conversation
 * @typedef {import("../../spaces/conversation.js").OpenedMessage} OpenedMessage
 * @typedef {import("../../spaces/message-copy.js").MessageCopy} MessageCopy
 * @typedef {{ told: HTMLElement, save: (copy: MessageCopy) => void }} Saving
 */

const fetchCopying = () => late(() => import("../../spaces/message-copy.js"));

/** Copies of the messages of a conversation, on disk and on paper. */
export class Copies {
  /** By message: it goes on in a card that is made anew. @type {Map<string, HTMLElement>} */
  #places = new Map();
  /** Of places in which something was saved. @type {WeakMap<HTMLElement, Saving>} */
  #savings = new WeakMap();
  #conversation;
  #files;
  #show;

  /**
   * @param {Conversation} conversation
   * @param {import("../../components/attachment.js").Files} files
   * @param {(read: () => Promise<unknown>) => Promise<boolean>} show reads the conversation and shows it; false: it
   *   could not be read, and that is said
   */
  constructor(conversation, files, show) {
    this.#conversation = conversation;
    this.#files = files;
    this.#show = show;
  }

  /**
   * What can be done with a message that can be read.
   * @param {OpenedMessage} message
   * @returns {import("../../components/more-menu.js").MenuItem[]}
   */
  menuOf(message) {
    return !canBeSaved(message) ? [] : [
      { text: "copies.save", icon: "download", act: () => void this.#save(message) },
      { text: "copies.print-one", icon: "print", act: () => this.#print(message) },
    ];
  }

  /** How far the copy of a message is. @param {OpenedMessage} message */
  of({ messageId }) {
    const place = this.#places.get(messageId) ?? el("div", { class: "copy" });
    this.#places.set(messageId, place);
    return place;
  }

  /** @param {HTMLElement} place @param {string} subject @returns {Saving} */
  #begin(place, subject) {
    const told = el("div");
    /** @type {MessageCopy | null} */
    let copy = null;
    const make = () => this.#files.makeDownload(copy?.references ?? [], copy?.archive ?? null);
    const { part, start } = shownDownload(
      { name: subject, isArchive: true, make },
      { changed: () => {}, focus: () => focusMenu(place) },
    );
    place.replaceChildren(told, part);
    const save = (/** @type {MessageCopy} */ made) => {
      copy = made;
      start();
      place.scrollIntoView({ block: "nearest" });
    };
    const saving = { told, save };
    this.#savings.set(place, saving);
    return saving;
  }

  /** @param {OpenedMessage} message */
  #print(message) {
    const card = this.of(message).closest("li");
    card !== null && printOnly(card);
  }

  /** Prints all of the conversation: the messages of before too. */
  async printAll() {
    const isRead = await this.#show(async () => {
      while (this.#conversation.earlier !== null) {
        await this.#conversation.loadEarlier();
      }
    });
    isRead && print();
  }

  /** Saves what can be read at this moment: what expired since it was shown is not. @param {OpenedMessage} shown */
  async #save(shown) {
    const place = this.of(shown);
    const saving = this.#savings.get(place) ?? this.#begin(place, shown.subject);
    saving.told.replaceChildren();
    try {
      const [{ copyOf }, isRead] = await Promise.all([
        fetchCopying(), this.#show(() => this.#conversation.loadAll()),
      ]);
      if (!isRead) {
        return;
      }

      const message = this.#conversation.entries.find(({ messageId }) => messageId === shown.messageId);
      if (message === undefined || !canBeSaved(message)) {
        saving.told.replaceChildren(notice("error", "copies.gone"));
        return;
      }

      saving.save(await copyOf(message, peopleOf(this.#conversation, message)));
    } catch (error) {
      const { key, values } = problemText(error);
      saving.told.replaceChildren(notice("error", key, values));
    }
  }
}

/** Whether it can be read. @param {OpenedMessage} message */
const canBeSaved = ({ damaged, expired, revokedAt }) => !damaged && !expired && revokedAt === null;

/** @param {HTMLElement} part below a message */
function focusMenu(part) {
  const menu = part.closest("li")?.querySelector(".more");
  menu instanceof HTMLElement && menu.focus();
}

/**
 * From whom a message is and to whom, as the reader sees them.
 * @param {Conversation} conversation
 * @param {OpenedMessage} message
 */
function peopleOf(conversation, { author, by, at }) {
  const nameOf = (/** @type {string} */ id) => conversation.nameOf(id);
  const moment = Date.parse(at);
  const others = conversation.participants.filter(({ participantId, seesFrom, revokedAt }) =>
    participantId !== author && (seesFrom === null || Date.parse(seesFrom) <= moment)
      && (revokedAt === null || Date.parse(revokedAt) > moment));
  const namesOf = (/** @type {boolean} */ isCc) =>
    others.filter((one) => one.isCc === isCc).map(({ participantId }) => nameOf(participantId));
  return {
    from: by === null ? nameOf(author) : text("message.onBehalf", { by, name: nameOf(author) }),
    to: namesOf(false),
    copies: namesOf(true),
    reader: nameOf(conversation.participantId),
    at: new Date(now()).toISOString(),
  };
}
