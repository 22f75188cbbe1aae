import { getSession } from "../../api/accounts.js";
import { acceptDocument, readOwedDocuments } from "../../api/own-guest.js";
import { ProblemError } from "../../api/call.js";
import { button, el, focusOn } from "../../components/dom.js";
import { LongRead } from "../../components/long-read.js";
import { notice } from "../../components/notice.js";
import { act } from "../../components/part.js";
import { chooseFactor, goHome } from "./choose-factor.js";
import { isOnlyGuest } from "./home.js";

/**
 * @typedef {import("../../api/contract.d.ts").SessionView} Session
 * @typedef {import("../../api/contract.d.ts").ShownDocument} ShownDocument
 * @typedef {object} Parts
 * @property {(session: Session) => void} done nothing stands in between any more
 * @property {() => boolean} [mayEnrol] whether the log-in is recent enough to choose a second factor
 */

/**
 * What stands between a log-in and the site, one after the other: the terms of use of a guest (A7), a second factor for
 * who has none, then what a guest promises about secrets and privacy (A11).
 * @param {HTMLElement} place what it takes the place of
 * @param {Session} session
 * @param {Parts} parts
 * @returns {Promise<HTMLElement>} what stands there
 */
export async function letIn(place, session, parts) {
  const element = el("div", { class: "letting-in" });
  place.replaceWith(element);
  await new LettingIn(element, parts).goOn(session);
  return element;
}

class LettingIn {
  /** What they chose to read later: they have another room. */
  #isPostponed = false;
  #element;
  #parts;

  /** @param {HTMLElement} element @param {Parts} parts */
  constructor(element, parts) {
    this.#element = element;
    this.#parts = parts;
  }

  /** @param {Session} session */
  async goOn(session) {
    if (this.#element.hasChildNodes()) {
      // What was said before the first of these, as that the password was set, is old.
      this.#element.parentElement?.querySelectorAll(":scope > .notice").forEach((said) => said.remove());
    }

    const mustAccept = session.owes === "terms" || (session.owes !== null && session.usable);
    if (mustAccept && !this.#isPostponed) {
      await this.#accept(session);
    } else if (!session.usable) {
      const spot = el("div");
      this.#element.replaceChildren(spot);
      await chooseFactor(spot, session, { ...this.#parts, done: (after) => void this.goOn(after) });
    } else {
      this.#parts.done(session);
    }
  }

  /** @param {Session} session @param {boolean} [isRenewed] the text was another one when it was accepted */
  async #accept(session, isRenewed = false) {
    const { documents } = await readOwedDocuments();
    const [document] = documents;
    if (document === undefined) {
      // It was accepted in another tab.
      await this.goOn(await getSession());
      return;
    }

    const isFirst = document.accepted === null;
    const name = document.document;
    const read = new LongRead({
      title: `guest.${name}.title`,
      explain: isFirst ? `guest.${name}.explain` : "guest.renewed.explain",
      changed: isFirst ? null : "guest.renewed.changed",
      texts: document.texts,
      accept: "guest.accept",
      send: async ({ language, sha256 }) => {
        const after = await this.#send(document, language, sha256);
        read.end();
        await (after === null ? this.#accept(session, true) : this.#accepted(after, isFirst));
      },
    });
    const leave = button(isOnlyGuest(session) ? "guest.no" : "guest.later", { class: "quiet" });
    const away = async () => {
      if (isOnlyGuest(session)) {
        await goHome();
        return;
      }

      read.end();
      this.#isPostponed = true;
      await this.goOn(session);
    };
    leave.addEventListener("click", () => void act(leave, read, away));
    this.#element.replaceChildren(read.element, leave);
    read.focus();
    if (isRenewed) {
      read.tell("warning", "problem.document-renewed");
    }
  }

  /**
   * @param {ShownDocument} document
   * @param {string} language
   * @param {string} sha256
   * @returns {Promise<Session | null>} null: a newer one came meanwhile
   */
  async #send({ document, version }, language, sha256) {
    try {
      await acceptDocument({ document, version, language, sha256 });
      return await getSession();
    } catch (error) {
      if (error instanceof ProblemError && error.code === "document-renewed") {
        return null;
      }

      throw error;
    }
  }

  /** @param {Session} session @param {boolean} isFirst the document was never accepted before */
  async #accepted(session, isFirst) {
    if (!isFirst || !session.usable || session.owes !== null) {
      await this.goOn(session);
      return;
    }

    const title = el("h2", { text: "guest.done.title" });
    const go = button("choose.go-on", { class: "primary", on: { click: () => this.#parts.done(session) } });
    this.#element.replaceChildren(
      title,
      notice("success", "guest.done.body"),
      el("p", { text: "guest.done.next" }),
      go,
    );
    focusOn(title);
  }
}
