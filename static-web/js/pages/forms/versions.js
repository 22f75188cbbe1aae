import { button, el } from "../../components/dom.js";
import { act, part } from "../../components/part.js";

/**
 * The versions of a form that were published: each can be looked at, and taken back as the draft.
 * @param {import("../../spaces/form-library.js").OpenedForm} opened
 * @param {(version: number) => Promise<unknown>} takeBack
 * @returns {import("../shared/pane-host.js").Pane}
 */
export function versionsPane({ row: { formId, header }, versions }, takeBack) {
  const place = part("forms.versions", "forms.versions.explain", "h1");
  const rows = versions.toSorted((one, other) => other.version - one.version).map(({ version, at, by }) => {
    const values = { n: version };
    const press = button("forms.version.take", { class: "secondary" });
    press.setAttribute("aria-describedby", `version-${version}`);
    press.addEventListener("click", () => void act(press, place, () => takeBack(version)));
    const look = el("a", { class: "button secondary", label: "forms.version.look.of", values,
      set: { href: `#${formId}-v${version}` } }, el("span", { text: "forms.version.look" }));
    return el("li", { class: "form-version" },
      el("span", { set: { id: `version-${version}` } }, el("strong", { text: "forms.version", values }), " ",
        el("span", { class: "muted", text: "forms.version.by", values: { at: { date: at }, name: by } })),
      el("div", { class: "row" }, look, press));
  });
  place.body.append(rows.length === 0 ? el("p", { class: "empty", text: "forms.versions.none" })
    : el("ul", { class: "form-versions", label: "forms.versions" }, ...rows));
  const back = header === null || header.title.nl === "" ? { text: /** @type {const} */ ("forms.back") }
    : { text: /** @type {const} */ ("forms.back-to"), values: { title: header.title.nl } };
  const way = el("p", {}, el("a", { ...back, set: { href: `#${formId}` } }));
  const element = el("div", { class: "office" }, way, place.element);
  return { element, isDirty: false, focus: () => place.focus() };
}
