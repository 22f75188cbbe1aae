import { randomId } from "../crypto/base64.js";
import { toTransferError, TransferError } from "../storage/errors.js";
import { downloadPath } from "./messages.js";

/** Seconds. Browsers end a service worker that heard nothing for 30. */
const pingEvery = 10;

/** Pings without a sign of life, after which the worker counts as gone. */
const mostUnanswered = 4;

/**
 * Saves an order through the service worker: the browser's own download, streamed to disk.
 * @param {ServiceWorker} worker
 * @param {import("./sources.js").Order} order
 * @param {import("./sources.js").Saving} saving
 * @returns {Promise<"saved" | "cancelled">}
 * @throws {TransferError}
 */
export async function saveThroughWorker(worker, order, saving) {
  const token = randomId();
  const { port1: port, port2 } = new MessageChannel();
  const life = watchLife(worker, token);
  const frame = document.createElement("iframe");
  frame.hidden = true;
  const over = new AbortController();
  const signal = AbortSignal.any([saving.signal, over.signal]);
  signal.addEventListener("abort", () => port.postMessage({ type: "stop" }), { once: true });
  passOn(saving.gate, port, signal);
  try {
    return await Promise.race([life.gone, new Promise((resolve, reject) => {
      port.onmessage = ({ data }) => {
        life.heard();
        hear(data, { ...saving, port, frame, address: downloadPath + token, resolve, reject });
      };
      worker.postMessage({ type: "download", token, order }, [port2]);
    })]);
  } finally {
    over.abort();
    life.end();
    frame.remove();
  }
}

/**
 * Tells the service worker of every pause.
 * @param {import("../storage/gate.js").Gate} gate
 * @param {MessagePort} port
 * @param {AbortSignal} signal
 */
function passOn(gate, port, signal) {
  const pause = async () => {
    port.postMessage({ type: "pause" });
    await gate.passage();
    port.postMessage({ type: "resume" });
    passOn(gate, port, signal);
  };
  if (gate.isClosed) {
    void pause();
  } else {
    gate.signal.addEventListener("abort", () => void pause(), { once: true, signal });
  }
}

/**
 * @typedef {object} Hearing
 * @property {MessagePort} port
 * @property {HTMLIFrameElement} frame
 * @property {string} address
 * @property {(outcome: "saved" | "cancelled") => void} resolve
 * @property {(error: unknown) => void} reject
 */

/**
 * @param {import("./messages.js").FromJob} message
 * @param {import("./sources.js").Saving & Hearing} hearing
 */
function hear(message, { port, frame, address, requestTicket, onProgress, onFailed, onStalled, resolve, reject }) {
  switch (message.type) {
    case "accepted":
      // A frame and not a link: browsers do not show a link's download to the service worker.
      frame.src = address;
      document.body.append(frame);
      break;
    case "ticket-wanted":
      void answer(message.file, requestTicket, port);
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
 * @param {MessagePort} port
 */
async function answer(file, requestTicket, port) {
  try {
    port.postMessage({ type: "ticket", file, ticket: await requestTicket(file) });
  } catch (error) {
    const { code, message } = toTransferError(error);
    port.postMessage({ type: "no-ticket", file, code, message });
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
