/** The texts of working together in one mailbox in Dutch (level B1). */
export const texts = {
  "present.reads": "{names} leest dit",
  "present.read": "{names} lezen dit",
  "present.writes": "{names} schrijft",
  "present.write": "{names} schrijven",

  "answered.title": "Er is al geantwoord",
  "answered.body": "Er kwam iets binnen nadat u begon te schrijven. Uw bericht is nog niet verstuurd. Er is niets verloren.",
  "answered.theirs": "Dit kwam binnen",
  "answered.mine": "Uw bericht",
  "answered.by": "{name}, {at}",
  "answered.by-colleague": "{name} namens {mailbox}, {at}",
  "answered.waits": "Wacht nog om te worden verstuurd.",
  "answered.files": "{n|1 bestand|# bestanden}",
  "answered.text": "Tekst",
  "answered.send": "Toch versturen",
  "answered.write": "Verder schrijven",
  "answered.discard": "Weggooien",
  "answered.discarded": "Uw bericht is weggegooid.",
  "answered.undo": "Ongedaan maken",

  "problem.answered-meanwhile": "Er is iets binnengekomen nadat u begon te schrijven. Lees dat eerst en verstuur dan opnieuw.",
};
