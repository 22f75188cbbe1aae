import { button, el } from "./dom.js";
import { field } from "./field.js";
import { problemText } from "./problem-text.js";
import { option, selectField } from "./select-field.js";

/**
 * @typedef {import("../spaces/together.js").Label} Label
 * @typedef {{ name: string, colour: Label["colour"] }} Said
 */

const colours = /** @type {const} */ (["blue", "green", "orange", "red", "purple", "grey"]);

/** A longer name does not fit a row, in UTF-16 units. */
const longestName = 40;

/**
 * A label that is made or changed: its name, its colour, and what is done with them.
 * @param {Label | null} label null: a new one
 * @param {{ keep: (said: Said) => Promise<unknown>, remove?: () => Promise<unknown> }} acts
 */
export function labelRow(label, { keep, remove }) {
  const name = field({ label: label === null ? "labels.new" : "labels.name", set: { autocomplete: "off" } });
  name.control.value = label?.name ?? "";
  const colour = selectField("labels.colour");
  colour.offer(colours.map((one) => option(one, { text: `labels.colour.${one}` })));
  colour.choose(label?.colour ?? "blue");
  const values = { name: label?.name ?? "" };
  const save = label === null ? button("labels.add", { class: "secondary" })
    : button("labels.save", { class: "secondary", label: "labels.save.of", values });
  const tryToKeep = async () => {
    const said = { name: name.value.trim(), colour: colours.find((one) => one === colour.value) ?? "blue" };
    name.refuse(said.name === "" ? "labels.empty" : said.name.length > longestName ? "labels.too-long" : null);
    name.error.hidden ? await run(save, name, () => keep(said)) : name.control.focus();
    return name.error.hidden;
  };
  /** @type {Promise<boolean> | null} */
  let keeping = null;
  const doKeep = () => (keeping ??= tryToKeep().finally(() => (keeping = null)));
  save.addEventListener("click", () => void doKeep());
  name.control.addEventListener("keydown", (event) => {
    // With Ctrl the whole form is meant.
    const isEnter = event instanceof KeyboardEvent && event.key === "Enter" && !event.isComposing
      && !event.ctrlKey && !event.metaKey;
    isEnter && void doKeep();
  });
  const bin = remove === undefined ? null
    : button("labels.remove", { class: "quiet is-danger", icon: "bin", label: "labels.remove.of", values });
  bin?.addEventListener("click", () => remove && void run(bin, name, remove));
  return {
    element: el("div", { class: "label-row" }, name.element, colour.element, el("div", { class: "row" }, save, bin)),
    focus: () => name.control.focus(),
    /** Whether there is something that was not kept. */
    isTyped: () => name.value.trim() !== (label?.name ?? "") || (label !== null && colour.value !== label.colour),
    /** As its button does, once; whether it was kept, else it is said why not. */
    keep: doKeep,
  };
}

/**
 * Does what a press asks, once at a time; the name says what went wrong.
 * @param {HTMLButtonElement} press
 * @param {import("./field.js").Field} name
 * @param {() => Promise<unknown>} act
 */
async function run(press, name, act) {
  if (press.ariaBusy !== "true") {
    press.ariaBusy = "true";
    await act().catch((error) => {
      const { key, values } = problemText(error);
      name.refuse(key, values);
    }).finally(() => (press.ariaBusy = "false"));
  }
}
