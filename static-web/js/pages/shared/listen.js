/**
 * Listens to what a component asks.
 * @template {HTMLElement} Component
 * @template {keyof EventsOf<Component> & string} Type
 * @param {Component} element
 * @param {Type} type
 * @param {(detail: EventsOf<Component>[Type]) => unknown} act
 */
export function listen(element, type, act) {
  element.addEventListener(type, (event) => void (event instanceof CustomEvent && act(event.detail)));
}
