import { getOrganisation } from "../../api/organisation.js";
import { changeStarter, listMailboxes, listStarters, makeStarter } from "../../api/organising.js";
import { ProblemError } from "../../api/call.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { kindText } from "../../components/file-kinds.js";
import { act, part } from "../../components/part.js";
import { option, selectField } from "../../components/select-field.js";
import { refuseFields } from "../shared/refuse-fields.js";
import { makeLink } from "./mailboxes.js";
import { StarterContent } from "./starter-content.js";
import { freeName, suggested } from "./starter-names.js";
import { sharePart } from "./starter-share.js";

/** @typedef {import("../../api/contract.d.ts").Starter} Starter */

/** All starters of the organisation, by the mailbox that each leads to. */
export class StartersPane {
  #part = part("desk.starters.title", "desk.starters.explain");
  isDirty = false;

  get element() {
    return this.#part.element;
  }

  focus() {
    this.#part.focus();
  }

  async load() {
    const [{ starters }, { mailboxes }] = await Promise.all([listStarters(), listMailboxes()]);
    const rows = mailboxes.flatMap(({ mailboxId, name }) =>
      starters.filter((one) => one.mailboxId === mailboxId).map(({ starterId, isPaused }) =>
        el("li", {}, el("a", { class: "desk-row", set: { href: `#starter-${starterId}` } },
          el("span", { class: "desk-row-name", content: starterId }),
          el("span", { class: "desk-row-marks muted" }, el("span", { content: name }),
            isPaused ? el("span", { text: "desk.starters.paused" }) : null)))));
    const make = makeLink("starters-new", "desk.starters.new");
    this.#part.body.replaceChildren(make, el("ul", { class: "list" }, ...rows));
  }
}

/** The form with which a starter is made. */
export class NewStarterPane {
  #part = part("desk.starters.new", "desk.starters.new.explain");
  #mailbox = selectField("desk.starters.mailbox", "desk.starters.mailbox.advice");
  #name = field({
    label: "desk.starters.name", advice: "desk.starters.name.advice",
    set: { autocomplete: "off", autocapitalize: "none", spellcheck: "false", maxlength: 40 },
  });
  #content = new StarterContent();
  #press = button("desk.starters.make", { class: "primary", set: { type: "submit" } });
  /** What was filled in for them, which they may have changed. */
  #suggested = "";
  /** @type {import("../../api/contract.d.ts").ListedMailbox[]} */
  #mailboxes = [];
  /** @type {string[]} */
  #taken = [];
  #made;

  /** @param {(starterId: string) => unknown} made */
  constructor(made) {
    this.#made = made;
    const form = el("form", { set: { novalidate: true } },
      this.#mailbox.element, this.#name.element, ...this.#content.elements, this.#press);
    this.#mailbox.control.addEventListener("change", () => this.#suggest());
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
    const { textNl, textEn } = this.#content.read();
    return this.#name.value !== this.#suggested || textNl !== "" || textEn !== "";
  }

  focus() {
    this.#part.focus();
  }

  async load() {
    const [{ starters }, { mailboxes }] = await Promise.all([listStarters(), listMailboxes()]);
    this.#taken = starters.map(({ starterId }) => starterId);
    this.#mailboxes = mailboxes;
    this.#mailbox.offer(mailboxes.map(({ mailboxId, name }) => option(mailboxId, { content: name })));
    this.#suggest();
  }

  #suggest() {
    const chosen = this.#mailboxes.find(({ mailboxId }) => mailboxId === this.#mailbox.value);
    if (this.#name.value === this.#suggested) {
      this.#suggested = this.#name.control.value = freeName(suggested(chosen?.name ?? ""), this.#taken);
    }
  }

  async #save() {
    const starterId = this.#name.value.trim();
    const isName = /^[a-z0-9][a-z0-9-]{0,39}$/.test(starterId);
    this.#name.refuse(!isName ? "input.starter-id-invalid"
      : this.#taken.includes(starterId) ? "problem.starter-taken" : null);
    const wrong = this.#name.error.hidden ? this.#content.check() : this.#name.control;
    if (wrong !== undefined) {
      wrong.focus();
      return;
    }

    const { nl, en, kinds } = this.#content;
    const fields = { starterId: this.#name, mailboxId: this.#mailbox, textNl: nl, textEn: en, kinds };
    const request = { starterId, mailboxId: this.#mailbox.value, ...this.#content.read() };
    const made = await refuseFields(fields, () => makeStarter(request));
    if (made !== null) {
      this.#made(starterId);
    }
  }
}

/** A starter: what it says and asks for, and what leads to it. */
export class StarterPane {
  #part = part("desk.starters.of");
  #content = new StarterContent();
  #press = button("desk.policy.save", { class: "primary", set: { type: "submit" } });
  #pause = button("desk.starters.pause", { class: "secondary" });
  #state = el("div", { class: "starter-state" });
  #starterId;
  /** @type {Starter | null} */
  #starter = null;

