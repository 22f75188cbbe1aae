import { button, el } from "../../components/dom.js";
import { late } from "../../browser/late.js";
import { filtersInAddress, putFiltersInAddress } from "../shared/address.js";
import { namedPart } from "../shared/named-part.js";

/**
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 * @typedef {import("../../api/mailboxes.js").Wanted} Wanted
 */

/** Those that are offered at once, and those behind a press. */
const first = /** @type {const} */ (["mine", "nobody", "unread"]);
const others = /** @type {const} */ (["awaits", "following", "files", "revoked"]);

/** Two that together are never so. */
const opposed = /** @type {const} */ (["mine", "nobody"]);

/** Which conversations of a mailbox are listed, as presses above the list (X7). The address says them, for a reload. */
export class Filters {
  #changed;
  /** @type {Mailbox | null} */
  #mailbox = null;
  #wasRead = false;
  #presses = new Map([...first, ...others].map((name) => [name, el("button", {
    class: "filter", text: `filters.${name}`, set: { type: "button" }, on: { click: () => this.#toggle(name) },
  })]));
  #more = el("button", {
    class: "filter", text: "filters.more", set: { type: "button", "aria-expanded": "false" },
  });
  #label = el("select", { label: "filters.label" });
  #none = button("filters.none", {
    class: "quiet", icon: "cross", on: { click: () => this.#choose({ filter: "", label: "" }) },
  });

  /** @param {() => unknown} changed others are wanted of the mailbox that is shown */
  constructor(changed) {
    this.#changed = changed;
    this.#more.addEventListener("click", () => this.#expand(this.#more.ariaExpanded !== "true"));
    this.#label.addEventListener("change", () => this.#choose({ label: this.#label.value }));
    namedPart("filters").replaceChildren(...this.#presses.values(), this.#label, this.#more, this.#none);
  }

  /** @param {Mailbox} mailbox which is shown */
  show(mailbox) {
    const isAnother = this.#mailbox !== mailbox;
    this.#mailbox = mailbox;
    if (!this.#wasRead) {
      this.#wasRead = true;
      mailbox.choose(mailbox.view, filtersInAddress([...first, ...others]));
    }

    if (isAnother) {
      // Each mailbox has labels of its own.
      this.#label.replaceChildren();
      (mailbox.wanted.label !== "" || this.#more.ariaExpanded === "true") && void this.#offerLabels();
    }

    this.#tell();
  }

  /** @param {typeof first[number] | typeof others[number]} name */
  #toggle(name) {
    const before = this.#wanted.filter.split(",").filter((one) => one !== "");
    const isOpposed = opposed.some((one) => one === name);
    const rest = before.filter((one) => one !== name && !(isOpposed && opposed.some((other) => other === one)));
    this.#choose({ filter: (before.includes(name) ? rest : [...rest, name]).join(",") });
  }

  /** @param {Partial<Wanted>} changed */
  #choose(changed) {
    this.#mailbox?.choose(this.#mailbox.view, { ...this.#wanted, ...changed });
    this.#tell();
    this.#changed();
  }

  get #wanted() {
    return this.#mailbox?.wanted ?? { filter: "", label: "" };
  }

  #tell() {
    const { filter, label } = this.#wanted;
    const isExpanded = this.#more.ariaExpanded === "true";
    const on = filter.split(",");
    this.#presses.forEach((press, name) => {
      press.setAttribute("aria-pressed", String(on.includes(name)));
      press.hidden = !isExpanded && !on.includes(name) && others.some((one) => one === name);
    });
    this.#label.hidden = this.#label.options.length < 2 || (!isExpanded && label === "");
    this.#label.value = label;
    const hadFocus = document.activeElement === this.#none;
    this.#none.hidden = filter === "" && label === "";
    hadFocus && this.#none.hidden && this.#more.focus();
    putFiltersInAddress(this.#wanted);
  }

  /** @param {boolean} isExpanded */
  #expand(isExpanded) {
    this.#more.ariaExpanded = String(isExpanded);
    this.#tell();
    isExpanded && void this.#offerLabels();
  }

  /** Its labels come once somebody looks for more; without them the rest works. */
  async #offerLabels() {
    const mailbox = this.#mailbox;
    try {
      const { togetherIn } = await late(() => import("../../spaces/together.js"));
      if (mailbox !== null) {
        const together = togetherIn(mailbox);
        await together.load();
        if (this.#mailbox !== mailbox) {
          return;
        }

        this.#label.replaceChildren(el("option", { text: "filters.any-label", set: { value: "" } }),
          ...together.labels.map(({ labelId, name }) => el("option", { content: name, set: { value: labelId } })));
        this.#tell();
      }
    } catch (error) {
      console.warn("The labels did not come.", error);
    }
  }
}
