import { readAddress } from "../text/typed-address.js";
import { field } from "./field.js";

/**
 * A field for one e-mail address. What was pasted with a name, as a link or with quotes around it becomes the address
 * as soon as the field is left, so that it is seen to whom mail goes.
 * @param {Pick<import("./field.js").FieldParts, "label" | "advice" | "set">} parts
 */
export function addressField({ set = {}, ...parts }) {
  const made = field({
    ...parts,
    kind: "email",
    // No greatest length: a browser cuts what is pasted in silence, and what is left may be somebody else's address.
    set: { autocapitalize: "none", spellcheck: "false", ...set },
  });
  const { control } = made;
  /** @type {HTMLElement} */
  const box = control;
  const tidy = () => {
    const { address } = readAddress(control.value);
    if (address !== null && address !== control.value) {
      control.value = address;
    }
  };
  control.addEventListener("change", tidy);
  box.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain").trim() ?? "";
    // A field of one line takes the line ends out, and would make one word of two addresses.
    if (/[\r\n]/.test(pasted)) {
      event.preventDefault();
      const lines = pasted.split(/[\r\n]+/);
      control.value = [control.value, ...lines].filter((line) => line.trim() !== "").join(", ");
      // What a script fills in is no change to the browser.
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  return {
    field: made,
    /** The address, or null when there is not one; then it says why. */
    read() {
      const { address, refusal } = readAddress(control.value);
      made.refuse(refusal);
      tidy();
      return address;
    },
  };
}
