import { el } from "./dom.js";

/** A label: its name, and its colour beside that. @param {import("../spaces/together.js").Label} label */
export const labelChip = ({ name, colour }) =>
  el("span", { class: `label is-${colour}` }, el("bdi", { content: name }));
