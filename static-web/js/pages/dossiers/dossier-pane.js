import { late } from "../../browser/late.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { newOf, readParts, statusName } from "../../components/dossier-list.js";
import { button, el, focusOn, icon, say } from "../../components/dom.js";
import { list } from "../../components/list.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";

/**
 * @typedef {import("../../spaces/office-dossier.js").OfficeDossier} OfficeDossier
 * @typedef {import("../../spaces/office-dossier.js").OfficePart} OfficePart
 * @typedef {import("../../api/contract.d.ts").PartPerson} PartPerson
 * @typedef {import("../../api/contract.d.ts").DossierSettings} DossierSettings
 */

/** What was asked of clients: the dossier does not wait for it. */
const fetchAsking = () => late(() => import("./asking-panes.js"));

const tabs = /** @type {const} */ (["correspondence", "documents", "delivered", "messages"]);

/** Whether something was asked of a client. @param {OfficePart["tasks"]} tasks */
const isAsked = ({ toDo, toJudge, done }) => toDo + toJudge + done > 0;

/** A dossier as the office works on it: how far it is, its clients, and what can be done. */
export class DossierPane {
  #dossier;
  #settings;
  #title = el("h1", { class: "folder-title" });
  #about = el("p", { class: "muted office-description" });
  #place = el("div", { class: "office-notices" });
  #facts = el("dl", { class: "desk-facts" });
  #tools = el("div", { class: "row", label: "office.tools", set: { role: "group" } });
  #progress = el("summary");
  #steps = el("ul", { class: "office-steps", label: "office.progress.steps" });
  #showSteps;
  #parts = el("ul", { class: "office-parts", label: "office.clients" });
  #showParts;
  #nobody = el("p", { class: "empty", text: "office.no-clients" });
  /** What was asked of each client, by their parts. @type {Map<string, HTMLElement>} */
  #asked = new Map();
  isDirty = false;

