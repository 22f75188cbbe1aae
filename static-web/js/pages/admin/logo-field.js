import { toBase64 } from "../../crypto/base64.js";
import { largestLogo } from "../../limits.js";
import { button, el, newId, say } from "../../components/dom.js";

const types = ["image/svg+xml", "image/png"];

/** The organisation's logo: what it is now or will be, with the ways to choose another or to have none. */
export class LogoField {
  #id = newId();
  #picture = el("img", { class: "logo-shown", set: { alt: "" } });
  #none = el("p", { class: "muted", text: "desk.house.logo.none" });
  #input = el("input", {
    label: "desk.house.logo.choose",
    set: { type: "file", accept: types.join(","), class: "visually-hidden", tabindex: -1 },
  });
  #choose = button("desk.house.logo.choose", { class: "secondary", on: { click: () => this.#input.click() } });
  #remove = button("desk.house.logo.remove", { class: "quiet", on: { click: () => this.#take(null) } });
  #change;
  error = el("p", { class: "field-error", set: { hidden: true, id: `${this.#id}-e`, role: "alert" } });
  element = el("div", { class: "field logo-field", set: { role: "group", "aria-labelledby": this.#id } },
    el("p", { class: "logo-name", text: "desk.house.logo", set: { id: this.#id } }),
    el("p", { class: "field-advice", text: "desk.house.logo.advice" }),
    this.#picture, this.#none, el("div", { class: "row" }, this.#choose, this.#input, this.#remove), this.error);
  /** What was chosen here; null: it stays as it was. @type {{ bytes: string | null } | null} */
  value = null;

  /** @param {() => unknown} change another logo was chosen, or none */
  constructor(change) {
    this.#change = change;
    this.#input.addEventListener("change", () => void this.#read());
  }

  get control() {
    return this.#choose;
  }

  /** The logo as it is stored. @param {string | null} address */
  fill(address) {
    this.value = null;
    this.refuse(null);
    this.#show(address);
  }

  /** @param {TextKey | null} key */
  refuse(key) {
    this.error.hidden = key === null;
    say(this.error, { text: key ?? "empty" });
  }

  async #read() {
    const [file] = this.#input.files ?? [];
    this.#input.value = "";
    if (file === undefined) {
      return;
    }

    const wrong = !types.includes(file.type) ? "input.logo-unreadable"
      : file.size > largestLogo ? "input.logo-large" : null;
    this.refuse(wrong);
    if (wrong === null) {
      const bytes = toBase64(new Uint8Array(await file.arrayBuffer()));
      this.#take(bytes, `data:${file.type};base64,${bytes}`);
    }
  }

  /** @param {string | null} bytes @param {string | null} [address] */
  #take(bytes, address = null) {
    this.value = { bytes };
    this.refuse(null);
    this.#show(address);
    this.#change();
    if (bytes === null) {
      this.#choose.focus();
    }
  }

  /** @param {string | null} address */
  #show(address) {
    this.#picture.hidden = address === null;
    this.#remove.hidden = address === null;
    this.#none.hidden = address !== null;
    address === null ? this.#picture.removeAttribute("src") : this.#picture.setAttribute("src", address);
  }
}
