import { reportDamaged, requestDownload } from "../../api/files.js";
import { Download } from "../../download/download.js";
import { readWhole } from "../../download/read-whole.js";
import { findServiceWorker } from "../../download/service-worker.js";
import { warnBeforeLeaving } from "./leaving.js";

/**
 * How the files of a conversation are saved and looked at.
 * @param {import("../../spaces/conversation.js").Conversation} conversation its seal key is there once loaded
 * @returns {import("../../components/attachment.js").Files}
 */
export function filesOf(conversation) {
  const { spaceId: space, participantId } = conversation;
  const keys = () => {
    if (conversation.sealKey === null) {
      throw new Error("A conversation with files has a seal key.");
    }

    return { space, sealKey: conversation.sealKey };
  };
  const wanted = (/** @type {import("../../crypto/note-shapes.js").FileReference} */ reference) => ({
    reference,
    requestTicket: () => requestDownload(participantId, reference.id),
    reportDamaged: () => reportDamaged(participantId, reference.id),
  });
  return {
    // A service worker that is at work before it is wanted saves the first download the wait for it.
    prepare: findServiceWorker,
    makeDownload: (references, archive) =>
      watchedOver(new Download({ files: references.map(wanted), ...keys(), archive })),
    read: (reference, signal) => readWhole(wanted(reference), keys(), signal),
  };
}

/**
 * A page that is left takes its downloads with it, so it warns; and one that waits for a connection goes on with it.
 * @param {Download} download
 */
function watchedOver(download) {
  const over = new AbortController();
  const { signal } = over;
  warnBeforeLeaving(() => true, signal);
  addEventListener("online", () => download.state === "stalled" && download.resume(), { signal });
  download.addEventListener("change", () => download.isOver && over.abort(), { signal });
  return download;
}
