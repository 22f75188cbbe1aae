import { button, el } from "./dom.js";
import { writtenWords } from "./written-body.js";

/**
 * @typedef {import("./described-people.js").Line} Line
 * @typedef {{ subject: string, above: Line[] } & import("./words.js").Written} Words above: what stands above the text
 */

/**
 * Two versions of one draft, of which one is chosen: nothing of either is lost before that.
 * @param {{ mine: Words, theirs: Words, by: string, at: string }} versions
 * @param {(isMine: boolean) => unknown} choose
 */
export function draftChoice({ mine, theirs, by, at }, choose) {
  const isOther = JSON.stringify(mine.above) !== JSON.stringify(theirs.above);
  const version = (/** @type {Words} */ words, /** @type {TextKey} */ title, /** @type {boolean} */ isMine) => {
    const other = isMine ? theirs : mine;
    const take = button(isMine ? "draft.take-mine" : "draft.take-theirs", { class: "secondary" });
    take.addEventListener("click", () => choose(isMine));
    return el(
      "div",
      { class: "draft-version" },
      el("h2", { text: title, values: { name: by, at: { moment: at } } }),
      isOther ? aboveOf(words.above, other.above) : null,
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

/** What differs is marked, for the eye and in words. @param {Line[]} lines @param {Line[]} others */
function aboveOf(lines, others) {
  const there = new Set(others.map((line) => JSON.stringify(line)));
  return el("ul", { class: "draft-above" }, ...lines.map((line) => there.has(JSON.stringify(line))
    ? el("li", line)
    : el("li", {}, el("strong", {}, el("span", { class: "visually-hidden", text: "draft.differs" }), " ",
      el("span", line)))));
}
