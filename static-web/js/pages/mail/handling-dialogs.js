import { now } from "../../browser/clock.js";
import { choice, choices } from "../../components/choices.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { el, say } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { labelChip } from "../../components/label-chip.js";
import { labelRow } from "../../components/label-rows.js";
import { list } from "../../components/list.js";
import { dayAt, daysAfter, endOf } from "../../text/days.js";

/**
 * @typedef {import("../../spaces/together.js").Together} Together
 * @typedef {import("../../spaces/together.js").Label} Label
 */

const hour = 3_600_000;

/**
 * Who gets a conversation.
 * @param {Together} together
 * @param {string | null} assigned whose it is
 * @returns {Promise<string | null | undefined>} null: nobody; undefined: nothing was chosen
 */
export async function askAssigned(together, assigned) {
  const made = (/** @type {string} */ value, /** @type {import("../../components/dom.js").Parts} */ name) =>
    choice({ kind: "radio", group: "assigned", value, name, on: value === (assigned ?? "") });
  const of = choices("handling.assign.to", [
    made("", { text: "handling.nobody" }),
    ...together.colleagues.map(({ accountId, name }) => made(accountId, accountId === together.me
      ? { text: "handling.person.you", values: { name } } : { content: name })),
  ]);
  const isDone = await confirmDialog({
    title: "handling.assign.title", body: [of.element, el("p", { class: "muted", text: "handling.assign.told" })],
    confirm: "handling.assign", act: async () => true,
  });
  return isDone ? (of.values[0] === "" ? null : of.values[0]) : undefined;
}

/** A day at eight o'clock in Amsterdam; clocks change before that. @param {string} day */
const morningOf = (day) => new Date(Date.parse(endOf(day)) - 16 * hour).toISOString();

/** The moments that are offered; days as the organisation has them. @param {number} at now */
export function snoozeMoments(at) {
  const today = dayAt(at);
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay();
  const later = Math.ceil((at + 3 * hour) / hour) * hour;
  const moments = /** @type {const} */ ([
    ["later", new Date(later).toISOString()],
    ["tomorrow", morningOf(daysAfter(today, 1))],
    ["week", morningOf(daysAfter(today, ((8 - weekday) % 7) || 7))],
  ]);
  // In the evening there is no later today.
  return moments.filter(([name]) => name !== "later" || dayAt(later) === today);
}

/** Until when a conversation is out of the inbox. @returns {Promise<string | null>} null: nothing was chosen */
export async function askSnooze() {
  const moments = snoozeMoments(now());
  const offered = moments.map(([name, at], index) => choice({
    kind: "radio", group: "snooze", value: at, on: index === 0,
    name: { text: `handling.snooze.${name}`, values: { at: { date: at } } },
  }));
  const other = choice({ kind: "radio", group: "snooze", value: "", name: { text: "handling.snooze.choose" } });
  const tomorrow = daysAfter(dayAt(now()), 1);
  const span = { min: tomorrow, max: daysAfter(tomorrow, 364) };
  const day = field({ label: "handling.snooze.day", set: { type: "date", ...span } });
  const of = choices("handling.snooze.until", [...offered, other]);
  day.element.hidden = true;
  of.element.addEventListener("change", () => (day.element.hidden = !other.control.checked));
  const chosen = () => (other.control.checked ? (day.value === "" ? "" : morningOf(day.value)) : (of.values[0] ?? ""));
  const isDone = await confirmDialog({
    title: "handling.snooze.title",
    body: [of.element, day.element, el("p", { class: "muted", text: "handling.snooze.back" })],
    confirm: "handling.snooze",
    check: () => {
      const isRight = Date.parse(chosen()) > now() && Date.parse(chosen()) < now() + 366 * 24 * hour;
      day.refuse(isRight ? null : "handling.snooze.wrong");
      if (!isRight) {
        // The moment that was offered may be over by now.
        day.element.hidden = false;
        day.control.focus();
      }

      return isRight;
    },
    act: async () => true,
  });
  return isDone ? chosen() : null;
}

/**
 * Which labels a conversation has; labels are made, changed and removed here too.
 * @param {Together} together
 * @param {string[]} has
 * @returns {Promise<string[] | null>} null: nothing was chosen
 */
export async function askLabels(together, has) {
  const chosen = new Set(has);
  const [place, fresh, told] = [el("div"), el("div"), el("p", { class: "muted", set: { role: "status" } })];
  const show = () => {
    const offered = together.labels.map((label) => choiceOf(label, chosen));
    place.replaceChildren(offered.length === 0 ? el("p", { text: "labels.none" })
      : choices("labels.choose", offered).element);
    managed.show();
  };
  const managed = managedLabels(together, chosen, show);
  const offerNew = () => {
    const row = labelRow(null, {
      keep: async (said) => {
        chosen.add((await together.keep(said, null)).labelId);
        show();
        newest = offerNew();
        newest.focus();
        say(told, { text: "labels.added", values: { name: said.name } });
      },
    });
    fresh.replaceChildren(row.element);
    return row;
  };
  show();
  let newest = offerNew();
  const isDone = await confirmDialog({
    title: "labels.title", body: [place, fresh, told, managed.element], confirm: "labels.done",
    // What was typed, and not kept yet, is meant.
    act: async () => (await isKept(newest)) && managed.keep(),
  });
  return isDone ? [...chosen] : null;
}

/** Whether nothing is left in a row that was not kept. @param {ReturnType<typeof labelRow>} row */
const isKept = async (row) => !row.isTyped() || row.keep();

/**
 * Where the labels that there are get other names and colours, and go.
 * @param {Together} together
 * @param {Set<string>} chosen ids
 * @param {() => void} changed
 */
function managedLabels(together, chosen, changed) {
  /** By label. @type {Map<string, ReturnType<typeof labelRow>>} */
  const rows = new Map();
  const place = el("div", { class: "label-rows" });
  const show = list(place, (/** @type {Label} */ { labelId }) => labelId, (label) => {
    const row = rowOf(together, label, chosen, changed);
    rows.set(label.labelId, row);
    return row.element;
  });
  const element = el("details", { class: "label-manage" }, el("summary", { text: "labels.manage" }), place);
  return {
    element,
    show: () => void show(together.labels),
    /** What was typed in them; whether all of it was kept, else it is said where not. */
    async keep() {
      for (const { labelId } of [...together.labels]) {
        const row = rows.get(labelId);
        if (row !== undefined && !(await isKept(row))) {
          element.open = true;
          row.focus();
          return false;
        }
      }

      return true;
    },
  };
}

/** @param {Label} label @param {Set<string>} chosen ids */
function choiceOf(label, chosen) {
  const made = choice({ kind: "checkbox", value: label.labelId, name: {}, on: chosen.has(label.labelId) });
  made.element.querySelector("label")?.append(labelChip(label));
  made.control.addEventListener("change", () => chosen.delete(label.labelId) || chosen.add(label.labelId));
  return made;
}

/** @param {Together} together @param {Label} label @param {Set<string>} chosen ids @param {() => void} show */
function rowOf(together, label, chosen, show) {
  return labelRow(label, {
    keep: async (said) => {
      await together.keep(said, label);
      show();
    },
    remove: async () => {
      const isDone = await confirmDialog({
        title: "labels.remove.title", values: { name: label.name }, confirm: "labels.remove", isDanger: true,
        body: [el("p", { text: "labels.remove.body" })], act: () => together.remove(label.labelId),
      });
      isDone && chosen.delete(label.labelId);
      show();
    },
  });
}
