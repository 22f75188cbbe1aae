/** The texts of working together in one mailbox in English (level B1). */
export const texts = {
  "present.reads": "{names} is reading this",
  "present.read": "{names} are reading this",
  "present.writes": "{names} is writing",
  "present.write": "{names} are writing",

  "answered.title": "Somebody has answered",
  "answered.body": "Something came in after you began to write. Your message has not been sent yet. Nothing is lost.",
  "answered.theirs": "This came in",
  "answered.mine": "Your message",
  "answered.by": "{name}, {at}",
  "answered.by-colleague": "{name} on behalf of {mailbox}, {at}",
  "answered.waits": "Still waits to be sent.",
  "answered.files": "{n|1 file|# files}",
  "answered.text": "Text",
  "answered.send": "Send anyway",
  "answered.write": "Go on writing",
  "answered.discard": "Throw away",
  "answered.discarded": "Your message was thrown away.",
  "answered.undo": "Undo",

  "problem.answered-meanwhile": "Something came in after you began to write. Read that first, then send again.",
};
