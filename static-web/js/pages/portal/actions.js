import { el, icon } from "../../components/dom.js";
import { taskRow } from "../../components/task-row.js";
import { tabs } from "../../spaces/dossier-part.js";

/** @typedef {import("../../spaces/own-dossiers.js").OwnDossier} OwnDossier */

/** What waits for a client, dossier by dossier (N38, N39). */
export function actions() {
  const title = el("h1", { text: "portal.actions" });
  const body = el("div", { class: "action-list" });
  return {
    element: el("div", { class: "portal-actions" }, title, body),
    title,
    /** @param {OwnDossier[]} dossiers */
    show(dossiers) {
      const waiting = dossiers.filter((one) => one.waiting > 0);
      body.replaceChildren(
        el("p", { class: waiting.length === 0 ? "empty" : "muted",
          text: waiting.length === 0 ? "portal.actions.empty" : "portal.actions.explain" }),
        ...waiting.map(sectionOf),
      );
    },
  };
}

/** @param {OwnDossier} dossier */
function sectionOf({ participantId, name, facts, unread, tasks, toDo }) {
  /** @type {import("../../components/dom.js").Parts} */
  const shown = name === undefined ? { text: "dossiers.opening" }
    : name === null ? { text: "dossiers.damaged" } : { content: name.description };
  const links = tabs.filter((tab) => unread[tab] > 0).map((tab) =>
    el("li", {}, el("a", { class: "folder-row", set: { href: `#${participantId}-${tab}` } },
      icon(tab === "messages" ? "envelope" : "file"),
      el("strong", { text: `portal.actions.${tab}`, values: { n: unread[tab] } }))));
  const isOpen = facts.closedAt === null;
  const asked = (toDo ?? []).map((task) => taskRow(task, `#${participantId}-task-${task.taskId}`, isOpen));
  const isComing = tasks.toDo > 0 && toDo === null;
  return el("section", { class: "part" }, el("h2", shown),
    isComing ? el("p", { class: "muted", text: "todo.coming", set: { role: "status" } }) : null,
    asked.length > 0 ? el("ul", { class: "task-list" }, ...asked) : null,
    links.length > 0 ? el("ul", { class: "folder-list" }, ...links) : null,
    el("p", {}, el("a", { class: "button secondary", set: { href: `#${participantId}` } },
      el("span", { text: "portal.open-dossier" }))));
}
