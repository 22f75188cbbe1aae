using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Clients;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Tests.World;

/// <summary>A client, company or extra account with a browser in which they are signed in.</summary>
public static class AClient
{
    /// <summary>Makes one; how people become one is told elsewhere.</summary>
    public static async Task<Somebody> MakeAsync(
        TestWorld world, string mailboxId, string name, ClientKind kind = ClientKind.Person, Somebody? company = null)
    {
        var somebody = await Somebody.MakeAsync(world, Role.Client, name);
        var id = AccountId.From(somebody.AccountId);
        var accounts = world.Cloud.Services.GetRequiredService<StorageClients>().Accounts;
        var client = new Client
        {
            ClientId = id, Kind = kind, Name = name, MadeBy = id, MadeAt = DateTimeOffset.UnixEpoch,
            MainAccountId = company is null ? null : AccountId.From(company.AccountId),
            MailboxIds = company is null ? [MailboxId.From(mailboxId)] : [],
        };
        (await accounts.TryInsertAsync(id, Client.RowKey, client, TestContext.Current.CancellationToken)).ShouldBeTrue();
        return somebody;
    }
}

/// <summary>What the office shares with one client, and the key of it.</summary>
public sealed record APart(string PartId, byte[] SealKey)
{
    /// <summary>The mailbox in it.</summary>
    public string Office => PartId + "00";

    /// <summary>The client in it.</summary>
    public string Client => PartId + "01";

    /// <summary>Where the audit records of it are.</summary>
    public string Place => "conversations/" + PartId;
}

/// <summary>A dossier as its office's browser knows it, and what browsers do in it.</summary>
public sealed record ADossier(TestWorld World, string DossierId, byte[] SealKey, string MailboxId, ApiClient Staff)
{
    /// <summary>A status that every new organisation has.</summary>
    public const string InProgress = "00000000000000000000000000000001";

    /// <summary>The mailbox in it.</summary>
    public string Office => DossierId + "00";

    /// <summary>Where the audit records of it are.</summary>
    public string Place => "conversations/" + DossierId;

    /// <summary>Makes one.</summary>
    public static async Task<ADossier> MakeAsync(TestWorld world, ApiClient? staff = null, params string[] steps)
    {
        staff ??= await world.StaffAsync();
        var mailbox = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        var dossier = new ADossier(world, Seals.NewId(), Seals.NewKey(), mailbox, staff);
        (await staff.PostAsync($"/api/mailboxes/{mailbox}/dossiers", await dossier.BodyAsync(steps))).Expect(201)["participantId"]!
            .GetValue<string>().ShouldBe(dossier.Office);
        return dossier;
    }

    /// <summary>The request that makes it.</summary>
    public async Task<object> BodyAsync(params string[] steps) => new
    {
        dossierId = DossierId, sealKey = await WrapAsync("dossier", DossierId, SealKey), note = Header(DossierId, SealKey),
        status = InProgress, steps, handlerId = (string?)null, standInId = (string?)null,
    };

    /// <summary>Adds a client.</summary>
    public async Task<APart> AddAsync(Somebody client)
    {
        var part = new APart(Seals.NewId(), Seals.NewKey());
        (await TryAddAsync(part, client.AccountId)).Expect(201)["name"]!.GetValue<string>().ShouldBe(client.Name);
        return part;
    }

    /// <summary>The request that adds one.</summary>
    public async Task<object> AddBodyAsync(APart part, string clientId) => new
    {
        partId = part.PartId, sealKey = await WrapAsync("part", part.PartId, part.SealKey), note = Header(part.PartId, part.SealKey), clientId,
    };

    /// <summary>Asks to add one.</summary>
    public async Task<ApiAnswer> TryAddAsync(APart part, string clientId) =>
        await Staff.PostAsync(Path(Office, "dossier/parts"), await AddBodyAsync(part, clientId));

    /// <summary>Changes facts.</summary>
    public Task<ApiAnswer> SetAsync(
        string? status = null, string? handlerId = null, string? standInId = null, string[]? done = null, string[]? open = null, bool? isClosed = null) =>
        Staff.PostAsync(Path(Office, "dossier/facts"), FactsOf(status, handlerId, standInId, done, open, isClosed));

    /// <summary>The request that changes facts.</summary>
    public static object FactsOf(
        string? status = null, string? handlerId = null, string? standInId = null, string[]? done = null, string[]? open = null, bool? isClosed = null) =>
        new { status, handlerId, standInId, done = done ?? [], open = open ?? [], isClosed };

