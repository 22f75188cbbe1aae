/**
 * The site's one Trusted Types policy: the only places that may name a script by its address, each with a fixed one.
 * Nothing else in the site can make a script from text.
 */
const uploadWorker = "/js/upload/seal-worker.js";
const downloadWorker = "/js/download/open-worker.js";
const serviceWorker = "/service-worker.js";
const workers = [uploadWorker, downloadWorker, serviceWorker];

/** @typedef {{ createScriptURL: (url: string) => string }} Policy */
/** @typedef {{ createPolicy: (name: string, rules: Policy) => Policy }} PolicyFactory */

/** @type {Policy} */
const rules = {
  createScriptURL(url) {
    if (!workers.includes(url)) {
      throw new TypeError("Not one of the site's workers.");
    }

    return url;
  },
};

const factory = /** @type {{ trustedTypes?: PolicyFactory }} */ (/** @type {unknown} */ (globalThis)).trustedTypes;

// Where the browser has no Trusted Types the same rules still hold, unenforced.
const policy = factory?.createPolicy("zegel", rules) ?? rules;

/** A worker that uploads one file. */
export function makeUploadWorker() {
  return new Worker(policy.createScriptURL(uploadWorker), { type: "module" });
}

/** A worker that opens what is to be saved. */
export function makeDownloadWorker() {
  return new Worker(policy.createScriptURL(downloadWorker), { type: "module" });
}

/** Registers the site's service worker; its imports are checked for changes along with it. */
export function registerServiceWorker() {
  const url = policy.createScriptURL(serviceWorker);
  return navigator.serviceWorker.register(url, { type: "module", updateViaCache: "none" });
}
