import { DownloadDesk } from "./js/download/download-desk.js";

/**
 * Feeds the browser with opened files while it saves them. It caches nothing and leaves every other request alone. A
 * new version waits until the pages of the old one are closed, because taking over would break downloads under way.
 */
const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const desk = new DownloadDesk();

scope.addEventListener("message", (event) => event.waitUntil(desk.hear(event.data, event.ports)));

scope.addEventListener("fetch", (event) => {
  const response = desk.answer(event.request);
  if (response !== null) {
    event.respondWith(response);
  }
});
