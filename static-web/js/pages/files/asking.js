import { listReaders } from "../../api/folders.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el, newId } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { notice } from "../../components/notice.js";
import { codeOf, problemText } from "../../components/problem-text.js";
import { longestName } from "../../limits.js";
import { entryName } from "../../spaces/folder-names.js";
import { isVisible } from "../../text/unseen.js";

/**
 * Asks for the name of a folder.
 * @param {{ title: TextKey, confirm: TextKey, name?: string, act: (name: string) => Promise<unknown> }} asked
 */
export function askName({ title, confirm, name = "", act }) {
  const set = { maxlength: longestName, autocomplete: "off" };
  const typed = field({ label: "folders.name", advice: "folders.name.advice", set });
  typed.control.value = name;
  return confirmDialog({
    title,
    body: [typed.element],
    confirm,
    check: () => {
      typed.refuse(isVisible(typed.value.trim()) ? null : "folders.name.empty");
      typed.control.focus();
      return isVisible(typed.value.trim());
    },
    act: async () => {
      try {
        await act(entryName(typed.value));
      } catch (error) {
        if (codeOf(error) !== "name-taken") {
          throw error;
        }

        typed.refuse("problem.name-taken");
        typed.control.focus();
        return false;
      }

      return true;
    },
  });
}

/**
 * Says who downloaded a file, and when.
 * @param {string} participantId
 * @param {import("../../spaces/folder.js").FolderEntry} entry
 */
export function showReaders(participantId, { entryId, name }) {
  const id = newId();
  const body = el("div", { set: { "aria-live": "polite" } }, el("p", { text: "folders.readers.wait" }));
  const close = button("action.close", { class: "secondary", set: { autofocus: true } });
  const title = el("h2", { text: "folders.readers.title", values: { name: name ?? "" }, set: { id } });
  const dialog = el("dialog", { class: "dialog", set: { "aria-labelledby": id } }, title, body, close);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  void fill(body, participantId, entryId);
}

/** @param {string} at RFC 3339 */
const minuteOf = (at) => at.slice(0, "2026-11-29T10:00".length);

/** @param {HTMLElement} body @param {string} participantId @param {string} entryId */
async function fill(body, participantId, entryId) {
  try {
    const { readers } = await listReaders(participantId, entryId);
    const rows = readers.map(({ name, at, lastAt }) => el("li", {},
      el("strong", { content: name }), " ",
      el("span", minuteOf(lastAt) === minuteOf(at)
        ? { text: "folders.readers.once", values: { at: { date: at } } }
        : { text: "folders.readers.more", values: { at: { date: at }, last: { date: lastAt } } })));
    body.replaceChildren(rows.length === 0
      ? el("p", { text: "folders.readers.none" })
      : el("ul", { class: "viewers" }, ...rows));
  } catch (error) {
    const { key, values } = problemText(error);
    body.replaceChildren(notice("error", key, values));
  }
}
