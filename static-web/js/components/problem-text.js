import { firstText } from "../text/text.js";
import { isVisible } from "../text/unseen.js";

/** The code that an error of ours has, null for any other. @param {unknown} error */
export const codeOf = (error) =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;

/**
 * The words for what went wrong, for any error.
 * @param {unknown} error
 * @returns {{ key: TextKey, values: import("../text/text.js").Values }}
 */
export function problemText(error) {
  const { problem = {} } = /** @type {{ problem?: Record<string, unknown> }} */ (error instanceof Error ? error : {});
  const key = `problem.${codeOf(error) ?? "unexpected"}`;
  /** @type {import("../text/text.js").Values} */
  const values = {};
  if (typeof problem["triesLeft"] === "number") {
    values["triesLeft"] = problem["triesLeft"];
  }

  if (typeof problem["length"] === "number") {
    values["length"] = problem["length"];
  }

  const until = problem["lockedUntil"] ?? problem["retryAt"];
  if (typeof until === "string") {
    values["until"] = { date: until };
    return { key: firstText(`${key}.until`, key), values };
  }

  return { key: firstText(key), values };
}

/** The words for a field's code. @param {string | undefined} code */
export const inputText = (code) => firstText(`input.${code}`, "input.unknown");

/**
 * What is wrong with a name: there is none, or nothing of it can be seen. What is unseen in it the service takes out.
 * @param {string} typed
 * @returns {TextKey | null}
 */
export const nameRefusal = (typed) =>
  typed.trim() === "" ? "start.name.empty" : isVisible(typed) ? null : "input.length-1-100";
