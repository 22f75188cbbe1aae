import { firstText } from "../text/text.js";
import { el, say } from "./dom.js";

/**
 * @typedef {import("../download/download.js").DownloadState} DownloadState
 * @typedef {EventTarget & { state: DownloadState, isOver: boolean, received: number, size: number,
 *   bytesPerSecond: number, secondsLeft: number | null, error: (Error & { code?: string }) | null,
 *   failedFile: { name: string } | null,
 *   start(): unknown, pause(): unknown, resume(): unknown, cancel(): unknown }} DownloadLike
 * @typedef {{ text: TextKey, values: import("../text/text.js").Values }} Told
 * @typedef {object} Work
 * @property {string} name of what is saved
 * @property {boolean} isArchive
 * @property {() => DownloadLike} make
 */

/**
 * Ties buttons to the downloads that they start, one at a time, and shows how far they are.
 * @param {readonly HTMLElement[]} presses the first gets the focus of buttons that go
 * @param {Work} work
 * @returns {HTMLElement} the part that shows it, empty until a button is pressed
 */
export function downloading(presses, work) {
  const { part, start } = shownDownload(work, {
    changed: (isUnderWay) => presses.forEach((press) => press.setAttribute("aria-disabled", String(isUnderWay))),
    focus: () => presses[0]?.focus(),
  });
  presses.forEach((press) => press.addEventListener("click", start));
  return part;
}

/**
 * Downloads, one at a time, and how far they are: a bar, words, and buttons to pause, go on and stop. Only the state is
 * announced; the numbers beside it change too often for that.
 * @param {Work} work
 * @param {{ changed: (isUnderWay: boolean) => unknown, focus: () => unknown }} around where the focus of buttons goes
 *   that go
 * @returns {{ part: HTMLElement, start: () => void }} the part is empty until one is started
 */
export function shownDownload({ name, isArchive, make }, { changed, focus }) {
  const { part, bar, acts, hold, stop, tell } = partsFor(name);
  /** @type {DownloadLike | null} */
  let download = null;

  const show = () => {
    if (download !== null) {
      if (download.isOver && acts.contains(document.activeElement)) {
        focus();
      }

      part.hidden = false;
      bar.value = download.size === 0 ? 1 : download.received / download.size;
      bar.hidden = acts.hidden = download.isOver;
      part.classList.toggle("is-failed", download.state === "failed");
      say(hold, { text: isHeld(download) ? "download.resume" : "download.pause" });
      changed(!download.isOver);
      tell(download, isArchive);
    }
  };
  const start = () => {
    if (download === null || download.isOver) {
      download?.removeEventListener("change", show);
      download = make();
      download.addEventListener("change", show);
      download.start();
      show();
    }
  };
  hold.addEventListener("click", () => download !== null && (isHeld(download) ? download.resume() : download.pause()));
  stop.addEventListener("click", () => download?.cancel());
  return { part, start };
}

/** @param {string} name */
function partsFor(name) {
  const bar = el("progress", { label: "download.progress", values: { name }, set: { max: 1 } });
  const words = el("span", { class: "download-state", set: { role: "status" } });
  const numbers = el("span", { class: "download-numbers" });
  const hold = el("button", { class: "quiet", set: { type: "button" } });
  const stop = el("button", { class: "quiet", text: "download.stop", set: { type: "button" } });
  const acts = el("span", { class: "download-acts" }, hold, stop);
  const line = el("div", { class: "download-line" }, words, numbers, acts);
  const part = el("div", { class: "download", set: { hidden: true } }, bar, line);
  const announce = announcing(words);
  /** @param {DownloadLike} download @param {boolean} isArchive */
  const tell = (download, isArchive) => {
    const { state, isOver } = download;
    announce(state === "failed" ? failure(download, isArchive) : { text: `download.${state}`, values: {} });
    say(numbers, isOver ? { text: "download.nothing" } : amount(download));
  };
  return { part, bar, acts, hold, stop, tell };
}

/** @param {DownloadLike} download */
const isHeld = ({ state }) => state === "paused" || state === "stalled";

/** Says a thing once: a text that is put in its place again is read out again. @param {HTMLElement} words */
function announcing(words) {
  let said = "";
  return (/** @type {Told} */ what) => {
    const print = JSON.stringify(what);
    if (print !== said) {
      said = print;
      say(words, what);
    }
  };
}

/** @param {DownloadLike} download @returns {Told} */
function amount({ state, received, size, bytesPerSecond, secondsLeft }) {
  const minutes = secondsLeft === null ? 0 : Math.ceil(secondsLeft / 60);
  const values = { received: { size: received }, size: { size }, speed: { size: bytesPerSecond }, minutes };
  const isMoving = state === "reading" && bytesPerSecond > 0;
  const isLong = isMoving && secondsLeft !== null && secondsLeft > 60;
  return { text: isLong ? "download.amount-long" : isMoving ? "download.amount-fast" : "download.amount", values };
}

/** @param {DownloadLike} download @param {boolean} isArchive @returns {Told} */
function failure({ error, failedFile }, isArchive) {
  const code = error?.code ?? "unexpected";
  if (code === "damaged" && isArchive && failedFile !== null) {
    return { text: "download.damaged-in-archive", values: { name: failedFile.name } };
  }

  return { text: firstText(`download.${code}`, `transfer.${code}`), values: {} };
}
