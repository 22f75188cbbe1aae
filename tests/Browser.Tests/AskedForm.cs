using Microsoft.Playwright;

namespace Zegel.Browser.Tests;

/// <summary>A questionnaire that the office asks a client to fill in: every kind of question on three pages.</summary>
internal static class AskedForm
{
    /// <summary>As the library of forms would export it.</summary>
    public const string Definition =
        """
        {
          "resourceType": "Questionnaire", "language": "nl", "status": "active", "title": "Intake",
          "_title": { "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
            { "url": "lang", "valueCode": "en" }, { "url": "content", "valueString": "Intake form" }] }] },
          "item": [
            { "linkId": "p1", "type": "group", "text": "Over u", "item": [
              { "linkId": "naam", "type": "string", "text": "Uw volledige naam", "required": true, "item": [
                { "linkId": "naam.help", "type": "display", "text": "Zoals in uw paspoort", "extension": [{
                  "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
                  "valueCodeableConcept": { "coding": [{ "code": "help" }] } }] }] },
              { "linkId": "geboren", "type": "date", "text": "Geboortedatum", "required": true },
              { "linkId": "gehuwd", "type": "coding", "text": "Bent u getrouwd?", "required": true, "answerOption": [
                { "valueCoding": { "code": "ja", "display": "Ja" } }, { "valueCoding": { "code": "nee", "display": "Nee" } }] },
              { "linkId": "partner", "type": "string", "text": "Naam van uw partner", "required": true,
                "enableWhen": [{ "question": "gehuwd", "operator": "=", "answerCoding": { "code": "ja" } }] } ] },
            { "linkId": "p2", "type": "group", "text": "Wonen en werken", "item": [
              { "linkId": "uitleg", "type": "display", "text": "Deze gegevens komen in de akte." },
              { "linkId": "adres", "type": "text", "text": "Uw adres",
                "extension": [{ "url": "urn:zegel:questionnaire:address", "valueBoolean": true }] },
              { "linkId": "inkomen", "type": "decimal", "text": "Inkomen per maand" },
              { "linkId": "werk", "type": "text", "text": "Wat voor werk doet u?" },
              { "linkId": "talen", "type": "coding", "repeats": true, "text": "Welke talen spreekt u?", "answerOption": [
                { "valueCoding": { "code": "nl", "display": "Nederlands" } },
                { "valueCoding": { "code": "pl", "display": "Pools" } }] } ] },
            { "linkId": "p3", "type": "group", "text": "Kinderen en bewijs", "item": [
              { "linkId": "kinderen", "type": "group", "repeats": true, "text": "Uw kinderen", "item": [
                { "linkId": "kind", "type": "string", "text": "Naam van het kind", "required": true } ] },
              { "linkId": "bewijs", "type": "attachment", "repeats": true, "text": "Bewijs van inkomen" } ] }
          ]
        }
        """;

    /// <summary>Asks it in a part of a dossier, with the modules of the site, as the office's page does.</summary>
    /// <param name="staff">A window of staff.</param>
    /// <param name="client">The client's participant in the part.</param>
    /// <param name="title">Of what is asked.</param>
    public static Task AskAsync(IPage staff, string client, string title) => staff.EvaluateAsync(
        """
        async ([client, text, title]) => {
          const [{ call }, { Mailbox }, { DossierPart }, { Asking }, { dayAt, daysAfter }] = await Promise.all(
            ["api/call", "spaces/mailbox", "spaces/dossier-part", "spaces/asking", "text/days"]
              .map((name) => import(`/js/${name}.js`)));
          const { mailboxes } = await call("GET session");
          const part = new DossierPart(`${client.slice(0, 32)}00`, new Mailbox(mailboxes[0]));
          await part.mailbox.open();
          await part.open(null);
          const asking = new Asking(part);
          await asking.ask({
            kind: "questionnaire", title: { nl: title, en: title }, why: "Wij hebben dit nodig voor de akte.",
            purpose: null, form: { text, formId: "0".repeat(32), version: 1 }, entryId: null,
            dueOn: daysAfter(dayAt(Date.now()), 14),
          });
          if (asking.error !== null) {
            throw asking.error;
          }
        }
        """,
        new[] { client, Definition, title });
}
