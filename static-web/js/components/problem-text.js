import { hasText } from "../text/text.js";
import { isVisible } from "../text/unseen.js";

/**
 * The words for what went wrong, for any error.
 * @param {unknown} error
 * @returns {{ key: string, values: import("../text/text.js").Values }}
 */
export function problemText(error) {
  const { code = "unexpected", problem = {} } = /** @type {{ code?: string, problem?: Record<string, any> }} */ (
    error instanceof Error ? error : {}
  );
  const key = `problem.${code}`;
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
    return { key: hasText(`${key}.until`) ? `${key}.until` : key, values };
  }

  return { key: hasText(key) ? key : "problem.unexpected", values };
}

/** The words for a field's code. @param {string | undefined} code */
export const inputText = (code) => (hasText(`input.${code}`) ? `input.${code}` : "input.unknown");

/**
 * What is wrong with a name: there is none, or nothing of it can be seen. What is unseen in it the service takes out.
 * @param {string} typed
 * @returns {string | null} key
 */
export const nameRefusal = (typed) =>
  typed.trim() === "" ? "start.name.empty" : isVisible(typed) ? null : "input.length-1-100";
