import { largestNote, mostEntryFiles } from "../limits.js";

/**
 * How large forms and answers may be. Lengths are characters, sizes bytes.
 */
export const formLimits = {
  pages: 30,
  /** In all, explanations and questions about people included. */
  questions: 300,
  options: 100,
  conditions: 20,
  /** Of a title, a question, its help, an option. */
  text: 2_000,
  /** Of a definition as JSON. */
  json: 400 * 1024,
  /** Of a definition as it is sealed: what a note has room for (crypto/note-shapes.js). */
  packed: 50 * 1024,
  /** Of the answers to one page as JSON: what a note has room for, beside what it says of itself. */
  answers: largestNote - 2 * 1024,
  /** Faults that are told at once. */
  faults: 50,
  /** What a text takes when its question says nothing. */
  shortAnswer: 200,
  longAnswer: 4_000,
  /** What a question can say at most. */
  longestAnswer: 10_000,
  people: 25,
  peopleUnsaid: 10,
  /** In all: what is delivered has one place more, for the answers as a document. */
  files: mostEntryFiles - 1,
  filesUnsaid: 5,
};
