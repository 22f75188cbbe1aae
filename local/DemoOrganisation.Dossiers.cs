using System.Text.Json.Nodes;
using Zegel.Functions.Security;

namespace Zegel.Local;

public static partial class DemoOrganisation
{
    /// <summary>The office's side of the demo: who is signed in, for which mailbox, and the key to wrap under.</summary>
    private sealed record DemoOffice(HttpClient Staff, string MailboxId, JsonNode SealingKey, CancellationToken Cancellation);

    /// <summary>A dossier with what it shares with each client.</summary>
    private sealed record DemoDossier(string DossierId, IReadOnlyList<string> StepIds, IReadOnlyList<DemoPart> Parts);

    /// <summary>What the office shares with one client.</summary>
    private sealed record DemoPart(string PartId, byte[] SealKey)
    {
        public string Office => PartId + "00";

        public string Client => PartId + "01";
    }

    private static async Task<DemoDossier> MakeDossierAsync(
        DemoOffice office, string number, string description, string status, IReadOnlyList<string> steps, params IReadOnlyList<string> clientIds)
    {
        var (dossierId, sealKey) = (Tokens.NewId(), Seals.NewKey());
        var named = steps.Select(title => (Id: Tokens.NewId(), Title: title)).ToList();
        await PostAsync(
            office.Staff,
            $"/api/mailboxes/{office.MailboxId}/dossiers",
            new
            {
                dossierId, sealKey = WrapFor(office, "dossier", dossierId, sealKey), note = HeaderOf(dossierId, sealKey), status,
                steps = named.Select(step => step.Id), handlerId = (string?)null, standInId = (string?)null,
            },
            office.Cancellation);
        var parts = new List<DemoPart>();
        foreach (var clientId in clientIds)
        {
            var part = new DemoPart(Tokens.NewId(), Seals.NewKey());
            await PostAsync(
                office.Staff,
                $"/api/participants/{dossierId}00/dossier/parts",
                new
                {
                    partId = part.PartId, sealKey = WrapFor(office, "part", part.PartId, part.SealKey), note = HeaderOf(part.PartId, part.SealKey),
                    clientId,
                },
                office.Cancellation);
            parts.Add(part);
        }

        return new DemoDossier(dossierId, [.. named.Select(step => step.Id)], parts);

        JsonObject HeaderOf(string spaceId, byte[] key) => Seals.Note(key, spaceId, new JsonObject
        {
            ["kind"] = "dossier", ["space"] = spaceId, ["id"] = spaceId, ["author"] = spaceId + "00", ["number"] = number,
            ["description"] = description,
            ["steps"] = new JsonArray([.. named.Select(step => new JsonObject { ["id"] = step.Id, ["title"] = step.Title })]),
        });
    }

    private static async Task SetFactsAsync(DemoOffice office, DemoDossier dossier, int done, bool isClosed = false) => await PostAsync(
        office.Staff,
        $"/api/participants/{dossier.DossierId}00/dossier/facts",
        new
        {
            status = (string?)null, handlerId = (string?)null, standInId = (string?)null, done = dossier.StepIds.Take(done),
            open = Array.Empty<string>(), isClosed,
        },
        office.Cancellation);

    /// <summary>Publishes one document of one page to one client.</summary>
    private static async Task PublishAsync(DemoOffice office, DemoPart part, string tab, string title, string file, string line)
    {
        var files = await StoreAsync(
            office.Staff, part.Office, part.PartId, part.SealKey, [new(file, "application/pdf", Pdf(title, line))], office.Cancellation);
        var entryId = Tokens.NewId();
        await PostAsync(
            office.Staff,
            $"/api/participants/{part.Office}/part/published",
            new { entryId, tab, header = EntryHeaderOf(part, entryId, part.Office, "Conny de Vries", title, files), files = IdsOf(files) },
            office.Cancellation);
    }

    /// <summary>Writes a message, as the office or as the client.</summary>
    private static async Task WriteAsync(
        HttpClient browser, DemoPart part, string author, string name, string subject, string text, IReadOnlyList<JsonObject> files,
        CancellationToken cancellationToken)
    {
        var entryId = Tokens.NewId();
        await PostAsync(
            browser,
            $"/api/participants/{author}/part/messages",
            new
            {
                entryId, header = EntryHeaderOf(part, entryId, author, name, subject, files), text = Seals.Note(part.SealKey, part.PartId, new JsonObject
                {
                    ["kind"] = "message", ["space"] = part.PartId, ["id"] = entryId, ["author"] = author, ["text"] = text,
                }),
                files = IdsOf(files), inReplyTo = (string?)null,
            },
            cancellationToken);
    }

    private static JsonObject EntryHeaderOf(
        DemoPart part, string entryId, string author, string name, string subject, IReadOnlyList<JsonObject> files) =>
        Seals.Note(part.SealKey, part.PartId, new JsonObject
        {
            ["kind"] = "header", ["space"] = part.PartId, ["id"] = entryId, ["author"] = author, ["subject"] = subject, ["name"] = name,
            ["files"] = new JsonArray([.. files]),
        });

    private static IEnumerable<string> IdsOf(IReadOnlyList<JsonObject> files) => files.Select(file => file["id"]!.GetValue<string>());

    private static JsonObject WrapFor(DemoOffice office, string kind, string spaceId, byte[] key) =>
        Seals.WrapBytesUnder(office.SealingKey, [.. key, .. Seals.ContextOf(kind, spaceId)]);
}
