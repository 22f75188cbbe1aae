import { button, el, newId } from "./dom.js";
import { startOf } from "../text/graphemes.js";
import { shownLine } from "../text/shown.js";
import { decodeText, isBlank, previewKindOf } from "./preview-kind.js";
import { firstText } from "../text/text.js";
import { codeOf } from "./problem-text.js";

/** Signs of a text that are shown: a page that scrolls for ever helps nobody. */
const longestText = 200_000;

/**
 * @typedef {import("../crypto/note-shapes.js").FileReference} FileReference
 * @typedef {(reference: FileReference, signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>} Read
 */

/**
 * Shows a file before it is saved. What it is, its bytes say and not its sender.
 * @param {FileReference} reference
 * @param {Read} read the whole file, checked
 * @param {() => unknown} [shown] called once all of it is shown, which no browser does with every kind
 */
export function previewDialog(reference, read, shown = () => undefined) {
  const id = newId();
  const heading = el("h2", { content: reference.name, set: { id } });
  const close = button("action.close", { class: "quiet", icon: "cross", set: { autofocus: true } });
  const body = el("div", { class: "preview-body" }, el("p", { text: "preview.opening", set: { role: "status" } }));
  const head = el("div", { class: "preview-head" }, heading, close);
  const dialog = el("dialog", { class: "dialog preview", set: { "aria-labelledby": id, "data-file": reference.id } },
    head, body);
  const over = new AbortController();
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    over.abort();
    dialog.remove();
  });
  document.body.append(dialog);
  // The browser gives the focus back to the button that was pressed.
  dialog.showModal();
  void fill(body, () => read(reference, over.signal), over.signal, {
    name: reference.name, shown, fail: () => refuse(body),
  });
}

/** Closes the dialogs that show one of these files. @param {readonly FileReference[]} references */
export function closePreviews(references) {
  for (const dialog of document.querySelectorAll("dialog.preview")) {
    const isOne = references.some(({ id }) => id === dialog.getAttribute("data-file"));
    isOne && dialog instanceof HTMLDialogElement && dialog.close();
  }
}

/**
 * @typedef {{ name: string, shown: () => unknown, fail: () => unknown }} Told
 * @param {HTMLElement} body
 * @param {() => Promise<Uint8Array<ArrayBuffer>>} read
 * @param {AbortSignal} signal
 * @param {Told} told
 */
async function fill(body, read, signal, told) {
  try {
    const bytes = await read();
    if (!signal.aborted) {
      body.replaceChildren(...partsOf(bytes, signal, told));
    }
  } catch (error) {
    if (!signal.aborted) {
      const code = codeOf(error) ?? "unexpected";
      const words = firstText(`preview.${code}`, `transfer.${code}`);
      body.replaceChildren(el("p", { text: words, set: { role: "alert" } }));
    }
  }
}

/** @param {HTMLElement} body */
function refuse(body) {
  body.replaceChildren(el("p", { text: "preview.unknown", set: { role: "alert" } }));
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {AbortSignal} signal aborts when the dialog closes
 * @param {Told} told
 */
function partsOf(bytes, signal, { name, shown, fail }) {
  const kind = previewKindOf(bytes);
  const title = shownLine(name);
  switch (kind) {
    case null:
      return [el("p", { text: "preview.unknown", set: { role: "alert" } })];
    case "text/plain":
      return textParts(decodeText(bytes), shown);
    case "application/pdf":
      return navigator.pdfViewerEnabled
        ? [el("iframe", {
          class: "preview-page",
          set: { src: addressOf(bytes, kind, signal), title },
          on: { load: shown },
        })]
        : [el("p", { text: "preview.no-viewer", set: { role: "alert" } })];
    default:
      return [el("img", {
        class: "preview-picture",
        set: { src: addressOf(bytes, kind, signal), alt: title },
        on: { error: fail, load: shown },
      })];
  }
}

/** @param {string} words @param {() => unknown} shown */
function textParts(words, shown) {
  words.length > longestText || shown();
  if (isBlank(words)) {
    return [el("p", { text: "preview.empty", set: { role: "status" } })];
  }

  const written = startOf(words, longestText);
  const page = el("pre", { class: "preview-text", written, set: { tabindex: 0 } });
  return words.length > longestText ? [el("p", { text: "preview.cut" }), page] : [page];
}

/**
 * An address for bytes of a kind that is no page, for as long as the dialog is open. The kind is one of our own list,
 * so that nothing that a sender wrote can make a page of it.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {import("./preview-kind.js").PreviewKind} kind
 * @param {AbortSignal} signal
 */
function addressOf(bytes, kind, signal) {
  const address = URL.createObjectURL(new Blob([bytes], { type: kind }));
  signal.addEventListener("abort", () => URL.revokeObjectURL(address), { once: true });
  return address;
}
