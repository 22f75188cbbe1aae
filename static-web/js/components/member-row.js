import { lastDayBefore } from "../text/days.js";
import { button, el, icon, say } from "./dom.js";

/** @typedef {import("../api/contract.d.ts").ShownMember} Member */

/** @param {{ name: string, email: string }} member */
export const nameOf = ({ name, email }) => (name === "" ? email : name);

/**
 * Somebody who may use a mailbox, with what the reader can do about it; null: nothing.
 * @param {Member} member
 * @param {{ change: (() => unknown) | null, withdraw: (() => unknown) | null, succeed: (() => unknown) | null }} acts
 */
export function memberRow(member, { change, withdraw, succeed }) {
  const values = { name: nameOf(member) };
  const named = (/** @type {HTMLButtonElement} */ press, /** @type {TextKey} */ label) => {
    say(press, { label, values });
    return press;
  };
  const presses = [
    succeed && button("successor.choose", { class: "secondary", on: { click: succeed } }),
    change && named(button("members.change", { class: "secondary", on: { click: change } }), "members.change.of"),
  ].filter((press) => press !== null);
  const arrow = withdraw && named(
    el("button", { class: "quiet withdraw", set: { type: "button" }, on: { click: withdraw } }, icon("exit")),
    "members.withdraw.of");
  const email = member.name === "" ? [] : [" ", el("span", { class: "muted", content: member.email })];
  return el(
    "li",
    { class: "access-row" },
    el("p", { class: "member-name" }, el("span", {}, el("strong", { content: values.name }), ...email), arrow),
    el("p", { class: "muted" }, ...marksOf(member).map((words) => el("span", words))),
    presses.length === 0 ? null : el("div", { class: "row" }, ...presses),
  );
}

/** @param {Member} member @returns {import("./dom.js").Parts[]} */
function marksOf({ right, until, isEnded, state }) {
  /** @type {Partial<Record<string, import("./dom.js").Parts>>} */
  const states = { invited: { text: "owner.invited" }, suspended: { text: "owner.suspended" } };
  const own = states[state];
  return [
    { text: `members.is.${right}` },
    ...(until === null ? [] : [endOf(until, isEnded)]),
    ...(own === undefined ? [] : [own]),
  ];
}

/** @param {string} until @param {boolean} isEnded @returns {import("./dom.js").Parts} */
const endOf = (until, isEnded) =>
  ({ text: isEnded ? "members.ended" : "members.ends", values: { at: { day: lastDayBefore(until) } } });
