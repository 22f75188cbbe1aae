import { button, el } from "./dom.js";
import { writtenWords } from "./written-body.js";

/** @typedef {{ subject: string } & import("./words.js").Written} Words */

/**
 * Two versions of one draft, of which one is chosen: nothing of either is lost before that.
 * @param {{ mine: Words, theirs: Words, by: string, at: string }} versions
 * @param {(isMine: boolean) => unknown} choose
 */
export function draftChoice({ mine, theirs, by, at }, choose) {
  const version = (/** @type {Words} */ words, /** @type {TextKey} */ title, /** @type {boolean} */ isMine) => {
    const take = button(isMine ? "draft.take-mine" : "draft.take-theirs", { class: "secondary" });
    take.addEventListener("click", () => choose(isMine));
    return el(
      "div",
      { class: "draft-version" },
      el("h2", { text: title, values: { name: by, at: { moment: at } } }),
      el("p", { class: "draft-subject", content: words.subject }),
      el("blockquote", {}, writtenWords(words, "")),
      take,
    );
  };
  return el(
    "section",
    { class: "notice notice-warning draft-choice", label: "draft.choose", set: { role: "group", tabindex: "-1" } },
    el(
      "div",
      {},
      el("p", { text: "draft.choose" }),
      el("div", { class: "draft-versions" }, version(mine, "draft.mine", true), version(theirs, "draft.theirs", false)),
    ),
  );
}
