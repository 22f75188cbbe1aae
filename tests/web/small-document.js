/**
 * As much of a document as our components need to be made and read in Node: elements with their words, no layout, no
 * events. Puts itself in the globals.
 */
class SmallElement {
  dataset = {};
  classList = { toggle() {} };
  children = [];
  /** Of a control. */
  value = "";
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
    children.filter((child) => child instanceof SmallElement).forEach((child) => (child.parent = this));
  }

  replaceChildren(...children) {
    [...this.children].forEach((child) => child.remove?.());
    this.children = [];
    this.append(...children);
  }

  /** One that has the focus loses it when it is moved, as in a browser. */
  insertBefore(child, next) {
    child.remove?.();
    const at = next === null ? this.children.length : this.children.indexOf(next);
    this.children.splice(at, 0, child);
    child.parent = this;
  }

  remove() {
    if (this.contains(globalThis.document.activeElement)) {
      globalThis.document.activeElement = null;
    }

    const siblings = this.parent?.children ?? [];
    siblings.includes(this) && siblings.splice(siblings.indexOf(this), 1);
    this.parent = null;
  }

  replaceWith(other) {
    const { parent } = this;
    parent.children.splice(parent.children.indexOf(this), 1, other);
    other.parent = parent;
    this.parent = null;
  }

  contains(other) {
    return other === this || this.children.some((child) => child.contains?.(other));
  }

  focus() {
    globalThis.document.activeElement = this;
  }

  querySelector() {
    return null;
  }

  setAttribute(name, value) {
    this.#attributes.set(name, String(value));
  }

  getAttribute(name) {
    return this.#attributes.get(name) ?? null;
  }

  removeAttribute(name) {
    this.#attributes.delete(name);
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
    activeElement: null,
    documentElement: { dataset: { texts: parts } },
    createElement: (name) => Object.assign(new SmallElement(), { localName: name }),
    createTextNode: (words) => ({ textContent: words }),
    createElementNS: () => new SmallElement(),
    querySelectorAll: () => [],
    dispatchEvent() {},
  };
}
