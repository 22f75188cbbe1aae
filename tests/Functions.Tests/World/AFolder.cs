using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Tests.World;

/// <summary>Somebody with an account that is in use, and a browser in which they are signed in.</summary>
public sealed record Somebody(string AccountId, string Email, string Name, ApiClient Browser)
{
    /// <summary>Makes one; how people become one is told elsewhere.</summary>
    public static async Task<Somebody> MakeAsync(TestWorld world, Role role = Role.Guest, string name = "Gerda Gast")
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var services = world.Cloud.Services;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var head = new AccountHead
        {
            AccountId = Functions.Security.AccountId.From(Seals.NewId()), Name = name, Email = TestWorld.NewEmail("gerda"), Language = "nl",
            Roles = [role], State = AccountState.Active, HasSecondFactor = true, HasStrongFactor = true,
        };
        await services.GetRequiredService<AccountStore>().InviteAsync(head, [], "system", now, cancellationToken);
        return new Somebody(head.AccountId, head.Email, name, await SignInAsync(world, head));
    }

    /// <summary>Another browser in which they are signed in.</summary>
    public static async Task<ApiClient> SignInAsync(TestWorld world, AccountHead head)
    {
        var services = world.Cloud.Services;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var session = SessionStore.New(head, Strength.Full, FactorMethod.App, "?", null, now);
        await services.GetRequiredService<StorageClients>().Accounts.TryInsertAsync(
            head.AccountId, session.RowKey, session.Session, TestContext.Current.CancellationToken);
        var browser = world.NewBrowser();
        browser.Cookies["__Host-session"] = session.Cookie;
        return browser;
    }
}

/// <summary>A shared folder, as its owner's browser knows it, and what browsers do in it.</summary>
public sealed record AFolder(TestWorld World, string FolderId, byte[] SealKey, string MailboxId, ApiClient Staff)
{
    /// <summary>The mailbox in it.</summary>
    public string Owner => FolderId + "00";

    /// <summary>Where the audit records of it are.</summary>
    public string Place => "conversations/" + FolderId;

    /// <summary>Makes one.</summary>
    public static async Task<AFolder> MakeAsync(
        TestWorld world, ApiClient? staff = null, string name = "Jaarstukken", string? folderId = null)
    {
        staff ??= await world.StaffAsync();
        var mailbox = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        var folder = new AFolder(world, folderId ?? Seals.NewId(), Seals.NewKey(), mailbox, staff);
        (await folder.MakeAgainAsync(name)).Expect(201)["participantId"]!.GetValue<string>().ShouldBe(folder.Owner);
        return folder;
    }

    /// <summary>Asks for it.</summary>
    public async Task<ApiAnswer> MakeAgainAsync(string name, JsonObject? sealKey = null)
    {
        var vault = (await Staff.GetAsync("/api/sealing-key")).Expect(200).Json;
        sealKey ??= Seals.WrapBytesUnder(vault, [.. SealKey, .. Seals.ContextOf("folder", FolderId)]);
        return await Staff.PostAsync(
            $"/api/mailboxes/{MailboxId}/folders", new { folderId = FolderId, sealKey, note = Note("folder", FolderId, Owner, null, name) });
    }

    /// <summary>Shares it, and says as whom.</summary>
    public async Task<string> ShareAsync(Somebody somebody, string right = "upload") =>
        (await Staff.PostAsync(Path(Owner, "folder/participants"), new { email = somebody.Email, right })).Expect(201)["participantId"]!
            .GetValue<string>();

    /// <summary>Takes it away.</summary>
    public Task<ApiAnswer> TakeAsync(string participantId) => Staff.DeleteAsync(Path(Owner, $"folder/participants/{participantId}"));

    /// <summary>Opens it.</summary>
    public async Task<JsonNode> OpenAsync(ApiClient browser, string participantId)
    {
        var opened = (await browser.PostAsync(Path(participantId, "folder/open"))).Expect(200).Json;
        opened["folderId"]!.GetValue<string>().ShouldBe(FolderId);
        return opened;
    }

    /// <summary>Its entries by name, whole.</summary>
    public async Task<IReadOnlyDictionary<string, JsonNode>> EntriesAsync(ApiClient browser, string participantId)
    {
        var entries = (await browser.GetAsync(Path(participantId, "folder/entries"))).Expect(200)["entries"]!.AsArray();
        return entries.ToDictionary(
            entry => NameIn(entry!["note"]!) + (entry["withdrawnAt"] is null ? "" : " (teruggehaald)"), entry => entry!, StringComparer.Ordinal);
    }

