import { el, focusOn, icon, say } from "./dom.js";
import { notice } from "./notice.js";

/**
 * @typedef {import("../spaces/dossier-part.js").DossierPart} DossierPart
 * @typedef {{ nl: string, en: string }} Named in both languages
 */

/**
 * What a dossier is about, who handles it, and how far it is: its progress is folded in (N18, N19).
 * @param {(part: DossierPart) => HTMLElement} [stepsOf] how the steps are shown, where they are more than a list
 */
export function dossierHead(stepsOf = listOfSteps) {
  const title = el("h1", { class: "dossier-title" });
  const number = el("p", { class: "muted" });
  const facts = el("dl", { class: "dossier-facts" });
  const closed = el("div");
  const summary = el("summary");
  const body = el("div", { class: "details-body" });
  const progress = el("details", { class: "folder-details" }, summary, body);
  return {
    element: el("header", { class: "dossier-head" }, title, number, facts, closed, progress),
    focus: () => focusOn(title),
    /** @param {DossierPart} part @param {string | null} status in the language of the page */
    show(part, status) {
      const { header, steps } = part;
      const { handler, standIn, closedAt } = part.facts ?? { handler: null, standIn: null, closedAt: null };
      header === null ? say(title, { text: "dossiers.damaged" }) : nameIt(title, header.description);
      say(number, { text: "dossiers.number", values: { number: header?.number ?? "" } });
      number.hidden = header === null;
      facts.replaceChildren(
        ...fact("dossiers.status", status), ...fact("dossiers.handler", handler?.name ?? null),
        ...fact("dossiers.stand-in", standIn?.name ?? null),
      );
      closed.replaceChildren(...(closedAt === null ? []
        : [notice("info", "dossiers.closed", { at: { day: closedAt } })]));
      const done = steps.filter(({ tickedAt }) => tickedAt !== null).length;
      say(summary, { text: "dossiers.progress", values: { done: String(done), all: String(steps.length) } });
      body.replaceChildren(stepsOf(part));
    },
  };
}

/** @param {HTMLElement} title @param {string} description */
function nameIt(title, description) {
  delete title.dataset["text"];
  title.replaceChildren(...el("span", { content: description }).childNodes);
  title.setAttribute("dir", "auto");
}

/** @param {TextKey} term @param {string | null} value */
const fact = (term, value) =>
  value === null || value === "" ? [] : [el("div", {}, el("dt", { text: term }), el("dd", { content: value }))];

/** @param {DossierPart} part */
function listOfSteps({ steps }) {
  return steps.length === 0 ? el("p", { class: "muted", text: "dossiers.no-steps" })
    : el("ol", { class: "steps-list" }, ...steps.map(({ title, tickedAt }) => {
      const state = tickedAt === null ? el("span", { class: "muted", text: "dossiers.step.open" })
        : el("span", { class: "muted", text: "dossiers.step.done", values: { at: { day: tickedAt } } });
      const picture = icon(tickedAt === null ? "clock" : "check");
      return el("li", { class: tickedAt === null ? "" : "is-done" }, picture, el("span", { content: title }), state);
    }));
}
