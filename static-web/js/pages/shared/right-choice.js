import { choice, choices } from "../../components/choices.js";
import { newId } from "../../components/dom.js";

/**
 * Which right somebody gets in a group's mailbox.
 * @param {import("../../api/contract.d.ts").MemberRight} chosen
 */
export function rightChoice(chosen) {
  const group = newId();
  const offered = [
    choice({
      kind: "radio", name: { text: "members.right.member" }, group, value: "member", on: chosen !== "owner",
      advice: "members.right.member.advice",
    }),
    choice({
      kind: "radio", name: { text: "members.right.owner" }, group, value: "owner", on: chosen === "owner",
      advice: "owner.as-owner.advice",
    }),
  ];
  const made = choices("members.right", offered);
  return {
    element: made.element,
    /** @returns {import("../../api/contract.d.ts").MemberRight} */
    get value() {
      return made.values[0] === "owner" ? "owner" : "member";
    },
  };
}
