import { toTransferError, TransferError } from "../storage/errors.js";
import { Journal } from "./journal.js";
import { UploadRun } from "./upload-run.js";

/** Uploads one file, off the page's thread. The page answers for tickets and ends this worker to cancel. */
const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** @typedef {Extract<import("./upload-messages.js").ToWorker, { type: "start" }>} Start */

/** @type {UploadRun | undefined} */
let run;
let isPaused = false;

/** @type {(ticket: import("./upload-run.js").UploadTicket) => void} */
let takeTicket = () => {};

/** @param {import("./upload-messages.js").FromWorker} message */
function tell(message) {
  scope.postMessage(message);
}

/** @returns {Promise<import("./upload-run.js").UploadTicket>} */
function requestTicket() {
  return new Promise((resolve) => {
    takeTicket = resolve;
    tell({ type: "ticket-wanted" });
  });
}

/** @param {Start} message */
async function start(message) {
  try {
    tell({ type: "stored", seal: await send(message) });
  } catch (error) {
    const { code, message: words } = toTransferError(error);
    tell({ type: "failed", code, message: words });
  }
}

/** @param {Start} message */
async function send({ file, space, sealKey, kept, isResumed }) {
  const journal = await Journal.of(kept.fileId).catch(() => null);
  const left = isResumed ? await journal?.read() : null;
  if (isResumed && !left) {
    throw new TransferError("file-changed", "Nothing is known of this upload.");
  }

  const { size, lastModified } = file;
  const record = { ...kept, space, size, lastModified, sent: 0, at: Date.now() };
  run = new UploadRun({
    file,
    requestTicket,
    onProgress: (sent) => tell({ type: "progress", sent }),
    notes: journal && {
      begin: (encryptionData) => journal.begin({ ...record, encryptionData }),
      note: (block, traces) => journal.note(block, traces),
      reach: (sent) => journal.reach(sent),
    },
    before: left ? { encryptionData: left.record.encryptionData, traces: left.traces } : null,
  });
  if (isPaused) {
    run.pause();
  }

  return run.run(sealKey, space);
}

scope.onmessage = (/** @type {MessageEvent<import("./upload-messages.js").ToWorker>} */ { data }) => {
  switch (data.type) {
    case "start":
      void start(data);
      break;
    case "ticket":
      takeTicket(data.ticket);
      break;
    case "pause":
      isPaused = true;
      run?.pause();
      break;
    case "resume":
      isPaused = false;
      run?.resume();
      break;
  }
};
