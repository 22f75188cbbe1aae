import { el, newId } from "./dom.js";
import { list } from "./list.js";

/** @typedef {import("./recipient-panel.js").RecipientPanel} RecipientPanel */

const columns = /** @type {const} */ (["who", "default", "method", "settings"]);

/**
 * The checks of all recipients at once (Z40): who, whether it is kept as usual, which check, and what that takes. What
 * it takes is the panel's own field, which stands here meanwhile, so that nothing is typed twice.
 */
export class RecipientTable {
  #body = el("tbody", { set: { role: "rowgroup" } });
  #show = list(
    this.#body,
    (/** @type {RecipientPanel} */ panel) => panel,
    (panel) => rowOf(panel),
    (panel) => JSON.stringify([panel.title, panel.isDefault, panel.method, panel.offered]),
  );
  element = el("table", { class: "recipient-table", label: "recipients.table", set: { role: "table" } },
    el("thead", { set: { role: "rowgroup" } }, el("tr", { set: { role: "row" } },
      ...columns.map((one) => el("th", { text: `recipients.column.${one}`, set: { role: "columnheader" } })))),
    this.#body);

  /** @param {RecipientPanel[]} panels */
  show(panels) {
    this.#show(panels);
    this.element.hidden = panels.length === 0;
  }

  focus() {
    const first = this.#body.querySelector("input");
    first?.focus();
  }
}

/** @param {RecipientPanel} panel */
function rowOf(panel) {
  const { title, method, offered } = panel;
  const values = { name: title };
  const standing = el("input", { label: "recipients.default.of", values, set: { type: "checkbox", id: newId() } });
  standing.checked = panel.isDefault;
  standing.addEventListener("change", () => (panel.isDefault = standing.checked));
  const options = offered.map(([value, isOffered]) => el("option", {
    text: `method.${value}`, set: { value, selected: value === method, disabled: !isOffered && value !== method },
  }));
  const select = el("select", { label: "method.of", values }, ...options);
  select.addEventListener("change", () => panel.chooseNamed(select.value));
  const hasSettings = method === "sms" || method === "password";
  return el("tr", { set: { role: "row" } },
    cell("who", el("span", { content: title })),
    cell("default", standing),
    cell("method", select),
    cell("settings", hasSettings ? panel.settings : el("span", { class: "muted", text: "recipients.no-settings" })));
}

/** On a narrow screen each says what it is. @param {typeof columns[number]} column @param {HTMLElement} content */
const cell = (column, content) =>
  el("td", { class: `recipient-${column}`, set: { role: "cell" } },
    el("span", { class: "cell-name", text: `recipients.column.${column}`, set: { "aria-hidden": true } }), content);