  /** @param {string} starterId */
  constructor(starterId) {
    this.#starterId = starterId;
    const form = el("form", { set: { novalidate: true } }, ...this.#content.elements, this.#press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void act(this.#press, this.#part, () => this.#save());
    });
    this.#pause.addEventListener("click", () => void this.#turn());
    this.#part.body.append(this.#state, form);
  }

  get element() {
    return this.#part.element;
  }

  get isDirty() {
    const { textNl, textEn, kinds } = this.#starter ?? { textNl: "", textEn: "", kinds: null };
    return this.#starter !== null && JSON.stringify(this.#content.read()) !== JSON.stringify({ textNl, textEn, kinds });
  }

  focus() {
    this.#part.focus();
  }

  async load() {
    const [{ starters }, { mailboxes }, { brandColour }] = await Promise.all(
      [listStarters(), listMailboxes(), getOrganisation()]);
    const starter = starters.find(({ starterId }) => starterId === this.#starterId);
    if (starter === undefined) {
      throw new ProblemError({ type: "/problems/not-found", title: "There is no such starter.", status: 404 });
    }

    const mailbox = mailboxes.find(({ mailboxId }) => mailboxId === starter.mailboxId)?.name ?? "";
    this.#part.name({ name: starter.starterId });
    this.#content.fill(starter);
    this.#show(starter);
    this.#part.body.prepend(el("p", { text: "desk.starters.leads", values: { mailbox } }));
    this.#part.body.append(sharePart(starter.starterId, mailbox, brandColour));
  }

  /** That it was just made. */
  tellMade() {
    this.#part.tell("success", "desk.starters.made");
  }

  /** @param {Starter} starter */
  #show(starter) {
    this.#starter = starter;
    const { isPaused } = starter;
    this.#pause.querySelector("span")?.replaceWith(
      el("span", { text: isPaused ? "desk.starters.continue" : "desk.starters.pause" }));
    this.#state.replaceChildren(
      el("p", { text: isPaused ? "desk.starters.is-paused" : "desk.starters.is-open" }), this.#pause);
  }

  async #save() {
    const wrong = this.#content.check();
    if (wrong !== undefined || this.#starter === null) {
      wrong?.focus();
      return;
    }

    const { revision, isPaused } = this.#starter;
    const saved = await this.#change({ revision, isPaused, ...this.#content.read() });
    if (saved) {
      this.#part.tell("success", "desk.starters.saved");
      this.#part.focus();
    }
  }

  /** Pausing is asked first: who follows a link finds nothing to fill in any more. */
  async #turn() {
    const starter = this.#starter;
    if (starter === null) {
      return;
    }

    const { revision, textNl, textEn, kinds } = starter;
    const turn = () => this.#change({ revision, textNl, textEn, kinds, isPaused: !starter.isPaused });
    if (starter.isPaused) {
      await act(this.#pause, this.#part, turn);
      return;
    }

    await confirmDialog({
      title: "desk.starters.pause.title", values: { name: starter.starterId },
      body: [el("p", { text: "desk.starters.pause.body" })], confirm: "desk.starters.pause",
      // What a colleague did meanwhile is told in the pane: the question closes.
      act: async () => void (await turn()),
    });
  }

  /**
   * Of two who change it the later is told: what was typed stays, and saving it again changes what the other did.
   * @param {import("../../api/organising.js").ChangeStarter} to
   * @returns {Promise<boolean>} whether it was changed
   */
  async #change(to) {
    const fields = { textNl: this.#content.nl, textEn: this.#content.en, kinds: this.#content.kinds };
    try {
      const changed = await refuseFields(fields, () => changeStarter(this.#starterId, to));
      changed !== null && this.#show(changed);
      return changed !== null;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== "changed-meanwhile") {
        throw error;
      }

      await this.#meet();
      return false;
    }
  }

  async #meet() {
    const theirs = (await listStarters()).starters.find(({ starterId }) => starterId === this.#starterId);
    if (theirs === undefined) {
      return;
    }

    this.#show(theirs);
    this.#part.tell("warning", "desk.starters.meanwhile");
    const mine = this.#content.read();
    const said = /** @type {const} */ (["textNl", "textEn"]).filter((name) => theirs[name] !== mine[name])
      .map((name) => (theirs[name] === "" ? { text: /** @type {const} */ ("desk.house.theirs.nothing") }
        : { written: theirs[name] }));
    const kinds = JSON.stringify(theirs.kinds) === JSON.stringify(mine.kinds) ? []
      : [el("p", { class: "field-theirs" }, ...kindsOf(theirs.kinds))];
    const take = button("desk.house.theirs", { class: "secondary" });
    take.addEventListener("click", () => {
      this.#part.clear();
      this.#content.fill(theirs);
      this.#part.focus();
    });
    this.#part.element.querySelector(".part-notice")?.append(
      ...said.map((words) => el("p", { class: "field-theirs", ...words })), ...kinds, take);
    this.#part.focus();
  }
}

/** Which kinds of files are asked for, in words. @param {Starter["kinds"]} kinds */
const kindsOf = (kinds) => (kinds === null ? [el("span", { text: "desk.starters.kinds.all" })]
  : kinds.flatMap((kind, at) => [...(at === 0 ? [] : [", "]), el("span", { text: kindText(kind) })]));