    /// <summary>The name in a note.</summary>
    public string NameIn(JsonNode note)
    {
        var opened = Seals.OpenNote(SealKey, note);
        return (opened["file"]?["name"] ?? opened["name"])!.GetValue<string>();
    }

    /// <summary>Uploads files in bulk and adds them under a name each.</summary>
    /// <returns>The entries' ids by their names.</returns>
    public async Task<IReadOnlyDictionary<string, string>> AddAsync(ApiClient browser, string participantId, params IReadOnlyList<string> names)
    {
        var ids = await UploadAsync(browser, participantId, names.Count);
        var entries = names.Zip(ids, (name, id) => FileEntry(participantId, id, name)).ToList();
        var answers = await PostAsync(browser, participantId, entries);
        answers.ShouldAllBe(outcome => outcome == "posted");
        return names.Zip(ids).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    /// <summary>Uploads files of a few bytes, in bulk.</summary>
    public async Task<IReadOnlyList<string>> UploadAsync(ApiClient browser, string participantId, int count)
    {
        var files = await SendAsync(browser, participantId, count);
        var finished = (await browser.PostAsync(Path(participantId, "uploads/finish"), new { files })).Expect(200);
        finished["files"]!.AsArray().ShouldAllBe(file => file!["finished"]!.GetValue<bool>());
        return files;
    }

    /// <summary>As <see cref="UploadAsync"/>, but does not say that they are whole.</summary>
    public async Task<IReadOnlyList<string>> SendAsync(ApiClient browser, string participantId, int count)
    {
        var files = Enumerable.Range(0, count).ToDictionary(_ => Seals.NewId(), number => Seals.File(SealKey, FolderId, [1, 2, (byte)number]));
        var staged = (await browser.PostAsync(
            Path(participantId, "uploads"), new { files = files.Select(file => new { fileId = file.Key, size = file.Value.Size }) })).Expect(200);
        await Task.WhenAll(staged["files"]!.AsArray().Select(async answer =>
            ((int)await Writing.PutAsync(
                answer!["upload"]!["uploadUrl"]!.GetValue<string>(), files[answer["fileId"]!.GetValue<string>()])).ShouldBe(201)));
        return [.. files.Keys];
    }

    /// <summary>Adds entries, and says how each ended.</summary>
    public async Task<IReadOnlyList<string>> PostAsync(ApiClient browser, string participantId, params IReadOnlyList<object> entries) =>
    [
        .. (await TryPostAsync(browser, participantId, entries)).Expect(200)["entries"]!.AsArray()
            .Select(entry => entry!["outcome"]!.GetValue<string>()),
    ];

    /// <inheritdoc cref="PostAsync"/>
    public Task<ApiAnswer> TryPostAsync(ApiClient browser, string participantId, params IReadOnlyList<object> entries)
    {
        participantId[..32].ShouldBe(FolderId);
        return browser.PostAsync(Path(participantId, "folder/entries"), new { entries });
    }

    /// <summary>A file as it is added.</summary>
    public object FileEntry(string author, string fileId, string name, string? parent = null) => new
    {
        entryId = fileId, kind = "file", parent = parent ?? FolderId, nameTag = NameTag(name, parent),
        note = Note("file", fileId, author, parent ?? FolderId, name),
    };

    /// <summary>A subfolder as it is added.</summary>
    public object FolderEntry(string author, string entryId, string name, string? parent = null) => new
    {
        entryId, kind = "folder", parent = parent ?? FolderId, nameTag = NameTag(name, parent),
        note = Note("folder", entryId, author, parent ?? FolderId, name),
    };

    /// <summary>Under which a name is taken.</summary>
    public byte[] NameTag(string name, string? parent = null) => Seals.NameTag(SealKey, parent ?? FolderId, name);

    /// <summary>A sealed entry.</summary>
    public JsonObject Note(string kind, string id, string author, string? parent, string name)
    {
        var note = new JsonObject { ["kind"] = kind, ["space"] = FolderId, ["id"] = id, ["author"] = author, ["parent"] = parent };
        if (kind == "file")
        {
            note["file"] = new JsonObject { ["id"] = id, ["name"] = name, ["type"] = "text/plain", ["size"] = 3 };
        }
        else
        {
            note["name"] = name;
        }

        return Seals.Note(SealKey, FolderId, note);
    }

    /// <summary>An address below a participant.</summary>
    public static string Path(string participantId, string rest) => $"/api/participants/{participantId}/{rest}";
}
