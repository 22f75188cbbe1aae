import { el } from "./dom.js";
import { notice } from "./notice.js";

/**
 * Who will see what is published, and a warning when somebody of them is new there (X31).
 * @param {readonly { name: string, isNew: boolean, people: readonly { name: string, isNew: boolean }[] }[]} clients
 *   each with the people of a company beside itself
 */
export function viewersOf(clients) {
  const badge = (/** @type {boolean} */ isNew) =>
    (isNew ? el("strong", { class: "badge", text: "office.viewers.is-new" }) : null);
  const rows = clients.flatMap(({ name, isNew, people }) => [
    el("li", {}, el("bdi", { content: name }), " ", badge(isNew)),
    ...people.map((one) => el("li", {}, el("span", { text: "office.viewers.of",
      values: { name: one.name, company: name } }), " ", badge(one.isNew))),
  ]);
  const isAnyNew = clients.some(({ isNew, people }) => isNew || people.some((one) => one.isNew));
  return [
    isAnyNew ? notice("warning", "office.viewers.new") : null,
    el("p", { text: "office.viewers" }),
    el("ul", { class: "viewers" }, ...rows),
  ].filter((part) => part !== null);
}
