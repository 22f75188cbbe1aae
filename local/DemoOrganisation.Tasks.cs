using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Zegel.Functions.Access;
using Zegel.Functions.Security;

namespace Zegel.Local;

public static partial class DemoOrganisation
{
    private const int QuestionsOfDemo = 11;

    /// <summary>A form of the mailbox, sent to the client who filled in half of it; and a document that is asked.</summary>
    private static async Task AskClientAsync(DemoOffice office, HttpClient client, DemoPart part)
    {
        var definition = Pack(await File.ReadAllBytesAsync(
            Path.Combine(NpmPackages.RepositoryRoot, "local", "demo-questionnaire.json"), office.Cancellation));
        var title = new JsonObject { ["nl"] = "Gegevens voor uw testament", ["en"] = "Details for your will" };
        var formId = await PublishFormAsync(office, definition, title);
        var taskId = await AskTaskAsync(
            office, part, "questionnaire", title, "Dan kunnen wij het concept van uw testament maken.", purpose: null, days: 14,
            NoteOf(part, "questionnaire", part.Office, new JsonObject { ["definition"] = definition, ["formId"] = formId, ["version"] = 1 }));
        await SaveAnswersAsync(office, client, part, taskId, "you", 4, 8, new JsonObject
        {
            ["birth"] = new JsonObject { ["day"] = "4", ["month"] = "6", ["year"] = "1968" },
            ["home"] = new JsonObject { ["street"] = "Dorpsstraat 12", ["postcode"] = "3731 AB", ["city"] = "De Bilt", ["country"] = "Nederland" },
            ["partner"] = "married", ["partner-name"] = "Jan Smit",
        });
        await SaveAnswersAsync(office, client, part, taskId, "family", 9, 13, new JsonObject
        {
            ["has-children"] = "yes", ["children"] = new JsonArray("c1", "c2"), ["children/c1/child-name"] = "Lotte Smit",
            ["children/c1/child-birth"] = new JsonObject { ["day"] = "12", ["month"] = "3", ["year"] = "1997" },
            ["children/c2/child-name"] = "Daan Smit",
        });
        await AskTaskAsync(
            office, part, "document", new JsonObject { ["nl"] = "Kopie van uw identiteitsbewijs", ["en"] = "Copy of your identity document" },
            "De wet vraagt ons te weten wie u bent.", purpose: "Testament, notariskantoor", days: 7, definition: null);
    }

    /// <summary>Makes a form in the mailbox and publishes it.</summary>
    private static async Task<string> PublishFormAsync(DemoOffice office, string definition, JsonObject title)
    {
        var opened = await PostAsync(office.Staff, $"/api/mailboxes/{office.MailboxId}/open", new { }, office.Cancellation);
        var (formId, sealKey) = (Tokens.NewId(), Convert.FromBase64String(opened!["sealKey"]!.GetValue<string>()));
        var path = $"/api/mailboxes/{office.MailboxId}/forms";
        await PostAsync(
            office.Staff,
            path,
            new
            {
                formId,
                header = Note("form-header", new JsonObject { ["title"] = title.DeepClone(), ["questions"] = QuestionsOfDemo }),
                definition = Note("questionnaire", new JsonObject { ["definition"] = definition, ["formId"] = formId, ["version"] = 0 }),
            },
            office.Cancellation);
        await PostAsync(office.Staff, $"{path}/{formId}/versions", new { revision = 1 }, office.Cancellation);
        return formId;

        JsonObject Note(string kind, JsonObject members) =>
            Seals.Note(sealKey, office.MailboxId, Said(kind, office.MailboxId, formId, office.MailboxId, members));
    }

    /// <summary>Asks something of the client; the definition is sealed for the task that it becomes.</summary>
    private static async Task<string> AskTaskAsync(
        DemoOffice office, DemoPart part, string kind, JsonObject title, string why, string? purpose, int days, Func<string, JsonObject>? definition)
    {
        var taskId = Tokens.NewId();
        var header = new JsonObject { ["title"] = title.DeepClone(), ["why"] = why, ["purpose"] = purpose };
        await PostAsync(
            office.Staff,
            $"/api/participants/{part.Office}/part/tasks",
            new
            {
                taskId, kind, header = NoteOf(part, "task", part.Office, header)(taskId), definition = definition?.Invoke(taskId),
                entryId = (string?)null,
                dueOn = SignInPolicy.DayOf(TimeProvider.System.GetUtcNow()).AddDays(days).ToString("O", CultureInfo.InvariantCulture),
            },
            office.Cancellation);
        return taskId;
    }

    /// <summary>Saves a page of answers, as the client.</summary>
    private static async Task SaveAnswersAsync(
        DemoOffice office, HttpClient client, DemoPart part, string taskId, string page, int answered, int total, JsonObject values)
    {
        var at = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var answers = new JsonObject();
        foreach (var (key, value) in values)
        {
            answers[key] = new JsonObject { ["value"] = value!.DeepClone(), ["at"] = at, ["by"] = ClientName };
        }

        var note = NoteOf(part, "answers", part.Client, new JsonObject { ["page"] = page, ["answers"] = answers })(taskId);
        await PostAsync(
            client,
            $"/api/participants/{part.Client}/part/tasks/{taskId}/answers",
            new { pageId = page, note, revision = 0, answered, total, files = Array.Empty<string>(), dropped = Array.Empty<string>() },
            office.Cancellation);
    }

    /// <summary>A note of a task, once its id is known.</summary>
    private static Func<string, JsonObject> NoteOf(DemoPart part, string kind, string author, JsonObject members) =>
        taskId => Seals.Note(part.SealKey, part.PartId, Said(kind, part.PartId, taskId, author, members));

    private static JsonObject Said(string kind, string space, string id, string author, JsonObject members)
    {
        var said = new JsonObject { ["kind"] = kind, ["space"] = space, ["id"] = id, ["author"] = author };
        foreach (var (name, value) in members)
        {
            said[name] = value?.DeepClone();
        }

        return said;
    }

    /// <summary>A definition as notes hold it: deflated, in base64 (<c>static-web/js/forms/packed.js</c>).</summary>
    private static string Pack(byte[] definition)
    {
        using var packed = new MemoryStream();
        using (var deflating = new DeflateStream(packed, CompressionLevel.SmallestSize))
        {
            deflating.Write(definition);
        }

        return Convert.ToBase64String(packed.ToArray());
    }
}
