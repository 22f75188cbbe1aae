import { isBody, readBody } from "../body/body.js";
import { plainOf } from "../body/plain.js";
import { UnknownShapeError } from "./errors.js";
import { largestFile, mostFiles, mostSteps } from "../limits.js";

/**
 * A file as a note names it.
 * @typedef {{ id: string, name: string, type: string, size: number, seal: string }} FileReference
 */

/** @typedef {import("../body/body.js").Body} Body */
/** A file that another device still sends. @typedef {{ id: string, name: string, size: number }} Coming */

/** What a label looks like. @typedef {typeof labelColours[number]} LabelColour */

/** A text in both languages; "" in one of them: it is not translated. @typedef {{ nl: string, en: string }} Words */

/**
 * What a note of each kind says, beside what it says of itself.
 * @typedef {object} Notes
 * @property {{ subject: string, text: string, body: Body | null, files: FileReference[] }} message with a body when it
 *   is formatted; its text is then the plain words of that
 * @property {{ subject: string, name: string }} header a message's line in a list
 * @property {{ name: string, parent: string | null }} folder a folder, which has no parent, or a subfolder
 * @property {{ parent: string, file: FileReference }} file a file in a folder
 * @property {{ number: string, description: string, steps: { id: string, title: string }[] }} dossier a dossier, or a
 *   part of one
 * @property {{ subject: string, name: string, files: FileReference[] }} entry of a dossier's part: its header
 * @property {{ text: string }} written what was written in an entry of a dossier's part
 * @property {{ subject: string, text: string, inReplyTo: string | null }} begun a message that is not sent yet
 * @property {{ subject: string, text: string, body: Body | null, above: string, messageId: string,
 *   files: FileReference[], coming: Coming[], sealKey: string | null }} draft a message that the people of a mailbox
 *   are writing, with what stands above its text as JSON, the id that it will have, the files that arrived and those
 *   that are on their way, and the key of a conversation that has none yet
 * @property {{ title: Words, questions: number }} form-header a form's line in a mailbox's list
 * @property {{ definition: string, formId: string, version: number }} questionnaire a form: JSON with the names of
 *   FHIR's
 *   Questionnaire; its version is 0 among the forms of a mailbox, where its row says which it is
 * @property {{ definition: string, revision: number }} form-begun a form as it is being changed, and on which draft
 * @property {{ title: Words, why: string, purpose: string | null }} task what is asked of a client; a purpose: a copy
 *   of
 *   an identity document is, for that and nothing else
 * @property {{ page: string, answers: object }} answers to one page of a form, by the page's id; `forms/answers.js`
 *   reads them
 * @property {{ page: string, base: object, answers: object }} answers-begun what was changed of a page of answers and
 *   is not saved yet, with what it was before
 * @property {{ text: string }} reason why what was sent was returned
 * @property {{ email: string, name: string, phone: string | null, method: string, language: string,
 *   isDefault: boolean, at: string, times: number }} contact somebody to whom a mailbox wrote: how last, or as a rule
 * @property {{ files: { id: string, name: string, size: number }[] }} exposure what the files of a message were called
 *   that was revoked, for its mailbox
 * @property {{ conversation: string, text: string }} internal what somebody of a mailbox wrote in a conversation for
 *   colleagues alone, under the mailbox's key; in which, so that it stands in no other
 * @property {{ name: string, colour: LabelColour }} label what a mailbox calls some of its conversations
 * @property {{ words: string }} typed what is typed in a form that is not sent yet, as JSON
 * @property {{ name: string, seal: string | null }} unfinished a file that this browser began to send; with the seal of
 *   its words when it was made of words that were typed
 */

/**
 * What a note says that it is, where its shape has another name: entries of conversations and of dossiers have their
 * headers and messages, each in its own shape.
 * @type {Partial<Record<keyof Notes, string>>}
 */
const kinds = { entry: "header", written: "message" };

/** What notes of a shape say that they are. @param {keyof Notes} shape */
export const kindOf = (shape) => kinds[shape] ?? shape;

/** @typedef {(value: unknown) => boolean} Shape */

const id = /^[0-9a-f]{32}$/;
const seal = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/** @type {Shape} */
const isText = (value) => typeof value === "string";

/** @type {(pattern: RegExp) => Shape} */
const isLike = (pattern) => (value) => typeof value === "string" && pattern.test(value);

/** @type {Shape} */
const isSize = (value) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= largestFile;

/** @type {Shape} */
const isMembers = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @type {Shape} */
const isCount = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

/** The colours that labels have. */
export const labelColours = /** @type {const} */ (["blue", "green", "orange", "red", "purple", "grey"]);

const words = { nl: isText, en: isText };

/** @type {Shape} */
const isWords = (value) => has(value, words);

const step = { id: isLike(id), title: isText };

const file = { id: isLike(id), name: isText, type: isText, size: isSize, seal: isLike(seal) };

const coming = { id: isLike(id), name: isText, size: isSize };

/** @param {unknown} value @returns {value is FileReference} */
export const isFile = (value) => has(value, file);

/** @type {Shape} */
const isFiles = (value) =>
  Array.isArray(value)
  && value.length <= mostFiles
  && value.every(isFile)
  && new Set(value.map((one) => one.id)).size === value.length;

