/**
 * Not run: what the type checker has to refuse. Each line below an expected error is one; the checker complains when it
 * is none any longer.
 */
import { deadEnd } from "../../../static-web/js/components/dead-end.js";
import { button, el, say } from "../../../static-web/js/components/dom.js";
import { field } from "../../../static-web/js/components/field.js";
import { notice } from "../../../static-web/js/components/notice.js";
import { part } from "../../../static-web/js/components/part.js";
import { text } from "../../../static-web/js/text/text.js";

const wrong = "action.cancle";

/** @param {HTMLElement} element @param {"open" | "code"} step @param {"open" | "close"} other */
export function misspelt(element, step, other) {
  // @ts-expect-error there is no such text
  text("action.cancle");
  // @ts-expect-error nor for a constant
  button(wrong);
  // @ts-expect-error nor for the content of an element
  el("p", { text: "action.cancle" });
  // @ts-expect-error nor for its name
  say(element, { label: "action.cancle" });
  // @ts-expect-error nor for what is filled in
  say(element, { text: "action.cancel", values: { other: { text: "action.cancle" } } });
  // @ts-expect-error nor for a field
  field({ label: "log-in.emial" });
  // @ts-expect-error nor for a notice
  notice("error", "problem.unexpcted");
  // @ts-expect-error nor for a part
  part("my.factors.titel");
  // @ts-expect-error nor for a dead end
  deadEnd("link-unknwon");
  // @ts-expect-error nor for one of several put together
  text(`start.sent.${other}`);
  // @ts-expect-error there is no such event
  el("p", { on: { clik: () => {} } });
  // What is right passes.
  text(`start.sent.${step}`);
  deadEnd("link-unknown", {}, { key: "action.front-page", href: "/" });
}

/**
 * The keys of one language are those of the other.
 * @type {Record<keyof typeof import("../../../static-web/js/text/nl/common.js").texts, string>}
 */
// @ts-expect-error all but one are missing
export const incomplete = { empty: "" };
