import { ProblemError } from "../../api/call.js";
import { getOrganisation } from "../../api/organisation.js";
import { getOrganisationSettings, saveOrganisation } from "../../api/organising.js";
import { choice, choices } from "../../components/choices.js";
import { ColourField } from "../../components/colour-field.js";
import { button, el } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { showOrganisation } from "../../components/page-frame.js";
import { act, part } from "../../components/part.js";
import { longestFooterLine, longestOrganisationName } from "../../limits.js";
import { refuseFields } from "../shared/refuse-fields.js";
import { LogoField } from "./logo-field.js";

/**
 * @typedef {import("../../api/contract.d.ts").OrganisationSettings} Settings
 * @typedef {import("../../components/field.js").Field} Field
 */

/** What has a field of its own, by the member of the request. */
const members = /** @type {const} */ ([
  "name", "brandColour", "helpPhone", "helpEmail", "postalAddress", "privacyAddress",
  "footer.partnersNl", "footer.partnersEn", "footer.privacyNl", "footer.privacyEn",
]);

/** @param {TextKey} label @param {Partial<import("../../components/field.js").FieldParts>} [more] */
const line = (label, more = {}) =>
  field({ label, ...more, set: { autocomplete: "off", maxlength: longestFooterLine, ...more.set } });

/** @param {TextKey} label @param {"nl" | "en"} lang */
const written = (label, lang) => line(label, { set: { lang } });

