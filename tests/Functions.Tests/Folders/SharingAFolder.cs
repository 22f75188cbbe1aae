using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Folders;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Folders;

/// <summary>The main road of a folder, from its making to a guest's file in a colleague's hands.</summary>
public sealed class SharingAFolder(SharedWorld world)
{
    [Fact]
    public async Task Goes_from_its_making_to_a_guest_who_uploads_and_downloads()
    {
        var folder = await AFolder.MakeAsync(world, name: "Jaarstukken 2026");
        var staffId = await folder.Staff.AccountIdAsync();
        await world.IsWrittenDownAsync(folder.Place, FolderEvents.FolderMade, staffId, folder.FolderId);
        var guest = await Somebody.MakeAsync(world);

        // The mail leads to the folder, and holds no name of it.
        var participant = "";
        var mail = await world.NextMailAsync(guest.Email, "deelt een map", async () => participant = await folder.ShareAsync(guest));
        mail.Text!.ShouldContain($"/files/#{participant}");
        mail.Text!.ShouldContain("Openen");
        (mail.Text + mail.Subject).ShouldNotContain("Jaarstukken");
        await world.IsWrittenDownAsync(folder.Place, FolderEvents.FolderShared, staffId, $"{participant} {guest.AccountId} upload");

        // The mail left after the lists were made: the name opens with the shelf's key.
        var key = Bytes((await guest.Browser.PostAsync("/api/shelf/open")).Expect(200)["shelfKey"]!);
        await world.IsWrittenDownAsync("accounts/" + guest.AccountId, SpaceEvents.ShelfOpened, guest.AccountId, guest.AccountId);
        await world.IsWrittenDownAsync(folder.Place, FolderEvents.FolderKeyDelivered, "system", folder.FolderId);
        var row = (await guest.Browser.GetAsync("/api/shelf")).Expect(200)["folders"]!.AsArray().ShouldHaveSingleItem()!;
        row["participantId"]!.GetValue<string>().ShouldBe(participant);
        row["right"]!.GetValue<string>().ShouldBe("upload");
        Unwrap(key, folder, row["wrappedSealKey"]!).ShouldBe(folder.SealKey);
        folder.NameIn(row["note"]!).ShouldBe("Jaarstukken 2026");
        var listed = (await folder.Staff.GetAsync($"/api/mailboxes/{folder.MailboxId}/folders")).Expect(200)["folders"]!.AsArray()
            .Single(one => one!["folderId"]!.GetValue<string>() == folder.FolderId)!;
        listed["people"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe([guest.Name]);
        var mailboxKey = Bytes((await folder.Staff.PostAsync($"/api/mailboxes/{folder.MailboxId}/open")).Expect(200)["sealKey"]!);
        Unwrap(mailboxKey, folder, listed["wrappedSealKey"]!).ShouldBe(folder.SealKey);

        // The guest opens it: the key, and who will see what is added, without an address.
        var opened = await folder.OpenAsync(guest.Browser, participant);
        Bytes(opened["sealKey"]!).ShouldBe(folder.SealKey);
        opened["mayUpload"]!.GetValue<bool>().ShouldBeTrue();
        opened["isOwner"]!.GetValue<bool>().ShouldBeFalse();
        opened["participants"]!.AsArray().Select(one => one!["kind"]!.GetValue<string>()).ShouldBe(["mailbox", "guest"]);
        opened.ToJsonString().ShouldNotContain("@");
        opened["participants"]!.AsArray().ShouldAllBe(one => one!["accountId"] == null);
        await world.IsWrittenDownAsync(folder.Place, FolderEvents.FolderOpened, guest.AccountId, folder.FolderId);

        var files = await folder.AddAsync(guest.Browser, participant, "balans.txt", "toelichting.txt");
        await world.IsWrittenDownAsync(
            folder.Place, FolderEvents.EntriesAdded, guest.AccountId, $"{files["balans.txt"]} {files["toelichting.txt"]}");
        var entries = await folder.EntriesAsync(folder.Staff, folder.Owner);
        entries.Keys.ShouldBe(["Jaarstukken 2026", "balans.txt", "toelichting.txt"], ignoreOrder: true);
        entries["balans.txt"]["by"]!.GetValue<string>().ShouldBe(guest.Name);
        entries["balans.txt"]["size"]!.GetValue<long>().ShouldBe(3);

        // Several tickets in one call, and one by the route for one; staff see who had what.
        var tickets = (await folder.Staff.PostAsync(AFolder.Path(folder.Owner, "downloads"), new { files = files.Values })).Expect(200);
        tickets["files"]!.AsArray().ShouldAllBe(file => file!["download"]!["downloadUrl"] != null);
        await world.IsWrittenDownAsync(folder.Place, SpaceEvents.FileReleased, staffId, string.Join(' ', files.Values));
        var (stored, data) = await folder.Staff.DownloadAsync(folder.Owner, files["balans.txt"]);
        Seals.OpenFile(folder.SealKey, data, stored).Length.ShouldBe(3);
        var readers = (await folder.Staff.GetAsync(AFolder.Path(folder.Owner, $"files/{files["balans.txt"]}/readers"))).Expect(200);
        readers["readers"]!.AsArray().ShouldHaveSingleItem()!["participantId"]!.GetValue<string>().ShouldBe(folder.Owner);
        await world.CheckSpaceAsync(folder.FolderId);
    }

    [Fact]
    public async Task A_folder_is_made_once_and_only_for_somebody_who_can_open_it_shared()
    {
        var folder = await AFolder.MakeAsync(world);
        (await folder.MakeAgainAsync("Iets anders")).Expect(409, "id-taken");
        var colleague = await Somebody.MakeAsync(world, Role.Staff, "Cees Collega");
        var participant = await folder.ShareAsync(colleague, "read");
        var share = AFolder.Path(folder.Owner, "folder/participants");
        (await folder.Staff.PostAsync(share, new { email = colleague.Email, right = "read" })).Expect(409, "already-shared");
        (await folder.Staff.PostAsync(share, new { email = TestWorld.NewEmail(), right = "read" })).Expect(409, "no-such-account");
        var invited = await Invited.MakeAsync(world);
        (await folder.Staff.PostAsync(share, new { email = invited.Email, right = "read" })).Expect(409, "no-such-account");
        var client = await Somebody.MakeAsync(world, Role.Client);
        (await folder.Staff.PostAsync(share, new { email = client.Email, right = "read" })).Expect(409, "no-such-account");

        // Who came after the mailbox last added something is said to be new (X23).
        await folder.AddAsync(folder.Staff, folder.Owner, "een.txt");
        IsNew(await folder.OpenAsync(folder.Staff, folder.Owner)).ShouldBe([false, false]);
        await folder.ShareAsync(await Somebody.MakeAsync(world));
        IsNew(await folder.OpenAsync(folder.Staff, folder.Owner)).ShouldBe([false, false, true]);
        (await folder.OpenAsync(colleague.Browser, participant))["participants"]!.AsArray()[1]!["kind"]!.GetValue<string>().ShouldBe("colleague");

        static IEnumerable<bool> IsNew(JsonNode opened) => opened["participants"]!.AsArray().Select(one => one!["isNew"]!.GetValue<bool>());
    }

    [Fact]
    public async Task It_can_be_shared_with_a_guest_who_accepted_nothing_yet_and_waits_until_they_did()
    {
        var folder = await AFolder.MakeAsync(world);
        var begun = await AGuest.WithPasswordAsync(world, await AGuest.SponsorAsync(world));
        var browser = begun.Account.Browser;
        var guest = new Somebody(begun.GuestId, begun.Account.Email, "Gerda Gast", browser);
        var participant = await folder.ShareAsync(guest, "read");
        var file = (await folder.AddAsync(folder.Staff, folder.Owner, "wacht.txt"))["wacht.txt"];

        await NothingAsync("second-factor-required");
        (await AGuest.AcceptAsync(browser, "terms")).Expect(200);
        await NothingAsync("second-factor-required");
        await begun.Account.AddSmsAsync();
        await NothingAsync("document-first");
        (await world.AuditedAsync(folder.Place)).ShouldNotContain(entry => entry.Actor == begun.GuestId);
        (await AGuest.AcceptAsync(browser, "confidentiality")).Expect(200);

        Bytes((await folder.OpenAsync(browser, participant))["sealKey"]!).ShouldBe(folder.SealKey);
        (await browser.PostAsync(AFolder.Path(participant, $"files/{file}/ticket"))).Expect(200);

        async Task NothingAsync(string problem)
        {
            (await browser.PostAsync("/api/shelf/open")).Expect(403, problem);
            (await browser.GetAsync("/api/shelf")).Expect(403, problem);
            (await browser.PostAsync(AFolder.Path(participant, "folder/open"))).Problem.ShouldNotBeNull();
            foreach (var path in new[] { "folder/open", $"files/{file}/ticket" })
            {
                ((int)(await browser.PostAsync(AFolder.Path(participant, path))).Status).ShouldBeOneOf([401, 403, 404], path);
            }

            ((int)(await browser.PostAsync(AFolder.Path(participant, "downloads"), new { files = new[] { file } })).Status).ShouldBeOneOf([401, 403, 404]);
        }
    }

    [Fact]
    public async Task Another_name_changes_the_lists_and_nothing_of_the_files()
    {
        var folder = await AFolder.MakeAsync(world, name: "Oud");
        var staffId = await folder.Staff.AccountIdAsync();
        var guest = await Somebody.MakeAsync(world);
        await folder.ShareAsync(guest, "read");
        var (one, two) = (Seals.NewId(), Seals.NewId());
        (await folder.PostAsync(
            folder.Staff, folder.Owner, folder.FolderEntry(folder.Owner, one, "Een"), folder.FolderEntry(folder.Owner, two, "Twee")))
            .ShouldBe(["posted", "posted"]);

        (await RenameAsync(folder.FolderId, null, "Nieuw", null)).Expect(204);
        await world.IsWrittenDownAsync(folder.Place, FolderEvents.EntryRenamed, staffId, folder.FolderId);
        await Eventually.GetAsync(async () => (await guest.Browser.GetAsync("/api/shelf")).Expect(200)["folders"]!.AsArray()
            .SingleOrDefault(row => folder.NameIn(row!["note"]!) == "Nieuw"));

        (await RenameAsync(one, folder.FolderId, "Twee", folder.NameTag("Twee"))).Expect(409, "name-taken");
        (await RenameAsync(one, folder.FolderId, "Drie", folder.NameTag("Drie"))).Expect(204);
        (await RenameAsync(one, folder.FolderId, "Drie", null)).Expect(400, "bad-input");
        (await RenameAsync(two, folder.FolderId, "Een", folder.NameTag("Een"))).Expect(204);
        (await folder.EntriesAsync(folder.Staff, folder.Owner)).Keys.ShouldBe(["Nieuw", "Drie", "Een"], ignoreOrder: true);
        var file = (await folder.AddAsync(folder.Staff, folder.Owner, "vast.txt"))["vast.txt"];
        (await RenameAsync(file, folder.FolderId, "los.txt", folder.NameTag("los.txt"))).Expect(404);

        Task<ApiAnswer> RenameAsync(string entry, string? parent, string name, byte[]? nameTag) => folder.Staff.PostAsync(
            AFolder.Path(folder.Owner, $"folder/entries/{entry}/name"),
            new { nameTag, note = folder.Note("folder", entry, folder.Owner, parent, name) });
    }

    [Fact]
    public async Task A_key_that_is_no_folders_opens_nothing()
    {
        var folder = await AFolder.MakeAsync(world);
        var vault = (await folder.Staff.GetAsync("/api/sealing-key")).Expect(200).Json;
        var other = folder with { FolderId = Seals.NewId() };
        (await other.MakeAgainAsync("Vreemd", Seals.WrapBytesUnder(vault, [.. folder.SealKey, .. Seals.ContextOf("folder", folder.FolderId)]))).Expect(201);

        await Waiting.UntilAsync("the folder is refused", async () =>
            (await folder.Staff.PostAsync(AFolder.Path(other.Owner, "folder/open"))).Problem == "seal-key-refused");
        (await other.TryPostAsync(folder.Staff, other.Owner, other.FolderEntry(other.Owner, Seals.NewId(), "Map"))).Expect(409, "seal-key-refused");
    }

    private static byte[] Unwrap(byte[] key, AFolder folder, JsonNode wrapped)
    {
        var bound = Seals.Unwrap(key, Bytes(wrapped));
        bound[32..].ShouldBe(Seals.ContextOf("folder", folder.FolderId));
        return bound[..32];
    }

    private static byte[] Bytes(JsonNode base64) => Convert.FromBase64String(base64.GetValue<string>());
}
