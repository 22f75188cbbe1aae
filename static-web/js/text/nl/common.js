/** The texts of every page in Dutch (level B1). The same keys as in English; a test checks it. */
export const texts = {
  "empty": "",
  "size": "{size}",
  "moment": "{at}",
  "moment.full": "{full}",

  "language.label": "Taal",
  "skip": "Naar de inhoud",
  "noscript": "Deze pagina werkt alleen met JavaScript. Uw bericht wordt namelijk op uw eigen apparaat verzegeld.",

  "action.cancel": "Annuleer",
  "action.close": "Sluiten",
  "action.front-page": "Naar de beginpagina",
  "action.sign-out": "Afmelden",
  "action.try-again": "Probeer opnieuw",

  "help.question": "Hulp nodig?",
  "help.privacy": "Vragen over privacy:",
  "sealed.line": "Uw bericht wordt verzegeld voordat het uw apparaat verlaat",

  "front.title": "Veilig berichten sturen",
  "front.explain": "Stuur ons een beveiligd bericht, met bestanden als u wilt. U heeft geen account nodig.",
  "front.starter": "Stuur een beveiligd bericht aan {mailbox}",
  "front.no-starters": "U kunt hier nu geen nieuw bericht beginnen. Kreeg u een e-mail van ons? Open dan de link in die e-mail.",
  "front.log-in": "Werkt u hier? Inloggen",

  "start.page": "Beveiligd bericht sturen",
  "start.title": "Wat is uw naam en e-mailadres?",
  "start.explain":
    "U begint een beveiligde conversatie met {mailbox} van {organisation}. Wij controleren eerst of het e-mailadres van u is. U krijgt daarvoor een e-mail met uitleg.",
  "start.name": "Naam",
  "start.name.empty": "Vul uw naam in.",
  "start.email": "E-mail",
  "start.send": "Verstuur",
  "start.log-in": "Werkt u hier? Inloggen",
  "start.sent.title": "Kijk in uw mailbox",
  "start.sent.where": "Wij hebben een e-mail gestuurd naar {email}. Daarmee gaat u verder:",
  "start.sent.open": "Open de e-mail en klik op de knop. Dit scherm mag u sluiten.",
  "start.sent.code": "Typ de code uit de e-mail in het scherm dat opent.",
  "start.sent.write": "Schrijf uw bericht en voeg uw bestanden toe.",
  "start.nothing.title": "Geen e-mail gekregen?",
  "start.nothing.body":
    "Het kan een paar minuten duren. Kijk ook bij ongewenste e-mail. Klopt het adres hierboven niet? Begin dan opnieuw; wat u typte, staat er nog.",
  "start.again": "Begin opnieuw",

  "code.label": "Code",
  "code.empty": "Vul de code in.",

  "unlock.again": "Stuur opnieuw",
  "unlock.again-in": "kan over {left}",
  "unlock.left": "De code werkt nog {left}",
  "unlock.over": "Deze code is verlopen. Vraag een nieuwe code aan.",

  "recipients.phone": "Mobiel nummer",
  "recipients.phone.advice": "Bijvoorbeeld 06 12345678.",

  "password.show": "Toon wachtwoord",

  "list.more": "Toon meer",
  "list.back": "Terug naar de lijst",

  "sealed.page": "Wat is verzegelen?",

  "not-found.title": "Deze pagina bestaat niet",
  "not-found.body": "Het adres is misschien niet helemaal overgenomen. Open de link uit uw e-mail nog een keer.",

  "dead-end.failed.title": "De pagina kan nu niet worden getoond",
  "dead-end.failed.body": "Er is niets verloren. Dit is er aan de hand:",
  "dead-end.starter-unknown.title": "Hier kunt u geen bericht beginnen",
  "dead-end.starter-unknown.body": "Dit adres hoort niet bij een van onze mailboxen. Kies op de beginpagina met wie u wilt schrijven.",

  "input.unknown": "Controleer wat hier staat.",
  "input.length-1-100": "Gebruik 1 tot 100 tekens die te zien zijn.",
  "input.control-characters": "Gebruik één regel, zonder bijzondere stuurtekens.",
  "input.length-10-500": "Gebruik 10 tot 500 tekens.",
  "input.email-invalid": "Vul een volledig e-mailadres in, zoals naam@voorbeeld.nl.",
  "input.phone-not-mobile": "Vul een mobiel nummer in, zoals 06 12345678.",

  "problem.bad-input": "Iets in dit formulier klopt niet. Controleer wat u invulde.",
  "problem.body-too-large": "Dit is te veel in één keer. Maak het bericht korter of gebruik een bestand.",
  "problem.changed-meanwhile": "Iemand anders wijzigde dit op hetzelfde moment. Probeer het nog een keer.",
  "problem.code-expired": "Deze code werkt niet meer. Vraag een nieuwe code aan.",
  "problem.code-refused": "Deze code klopt niet. U heeft nog {triesLeft|1 poging|# pogingen}.",
  "problem.code-refused.until": "Deze code klopt niet. U heeft nog {triesLeft|1 poging|# pogingen}, vanaf {until}.",
  "problem.code-used-up": "Deze code is vijf keer verkeerd ingevuld en werkt niet meer. Vraag een nieuwe code aan.",
  "problem.foreign-request": "Deze vraag kwam niet van onze eigen pagina. Laad de pagina opnieuw.",
  "problem.id-taken": "Dit bericht kon zo niet worden bewaard. Klik nog een keer op Verstuur.",
  "problem.not-found": "Dit bestaat niet, of u heeft er geen toegang toe.",
  "problem.not-json": "Deze vraag kon niet worden gelezen. Laad de pagina opnieuw.",
  "problem.not-signed-in": "U bent niet meer ingelogd. Log opnieuw in.",
  "problem.offline": "Er is geen verbinding. Controleer uw internet en probeer het opnieuw.",
  "problem.sms-unavailable": "Er kan nu geen SMS worden verstuurd. Probeer het later opnieuw of neem contact met ons op.",
  "problem.too-many-requests": "Dit is te vaak gevraagd. Wacht even en probeer het opnieuw.",
  "problem.too-many-requests.until": "Dit is te vaak gevraagd. Probeer het opnieuw na {until}.",
  "problem.unavailable": "Een deel van de dienst is even niet bereikbaar. Probeer het over een minuut opnieuw.",
  "problem.unexpected": "Er ging bij ons iets mis. Probeer het opnieuw.",
};
