import { el, newId } from "./dom.js";
import { field } from "./field.js";
import { hasDigits } from "../text/unseen.js";
import { longestPhone } from "../limits.js";

/**
 * Lets staff ask for an SMS code from now on, for each person whose conversation opens without one.
 * @param {import("../api/contract.d.ts").OpenConversationParticipantItem[]} participants
 */
export function raisePanel(participants) {
  const rows = participants.filter(({ kind, method }) => kind === "person" && method === "none").map(raiseRow);
  const element = el(
    "details",
    { class: "raise", set: { hidden: rows.length === 0 } },
    el("summary", { text: "raise.title" }),
    el("p", { class: "field-advice", text: "raise.advice" }),
    ...rows.map((row) => row.element),
  );
  return {
    element,
    get isDirty() {
      return rows.some((row) => row.isChosen);
    },
    /** Who is raised, or null when a number is missing; then the focus is there. */
    read() {
      const chosen = rows.filter((row) => row.isChosen);
      const wrong = chosen.find((row) => !row.check());
      wrong?.focus();
      return wrong === undefined ? chosen.map((row) => row.read()) : null;
    },
    /** @param {number} index of who was raised @param {TextKey} key */
    refuse(index, key) {
      const wrong = rows.filter((row) => row.isChosen)[index];
      wrong?.refuse(key);
      wrong?.focus();
    },
  };
}

/** @param {import("../api/contract.d.ts").OpenConversationParticipantItem} participant */
function raiseRow({ participantId, name, email }) {
  const id = newId();
  const box = el("input", { set: { type: "checkbox", id } });
  const label = el("label", { text: "raise.choose", values: { name: name ?? email ?? "" }, set: { for: id } });
  const phone = field({
    label: "recipients.phone",
    advice: "recipients.phone.advice",
    kind: "tel",
    set: { autocomplete: "off", maxlength: longestPhone },
  });
  phone.element.hidden = true;
  box.addEventListener("change", () => (phone.element.hidden = !box.checked));
  return {
    element: el("div", {}, el("div", { class: "choice" }, box, label), phone.element),
    get isChosen() {
      return box.checked;
    },
    check() {
      phone.refuse(hasDigits(phone.value) ? null : "input.phone-not-mobile");
      return phone.error.hidden;
    },
    read: () => ({ participantId, phone: phone.value.trim() }),
    refuse: (/** @type {TextKey} */ key) => phone.refuse(key),
    focus: () => phone.control.focus(),
  };
}
