/**
 * A text without characters that show nothing by themselves, with what Unicode holds to be the same written in one way
 * (NFKC). For what a machine reads, such as codes and addresses; the service does the same (`Unseen.cs`).
 * @param {string} typed
 */
export const withoutUnseen = (typed) => stripUnseen(typed).normalize("NFKC");

/** A text without those characters, else as it was typed. @param {string} typed */
export const stripUnseen = (typed) => typed.replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, "");

/** Whether there is something to see in it. @param {string} typed */
export const isVisible = (typed) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(withoutUnseen(typed).replace(/[\u2800\u{1d159}]/gu, ""));

/** The fewest digits of a number that can be called, in any script; which of them are one says the service. */
const fewestDigits = 6;

/** Whether it may be a phone number. @param {string} typed */
export const hasDigits = (typed) => [...withoutUnseen(typed).matchAll(/\p{Nd}/gu)].length >= fewestDigits;
