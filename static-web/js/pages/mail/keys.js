import { button, el } from "../../components/dom.js";

const keys = /** @type {const} */ ([
  ["j", "next"],
  ["k", "previous"],
  ["Enter", "open"],
  ["c", "compose"],
  ["r", "answer"],
  ["x", "pick"],
  ["e", "archive"],
  ["Delete", "delete"],
  ["m", "read"],
  ["/", "search"],
  ["Escape", "back"],
  ["?", "help"],
]);

/** @typedef {Record<Exclude<typeof keys[number][1], "help" | "open">, () => unknown>} Acts */

/**
 * The keyboard of the mailbox. Letters only count where nobody types.
 * @param {Acts} acts
 */
export function listenToKeys(acts) {
  const all = { ...acts, open: () => {}, help: showKeys };
  /** Whether what a key asked for is still on its way: what is typed meanwhile was meant for it. */
  let isComing = false;
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    const isTyping = target instanceof HTMLElement
      && (target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), textarea, select"));
    const isElsewhere =
      event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") !== null;
    const found = keys.find(([key]) => key === event.key);
    // Enter on a link or button does what it always does.
    if (found === undefined || isElsewhere || (isTyping && event.key !== "Escape") || event.key === "Enter") {
      return;
    }

    event.preventDefault();
    if (!isComing) {
      isComing = true;
      void Promise.resolve(all[found[1]]()).finally(() => (isComing = false));
    }
  });
}

/** Says which keys there are. */
export function showKeys() {
  const rows = keys.flatMap(([key, name]) => [
    el("dt", {}, el("kbd", { content: key })),
    el("dd", { text: `keys.${name}` }),
  ]);
  const close = button("action.close", { class: "secondary" });
  const dialog = el(
    "dialog",
    { class: "dialog", label: "keys.title" },
    el("h2", { text: "keys.title" }),
    el("dl", { class: "keys" }, ...rows),
    close,
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
