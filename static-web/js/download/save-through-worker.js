import { randomId } from "../crypto/base64.js";
import { toTransferError, TransferError } from "../storage/errors.js";
import { makeDownloadWorker } from "../trusted-scripts.js";
import { downloadPath } from "./download-messages.js";

/** Seconds. Browsers end a service worker that heard nothing for 30. */
const pingEvery = 10;

/** Pings without a sign of life, after which the worker counts as gone. */
const mostUnanswered = 4;

/**
 * Saves an order through the service worker: the browser's own download, streamed to disk. A worker of this page opens
 * the pieces and passes them to the service worker, which only feeds the browser: hashing and opening hold up the
 * thread that they run on (decision 014).
 * @param {ServiceWorker} serviceWorker
 * @param {import("./sources.js").Order} order
 * @param {import("./download-messages.js").Label} label
 * @param {import("./sources.js").Saving} saving
 * @returns {Promise<"saved" | "cancelled">}
 * @throws {TransferError}
 */
export async function saveThroughWorker(serviceWorker, order, label, saving) {
  const token = randomId();
  const { port1, port2 } = new MessageChannel();
  const opener = makeDownloadWorker();
  const life = watchLife(serviceWorker, token);
  const frame = document.createElement("iframe");
  frame.hidden = true;
  const over = new AbortController();
  passOn(saving.gate, opener, over.signal);
  // A page that goes takes the worker along that opens; the browser must not wait for more.
  addEventListener("pagehide", () => serviceWorker.postMessage({ type: "stop", token }), { signal: over.signal });
  try {
    return await Promise.race([life.gone, abortOf(saving.signal), new Promise((resolve, reject) => {
      opener.onmessage = ({ data }) => {
        life.heard();
        hear(data, { ...saving, opener, frame, address: downloadPath + token, resolve, reject });
      };
      // Without words it is the script that could not be loaded.
      opener.onerror = ({ message }) =>
        reject(new TransferError(message ? "unexpected" : "network", message || "The worker did not come."));
      opener.postMessage({ type: "start", order }, [port1]);
      serviceWorker.postMessage({ type: "download", token, label }, [port2]);
    })]);
  } finally {
    over.abort();
    life.end();
    frame.remove();
    opener.postMessage({ type: "stop" });
  }
}

/** Rejects when the signal aborts. @param {AbortSignal} signal @returns {Promise<never>} */
function abortOf(signal) {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/**
 * Tells the worker that opens of every pause.
 * @param {import("../storage/gate.js").Gate} gate
 * @param {Worker} opener
 * @param {AbortSignal} signal
 */
function passOn(gate, opener, signal) {
  const pause = async () => {
    opener.postMessage({ type: "pause" });
    await gate.passage();
    opener.postMessage({ type: "resume" });
    passOn(gate, opener, signal);
  };
  if (gate.isClosed) {
    void pause();
  } else {
    gate.signal.addEventListener("abort", () => void pause(), { once: true, signal });
  }
}

/**
 * @typedef {object} Hearing
 * @property {Worker} opener
 * @property {HTMLIFrameElement} frame
 * @property {string} address
 * @property {(outcome: "saved" | "cancelled") => void} resolve
 * @property {(error: unknown) => void} reject
 */

/**
 * @param {import("./download-messages.js").FromJob} message
 * @param {import("./sources.js").Saving & Hearing} hearing
 */
function hear(message, { opener, frame, address, requestTicket, onProgress, onFailed, onStalled, resolve, reject }) {
  switch (message.type) {
    case "accepted":
      // A frame and not a link: browsers do not show a link's download to the service worker.
      frame.src = address;
      document.body.append(frame);
      break;
    case "ticket-wanted":
      void answer(message.file, requestTicket, opener);
      break;
    case "progress":
      onProgress(message.received);
      break;
    case "stalled":
      onStalled();
      break;
    case "saved":
    case "cancelled":
      resolve(message.type);
      break;
    case "failed":
      onFailed(message.file);
      reject(new TransferError(message.code, message.message));
      break;
    case "alive":
      break;
  }
}

/**
 * @param {number} file
 * @param {import("./sources.js").Saving["requestTicket"]} requestTicket
 * @param {Worker} opener
 */
async function answer(file, requestTicket, opener) {
  try {
    opener.postMessage({ type: "ticket", file, ticket: await requestTicket(file) });
  } catch (error) {
    const { code, message } = toTransferError(error);
    opener.postMessage({ type: "no-ticket", file, code, message });
  }
}

/**
 * Keeps the worker alive and notices when it is not. Counted in pings and not in time, because browsers slow the
 * timers of pages that nobody looks at; there the progress messages set the rhythm.
 * @param {ServiceWorker} worker
 * @param {string} token
 */
function watchLife(worker, token) {
  let unanswered = 0;
  let pingedAt = performance.now();
  /** @type {(error: TransferError) => void} */
  let giveUp = () => {};
  /** @type {Promise<never>} */
  const gone = new Promise((_, reject) => {
    giveUp = reject;
  });
  const ping = () => {
    pingedAt = performance.now();
    if (unanswered++ >= mostUnanswered) {
      giveUp(new TransferError("interrupted", "The service worker is gone."));
    }

    worker.postMessage({ type: "ping", token });
  };
  const timer = setInterval(ping, pingEvery * 1000);
  return {
    gone,
    heard() {
      unanswered = 0;
      if (performance.now() - pingedAt > pingEvery * 1000) {
        ping();
      }
    },
    end: () => clearInterval(timer),
  };
}