    /// <summary>Uploads files of a few bytes into a part.</summary>
    public static async Task<IReadOnlyList<string>> UploadAsync(ApiClient browser, APart part, string participantId, int count = 1)
    {
        var files = Enumerable.Range(0, count).ToDictionary(_ => Seals.NewId(), number => Seals.File(part.SealKey, part.PartId, [1, 2, (byte)number]));
        var staged = (await browser.PostAsync(
            Path(participantId, "uploads"), new { files = files.Select(file => new { fileId = file.Key, size = file.Value.Size }) })).Expect(200);
        await Task.WhenAll(staged["files"]!.AsArray().Select(async answer =>
            ((int)await Writing.PutAsync(
                answer!["upload"]!["uploadUrl"]!.GetValue<string>(), files[answer["fileId"]!.GetValue<string>()])).ShouldBe(201)));
        (await browser.PostAsync(Path(participantId, "uploads/finish"), new { files = files.Keys })).Expect(200);
        return [.. files.Keys];
    }

    /// <summary>Uploads a file and publishes it.</summary>
    /// <returns>The entry's id.</returns>
    public async Task<string> PublishAsync(APart part, string tab = "documents", string title = "Conceptakte")
    {
        var body = Published(part, await UploadAsync(Staff, part, part.Office), tab, title);
        return (await Staff.PostAsync(Path(part.Office, "part/published"), body)).Expect(201)["entryId"]!.GetValue<string>();
    }

    /// <summary>The request that publishes.</summary>
    public static object Published(APart part, IReadOnlyList<string> files, string tab = "documents", string title = "Conceptakte", string? entryId = null)
    {
        entryId ??= Seals.NewId();
        return new { entryId, tab, header = EntryHeader(part, entryId, part.Office, title, files), files };
    }

    /// <summary>Writes a message.</summary>
    public static async Task<string> WriteAsync(ApiClient browser, APart part, string participantId, string subject = "Vraag", params IReadOnlyList<string> files) =>
        (await browser.PostAsync(Path(participantId, "part/messages"), Message(part, participantId, subject, files))).Expect(201)["entryId"]!.GetValue<string>();

    /// <summary>The request that writes a message.</summary>
    public static object Message(APart part, string author, string subject = "Vraag", IReadOnlyList<string>? files = null, string? entryId = null)
    {
        entryId ??= Seals.NewId();
        return new
        {
            entryId,
            header = EntryHeader(part, entryId, author, subject, files ?? []),
            text = Seals.Note(part.SealKey, part.PartId, new JsonObject
            {
                ["kind"] = "message", ["space"] = part.PartId, ["id"] = entryId, ["author"] = author, ["text"] = "Beste notaris",
            }),
            files = files ?? [],
            inReplyTo = (string?)null,
        };
    }

    /// <summary>Opens a part.</summary>
    public static async Task<JsonNode> OpenAsync(ApiClient browser, string participantId, string? tab = "documents", string? @as = null) =>
        (await browser.PostAsync(Path(participantId, "part/open"), new { tab, @as })).Expect(200).Json;

    /// <summary>Opens an entry.</summary>
    public static Task<ApiAnswer> ReadAsync(ApiClient browser, string participantId, string entryId, string? @as = null) =>
        browser.PostAsync(Path(participantId, $"part/entries/{entryId}/open"), new { @as });

    /// <summary>A sealed header of a dossier or a part.</summary>
    public static JsonObject Header(string spaceId, byte[] sealKey, string description = "Koop Kerkstraat 1") =>
        Seals.Note(sealKey, spaceId, new JsonObject
        {
            ["kind"] = "dossier", ["space"] = spaceId, ["id"] = spaceId, ["author"] = spaceId + "00", ["number"] = "2026-17",
            ["description"] = description, ["steps"] = new JsonArray(),
        });

    /// <summary>An address below a participant.</summary>
    public static string Path(string participantId, string rest) => $"/api/participants/{participantId}/{rest}";

    private static JsonObject EntryHeader(APart part, string entryId, string author, string subject, IReadOnlyList<string> files) =>
        Seals.Note(part.SealKey, part.PartId, new JsonObject
        {
            ["kind"] = "header", ["space"] = part.PartId, ["id"] = entryId, ["author"] = author, ["subject"] = subject, ["name"] = "",
            ["files"] = new JsonArray([.. files.Select(file => new JsonObject { ["id"] = file, ["name"] = subject + ".pdf" })]),
        });

    private async Task<JsonObject> WrapAsync(string kind, string id, byte[] key) =>
        Seals.WrapBytesUnder((await Staff.GetAsync("/api/sealing-key")).Expect(200).Json, [.. key, .. Seals.ContextOf(kind, id)]);
}
