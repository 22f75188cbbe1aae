import { JobDesk } from "./js/download/job-desk.js";

/**
 * Opens sealed files while the browser saves them. It caches nothing and leaves every other request alone. A new
 * version waits until the pages of the old one are closed, because taking over would break downloads under way.
 */
const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const desk = new JobDesk();

scope.addEventListener("message", (event) => event.waitUntil(desk.hear(event.data, event.ports)));

scope.addEventListener("fetch", (event) => {
  const response = desk.answer(event.request);
  if (response !== null) {
    event.respondWith(response);
  }
});
