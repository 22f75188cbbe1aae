import { registerServiceWorker } from "../trusted-scripts.js";

/** Seconds; a worker of this size is there at once or not at all. */
const longestStart = 15;

/**
 * The site's service worker, once it is at work.
 * @returns {Promise<ServiceWorker | null>} null where the browser has none: private windows, old browsers
 */
export async function findServiceWorker() {
  if (!("serviceWorker" in navigator)) {
    return null;
  }

  try {
    const registration = await registerServiceWorker();
    return await activeWorker(registration);
  } catch (error) {
    console.warn("No service worker here; files are saved in one piece.", error);
    return null;
  }
}

/**
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<ServiceWorker | null>}
 */
function activeWorker(registration) {
  const coming = registration.installing ?? registration.waiting;
  if (registration.active !== null || coming === null) {
    return Promise.resolve(registration.active);
  }

  return new Promise((resolve) => {
    const look = () => {
      if (coming.state === "activated" || coming.state === "redundant") {
        settle();
      }
    };
    const settle = () => {
      clearTimeout(timer);
      coming.removeEventListener("statechange", look);
      resolve(registration.active);
    };
    const timer = setTimeout(settle, longestStart * 1000);
    coming.addEventListener("statechange", look);
  });
}
