import { button, el, icon, say } from "./dom.js";
import { list } from "./list.js";
import { codeOf } from "./problem-text.js";

/**
 * @typedef {import("../spaces/draft-files.js").DraftFile} DraftFile
 * @typedef {import("../spaces/unfinished.js").UnfinishedFile} UnfinishedFile
 * @typedef {object} Acts
 * @property {(entry: DraftFile) => void} remove
 * @property {(entry: DraftFile) => void} again
 * @property {(entry: UnfinishedFile) => void} forget
 * @property {() => void} choose
 */

const ends = ["ready", "failed", "cancelled"];

// What the service says of a file that it does not take, or not now.
const refusals = /** @type {const} */ ([
  "mailbox-full",
  "mailbox-staging-full",
  "message-too-large",
  "too-many-staged",
  "file-too-long",
]);

/**
 * The files of a message that is being written: a row for each, with its progress, below those of an earlier visit.
 * Rows stay the same elements while they change; one that begins anew stays in its place.
 * @param {Acts} acts
 * @param {"cross" | "bin"} [sign] of what removes a file
 */
export function fileList({ remove, again, forget, choose }, sign = "cross") {
  const element = el("ul", { class: "files", label: "files.label", set: { hidden: true } });
  const total = el("p", { class: "muted", set: { hidden: true } });
  /** @type {WeakMap<DraftFile, () => void>} */
  const refreshers = new WeakMap();
  const showRows = list(
    element,
    (/** @type {DraftFile | UnfinishedFile} */ entry) => ("upload" in entry ? entry.file : entry.fileId),
    (entry) => {
      if (!("upload" in entry)) {
        return unfinishedRow(entry, choose, forget, sign);
      }

      const row = fileRow(entry, remove, again, sign);
      refreshers.set(entry, row.show);
      row.show();
      return row.element;
    },
    // An entry says by itself how it goes; a file that is sent anew has another one.
    (entry) => entry,
  );

  return {
    element,
    /** What several files are together. */
    total,
    /** @param {DraftFile[]} files @param {UnfinishedFile[]} unfinished */
    show(files, unfinished) {
      showRows([...unfinished, ...files]);
      files.forEach((entry) => refreshers.get(entry)?.());
      element.hidden = element.childElementCount === 0;
      total.hidden = files.length < 2;
      const size = files.reduce((sum, { file }) => sum + file.size, 0);
      say(total, { text: "files.total", values: { n: files.length, size: { size } } });
    },
  };
}

/**
 * A file of an earlier visit.
 * @param {UnfinishedFile} entry
 * @param {() => void} choose
 * @param {Acts["forget"]} forget
 * @param {string} sign
 */
function unfinishedRow(entry, choose, forget, sign) {
  const { name, percent, size } = entry;
  const drop = dropButton(name, sign);
  drop.addEventListener("click", () => forget(entry));
  const words = el("span", { class: "file-state", text: "files.unfinished", values: { name, percent } });
  return el(
    "li",
    { class: "file is-unfinished" },
    icon("file"),
    el("span", { class: "file-name", content: name }),
    el("span", { class: "muted", text: "size", values: { size: { size } } }),
    drop,
    el("div", { class: "file-line" }, words, button("files.choose-again", { class: "quiet", on: { click: choose } })),
  );
}

/** @param {string} name @param {string} sign */
export function dropButton(name, sign) {
  return el(
    "button",
    { class: "icon-button", label: "files.remove", values: { name }, set: { type: "button" } },
    icon(sign),
  );
}

/**
 * @param {DraftFile} entry
 * @param {(entry: DraftFile) => void} remove
 * @param {(entry: DraftFile) => void} again
 * @param {string} sign
 */
function fileRow(entry, remove, again, sign) {
  const { file, name, upload } = entry;
  const bar = el("progress", { label: "files.progress", values: { name }, set: { max: Math.max(file.size, 1) } });
  const state = el("span", { class: "file-state" });
  const pause = el("button", { class: "quiet", set: { type: "button" }, on: { click: () => toggle(upload) } });
  const repeat = button("files.again", { class: "quiet", on: { click: () => again(entry) } });
  const drop = dropButton(name, sign);
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

/**
 * @param {DraftFile["upload"]} upload
 * @returns {Pick<import("./dom.js").Parts, "text" | "values">}
 */
function stateText(upload) {
  if (upload.state === "failed") {
    const code = codeOf(upload.error?.cause);
    const refusal = refusals.find((one) => one === code);
    return { text: refusal === undefined ? `transfer.${upload.error?.code ?? "unexpected"}` : `problem.${refusal}` };
  }

  const seconds = upload.secondsLeft;
  const values = {
    sent: { size: upload.sent },
    speed: { size: upload.bytesPerSecond },
    minutes: seconds === null ? 0 : Math.ceil(seconds / 60),
  };
  const isMoving = upload.state === "sending" && upload.bytesPerSecond > 0;
  const isLong = isMoving && seconds !== null && seconds > 60;
  return { text: isLong ? "files.sending-long" : isMoving ? "files.sending-fast" : `files.${upload.state}`, values };
}
