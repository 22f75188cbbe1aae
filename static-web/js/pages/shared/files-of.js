import { Download } from "../../download/download.js";
import { readWhole } from "../../download/read-whole.js";
import { findServiceWorker } from "../../download/find-service-worker.js";
import { SpaceFiles } from "../../spaces/space-files.js";
import { warnBeforeLeaving } from "./leaving.js";

/** @typedef {import("../../components/attachment.js").FileReference} FileReference */

/**
 * How the files of a space are saved and looked at.
 * @param {import("../../spaces/space-files.js").Space} space its seal key is there once loaded
 * @returns {import("../../components/attachment.js").Files}
 */
export function filesOf(space) {
  const desk = new SpaceFiles(space);
  /** @type {Set<{ download: Download, references: readonly FileReference[] }>} */
  const running = new Set();
  const start = (/** @type {ConstructorParameters<typeof Download>} */ ...parts) => {
    const one = { download: watchedOver(new Download(...parts)), references: parts[0] };
    running.add(one);
    one.download.addEventListener("change", () => one.download.isOver && running.delete(one));
    return one.download;
  };
  return {
    // A service worker that is at work before it is wanted saves the first download the wait for it.
    prepare: findServiceWorker,
    makeDownload: (references, archive) => start(references, archive, desk),
    read: (reference, signal) => readWhole(reference, desk, signal),
    stop: (references) => [...running]
      .filter((one) => one.references.some(({ id }) => references.some((other) => other.id === id)))
      .forEach(({ download }) => download.cancel()),
  };
}

/**
 * A page that is left takes its downloads with it, so it warns; and one that waits for a connection goes on with it.
 * @param {Download} download
 */
export function watchedOver(download) {
  const over = new AbortController();
  const { signal } = over;
  warnBeforeLeaving(() => true, signal);
  addEventListener("online", () => download.state === "stalled" && download.resume(), { signal });
  download.addEventListener("change", () => download.isOver && over.abort(), { signal });
  return download;
}
