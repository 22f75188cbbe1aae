import { showSize } from "../text/text.js";
import { el, icon, say } from "./dom.js";

/**
 * @typedef {import("../api/contract.d.ts").FileReference} FileReference
 * @typedef {EventTarget & { state: string, received: number, size: number, error: (Error & { code?: string }) | null,
 *   start(): unknown, cancel(): unknown }} DownloadLike
 */

/**
 * A file of a message: its name is the button that downloads it.
 * @param {FileReference} reference
 * @param {(reference: FileReference) => DownloadLike} makeDownload
 */
export function attachment(reference, makeDownload) {
  const press = nameButton(reference);
  const bar = el("progress", {
    label: "download.progress",
    values: { name: reference.name },
    set: { max: Math.max(reference.size, 1), hidden: true },
  });
  const line = el("p", { class: "attachment-state", set: { role: "status" } });
  const stop = el("button", { class: "quiet", text: "download.stop", set: { type: "button", hidden: true } });
  /** @type {DownloadLike | null} */
  let download = null;

  const show = () => {
    const isBusy = download !== null && ["waiting", "reading"].includes(download.state);
    bar.hidden = !isBusy;
    stop.hidden = !isBusy;
    bar.value = download?.received ?? 0;
    const code = download?.error?.code ?? "unexpected";
    const key = download?.state === "failed" ? `transfer.${code}` : `download.${download?.state}`;
    say(line, { text: key, values: { size: showSize(download?.received ?? 0) } });
    line.classList.toggle("is-error", download?.state === "failed");
    if (!isBusy) {
      download?.removeEventListener("change", show);
    }
  };
  press.addEventListener("click", () => {
    if (download === null || !["waiting", "reading"].includes(download.state)) {
      download = makeDownload(reference);
      download.addEventListener("change", show);
      download.start();
      show();
    }
  });
  stop.addEventListener("click", () => download?.cancel());
  return el("li", { class: "attachment" }, press, bar, el("div", { class: "row" }, line, stop));
}

/** @param {FileReference} reference */
function nameButton({ name, size }) {
  const length = el("span", { class: "muted", text: "size", values: { size: { size } } });
  const words = el("span", { content: name });
  return el("button", { class: "attachment-name", set: { type: "button" } }, icon("file"), words, " ", length);
}
