/** The texts of what a starter asks for, in Dutch (level B1). The same keys as in English. */
export const texts = {
  "starter.kind.documents": "documenten (zoals PDF en Word)",
  "starter.kind.pictures": "afbeeldingen en scans",
  "starter.kind.spreadsheets": "spreadsheets (zoals Excel)",
  "starter.kind.recordings": "geluid en video",
  "starter.kinds.asked": "U kunt deze bestanden meesturen:",
  "starter.kinds.refused": "{names}: {n|dit soort bestand|deze soorten bestanden} kunt u hier niet meesturen. Stuur het als PDF of als foto, of bel ons.",
  "dead-end.starter-paused.title": "U kunt hier nu geen bericht sturen",
  "dead-end.starter-paused.body": "{mailbox} neemt hier op dit moment geen nieuwe berichten aan. Heeft u al een gesprek? Dat gaat gewoon door: open de link in uw e-mail. Onderaan deze pagina staat hoe u ons bereikt.",
  "problem.starter-paused": "U kunt hier nu geen nieuw bericht sturen. Onderaan deze pagina staat hoe u ons bereikt.",
};
