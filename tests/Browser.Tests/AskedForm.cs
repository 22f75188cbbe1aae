using Microsoft.Playwright;

namespace Zegel.Browser.Tests;

/// <summary>A questionnaire that the office asks a client to fill in: every kind of question, each of which must be answered.</summary>
internal static class AskedForm
{
    /// <summary>As the library of forms would export it.</summary>
    private const string Definition =
        """
        {
          "resourceType": "Questionnaire", "language": "nl", "status": "active", "title": "Alle soorten",
          "item": [
            { "linkId": "p1", "type": "group", "text": "Over u", "item": [
              { "linkId": "uitleg", "type": "display", "text": "Deze gegevens komen in de akte." },
              { "linkId": "naam", "type": "string", "text": "Uw naam", "required": true, "item": [
                { "linkId": "naam.help", "type": "display", "text": "Zoals in uw paspoort.", "extension": [{
                  "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
                  "valueCodeableConcept": { "coding": [{ "code": "help" }] } }] }] },
              { "linkId": "verhaal", "type": "text", "text": "Uw verhaal", "required": true },
              { "linkId": "leeftijd", "type": "decimal", "text": "Uw leeftijd", "required": true },
              { "linkId": "geboren", "type": "date", "text": "Uw geboortedag", "required": true },
              { "linkId": "gehuwd", "type": "coding", "text": "Bent u getrouwd?", "required": true, "answerOption": [
                { "valueCoding": { "code": "ja", "display": "Ja" } }, { "valueCoding": { "code": "nee", "display": "Nee" } }] },
              { "linkId": "land", "type": "coding", "text": "Uw land", "required": true, "answerOption": [
                { "valueCoding": { "code": "l1", "display": "Land 1" } },
                { "valueCoding": { "code": "l2", "display": "Land 2" } },
                { "valueCoding": { "code": "l3", "display": "Land 3" } },
                { "valueCoding": { "code": "l4", "display": "Land 4" } },
                { "valueCoding": { "code": "l5", "display": "Land 5" } },
                { "valueCoding": { "code": "l6", "display": "Land 6" } },
                { "valueCoding": { "code": "l7", "display": "Land 7" } },
                { "valueCoding": { "code": "l8", "display": "Land 8" } },
                { "valueCoding": { "code": "l9", "display": "Land 9" } },
                { "valueCoding": { "code": "l10", "display": "Land 10" } },
                { "valueCoding": { "code": "l11", "display": "Land 11" } },
                { "valueCoding": { "code": "l12", "display": "Land 12" } },
                { "valueCoding": { "code": "l13", "display": "Land 13" } } ] },
              { "linkId": "talen", "type": "coding", "repeats": true, "text": "Uw talen", "required": true, "answerOption": [
                { "valueCoding": { "code": "nl", "display": "Nederlands" } },
                { "valueCoding": { "code": "pl", "display": "Pools" } }] },
              { "linkId": "adres", "type": "text", "text": "Uw adres", "required": true,
                "extension": [{ "url": "urn:zegel:questionnaire:address", "valueBoolean": true }] },
              { "linkId": "kinderen", "type": "group", "repeats": true, "text": "Uw kinderen", "required": true, "item": [
                { "linkId": "kind", "type": "string", "text": "Naam van het kind", "required": true } ] },
              { "linkId": "bewijs", "type": "attachment", "text": "Uw bewijs", "required": true } ] },
            { "linkId": "p2", "type": "group", "text": "Uw verhalen", "item": [
              { "linkId": "een", "type": "text", "text": "Uw eerste verhaal", "maxLength": 10000 },
              { "linkId": "twee", "type": "text", "text": "Uw tweede verhaal", "maxLength": 10000 } ] }
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

    /// <summary>
    /// Sends what was answered, with the modules of the site and not with its pages: one choice is something that nobody
    /// could choose.
    /// </summary>
    /// <param name="page">A window of the client.</param>
    /// <param name="client">The client's participant in the part.</param>
    /// <param name="title">Of what was asked.</param>
    public static Task AnswerOddlyAsync(IPage page, string client, string title) => page.EvaluateAsync(
        """
        async ([client, title]) => {
          const [{ DossierPart }, api, notes, { sealNote }, { randomId }] = await Promise.all(
            ["spaces/dossier-part", "api/tasks", "spaces/task-notes", "crypto/notes", "crypto/base64"]
              .map((name) => import(`/js/${name}.js`)));
          const part = new DossierPart(client);
          await part.open(null);
          const { spaceId: space, sealKey } = part;
          const { tasks } = await api.listTasks(client);
          const headers = await Promise.all(tasks.map((task) => notes.openTaskHeader(sealKey, space, task)));
          const { taskId } = tasks[headers.findIndex((header) => header?.title.nl === title)];
          const { definition, pages } = await api.openTask(client, taskId);
          const { form } = await notes.openTaskForm(sealKey, space, taskId, definition);
          const [first, ...others] = await Promise.all(pages.map(async (page) =>
            ({ ...page, ...await notes.openAnswers(sealKey, space, taskId, form, page) })));
          const answers = { ...first.answers, gehuwd: { ...first.answers.gehuwd, value: "nothing" } };
          const note = await sealNote(sealKey,
            { kind: "answers", space, id: taskId, author: client, page: first.pageId, answers });
          const entryId = randomId();
          const files = answers.bewijs.value;
          const header = await sealNote(sealKey,
            { kind: "header", space, id: entryId, author: client, subject: title, name: "Karin", files });
          await api.sendTask(client, taskId, { entryId, header, files: files.map(({ id }) => id), pages: [
            { pageId: first.pageId, note, revision: first.revision },
            ...others.map(({ pageId, revision }) => ({ pageId, note: null, revision })),
          ] });
        }
        """,
        new[] { client, title });
}
