/** The texts of whom a message goes to, in Dutch (level B1). */
export const texts = {
  "recipients.from": "Van:",
  "recipients.cc": "Cc",
  "recipients.cc.chips": "Ontvangers van een kopie",
  "recipients.known": "Eerdere ontvangers",
  "recipients.edit": "Wijzig adres",
  "recipients.drop": "Verwijder {name}",
  "recipients.default": "Standaard",
  "recipients.default.advice": "Gebruik deze controle en dit nummer voortaan voor deze persoon.",
  "recipients.forget": "Vergeet deze persoon",
  "recipients.forgotten": "Deze persoon staat niet meer bij de eerdere ontvangers.",
  "envelope.from": "Van: {name}",
  "envelope.to": "Aan: {names}",
  "mistakes.letter":
    "{email} lijkt erg op {meant}, aan wie u eerder schreef. Bedoelt u die persoon?",
  "mistakes.domain": "Het adres {email} lijkt verkeerd getypt. Bedoelt u {meant}?",
  "mistakes.namesake":
    "U schrijft aan {email}. Eerder schreef u aan iemand met dezelfde naam op {meant}. Bedoelt u die persoon?",
  "mistakes.outsider": "De andere ontvangers horen bij elkaar, maar {email} niet. Klopt deze ontvanger?",
  "mistakes.many": "Dit bericht gaat naar {n} ontvangers. Alle ontvangers zien alle berichten. Klopt dat?",
  "mistakes.use": "Gebruik {meant}",
  "mistakes.remove": "Verwijder {email}",
  "mistakes.leave": "Het klopt zo",
  "problem.contacts-changed": "Iemand anders wijzigde de eerdere ontvangers op hetzelfde moment. Probeer het opnieuw.",
};
