import { exportAudit, listAuditEntries } from "../../api/audit.js";
import { now } from "../../browser/clock.js";
import { auditTable } from "../../components/audit-table.js";
import { deadEnd } from "../../components/dead-end.js";
import { button, el, say } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { homeOf } from "../shared/home.js";
import { namedPart } from "../shared/named-part.js";
import { stage } from "../shared/page.js";
import { startWorkingPage } from "../shared/working-page.js";
import { longestAuditId, mostAuditDays } from "../../limits.js";

/** @typedef {import("../../api/contract.d.ts").ListAuditEntriesItem} AuditEntry */

const formParts = { class: "audit-form", set: { "data-enter": "sends" } };

const today = () => new Date(now()).toISOString().slice(0, 10);

/** The entries that were asked for, page by page. */
class AuditPage {
  /** @type {{ day: string, id: string, entries: AuditEntry[], next: number | null, names: Record<string, string> }} */
  #shown = { day: today(), id: "", entries: [], next: null, names: {} };
  #table = auditTable();

  start() {
    namedPart("search").replaceChildren(searchForm(this.#shown.day, (day, id) => void this.#ask(day, id)));
    namedPart("export").replaceChildren(exportForm());
    namedPart("more").addEventListener("click", () => void this.#read(this.#shown.next));
    return this.#read(null);
  }

  /** @param {string} day @param {string} id */
  #ask(day, id) {
    this.#shown = { day, id, entries: [], next: null, names: {} };
    return this.#read(null);
  }

  /** Shows what comes after what is shown. @param {number | null} before */
  async #read(before) {
    const asked = this.#shown;
    say(namedPart("state"), { text: "audit.loading" });
    try {
      const { entries, next, trail, names } = await listAuditEntries(asked.day, asked.id, before);
      if (asked !== this.#shown) {
        return;
      }

      const all = before === null ? entries : [...asked.entries, ...entries];
      this.#shown = { ...asked, entries: all, next, names: { ...asked.names, ...names } };
      namedPart("problem").replaceChildren();
      if (trail !== null) {
        namedPart("trail").replaceChildren(soundness(trail));
      }

      this.#show();
    } catch (error) {
      const { key, values } = problemText(error);
      say(namedPart("state"), { text: "empty" });
      namedPart("problem").replaceChildren(notice("error", key, values));
    }
  }

  #show() {
    const { entries, names, next } = this.#shown;
    this.#table.show(entries, names);
    namedPart("table").replaceChildren(...(entries.length > 0 ? [this.#table.element] : []));
    namedPart("more").hidden = next === null;
    const isNone = entries.length === 0 && next === null;
    say(namedPart("state"), isNone ? { text: "audit.none" } : { text: "audit.found", values: { n: entries.length } });
  }
}

void startWorkingPage(async (session) => {
  if (!session.roles.includes("service-desk")) {
    stage.replaceChildren(deadEnd("desk-only", {}, { key: "desk.go-on", href: homeOf(session) }));
    return;
  }

  await new AuditPage().start();
});

/** @param {string} first the day to begin with @param {(day: string, id: string) => unknown} ask */
function searchForm(first, ask) {
  const attributes = { value: first, min: "2020-01-01", max: "2099-12-31", required: true };
  const day = dayField("audit.day", attributes, "audit.day.advice");
  const id = field({
    label: "audit.id",
    advice: "audit.id.advice",
    set: { maxlength: longestAuditId, autocomplete: "off" },
  });
  const send = button("audit.show", { class: "button primary", set: { type: "submit" } });
  return el("form", { ...formParts, on: { submit } }, day.element, id.element, send);

  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    ask(day.value, id.value.trim());
  }
}

/**
 * How the trail is, as far as the service knows.
 * @param {import("../../api/contract.d.ts").ListAuditEntriesSoundness} trail
 */
function soundness({ signedUpTo, signedAt, holds }) {
  const values = { n: signedUpTo ?? 0, at: { date: signedAt ?? "" } };
  if (!holds) {
    return signedUpTo === null ? notice("error", "audit.forged") : notice("error", "audit.broken", values);
  }

  return el("p", { class: "muted", text: signedUpTo ? "audit.signed" : "audit.unsigned", values });
}

function exportForm() {
  const attributes = { value: today(), min: "2020-01-01", max: "2099-12-31", required: true };
  const from = dayField("audit.from", attributes);
  const to = dayField("audit.to", attributes);
  const state = el("p", { class: "muted", set: { role: "status" } });
  const send = button("audit.export", { class: "button secondary", set: { type: "submit" } });
  return el("form", { ...formParts, on: { submit } }, from.element, to.element, send, state);

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const days = (Date.parse(to.value) - Date.parse(from.value)) / 86_400_000;
    if (!(days >= 0 && days < mostAuditDays)) {
      to.refuse("input.days-1-31");
      to.control.focus();
      return;
    }

    to.refuse(null);
    say(state, { text: "audit.exporting" });
    try {
      keep(await exportAudit(from.value, to.value), `audit-${from.value}-${to.value}.jsonl`);
      say(state, { text: "audit.exported" });
    } catch (error) {
      const { key, values } = problemText(error);
      say(state, { text: key, values });
    }
  }
}

/** @param {TextKey} label @param {Record<string, string | boolean>} set @param {TextKey} [advice] */
function dayField(label, set, advice) {
  const made = field({ label, set, ...(advice === undefined ? {} : { advice }) });
  made.control.setAttribute("type", "date");
  return made;
}

/** @param {Blob} file @param {string} name */
function keep(file, name) {
  const address = URL.createObjectURL(file);
  el("a", { set: { href: address, download: name } }).click();
  // Not at once: the browser may still be reading it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
