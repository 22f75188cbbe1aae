import { showSize } from "../text/text.js";
import { button, el, icon, say } from "./dom.js";

/** @typedef {import("../conversations/draft.js").DraftFile} DraftFile */

const ends = ["ready", "failed", "cancelled"];

/**
 * The files of a message that is being written: a row for each, with its progress. Rows stay the same elements while
 * they change, so that focus and reading are not lost.
 * @param {{ remove: (entry: DraftFile) => void, again: (entry: DraftFile) => void }} acts
 */
export function fileList({ remove, again }) {
  const element = el("ul", { class: "files", label: "files.label", set: { hidden: true } });
  /** @type {Map<DraftFile, ReturnType<typeof fileRow>>} */
  const rows = new Map();

  /** @param {DraftFile[]} files */
  const show = (files) => {
    for (const [entry, row] of rows) {
      if (!files.includes(entry)) {
        row.element.remove();
        rows.delete(entry);
      }
    }

    for (const entry of files) {
      const row = rows.get(entry) ?? fileRow(entry, remove, again);
      if (!rows.has(entry)) {
        rows.set(entry, row);
        element.append(row.element);
      }

      row.show();
    }

    element.hidden = files.length === 0;
  };
  return { element, show };
}

/** @param {DraftFile} entry @param {(entry: DraftFile) => void} remove @param {(entry: DraftFile) => void} again */
function fileRow(entry, remove, again) {
  const { file, upload } = entry;
  const name = file.name;
  const bar = el("progress", { label: "files.progress", values: { name }, set: { max: Math.max(file.size, 1) } });
  const state = el("span", { class: "file-state" });
  const pause = el("button", { class: "quiet", set: { type: "button" }, on: { click: () => toggle(upload) } });
  const repeat = button("files.again", { class: "quiet", on: { click: () => again(entry) } });
  const drop = el(
    "button",
    { class: "icon-button", label: "files.remove", values: { name }, set: { type: "button" } },
    icon("cross"),
  );
  drop.addEventListener("click", () => remove(entry));
  const element = el(
    "li",
    { class: "file" },
    icon("file"),
    el("span", { class: "file-name", content: name }),
    el("span", { class: "muted", text: "size", values: { size: { size: file.size } } }),
    drop,
    bar,
    el("div", { class: "file-line" }, state, pause, repeat),
  );

  return {
    element,
    show() {
      const isOver = ends.includes(upload.state);
      bar.hidden = isOver;
      bar.value = upload.sent;
      pause.hidden = upload.state !== "sending" && upload.state !== "paused";
      say(pause, { text: upload.state === "paused" ? "files.resume" : "files.pause" });
      repeat.hidden = upload.state !== "failed";
      element.classList.toggle("is-failed", upload.state === "failed");
      say(state, stateText(upload));
    },
  };
}

/** @param {DraftFile["upload"]} upload */
function toggle(upload) {
  upload.state === "paused" ? upload.resume() : upload.pause();
}

/** @param {DraftFile["upload"]} upload */
function stateText(upload) {
  if (upload.state === "failed") {
    return { text: `transfer.${upload.error?.code ?? "unexpected"}` };
  }

  const seconds = upload.secondsLeft;
  const values = { sent: showSize(upload.sent), minutes: seconds === null ? 0 : Math.ceil(seconds / 60) };
  const isLong = upload.state === "sending" && seconds !== null && seconds > 60;
  return { text: isLong ? "files.sending-long" : `files.${upload.state}`, values };
}
