import { language } from "../text/text.js";
import { button, el, focusOn, icon, newId, say } from "./dom.js";
import { field } from "./field.js";

/** @typedef {import("../api/contract.d.ts").Recipient} Recipient */

const mostRecipients = 30;

/**
 * Who a new conversation is with. One recipient is a plain form; more are chips, each of which opens its own panel.
 */
export class Recipients extends HTMLElement {
  /** @type {ReturnType<typeof recipientPanel>[]} */
  #panels = [];
  #chips = el("ul", { class: "chips", label: "recipients.chips" });
  #place = el("div");
  #more = button("recipients.more", { class: "quiet", icon: "plus", on: { click: () => this.#tryMore() } });

  connectedCallback() {
    if (this.firstChild === null) {
      this.append(this.#chips, this.#place, this.#more);
      this.#addPanel();
    }
  }

  get isDirty() {
    return this.#panels.some((panel) => panel.isDirty);
  }

  /**
   * The recipients, or null when one of them is not complete; then the focus is where it is wrong.
   * @returns {Recipient[] | null}
   */
  read() {
    for (const panel of this.#panels) {
      const wrong = panel.check();
      if (wrong !== null) {
        this.#open(panel);
        wrong.control.focus();
        return null;
      }
    }

    return this.#panels.map((panel) => panel.read());
  }

  /**
   * Shows what the service refused.
   * @param {Record<string, string[]>} errors by member path
   * @returns {boolean} whether one of them was about a recipient
   */
  refuse(errors) {
    for (const [path, codes] of Object.entries(errors)) {
      const [, index, member] = /^recipients\[(\d+)\]\.(email|phone|name)$/.exec(path) ?? [];
      const panel = this.#panels[Number(index)];
      if (panel !== undefined && member !== undefined) {
        this.#open(panel);
        panel.refuse(member, `input.${codes[0]}`);
        return true;
      }
    }

    return false;
  }

  #tryMore() {
    if (this.read() !== null && this.#panels.length < mostRecipients) {
      this.#addPanel();
    }
  }

  #addPanel() {
    const panel = recipientPanel({ change: () => this.#showChips(), remove: () => this.#remove(panel) });
    this.#panels.push(panel);
    this.#open(panel);
    if (this.#panels.length > 1) {
      panel.focus();
    }
  }

  /** @param {ReturnType<typeof recipientPanel>} panel */
  #remove(panel) {
    this.#panels = this.#panels.filter((one) => one !== panel);
    const [first] = this.#panels;
    if (first !== undefined) {
      this.#open(first);
      focusOn(this.#place);
    }
  }

  /** @param {ReturnType<typeof recipientPanel>} panel */
  #open(panel) {
    this.#place.replaceChildren(panel.element);
    this.#showChips();
  }

  #showChips() {
    const isAlone = this.#panels.length === 1;
    this.#chips.hidden = isAlone;
    for (const panel of this.#panels) {
      panel.isAlone(isAlone);
    }

    this.#chips.replaceChildren(
      ...this.#panels.map((panel) => {
        const { email, method } = panel.read();
        const isOpen = this.#place.firstChild === panel.element;
        const chip = el("button", { class: "chip", set: { type: "button", "aria-expanded": isOpen } }, icon(method === "sms" ? "phone" : "envelope"));
        chip.append(el("span", email === "" ? { text: "recipients.new" } : { content: email }), el("span", { class: "visually-hidden", text: `method.${method}` }));
        chip.addEventListener("click", () => {
          this.#open(panel);
          panel.focus();
        });
        return el("li", {}, chip);
      }),
    );
  }
}

customElements.define("zegel-recipients", Recipients);

/** @param {{ change: () => void, remove: () => void }} acts */
function recipientPanel({ change, remove }) {
  const email = field({ label: "recipients.email", kind: "email", set: { autocomplete: "off", maxlength: 254 } });
  const name = field({ label: "recipients.name", advice: "recipients.name.advice", set: { autocomplete: "off", maxlength: 100 } });
  const phone = field({ label: "recipients.phone", advice: "recipients.phone.advice", kind: "tel", set: { autocomplete: "off", maxlength: 25 } });
  const method = methodChoice((chosen) => {
    phone.element.hidden = chosen !== "sms";
    change();
  });
  const speaks = languageChoice();
  const drop = button("recipients.remove", { class: "quiet", on: { click: remove } });
  const two = el("div", { class: "field-pair" }, email.element, name.element);
  const element = el("div", { class: "recipient" }, two, method.element, el("div", { class: "field-pair" }, phone.element, speaks.element), drop);
  email.control.addEventListener("change", change);
  const fields = { email, phone, name };

  return {
    element,
    focus: () => email.control.focus(),
    isAlone: (/** @type {boolean} */ alone) => (drop.hidden = alone),
    get isDirty() {
      return email.value !== "" || phone.value !== "" || name.value !== "";
    },
    /** @returns {Recipient} */
    read: () => ({
      email: email.value.trim(),
      name: name.value.trim() || null,
      method: method.value,
      phone: method.value === "sms" ? phone.value.trim() : null,
      language: speaks.value,
    }),
    check() {
      email.refuse(/^\S+@\S+\.\S+$/.test(email.value.trim()) ? null : "input.email-invalid");
      phone.refuse(method.value === "none" || /\d.*\d.*\d.*\d.*\d.*\d/.test(phone.value) ? null : "input.phone-not-mobile");
      return [email, phone].find((one) => !one.error.hidden) ?? null;
    },
    /** @param {string} member @param {string} key */
    refuse(member, key) {
      const wrong = fields[/** @type {keyof typeof fields} */ (member)];
      wrong.refuse(key);
      wrong.control.focus();
    },
  };
}

/** @param {(method: "none" | "sms") => void} choose */
function methodChoice(choose) {
  const name = newId();
  /** @type {"none" | "sms"} */
  let value = "sms";
  const advice = el("p", { class: "field-advice", set: { "aria-live": "polite" } });
  const choices = /** @type {const} */ (["none", "sms"]).map((method) => {
    const id = newId();
    const radio = el("input", { set: { type: "radio", name, id, value: method, checked: method === value } });
    radio.addEventListener("change", () => set(method));
    return el("div", { class: "choice" }, radio, el("label", { text: `method.${method}`, set: { for: id } }));
  });
  /** @param {"none" | "sms"} method */
  const set = (method) => {
    value = method;
    say(advice, { text: `method.${method}.advice` });
    choose(method);
  };
  say(advice, { text: "method.sms.advice" });
  const element = el("fieldset", { class: "methods" }, el("legend", { text: "method.legend" }), el("div", { class: "row" }, ...choices), advice);
  return {
    element,
    get value() {
      return value;
    },
  };
}

function languageChoice() {
  const id = newId();
  const choices = [["nl", "Nederlands"], ["en", "English"]].map(([value = "", name = ""]) =>
    el("option", { content: name, set: { value, selected: value === language() } }),
  );
  const select = el("select", { set: { id } }, ...choices);
  return {
    element: el("div", { class: "field" }, el("label", { text: "recipients.language", set: { for: id } }), el("p", { class: "field-advice", text: "recipients.language.advice" }), select),
    get value() {
      return /** @type {"nl" | "en"} */ (select.value);
    },
  };
}