/** Who the organisation is: its name, look, contact and what stands at the foot of every page. */
export class OrganisationPane {
  #part = part("desk.house.title", "desk.house.explain");
  /** By the member of the request. */
  #fields = {
    name: line("desk.house.name", { set: { maxlength: longestOrganisationName, required: true } }),
    brandColour: new ColourField({ label: "desk.house.colour", advice: "desk.house.colour.advice" }),
    helpPhone: line("desk.house.phone", { kind: "tel", advice: "desk.house.phone.advice" }),
    helpEmail: line("desk.house.email", { kind: "email" }),
    postalAddress: line("desk.house.address"),
    privacyAddress: line("desk.house.privacy-address", { kind: "email", advice: "desk.house.privacy-address.advice" }),
    "footer.partnersNl": written("desk.house.partners.nl", "nl"),
    "footer.partnersEn": written("desk.house.partners.en", "en"),
    "footer.privacyNl": written("desk.house.privacy.nl", "nl"),
    "footer.privacyEn": written("desk.house.privacy.en", "en"),
  };
  #languages = /** @type {const} */ (["desk.language.nl", "desk.language.en"]).map((text) =>
    choice({ kind: "radio", group: "house-language", value: text.slice(-2), name: { text } }));
  #language = choices("desk.house.language", this.#languages, "desk.house.language.advice");
  #logo = new LogoField(() => this.#part.clear());
  #press = button("desk.policy.save", { class: "primary", set: { type: "submit" } });
  /** What a colleague wrote meanwhile, below each field. @type {HTMLElement[]} */
  #theirs = [];
  /** As it was read. @type {Settings | null} */
  #settings = null;

  constructor() {
    const { name, brandColour, helpPhone, helpEmail, postalAddress, privacyAddress, ...footer } = this.#fields;
    const group = (/** @type {TextKey} */ title, /** @type {HTMLElement[]} */ ...parts) =>
      el("section", {}, el("h3", { text: title }), ...parts);
    const form = el("form", { class: "house", set: { novalidate: true } },
      group("desk.house.look", name.element, this.#logo.element, brandColour.element, this.#language.element),
      group("desk.house.contact", helpPhone.element, helpEmail.element, postalAddress.element, privacyAddress.element),
      group("desk.house.footer", el("p", { class: "muted", text: "desk.house.footer.explain" }),
        ...Object.values(footer).map(({ element }) => element)),
      this.#press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void act(this.#press, this.#part, () => this.#save());
    });
    this.#part.body.append(form);
  }

  get element() {
    return this.#part.element;
  }

  get isDirty() {
    const { value } = this.#logo;
    return this.#settings !== null
      && (value !== null || JSON.stringify(this.#read()) !== JSON.stringify(typedOf(this.#settings)));
  }

  focus() {
    this.#part.focus();
  }

  async load() {
    this.#fill(await getOrganisationSettings());
  }

  /** @param {Settings} settings */
  #fill(settings) {
    this.#settings = settings;
    const typed = typedOf(settings);
    for (const member of members) {
      const one = this.#fields[member];
      "fill" in one ? one.fill(typed[member]) : (one.control.value = typed[member]);
    }

    this.#languages.forEach(({ control }) => (control.checked = control.value === typed.language));
    this.#logo.fill(settings.logo);
    this.#showTheirs(null);
  }

  /** @returns {ReturnType<typeof typedOf>} */
  #read() {
    const typed = Object.entries(this.#fields).map(([member, one]) => [member, one.value.trim()]);
    return Object.fromEntries([...typed, ["language", this.#language.values[0] ?? "nl"]]);
  }

  async #save() {
    const settings = this.#settings;
    const { name, brandColour } = this.#fields;
    name.refuse(name.value.trim() === "" ? "desk.house.name.empty" : null);
    brandColour.check(settings?.brandColour ?? "");
    const wrong = [name, brandColour].find(({ error }) => !error.hidden);
    if (wrong !== undefined || settings === null) {
      wrong?.control.focus();
      return;
    }

    const fields = { ...this.#fields, logo: this.#logo, language: this.#language };
    try {
      const saved = await refuseFields(fields, () => saveOrganisation(this.#request(settings.revision)));
      if (saved !== null) {
        this.#fill(saved);
        this.#part.tell("success", "desk.house.saved");
        this.#part.focus();
        showOrganisation(await getOrganisation());
      }
    } catch (error) {
      await this.#refuse(error);
    }
  }

  /** @param {number} revision @returns {import("../../api/organising.js").SetOrganisation} */
  #request(revision) {
    const typed = this.#read();
    const { name, language, brandColour, helpPhone, helpEmail, postalAddress, privacyAddress } = typed;
    return {
      revision, name, language, brandColour, helpPhone, helpEmail, postalAddress, privacyAddress,
      logo: this.#logo.value,
      footer: {
        partnersNl: typed["footer.partnersNl"], partnersEn: typed["footer.partnersEn"],
        privacyNl: typed["footer.privacyNl"], privacyEn: typed["footer.privacyEn"],
      },
    };
  }

  /** @param {unknown} error */
  async #refuse(error) {
    const { brandColour } = this.#fields;
    if (error instanceof ProblemError && error.code === "brand-colour-unreadable") {
      brandColour.propose(String(error.problem["nearest"]));
      brandColour.control.focus();
    } else if (error instanceof ProblemError && error.code === "changed-meanwhile") {
      await this.#meet();
    } else {
      throw error;
    }
  }

  /** A colleague was first. What was typed stays, with theirs below it; saving again changes theirs. */
  async #meet() {
    const theirs = await getOrganisationSettings();
    this.#settings = theirs;
    this.#showTheirs(theirs);
    this.#part.tell("warning", "desk.house.meanwhile");
    const take = button("desk.house.theirs", { class: "secondary" });
    take.addEventListener("click", () => {
      this.#part.clear();
      this.#fill(theirs);
      this.#part.focus();
    });
    this.#part.element.querySelector(".part-notice")?.append(take);
    this.#part.focus();
  }

  /** @param {Settings | null} theirs */
  #showTheirs(theirs) {
    this.#theirs.forEach((one) => one.remove());
    this.#theirs = [];
    if (theirs === null) {
      return;
    }

    const [mine, typed] = [this.#read(), typedOf(theirs)];
    for (const member of members) {
      const value = typed[member];
      value !== mine[member] && this.#tellTheirs(this.#fields[member].element,
        value === "" ? el("span", { text: "desk.house.theirs.nothing" }) : el("strong", { content: value }));
    }

    if (theirs.language !== mine.language) {
      const spoken = theirs.language === "en" ? "desk.language.en" : "desk.language.nl";
      this.#tellTheirs(this.#language.element, el("strong", { text: spoken }));
    }
  }

  /** @param {HTMLElement} place @param {HTMLElement} value what a colleague wrote there */
  #tellTheirs(place, value) {
    const said = el("p", { class: "field-theirs" }, el("span", { text: "desk.house.theirs.is" }), " ", value);
    place.append(said);
    this.#theirs.push(said);
  }
}

/** What the form has fields for. @param {Settings} settings */
const typedOf = ({ name, language, brandColour, helpPhone, helpEmail, postalAddress, privacyAddress, footer }) => ({
  name, brandColour, helpPhone, helpEmail, postalAddress, privacyAddress,
  "footer.partnersNl": footer.partnersNl, "footer.partnersEn": footer.partnersEn,
  "footer.privacyNl": footer.privacyNl, "footer.privacyEn": footer.privacyEn, language,
});
