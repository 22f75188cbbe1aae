/** What the browser did not keep; it goes with the page. @type {Map<string, string>} */
const inMemory = new Map();

/**
 * Does something with the browser's own store. Asking for it throws where sites may keep nothing, a web view may have
 * none, and one that is full takes nothing more.
 * @template Result
 * @param {(store: Storage) => Result} act
 * @param {"localStorage" | "sessionStorage"} [name] the second is the tab's
 * @returns {Result | null} null where the browser keeps nothing
 */
function reach(act, name = "localStorage") {
  try {
    const store = globalThis[name] ?? null;
    return store === null ? null : act(store);
  } catch {
    return null;
  }
}

/**
 * Words that were kept in this browser, or since the page came.
 * @param {string} key
 * @returns {string | null}
 */
export const kept = (key) => inMemory.get(key) ?? reach((store) => store.getItem(key));

/** Keeps words, for as long as the browser lets us. @param {string} key @param {string} words */
export function keep(key, words) {
  inMemory.set(key, words);
  reach((store) => {
    store.setItem(key, words);
    // Another tab may change them.
    inMemory.delete(key);
  });
}

/** Keeps them no longer. @param {string} key */
export function forget(key) {
  inMemory.delete(key);
  reach((store) => store.removeItem(key));
}

/** Leaves word for the next page of this tab, where the browser keeps that. @param {string} key */
export const leaveWord = (key) => reach((store) => store.setItem(key, ""), "sessionStorage");

/** Whether a page before this one left word in this tab; it is heard once. @param {string} key */
export function hearWord(key) {
  const isLeft = reach((store) => store.getItem(key), "sessionStorage") === "";
  reach((store) => store.removeItem(key), "sessionStorage");
  return isLeft;
}
