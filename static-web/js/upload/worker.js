import { toTransferError } from "../storage/errors.js";
import { UploadRun } from "./upload-run.js";

/** @typedef {{ uploadUrl: string, expiresAt: string }} Ticket */

/** Uploads one file, off the page's thread. The page answers for tickets and ends this worker to cancel. */
const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** @type {UploadRun | undefined} */
let run;

/** @type {(ticket: Ticket) => void} */
let takeTicket = () => {};

/** @param {import("./messages.js").FromWorker} message */
function tell(message) {
  scope.postMessage(message);
}

/** @returns {Promise<Ticket>} */
function requestTicket() {
  return new Promise((resolve) => {
    takeTicket = resolve;
    tell({ type: "ticket-wanted" });
  });
}

/** @param {Extract<import("./messages.js").ToWorker, { type: "start" }>} message */
async function start({ file, space, sealKey }) {
  run = new UploadRun({ file, requestTicket, onProgress: (sent) => tell({ type: "progress", sent }) });
  try {
    tell({ type: "stored", seal: await run.run(sealKey, space) });
  } catch (error) {
    const { code, message } = toTransferError(error);
    tell({ type: "failed", code, message });
  }
}

scope.onmessage = (/** @type {MessageEvent<import("./messages.js").ToWorker>} */ { data }) => {
  switch (data.type) {
    case "start":
      void start(data);
      break;
    case "ticket":
      takeTicket(data.ticket);
      break;
    case "pause":
      run?.pause();
      break;
    case "resume":
      run?.resume();
      break;
  }
};