  /** @param {OfficeDossier} dossier once it is open @param {DossierSettings} settings */
  constructor(dossier, settings) {
    this.#dossier = dossier;
    this.#settings = settings;
    this.#showSteps = list(this.#steps, (/** @type {Step} */ { id }) => id, (step) => this.#stepRow(step));
    this.#showParts = list(this.#parts, (/** @type {OfficePart} */ { partId }) => partId, (part) => this.#partRow(part),
      (part) => JSON.stringify([part, dossier.facts.closedAt]));
    const back = el("p", {}, el("a", { text: "office.all", set: { href: "#" } }));
    const progress = el("details", { class: "folder-details" }, this.#progress,
      el("div", { class: "details-body" }, this.#steps));
    const clients = el("section", { class: "part", label: "office.clients" },
      el("h2", { text: "office.clients" }), el("div", { class: "part-body" }, this.#nobody, this.#parts));
    this.element = el("div", { class: "office" }, back, this.#title, this.#about, this.#place, this.#tools, this.#facts,
      progress, clients);
    document.addEventListener("zegel-language", () => this.#draw());
    this.#draw();
  }

  focus() {
    focusOn(this.#title);
  }

  /** @param {boolean} isUnattended */
  async refresh(isUnattended) {
    if (!isUnattended) {
      await this.#read();
    }
  }

  async #read() {
    try {
      await this.#dossier.open();
    } catch (error) {
      this.#tell(error);
    }

    this.#draw();
  }

  /** @param {unknown} error */
  #tell(error) {
    const { key, values } = problemText(error);
    this.#place.replaceChildren(notice("error", key, values));
  }

  #draw() {
    const { header, facts, parts, participantId } = this.#dossier;
    const { status, handler, standIn, closedAt } = facts;
    const name = header?.description;
    this.#title.replaceChildren(el("span", name === undefined ? { text: "office.damaged" } : { content: name }));
    this.#about.hidden = header === null;
    say(this.#about, { text: "dossiers.number", values: { number: header?.number ?? "" } });
    const row = (/** @type {TextKey} */ term, /** @type {import("../../components/dom.js").Parts} */ words) =>
      [el("dt", { text: term }), el("dd", words)];
    this.#facts.replaceChildren(
      ...row("office.status", { content: statusName(this.#settings.statuses, status) }),
      ...row("office.handler", { content: handler.name }),
      ...row("office.stand-in", standIn === null ? { text: "office.nobody" } : { content: standIn.name }),
      ...(closedAt === null ? []
        : row("office.closed", { text: "office.closed.at", values: { at: { date: closedAt } } })));
    this.#tools.replaceChildren(...this.#toolsOf(participantId, closedAt !== null));
    this.#showProgress();
    this.#nobody.hidden = parts.length > 0;
    this.#showParts(parts);
    this.#showAsked();
  }

  /** @param {string} id @param {boolean} isClosed */
  #toolsOf(id, isClosed) {
    const link = (/** @type {TextKey} */ text, /** @type {string} */ to, kind = "secondary") =>
      el("a", { class: `button ${kind}`, set: { href: `#${id}-${to}` } }, el("span", { text }));
    return isClosed
      ? [button("office.reopen", { class: "primary", on: { click: () => void this.#close(false) } }),
        link("office.change", "change")]
      : [link("office.publish", "publish", "primary"), link("tasks.send", "send"), link("tasks.request", "request"),
        link("tasks.read", "read"), link("office.clients.add-to", "add"),
        link("office.change", "change"),
        button("office.close", { class: "secondary", icon: "lock", on: { click: () => void this.#close(true) } })];
  }

  #showProgress() {
    const { header, facts, progress } = this.#dossier;
    say(this.#progress, { text: "office.progress", values: progress });
    const titles = new Map(header?.steps.map(({ id, title }) => [id, title]));
    this.#showSteps(facts.steps.map(({ stepId, tickedAt, by }) =>
      ({ id: stepId, title: titles.get(stepId) ?? null, tickedAt, by, isClosed: facts.closedAt !== null })));
    this.#steps.hidden = facts.steps.length === 0;
  }

  /**
   * @typedef {{ id: string, title: string | null, tickedAt: string | null, by: string | null, isClosed: boolean }} Step
   * @param {Step} step
   */
  #stepRow({ id, title, tickedAt, by, isClosed }) {
    const isDone = tickedAt !== null;
    const box = el("input", { set: { type: "checkbox", id: `step-${id}`, checked: isDone, disabled: isClosed } });
    box.addEventListener("change", () => void this.#tick(id, title ?? "", box.checked));
    const when = tickedAt === null ? null
      : el("span", { class: "muted", text: "office.step.done", values: { at: { date: tickedAt }, name: by ?? "" } });
    /** @type {import("../../components/dom.js").Parts} */
    const words = title === null ? { text: "office.damaged" } : { content: title };
    const label = el("label", { ...words, set: { for: `step-${id}` } });
    return el("li", {}, el("div", { class: "choice" }, box, label), when);
  }

  /** @param {string} id @param {string} title @param {boolean} isDone */
  async #tick(id, title, isDone) {
    try {
      await this.#dossier.change(isDone ? { done: [id] } : { open: [id] });
      const click = () => void this.#tick(id, title, !isDone);
      const undo = button("office.undo", { class: "secondary", on: { click } });
      const text = isDone ? "office.step.ticked" : "office.step.unticked";
      this.#place.replaceChildren(notice("success", text, { title }, undo));
    } catch (error) {
      this.#tell(error);
    }

    this.#draw();
  }

  /** @param {boolean} isClosed */
  async #close(isClosed) {
    const values = { number: this.#dossier.header?.number ?? "" };
    const key = isClosed ? "office.close" : "office.reopen";
    const isDone = await confirmDialog({
      title: `${key}.title`,
      values,
      body: [el("p", { text: `${key}.body` })],
      confirm: key,
      act: () => this.#dossier.change({ isClosed }),
    });
    if (isDone) {
      this.#draw();
      this.#place.replaceChildren(notice("success", `${key}.done`, values));
      this.focus();
    }
  }

  /** @param {OfficePart} part */
  #partRow(part) {
    const { name, isMade, isRevoked, people, participantId, numbers } = part;
    const unread = isRevoked ? 0 : newOf(part.unread);
    const badge = unread === 0 ? null : el("span", { class: "badge", text: "office.unread", values: { n: unread } });
    const head = el("h3", { class: "office-part-name" }, icon("person"), el("span", { content: name }), badge);
    if (!isMade || isRevoked) {
      const again = button("office.restore", { class: "secondary", on: { click: () => void this.#restore(part) } });
      return el("li", { class: "office-part" }, head,
        el("p", { class: "muted", text: isRevoked ? "office.revoked" : "office.half-made" }),
        el("div", { class: "row" }, isRevoked && isMade ? again : null, isMade ? null : this.#revokeButton(part)));
    }

    const details = el("a", { class: "button secondary", text: "office-client.details",
      label: "office-client.details.one", values: { name }, set: { href: `#${participantId}-client` } });

    const clients = people.filter(({ kind }) => kind !== "office");
    const counts = tabs.map((tab) => el("li", { text: `office.count.${tab}`, values: { n: numbers[tab] } }));
    const open = el("a", { class: "button secondary", set: { href: `#${participantId}` } },
      el("span", { text: "office.open" }), el("span", { class: "visually-hidden", content: name }));
    return el("li", { class: "office-part" }, head, el("ul", { class: "office-counts muted" }, ...counts),
      el("ul", { class: "office-people" }, 
        ...clients.map((one) => this.#personRow(one, clients.length > 1))),
      this.#askedOf(part), el("div", { class: "row" }, open, details, this.#revokeButton(part)));
  }

  /** Where it stands what was asked of a client. @param {OfficePart} part */
  #askedOf({ partId }) {
    const place = this.#asked.get(partId) ?? el("div");
    this.#asked.set(partId, place);
    return place;
  }

  /** It comes after the rest. */
  #showAsked() {
    const shown = this.#dossier.parts.filter(({ isMade, isRevoked, tasks }) => isMade && !isRevoked && isAsked(tasks));
    for (const part of shown) {
      fetchAsking().then(({ showAsked }) => showAsked(this.#askedOf(part), this.#dossier, part))
        .catch((error) => this.#tell(error));
    }
  }

  /** @param {PartPerson} person @param {boolean} isNamed the only one is named above */
  #personRow({ participantId, name, kind, sees, readAt, noticeFailed }, isNamed) {
    const warning = noticeFailed
      ? el("span", { class: "mark is-warning" }, icon("warning"), el("span", { text: "office.notice-failed" })) : null;
    const extra = kind === "extra" ? el("span", { class: "muted", text: "office.extra" }) : null;
    const view = sees
      ? el("a", { text: "office.view-as", label: "office.view-as.one", values: { name },
        set: { href: `#${participantId}` } })
      : el("span", { class: "muted", text: "office.sees-not" });
    const who = isNamed ? el("bdi", { content: name }) : null;
    return el("li", {}, who, extra, el("span", { class: "muted", ...readParts(readAt) }), warning, view);
  }

  /** @param {OfficePart} part */
  #revokeButton(part) {
    const press = button("office.revoke", { class: "quiet", on: { click: () => void this.#revoke(part) } });
    say(press, { label: "office.revoke.one", values: { name: part.name } });
    return press;
  }

  /** @param {OfficePart} part */
  async #revoke(part) {
    const values = { name: part.name, number: this.#dossier.header?.number ?? "" };
    const isDone = await confirmDialog({
      title: "office.revoke.title",
      values,
      body: [el("p", { text: "office.revoke.body", values })],
      confirm: "office.revoke",
      isDanger: true,
      act: () => this.#dossier.revoke(part),
    });
    if (isDone) {
      await this.#read();
      this.#place.replaceChildren(notice("success", "office.revoke.done", values));
      this.focus();
    }
  }

  /** @param {OfficePart} part */
  async #restore(part) {
    try {
      await this.#dossier.add(part.clientId);
      await this.#read();
      this.#place.replaceChildren(notice("success", "office.restore.done", { name: part.name }));
    } catch (error) {
      this.#tell(error);
    }
  }
}