/** @type {Shape} */
const isSteps = (value) =>
  Array.isArray(value)
  && value.length <= mostSteps
  && value.every((one) => has(one, step))
  && new Set(value.map((one) => one.id)).size === value.length;

/** @type {Record<keyof Notes, Record<string, Shape>>} */
const shapes = {
  message: { subject: isText, files: isFiles },
  header: { subject: isText, name: isText },
  folder: { name: isText, parent: (value) => value === null || isLike(id)(value) },
  file: { parent: isLike(id), file: isFile },
  dossier: { number: isText, description: isText, steps: isSteps },
  entry: { subject: isText, name: isText, files: isFiles },
  written: { text: isText },
  begun: { subject: isText, text: isText, inReplyTo: (value) => value === null || isLike(id)(value) },
  draft: {
    subject: isText,
    above: isText,
    messageId: isLike(id),
    files: isFiles,
    coming: (value) => Array.isArray(value) && value.length <= mostFiles && value.every((one) => has(one, coming)),
    sealKey: (value) => value === null || isLike(seal)(value),
  },
  "form-header": { title: isWords, questions: isCount },
  questionnaire: { definition: isText, formId: isLike(id), version: isCount },
  "form-begun": { definition: isText, revision: isCount },
  task: { title: isWords, why: isText, purpose: (value) => value === null || isText(value) },
  answers: { page: isText, answers: isMembers },
  "answers-begun": { page: isText, base: isMembers, answers: isMembers },
  reason: { text: isText },
  contact: {
    email: isText, name: isText, phone: (value) => value === null || isText(value), method: isLike(/^[a-z]{1,20}$/),
    language: isLike(/^(?:nl|en)$/), isDefault: (value) => typeof value === "boolean", at: isText, times: isCount,
  },
  exposure: {
    files: (value) => Array.isArray(value) && value.length <= mostFiles && value.every((one) => has(one, coming)),
  },
  internal: { conversation: isLike(id), text: isText },
  label: { name: isText, colour: (value) => labelColours.some((colour) => colour === value) },
  typed: { words: isText },
  unfinished: { name: isText, seal: (value) => value === null || isLike(seal)(value) },
};

/** Whether notes of a kind hold words that may be formatted. @param {keyof Notes} kind */
const isWritten = (kind) => kind === "message" || kind === "draft";

/**
 * What a note must be: words it says plainly, or formatted.
 * @param {keyof Notes} kind
 * @param {Record<string, unknown>} note
 * @returns {Record<string, Shape>}
 */
function shapeOf(kind, note) {
  const written = (note["body"] ?? null) === null ? { text: isText } : { body: isBody };
  return isWritten(kind) ? { ...shapes[kind], ...written } : shapes[kind];
}

/**
 * Words as a note says them: once, since in both forms they would be twice as long.
 * @param {{ text: string, body: Body | null }} words
 */
export const wordsToSeal = ({ text, body }) => (body === null ? { text, body: undefined } : { body, text: undefined });

/**
 * A note's own members, once each is what notes of its kind have. Whoever may write in a conversation, or could once,
 * wrote it with a program of their own: that it opens says nothing of what is in it. Members that we do not know are
 * left out.
 * @template {keyof Notes} Kind
 * @param {Kind} kind
 * @param {Record<string, unknown>} note
 * @returns {Notes[Kind]}
 * @throws {UnknownShapeError}
 */
export function readNote(kind, note) {
  const shape = shapeOf(kind, note);
  if (!has(note, shape)) {
    throw new UnknownShapeError(`The note is not what a ${kind} is.`);
  }

  const known = pick(note, shape);
  /** @type {Partial<Record<keyof Notes, () => object>>} */
  const inside = {
    message: () => ({ files: known["files"].map(knownOfFile) }),
    entry: () => ({ files: known["files"].map(knownOfFile) }),
    draft: () => ({
      files: known["files"].map(knownOfFile),
      coming: known["coming"].map((/** @type {Record<string, any>} */ one) => pick(one, coming)),
    }),
    exposure: () => ({
      files: known["files"].map((/** @type {Record<string, any>} */ one) => pick(one, coming)),
    }),
    dossier: () => ({ steps: known["steps"].map((/** @type {Record<string, any>} */ one) => pick(one, step)) }),
    file: () => ({ file: knownOfFile(known["file"]) }),
    "form-header": () => ({ title: pick(known["title"], words) }),
    task: () => ({ title: pick(known["title"], words) }),
  };
  return /** @type {any} */ ({ ...(isWritten(kind) ? withWords(known) : known), ...inside[kind]?.() });
}

/** With its words in both forms. @param {Record<string, any>} note */
function withWords({ subject, text, body: written, ...others }) {
  const body = readBody(written);
  return { subject, text: body === null ? text : plainOf(body), body, ...others };
}

/** @param {Record<string, unknown>} reference */
const knownOfFile = (reference) => pick(reference, file);

/** @param {any} value @param {Record<string, Shape>} members */
function has(value, members) {
  return typeof value === "object" && value !== null
    && Object.entries(members).every(([name, isRight]) => Object.hasOwn(value, name) && isRight(value[name]));
}

/** @param {Record<string, any>} value @param {Record<string, Shape>} members @returns {Record<string, any>} */
function pick(value, members) {
  return Object.fromEntries(Object.keys(members).map((name) => [name, value[name]]));
}
