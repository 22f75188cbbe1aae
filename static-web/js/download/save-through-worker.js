import { randomId } from "../crypto/base64.js";
import { TransferError } from "../storage/errors.js";
import { downloadPath } from "./messages.js";

/** Seconds. Browsers end a service worker that heard nothing for 30. */
const pingEvery = 10;

/** Pings without a sign of life, after which the worker counts as gone. */
const mostUnanswered = 4;

/**
 * Saves a file through the service worker: the browser's own download, streamed to disk.
 * @param {ServiceWorker} worker
 * @param {import("./opened-file.js").Job} job
 * @param {object} parts
 * @param {() => Promise<import("./stored-file.js").Ticket>} parts.requestTicket
 * @param {(received: number) => void} parts.onProgress
 * @param {AbortSignal} parts.signal
 * @returns {Promise<"saved" | "cancelled">}
 * @throws {TransferError}
 */
export async function saveThroughWorker(worker, job, { requestTicket, onProgress, signal }) {
  const token = randomId();
  const { port1: port, port2 } = new MessageChannel();
  const life = watchLife(worker, token);
  const frame = document.createElement("iframe");
  frame.hidden = true;
  const stop = () => port.postMessage({ type: "stop" });
  signal.addEventListener("abort", stop);
  try {
    return await Promise.race([life.gone, new Promise((resolve, reject) => {
      port.onmessage = ({ data }) => {
        life.heard();
        hear(data, { port, frame, address: downloadPath + token, requestTicket, onProgress, resolve, reject });
      };
      worker.postMessage({ type: "download", token, job }, [port2]);
    })]);
  } finally {
    signal.removeEventListener("abort", stop);
    stop();
    life.end();
    frame.remove();
  }
}

/**
 * @param {import("./messages.js").FromJob} message
 * @param {object} parts
 * @param {MessagePort} parts.port
 * @param {HTMLIFrameElement} parts.frame
 * @param {string} parts.address
 * @param {() => Promise<import("./stored-file.js").Ticket>} parts.requestTicket
 * @param {(received: number) => void} parts.onProgress
 * @param {(outcome: "saved" | "cancelled") => void} parts.resolve
 * @param {(error: unknown) => void} parts.reject
 */
function hear(message, { port, frame, address, requestTicket, onProgress, resolve, reject }) {
  switch (message.type) {
    case "accepted":
      // A frame and not a link: browsers do not show a link's download to the service worker.
      frame.src = address;
      document.body.append(frame);
      break;
    case "ticket-wanted":
      requestTicket().then((ticket) => port.postMessage({ type: "ticket", ticket }), reject);
      break;
    case "progress":
      onProgress(message.received);
      break;
    case "saved":
    case "cancelled":
      resolve(message.type);
      break;
    case "failed":
      reject(new TransferError(message.code, message.message));
      break;
    case "alive":
      break;
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
