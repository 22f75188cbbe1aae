import { chooseLanguage, language, localise } from "../text/text.js";
import { readableOn } from "./colour.js";
import { byLanguage, el, icon, say } from "./dom.js";

/** @typedef {import("../api/contract.d.ts").ShowOrganisationResponse} Organisation */

/** The language switch: takes effect at once. An element, because every document names it. */
export class LanguageSwitch extends HTMLElement {
  /** The page's language is known only after its texts are there. */
  #watch = new MutationObserver(() => this.#mark());

  connectedCallback() {
    const choices = /** @type {const} */ ([
      ["nl", "Nederlands"],
      ["en", "English"],
    ]).map(([code, name]) =>
      el("button", {
        class: "language",
        content: code.toUpperCase(),
        set: {
          type: "button",
          lang: code,
          title: name,
          "aria-label": `${code.toUpperCase()}, ${name}`,
          "data-code": code,
        },
        on: { click: () => void chooseLanguage(code) },
      }),
    );
    this.replaceChildren(...choices);
    this.setAttribute("role", "group");
    say(this, { label: "language.label" });
    this.#mark();
    this.#watch.observe(document.documentElement, { attributeFilter: ["lang"] });
  }

  disconnectedCallback() {
    this.#watch.disconnect();
  }

  #mark() {
    for (const choice of this.querySelectorAll("button")) {
      choice.setAttribute("aria-pressed", String(choice.dataset["code"] === language()));
    }
  }
}

customElements.define("zegel-language", LanguageSwitch);

/**
 * Puts the organisation in the frame of the page: name, logo, colour, help.
 * @param {Organisation} organisation
 */
export function showOrganisation(organisation) {
  for (const place of document.querySelectorAll("[data-organisation]")) {
    place.replaceChildren(...nameOf(organisation));
  }

  for (const place of document.querySelectorAll("[data-help]")) {
    place.replaceChildren(...helpOf(organisation));
    localise(place);
  }

  const { style } = document.documentElement;
  for (const mode of /** @type {const} */ (["light", "dark"])) {
    // An empty text leaves the colour of the style sheets.
    style.setProperty(`--house-${mode}`, readableOn(organisation.brandColour ?? "", mode));
  }
}

/** @param {Organisation} organisation */
function nameOf({ name, logo }) {
  const picture = logo === null ? icon("seal") : el("img", { class: "logo", set: { src: logo, alt: "" } });
  return [picture, el("span", { content: name })];
}

/** @param {Organisation} organisation */
function helpOf({ name, helpPhone, helpEmail, postalAddress, privacyAddress, footer }) {
  const phone = helpPhone && el("a", { content: helpPhone, set: { href: `tel:${helpPhone.replace(/[^+\d]/g, "")}` } });
  const email = helpEmail && el("a", { content: helpEmail, set: { href: `mailto:${helpEmail}` } });
  const ways = [phone, email].filter((way) => way !== null && way !== "");
  const help = ways.length === 0 ? null : el("p", { class: "help" }, el("strong", { text: "help.question" }), ...ways);
  const privacy = privacyAddress && el("a", { content: privacyAddress, set: { href: `mailto:${privacyAddress}` } });
  return [
    help,
    el("p", { class: "help-address", content: postalAddress === null ? name : `${name}, ${postalAddress}` }),
    footer && byLanguage("p", footer.partnersNl, footer.partnersEn),
    footer && byLanguage("p", footer.privacyNl, footer.privacyEn),
    privacy ? el("p", {}, el("span", { text: "help.privacy" }), " ", privacy) : null,
  ].filter((line) => line !== null);
}
