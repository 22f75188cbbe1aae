/**
 * The texts of whom a message goes to, in English.
 * @type {Record<keyof typeof import("../nl/people.js").texts, string>}
 */
export const texts = {
  "recipients.from": "From:",
  "recipients.cc": "Cc",
  "recipients.cc.chips": "Recipients of a copy",
  "recipients.known": "Earlier recipients",
  "recipients.edit": "Change address",
  "recipients.drop": "Remove {name}",
  "recipients.default": "Default",
  "recipients.default.advice": "From now on use this check and this number for this person.",
  "recipients.default.of": "Default for {name}",
  "recipients.as-table": "All recipients in a table",
  "recipients.one-by-one": "One recipient at a time",
  "recipients.table": "Checks of all recipients",
  "recipients.column.who": "Recipient",
  "recipients.column.default": "Default",
  "recipients.column.method": "Method",
  "recipients.column.settings": "Settings",
  "recipients.no-settings": "Nothing to fill in",
  "method.of": "Method for {name}",
  "recipients.forget": "Forget this person",
  "recipients.forgotten": "This person is no longer among the earlier recipients.",
  "envelope.from": "From: {name}",
  "envelope.to": "To: {names}",
  "mistakes.letter": "{email} looks very much like {meant}, to whom you wrote before. Do you mean that person?",
  "mistakes.domain": "The address {email} looks mistyped. Do you mean {meant}?",
  "mistakes.namesake":
    "You are writing to {email}. Before, you wrote to somebody with the same name at {meant}. Do you mean that person?",
  "mistakes.outsider": "The other recipients belong together, but {email} does not. Is this recipient right?",
  "mistakes.newcomer": "Nobody in this conversation is of {place} yet. Is {email} right?",
  "mistakes.many": "This message goes to {n} recipients. All recipients see all messages. Is that right?",
  "mistakes.use": "Use {meant}",
  "mistakes.remove": "Remove {email}",
  "mistakes.leave": "It is right",
  "problem.contacts-changed": "Somebody else changed the earlier recipients at the same moment. Try again.",
};
