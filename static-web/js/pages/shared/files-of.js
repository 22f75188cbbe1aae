import { Download } from "../../download/download.js";
import { readWhole } from "../../download/read-whole.js";
import { findServiceWorker } from "../../download/find-service-worker.js";
import { SpaceFiles } from "../../spaces/space-files.js";
import { warnBeforeLeaving } from "./leaving.js";

/**
 * How the files of a space are saved and looked at.
 * @param {import("../../spaces/space-files.js").Space} space its seal key is there once loaded
 * @returns {import("../../components/attachment.js").Files}
 */
export function filesOf(space) {
  const desk = new SpaceFiles(space);
  return {
    // A service worker that is at work before it is wanted saves the first download the wait for it.
    prepare: findServiceWorker,
    makeDownload: (references, archive) => watchedOver(new Download(references, archive, desk)),
    read: (reference, signal) => readWhole(reference, desk, signal),
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
