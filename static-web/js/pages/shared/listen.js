/**
 * Listens to what a component asks.
 * @param {HTMLElement} element
 * @param {string} type
 * @param {(detail: any) => unknown} act
 */
export function listen(element, type, act) {
  element.addEventListener(type, (event) => void act(/** @type {CustomEvent} */ (event).detail));
}
