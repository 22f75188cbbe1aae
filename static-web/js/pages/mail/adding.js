import { choice, choices } from "../../components/choices.js";
import { el, newId, say } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { inputText, problemText } from "../../components/problem-text.js";
import { People } from "./people.js";

/**
 * @typedef {import("../../api/contract.d.ts").OpenConversationParticipantItem} Participant
 * @typedef {import("../../api/contract.d.ts").RecipientRequest} Recipient
 * @typedef {import("../../api/contract.d.ts").Sees} Sees
 */

/** Somebody is added to a conversation that has begun: with an answer, and what they see of it is said in words. */
export class Adding {
  /** Once somebody is to be added. @type {People | null} */
  #people = null;
  #offered = choicesOfSees();
  #sees = choices("adding.sees", this.#offered);
  #said = el("p", { class: "adding-said", set: { role: "status", hidden: true } });
  #body = el("details", { class: "raise" }, el("summary", { text: "adding.title" }), this.#sees.element);
  #mailbox;
  #there;
  /** What is unusual about them. */
  warnings = el("div");
  element = el("div", { class: "adding" }, this.#body, this.#said);

  /**
   * @param {import("../../spaces/mailbox.js").Mailbox} mailbox
   * @param {Participant[]} participants who is there already
   */
  constructor(mailbox, participants) {
    this.#mailbox = mailbox;
    this.#there = participants.flatMap(({ email, name, revokedAt }) =>
      (email === null || revokedAt !== null ? [] : [{ email, name: name ?? "" }]));
    this.#body.addEventListener("change", () => this.#tell());
    if (this.#there.length === 0) {
      this.#body.open = true;
      this.element.prepend(notice("info", "adding.nobody"));
    }

    const begin = () => this.#body.open && this.#begin().recipients.focus();
    this.#body.addEventListener("toggle", begin, { once: true });
  }

  get isDirty() {
    return this.#people?.recipients.isDirty === true;
  }

  /** Who is added so far, complete or not; no password. Null: nobody was begun with. */
  get written() {
    return this.#people && { people: this.#people.recipients.written, sees: this.#chosen };
  }

  /** Puts back what was filled in before. @param {unknown} written */
  putBack(written) {
    const { people, sees } = Object(written);
    if (people !== undefined || this.#people !== null) {
      const chosen = sees === "all" ? "all" : "from-here";
      this.#offered.forEach(({ control }) => (control.checked = control.value === chosen));
      this.#begin().recipients.putBack(people ?? {});
      this.#body.open = this.isDirty;
      this.#tell();
    }
  }

  /** Who is added; null when somebody is not complete, or to be looked at once more. @returns {Recipient[] | null} */
  read() {
    if (!this.isDirty && this.#there.length > 0) {
      return [];
    }

    const people = this.#begin();
    this.#body.open = true;
    return people.read() ? people.chosen.map((one) => ({ ...one, sees: this.#chosen })) : null;
  }

  /** Whether a refusal was about them, and is shown. @param {Record<string, string[]>} errors */
  refuse(errors) {
    const { recipients: all } = errors;
    const isShown = this.#people?.recipients.refuse(errors) === true || all !== undefined;
    this.#body.open ||= isShown;
    all === undefined || this.#sees.refuse(inputText(all[0]));
    return isShown;
  }

  /** The answer went: whoever is not kept is typed again the next time. */
  keep() {
    return this.isDirty && this.#people?.keep();
  }

  /** @returns {Sees} */
  get #chosen() {
    return this.#sees.values[0] === "all" ? "all" : "from-here";
  }

  #begin() {
    if (this.#people === null) {
      const people = new People(this.#mailbox, this.#there);
      this.#sees.element.before(people.recipients.element);
      this.warnings.append(people.mistakes.element);
      people.recall().catch((error) => {
        const { key, values } = problemText(error);
        this.#body.append(notice("error", key, values));
      });
      this.#people = people;
    }

    return this.#people;
  }

  /** Says who will see what. */
  #tell() {
    const names = (this.#people?.recipients.people ?? []).map(({ name, email }) => name || email);
    this.#said.hidden = names.length === 0;
    if (names.length > 0) {
      say(this.#said, { text: `adding.${this.#chosen}`, values: { names, n: names.length } });
    }
  }
}

function choicesOfSees() {
  const group = newId();
  return /** @type {const} */ (["from-here", "all"]).map((value) =>
    choice({ kind: "radio", name: { text: `adding.sees.${value}` }, group, value, on: value === "from-here" }));
}
