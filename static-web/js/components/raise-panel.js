import { el, newId } from "./dom.js";
import { ReaderCheck } from "./reader-check.js";

/**
 * Lets staff ask more of people from now on, never less: each person who does not log in with an account.
 * @param {import("./reader-check.js").Offer} offer
 * @param {import("../api/contract.d.ts").OpenConversationParticipantItem[]} participants
 */
export function raisePanel(offer, participants) {
  const rows = participants
    .filter(({ kind, method, held }) => kind === "person" && method !== "account" && !held)
    .map((person) => raiseRow(offer, person));
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
    /** Who is chosen, complete or not; no password. */
    get written() {
      return rows.filter((row) => row.isChosen).map((row) => ({ ...row.read(), password: null }));
    },
    /** Puts back what was chosen before. @param {unknown} written */
    putBack(written) {
      rows.forEach((row) => row.clear());
      for (const one of Array.isArray(written) ? written : []) {
        rows.find((row) => row.participantId === one?.participantId)?.putBack(one);
      }

      element.open = rows.some((row) => row.isChosen);
    },
    /** Who is raised, or null when something is missing; then the focus is there. */
    read() {
      const chosen = rows.filter((row) => row.isChosen);
      const wrong = chosen.map((row) => row.check()).find((one) => one !== null);
      wrong?.focus();
      return wrong === undefined ? chosen.map((row) => row.read()) : null;
    },
    /**
     * @param {number} index of who was raised
     * @param {import("./reader-check.js").CheckMember} member
     * @param {TextKey} key
     */
    refuse(index, member, key) {
      rows.filter((row) => row.isChosen)[index]?.refuse(member, key).focus();
    },
  };
}

/**
 * @param {import("./reader-check.js").Offer} offer
 * @param {import("../api/contract.d.ts").OpenConversationParticipantItem} participant
 */
function raiseRow(offer, { participantId, name, email, method }) {
  const id = newId();
  const box = el("input", { set: { type: "checkbox", id } });
  const label = el("label", { text: "raise.choose", values: { name: name ?? email ?? "" }, set: { for: id } });
  const check = new ReaderCheck(offer, { present: method });
  check.element.hidden = true;
  box.addEventListener("change", () => {
    check.element.hidden = !box.checked;
    if (box.checked) {
      void check.lookAt(email ?? "");
    }
  });
  return {
    participantId,
    element: el("div", {}, el("div", { class: "choice" }, box, label), check.element),
    clear() {
      box.checked = false;
      check.element.hidden = true;
    },
    putBack(/** @type {unknown} */ written) {
      box.checked = true;
      check.element.hidden = false;
      check.putBack(written);
      void check.lookAt(email ?? "");
    },
    get isChosen() {
      return box.checked;
    },
    check: () => check.check(),
    read: () => ({ participantId, ...check.read() }),
    refuse: (/** @type {import("./reader-check.js").CheckMember} */ member, /** @type {TextKey} */ key) =>
      check.refuse(member, key),
  };
}
