import { markRows, presentWords } from "../../components/present-people.js";
import { el } from "../../components/dom.js";
import { partInAddress } from "../shared/address.js";
import { namedPart } from "../shared/named-part.js";
import { rowOf } from "./addresses.js";
import { Presence } from "./presence.js";

/** @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox */

/** Whoever did not type for so long is not writing any more, in milliseconds. */
const pause = 60_000;

const ofConversation = /^[0-9a-f]{34,38}$/;

/** Who of the mailbox has which conversation open, and who is writing in it, in the list and above the conversation. */
export class Together {
  #presence;
  #own;
  /** @type {import("./presence.js").Person[]} */
  #people = [];
  /** @type {Mailbox | null} */
  #mailbox = null;
  /** When something was last written here. */
  #writtenAt = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Says it above the conversation; one for all, so that a change is read. */
  #line = el("p", { class: "present-people", set: { role: "status" } });

  /** @param {import("../shared/session.js").PageSession} session */
  constructor({ view, signal }) {
    this.#own = view.accountId;
    this.#presence = new Presence((people) => {
      this.#people = people;
      this.#show();
    }, signal);
    for (const type of ["input", "focusin"]) {
      namedPart("conversation").addEventListener(type, ({ target }) => {
        target instanceof Element && target.closest("zegel-composer") !== null && this.#write();
      }, { signal });
    }
  }

  /** Something was shown: another conversation perhaps, or other rows. @param {Mailbox} mailbox that is shown */
  look(mailbox) {
    this.#mailbox = mailbox;
    const at = rowOf(partInAddress());
    const isThere = at !== null && ofConversation.test(at);
    const isWriting = isThere && performance.now() < this.#writtenAt + pause
      && namedPart("conversation").querySelector("zegel-composer") !== null;
    this.#presence.be({ mailboxId: mailbox.mailboxId, at: isThere ? at : null, isWriting });
    this.#show();
  }

  #write() {
    this.#writtenAt = performance.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lookAgain(), pause);
    this.#lookAgain();
  }

  #lookAgain() {
    this.#mailbox !== null && this.look(this.#mailbox);
  }

  /** @param {string | null} participantId */
  #peopleAt(participantId) {
    return this.#people.filter((one) => one.participantId === participantId && one.accountId !== this.#own)
      .map(({ name, isWriting }) => ({ name, isWriting }));
  }

  #show() {
    markRows(namedPart("list"), (participantId) => this.#peopleAt(participantId));
    const header = namedPart("conversation").querySelector(".conversation > header");
    if (header !== null && this.#line.parentElement !== header) {
      header.append(this.#line);
    }

    const people = header === null ? [] : this.#peopleAt(rowOf(partInAddress()));
    const print = JSON.stringify(people);
    if (this.#line.dataset["present"] !== print) {
      this.#line.dataset["present"] = print;
      this.#line.replaceChildren(...presentWords(people));
    }
  }
}
