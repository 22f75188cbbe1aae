import { requestPasswordLink } from "../../api/passwords.js";
import { button } from "../../components/dom.js";
import { act, part } from "../../components/part.js";

/** @typedef {import("../../api/contract.d.ts").AccountDetailsView} AccountDetails */

/** The password: changed with a link that goes to the person's own address. */
export class PasswordPart {
  #part = part("my.password.title", "my.password.explain");
  #email = "";

  constructor() {
    const press = button("my.password.change", { class: "secondary" });
    press.addEventListener("click", () => void act(press, this.#part, () => this.#mail()));
    this.#part.body.append(press);
  }

  get element() {
    return this.#part.element;
  }

  /** @param {AccountDetails} details */
  show({ email }) {
    this.#email = email;
  }

  async #mail() {
    await requestPasswordLink(this.#email);
    this.#part.tell("success", "my.password.mailed", { email: this.#email });
  }
}
