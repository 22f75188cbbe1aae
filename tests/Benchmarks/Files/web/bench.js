import { Download } from "/js/download/download.js";
import { openFile } from "/js/download/opened-file.js";
import { findServiceWorker } from "/js/download/find-service-worker.js";
import { getBlob } from "/js/storage/blob.js";
import { Upload } from "/js/upload/upload.js";

/**
 * Does one thing with the site's own modules and posts how long it took. It is driven by nobody while it runs: a
 * debugger's network domain would slow down what is measured.
 */
const plan = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const { signal } = new AbortController();

/** @param {string} path @param {unknown} [body] */
async function post(path, body = {}) {
  const answer = await fetch(`/bench/${path}`, { method: "POST", body: JSON.stringify(body) });
  const text = await answer.text();
  return text === "" ? null : JSON.parse(text);
}

/** @param {Upload | Download} transfer */
function ended(transfer) {
  return new Promise((resolve, reject) => {
    transfer.addEventListener("change", () => {
      if (transfer.state === "ready" || transfer.state === "saved") {
        resolve(undefined);
      } else if (transfer.state === "failed" || transfer.state === "cancelled") {
        reject(transfer.error ?? new Error(transfer.state));
      }
    });
    transfer.start();
  });
}

/** @param {{ postMessage(message: unknown): void, onmessage: unknown }} worker @param {unknown} message */
function answerOf(worker, message) {
  return new Promise((resolve) => {
    worker.onmessage = (/** @type {MessageEvent} */ { data }) => resolve(data);
    worker.postMessage(message);
  });
}

const sealKey = Uint8Array.from(atob(plan.sealKey), (sign) => sign.charCodeAt(0));
const requestTicket = (id) => () => post(`ticket/${id}`);
const job = (reference) => ({ reference, space: plan.space, sealKey });

/** The space as the functions would have it; `which` names the object that a ticket is for. */
const desk = (/** @type {(fileId: string) => string} */ which) => ({
  spaceId: plan.space,
  participantId: plan.space,
  mailboxId: null,
  isStarted: true,
  sealKey,
  requestUpload: (/** @type {string} */ fileId) => post(`ticket/${which(fileId)}`),
  requestDownload: (/** @type {string} */ fileId) => post(`ticket/${which(fileId)}`),
  reportDamaged: async () => {},
  finish: () => post("finish"),
});

/** @param {{ name: string, at: string } | null} archive */
function download(archive) {
  const at = (/** @type {string} */ fileId) => String(plan.references.findIndex(({ id }) => id === fileId));
  return new Download(plan.references, archive, desk(at));
}

const acts = {
  async "upload-raw"(file) {
    const worker = new Worker("/bench/raw-upload.js", { type: "module" });
    await answerOf(worker, { file, uploadUrl: (await post("ticket/raw")).uploadUrl });
    worker.terminate();
  },
  async "upload-sealed"(file) {
    const named = { fileId: "sealed", name: "sealed.bin", words: null };
    const upload = new Upload({ ...named, file, desk: desk((fileId) => fileId) });
    await ended(upload);
    return upload.reference;
  },
  async "download-raw"() {
    const { downloadUrl, etag } = await post("ticket/0");
    const reader = (await getBlob(downloadUrl, { etag, offset: 0, signal })).body.getReader();
    while (!(await reader.read()).done);
  },
  async "download-open"() {
    const regions = openFile(job(plan.references[0]), { requestTicket: requestTicket("0"), signal });
    while (!(await regions.next()).done);
  },
  async "save-zero"() {
    const done = new BroadcastChannel("zero");
    const over = new Promise((resolve) => (done.onmessage = resolve));
    const frame = document.createElement("iframe");
    frame.src = `/bench/zero/${plan.size}`;
    document.body.append(frame);
    await over;
  },
  save: () => ended(download(null)),
  zip: () => ended(download({ name: "all.zip", at: "2026-11-21T12:00:00Z" })),
};

/** Pages have their service worker at work before anybody presses a button. */
async function prepare() {
  if (plan.act === "save-zero") {
    const registration = await navigator.serviceWorker.register("/bench/zero-worker.js", { scope: "/bench/zero/" });
    const worker = registration.active ?? registration.installing ?? registration.waiting;
    while (worker.state !== "activated") {
      await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
    }
  } else if (plan.act === "save" || plan.act === "zip") {
    await findServiceWorker();
  }
}

async function run(file) {
  try {
    await prepare();
    await post("begin");
    await post("result", { answer: await acts[plan.act](file) ?? null });
  } catch (error) {
    await post("result", { error: `${error} ${error.cause ?? ""}` });
  }
}

const input = document.querySelector("#file");
if (plan.act.startsWith("upload")) {
  input.addEventListener("change", () => void run(input.files[0]));
  document.documentElement.dataset.ready = "";
} else {
  void run();
}
