/**
 * As much of a document as our components need to be made and read in Node: elements with their words, no layout, no
 * events. Puts itself in the globals.
 */
class SmallElement {
  dataset = {};
  classList = { toggle() {} };
  children = [];
  #words = "";
  #attributes = new Map();

  set textContent(words) {
    this.#words = String(words);
    this.children = [];
  }

  get textContent() {
    return this.#words + this.children.map((child) => child.textContent ?? child).join("");
  }

  append(...children) {
    this.children.push(...children);
  }

  setAttribute(name, value) {
    this.#attributes.set(name, String(value));
  }

  getAttribute(name) {
    return this.#attributes.get(name) ?? null;
  }

  addEventListener() {}

  matches() {
    return Object.keys(this.dataset).length > 0;
  }

  querySelectorAll() {
    return [];
  }
}

/** @param {string} parts names of the texts that the page has */
export function useSmallDocument(parts) {
  globalThis.HTMLElement = SmallElement;
  globalThis.HTMLDialogElement = SmallElement;
  globalThis.customElements = { define() {} };
  globalThis.localStorage = { getItem: () => null, setItem() {} };
  globalThis.document = {
    documentElement: { dataset: { texts: parts } },
    createElement: () => new SmallElement(),
    createElementNS: () => new SmallElement(),
    querySelectorAll: () => [],
    dispatchEvent() {},
  };
}
