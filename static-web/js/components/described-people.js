import { lastDayBefore } from "../text/days.js";

/**
 * What stands above the text of a message, in words: to whom, by which check, until when. For who chooses between two
 * versions of it; so it is made of what was kept, which another version of the site may have written.
 * @typedef {Pick<import("./dom.js").Parts, "text" | "values">} Line
 */

const methods = /** @type {const} */ ([
  ["none", "method.none"], ["password", "method.password"], ["sms", "method.sms"], ["account", "method.account"],
]);
const languages = /** @type {const} */ ({ nl: { text: "draft.language.nl" }, en: { text: "draft.language.en" } });

/**
 * @param {string} name
 * @param {any} one
 * @returns {Line}
 */
function lineOf(name, { method, phone, isCc, language }) {
  const [, check] = methods.find(([one]) => one === method) ?? methods[0];
  const tongue = languages[language === "en" ? "en" : "nl"];
  const hasNumber = method === "sms" && typeof phone === "string" && phone !== "";
  return {
    text: `draft.${isCc === true ? "copy" : "person"}${hasNumber ? ".number" : ""}`,
    values: { name, method: { text: check }, language: tongue, phone: hasNumber ? phone : "" },
  };
}

/** The recipients of a new conversation. @param {unknown} written @returns {Line[]} */
export function describeRecipients(written) {
  const { chips, pending, to = "", cc = "" } = Object(written);
  const people = (Array.isArray(chips) ? chips : []).map((one) =>
    lineOf(one?.name ? `${one.name} <${one.email}>` : String(one?.email), Object(one)));
  const typed = [[to, false], [cc, true]].filter(([words]) => typeof words === "string" && words.trim() !== "")
    .map(([words, isCc]) => lineOf(String(words).trim(), { ...Object(pending), isCc }));
  return [...people, ...typed];
}

/**
 * Who is asked more of in an answer.
 * @param {unknown} written
 * @param {(participantId: string) => string} nameOf
 * @returns {Line[]}
 */
export const describeRaised = (written, nameOf) => (Array.isArray(written) ? written : []).map((one) => {
  const { text, values } = lineOf(nameOf(String(one?.participantId)), Object(one));
  return { text: text === "draft.person" ? "draft.raised" : "draft.raised.number", values: values ?? {} };
});

/** Who is added with an answer, and what they are to see. @param {unknown} written @returns {Line[]} */
export function describeAdded(written) {
  const { people, sees } = Object(written);
  const lines = describeRecipients(people);
  return lines.length === 0 ? [] : [...lines, { text: sees === "all" ? "draft.added.all" : "draft.added.from-here" }];
}

/** The last day of a message. @param {unknown} expiresAt @returns {Line[]} */
export const describeExpiry = (expiresAt) =>
  typeof expiresAt === "string" && !Number.isNaN(Date.parse(expiresAt))
    ? [{ text: "keeping.expires", values: { day: { day: lastDayBefore(expiresAt) } } }]
    : [{ text: "keeping.stays" }];
