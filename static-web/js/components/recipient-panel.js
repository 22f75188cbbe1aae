import { refusalOf } from "../text/typed-address.js";
import { isVisible } from "../text/unseen.js";
import { choice } from "./choices.js";
import { button, el } from "./dom.js";
import { field } from "./field.js";
import { ReaderCheck } from "./reader-check.js";
import { languageChoice } from "./recipient-language.js";
import { longestName } from "../limits.js";

/**
 * @typedef {import("../text/typed-recipients.js").Known & { phone: string | null, method: string, language: string,
 *   isDefault: boolean }} KnownRecipient how somebody was written to last, or is as a rule
 * @typedef {object} Acts
 * @property {() => unknown} change
 * @property {() => unknown} edit
 * @property {() => unknown} remove
 * @property {(said: HTMLElement) => unknown} forget takes them out of the address book, and says so there
 */

/**
 * One recipient, whose address is typed elsewhere: name, check, number, language; as they were written to before, until
 * somebody chooses otherwise.
 */
export class RecipientPanel {
  /** @type {string} */
  #address = "";
  /** Why no mail can be sent there. @type {TextKey | null} */
  fault = null;
  isCc = false;
  /** @type {KnownRecipient | null} */
  #known = null;
  /** Whether somebody chose something here. */
  #isChosen = false;
  #isUnticked = false;
  #name = field({
    label: "recipients.name",
    advice: "recipients.name.advice",
    set: { autocomplete: "off", maxlength: longestName },
  });
  #check;
  #language = languageChoice();
  #default = choice({ kind: "checkbox", name: { text: "recipients.default" }, advice: "recipients.default.advice" });
  #who = el("strong", { class: "recipient-address" });
  #said = el("div", { set: { role: "status" } });
  #forget;
  #head;

  /** @param {import("./reader-check.js").Offer} offer @param {Acts} acts */
  constructor(offer, { change, edit, remove, forget }) {
    this.#check = new ReaderCheck(offer, {
      change: () => {
        this.#keepDefault();
        change();
      },
    });
    this.#forget = button("recipients.forget", { class: "quiet", on: { click: () => forget(this.#said) } });
    const press = { class: "quiet" };
    this.#head = el("div", { class: "recipient-head" }, this.#who,
      button("recipients.edit", { ...press, icon: "pen", on: { click: edit } }),
      button("recipients.remove", { ...press, icon: "bin", on: { click: remove } }), this.#forget);
    const who = el("div", { class: "field-pair" }, this.#name.element, this.#language.element);
    this.element = el("div", { class: "recipient" }, this.#head, this.#said, who, this.#check.element,
      this.#default.element);
    // Of what a script fills in there are no such events.
    for (const part of [this.element, this.#check.settings]) {
      part.addEventListener("input", () => (this.#isChosen = true));
    }

    this.#default.control.addEventListener("change", () => (this.#isUnticked = !this.#default.control.checked));
    this.#show();
  }

  get address() {
    return this.#address;
  }

  set address(/** @type {string} */ address) {
    this.typedAs(address);
    this.#show();
  }

  /** Whoever is typed alone has it in the line above only. @param {string} address */
  typedAs(address) {
    this.#address = address;
    address === "" || void this.#check.lookAt(address);
  }

  get method() {
    return this.#check.method;
  }

  /** Whom it is about, in words. */
  get title() {
    return this.#name.value.trim() === "" ? this.#address : `${this.#name.value.trim()} <${this.#address}>`;
  }

  /** What the check takes: a number or a password. Who takes it gives it back by `gather`. */
  get settings() {
    return this.#check.settings;
  }

  gather() {
    this.#check.gather();
  }

  get offered() {
    return this.#check.offered;
  }

  /** Somebody chooses a check elsewhere than here. @param {string} method */
  chooseNamed(method) {
    this.#isChosen = true;
    this.#check.putBack({ ...this.#check.read(), method });
  }

  get isDefault() {
    return this.#default.control.checked;
  }

  set isDefault(isDefault) {
    [this.#isChosen, this.#isUnticked] = [true, !isDefault];
    this.#default.control.checked = isDefault;
  }

  get isDirty() {
    return this.#check.isDirty || this.#name.value !== "";
  }

  focus() {
    this.#name.control.focus();
  }

  /** Takes a name that was typed with the address. @param {string} name */
  call(name) {
    if (name !== "" && this.#name.value === "") {
      this.#name.control.value = name;
    }
  }

  /** As this person was written to before. @param {KnownRecipient | null} known null: they were not */
  recall(known) {
    this.#known = known;
    this.#forget.hidden = known === null;
    if (known === null || this.#isChosen) {
      return;
    }

    this.call(known.name);
    this.#check.putBack(known);
    this.#language.choose(known.language === "en" ? "en" : "nl");
    this.#default.control.checked = known.isDefault;
  }

  /** The same check and language, for somebody else. @param {RecipientPanel} other */
  follow(other) {
    this.#check.choose(other.method);
    this.#language.choose(other.#language.value);
  }

  /** @returns {import("../api/contract.d.ts").RecipientRequest} */
  read() {
    return {
      email: this.#address,
      name: isVisible(this.#name.value) ? this.#name.value.trim() : null,
      ...this.#check.read(),
      language: this.#language.value,
      isCc: this.isCc,
      // Of a conversation that has begun; whoever adds them says so.
      sees: "from-here",
    };
  }

  /** How the address book has them after this message; once: what they are written to with as a rule stays. */
  get kept() {
    const { email, name, method, phone, language } = this.read();
    const isDefault = this.#default.control.checked;
    const isOnce = !isDefault && !this.#isUnticked && this.#known?.isDefault === true;
    return { email, name: name ?? "", method, phone, language, isDefault, isOnce };
  }

  /** All that is filled in, complete or not; no password. */
  get written() {
    return { ...this.read(), password: null, isDefault: this.#default.control.checked };
  }

  /** Puts back what was filled in before. @param {Record<string, unknown>} written */
  putBack({ email, name, method, phone, language, isCc, isDefault }) {
    [this.isCc, this.#isChosen] = [isCc === true, true];
    this.#name.control.value = typeof name === "string" ? name : "";
    this.#check.putBack({ method, phone });
    this.#language.choose(language === "en" ? "en" : "nl");
    this.#default.control.checked = isDefault === true;
    this.address = typeof email === "string" ? email : "";
    this.fault = this.address === "" ? null : refusalOf(this.address);
  }

  /** What can get the focus of what is not complete first, with its error shown, or null. */
  check() {
    return this.#check.check();
  }

  /**
   * @param {"name" | import("./reader-check.js").CheckMember} member
   * @param {TextKey} key what is wrong with it
   * @returns {{ focus: () => void }}
   */
  refuse(member, key) {
    if (member !== "name") {
      return this.#check.refuse(member, key);
    }

    this.#name.refuse(key);
    return this.#name.control;
  }

  /** What is chosen is not what is kept any more. */
  #keepDefault() {
    if (this.#known?.isDefault === true && !this.#isUnticked) {
      const { method, phone } = this.read();
      this.#default.control.checked = method === this.#known.method && phone === this.#known.phone;
    }
  }

  #show() {
    this.#head.hidden = this.#address === "";
    this.#who.textContent = this.#address;
    this.#forget.hidden = this.#known === null;
    this.#said.replaceChildren();
  }
}
